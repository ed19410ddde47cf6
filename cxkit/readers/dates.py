"""Turn a column of dates, in any mixture of forms, into instants in UTC.

Read are ISO dates (20260531 too), day-month-year and month-day-year in digits, months named in
Russian or English, clock times with seconds, AM and PM, zones, and Excel's numbers of days.
A time without a zone is taken in the zone that the caller names.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd

from cxkit.errors import ParameterError
from cxkit.readers.cells import present
from cxkit.readers.columns import ZONE_IN_NAME
from cxkit.readers.words import meaning_of

INSTANT = "datetime64[us, UTC]"
ORDERS = ("day first", "month first")
YEARS = (1900, 2100)
"""Years outside are taken as errors of writing."""

ZONES = {
    "MSK": 3, "МСК": 3, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "EST": -5, "EDT": -4, "CST": -6,
    "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip
"""Hours from UTC of the zones that are written as words: Moscow, Europe, and those of RFC 822."""
CLOCK = (
    r"(?:[T,:\s]+(?:в\s+|at\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})"
    r"(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?\s*(?P<half>[ap]\.?m\.?)?)?"
    rf"\s*(?:\((?=UTC|GMT|{'|'.join(ZONES)}))?"
    rf"(?P<zone>Z|UTC|GMT|{'|'.join(ZONES)}|(?:UTC|GMT)?[-+]\d{{1,2}}:?(?:\d{{2}})?)?"
    r"(?:\s*\([^)]*)?\)?\s*$"
)
_CLOCK_FIRST = re.compile(
    r"^\s*(\d{1,2}:\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?),?\s+(?:on\s+)?(\S.*)$", re.I
)
_UNIX = re.compile(
    r"^\s*(?:[a-z]{3},?\s+)?([a-z]{3}\s+\d{1,2})\s+(\d\d:\d\d:\d\d.*)\s(\d{4})\s*$", re.I
)
_DIGITS_ALONE = re.compile(r"^\s*((?:19|20)\d\d)(\d\d)(\d\d)T?(\d\d)(\d\d)(\d\d)(Z?)\s*$", re.I)
TURNED = (
    (_CLOCK_FIRST, r"\2 \1"), (_UNIX, r"\1 \3 \2"), (_DIGITS_ALONE, r"\1-\2-\3 \4:\5:\6\7"),
)  # fmt: skip
"""Dates that are written in another order, and that order: "09:05 26.02.2025", what Unix writes
("Wed Feb 26 09:05:07 UTC 2025"), and digits alone ("20250226T090507Z")."""
EXCEL = "days since 1899-12-30"
"""How Excel keeps a date, and writes it where a column is formatted as a number; 1982 to 2036."""
WEEKDAY = r"^\s*(?:[^\W\d_]{2,12}\.?,\s*)?"
FORMS = {
    "year first": re.compile(
        r"^\s*(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})" + CLOCK,
        re.I,
    ),
    "digits": re.compile(
        WEEKDAY + r"(?P<a>\d{1,2})(?P<mark>[-/.])(?P<b>\d{1,2})(?P=mark)"
        r"(?P<year>\d{4}|\d{2})(?:\s*г\.?)?" + CLOCK,
        re.I,
    ),
    "day and named month": re.compile(
        WEEKDAY + r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s./-]+(?P<name>[^\W\d_]{3,9})\.?,?[\s./-]+"
        r"(?P<year>\d{4}|\d{2})(?:\s*г(?:ода|\.)?)?" + CLOCK,
        re.I,
    ),
    "named month and day": re.compile(
        WEEKDAY + r"(?P<name>[^\W\d_]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+"
        r"(?P<year>\d{4})" + CLOCK,
        re.I,
    ),
    "year first without marks": re.compile(
        r"^\s*(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?:\.0)?" + CLOCK, re.I
    ),
    EXCEL: re.compile(r"^\s*(?P<days>[34]\d{4}(?:\.\d+)?)\s*$"),
    "seconds since 1970": re.compile(
        r"^\s*(?P<epoch>1\d{9}|[2-9]\d{8}|1\d{12}|1\d{15})(?:\.\d{1,9})?\s*$"
    ),
}


def zone_of(timezone: str) -> ZoneInfo:
    """Give the zone of a name such as "Europe/Moscow".

    Raises
    ------
    ParameterError
        There is no such zone.
    """
    try:
        return ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ParameterError(
            f"timezone={timezone!r} is not known. Use a name such as UTC or Europe/Moscow."
        ) from error


def zone_in_name(name: str) -> dt.tzinfo | None:
    """Give the zone that the name of a column tells, None when it tells none.

    Examples
    --------
    >>> zone_in_name("Submit Date (UTC)"), zone_in_name("created_at") is None
    (datetime.timezone.utc, True)
    """
    found = ZONE_IN_NAME.search(name)
    return None if found is None else _zone(found[0], dt.UTC)


def upright(cell: str) -> str:
    """Write a date whose parts stand in another order day first, clock after it.

    Examples
    --------
    >>> upright("09:05 26.02.2025"), upright("20250226090507"), upright("26.02.2025")
    ('26.02.2025 09:05', '2025-02-26 09:05:07', '26.02.2025')
    """
    for form, order in TURNED:
        if form.match(cell):
            return form.sub(order, cell)
    return cell


def as_instants(
    column: pd.Series, *, orders: Mapping[str, str] | None = None, zone: dt.tzinfo = dt.UTC
) -> tuple[pd.Series, pd.Series, set[str]]:
    """Read a column of cells as instants.

    Parameters
    ----------
    column : Series
        Texts, numbers of seconds since 1970, dates or instants.
    orders : mapping of str to str, optional
        By mark, "day first" or "month first": how digits are read where a date does not tell by
        itself. A mark that is not in it is read day first.
    zone : tzinfo
        Zone of times that name none.

    Returns
    -------
    instants : Series of datetime64[us, UTC]
        Missing where the cell is missing or cannot be read.
    unread : Series
        The cells that are there and could not be read.
    forms : set of str
        Forms that were met; "no zone" and "two-digit year" are among them.

    Examples
    --------
    >>> cells = pd.Series(["2015-08-12", "12.08.15", "12 августа 2015 г.", "вчера"])
    >>> instants, unread, forms = as_instants(cells)
    >>> instants.dt.strftime("%d %b %Y").tolist()
    ['12 Aug 2015', '12 Aug 2015', '12 Aug 2015', nan]
    >>> unread.tolist()
    ['вчера']
    """
    if isinstance(column.dtype, pd.DatetimeTZDtype) or column.dtype.kind == "M":
        return _typed(column, zone)
    known = present(column)
    forms: set[str] = set()
    read = {
        cell: _instant(cell, orders or {}, zone, forms) for cell in dict.fromkeys(known.tolist())
    }
    values = [read[cell] for cell in known.tolist()]
    found = pd.Series(pd.DatetimeIndex(values, dtype=INSTANT), index=known.index)
    return found.reindex(column.index), known[found.isna()], forms


def _typed(column: pd.Series, zone: dt.tzinfo) -> tuple[pd.Series, pd.Series, set[str]]:
    if isinstance(column.dtype, pd.DatetimeTZDtype):
        return column.astype(INSTANT), column[:0], {"typed"}
    local = column.dt.tz_localize(zone, ambiguous=True, nonexistent="shift_forward")
    return local.dt.tz_convert("UTC").astype(INSTANT), column[:0], {"typed", "no zone"}


def _instant(
    cell: object, orders: Mapping[str, str], zone: dt.tzinfo, forms: set[str]
) -> dt.datetime | None:
    try:
        if isinstance(cell, str):
            return _from_text(cell, orders, zone, forms)
        if isinstance(cell, dt.datetime):
            forms.update({"typed", *([] if cell.tzinfo else ["no zone"])})
            return (cell if cell.tzinfo else cell.replace(tzinfo=zone)).astimezone(dt.UTC)
        if isinstance(cell, dt.date):
            forms.update({"typed", "no zone"})
            return dt.datetime(cell.year, cell.month, cell.day, tzinfo=zone).astimezone(dt.UTC)
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            return _from_text(str(cell if cell < 1e5 else int(cell)), orders, zone, forms)
    except (ValueError, OverflowError):
        return None
    return None


def _from_text(
    cell: str, orders: Mapping[str, str], zone: dt.tzinfo, forms: set[str]
) -> dt.datetime | None:
    for form, pattern in FORMS.items():
        found = pattern.match(cell)
        if found is None:
            continue
        if form == "seconds since 1970":
            forms.add(form)
            seconds = int(found["epoch"])
            part = 1_000_000 if seconds > 1e14 else 1000 if seconds > 1e11 else 1
            return dt.datetime.fromtimestamp(seconds / part, dt.UTC)
        if form == EXCEL:
            forms.update({form, "no zone"})
            seconds = round(float(found["days"]) * 24 * 3600)
            local = dt.datetime(1899, 12, 30) + dt.timedelta(seconds=seconds)
            return local.replace(tzinfo=zone).astimezone(dt.UTC)
        day = _day(found, form, orders)
        if day is None:
            continue
        forms.update(_met(found, form))
        return _at(day, found, zone)
    turned = upright(cell)
    return None if turned == cell else _from_text(turned, orders, zone, forms)


def _met(found: re.Match[str], form: str) -> Sequence[str]:
    zoned = [] if found["zone"] else ["no zone"]
    return [form, *zoned, *(["two-digit year"] if len(found["year"]) == 2 else [])]


def _day(found: re.Match[str], form: str, orders: Mapping[str, str]) -> dt.date | None:
    year = int(found["year"])
    if len(found["year"]) == 2:
        year += 2000 if year < 70 else 1900
    if not YEARS[0] <= year <= YEARS[1]:
        return None
    if form == "digits":
        a, b = int(found["a"]), int(found["b"])
        order = orders.get(found["mark"], ORDERS[0])
        day, month = (b, a) if (order == "month first" and a <= 12) or b > 12 else (a, b)
        return dt.date(year, month, day)
    if form.startswith("year first"):
        return dt.date(year, int(found["month"]), int(found["day"]))
    month_of_name = meaning_of("months").get(found["name"].casefold()[:3])
    return dt.date(year, month_of_name, int(found["day"])) if month_of_name else None


def _at(day: dt.date, found: re.Match[str], zone: dt.tzinfo) -> dt.datetime:
    hour = int(found["hour"] or 0)
    half = (found["half"] or "").casefold()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    micro = int((found["fraction"] or "0")[:6].ljust(6, "0"))
    clock = dt.time(hour, int(found["minute"] or 0), int(found["second"] or 0), micro)
    return dt.datetime.combine(day, clock, _zone(found["zone"], zone)).astimezone(dt.UTC)


def _zone(written: str | None, zone: dt.tzinfo) -> dt.tzinfo:
    if not written:
        return zone
    word = written.upper()
    if word in ZONES:
        return dt.timezone(dt.timedelta(hours=ZONES[word]))
    digits = re.sub(r"[^\d]", "", word)
    if not digits:
        return dt.UTC
    sign = -1 if "-" in word else 1
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    return dt.timezone(sign * dt.timedelta(hours=hours, minutes=minutes))
