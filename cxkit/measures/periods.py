"""Cut time into periods of a stated length, in a stated time zone, without a gap."""

import re
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd

from cxkit.errors import ParameterError

MONDAY = pd.Timestamp("1970-01-05")
FORMS = "text with a unit, such as '1D', '7D', '1W', '1M', '1Q' or '6h'"


class Period(NamedTuple):
    """A length of time: so many hours, days or months."""

    number: int
    unit: Literal["h", "D", "M"]


UNITS: dict[str, tuple[int, Literal["h", "D", "M"]]] = {
    "h": (1, "h"), "D": (1, "D"), "W": (7, "D"), "M": (1, "M"), "Q": (3, "M"),
}  # fmt: skip


def parse_period(period: str) -> Period:
    """Read a period from text with a unit.

    Weeks become days and quarters months, so that "1W" and "7D" are the same.

    Raises
    ------
    ParameterError
        For a bare number, an unknown unit or a length of zero.

    Examples
    --------
    >>> parse_period("1W")
    Period(number=7, unit='D')
    """
    match = re.fullmatch(r"\s*(\d+)\s*(h|D|W|M|Q)\s*", str(period))
    if not match or int(match[1]) == 0:
        raise ParameterError(f"period={period!r} is not a length of time. Use {FORMS}.")
    times, unit = UNITS[match[2]]
    return Period(times * int(match[1]), unit)


def length_of(text: object, name: str) -> pd.Timedelta:
    """Read a length of time, such as a window or a quiet time, from text with a unit.

    Parameters
    ----------
    text : str
        Such as "28D", "12h" or "1D 6h"; a bare number is refused, since pandas takes it for
        nanoseconds.
    name : str
        What the length is called in the message: the parameter, or the rule and its field.

    Raises
    ------
    ParameterError
        For a bare number, an unknown unit, or a length under zero.

    Examples
    --------
    >>> length_of("2D", "window")
    Timedelta('2 days 00:00:00')
    """
    try:
        length = pd.Timedelta(str(text)) if re.search(r"[^\W\d_]", str(text)) else pd.NaT
    except ValueError:
        length = pd.NaT
    if pd.isna(length) or length < pd.Timedelta(0):
        raise ParameterError(
            f"{name}={text!r} is not a length of time. Use text with a unit, such as '28D', '2W'"
            " or '12h'."
        )
    return length


def local_time(instants: pd.Series, time_zone: str) -> pd.Series:
    """Turn UTC instants into the wall clock of *time_zone*, without a zone.

    Raises
    ------
    ParameterError
        When the zone's name is not in the IANA list.

    Examples
    --------
    >>> noon = pd.Series(pd.to_datetime(["2026-03-01 22:30"], utc=True))
    >>> local_time(noon, "Europe/Moscow").iloc[0]
    Timestamp('2026-03-02 01:30:00')
    """
    try:
        zone = ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ParameterError(
            f"time_zone={time_zone!r} is not a name of the IANA list."
            " Use one such as 'Europe/Moscow', 'Asia/Almaty' or 'UTC'."
        ) from error
    return instants.dt.tz_convert(zone).dt.tz_localize(None)


def in_utc(clock: pd.Series, time_zone: str) -> pd.Series:
    """Turn wall-clock times of *time_zone* without a zone into UTC instants.

    A time that clocks skip in spring becomes the first one after it: in Santiago or Cairo the
    day of the change begins at one. Of a time that they show twice the first is taken.

    Examples
    --------
    >>> midnight = pd.Series(pd.to_datetime(["2025-09-07"]))
    >>> in_utc(midnight, "America/Santiago").iloc[0]
    Timestamp('2025-09-07 04:00:00+0000', tz='UTC')
    """
    local = clock.dt.tz_localize(time_zone, ambiguous=True, nonexistent="shift_forward")
    return local.dt.tz_convert("UTC")


def midnights(instants: pd.Series, time_zone: str) -> pd.Series:
    """Return when the day of *time_zone* began that holds each UTC instant, UTC.

    Examples
    --------
    >>> noon = pd.Series(pd.to_datetime(["2026-03-01 22:30"], utc=True))
    >>> midnights(noon, "Europe/Moscow").iloc[0]
    Timestamp('2026-03-01 21:00:00+0000', tz='UTC')
    """
    return in_utc(local_time(instants, time_zone).dt.normalize(), time_zone)


def period_of(clock: pd.Series, period: Period) -> pd.Series:
    """Return the beginning of the period that holds each time; multiples of 7 days begin on Monday.

    Parameters
    ----------
    clock : Series of datetime64 without zone
        Wall-clock times; missing ones stay missing.
    period : Period
        As `parse_period` gives it.

    Examples
    --------
    >>> period_of(pd.Series(pd.to_datetime(["2026-05-14 10:00"])), Period(7, "D")).iloc[0]
    Timestamp('2026-05-11 00:00:00')
    """
    if period.unit == "M":
        months = clock.dt.year * 12 + clock.dt.month - 1
        first = (months // period.number) * period.number
        text = (first // 12).astype("Int64").astype("str") + "-"
        text += (first % 12 + 1).astype("Int64").astype("str").str.zfill(2)
        return pd.to_datetime(text.where(clock.notna()), format="%Y-%m", errors="coerce")
    step = offset(period)
    return MONDAY + (clock - MONDAY) // step * step


def offset(period: Period) -> pd.DateOffset | pd.Timedelta:
    """Return what leads from the beginning of one period to that of the next."""
    if period.unit == "M":
        return pd.DateOffset(months=period.number)
    return pd.Timedelta(hours=period.number * (24 if period.unit == "D" else 1))
