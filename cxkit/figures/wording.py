"""Numbers and counts in Russian and English, for labels of figures and for sentences.

Everything goes through Babel. What is added is the house's typography: a narrow no-break space
between groups of digits and before the Russian percent sign, and a real minus.
"""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from babel.core import Locale
from babel.numbers import format_currency, format_decimal

Language = Literal["ru", "en"]

NARROW_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
FEW = 30
"""Below this base no percentages: "7 of 11"."""

ALMOST = 1e-9
"""Percents that are but the rounding of a bound."""

_OF = {"ru": "из", "en": "of"}


def number(x: float, language: Language, digits: int = 0) -> str:
    """Write a number with *digits* decimals.

    Examples
    --------
    >>> number(1198.5, "en", 1)
    '1,198.5'
    >>> number(1198.5, "ru", 1) == "1\u202f198,5"
    True
    >>> number(-0.04, "en", 1)
    '0.0'
    """
    rounded = round(float(x), digits) + 0.0
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    text: str = format_decimal(rounded, format=pattern, locale=language)
    return _house_spaces(text).replace("-", MINUS)


def signed(x: float, language: Language, digits: int = 0) -> str:
    """Write a change with its sign; zero has none.

    Examples
    --------
    >>> signed(12, "en"), signed(-0.35, "en", 2), signed(0.2, "en")
    ('+12', '−0.35', '0')
    """
    text = number(x, language, digits)
    return f"+{text}" if round(float(x), digits) > 0 else text


def percent(share: float, language: Language, digits: int = 0) -> str:
    """Write a share from 0 to 1 as a percentage; only nothing is 0 %, and only all is 100 %.

    Examples
    --------
    >>> percent(0.53, "en")
    '53%'
    >>> percent(0.53, "ru") == "53\u202f%"
    True
    >>> percent(0.004, "en"), percent(0.996, "en"), percent(0, "en"), percent(1, "en")
    ('<1%', '>99%', '0%', '100%')
    """
    sign = f"{NARROW_SPACE}%" if language == "ru" else "%"
    exact, least = 100 * float(share), 10.0**-digits
    if ALMOST < exact < 100 - ALMOST and round(exact, digits) in (0, 100):
        edge = ("<", least) if exact < 50 else (">", 100 - least)
        return f"{edge[0]}{number(edge[1], language, digits)}{sign}"
    return f"{number(exact, language, digits)}{sign}"


def money(amount: float, currency: str, language: Language) -> str:
    """Write a sum in whole units of its currency (ISO 4217); another currency keeps its word.

    Examples
    --------
    >>> money(63530, "RUB", "ru").split(), money(63530, "RUB", "en").split()
    (['63', '530', '₽'], ['RUB', '63,530'])
    >>> money(640, "EUR", "en")
    '€640'
    """
    if not re.fullmatch("[A-Z]{3}", currency):
        return f"{number(amount, language)}{NO_BREAK_SPACE}{currency}"
    form = "#,##0\u00a0¤" if language == "ru" else "¤#,##0"
    text = format_currency(
        round(float(amount)), currency, form, locale=language, currency_digits=False
    )
    spaced = re.sub(r"(?<=[A-Z]{3})(?=\d)", NO_BREAK_SPACE, str(text))
    return spaced.replace("-", MINUS)


def proportion(part: int, whole: int, language: Language) -> str:
    """Write a share as a percentage from a base of 30 on, as "7 of 11" below it.

    Examples
    --------
    >>> proportion(7, 11, "en"), proportion(40, 80, "en")
    ('7 of 11', '50%')
    """
    if whole >= FEW:
        return percent(part / whole, language)
    return f"{number(part, language)} {_OF[language]} {number(whole, language)}"


def interval(
    low: float, high: float, language: Language, digits: int = 0, *, sign: bool = False
) -> str:
    """Write an interval in words, never with a dash next to a minus.

    Examples
    --------
    >>> interval(-0.4, -0.2, "en", 1), interval(-0.4, -0.2, "ru", 1)
    ('−0.4 to −0.2', 'от −0,4 до −0,2')
    >>> interval(-3, 4, "en", sign=True)
    '−3 to +4'
    """
    write = signed if sign else number
    return span(write(low, language, digits), write(high, language, digits), language)


def percent_interval(low: float, high: float, language: Language) -> str:
    """Write an interval of shares.

    Examples
    --------
    >>> percent_interval(0.4, 0.52, "en")
    '40% to 52%'
    """
    return span(percent(low, language), percent(high, language), language)


def span(low: str, high: str, language: Language) -> str:
    """Join two finished texts as a range.

    Examples
    --------
    >>> span("5 March", "9 March", "en"), span("5 марта", "9 марта", "ru")
    ('5 March to 9 March', 'от 5 марта до 9 марта')
    """
    return f"от {low} до {high}" if language == "ru" else f"{low} to {high}"


def plural(n: float, language: Language, forms: Sequence[str]) -> str:
    """Choose the form of a word that goes with *n*.

    Parameters
    ----------
    n : int or float
        The count; a fraction takes the last-but-one Russian form ("1,5 отзыва").
    language : {"ru", "en"}
        Language of the sentence.
    forms : sequence of str
        Russian: one, few, many ("отзыв", "отзыва", "отзывов"); English: one, other.

    Examples
    --------
    >>> [plural(n, "ru", ("отзыв", "отзыва", "отзывов")) for n in (1, 3, 11, 21)]
    ['отзыв', 'отзыва', 'отзывов', 'отзыв']
    >>> plural(2, "en", ("review", "reviews"))
    'reviews'
    """
    category = str(Locale.parse(language).plural_form(n))
    order = ("one", "few", "many") if language == "ru" else ("one", "other")
    return forms[order.index(category)] if category in order else forms[1]


def forms(noun: str, language: Language) -> tuple[str, ...]:
    """Return the forms of a noun of ``nouns.yaml``, as `plural` takes them.

    Examples
    --------
    >>> forms("case", "ru"), forms("case", "en")
    (('дело', 'дела', 'дел'), ('case', 'cases'))
    """
    return tuple(_nouns()[noun][language])


def counted(n: int, language: Language, noun: str) -> str:
    """Write a count with its word, kept on one line; the word is one of ``nouns.yaml``.

    Examples
    --------
    >>> counted(1204, "en", "review") == "1,204\u00a0reviews"
    True
    """
    return f"{number(n, language)}{NO_BREAK_SPACE}{plural(n, language, forms(noun, language))}"


def counted_of(n: int, language: Language, noun: str) -> str:
    """Write a count with its word as it stands after "of": in Russian in the genitive.

    Examples
    --------
    >>> [counted_of(n, "ru", "case").replace(NO_BREAK_SPACE, " ") for n in (21, 22, 131, 132)]
    ['21 дела', '22 дел', '131 дела', '132 дел']
    >>> counted_of(131, "en", "case").replace(NO_BREAK_SPACE, " ")
    '131 cases'
    """
    if language == "en":
        return counted(n, language, noun)
    _, genitive, genitive_plural = forms(noun, language)
    word = plural(n, language, (genitive, genitive_plural, genitive_plural))
    return f"{number(n, language)}{NO_BREAK_SPACE}{word}"


def proportion_of(part: int, whole: int, language: Language, noun: str) -> str:
    """Write a share of counted things with its base: in percent from a base of 30 on.

    Examples
    --------
    >>> [proportion_of(*n, "ru", "path").replace(NO_BREAK_SPACE, " ") for n in ((7, 21), (9, 36))]
    ['7 из 21 пути', '25\u202f% из 36 путей']
    >>> proportion_of(9, 36, "en", "path").replace(NO_BREAK_SPACE, " ")
    '25% of 36 paths'
    """
    share = percent(part / whole, language) if whole >= FEW else number(part, language)
    return f"{share} {_OF[language]} {counted_of(whole, language, noun)}"


@cache
def _nouns() -> dict[str, dict[str, list[str]]]:
    text = files("cxkit.figures").joinpath("nouns.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def _house_spaces(text: str) -> str:
    return text.replace("\u00a0", NARROW_SPACE)
