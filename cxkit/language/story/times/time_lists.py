"""The words by which times are told, and what makes them a due day or a habit."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from cxkit.language.ground.memory import Memory
from cxkit.language.ground.tokens import Token, once
from cxkit.language.story.data_files import rows

_REMEMBERED = 50_000  # words
_BEFORE_A_DAY = frozenset(("the", "этот", "тот", ","))


class Cue(NamedTuple):
    """Words that tell a time: their place, what they are counted from, and how far.

    Attributes
    ----------
    start, end : int
        Their place in the text.
    code : str
        "date", "yearless", "weekday", "monthday", "nth", "relative", "ago" or "clock".
    value : float
        Days, number of the day of the week or of a month, or minutes after midnight.
    """

    start: int
    end: int
    code: str
    value: float


@cache
def words_of(kind: str) -> frozenset[str]:
    """Give the words of a kind around a time."""
    return frozenset(word for name, words in rows("time_words") if name == kind
                     for word in words.split())  # fmt: skip


@cache
def calendar(kind: str) -> dict[str, int]:
    """Give the number of each "month" or "weekday"."""
    return {word: int(number) for own, word, number in rows("calendar") if own == kind}


@cache
def short_weekdays() -> dict[str, int]:
    """Give the number of each short name of a day of the week."""
    return {word: day for day in range(1, 8) for word in words_of(f"weekday{day}")}


def cue_of(tokens: list[Token], first: int, last: int, code: str, value: float) -> Cue:
    """Make a cue of the tokens from *first* to *last*, both taken."""
    return Cue(tokens[first].start, tokens[last].end, code, value)


def is_due(tokens: list[Token], first: int) -> bool:
    """Tell whether the words before a time make it a due day, a name or a habit."""
    before = [token.lemma for token in tokens[max(0, first - 3) : first]]
    if before and before[0] in words_of("update"):
        return False
    while before and (before[-1] in _BEFORE_A_DAY or before[-1] in calendar("weekday")):
        before.pop()
    last = before[-1] if before else ""
    return last in words_of("due") or last in words_of("repeated")


def number_named(token: Token, kind: str) -> int | None:
    """Give the number of a month or weekday, also where a bare date is taken for Russian."""
    numbers = calendar(kind)
    return numbers.get(token.lemma) or numbers.get(_SAID[token.text])


def said_of(token: Token) -> str:
    """Give a token in lower case, ё as е."""
    return _SAID[token.text]


def lemma_of(token: Token) -> str:
    """Give the dictionary form of a token."""
    return token.lemma


@once
def places_of(tokens: Sequence[Token], kind: str, form: Callable[[Token], str]) -> list[int]:
    """Give the places of the words of a kind, in one form or the other."""
    known = words_of(kind)
    return [place for place, token in enumerate(tokens) if form(token) in known]


def stands_in(places: list[int], first: int, last: int) -> bool:
    """Tell whether one of some places, in order, is *first* or after it, and before *last*."""
    place = bisect_left(places, first)
    return place < len(places) and places[place] < last


def _in_small_letters(written: str) -> str:
    return written.lower().replace("ё", "е")


_SAID = Memory(_in_small_letters, _REMEMBERED)


def is_would(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a word ends in "would" and not in "had": "they'd ring", not "they'd rung"."""
    ends = said_of(tokens[place]).endswith(("'d", "’d"))
    return ends and any("past" not in token.tags for token in tokens[place + 1 : place + 2])


@once
def woulds(tokens: Sequence[Token]) -> list[int]:
    """Give the places of the words that end in "would"."""
    return [place for place in range(len(tokens)) if is_would(tokens, place)]
