"""Days, instants and lengths of time in Russian and English, for figures and for sentences."""

from datetime import date, datetime, timedelta

import pandas as pd
from babel.dates import format_date, format_datetime

from cxkit.figures.wording import MINUS, NO_BREAK_SPACE, Language, number

_UNITS = {"ru": ("д", "ч", "мин", "с"), "en": ("d", "h", "min", "s")}
_SECONDS = (86_400, 3_600, 60, 1)


def day(
    when: date | datetime | pd.Timestamp,
    language: Language,
    *,
    year: bool = False,
    short: bool = False,
) -> str:
    """Write a day, with its year only when asked.

    Examples
    --------
    >>> day(date(2026, 3, 5), "ru"), day(date(2026, 3, 5), "en", year=True)
    ('5 марта', '5 March 2026')
    """
    pattern = ("d MMM" if short else "d MMMM") + (" y" if year else "")
    return str(format_date(when, format=pattern, locale=language))


def instant(when: datetime | pd.Timestamp, language: Language) -> str:
    """Write a day and a time of day, as given (UTC in cxkit's tables).

    Examples
    --------
    >>> instant(datetime(2026, 3, 5, 9, 14), "en")
    '5 March 2026, 09:14'
    """
    text = format_datetime(when, format="d MMMM y, HH:mm", tzinfo=when.tzinfo, locale=language)
    return str(text)


def month(when: date | datetime | pd.Timestamp, language: Language) -> str:
    """Write a month and its year.

    Examples
    --------
    >>> month(date(2026, 3, 5), "ru"), month(date(2026, 3, 5), "en")
    ('март 2026', 'March 2026')
    """
    return str(format_date(when, format="LLLL y", locale=language))


def duration(length: timedelta | pd.Timedelta, language: Language) -> str:
    """Write a length of time in its two largest units of days, hours and minutes.

    What is shorter than a minute is written in seconds. A number and its unit stay on one line.

    Examples
    --------
    >>> duration(timedelta(days=5, hours=8, minutes=20), "en").split(NO_BREAK_SPACE)
    ['5', 'd', '8', 'h']
    >>> duration(timedelta(hours=31), "ru").replace(NO_BREAK_SPACE, " ")
    '1 д 7 ч'
    >>> duration(timedelta(seconds=20), "en").replace(NO_BREAK_SPACE, " ")
    '20 s'
    >>> duration(timedelta(0), "en").replace(NO_BREAK_SPACE, " ")
    '0 min'
    """
    seconds = abs(length.total_seconds())
    exact = 60 * round(seconds / 60) if seconds >= 60 else round(seconds)
    amounts = [exact // size % (larger // size) if larger else exact // size
               for size, larger in zip(_SECONDS, (0, *_SECONDS), strict=False)]  # fmt: skip
    named = [
        f"{number(amount, language)}{NO_BREAK_SPACE}{unit}"
        for amount, unit in zip(amounts, _UNITS[language], strict=True)
    ]
    first = next((place for place, amount in enumerate(amounts) if amount), 2)
    chosen = [named[place] for place in range(first, min(first + 2, 4)) if amounts[place]]
    before = MINUS if length.total_seconds() < 0 else ""
    return before + (NO_BREAK_SPACE.join(chosen) or named[2])


def hours(length: float, language: Language) -> str:
    """Write a length given in hours.

    Examples
    --------
    >>> hours(74.38, "en").replace(NO_BREAK_SPACE, " ")
    '3 d 2 h'
    >>> hours(290.21, "ru").replace(NO_BREAK_SPACE, " ")
    '12 д 2 ч'
    """
    return duration(pd.Timedelta(hours=float(length)), language)


def days(length: float, language: Language) -> str:
    """Write a length given in days.

    Examples
    --------
    >>> days(1.5, "ru").replace(NO_BREAK_SPACE, " ")
    '1 д 12 ч'
    """
    return duration(pd.Timedelta(days=float(length)), language)
