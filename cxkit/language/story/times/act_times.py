"""The times of the lines of a story, and how long the act of a promise took, as a line tells it."""

from typing import NamedTuple

from cxkit.language.ground.tokens import Token
from cxkit.language.story.actors import quoted_tokens
from cxkit.language.story.promises.promise_acts import promise_words
from cxkit.language.story.reading import Line, Reading
from cxkit.language.story.times.amounts import Span, is_working, numbers, spans
from cxkit.language.story.times.day_clock import Clock, Day
from cxkit.language.story.times.time_cues import cues_in, may_tell
from cxkit.language.story.times.time_lists import Cue, cue_of, is_due, said_of

_DAYS = range(1, 32)


class Timed(NamedTuple):
    """The times that a line tells of what happened, the day known before it, the month after it."""

    cues: list[Cue]
    before: Day
    month: int | None


def timed_lines(reading: Reading) -> list[Timed]:
    """Read the times of every line, those in promises and in quoted speech left out."""
    sentences = {sentence.start: sentence for sentence in reading.document.sentences}
    quoted = quoted_tokens(reading.document)
    found: list[Timed] = []
    clock, month = Clock(), None
    for line in reading.lines:
        cues: list[Cue] = []
        if may_tell(line.tokens):
            cues, month = cues_in(sentences[line.start], quoted, month)
            cues = _counted_days(line, [cue for cue in cues if not _is_promised(line, cue)])
        before = clock.day if clock.is_headed else clock.day._replace(since=None)
        if line.told == "story":
            clock.turn(line, cues)
        found.append(Timed(cues, before, month))
    return found


def _is_promised(line: Line, cue: Cue) -> bool:
    """Tell whether a day is one that a clause promises: «обещали в пятницу», "said Thursday"."""
    clause = clause_at(line, cue)
    return any(
        "PROMISE" in codes
        and "verb" in token.tags
        and token.lemma != "be"
        and token.start < cue.start
        and line.clause[place] == clause
        for place, (token, codes) in enumerate(zip(line.tokens, line.classes, strict=True))
    )


def clause_at(line: Line, cue: Cue) -> int:
    """Give the number of the clause in which a time is told."""
    return next(n for n, (_, last) in enumerate(line.bounds) if cue.start < last)


def _counted_days(line: Line, cues: list[Cue]) -> list[Cue]:
    """Count the days of "on the third day" and «на пятый» from the first."""
    orders = [span for span in spans(line.tokens) if span.order]
    starts = {line.tokens[span.first].start for span in orders}
    found = [
        cue._replace(code="nth") if cue.code == "relative" and cue.start in starts else cue
        for cue in cues
    ]
    known = {cue.start for cue in found} | starts
    for number in numbers(line.tokens):
        if number.kind != "order" or line.tokens[number.first].start in known:
            continue
        before = said_of(line.tokens[number.first - 1]) if number.first else ""
        place = (line.tokens, number.first, number.last)
        if before == "на" and "masc" in line.tokens[number.last].tags and _is_bare(*place):
            found.append(cue_of(*place, "nth", number.value - 1))
        elif not is_due(line.tokens, number.first) and _is_day(*place, number.value):
            found.append(cue_of(*place, "monthday", number.value))
    return sorted(found)


def bare_day(tokens: list[Token]) -> float | None:
    """Give the day that is told without its month: «до двадцатого», "by the 9th"."""
    orders = [number for number in numbers(tokens) if number.kind == "order"]
    held = [n for span in spans(tokens) for n in range(span.first, span.last + 1)]
    days = [number for number in orders if number.first not in held]
    fits = [one.value for one in days if one.value in _DAYS and _is_bare(tokens, 0, one.last)]
    return fits[-1] if fits else None


def _is_day(tokens: list[Token], first: int, last: int, value: float) -> bool:
    """Tell whether an ordinal in words is a day of a month: «двадцать первого приехал»."""
    ends = said_of(tokens[last]).endswith(("ого", "его"))
    return ends and value in _DAYS and _is_bare(tokens, first, last)


def _is_bare(tokens: list[Token], _: int, last: int) -> bool:
    """Tell whether an ordinal stands without a noun: «на пятый позвонили»."""
    following = tokens[last + 1 : last + 2]
    return all(token.tags.isdisjoint(("noun", "adj")) or may_tell([token]) for token in following)


def days_taken(line: Line, done: int, unit: float | None, after: int = 0) -> float | None:
    """Give after how many days an act was done, as its clause, or the whole line, tells it.

    Parameters
    ----------
    line : Line
        A marked sentence.
    done : int
        Place of the verb that says that the act was done.
    unit : float or None
        Days in the unit of the promise: "within two weeks. It took six.".
    after : int
        Place in the text before which nothing counts.
    """
    tokens = line.tokens
    is_taken = tokens[done].lemma in promise_words("take")
    told = [
        span
        for span in spans(tokens)
        if tokens[span.first].start >= after
        and (_is_elapsed(tokens, span) or (is_taken and span.first > done and not span.order))
    ]
    own = [span for span in told if line.clause[span.first] == line.clause[done]]
    found = own if len(own) == 1 else told
    if len(found) == 1:
        return found[0].days
    return None if found or unit is None or not is_taken else _elided(line, done, unit)


def _elided(line: Line, done: int, unit: float) -> float | None:
    """Read a number whose unit was said in the promise: "within two weeks. It took six."."""
    for number in numbers(line.tokens):
        between = line.tokens[done + 1 : number.first]
        after = line.tokens[number.last + 1 : number.last + 2]
        is_bare = not any("word" in token.tags for token in after)
        is_near = number.first > done and all(
            said_of(one) in promise_words("small") for one in between
        )
        if is_near and is_bare and number.kind == "count":
            return number.value * unit
    return None


def _is_elapsed(tokens: list[Token], span: Span) -> bool:
    """Tell whether a length is that of the time until something: "in two days", «через час»."""
    if span.order or is_working(tokens, span):
        return False
    place = span.first - 1
    while place >= 0 and said_of(tokens[place]) in promise_words("small"):
        place -= 1
    before = said_of(tokens[place]) if place >= 0 else ""
    behind = said_of(tokens[span.last + 1]) if span.last + 1 < len(tokens) else ""
    further = said_of(tokens[span.last + 2]) if span.last + 2 < len(tokens) else ""
    if behind in promise_words("later"):
        return behind != "on" or not further.isalnum()
    return before in promise_words("until") and behind not in promise_words("other")
