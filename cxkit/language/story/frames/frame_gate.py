"""The gate of frames: how far a sentence is worth marking, told by its bare words.

Marking who acts and what is denied costs more than looking words up, and most sentences of short
texts can meet no frame at all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from cxkit.language.story.frames.frames import (
    Needs,
    Pattern,
    bare_classes,
    frames,
    names_in,
    sides_of,
)
from cxkit.language.story.reading import Line, Wanted

_NOTHING = Pattern((), frozenset())
_BY_ACTOR = frozenset(("SELF", "THEM", "TO_ME"))


def wanted(
    kind: str, lines: Sequence[Line], codes: Sequence[frozenset[str] | None] | None = None
) -> list[Wanted]:
    """Tell how far each line must be marked, so that every frame of a file that is there is met.

    Parameters
    ----------
    kind : str
        Name of the frame file.
    lines : sequence of Line
        Of a text, with the classes that their words have by themselves.
    codes : sequence of (set of str or None)
        For each line the only codes that count there; None where all do, as they do by default.
    """
    gate = _gate(kind)
    met = [gate.needs.met(line.classes) for line in lines]
    single = [
        gate.single if own is None else gate.single & _giving(kind, own)
        for own in codes or [None] * len(lines)
    ]
    return [_how_far(gate, parts) for parts in gate.passed(met, single)]


@cache
def _giving(kind: str, codes: frozenset[str]) -> int:
    """Give the frames that give one of some codes, as bits."""
    return _bits(frame.code in codes for frame in frames(kind))


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
    needs : Needs
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

    needs: Needs
    n_frames: int
    single: int
    reaching: list[int]
    acted: int

    def passed(self, met: Sequence[int], single: Sequence[int]) -> list[int]:
        """Give the parts that count in each sentence: those of frames that are met as a whole.

        Of the frames of one sentence only some count, those of *single*; the others all do, for
        what they find in one sentence ends their search in the next.
        """
        found = [parts & counting for parts, counting in zip(met, single, strict=True)]
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
        Needs([[*_bare(part), *_denial(part)] for part in parts]),
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
    is_denied = any(all(name[0] == "-" for name in side) for side in sides_of(pattern))
    return [frozenset(("NEG",))] if is_denied else []


def _is_acted(pattern: Pattern) -> bool:
    """Tell whether a pattern asks who acts, to whom, or who is bidden."""
    return any("&" in name or name.strip("+-") in _BY_ACTOR for name in names_in(pattern))


def _bare(pattern: Pattern) -> list[frozenset[str]]:
    """Give the bare classes that each need of a pattern takes; those that ask who acts go."""
    bare = [frozenset(bare_classes(name)[0] for name in side) for side in sides_of(pattern)]
    return [side for side in bare if side.isdisjoint(_BY_ACTOR)]
