"""How late a promise was met, counted: both its due time and its act are told outright in days.

The promise says for when (a length of time, a date, a day of the week); a later line says that its
act was done and how long it took or on which day, by the clock of the story. Nothing is guessed:
where one of the two is not told, or where the act is another's, no days are counted.
"""

from collections.abc import Sequence
from typing import NamedTuple

from cxkit.language.ground.tokens import Token
from cxkit.language.mention import Mention
from cxkit.language.quantities.quantities import quantities_in
from cxkit.language.story.promises.promise_acts import (
    any_act,
    done,
    is_take,
    promise_words,
    promised,
)
from cxkit.language.story.reading import Line, Reading
from cxkit.language.story.times.act_times import Timed, bare_day, clause_at, days_taken
from cxkit.language.story.times.amounts import Span, is_working, numbers, spans, units
from cxkit.language.story.times.day_clock import (
    NOWHEN,
    Clock,
    Day,
    day_named,
    day_of_month,
    days_between,
    last_of,
)
from cxkit.language.story.times.due_times import SURE, due_times, instead_at
from cxkit.language.story.times.time_cues import times_of
from cxkit.language.story.times.time_lists import Cue, said_of, words_of

_MOST_EARLY = 60  # a date more days before the due date is another event
_MOST_LATE = 200
_OPENING = 3  # words of a sentence in which the day of a promise is told
_SOON = 3
_NEAR = 2  # lines after a promise in which it is told how long it took
_FAR = 15  # lines in which its act is looked for
_DENIED = frozenset(("NEG", "NOT_KEPT", "-PAST"))
_WEEK = 7


class Counted(NamedTuple):
    """The line that tells when a promise was met, and the days after the due time, 0 in time.

    No days where the line tells of the due day alone, that nothing was done on it. ``is_met`` is
    false where the days are those that were waited so far: "Today is the 29th.".
    """

    line: Line
    gap: float | None
    is_met: bool = True


class _Due(NamedTuple):
    """For when: the day, the days that were counted to it, where its words end.

    ``unit`` is the days in the unit of time that they count.
    """

    day: Day
    days: float | None
    end: int
    unit: float | None = None


def counted(
    reading: Reading, timed: Sequence[Timed], number: int, start: int, end: int
) -> Counted | None:
    """Count how late a promise was met.

    Parameters
    ----------
    reading : Reading
        Marked lines.
    timed : sequence of Timed
        Their times, from :func:`cxkit.language.story.times.act_times.timed_lines`.
    number : int
        Which line promises.
    start, end : int
        Place of the promise in the text.

    Returns
    -------
    Counted or None
        None when the due time or the time of the act is not told in days.
    """
    given = reading.lines[number]
    instead = _instead(given)
    if instead is not None:
        return Counted(given, instead)
    due = _due(reading, given, timed[number], start, end)
    if due is None:
        return None
    return _met(due, reading.lines[number:], timed[number:], start, end)


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


def _due(reading: Reading, line: Line, timed: Timed, start: int, end: int) -> _Due | None:
    """Give for when a promise was given, None when that is not known in days."""
    promise = Mention(start, end, "promise", "unknown", None, None, "", None, 1)
    named = next(iter(due_times(reading.document, [promise])), None)
    if named is None or named.score != SURE:
        return None
    given = _given(line, timed, named.start)
    held = [s for s in spans(line.tokens) if named.start <= line.tokens[s.first].start < named.end]
    if held and is_working(line.tokens, held[0]) and not _is_from(line, named):
        day = given.working_later(round(held[0].days))
        return None if day == NOWHEN else _Due(day, days_between(given, day), named.end, 1.0)
    if named.value is None:
        day = _day_of(line, timed, named, given)
        runs = sum(span.days for span in held) if _is_from(line, named) else 0.0
        return None if day == NOWHEN else _Due(day.later(runs), None, named.end)
    unit = next((_unit_of(line, span) for span in held), None)
    return _Due(given.later(named.value), named.value, named.end, unit)


def _given(line: Line, timed: Timed, start: int) -> Day:
    """Give the day on which a promise was given, from which the days to its act are counted."""
    opening = line.tokens[:_OPENING][-1].end
    told = [cue for cue in timed.cues if cue.start < min(opening, start)]
    day = last_of(timed.before, [cue for cue in told if cue.code != "clock"])
    return day if day.since is not None else day._replace(since=0.0)


def _day_of(line: Line, timed: Timed, named: Mention, given: Day) -> Day:
    """Give the day that the words of a due time name, tied to that on which it was given."""
    inside = [token for token in line.tokens if named.start <= token.start < named.end]
    cues: list[Cue] = []
    for place in range(len(inside)):  # a word before a day makes it one that is due
        for cue in times_of(inside[place:], None)[0]:
            if day_named(cue) != NOWHEN and all(cue.start >= one.end for one in cues):
                cues.append(cue)
    dated = [cue for cue in cues if cue.code in ("date", "yearless")]
    bare = None if dated else bare_day(inside)
    if bare is not None:
        return day_of_month(bare, given)
    if not cues:
        return _day_ahead(inside, given)
    named_day, day = last_of(NOWHEN, cues), last_of(given, cues)
    days_on = days_between(given, day)
    return named_day if days_on is None or days_on <= 0 else day


def _day_ahead(inside: list[Token], given: Day) -> Day:
    """Read "today by five", «завтра до полудня»."""
    ahead = [one.value or 0.0 for one in quantities_in(inside) if one.code == "relative"]
    return given.later(ahead[0]) if ahead and ahead[0] >= 0 else NOWHEN


def _is_from(line: Line, named: Mention) -> bool:
    """Tell whether a length of time runs from a day: "within ten days of 5 May"."""
    inside = [token for token in line.tokens if named.start <= token.start < named.end]
    return any(said_of(token) in promise_words("from") for token in inside[1:])


def _met(
    due: _Due, lines: Sequence[Line], timed: Sequence[Timed], start: int, end: int
) -> Counted | None:
    """Let the clock run from a promise to the line that says that its act was done."""
    own_end = next(last for _, last in lines[0].bounds if last >= due.end)
    what = promised(lines[0], start, min(end, own_end))
    if not what.kinds and not what.acts:
        lines, what = lines[:_NEAR], any_act(what)
    clock = Clock(_given(lines[0], timed[0], due.end), lines[0].paragraph)
    clock.stay()
    is_loose = due.day.week is not None and clock.day.week is None
    n_before, is_told = 0, False
    missed: Counted | None = None
    for line, (all_cues, _, _) in zip(lines[:_FAR], timed, strict=False):
        if line.told != "story":
            continue
        cues = [cue for cue in all_cues if cue.start >= due.end]
        if is_loose:
            cues, is_loose = _tied(clock, due.day, cues)
        told = clock.turn(line, cues)
        act = done(line, due.end, what)
        taken = (
            None if act is None or due.days is None else days_taken(line, act, due.unit, due.end)
        )
        if act is not None and is_take(line, act) and (taken is None or n_before > _NEAR):
            act = None
        if act is not None:
            day = _day_of_act(line, act, told, clock.day if is_told and clock.holds else NOWHEN)
            gap = _gap(due, day, taken, is_next=n_before <= 1)
            if gap is not None:
                return Counted(line, round(max(gap, 0.0), 2))
        unmet = _unmet(line, due, told, is_near=n_before <= _NEAR)
        missed = unmet if missed is None or (unmet and unmet.gap) else missed
        if not n_before:
            clock.stay()
        n_before, is_told = n_before + 1, is_told or bool(told)
    return missed


def _unmet(line: Line, due: _Due, told: list[tuple[Cue, Day]], *, is_near: bool) -> Counted | None:
    """Tell whether a line says that nothing was done by the due day, or how long ago that was."""
    waited = _waited(line, due, told) if is_near else None
    if waited is not None and waited > 0:
        return Counted(line, round(waited, 2), is_met=False)
    is_due = any(days_between(due.day, day) == 0 for _, day in told)
    return Counted(line, None) if is_due and not line.holds.isdisjoint(_DENIED) else None


def _waited(line: Line, due: _Due, told: list[tuple[Cue, Day]]) -> float | None:
    """Give the days past the due time on the day of telling: "Today is the 29th.", «Прошло 24.»."""
    said = [said_of(token) for token in line.tokens]
    if told and not words_of("today").isdisjoint(said):
        return days_between(due.day, told[-1][1])
    if due.days is None or due.unit is None:
        return None
    for number in numbers(line.tokens):
        if number.kind == "count" and said[: number.first][-1:] == ["прошло"]:
            span = next((s for s in spans(line.tokens) if s.first == number.first), None)
            return (span.days if span else number.value * due.unit) - due.days
    return None


def _tied(clock: Clock, due: Day, cues: list[Cue]) -> tuple[list[Cue], bool]:
    """Tie the clock to the day of the week for which something was due, when nothing else does.

    The story comes to that day, or to one of the three days after it; another day may as well lie
    before it, and is left out. Whether the clock is still to be tied is given back too.
    """
    named = [cue.value for cue in cues if cue.code == "weekday"]
    if due.week in named:
        clock.day = due
        return cues, False
    if named and clock.day.week is None and due.week is not None:
        if (named[0] - due.week) % _WEEK > _SOON:
            return [cue for cue in cues if cue.code != "weekday"], True
        clock.day = due
    return cues, True


def _day_of_act(line: Line, act: int, told: list[tuple[Cue, Day]], known: Day) -> Day:
    """Give the day of an act: told in its clause, else before it, else alone in the line."""
    own = [day for cue, day in told if clause_at(line, cue) == line.clause[act]]
    before = [day for cue, day in told if cue.start < line.tokens[act].start]
    if own or before:
        return (own or before)[-1]
    if told:
        return told[0][1] if len(told) == 1 else NOWHEN
    return known


def _gap(due: _Due, day: Day, taken: float | None, *, is_next: bool) -> float | None:
    """Give the days from the due time to an act.

    A length of time told further on is counted from what was told last, so it can only prove that
    a promise was met late.
    """
    is_dated = None not in (day.date, due.day.date)
    gap = days_between(due.day, day)
    if taken is not None and due.days is not None and not is_dated:
        gap = taken - due.days
    if gap is None or not -_MOST_EARLY <= gap < _MOST_LATE:
        return None
    return gap if gap > 0 or is_dated or is_next else None
