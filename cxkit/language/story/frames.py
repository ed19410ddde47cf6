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
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from cxkit.errors import CodebookError
from cxkit.language.story.reading import Line
from cxkit.language.story.word_classes import DATA, word_classes

_NEAR = 5
_FORM_CLASSES = frozenset(
    ("PAST", "FIRST", "IMPER", "FUT", "NUM", "VERB", "QUOTE", "QUESTION", "SELF", "THEM", "CLOCK")
)
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
    more: tuple[str, ...]


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
    code, title, within, pattern, score, *more = row.split("\t")
    unknown = set(_NAMES.findall(pattern)) - word_classes().codes - _FORM_CLASSES
    if unknown:
        raise CodebookError(
            f"{name}.tsv, {code}.{title}: no word class is called {sorted(unknown)}"
        )
    first, _, then = pattern.partition(" >> ")
    reach = int(within.split()[1]) if within.startswith("next") else 0
    after = _pattern(then) if then else None
    return Frame(code, title, within, _pattern(first), after, reach, float(score), tuple(more))


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
        for frame in _candidates(kind, line.holds):
            if frame.then is not None:
                yield from _match_next(frame, lines, index)
            else:
                places = _places(frame.first, line, frame.within)
                if places is not None:
                    yield Hit(frame, line, *line.span_of(places))


def _candidates(kind: str, holds: frozenset[str]) -> list[Frame]:
    """Give the frames of a file whose every need some word of a line meets, in the file's order."""
    by_class = _frames_by_class(kind)
    found = {place for name in holds & by_class.keys() for place in by_class[name]}
    known = frames(kind)
    return [
        known[place]
        for place in sorted(found)
        if not any(need.any_of.isdisjoint(holds) for need in known[place].first.needs)
    ]


@cache
def _frames_by_class(kind: str) -> dict[str, list[int]]:
    """Give the places of the frames by each class that meets the choosiest of their needs."""
    found: dict[str, list[int]] = {}
    for place, frame in enumerate(frames(kind)):
        choosiest = min(frame.first.needs, key=lambda need: len(need.any_of))
        for name in choosiest.any_of:
            found.setdefault(name, []).append(place)
    return found


def may_match(kind: str, bare: frozenset[str]) -> bool:
    """Tell whether any frame of a file, or its second part, may be met by words of some classes.

    Parameters
    ----------
    kind : str
        Name of the frame file.
    bare : frozenset of str
        Classes without signs and actors.
    """
    by_class = _needs_by_class(kind)
    possible = {place for name in bare & by_class.keys() for place in by_class[name]}
    all_needs = _bare_needs(kind)
    return any(not any(need.isdisjoint(bare) for need in all_needs[place]) for place in possible)


@cache
def _bare_needs(kind: str) -> list[list[frozenset[str]]]:
    """Give for every pattern of a file the bare classes that each need takes."""
    patterns = [
        part for frame in frames(kind) for part in (frame.first, frame.then) if part is not None
    ]
    return [_bare(pattern) for pattern in patterns]


def _bare(pattern: Pattern) -> list[frozenset[str]]:
    sets = [one for need in pattern.needs for one in (need.any_of, need.second) if one]
    bare = [frozenset(_NAMES.findall(name)[0] for name in one) for one in sets]
    return [one for one in bare if one.isdisjoint(_FORM_CLASSES | {"TO_ME"})]


@cache
def _needs_by_class(kind: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, needs in enumerate(_bare_needs(kind)):
        for name in min(needs, key=len, default=frozenset()):
            found.setdefault(name, []).append(place)
    return found


def _match_next(frame: Frame, lines: list[Line], index: int) -> Iterator[Hit]:
    first = _places(frame.first, lines[index], "sentence")
    if first is None or frame.then is None:
        return
    for line in lines[index + 1 : index + 1 + frame.reach]:
        places = _places(frame.then, line, "sentence")
        if places is not None:
            yield Hit(frame, line, *line.span_of(places))
            return


def _places(pattern: Pattern, line: Line, within: str) -> list[int] | None:
    """Give the tokens that meet a pattern, None when it is not met."""
    if within != "clause":
        return _in(pattern, line, range(len(line.tokens)))
    for number in range(len(line.bounds)):
        places = _in(pattern, line, [i for i, held in enumerate(line.clause) if held == number])
        if places is not None:
            return places
    return None


def _in(pattern: Pattern, line: Line, indexes: range | list[int]) -> list[int] | None:
    classes = line.classes
    if any(not pattern.bars.isdisjoint(classes[i]) for i in indexes):
        return None
    places: list[int] = []
    for need in pattern.needs:
        held = _meet(need, classes, indexes)
        if not held:
            return None
        places += held
    return places


def _meet(need: Need, classes: list[set[str]], indexes: range | list[int]) -> list[int]:
    left = [i for i in indexes if not need.any_of.isdisjoint(classes[i])]
    if not need.relation:
        return left[:1]
    right = [i for i in indexes if not need.second.isdisjoint(classes[i])]
    for i in left:
        for j in right:
            if (j - i > 0) if need.relation == "<" else (i != j and abs(i - j) <= _NEAR):
                return [i, j]
    return []
