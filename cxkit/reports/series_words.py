"""The words of timelines and survey scores, and how their periods are named."""

from collections.abc import Sequence
from functools import partial

import pandas as pd

from cxkit.codebook.load import load_codebook
from cxkit.measures.tones import LAYERS
from cxkit.reports.privacy import mask_forms
from cxkit.reports.step_names import shortened
from cxkit.reports.wording import Language, day, month, number, phrase, word

_SAME = {"1h": "h", "1D": "D", "7D": "W", "1W": "W", "1M": "M", "1Q": "Q", "3M": "Q"}
MOST_COLUMNS, LONGEST_NAME = 12, 40
LONGEST = 56
"""Characters of a group's name."""
A_YEAR = pd.Timedelta(366, unit="D")
SMALLEST = 0.001
"""The least p-value that is written as a number."""

say = partial(phrase, "series_words")
"""Return a phrase of the timelines and scores: ``say("since", "en", day="11 May")``."""


def period_name(period: str, language: Language) -> str:
    """Name the length of a period, as it stands after "by", in Russian after «по».

    Examples
    --------
    >>> period_name("7D", "en"), period_name("1M", "ru"), period_name("2D", "en")
    ('week', 'месяцам', 'period')
    """
    return say(f"by_{_SAME.get(period, 'other')}", language)


def group_name(group: str, by: str, language: Language) -> str:
    """Name a group: a code by its label, a value of a column as it stands, cut and masked.

    Examples
    --------
    >>> group_name("delivery", "touchpoint", "en"), group_name("a@b.org", "shop", "en")
    ('Delivery hand-over', '•••••••')
    """
    if by in LAYERS:
        return load_codebook().label(group, language)
    return shortened(mask_forms(" ".join(group.split())), LONGEST)


def is_week(period: str) -> bool:
    """Tell whether a period is a week.

    Examples
    --------
    >>> is_week("7D"), is_week("1M")
    (True, False)
    """
    return _SAME.get(period) == "W"


def in_period(when: pd.Timestamp, period: str, language: Language, *, year: bool = False) -> str:
    """Say in which period something was; weeks are named by their first day.

    Examples
    --------
    >>> in_period(pd.Timestamp("2026-05-11"), "7D", "en")
    'in the week of 11 May'
    >>> in_period(pd.Timestamp("2026-05-11"), "7D", "ru")
    'на неделе с 11 мая'
    >>> in_period(pd.Timestamp("2026-05-11"), "1D", "ru")
    '11 мая'
    """
    unit = _SAME.get(period, "")
    if unit == "M":
        return say("in_month", language, day=month(when, language))
    key = {"W": "in_week", "D": "on_day"}.get(unit, "from_day")
    return say(key, language, day=day(when, language, year=year))


def dated(when: pd.Timestamp, timeline: pd.DataFrame, language: Language) -> str:
    """Write the day of an instant on the timeline's clock, with the year where days recur.

    Examples
    --------
    >>> weeks = pd.date_range("2024-01-01", "2026-01-01", freq="7D", tz="UTC")
    >>> dated(weeks[0], pd.DataFrame({"period_at": weeks}), "en")
    '1 January 2024'
    """
    return day(local(when, timeline), language, year=is_long(timeline))


def columns_told(names: Sequence[str], language: Language) -> str:
    """Name the first columns of a file for a reader who has to choose one.

    Examples
    --------
    >>> columns_told(["Date", "How relevant is it in the following phases? [Design]"], "en")
    'Date, How relevant is it … phases? [Design]'
    >>> columns_told([f"q{n}" for n in range(14)], "ru").endswith("q11 и ещё 2")
    True
    """
    if not names:
        return word("no_data", language)
    told = ", ".join(shortened(mask_forms(name), LONGEST_NAME) for name in names[:MOST_COLUMNS])
    rest = len(names) - MOST_COLUMNS
    return told + (say("and_more", language, n=rest) if rest > 0 else "")


def is_long(timeline: pd.DataFrame) -> bool:
    """Tell whether a timeline is so long that a day without its year could be two."""
    if timeline.empty:
        return False
    return bool(timeline["period_at"].max() - timeline["period_at"].min() > A_YEAR)


def local(when: pd.Timestamp, frame: pd.DataFrame) -> pd.Timestamp:
    """Return an instant as the wall clock of *frame*: its own zone, else that it was read with.

    Examples
    --------
    >>> read = pd.DataFrame()
    >>> read.attrs["reading"] = [{"arguments": {"timezone": "Europe/Moscow"}}]
    >>> local(pd.Timestamp("2026-03-05 21:30", tz="UTC"), read)
    Timestamp('2026-03-06 00:30:00')
    """
    return when.tz_convert(time_zone_of(frame)).tz_localize(None)


def time_zone_of(frame: pd.DataFrame) -> str:
    """Return the zone of a frame's clock; UTC where neither it nor its reading names one."""
    read = [one.get("arguments", {}).get("timezone") for one in frame.attrs.get("reading", [])]
    return next((zone for zone in (frame.attrs.get("time_zone"), *read) if zone), "UTC")


def on_clock(frame: pd.DataFrame, time_zone: str) -> pd.DataFrame:
    """Return *frame* with another clock for its dates; its rows stay as they are."""
    told = frame.copy(deep=False)
    told.attrs = frame.attrs | {"time_zone": time_zone}
    return told


def chance(value: float, language: Language) -> str:
    """Write a p-value; a very small one only as below 0.001.

    Examples
    --------
    >>> chance(0.00004, "en"), chance(0.0213, "en")
    ('< 0.001', '0.021')
    """
    if value < SMALLEST:
        return f"< {number(SMALLEST, language, 3)}"
    return number(value, language, 3)
