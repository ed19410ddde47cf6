"""How late a promise was met, counted: both its due time and its act are told outright in days.

The promise says for when (a length of time, a date); a later line says that its act was done and
how long it took or on which day. Nothing is guessed: where one of the two is not told, or where the
act is another's, no days are counted.
"""

from itertools import pairwise
from typing import NamedTuple

from cxkit.language.document import Document
from cxkit.language.mention import Mention
from cxkit.language.story.act_times import Told, elided, is_heading, promise_words, time_of
from cxkit.language.story.amounts import Span, numbers, spans, units
from cxkit.language.story.due_times import SURE, due_times, instead_at
from cxkit.language.story.reading import Line
from cxkit.language.story.time_cues import may_tell
from cxkit.language.story.time_lists import is_would, said_of, words_of
from cxkit.language.story.time_points import Point
from cxkit.language.tokens import Token

_AHEAD_FORMS = frozenset(("fut", "inf", "lat"))  # forms in which a promise names its act
_PASSIVE = frozenset(("be", "get"))
_CONTACT = frozenset(("CALL", "WRITE", "SAY"))
_YEAR, _HALF_YEAR = 365, 183
_MOST_EARLY = 60  # a date more days before the due date is another event
_OPENING = 3  # words of a sentence in which the day of a promise is told
_SHORTEST_WORD = 4
_NO_THINGS = frozenset(("past", "pron", "prep", "det", "num"))
_STEM = 5  # letters that an act and its name have in common
_CAME = "пришли"
_GENDERS = frozenset(("masc", "fem", "neut"))


class Counted(NamedTuple):
    """The line that tells when a promise was met, and the days after the due time, 0 in time."""

    line: Line
    gap: float


class _Due(NamedTuple):
    """For when: within so many days, by a day of the year, or both; where its words end.

    ``unit`` is the days in the unit of time that they count.
    """

    days: float | None
    date: float | None
    end: int
    unit: float | None = None


def _acts(line: Line, start: int, end: int) -> frozenset[str]:
    """Give the verbs between two places that may be acts to come: "привезут", "will refund"."""
    return frozenset(
        token.lemma
        for token in line.tokens
        if start <= token.start < end
        and "verb" in token.tags
        and not token.tags.isdisjoint(_AHEAD_FORMS)
    ) - promise_words("vague")


def counted(
    document: Document, lines: list[Line], dated: list[list[Point]], start: int, end: int
) -> Counted | None:
    """Count how late a promise was met.

    Parameters
    ----------
    document : Document
        The parsed story.
    lines : list of Line
        The line of the promise and those after it in which its act is looked for.
    dated : list of list of Point
        Points in time of each of them.
    start, end : int
        Place of the promise in the text.

    Returns
    -------
    Counted or None
        None when the due time or the time of the act is not told in days.
    """
    instead = _instead(lines[0])
    if instead is not None:
        return Counted(lines[0], instead)
    due = _due(document, lines[0], dated[0], start, end)
    if due is None:
        return None
    own_end = next(last for _, last in lines[0].bounds if last >= due.end)
    acts = acts_of(lines[0], start, min(end, own_end))
    things, givers = _things(lines[0]), _genders(lines[0])
    is_next, headed = 0, list[Point]()
    for line, points in zip(lines, dated, strict=True):
        if line.told != "story":
            continue
        headed = points if points and is_heading(line) else headed
        done = _done(line, due.end, acts, things, givers)
        if done is not None:
            told = time_of(document, line, points or headed, done, due.end)
            told = told or elided(line, done, due.unit)
            gap = _gap(due, told, is_next=is_next <= 1) if told else None
            return None if gap is None else Counted(line, round(max(gap, 0.0), 2))
        is_next += 1
    return None


def _instead(line: Line) -> float | None:
    """Count "nine days instead of the five that they promised", «две недели вместо трёх дней».

    Nothing is counted where the line tells of other numbers: "two men came instead of one".
    """
    place = instead_at(line.tokens)
    if place is None or "PROMISE" not in line.holds:
        return None
    told = [span for span in spans(line.tokens) if not span.order]
    promised = next(number for number in numbers(line.tokens) if number.first > place)
    of_promised = [span for span in told if span.first <= promised.first <= span.last]
    others = [span for span in told if span not in of_promised and _is_counted(line, span)]
    is_one = promised.value == 1 and not of_promised  # "the one that they promised"
    if is_one or len(others) != 1 or len(numbers(line.tokens)) != 2:
        return None
    unit = _unit_of(line, (of_promised or others)[0])
    return round(max(others[0].days - promised.value * unit, 0.0), 2)


def _unit_of(line: Line, span: Span) -> float:
    """Give the days in the unit of a length of time."""
    inside = line.tokens[span.first : span.last + 1]
    return next(units()[token.lemma] for token in inside if token.lemma in units())


def _is_counted(line: Line, span: Span) -> bool:
    """Tell whether a length of time is counted, and not "a day" alone."""
    return any(span.first <= number.first <= span.last for number in numbers(line.tokens))


def _due(document: Document, line: Line, points: list[Point], start: int, end: int) -> _Due | None:
    """Give for when a promise was given, None when that is not known in days."""
    promise = Mention(start, end, "promise", "unknown", None, None, "", None, 1)
    named = next(iter(due_times(document, [promise])), None)
    if named is None or named.score != SURE:
        return None
    dates = [point for point in points if point.kind == "date"]
    held = [s for s in spans(line.tokens) if named.start <= line.tokens[s.first].start < named.end]
    if named.value is None:
        own = [point for point in dates if named.start <= point.start < named.end]
        runs = sum(span.days for span in held) if own and _is_from(line, own[-1]) else 0.0
        return _Due(None, own[-1].value + runs, named.end) if own else None
    opening = line.tokens[:_OPENING][-1].end
    given = [point.value for point in dates if point.start < min(opening, named.start)]
    date = given[0] + named.value if given and named.value >= 1 else None
    unit = next((_unit_of(line, span) for span in held), None)
    return _Due(named.value, date, named.end, unit)


def _is_from(line: Line, day: Point) -> bool:
    """Tell whether a length of time runs from a day: "within ten days of 5 May"."""
    before = [said_of(token) for token in line.tokens if token.start < day.start]
    return not promise_words("from").isdisjoint(before[-2:])


def acts_of(line: Line, start: int, end: int) -> frozenset[str]:
    """Give the acts that a promise between two places names: "привезут", "will refund".

    Words that give it are none of them: "they promised", "he said".
    """
    said = set()
    for index, (token, codes) in enumerate(zip(line.tokens, line.classes, strict=True)):
        is_passive = index > 0 and line.tokens[index - 1].lemma in _PASSIVE
        is_told = token.tags >= {"lat", "past"} and not is_passive
        if is_told or ("PROMISE" in codes and "inf" not in token.tags):
            said.add(token.lemma)
    bare = {
        token.lemma
        for index, (before, token) in enumerate(pairwise(line.tokens))
        if start <= token.start < end
        and "lat" in token.tags
        and (
            said_of(before) == "to"
            or said_of(before) in words_of("future")
            or is_would(line.tokens, index)
        )
    }
    return ((_acts(line, start, end) - said) | (bare - promise_words("vague"))) - words_of("future")


def _genders(line: Line) -> frozenset[str]:
    """Give the genders of the past verbs of a line: «мастер обещал», "masc"."""
    verbs = [token.tags for token in line.tokens if token.tags >= {"verb", "past", "sing"}]
    return frozenset[str]().union(*verbs) & _GENDERS


def _things(line: Line) -> frozenset[str]:
    """Give the words that may name what is promised."""
    return frozenset(
        token.lemma
        for token in line.tokens
        if len(token.text) >= _SHORTEST_WORD and _is_thing(token) and not may_tell([token])
    )


def _is_thing(token: Token) -> bool:
    """Tell whether a token may name a thing: English nouns are not told from other words."""
    return "noun" in token.tags or ("lat" in token.tags and token.tags.isdisjoint(_NO_THINGS))


def _done(
    line: Line, after: int, acts: frozenset[str], things: frozenset[str], givers: frozenset[str]
) -> int | None:
    """Give the place of the verb that says that the promised act was done."""
    if any(token.lemma in promise_words("partly") for token in line.tokens if token.start >= after):
        return None
    is_contact = any(
        token.lemma in acts and not codes.isdisjoint(_CONTACT)
        for token, codes in zip(line.tokens, line.classes, strict=True)
    )
    for index, (token, codes) in enumerate(zip(line.tokens, line.classes, strict=True)):
        if token.start < after or not _is_past(token, codes) or "-PAST" in codes:
            continue
        if _is_to_come(line, index):
            continue
        if token.lemma in acts:
            if not _is_teller(line, index, givers):
                return index
        elif _is_of_thing(line, index, acts, frozenset() if is_contact else things, givers):
            return index
    return None


def _is_past(token: Token, codes: frozenset[str]) -> bool:
    """Tell whether a verb is past; «пришли» alone is read as a request."""
    return "PAST" in codes or said_of(token) == _CAME


def _is_teller(line: Line, index: int, givers: frozenset[str]) -> bool:
    """Tell whether the teller acts: by a word for it, or by a verb of none of the givers' forms."""
    own = line.clauses[line.clause[index]]
    before = [said_of(line.tokens[place]) for place in own if place < index]
    people = promise_words("teller") | promise_words("others")
    who = [one for one in (word.partition("'")[0] for word in before) if one in people]
    if who[-1:] and who[-1] in promise_words("teller"):
        return True
    if any(line.tokens[place].lemma in promise_words("self") for place in own):
        return True
    tags = line.tokens[index].tags
    is_self = "SELF" in line.classes[index]
    others = [line.tokens[place].tags for place in own if _is_free_noun(line, place)]
    named = frozenset[str]().union(*others)  # «ответ пришёл»
    return is_self and tags >= {"cyr", "sing"} and tags.isdisjoint((givers | named) & _GENDERS)


def _is_to_come(line: Line, index: int) -> bool:
    """Tell whether a clause speaks of what is still to come: "it would be delivered"."""
    own = line.clauses[line.clause[index]]
    return any(
        "fut" in line.tokens[place].tags
        or said_of(line.tokens[place]) in words_of("future")
        or is_would(line.tokens, place)
        for place in own
        if place < index
    )


def _is_of_thing(
    line: Line, index: int, acts: frozenset[str], things: frozenset[str], givers: frozenset[str]
) -> bool:
    """Tell whether a verb says that what was promised came, was got, took its time."""
    token = line.tokens[index]
    own = [place for place in line.clauses[line.clause[index]] if place != index]
    is_teller = _is_teller(line, index, givers)
    is_up = token.lemma in promise_words("up") and _follows(line, index) == "up"
    is_coming = token.lemma in promise_words("arrive") or said_of(token) == _CAME or is_up
    is_got = token.lemma in promise_words("receive") and (is_teller or "cyr" in token.tags)
    if not (is_got or token.lemma in promise_words("take") or (is_coming and not is_teller)):
        return False
    if is_got and "lat" in token.tags:
        own = [place for place in own if place > index]
    words = [line.tokens[place] for place in own]
    if any(word.lemma in things or _is_named_by(word, acts) for word in words):
        return True
    is_awaited = not (
        things.isdisjoint(promise_words("coming"))
        and acts.isdisjoint(promise_words("arrive") | promise_words("send"))
    )
    if is_coming and not is_awaited:
        return False
    if is_coming and any(word.lemma in promise_words("coming") for word in words):
        return True
    if "lat" in token.tags:
        return any(word.lemma in promise_words("it") for word in words)
    return token.lemma not in promise_words("take") and not any(
        _is_free_noun(line, place) for place in own
    )


def _follows(line: Line, index: int) -> str:
    """Give the word after a place, "" at the end."""
    return next((token.lemma for token in line.tokens[index + 1 : index + 2]), "")


def _is_named_by(word: Token, acts: frozenset[str]) -> bool:
    """Tell whether a word names an act: «доставка» of «доставить», "delivery" of "deliver"."""
    stem = word.lemma[:_STEM]
    is_name = len(stem) == _STEM and _is_thing(word)
    return is_name and any(act.startswith(stem) for act in acts)


def _is_free_noun(line: Line, index: int) -> bool:
    """Tell whether a Russian noun stands without a preposition: who came, what was brought."""
    before = line.tokens[max(0, index - 2) : index]
    token = line.tokens[index]
    is_thing = "noun" in token.tags and not may_tell([token])
    return is_thing and not any("prep" in one.tags for one in before)


def _gap(due: _Due, told: Told, *, is_next: bool) -> float | None:
    """Give the days from the due time to the act.

    A length of time told further on is counted from what was told last, so it can only prove that
    a promise was met late.
    """
    if told.date is not None and due.date is not None:
        gap = (told.date - due.date + _HALF_YEAR) % _YEAR - _HALF_YEAR
        return gap if gap >= -_MOST_EARLY else None
    if told.days is None or due.days is None:
        return None
    gap = told.days - due.days
    return gap if gap > 0 or is_next else None
