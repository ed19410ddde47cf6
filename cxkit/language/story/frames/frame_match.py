"""Matching frames: where the words of a sentence, or of a few, meet what a frame asks for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_

from cxkit.language.story.frames.frames import Frame, Need, Needs, Pattern, frames, sides_of
from cxkit.language.story.reading import Line

_NEAR = 5


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


def match(lines: list[Line], *kinds: str) -> Iterator[Hit]:
    """Give every frame of some files that is found in some lines, line by line.

    Parameters
    ----------
    lines : list of Line
        In the order of the text.
    *kinds : str
        Names of the frame files.
    """
    return find(lines, _asked(kinds))


def find(lines: list[Line], asked: "Asked") -> Iterator[Hit]:
    """Give every frame of a list that is found in some lines, line by line."""
    later: dict[int, int] = {}  # what the second parts of frames find in a line, once asked for
    for index, line in enumerate(lines):
        for frame, bit, clauses in () if line.is_bare else _candidates(asked, line):
            if frame.then is None:
                places = _first_in(frame.first, line, clauses)
                if places is not None:
                    yield Hit(frame, line, *line.span_of(places))
                continue
            reached = range(index + 1, min(index + 1 + frame.reach, len(lines)))
            for number in reached:
                if number not in later:
                    later[number] = asked.then.met(lines[number].classes)
            met = [lines[number] for number in reached if later[number] & bit]
            if met and _first_in(frame.first, line, clauses) is not None:
                yield from _next(frame, frame.then, met)


def _next(frame: Frame, then: Pattern, lines: list[Line]) -> Iterator[Hit]:
    """Give the first of some lines that meets the second part of a frame."""
    for line in lines:
        places = _first_in(then, line, _whole(line))
        if places is not None:
            yield Hit(frame, line, *line.span_of(places))
            return


@dataclass(frozen=True, slots=True)
class Asked:
    """Frames; what their first and second parts need; those of one clause."""

    known: list[Frame]
    first: Needs
    then: Needs
    of_clause: int


@cache
def _asked(kinds: tuple[str, ...]) -> Asked:
    return asked_of([frame for kind in kinds for frame in frames(kind)])


def asked_of(known: list[Frame]) -> Asked:
    """Make a list of frames ready to be found."""
    return Asked(
        known,
        Needs([sides_of(frame.first) for frame in known]),
        Needs([sides_of(frame.then) if frame.then else [] for frame in known]),
        sum(1 << place for place, frame in enumerate(known) if frame.within == "clause"),
    )


def _candidates(asked: Asked, line: Line) -> Iterator[tuple[Frame, int, list[range]]]:
    """Give the frames whose every need some word of a line, or of a clause of it, meets.

    In the order of their files, each with its bit and where it may be met.
    """
    needs, clauses = asked.first, line.clauses
    words = needs.of_words(line.classes)
    of_clause = [reduce(or_, words[part.start : part.stop]) for part in clauses]
    by_clause = [needs.whole(met) for met in of_clause]
    in_clause = reduce(or_, by_clause) & asked.of_clause
    met = (needs.whole(reduce(or_, of_clause)) & ~asked.of_clause) | in_clause
    whole = _whole(line)
    while met:
        bit = met & -met
        met ^= bit
        parts = whole
        if bit & in_clause:
            parts = [part for part, own in zip(clauses, by_clause, strict=True) if own & bit]
        yield asked.known[bit.bit_length() - 1], bit, parts


def _whole(line: Line) -> list[range]:
    return [range(len(line.tokens))]


def _first_in(pattern: Pattern, line: Line, parts: list[range]) -> list[int] | None:
    """Give the tokens that meet a pattern in the first part of a line where it is met."""
    is_barred = not pattern.bars.isdisjoint(line.holds)
    for part in parts:
        if is_barred and any(not pattern.bars.isdisjoint(line.classes[i]) for i in part):
            continue
        places = _in(pattern.needs, line.classes, part)
        if places is not None:
            return places
    return None


def _in(needs: Sequence[Need], classes: list[frozenset[str]], indexes: range) -> list[int] | None:
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
