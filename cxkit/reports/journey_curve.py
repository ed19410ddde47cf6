"""Geometry of the curve of a journey map: S-pieces, level at every moment.

Each moment is drawn in its own cell, a square of 100 units; a piece that joins two moments is cut
at the border of their cells, so that the same pieces serve columns (wide) and cards (phone). A
level end means that the line never passes a value that nobody felt.
"""

from collections.abc import Sequence
from dataclasses import dataclass

CENTRE = 50.0
UNITS_A_STEP = 20.0
OVERLAP = 0.6
"""How far the coloured area reaches over a cell's border, so that no seam shows."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Cell:
    """SVG paths of one cell: lines, and the area between the curve and zero.

    ``lines`` hold one path a side with whether it is thin (towards or from a small base).
    """

    lines: tuple[tuple[str, bool], ...]
    area: str


def height(value: float) -> float:
    """Return where a value lies in a cell: 10 for +2, 50 for 0, 90 for -2.

    Examples
    --------
    >>> height(2), height(0), height(-2)
    (10.0, 50.0, 90.0)
    """
    return CENTRE - UNITS_A_STEP * value


def cells(
    values: Sequence[float | None], *, small: Sequence[bool] = (), upright: bool = False
) -> list[Cell]:
    """Cut the curve through *values* (-2 to 2, one a moment; None breaks the line) into cells.

    The line beside a moment that is *small*, of a small base, is thin. *upright* lets time run down
    and good stand right; else time runs to the right and good is up. A cell has no paths where its
    value is None.

    Examples
    --------
    >>> cells([1, 0])[0].lines
    (('M50 30C75 30 87.5 35 100 40', False),)
    """
    thin = list(small) or [False] * len(values)
    return [_cell(values, thin, place, upright) for place in range(len(values))]


def _cell(values: Sequence[float | None], thin: Sequence[bool], place: int, upright: bool) -> Cell:
    value = values[place]
    if value is None:
        return Cell((), "")
    lines, area = [], ""
    for step in (-1, 1):
        beside = place + step
        other = values[beside] if 0 <= beside < len(values) else None
        if other is None:
            continue
        piece = _half(height(value), height(other), step)
        lines.append((_curve(piece, upright), thin[place] or thin[beside]))
        area += _area(piece, step, upright)
    return Cell(tuple(lines), area)


def _half(own: float, other: float, step: int) -> tuple[Point, Point, Point, Point]:
    """Return the half of an S-piece on this side of the border, from the moment outwards."""
    border = CENTRE + step * 50
    middle = (own + other) / 2
    return (
        (CENTRE, own),
        (CENTRE + step * 25, own),
        (CENTRE + step * 37.5, (3 * own + other) / 4),
        (border, middle),
    )


def _curve(piece: Sequence[Point], upright: bool) -> str:
    first, *rest = [_text(point, upright) for point in piece]
    return f"M{first}C{' '.join(rest)}"


def _area(piece: Sequence[Point], step: int, upright: bool) -> str:
    border, middle = piece[-1]
    outer = border + step * OVERLAP
    ends = [(outer, middle), (outer, CENTRE), (CENTRE, CENTRE)]
    return f"{_curve(piece, upright)}L{' '.join(_text(end, upright) for end in ends)}Z"


def _text(point: Point, upright: bool) -> str:
    x, y = (100 - point[1], point[0]) if upright else point
    return f"{round(x, 2):g} {round(y, 2):g}"
