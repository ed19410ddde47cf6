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
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_

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


_NOTHING = Pattern((), frozenset())


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


def match(lines: list[Line], *kinds: str) -> Iterator[Hit]:
    """Give every frame of some files that is found in some lines, line by line.

    Parameters
    ----------
    lines : list of Line
        In the order of the text.
    *kinds : str
        Names of the frame files.
    """
    for index, line in enumerate(lines):
        for frame in () if line.is_bare else _candidates(kinds, line.classes):
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
        >>> bin(_Needs([[{"PAY"}], [{"PAY"}, {"LATE"}]]).met([frozenset(("PAY",))]))
        '0b1'
        """
        met, known = self._met_by_all, self._met_by_word.get
        for codes in classes:
            if codes:
                met |= known(codes) or self._look_up(codes)
        whole = self._whole
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


def _candidates(kinds: tuple[str, ...], classes: Sequence[frozenset[str]]) -> list[Frame]:
    """Give the frames whose every need some word of a line meets, in the order of their files."""
    known, needs = _needs(kinds)
    met = needs.met(classes)
    found = []
    while met:
        lowest = met & -met
        found.append(known[lowest.bit_length() - 1])
        met ^= lowest
    return found


@cache
def _needs(kinds: tuple[str, ...]) -> tuple[list[Frame], _Needs]:
    """Give the frames of some files, and what their first parts need."""
    known = [frame for kind in kinds for frame in frames(kind)]
    return known, _Needs([[need.any_of for need in frame.first.needs] for frame in known])


def wanted(kind: str, lines: Sequence[Line]) -> list[Wanted]:
    """Tell how far each line must be marked, so that every frame of a file that is there is met.

    Parameters
    ----------
    kind : str
        Name of the frame file.
    lines : sequence of Line
        Of a text, with the classes that their words have by themselves.
    """
    gate = _gate(kind)
    met = [gate.needs.met(line.classes) for line in lines]
    return [_how_far(gate, parts) for parts in gate.passed(met)]


def _how_far(gate: "_Gate", parts: int) -> Wanted:
    if not parts:
        return Wanted.NOTHING
    return Wanted.ALL if parts & gate.acted else Wanted.DENIAL


@dataclass(frozen=True, slots=True)
class _Gate:
    """Which parts of the frames of a file may be met in a sentence, told by its bare words.

    A part is a bit: the first parts of all frames, and above them what follows in their order.

    Attributes
    ----------
    needs : _Needs
        What each part needs of bare words.
    n_frames : int
        How many frames there are.
    single : int
        Frames of one sentence.
    reaching : list of int
        Frames of several sentences that reach one sentence further, two, and so on.
    acted : int
        Parts that ask who acts.
    """

    needs: _Needs
    n_frames: int
    single: int
    reaching: list[int]
    acted: int

    def passed(self, met: Sequence[int]) -> list[int]:
        """Give the parts that count in each sentence: those of frames that are met as a whole."""
        found = [parts & self.single for parts in met]
        for place, parts in enumerate(met):
            for far, frames_so_far in enumerate(self.reaching, start=1):
                begun = parts & frames_so_far
                if not begun or place + far >= len(met):
                    break
                both = begun & (met[place + far] >> self.n_frames)
                found[place] |= both
                found[place + far] |= both << self.n_frames
        return found


@cache
def _gate(kind: str) -> _Gate:
    known = frames(kind)
    parts = [*(frame.first for frame in known), *(frame.then or _NOTHING for frame in known)]
    return _Gate(
        _Needs([[*_bare(part), *_denial(part)] for part in parts]),
        len(known),
        _bits(frame.then is None for frame in known),
        [
            _bits(frame.reach >= far for frame in known)
            for far in range(1, 1 + max(frame.reach for frame in known))
        ],
        _bits(map(_is_acted, parts)),
    )


def _bits(flags: Iterable[bool]) -> int:
    return sum(1 << place for place, flag in enumerate(flags) if flag)


def _denial(pattern: Pattern) -> list[frozenset[str]]:
    """Give the need of a denying word, where a pattern needs something to be denied."""
    is_denied = any(all(name[0] == "-" for name in side) for side in _sides(pattern))
    return [frozenset(("NEG",))] if is_denied else []


def _is_acted(pattern: Pattern) -> bool:
    """Tell whether a pattern asks who acts, to whom, or who is bidden."""
    return any("&" in name or name.strip("+-") in _BY_ACTOR for name in _names(pattern))


def _sides(pattern: Pattern) -> list[frozenset[str]]:
    """Give the alternatives of each need of a pattern, on both sides of a relation."""
    return [side for need in pattern.needs for side in (need.any_of, need.second) if side]


def _names(pattern: Pattern) -> set[str]:
    """Give all that a pattern asks for or bars."""
    return set(pattern.bars.union(*_sides(pattern)))


@cache
def classes_in(kind: str) -> frozenset[str]:
    """Give the bare classes that the frames of a file name."""
    parts = [part for frame in frames(kind) for part in (frame.first, frame.then) if part]
    return frozenset(
        bare for part in parts for name in _names(part) for bare in _NAMES.findall(name)
    )


def _bare(pattern: Pattern) -> list[frozenset[str]]:
    """Give the bare classes that each need of a pattern takes; those that ask who acts go."""
    bare = [frozenset(_NAMES.findall(name)[0] for name in side) for side in _sides(pattern)]
    return [side for side in bare if side.isdisjoint(_BY_ACTOR)]


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
    bars = frozenset[str]() if pattern.bars.isdisjoint(line.holds) else pattern.bars
    if within != "clause":
        every = range(len(line.tokens))
        return None if bars else _in(pattern.needs, bars, line.classes, every)
    for indexes in line.clauses:
        places = _in(pattern.needs, bars, line.classes, indexes)
        if places is not None:
            return places
    return None


def _in(
    needs: Sequence[Need], bars: frozenset[str], classes: list[frozenset[str]], indexes: range
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


def _meet(need: Need, classes: list[frozenset[str]], indexes: range) -> list[int]:
    any_of = need.any_of
    if not need.relation:
        for i in indexes:
            if not any_of.isdisjoint(classes[i]):
                return [i]
        return []
    left = [i for i in indexes if not any_of.isdisjoint(classes[i])]
    if not left:
        return []
    right = [i for i in indexes if not need.second.isdisjoint(classes[i])]
    for i in left:
        for j in right:
            if (j - i > 0) if need.relation == "<" else (i != j and abs(i - j) <= _NEAR):
                return [i, j]
    return []
