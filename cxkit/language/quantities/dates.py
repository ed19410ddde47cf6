"""Dates and times of day, in figures and in words, Russian and English."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from cxkit.language.ground.tokens import Token
from cxkit.language.quantities.numbers import number_words
from cxkit.language.quantities.quantity import Quantity
from cxkit.language.word_lists import rows

_FULL = re.compile(r"(\d{1,4})([./])(\d{1,2})\2(\d{2,4})$")
_CLOCK = re.compile(r"([01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$")
_PLACE = re.compile(r"(\d{1,2})-?(?:й|ый|ой|ий|st|nd|rd|th)$", re.IGNORECASE)
_EPOCH = date(1970, 1, 1)
_LEAP_YEAR = 1972
_DAY = frozenset(("день", "day"))
_BEFORE_A_PLACE = frozenset(("на", "the"))
_HALF_OF_DAY = frozenset(("am", "pm", "a.m", "p.m", "o'clock"))


@cache
def _words() -> dict[str, tuple[str, int]]:
    """Give kind and number of every word of dates."""
    return {
        lemma: (kind, int(value))
        for kind, value, lemmas in rows("date_words")
        for lemma in lemmas.split()
    }


def date_starts() -> frozenset[str]:
    """Give the lemmas with which a date can begin."""
    return frozenset(_words())


def days_of(year: int, month: int, day: int) -> float | None:
    """Give days since 1970-01-01, or None when there is no such day.

    Examples
    --------
    >>> days_of(1970, 1, 31), days_of(2015, 2, 30)
    (30.0, None)
    """
    if year < 100:
        year += 2000 if year < 70 else 1900
    try:
        return float((date(year, month, day) - _EPOCH).days)
    except ValueError:
        return None


def date_at(tokens: Sequence[Token], index: int) -> Quantity | None:
    """Read the date, the relative day or the time of day that begins at a token.

    A date in figures with two possible readings (03/04/2015) has no value. A date without a year
    is "yearless": days since 1 January of a leap year. "On the third day" counts the first day.

    Examples
    --------
    >>> from cxkit.language.ground.document import parse
    >>> [date_at(parse(text).tokens, 0).value for text in ("31.01.1970", "31 января 1970", "вчера")]
    [30.0, 30.0, -1.0]
    """
    token = tokens[index]
    day_in_order = _day_in_order(tokens, index)
    if day_in_order is not None:
        return day_in_order
    if "number" in token.tags:
        return _in_figures(tokens, index)
    kind, value = _words().get(token.lemma, ("", 0))
    if kind == "relative":
        return Quantity(index, index + 1, "date", "relative", float(value))
    if kind == "month" and token.text[0].isupper() and index + 1 < len(tokens):
        return _month_first(tokens, index, value)
    return None


def _day_in_order(tokens: Sequence[Token], index: int) -> Quantity | None:
    """Read "on the third day", «на 3-й день», "the next day": days after the day spoken of."""
    before = tokens[index - 1].lemma if index else ""
    after = tokens[index + 1].lemma if index + 1 < len(tokens) else ""
    if before not in _BEFORE_A_PLACE or after not in _DAY:
        return None
    kind, step = _words().get(tokens[index].lemma, ("", 0))
    if kind != "next":
        counted = _PLACE.match(tokens[index].text)
        kind, place = number_words().get(tokens[index].lemma, ("", None))
        if counted is None and kind != "ordinal":
            return None
        step = int(counted[1] if counted else place or 0) - 1
    return Quantity(index, index + 2, "date", "relative", float(step)) if step > 0 else None


def _in_figures(tokens: Sequence[Token], index: int) -> Quantity | None:
    """Read a date or a time that begins with a figure."""
    written = tokens[index].text
    full = _FULL.match(written)
    if full:
        return Quantity(index, index + 1, "date", "date", _value(full))
    if _CLOCK.match(written):
        return Quantity(index, index + 1, "date", "clock", None)
    following = tokens[index + 1].lemma if index + 1 < len(tokens) else ""
    if following in _HALF_OF_DAY:
        return Quantity(index, index + 2, "date", "clock", None)
    kind, month = _words().get(following, ("", 0))
    day = re.match(r"\d{1,2}(?!\d)", written)
    if kind != "month" or day is None or not 1 <= int(day[0]) <= 31:
        return _iso(tokens, index)
    return _with_year(tokens, index, index + 2, month, int(day[0]))


def _iso(tokens: Sequence[Token], index: int) -> Quantity | None:
    """Read 2015-08-12."""
    parts = [token.text for token in tokens[index : index + 5]]
    if len(parts) < 5 or parts[1] != "-" or parts[3] != "-" or len(parts[0]) != 4:
        return None
    if not (parts[0].isdecimal() and parts[2].isdecimal() and parts[4].isdecimal()):
        return None
    return Quantity(
        index, index + 5, "date", "date", days_of(int(parts[0]), int(parts[2]), int(parts[4]))
    )


def _month_first(tokens: Sequence[Token], index: int, month: int) -> Quantity | None:
    """Read "August 12, 2015"."""
    day = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", tokens[index + 1].text)
    if day is None or not 1 <= int(day[1]) <= 31:
        return None
    return _with_year(tokens, index, index + 2, month, int(day[1]))


def _with_year(tokens: Sequence[Token], first: int, last: int, month: int, day: int) -> Quantity:
    """Add the year where one follows."""
    place = last + 1 if last < len(tokens) and tokens[last].text == "," else last
    if place < len(tokens) and re.fullmatch(r"(?:19|20)\d\d", tokens[place].text):
        year = int(tokens[place].text)
        return Quantity(first, place + 1, "date", "date", days_of(year, month, day))
    in_leap_year = days_of(_LEAP_YEAR, month, day)
    if in_leap_year is None:
        return Quantity(first, last, "date", "date", None)
    since_new_year = in_leap_year - (date(_LEAP_YEAR, 1, 1) - _EPOCH).days
    return Quantity(first, last, "date", "yearless", since_new_year)


def _value(full: re.Match[str]) -> float | None:
    """Give the days of a date in figures; None where day and month could change places."""
    first, mark, second, third = int(full[1]), full[2], int(full[3]), int(full[4])
    if len(full[1]) == 4:
        return days_of(first, second, third)
    if mark == "." or first > 12:
        return days_of(third, second, first)
    return days_of(third, first, second) if second > 12 or first == second else None
