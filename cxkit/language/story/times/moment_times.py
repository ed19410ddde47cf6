"""When the told moments happened: for each one the words of the text that say it.

A moment takes the time told in its own sentence; else the heading under which it stands (a diary,
a log, a letter by dates); else the time told last in its paragraph. What lies in a promise or in
quoted speech says when something is due, and places nothing. The days are counted by
``cxkit.measures.journey_days``.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from cxkit.language.ground.document import Document, Sentence
from cxkit.language.mention import Mention
from cxkit.language.story.actors import quoted_tokens
from cxkit.language.story.mail import HEAD, QUOTED, kind_at, mail_parts
from cxkit.language.story.times.day_headings import BRACKETS, DAYS, IN_FRONT, head_of, zero_day
from cxkit.language.story.times.time_cues import cues_in, is_reported, may_tell, tells_more
from cxkit.language.story.times.time_lists import Cue
from cxkit.language.story.times.time_stamps import Days, Stamp, stamps_of

_LEAST_HEADINGS = 2
_QUOTE_MARKS = frozenset('«»"“”„')
_BESIDE = 3  # characters between two times that are one
_SURE, _CARRIED = 0.8, 0.6
_DATES = frozenset(("date", "yearless"))
_TIES = frozenset(("date", "yearless", "weekday", "ago", "clock"))


class _Place(NamedTuple):
    """One sentence: its paragraph, its times, its heading, and whether it tells more.

    ``is_stamped`` says that its paragraph begins with a stamp: the days named in a message are not
    those on which it was written.
    """

    sentence: Sentence
    paragraph: int
    cues: list[Cue]
    heading: Cue | None
    is_open: bool
    is_stamped: bool = False


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
    >>> from cxkit.language.ground.document import parse
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
    quoted, mail = quoted_tokens(document), mail_parts(document.text)
    stamps, days = stamps_of(document), Days()
    from_zero = any(zero_day(sentence, document.text) for sentence in document.sentences)
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
        said = quoted if not opens or _quotes(sentence) else set[int]()
        has_time = may_tell(sentence.tokens)
        cues, month = cues_in(sentence, said, month) if has_time else ([], month)
        if from_zero:
            cues = [cue._replace(value=cue.value + (cue.code == "nth")) for cue in cues]
        cues = [cue for cue in cues if not is_reported(sentence, cue)]
        heading = head_of(sentence, cues, document.text, kind) if opens else None
        stamp = stamps.get(sentence.start)
        if stamps and paragraph == 0 and stamp is None:
            heading = heading or next((cue for cue in cues if cue.code in _DATES), None)
        if stamp is not None:
            heading = _stamped(stamp, cues, days)
            cues = [stamp.clock, *(cue for cue in cues if cue.start >= stamp.end)]
        elif opens and (heading or _opening_day(sentence, cues)):
            days.head(heading or cues[0])
        if heading is not None and heading not in cues:
            cues = [heading, *cues]
        front = {token.start for token in sentence.tokens[:IN_FRONT]}
        seen = [
            cue for cue in cues
            if cue is heading or not _inside(cue, hidden)
            or (cue.code in ("date", "yearless") and cue.start in front)
        ]  # fmt: skip
        is_open = has_time and tells_more(sentence, seen, said)
        follows = bool(found) and found[-1].is_stamped and not opens
        is_stamped = stamp is not None or follows
        found.append(_Place(sentence, paragraph, seen, heading, is_open, is_stamped))
    return found


def _stamped(stamp: Stamp, cues: list[Cue], days: Days) -> Cue | None:
    """Give the day of a stamp; a date in front of it says more than its day of the week."""
    dated = next((cue for cue in cues if cue.code in _DATES and cue.end <= stamp.start), None)
    if dated is None:
        return days.stamp(stamp)
    days.head(dated)
    return days.stamp(replace(stamp, weekday=None))


def _quotes(sentence: Sentence) -> bool:
    """Tell whether a sentence holds a mark of quotation; one left open ends with its paragraph."""
    return any(token.text in _QUOTE_MARKS for token in sentence.tokens)


def _opening_day(sentence: Sentence, cues: list[Cue]) -> bool:
    """Tell whether a line begins with a day: «19.02 в 07:40 аппарат встал»."""
    first = next((token for token in sentence.tokens if token.text not in BRACKETS), None)
    return first is not None and bool(cues) and cues[0][0] == first.start and cues[0].code in DAYS


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
    section = _section(own, places) if in_sections else []
    near = _nearest(episode, episodes, places[own])
    if near and section:
        passing = DAYS if places[own].is_stamped else frozenset[str]()
        near = [cue for cue in near
                if cue.code != "ago" and (cue in section or cue.code not in passing)]  # fmt: skip
        first = places[own].sentence.tokens[: IN_FRONT - 1]
        opens = {token.start for token in first}
        others = [cue for cue in near if cue not in section]
        if any(cue.code == "weekday" and cue.start not in opens for cue in others):
            return []
        anchored = any(cue.code in DAYS for cue in near)
        if not anchored and not _moved(near):
            clocks = [cue for cue in near if cue.code == "clock" and cue not in section]
            return [(cue, _SURE) for cue in _one_each([*section, *clocks])]
    if near and (section or any(cue.code != "clock" for cue in near)):
        return [(cue, _SURE) for cue in near]
    if section:
        return [(cue, _SURE) for cue in section]
    carried = [cue for cue in _carried(own, places) if cue.code != "clock" or not near]
    return [(cue, _CARRIED) for cue in carried] + [(cue, _SURE) for cue in near]


def _moves_on(place: _Place) -> bool:
    """Tell whether a sentence under a heading goes on to another day."""
    opens = {token.start for token in place.sentence.tokens[: IN_FRONT - 1]}
    is_named = any(
        cue.code in DAYS and (cue.start in opens or cue.code != "weekday") for cue in place.cues
    )
    return is_named or _moved(place.cues)


def _moved(cues: list[Cue]) -> bool:
    """Tell whether any of the times lies on another day than the one spoken of."""
    return any(cue.code in ("relative", "nth") and abs(cue.value) >= 1 for cue in cues)


def _section(own: int, places: list[_Place]) -> list[Cue]:
    """Give the heading that a sentence stands under, unless a heading of another sort is nearer."""
    for number in range(own, -1, -1):
        place = places[number]
        if place.heading is not None:
            return _one_each(_together(place.heading, place.cues))
        before = places[number - 1] if number else None
        opens = before is None or before.paragraph != place.paragraph
        if number < own and (_moves_on(place) or (opens and place.is_open)):
            return []
        is_under_day = before is not None and before.heading is not None
        if opens and not is_under_day and _is_label(place.sentence):
            return []
    return []


def _together(at: Cue, cues: list[Cue]) -> list[Cue]:
    """Give a time and the days that stand right beside it: "Tuesday 3 March"."""
    beside = [cue for cue in cues if cue.code in DAYS and cue.code != at.code]
    near = [cue for cue in beside if -_BESIDE < cue.start - at.end < _BESIDE
            or -_BESIDE < at.start - cue.end < _BESIDE]  # fmt: skip
    return [at, *near]


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
        return _one_each([cue for cue in before if last.start - cue.end < _BESIDE or cue is last])
    after = [cue for cue in place.cues if cue.start >= episode.end]
    others = [one.start for one in episodes if one.start > episode.start]
    free = [cue for cue in after if not others or cue.start < others[0]]
    return _one_each(free[:1])


def _one_each(cues: list[Cue]) -> list[Cue]:
    """Keep the first of each code; what stands beside a date adds nothing but ties."""
    first: dict[str, Cue] = {}
    for cue in cues:
        first.setdefault(cue.code, cue)
    if first.keys() & {"date", "yearless"}:
        return [cue for code, cue in first.items() if code in _TIES]
    return list(first.values())


def _carried(own: int, places: list[_Place]) -> list[Cue]:
    """Give the time told last before in the same paragraph, unless days passed since.

    A time of day that was told since then stands beside the day.
    """
    if places[own].is_open:
        return []
    clock: list[Cue] = []
    for place in reversed(places[:own]):
        if place.paragraph != places[own].paragraph:
            break
        days = [cue for cue in place.cues if cue.code != "clock"]
        if days:
            return [*_one_each(_together(days[-1], days)), *clock]
        clock = clock or place.cues[-1:]
        if place.is_open:
            break
    return clock
