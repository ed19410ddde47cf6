"""On which day of the story each moment happened, as far as the words say; feeds `journey_map`."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd

_EPOCH = date(1970, 1, 1)
_EPOCH_WEEKDAY = 3  # 1 January 1970 was a Thursday; Monday is 0
_LEAP_YEAR, _COMMON_YEAR = 1972, 1971
_WEEK = 7


class Told(NamedTuple):
    """What one moment tells of its time: the codes of the layer date, None where it does not."""

    date: float | None
    yearless: float | None
    weekday: float | None
    monthday: float | None
    nth: float | None
    relative: float | None
    ago: float | None
    clock: float | None


class Days(NamedTuple):
    """Day of one moment, and the earliest and the latest that it can be."""

    day: float | None
    day_low: float | None
    day_high: float | None


def moment_days(told: pd.DataFrame, parts: pd.DataFrame) -> pd.DataFrame:
    """Days after the first placed moment of each path; missing where the text does not say.

    A calendar date is taken as it is. One without a year falls in the year that brings it nearest
    to the last date known, else to the first full date of the path, else in a common year: the days
    between moments are right, except over a 29 February of a year not told. A day of the week is
    the next such day from the moment placed last, and so is a day of a month that is not told, as
    long as the number grows ("on the 4th ... on the 9th"). "On the third day" counts from the first
    day; "four days later" and "the same evening" from the moment told just before; a time of day
    alone is on the day of the moment just before, if that has an earlier one; "a week ago" counts
    from the day of telling.

    Where the text ties some moments to each other and others not, the largest group of tied moments
    is counted, one with a date before another, and the rest stay unknown: no distance is guessed. A
    path that tells no time has its first moment on day 0. A moment without a time that is told
    between two placed ones lies between their days; between two of one day it is on that day.
    Nothing is said of it where the story goes back in between.

    *told* are moments in the order told (`told_moments`), *parts* mentions with their ``episode``
    (`parts_of`). Gives ``day``, ``day_low`` and ``day_high`` (Float64) on the index of *told*.
    """
    keys = ["feedback_id", "episode"]
    dates = parts.loc[(parts["layer"] == "date") & parts["value"].notna()]
    cues = told[keys].assign(row=told.index)
    for code in Told._fields:
        first = dates.loc[dates["code"] == code].drop_duplicates(keys)
        first = first[[*keys, "value"]].rename(columns={"value": code})
        cues = cues.merge(first, on=keys, how="left")
    cues = cues.sort_values(["feedback_id", "row"], ignore_index=True)
    values = cues[list(Told._fields)].astype("object")
    tells = values.where(values.notna(), None).itertuples(index=False, name=None)
    moments = pd.Series([Told(*tell) for tell in tells], index=cues.index, dtype="object")
    placed = [
        row
        for _, path in moments.groupby(cues["feedback_id"], sort=False)
        for row in _path_days(path.tolist())
    ]
    days = pd.DataFrame(placed, columns=list(Days._fields), dtype="Float64")
    return days.set_index(cues["row"]).reindex(told.index)


def _path_days(path: list[Told]) -> list[Days]:
    """Place the moments of one path."""
    if not any(value is not None for told in path for value in told):
        return [Days(0.0, 0.0, 0.0), *[Days(None, None, None)] * (len(path) - 1)]
    axes = _Walk(path).axes
    largest = max(axes, key=lambda axis: (len(axis.days), axis.epoch is not None))
    first = min(largest.days.values())
    days = [largest.days.get(place) for place in range(len(path))]
    return _with_bounds([None if day is None else day - first for day in days])


def _with_bounds(days: list[float | None]) -> list[Days]:
    """Say between which days a moment without one lies; between equal days it is on that day."""
    rows: list[Days] = []
    for place, day in enumerate(days):
        before = next((one for one in reversed(days[: place + 1]) if one is not None), None)
        after = next((one for one in days[place:] if one is not None), None)
        if before is not None and after is not None and after < before:
            before = after = None
        is_known = before is not None and before == after
        rows.append(Days(day if day is not None or not is_known else before, before, after))
    return rows


@dataclass(slots=True)
class _Axis:
    """Moments whose distances are told, by their place in the path: days on an axis of their own.

    ``epoch`` is day 0 of the axis in days since 1970, ``phase`` its day of the week (0 is Monday),
    ``monthday`` its day of a month not told, ``now`` the day of telling; each None until the text
    ties it.
    """

    days: dict[int, float] = field(default_factory=dict)
    epoch: float | None = None
    phase: int | None = None
    monthday: float | None = None
    now: float | None = None


class _At(NamedTuple):
    axis: _Axis
    day: float


class _Walk:
    """A walk along a path in the order told, which places what can be placed."""

    def __init__(self, path: list[Told]) -> None:
        self.axes = [_Axis()]
        self.anchor = next((told.date for told in path if told.date is not None), None)
        self.last: _At | None = None
        self.before: _At | None = None
        self.clock: float | None = None
        for place, told in enumerate(path):
            self._step(place, told)

    def _step(self, place: int, told: Told) -> None:
        on = self._calendar_day(told)
        at = self._place(place, told, on)
        if at is None and place == 0:
            at = _At(self.axes[0], 0.0)
        if at is not None:
            at.axis.days[place] = at.day
            _tie(at, told, on)
            self.last = at
        self.before, self.clock = at, told.clock

    def _calendar_day(self, told: Told) -> float | None:
        """Give the date of a moment in days since 1970, in the year nearest to the last date."""
        if told.date is not None or told.yearless is None:
            return told.date
        near = self.anchor
        for axis in self.axes:
            if axis.epoch is not None:
                is_last = self.last is not None and self.last.axis is axis
                day = self.last.day if self.last and is_last else max(axis.days.values())
                near = axis.epoch + day
        return _nearest(told.yearless, near)

    def _place(self, place: int, told: Told, on: float | None) -> _At | None:
        """Place one moment by the surest of its times."""
        if on is not None:
            return self._on_date(on, told.relative)
        if told.monthday is not None:
            at = self._on_monthday(told.monthday)
            if at is not None or told.weekday is None:
                return at or self._apart()
        if told.weekday is not None:
            return self._on_weekday(int(told.weekday) - 1, told.relative)
        return self._counted(place, told)

    def _counted(self, place: int, told: Told) -> _At | None:
        """Place one moment by a distance that is told, or by the time of day."""
        if told.nth is not None:
            return self._on_nth(told.nth)
        if told.relative is not None:
            return self._later(place, int(told.relative))
        if told.ago is not None:
            return self._before_now(told.ago)
        return self._at_clock(place, told.clock)

    def _on_date(self, on: float, relative: float | None) -> _At:
        """Place a dated moment; its distance from the one before ties the calendar to that."""
        for axis in self.axes:
            if axis.epoch is not None:
                return _At(axis, on - axis.epoch)
        if self.last is not None and relative is not None:
            return _At(self.last.axis, self.last.day + int(relative))
        return self._apart()

    def _on_weekday(self, weekday: int, relative: float | None) -> _At:
        """Place a moment on the next such day of the week from the moment placed last."""
        if self.last is not None and self.last.axis.phase is None and relative is not None:
            return _At(self.last.axis, self.last.day + int(relative))
        tied = [axis for axis in self.axes if axis.phase is not None]
        if self.last is not None and self.last.axis in tied:
            return _next_weekday(self.last, weekday)
        if tied:
            return _next_weekday(_At(tied[0], max(tied[0].days.values())), weekday)
        return self._apart()

    def _on_monthday(self, monthday: float) -> _At | None:
        """Place a moment on a later day of the same month; another month is not to be told."""
        at = self.last
        if at is not None and at.axis.monthday is not None:
            day = monthday - at.axis.monthday
            return _At(at.axis, day) if at.day <= day else None
        return None

    def _on_nth(self, nth: float) -> _At | None:
        """Count from the first day of the axis; a day that lies behind is counted from another."""
        if self.last is None:
            return None
        day = min(self.last.axis.days.values()) + nth
        return _At(self.last.axis, day) if day >= self.last.day else None

    def _later(self, place: int, days: int) -> _At | None:
        """Count from the moment told just before; when it has no day, on an axis of their own."""
        if self.before is not None:
            return _At(self.before.axis, self.before.day + days)
        if place == 0:
            return None
        self.axes.append(_Axis({place - 1: 0.0}))
        return _At(self.axes[-1], float(days))

    def _before_now(self, ago: float) -> _At:
        """Place a moment by its distance from the day of telling."""
        for axis in self.axes:
            if axis.now is not None:
                return _At(axis, axis.now + ago)
        return self._apart()

    def _at_clock(self, place: int, clock: float | None) -> _At | None:
        """Place a moment with a time of day alone, if the moment before has an earlier one.

        Both are on one day, whichever it is.
        """
        if clock is None or self.clock is None or self.clock > clock:
            return None
        if self.before is not None:
            return self.before
        self.axes.append(_Axis({place - 1: 0.0}))
        return _At(self.axes[-1], 0.0)

    def _apart(self) -> _At:
        """Begin an axis, since nothing ties the moment to another."""
        if self.last is not None:
            self.axes.append(_Axis())
        return _At(self.axes[-1], 0.0)


def _next_weekday(at: _At, weekday: int) -> _At:
    phase = at.axis.phase or 0
    return _At(at.axis, at.day + (weekday - phase - int(at.day)) % _WEEK)


def _tie(at: _At, told: Told, on: float | None) -> None:
    """Tie the calendar, the week and the day of telling to an axis, by a moment placed on it."""
    axis, day = at
    if on is not None and axis.epoch is None:
        axis.epoch = on - day
    if axis.phase is None and told.weekday is not None:
        axis.phase = int(told.weekday - 1 - day) % _WEEK
    if axis.phase is None and told.date is not None:
        axis.phase = int(told.date + _EPOCH_WEEKDAY - day) % _WEEK
    if axis.monthday is None and told.monthday is not None:
        axis.monthday = told.monthday - day
    if axis.now is None and told.ago is not None:
        axis.now = day - told.ago


def _nearest(yearless: float, near: float | None) -> float:
    """Give days since 1970-01-01 of a day of the year, in the year nearest to *near*."""
    if near is None:
        return _in_year(yearless, _COMMON_YEAR)
    year = (_EPOCH + timedelta(days=near)).year
    candidates = [_in_year(yearless, one) for one in (year - 1, year, year + 1)]
    return min(candidates, key=lambda day: abs(day - near))


def _in_year(yearless: float, year: int) -> float:
    told = date(_LEAP_YEAR, 1, 1) + timedelta(days=yearless)
    is_last_of_february = (told.month, told.day) == (2, 29)
    day = told.replace(day=28) if is_last_of_february else told
    return float((day.replace(year=year) - _EPOCH).days + is_last_of_february)
