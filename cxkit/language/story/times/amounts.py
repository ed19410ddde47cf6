"""Amounts in a line: counts, ordinals and lengths of time, in figures and in words."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from operator import attrgetter

from cxkit.language.ground.tokens import Token, once
from cxkit.language.quantities import quantity
from cxkit.language.quantities.numbers import number_words
from cxkit.language.story.data_files import rows

_FIGURE = re.compile(r"(\d+(?:[.,]\d+)?)(?:-?(го|му|й|я|е|х|ю|м|ти|st|nd|rd|th))?$", re.IGNORECASE)
_RATE = frozenset(("a", "an", "per", "в", "каждый"))
_KINDS = {"count": "count", "ordinal": "order", "adverb": "times"}
_FACTORS = ("тысяча", "hundred", "thousand")
_WORKING = frozenset(("рабочий", "рабочих", "working", "business"))
_NO_NUMBERS = frozenset((
    "a", "an", "half", "second", "пол", "половина", "десяток", "сотня", "однажды",
))  # fmt: skip
_BETWEEN = 2  # words that may stand between a number and its unit: "five working days"
_HALVES = {"с": ("половиной",), "and": ("a", "half")}
_HALF_OF = (("half", "an"), ("half", "a"))


@dataclass(frozen=True, slots=True)
class Number:
    """A number: from which token to which, its value, and "count", "order" or "times"."""

    first: int
    last: int
    value: float
    kind: str


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time in days; ``order`` says that it is the n-th day, not n days."""

    first: int
    last: int
    days: float
    order: bool


@cache
def _words() -> dict[str, tuple[float, str]]:
    """Give value and kind of every word of number; halves and round figures are none."""
    found = {
        word: (value, _KINDS[kind])
        for word, (kind, value) in number_words().items()
        if kind in _KINDS and value is not None and word not in _NO_NUMBERS
    }
    return found | {word: (number_words()[word][1] or 0.0, "count") for word in _FACTORS}


@cache
def units() -> dict[str, float]:
    """Give the days in each unit of time."""
    read = quantity.units().items()
    known = {word: unit.factor / 24 for word, unit in read if unit.kind == "duration"}
    return known | {word: float(days) for word, days in rows("units")}


def is_working(tokens: Sequence[Token], span: Span) -> bool:
    """Tell whether a length is one of working days: "five business days"."""
    inside = tokens[span.first : span.last + 1]
    return any(token.text.lower() in _WORKING or token.lemma in _WORKING for token in inside)


@cache
def ordinals() -> frozenset[str]:
    """Give the words that tell a place in a row: "first", «пятый»."""
    return frozenset(word for word, (_, kind) in _words().items() if kind == "order")


def is_unit(token: Token) -> bool:
    """Tell whether a token is a unit of time."""
    return token.lemma in units()


def number_of(token: Token) -> tuple[float, str] | None:
    """Give the value and kind of one token, None when it is no number."""
    return _number(token.text, token.lemma)


@lru_cache(maxsize=50_000)
def _number(written: str, lemma: str) -> tuple[float, str] | None:
    figure = _FIGURE.match(written)
    if figure:
        kind = "order" if figure[2] and figure[2] not in ("х", "ти") else "count"
        return float(figure[1].replace(",", ".")), kind
    known = _words()
    found = known.get(lemma) or known.get(written.lower().replace("ё", "е"))
    return found or _hyphened(written.lower())


def _hyphened(written: str) -> tuple[float, str] | None:
    """Read "twenty-three", "thirty-first"."""
    tens, mark, ones = written.partition("-")
    first, second = _words().get(tens), _words().get(ones)
    if not mark or first is None or second is None or first[1] != "count":
        return None
    return (first[0] + second[0], second[1]) if first[0] >= 20 > second[0] else None


@once
def numbers(tokens: Sequence[Token]) -> list[Number]:
    """Give the numbers among some words; those in a row are added up (sixty fifth: 65).

    A half behind a number belongs to it: "two and a half", «три с половиной».
    """
    found: list[Number] = []
    for index, token in enumerate(tokens):
        number = number_of(token)
        if number is None:
            continue
        value, kind = number
        before = found[-1] if found else None
        joined = before is not None and before.kind == "count" and index - before.last == 1
        hyphen = before is not None and index - before.last == 2 and tokens[index - 1].text == "-"
        if before is not None and (joined or hyphen) and before.value >= 20 and 0 < value < 10:
            found[-1] = Number(before.first, index, before.value + value, kind)
        else:
            found.append(Number(index, index, value, kind))
    return [_with_half(tokens, number) for number in found]


def _with_half(tokens: Sequence[Token], number: Number) -> Number:
    more = _half_after(tokens, number.last) if number.kind == "count" else 0
    return replace(number, last=number.last + more, value=number.value + 0.5) if more else number


def _half_after(tokens: Sequence[Token], last: int) -> int:
    """Give how many tokens behind one add a half to it: none, or "and a half"."""
    half = _HALVES.get(tokens[last + 1].text.lower()) if last + 1 < len(tokens) else None
    if half is None:
        return 0
    words = tokens[last + 2 : last + 2 + len(half)]
    return 1 + len(half) if tuple(token.text.lower() for token in words) == half else 0


@once
def spans(tokens: Sequence[Token]) -> list[Span]:
    """Give the lengths of time that some words name, in days.

    A unit with no number before it is one of it: a week later, через неделю.
    """
    days_in = units()
    places = [index for index, token in enumerate(tokens) if token.lemma in days_in]
    if not places:
        return []
    known = numbers(tokens)
    by_first = {number.first: number for number in reversed(known)}
    return [_span(tokens, index, days_in[tokens[index].lemma], known, by_first) for index in places]


def _span(
    tokens: Sequence[Token],
    index: int,
    days: float,
    known: list[Number],
    by_first: dict[int, Number],
) -> Span:
    """Read the length of time whose unit stands at *index*."""
    place = bisect_left(known, index, key=attrgetter("last"))
    before = known[place - 1] if place else None
    after = by_first.get(index + 1)
    about = _about(tokens, by_first, index)
    more = _half_after(tokens, index)
    if (
        before is not None
        and index - before.last <= 1 + _BETWEEN
        and _bare(tokens, before.last + 1, index)
    ):
        value = before.value + (0.5 if more else 0)
        return Span(before.first, index + more, value * days, before.kind == "order")
    if about is not None:
        return Span(index, about.last, about.value * days, False)
    if after is not None and after.kind == "count" and tokens[index].lemma == "day":
        return Span(index, after.last, after.value, True)
    if tuple(token.text.lower() for token in tokens[max(0, index - 2) : index]) in _HALF_OF:
        return Span(index - 2, index, days / 2, False)
    return Span(index, index + more, days * (1.5 if more else 1), False)


def _about(tokens: Sequence[Token], by_first: dict[int, Number], index: int) -> Number | None:
    """Give the number behind a Russian unit that it counts roughly: «дней через десять»."""
    if "gen" not in tokens[index].tags:
        return None
    following = tokens[index + 1 : index + 2]
    place = index + 1 + any("prep" in token.tags for token in following)
    number = by_first.get(place)
    if number is None or number.kind != "count":
        return None
    if number.last + 1 >= len(tokens):
        return number
    after = tokens[number.last + 1]
    counts_another = not after.tags.isdisjoint(("noun", "adj")) and "gen" in after.tags
    return None if counts_another else number


def _bare(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether only plain words stand between a number and its unit.

    Not in "a new one within the hour", "four pounds a month"; in "a couple of weeks".
    """
    between = tokens[first:last]
    return all(
        "word" in t.tags
        and ("verb" not in t.tags or "ing" in t.tags)
        and (t.lemma == "of" or not {"lat", "prep"} <= t.tags)
        and t.lemma not in _RATE
        for t in between
    )
