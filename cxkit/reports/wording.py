"""The words of reports: numbers, dates and plurals, the page's frame and the names of states.

Numbers and times are written by `cxkit.figures.wording` and `cxkit.figures.times`, so that a figure
and the sentence above it agree; they are offered here under the same names. Fixed words live in
``words.yaml``.
"""

from functools import cache, partial
from importlib.resources import files

from cxkit.errors import did_you_mean
from cxkit.figures.times import (
    day as day,
    days as days,
    duration as duration,
    hours as hours,
    instant as instant,
    month as month,
)
from cxkit.figures.wording import (
    FEW as FEW,
    MINUS as MINUS,
    NARROW_SPACE as NARROW_SPACE,
    NO_BREAK_SPACE as NO_BREAK_SPACE,
    Language as Language,
    counted as counted,
    counted_of as counted_of,
    forms as forms,
    interval as interval,
    money as money,
    number as number,
    percent as percent,
    percent_interval as percent_interval,
    plural as plural,
    proportion as proportion,
    proportion_of as proportion_of,
    signed as signed,
    span as span,
)
from cxkit.own_yaml import own_yaml


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
    return dict(own_yaml(text.replace(" %", "\u202f%")))


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


def small_base(n: int, language: Language) -> str:
    """Say that a base is small.

    Examples
    --------
    >>> [small_base(7, language).replace(NO_BREAK_SPACE, " ") for language in ("ru", "en")]
    ['мало, n = 7', 'few, n = 7']
    """
    return f"{word('small_base', language)}, {sample(n, language)}"
