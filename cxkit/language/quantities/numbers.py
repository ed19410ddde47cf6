"""Numbers in figures and in words, Russian and English."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from cxkit.language.ground.tokens import Token
from cxkit.language.word_lists import rows

_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
_GROUP = re.compile(r"\d{3}(?:,\d\d?)?")
_HALF, _TEN = 0.5, 10
_MOST_GROUPS = 4
BARE_ARTICLES = frozenset(("a", "an"))
LINKS = frozenset(("and", "of", "с"))


class Number(NamedTuple):
    """A number met in a text: the tokens ``first`` to before ``last`` and their value."""

    first: int
    last: int
    value: float


@cache
def number_words() -> dict[str, tuple[str, float | None]]:
    """Give kind and value of every word of number, "twenty-five" among them."""
    found = {word: (kind, float(value) if value else None) for word, kind, value in rows("numbers")}
    counts = {word: value for word, (kind, value) in found.items() if kind == "count" and value}
    tens = {word: value for word, value in counts.items() if word.endswith("ty")}
    ones = {word: value for word, value in counts.items() if word.isascii() and 1 <= value < _TEN}
    return found | {
        f"{ten}-{one}": ("count", tens[ten] + ones[one])
        for ten in tens
        for one in ones
        if float(ones[one]).is_integer()
    }


def value_of(written: str) -> float | None:
    """Give the value of a number in figures; None for a date, a clock time or a fraction.

    Examples
    --------
    >>> value_of("1,198.50"), value_of("10,5"), value_of("2-й"), value_of("14:30")
    (1198.5, 10.5, 2.0, None)
    """
    figures = re.match(r"\d+(?:[.,]\d+)*", written)
    if figures is None or written[figures.end() : figures.end() + 1] in (":", "/"):
        return None
    found = figures[0]
    if _GROUPS.match(found):
        return float(found.replace(",", ""))
    if found.count(".") + found.count(",") > 1:
        return None
    return float(found.replace(",", "."))


def number_at(tokens: Sequence[Token], first: int) -> Number | None:
    """Read the number that begins at a token, figures or words, with its factor.

    A bare article counts as one only before a unit, which the caller checks.

    Parameters
    ----------
    tokens : sequence of Token
        Of one sentence.
    first : int
        Where the number begins.

    Examples
    --------
    >>> from cxkit.language.ground.document import parse
    >>> [number_at(parse(text).tokens, 0).value for text in ("двадцать пять тысяч", "2-3 раза")]
    [25000.0, 2.5]
    """
    if "number" in tokens[first].tags:
        return _figures(tokens, first)
    return _words(tokens, first)


def _figures(tokens: Sequence[Token], first: int) -> Number | None:
    """Read figures: groups of three, a range, a factor."""
    value = value_of(tokens[first].text)
    if value is None:
        return None
    last = first + 1
    while last < min(len(tokens), first + _MOST_GROUPS) and _is_group(
        tokens[last - 1], tokens[last]
    ):
        value = value * 1000 + float(tokens[last].text.replace(",", "."))
        last += 1
    if last + 1 < len(tokens) and tokens[last].text in "-–—" and "number" in tokens[last + 1].tags:
        upper = value_of(tokens[last + 1].text)
        if upper is not None and upper > value:
            value, last = (value + upper) / 2, last + 2
    return _with_factor(tokens, first, last, value)


def _is_group(before: Token, token: Token) -> bool:
    """Tell whether a token is the next group of three figures: 12 500, 12 500,00."""
    return (
        _GROUP.fullmatch(token.text) is not None
        and before.text.isdecimal()
        and len(before.text) <= 3
        and token.start - before.end == 1
    )


def _words(tokens: Sequence[Token], first: int) -> Number | None:
    """Read number words: «двадцать пять», "two and a half", "a hundred and twenty"."""
    found = _counted(tokens, first)
    if found is None:
        return None
    whole = _with_factor(tokens, found.first, found.last, found.value)
    if whole.last == found.last:
        return whole
    start = whole.last + any(token.lemma == "and" for token in tokens[whole.last : whole.last + 1])
    rest = _words(tokens, start) if start < len(tokens) else None
    if rest is None or rest.value >= whole.value / found.value:
        return whole
    return Number(first, rest.last, whole.value + rest.value)


def _counted(tokens: Sequence[Token], first: int) -> Number | None:
    """Read the words of a number before its factor."""
    known = number_words()
    total: float | None = None
    last = first
    for index in range(first, min(first + 6, len(tokens))):
        kind, value = known.get(tokens[index].lemma, ("", None))
        if total is not None and tokens[index].lemma in BARE_ARTICLES:
            continue
        if kind == "count" and value is not None:
            total = _added(total, value, tokens[last].lemma)
            last = index + 1
        elif index == first or tokens[index].lemma not in LINKS:
            break
    return None if total is None else Number(first, last, total)


def _added(total: float | None, value: float, before: str) -> float:
    """Add a word's value; the article before another word of number counts nothing."""
    if total is None or (total == 1 and before in BARE_ARTICLES):
        return value
    return total * value if total == _HALF and value >= 1 else total + value


def _with_factor(tokens: Sequence[Token], first: int, last: int, value: float) -> Number:
    """Multiply by a thousand, a million and so on where such words follow."""
    known = number_words()
    while last < len(tokens):
        following = last + 1 if tokens[last].text == "." and last > first + 1 else last
        if following >= len(tokens):
            break
        kind, factor = known.get(tokens[following].lemma, ("", None))
        if kind != "factor" or factor is None:
            break
        value *= factor
        last = following + 1
    return Number(first, last, value)
