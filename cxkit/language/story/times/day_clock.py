"""A clock that runs through the lines of a story: on which day each of their words happened.

A day is known by as many of four counts as the text tells: days since a promise, the day of the
year, the day of the week, the day of a month that is not told. Two days are as far apart as a count
that both have says.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from cxkit.language.story.reading import Line
from cxkit.language.story.times.time_lists import Cue

_WEEK, _WORKING_WEEK, _YEAR, _HALF_YEAR = 7, 5, 365, 183
_LEAP_DAY = 59
_LONGEST_HEADING = 7  # tokens of a line that is a date alone
_BESIDE = 4  # characters between a day of the week and its date
_DATES = frozenset(("date", "yearless", "monthday"))
_EPOCH, _COMMON_YEAR = date(1970, 1, 1), date(1971, 1, 1)
_LONGEST_MONTH = 31


class Day(NamedTuple):
    """One day, by each count that is told; all None when nothing is.

    ``since`` counts from a promise, ``date`` within a common year, ``week`` on from a Monday that
    is day 1, ``month`` within a month, told or not.
    """

    since: float | None = None
    date: float | None = None
    week: float | None = None
    month: float | None = None

    def later(self, days: float) -> "Day":
        """Give the day so many days later."""
        return Day(*(None if count is None else count + days for count in self))

    def working_later(self, days: int) -> "Day":
        """Give the day so many working days later; none where weekends cannot be counted.

        Whole weeks of five working days need no day of the week; the rest does.

        Examples
        --------
        >>> Day(week=5.0).working_later(3).week, Day(date=0.0).working_later(10).date
        (10.0, 14.0)
        """
        weeks, rest = divmod(days, _WORKING_WEEK)
        if self.week is None:
            return self.later(weeks * _WEEK) if not rest else NOWHEN
        weekday = (self.week - 1) % _WEEK + 1
        weekend = max(weekday - _WORKING_WEEK, 0.0)  # days to go back to Friday
        if weekday - weekend + rest > _WORKING_WEEK:
            rest += _WEEK - _WORKING_WEEK
        return self.later(weeks * _WEEK + rest - weekend)


NOWHEN = Day()


def days_between(first: Day, second: Day) -> float | None:
    """Give the days from one day to another, None when no count ties them.

    Examples
    --------
    >>> days_between(Day(date=363.0), Day(date=3.0)), days_between(Day(week=5.0), Day(since=9.0))
    (5.0, None)
    """
    if first.date is not None and second.date is not None:
        return (second.date - first.date + _HALF_YEAR) % _YEAR - _HALF_YEAR
    for before, after in ((first.since, second.since), (first.week, second.week)):
        if before is not None and after is not None:
            return after - before
    if first.month is not None and second.month is not None and second.month >= first.month:
        return second.month - first.month
    return None


class Clock:
    """The day that is known as one reads on from line to line.

    What a line tells of its day holds for it and the next one of its paragraph, what a heading
    tells until another day is told; "the next day" counts on from a day that still holds.

    Attributes
    ----------
    day : Day
        The day told last.
    holds : bool
        Whether it is that of the line at hand.
    is_headed : bool
        Whether a heading told it.
    """

    def __init__(self, day: Day = NOWHEN, paragraph: int = 0) -> None:
        self.day, self.holds = day, False
        self.is_headed, self._paragraph, self._is_next = False, paragraph, False

    def turn(self, line: Line, cues: Sequence[Cue]) -> list[tuple[Cue, Day]]:
        """Go on to a line; give its times and the day that each of them makes.

        Examples
        --------
        >>> from cxkit.language.ground.document import parse
        >>> from cxkit.language.story.reading import read
        >>> clock = Clock(Day(week=5.0))
        >>> line = read(parse("On Monday it came.")).lines[0]
        >>> [day for _, day in clock.turn(line, [Cue(3, 9, "weekday", 1.0)])]
        [Day(since=None, date=None, week=8.0, month=None)]
        """
        self._is_next = self._is_next and line.paragraph == self._paragraph
        self._paragraph = line.paragraph
        self.holds = self.is_headed or self._is_next
        days = [cue for cue in cues if cue.code != "clock"]
        if days and not self.holds:
            is_counted = days[0].code == "relative"
            self.day = NOWHEN if is_counted else self.day._replace(since=None)
        told = _days_of(self.day, days)
        if told:
            self.day, self.holds = told[-1][1], True
            self.is_headed = is_heading(line)
        self._is_next = bool(told)
        return told

    def stay(self) -> None:
        """Let the day hold for the next line too."""
        self._is_next = True


def is_heading(line: Line) -> bool:
    """Tell whether a line is a date and nothing else: «7 июля.» above a note of a diary."""
    return len(line.tokens) <= _LONGEST_HEADING and not any(
        "verb" in token.tags and "VERB" in codes
        for token, codes in zip(line.tokens, line.classes, strict=True)
    )


def _days_of(day: Day, cues: Sequence[Cue]) -> list[tuple[Cue, Day]]:
    """Let the clock run through the times of a line; a date ties the week that stands beside it."""
    found: list[tuple[Cue, Day]] = []
    before = day
    for cue in cues:
        last = found[-1][0] if found else None
        is_beside = last is not None and cue.start - last.end < _BESIDE
        if last is not None and is_beside and {last.code, cue.code} & _DATES:
            day = _with_week(_moved(before, _dated(last, cue)), last, cue)
        else:
            before, day = day, _moved(day, cue)
        found.append((cue, day))
    return found


def _dated(first: Cue, second: Cue) -> Cue:
    """Give the one of two times that is a date."""
    return first if first.code in _DATES else second


def _with_week(day: Day, *cues: Cue) -> Day:
    """Tie the week to a dated day by the day of the week that stands beside: "Tuesday 6 May"."""
    named = [cue.value for cue in cues if cue.code == "weekday"]
    return day._replace(week=named[0]) if named and day.week is None else day


def _moved(day: Day, cue: Cue) -> Day:
    """Give the day that a time makes of the day before it."""
    if cue.code == "relative" and cue.value >= 0:
        return day.later(cue.value)
    if cue.code == "weekday" and day.week is not None:
        return day.later((cue.value - day.week) % _WEEK)
    named = day_named(cue)
    days_on = days_between(day, named)
    if cue.code == "nth" and days_on is not None and days_on < 0:
        return NOWHEN
    return named if days_on is None else day.later(days_on)


def day_named(cue: Cue) -> Day:
    """Give the day that a time names by itself."""
    if cue.code == "date":
        told = _EPOCH + timedelta(days=cue.value)
        return Day(None, told.timetuple().tm_yday - 1.0, float(told.isoweekday()), told.day)
    if cue.code == "yearless":
        date_of_year = cue.value - (cue.value > _LEAP_DAY)
        return Day(date=date_of_year, month=float(_common(date_of_year).day))
    if cue.code == "weekday":
        return Day(week=cue.value)
    if cue.code == "nth":
        return Day(since=cue.value + 1)
    return Day(month=cue.value) if cue.code == "monthday" else NOWHEN


def day_of_month(number: float, given: Day) -> Day:
    """Give the next day of a month that bears a number, after a day whose date may be known.

    Examples
    --------
    >>> day_of_month(5.0, Day(date=30.0))
    Day(since=None, date=35.0, week=None, month=5.0)
    >>> day_of_month(5.0, Day())
    Day(since=None, date=None, week=None, month=5.0)
    """
    named = Day(month=number)
    if given.date is None:
        return named
    later = (given.later(days) for days in range(_LONGEST_MONTH))
    return next(
        (day._replace(month=number) for day in later if _common(day.date).day == number), named
    )


def _common(day: float | None) -> date:
    """Give the date of a day of a common year."""
    return _COMMON_YEAR + timedelta(days=(day or 0.0) % _YEAR)


def last_of(day: Day, cues: Sequence[Cue]) -> Day:
    """Give the day that some times make of the day before them."""
    return next((at for _, at in reversed(_days_of(day, cues))), day)
