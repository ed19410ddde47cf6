"""When the told moments happened: for each one the words of the text that say it.

A moment takes the time told in its own sentence; else the heading under which it stands (a diary,
a log, a letter by dates); else the time told last in its paragraph. What lies in a promise or in
quoted speech says when something is due, and places nothing. The days are counted by
``cxkit.measures.journey_days``.
"""

from collections.abc import Sequence
from typing import NamedTuple

from cxkit.language.document import Document, Sentence
from cxkit.language.mention import Mention
from cxkit.language.story.actors import quoted_tokens
from cxkit.language.story.mail import HEAD, QUOTED, WHEN, kind_at, mail_parts
from cxkit.language.story.time_cues import Cue, cues_in, short_weekdays, tells_more, words_of
from cxkit.language.tokens import Token

_HEAD_ENDS = frozenset(".:;—–-…")
_LEAST_HEADINGS = 2
_IN_FRONT = 3
_LONGEST_LINE = 10
_SURE, _CARRIED = 0.8, 0.6
_ABSOLUTE = frozenset(("date", "yearless", "weekday", "nth"))


class _Place(NamedTuple):
    """One sentence: its paragraph, its times, its heading, and whether it tells more."""

    sentence: Sentence
    paragraph: int
    cues: list[Cue]
    heading: Cue | None
    is_open: bool


def moment_times(document: Document, told: Sequence[Mention]) -> list[Mention]:
    """Give the mentions of layer "date" that place the episodes of a story in time.

    Parameters
    ----------
    document : Document
        The parsed story.
    told : sequence of Mention
        What was read out of it: episodes get a time, promises hide theirs.

    Returns
    -------
    list of Mention
        By episode, at most one of each code; the quote is the words that tell the time. Empty
        without an episode.

    Examples
    --------
    >>> from cxkit.language.document import parse
    >>> text = "3 марта оплатила заказ. На следующий день пришло письмо."
    >>> told = [Mention(0, 22, "episode", "payment", 0.0, None, "rule", 1),
    ...         Mention(24, 55, "episode", "status_message", 0.0, None, "rule", 2)]
    >>> [(time.code, time.value, time.episode) for time in moment_times(parse(text), told)]
    [('yearless', 62.0, 1), ('relative', 1.0, 2)]
    """
    own = (one for one in told if one.layer == "episode")
    episodes = sorted(own, key=lambda one: (one.start, one.episode or 0))
    if not episodes:
        return []
    hidden = [(one.start, one.end) for one in told if one.layer in ("promise", "due")]
    places = _places(document, hidden)
    in_sections = sum(place.heading is not None for place in places) >= _LEAST_HEADINGS
    used: set[tuple[int, str]] = set()
    found = []
    for episode in episodes:
        for cue, score in _times_of(episode, episodes, places, in_sections=in_sections):
            taken = (cue.start, cue.code) in used and cue.code == "relative"
            used.add((cue.start, cue.code))
            value = 0.0 if taken else cue.value
            found.append(
                Mention(cue.start, cue.end, "date", cue.code, value, score, "time",
                        episode.episode)
            )  # fmt: skip
    return found


def _places(document: Document, hidden: list[tuple[int, int]]) -> list[_Place]:
    """Read the times of every sentence."""
    quoted = quoted_tokens(document)
    mail = mail_parts(document.text)
    found: list[_Place] = []
    paragraph, before, month = 0, 0, None
    for sentence in document.sentences:
        opens = not found or "\n" in document.text[before : sentence.start]
        paragraph += bool(opens and found)
        before = sentence.end
        kind = kind_at(mail, sentence.start)
        if kind in (HEAD, QUOTED):
            found.append(_Place(sentence, paragraph, [], None, is_open=False))
            continue
        cues, month = cues_in(sentence, quoted, month)
        closes = document.text[sentence.end : sentence.end + 1] in ("", "\n")
        heading = _heading(sentence, cues, is_line=closes) if opens else None
        if kind == WHEN:
            days = [cue for cue in cues if cue.code in _ABSOLUTE]
            heading = min(days, key=lambda cue: cue.code == "weekday", default=None)
        if heading is not None and heading not in cues:
            cues = [heading, *cues]
        front = {token.start for token in sentence.tokens[:_IN_FRONT]}
        seen = [
            cue for cue in cues
            if cue is heading or not _inside(cue, hidden)
            or (cue.code in ("date", "yearless") and cue.start in front)
        ]  # fmt: skip
        found.append(_Place(sentence, paragraph, seen, heading, tells_more(sentence, seen)))
    return found


def _inside(cue: Cue, hidden: list[tuple[int, int]]) -> bool:
    return any(start < cue.end and cue.start < end for start, end in hidden)


def _times_of(
    episode: Mention, episodes: list[Mention], places: list[_Place], *, in_sections: bool
) -> list[tuple[Cue, float]]:
    """Give the times of one episode and how sure they are."""
    own = next(
        (n for n, place in enumerate(places)
         if place.sentence.start <= episode.start < place.sentence.end), None,
    )  # fmt: skip
    if own is None:
        return []
    section = _section(own, places) if in_sections else None
    near = _nearest(episode, episodes, places[own])
    if near and section is not None:
        near = [cue for cue in near if cue.code != "ago"]
        first = places[own].sentence.tokens[: _IN_FRONT - 1]
        opens = {token.start for token in first}
        if any(cue.code == "weekday" and cue.start not in opens for cue in near):
            return []
        anchored = any(cue.code in ("date", "yearless", "weekday") for cue in near)
        if not anchored and not _moved(near) and section not in near:
            return [(section, _SURE)]
    if near:
        return [(cue, _SURE) for cue in near]
    if section is not None:
        return [(section, _SURE)]
    carried = _carried(own, places)
    return [(cue, _CARRIED) for cue in carried]


def _moved(cues: list[Cue]) -> bool:
    """Tell whether any of the times lies on another day than the one spoken of."""
    return any(cue.code in ("relative", "nth") and abs(cue.value) >= 1 for cue in cues)


def _section(own: int, places: list[_Place]) -> Cue | None:
    """Give the heading that a sentence stands under, unless a heading of another sort is nearer."""
    for number in range(own, -1, -1):
        place = places[number]
        if place.heading is not None:
            return place.heading
        before = places[number - 1] if number else None
        opens = before is None or before.paragraph != place.paragraph
        is_under_day = before is not None and before.heading is not None
        if opens and not is_under_day and _is_label(place.sentence):
            return None
    return None


def _is_label(sentence: Sentence) -> bool:
    """Tell whether a sentence is a label without a verb: «Вывод.», "Notes:"."""
    words = [token for token in sentence.tokens if "word" in token.tags]
    ends = sentence.tokens[-1].text in (".", ":")
    return ends and 1 <= len(words) <= 2 and not any("verb" in word.tags for word in words)


def _nearest(episode: Mention, episodes: list[Mention], place: _Place) -> list[Cue]:
    """Give the times told in the sentence of an episode, by the nearest place.

    Inside the episode's words first; else the last ones before it; else those after it, when no
    other episode begins between.
    """
    inside = [cue for cue in place.cues if episode.start <= cue.start < episode.end]
    if inside:
        return _one_each(inside)
    before = [cue for cue in place.cues if cue.start < episode.start]
    if before:
        last = before[-1]
        return _one_each([cue for cue in before if last.start - cue.end < 3 or cue is last])
    after = [cue for cue in place.cues if cue.start >= episode.end]
    others = [one.start for one in episodes if one.start > episode.start]
    free = [cue for cue in after if not others or cue.start < others[0]]
    return _one_each(free[:1])


def _one_each(cues: list[Cue]) -> list[Cue]:
    """Keep the first of each code; a weekday or a clock beside a date adds nothing but ties."""
    first: dict[str, Cue] = {}
    for cue in cues:
        first.setdefault(cue.code, cue)
    if "clock" in first and len(first) > 1:
        del first["clock"]
    if first.keys() & {"date", "yearless"}:
        return [
            cue for code, cue in first.items() if code in ("date", "yearless", "weekday", "ago")
        ]
    return list(first.values())


def _carried(own: int, places: list[_Place]) -> list[Cue]:
    """Give the time told last before in the same paragraph, unless days passed since."""
    if places[own].is_open:
        return []
    for place in reversed(places[:own]):
        if place.paragraph != places[own].paragraph:
            return []
        if place.cues:
            return _one_each(place.cues[-1:])
        if place.is_open:
            return []
    return []


def _heading(sentence: Sentence, cues: list[Cue], *, is_line: bool) -> Cue | None:
    """Give the day that stands at the head of a paragraph, set off from what follows.

    A short line of its own without a verb is a heading wherever the day stands in it.
    """
    tokens = sentence.tokens
    first = next((cue for cue in cues if cue.code in _ABSOLUTE), None)
    is_short = len(tokens) <= _LONGEST_LINE and tokens[-1].text not in ("?", "!")
    names = short_weekdays()
    verbs = ("verb" in token.tags and token.text.lower() not in names for token in tokens)
    if first and is_line and is_short and not any(verbs):
        return first
    head = _in_front(tokens, first)
    return head if head and _is_set_off(tokens, head, cues) else None


def _in_front(tokens: list[Token], first: Cue | None) -> Cue | None:
    """Give the day with which a sentence begins; short names of weekdays count here alone."""
    for token in tokens[:_IN_FRONT]:
        day = short_weekdays().get(token.text.lower())
        if first is not None and token.start == first.start:
            return first
        if day is not None and token.text[:1].isupper() and first is None:
            return Cue(token.start, token.end, "weekday", float(day))
        if "word" in token.tags and day is None and token.lemma not in words_of("beside"):
            return None
    return None


def _is_set_off(tokens: list[Token], head: Cue, cues: list[Cue]) -> bool:
    """Tell whether a mark or the end follows a day, with at most a time of day between."""
    for token in tokens:
        if token.start < head.end or any(cue.start <= token.start < cue.end for cue in cues):
            continue
        if token.text[:1] in _HEAD_ENDS:
            return True
        bare = "number" in token.tags or token.text in ",()[]"
        if not bare and token.lemma not in words_of("beside"):
            return False
    return True
