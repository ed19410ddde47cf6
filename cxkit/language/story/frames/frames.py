"""Frames: which word classes, in one clause or sentence or a few sentences, say which code.

A frame is a row of a .tsv file in ``data``: code, name, within, pattern, score. ``within`` is
"clause", "sentence", or "next N". The parts of a pattern must all be there, in any order:

======== =========================================================
``A``    a word of class A
``A|B``  of one or the other
``-A``   denied in its clause (nobody called)
``+A``   not denied
``!A``   no word of A
``A~B``  a word of A at most five words from a word of B
``A<B``  a word of A before a word of B
``A&SELF`` a verb of A that the customer does; ``A&THEM`` that the provider does
``>>``   what follows stands in one of the next N sentences
======== =========================================================
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_

from cxkit.errors import CodebookError
from cxkit.language.story.frames.word_classes import DATA, word_classes

_FORM_CLASSES = frozenset(
    ("PAST", "FIRST", "IMPER", "FUT", "NUM", "VERB", "QUOTE", "QUESTION", "SELF", "THEM", "CLOCK",
     "TO_ME")
)  # fmt: skip
_NAMES = re.compile(r"[A-Z_]+")
_KEPT = 20_000
"""Sets of classes that are remembered before the memory starts anew."""


@dataclass(frozen=True, slots=True)
class Need:
    """One part of a pattern: alternatives, and how a second set must stand to them."""

    any_of: frozenset[str]
    relation: str = ""  # "", "~" or "<"
    second: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pattern:
    """What must be, and what must not be, in one unit."""

    needs: tuple[Need, ...]
    bars: frozenset[str]


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of a frame file."""

    kind: str
    code: str
    name: str
    within: str
    first: Pattern
    then: Pattern | None
    reach: int
    score: float


@cache
def frames(name: str) -> tuple[Frame, ...]:
    """Read a frame file.

    Parameters
    ----------
    name : str
        File name in ``data`` without ``.tsv``.

    Raises
    ------
    CodebookError
        When a pattern names a class that is not there.
    """
    text = (DATA / f"{name}.tsv").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return tuple(_frame(name, row) for row in rows)


def _frame(name: str, row: str) -> Frame:
    code, title, within, pattern, score = row.split("\t")
    unknown = set(bare_classes(pattern)) - word_classes().codes - _FORM_CLASSES
    if unknown:
        raise CodebookError(
            f"{name}.tsv, {code}.{title}: no word class is called {sorted(unknown)}"
        )
    first, _, then = pattern.partition(" >> ")
    reach = int(within.split()[1]) if within.startswith("next") else 0
    after = _pattern(then) if then else None
    return Frame(name, code, title, within, _pattern(first), after, reach, float(score))


def _pattern(text: str) -> Pattern:
    needs = []
    bars: set[str] = set()
    for part in text.split():
        if part.startswith("!"):
            bars |= set(part[1:].split("|"))
            continue
        relation = next((mark for mark in "~<" if mark in part), "")
        left, _, right = part.partition(relation) if relation else (part, "", "")
        needs.append(
            Need(
                frozenset(left.split("|")),
                relation,
                frozenset(right.split("|")) if right else frozenset(),
            )
        )
    return Pattern(tuple(needs), frozenset(bars))


def sides_of(pattern: Pattern) -> list[frozenset[str]]:
    """Give the alternatives of each need of a pattern, on both sides of a relation."""
    return [side for need in pattern.needs for side in (need.any_of, need.second) if side]


def names_in(pattern: Pattern) -> set[str]:
    """Give all that a pattern asks for or bars."""
    return set(pattern.bars.union(*sides_of(pattern)))


def bare_classes(written: str) -> list[str]:
    """Give the classes that a part of a pattern names: PAY and SELF of "-PAY&SELF"."""
    return _NAMES.findall(written)


@cache
def classes_in(kind: str) -> frozenset[str]:
    """Give the bare classes that the frames of a file name."""
    parts = [part for frame in frames(kind) for part in (frame.first, frame.then) if part]
    return frozenset(
        bare for part in parts for name in names_in(part) for bare in bare_classes(name)
    )


class Needs:
    """Which of many lists of needs some classes meet: asked of all lists at once.

    Every list is one bit. A class is the number whose bits say which first needs it meets, and
    further up, which second needs, and so on; what a line meets is all its classes in one.

    Parameters
    ----------
    lists : sequence of list of set of str
        The classes of which each need takes any.
    """

    def __init__(self, lists: Sequence[list[frozenset[str]]]) -> None:
        self._width = len(lists)
        self._whole = (1 << self._width) - 1
        self._shifts = [row * self._width for row in range(max(map(len, lists)))]
        self._met_by_class: dict[str, int] = {}
        self._met_by_all = 0
        self._met_by_word: dict[frozenset[str], int] = {}
        for place, needs in enumerate(lists):
            for row, shift in enumerate(self._shifts):
                bit = 1 << (shift + place)
                if row >= len(needs):
                    self._met_by_all |= bit
                    continue
                for name in needs[row]:
                    self._met_by_class[name] = self._met_by_class.get(name, 0) | bit

    def met(self, classes: Iterable[frozenset[str]]) -> int:
        """Give the lists whose every need some word meets, as bits; *classes* are those of words.

        Examples
        --------
        >>> bin(Needs([[{"PAY"}], [{"PAY"}, {"LATE"}]]).met([frozenset(("PAY",))]))
        '0b1'
        """
        met, known = self._met_by_all, self._met_by_word.get
        for codes in classes:
            if codes:
                met |= known(codes) or self._look_up(codes)
        return self.whole(met)

    def of_words(self, classes: Iterable[frozenset[str]]) -> list[int]:
        """Give the needs that each word meets; together, by "or", they are put to :meth:`whole`."""
        known = self._met_by_word.get
        return [(known(codes) or self._look_up(codes)) if codes else 0 for codes in classes]

    def whole(self, met: int) -> int:
        """Give the lists whose every need is among some that words meet, as bits."""
        whole, met = self._whole, met | self._met_by_all
        for shift in self._shifts:
            whole &= met >> shift
        return whole

    def _look_up(self, codes: frozenset[str]) -> int:
        """Give what a word with these classes meets, and remember it."""
        if len(self._met_by_word) >= _KEPT:
            self._met_by_word.clear()
        met = reduce(or_, (self._met_by_class.get(code, 0) for code in codes), self._met_by_all)
        self._met_by_word[codes] = met
        return met
