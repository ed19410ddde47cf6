"""The words of reports: numbers, dates and plurals, the page's frame and the names of states.

Numbers and dates are written by `cxkit.figures.wording`, so that a figure and the sentence above
it agree; they are offered here under the same names. Fixed words live in ``words.yaml``.
"""

from functools import cache, partial
from importlib.resources import files

import yaml

from cxkit.errors import did_you_mean
from cxkit.figures.wording import (
    FEW,
    MINUS,
    NARROW_SPACE,
    NO_BREAK_SPACE,
    Language,
    counted,
    counted_of,
    day,
    days,
    duration,
    forms,
    hours,
    instant,
    interval,
    money,
    month,
    number,
    percent,
    percent_interval,
    plural,
    proportion,
    proportion_of,
    signed,
    span,
)

__all__ = [
    "FEW",
    "MINUS",
    "NARROW_SPACE",
    "NO_BREAK_SPACE",
    "Language",
    "counted",
    "counted_of",
    "day",
    "days",
    "duration",
    "forms",
    "hours",
    "instant",
    "interval",
    "money",
    "month",
    "number",
    "percent",
    "percent_interval",
    "plural",
    "proportion",
    "proportion_of",
    "sample",
    "signed",
    "small_base",
    "span",
    "word",
]


def capital(text: str) -> str:
    """Begin a text with a capital letter; the rest stays.

    Examples
    --------
    >>> capital("среднее по NPS"), capital("")
    ('Среднее по NPS', '')
    """
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    """Begin a text with a small letter; the rest stays.

    Examples
    --------
    >>> lowered("Доставка NPS")
    'доставка NPS'
    """
    return text[:1].lower() + text[1:]


def phrase(book: str, key: str, language: Language, **values: object) -> str:
    """Return a phrase of ``<book>.yaml``, with *values* put in.

    Examples
    --------
    >>> phrase("words", "unknown", "ru"), phrase("words", "too_few", "en")
    ('неизвестно', 'too few to say')
    """
    phrases = phrases_of(book)
    if key not in phrases:
        raise KeyError(f"'{key}' is not in {book}.yaml.{did_you_mean(key, phrases)}")
    return phrases[key][language].format(**values)


@cache
def phrases_of(book: str) -> dict[str, dict[str, str]]:
    """Return all phrases of ``<book>.yaml``, by key and language."""
    text = files("cxkit.reports").joinpath(f"{book}.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text.replace(" %", "\u202f%")))


word = partial(phrase, "words")
"""Return a fixed word of the page's frame or the name of a state: ``word("unknown", "ru")``."""


def sample(n: float, language: Language) -> str:
    """Write n, kept on one line.

    Examples
    --------
    >>> sample(413, "en").replace(NO_BREAK_SPACE, " ")
    'n = 413'
    """
    return f"n{NO_BREAK_SPACE}={NO_BREAK_SPACE}{number(n, language)}"


def p_value(value: float, language: Language) -> str:
    """Write a p value; of a tiny one its bound: ``p_value(0.0002, "en")`` is "< 0.001"."""
    return f"< {number(0.001, language, 3)}" if value < 0.001 else number(value, language, 3)


def small_base(n: int, language: Language) -> str:
    """Say that a base is small.

    Examples
    --------
    >>> [small_base(7, language).replace(NO_BREAK_SPACE, " ") for language in ("ru", "en")]
    ['мало, n = 7', 'few, n = 7']
    """
    return f"{word('small_base', language)}, {sample(n, language)}"
