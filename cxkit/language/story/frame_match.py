"""Matching frames: where the words of a sentence, or of a few, meet what a frame asks for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from cxkit.language.story.frames import Frame, Need, Needs, Pattern, frames
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
    for index, line in enumerate(lines):
        for frame in () if line.is_bare else _candidates(kinds, line.classes):
            if frame.then is not None:
                yield from _match_next(frame, lines, index)
            else:
                places = _places(frame.first, line, frame.within)
                if places is not None:
                    yield Hit(frame, line, *line.span_of(places))


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
def _needs(kinds: tuple[str, ...]) -> tuple[list[Frame], Needs]:
    """Give the frames of some files, and what their first parts need."""
    known = [frame for kind in kinds for frame in frames(kind)]
    return known, Needs([[need.any_of for need in frame.first.needs] for frame in known])


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
