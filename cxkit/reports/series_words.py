"""The words of timelines and survey scores, and how their periods are named."""

from functools import cache
from importlib.resources import files

import pandas as pd
import yaml

from cxkit.errors import did_you_mean
from cxkit.reports.wording import Language, day, month

PERIODS = {
    "h": {"ru": "час", "en": "hour"},
    "D": {"ru": "день", "en": "day"},
    "W": {"ru": "неделю", "en": "week"},
    "M": {"ru": "месяц", "en": "month"},
    "Q": {"ru": "квартал", "en": "quarter"},
}
_SAME = {"1h": "h", "1D": "D", "7D": "W", "1W": "W", "1M": "M", "1Q": "Q", "3M": "Q"}
_OTHER = {"ru": "период", "en": "period"}


def say(key: str, language: Language, **values: object) -> str:
    """Return a word of the timelines, with *values* put in.

    Examples
    --------
    >>> say("since", "en", day="11 May"), say("worse", "ru")
    ('Since 11 May', 'хуже')
    """
    words = _words()
    if key not in words:
        raise KeyError(f"'{key}' is not in series_words.yaml.{did_you_mean(key, words)}")
    return words[key][language].format(**values)


def period_name(period: str, language: Language) -> str:
    """Name the length of a period, as it stands after "by".

    Examples
    --------
    >>> period_name("7D", "en"), period_name("1M", "ru"), period_name("2D", "en")
    ('week', 'месяц', 'period')
    """
    unit = _SAME.get(period)
    return PERIODS[unit][language] if unit else _OTHER[language]


def in_period(when: pd.Timestamp, period: str, language: Language) -> str:
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
    unit = _SAME.get(period)
    if unit == "W":
        date = day(when, language)
        return f"на неделе с {date}" if language == "ru" else f"in the week of {date}"
    if unit == "M":
        name = month(when, language)
        return f"с месяца {name}" if language == "ru" else f"in {name}"
    date = day(when, language)
    if unit == "D":
        return date if language == "ru" else f"on {date}"
    return f"с {date}" if language == "ru" else f"from {date}"


def local(when: pd.Timestamp, frame: pd.DataFrame) -> pd.Timestamp:
    """Return an instant as the wall clock of the timeline *frame*."""
    return when.tz_convert(frame.attrs.get("time_zone", "UTC")).tz_localize(None)


@cache
def _words() -> dict[str, dict[str, str]]:
    text = files("cxkit.reports").joinpath("series_words.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))
