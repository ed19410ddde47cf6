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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from cxkit.errors import CodebookError
from cxkit.language.story.reading import Line, Wanted
from cxkit.language.story.word_classes import DATA, word_classes

_NEAR = 5
_FORM_CLASSES = frozenset(
    ("PAST", "FIRST", "IMPER", "FUT", "NUM", "VERB", "QUOTE", "QUESTION", "SELF", "THEM", "CLOCK",
     "TO_ME")
)  # fmt: skip
_BY_ACTOR = frozenset(("SELF", "THEM", "TO_ME"))
_NAMES = re.compile(r"[A-Z_]+")


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

    code: str
    name: str
    within: str
    first: Pattern
    then: Pattern | None
    reach: int
    score: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A frame found: where, in which line."""

    frame: Frame
    line: Line
    start: int
    end: int

    @property
    def code(self) -> str:
        """The code that the frame gives."""
        return self.frame.code


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
    unknown = set(_NAMES.findall(pattern)) - word_classes().codes - _FORM_CLASSES
    if unknown:
        raise CodebookError(
            f"{name}.tsv, {code}.{title}: no word class is called {sorted(unknown)}"
        )
    first, _, then = pattern.partition(" >> ")
    reach = int(within.split()[1]) if within.startswith("next") else 0
    after = _pattern(then) if then else None
    return Frame(code, title, within, _pattern(first), after, reach, float(score))


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


def match(lines: list[Line], kind: str) -> Iterator[Hit]:
    """Give every frame of a file that is found in some lines, line by line.

    Parameters
    ----------
    lines : list of Line
        In the order of the text.
    kind : str
        Name of the frame file.
    """
    for index, line in enumerate(lines):
        for frame in _loose(kind) if line.is_bare else _candidates(kind, line.holds):
            if frame.then is not None:
                yield from _match_next(frame, lines, index)
            else:
                places = _places(frame.first, line, frame.within)
                if places is not None:
                    yield Hit(frame, line, *line.span_of(places))


class _Needs:
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
        self._rows = max(map(len, lists))
        self._met_by_class: dict[str, int] = {}
        self._met_by_all = 0
        for place, needs in enumerate(lists):
            for row in range(self._rows):
                bit = 1 << (row * self._width + place)
                if row >= len(needs):
                    self._met_by_all |= bit
                    continue
                for name in needs[row]:
                    self._met_by_class[name] = self._met_by_class.get(name, 0) | bit

    def met(self, holds: frozenset[str]) -> int:
        """Give the lists whose every need is met, as bits."""
        met, by_class = self._met_by_all, self._met_by_class
        for name in holds:
            if name in by_class:
                met |= by_class[name]
        whole = (1 << self._width) - 1
        for row in range(self._rows):
            whole &= met >> (row * self._width)
        return whole


def _candidates(kind: str, holds: frozenset[str]) -> list[Frame]:
    """Give the frames of a file whose every need some word of a line meets, in the file's order."""
    known, met = frames(kind), _needs(kind).met(holds)
    found = []
    while met:
        lowest = met & -met
        found.append(known[lowest.bit_length() - 1])
        met ^= lowest
    return found


@cache
def _needs(kind: str) -> _Needs:
    return _Needs([[need.any_of for need in frame.first.needs] for frame in frames(kind)])


def wanted(kind: str, bare: frozenset[str]) -> Wanted:
    """Tell how far a sentence must be marked, so that every frame of a file that is there is met.

    Parameters
    ----------
    kind : str
        Name of the frame file.
    bare : frozenset of str
        Classes without signs and actors.
    """
    needs, acted = _bare_needs(kind)
    met = needs.met(bare)
    if not met & acted - 1:
        return Wanted.NOTHING
    return Wanted.ALL if met >= acted else Wanted.DENIAL


@cache
def _bare_needs(kind: str) -> tuple[_Needs, int]:
    """Give what the frames of a file need of bare words, and the bit where a second list begins.

    The first list holds all parts of the frames, without the needs that a form can meet; the
    second those parts that ask who acts, with all needs but that one.
    """
    patterns = [
        part for frame in frames(kind) for part in (frame.first, frame.then) if part is not None
    ]
    strict = [needs for needs in (_bare(one, _FORM_CLASSES) for one in patterns) if needs]
    acted = [_bare(one, _BY_ACTOR) for one in patterns if _is_acted(one)]
    return _Needs(strict + acted), 1 << len(strict)


@cache
def _loose(kind: str) -> list[Frame]:
    """Give the frames of several sentences whose first one needs no more than forms of words."""
    return [frame for frame in frames(kind) if frame.then and not _bare(frame.first, _FORM_CLASSES)]


def _is_acted(pattern: Pattern) -> bool:
    """Tell whether a pattern asks who acts, to whom, or who is bidden."""
    return any("&" in name or name.strip("+-") in _BY_ACTOR for name in _names(pattern))


def _names(pattern: Pattern) -> set[str]:
    """Give all that a pattern asks for or bars."""
    sides = [side for need in pattern.needs for side in (need.any_of, need.second)]
    return set(pattern.bars.union(*sides))


@cache
def classes_in(kind: str) -> frozenset[str]:
    """Give the bare classes that the frames of a file name."""
    parts = [part for frame in frames(kind) for part in (frame.first, frame.then) if part]
    return frozenset(
        bare for part in parts for name in _names(part) for bare in _NAMES.findall(name)
    )


def _bare(pattern: Pattern, unasked: frozenset[str]) -> list[frozenset[str]]:
    """Give the bare classes that each need of a pattern takes; those with an *unasked* one go."""
    sets = [one for need in pattern.needs for one in (need.any_of, need.second) if one]
    bare = [frozenset(_NAMES.findall(name)[0] for name in one) for one in sets]
    return [one for one in bare if one.isdisjoint(unasked)]


def _match_next(frame: Frame, lines: list[Line], index: int) -> Iterator[Hit]:
    holds = lines[index].holds
    if frame.then is None or any(need.any_of.isdisjoint(holds) for need in frame.first.needs):
        return
    if _places(frame.first, lines[index], "sentence") is None:
        return
    for line in lines[index + 1 : index + 1 + frame.reach]:
        places = _places(frame.then, line, "sentence")
        if places is not None:
            yield Hit(frame, line, *line.span_of(places))
            return


def _places(pattern: Pattern, line: Line, within: str) -> list[int] | None:
    """Give the tokens that meet a pattern, None when it is not met."""
    bars = pattern.bars if not pattern.bars.isdisjoint(line.holds) else frozenset[str]()
    if within != "clause":
        return _in(pattern.needs, bars, line.classes, range(len(line.tokens)))
    for indexes in line.clause_places():
        places = _in(pattern.needs, bars, line.classes, indexes)
        if places is not None:
            return places
    return None


def _in(
    needs: Sequence[Need], bars: frozenset[str], classes: list[set[str]], indexes: range
) -> list[int] | None:
    if bars and any(not bars.isdisjoint(classes[i]) for i in indexes):
        return None
    places: list[int] = []
    for need in needs:
        held = _meet(need, classes, indexes)
        if not held:
            return None
        places += held
    return places


def _meet(need: Need, classes: list[set[str]], indexes: range) -> list[int]:
    left = [i for i in indexes if not need.any_of.isdisjoint(classes[i])]
    if not left or not need.relation:
        return left[:1]
    right = [i for i in indexes if not need.second.isdisjoint(classes[i])]
    for i in left:
        for j in right:
            if (j - i > 0) if need.relation == "<" else (i != j and abs(i - j) <= _NEAR):
                return [i, j]
    return []
