"""Lay out a journey map as columns in bands: what a story's map and the map of many share.

Builders give `Column` objects; here they get their place: band, run of one stage, curve, promise
tracks. The template draws what this module returns and decides nothing.
"""

from collections.abc import Sequence
from dataclasses import asdict
from math import ceil
from typing import Any

from cxkit.reports.blocks import JourneyGrid, Table
from cxkit.reports.journey_columns import Bracket, Column, Frame, Gutter, Lane
from cxkit.reports.journey_curve import Cell, cells, height
from cxkit.reports.journey_words import say, soft

BAND_COLUMNS = 13
"""More moments than this are broken into bands, one under the other: 272 + 72 * 13 px still fit a
screen of 1280, and a map of 14 moments would be cards there."""

COLUMN_PX, MARGINS_PX = 72, 272
"""A column needs 72 px; labels on the left and totals on the right take 272."""


def lay_out(
    anchor: str,
    columns: Sequence[Column],
    lanes: Sequence[Lane],
    frame: Frame,
    *,
    table: Table | None = None,
) -> JourneyGrid:
    """Place columns, curve and promises, and return the block.

    More than 13 columns are broken into bands, at a change of stage where there is one. Lanes stand
    from top to bottom, one of them of the kind "curve"; *table* is the map as a table, folded away
    under it.
    """
    values = [column.value for column in columns]
    small = [column.is_small for column in columns]
    wide, tall = cells(values, small=small), cells(values, small=small, upright=True)
    bands = cut_bands([column.stage for column in columns])
    moments = tuple(
        _moment(column, number, (wide[number], tall[number]), bands, columns)
        for number, column in enumerate(columns)
    )
    promises, tracks = _tracks(frame.brackets, bands)
    widest = max((stop - start for start, stop in bands), default=1)
    summary = _summary(frame) | {
        "bands": [
            _band(place, bands, _rows(lanes, tracks[place]), columns) | {"tracks": tracks[place]}
            for place in range(len(bands))
        ],
        "peak_tone": next((moment["tone"] for moment in moments if moment["is_peak"]), ""),
        "wide_from": MARGINS_PX + COLUMN_PX * widest,
    }
    placed = tuple(_on_row(piece, lanes) for piece in promises)
    return JourneyGrid(anchor, moments, tuple(map(asdict, lanes)), placed, summary, table)


def _rows(lanes: Sequence[Lane], tracks: int) -> list[dict[str, Any]]:
    """Give each lane its row of the grid, from 2; promises take a row a track."""
    rows, row = [], 2
    for lane in lanes:
        rows.append({**asdict(lane), "row": row})
        row += max(tracks, 1) if lane.kind == "promises" else 1
    return rows


def _band(
    place: int,
    bands: Sequence[tuple[int, int]],
    lanes: list[dict[str, Any]],
    columns: Sequence[Column],
) -> dict[str, Any]:
    start, stop = bands[place]
    peak = [number for number in range(start, stop) if columns[number].is_peak]
    return {
        "n": stop - start,
        "lanes": lanes,
        "rows": lanes[-1]["row"] - 1,
        "number": place + 1,
        "peak": {"column": peak[0] - start + 2, "span": len(peak)} if peak else None,
    }


def _on_row(piece: dict[str, Any], lanes: Sequence[Lane]) -> dict[str, Any]:
    first = next(place for place, lane in enumerate(lanes, start=2) if lane.kind == "promises")
    return {**piece, "row": first + piece["track"]}


def cut_bands(stages: Sequence[str], most: int = BAND_COLUMNS) -> list[tuple[int, int]]:
    """Cut columns into bands of at most *most*.

    A band ends at a change of stage, the one nearest to equal parts, where there is any.

    Examples
    --------
    >>> cut_bands(["buy"] * 3 + ["use"] * 5, most=6)
    [(0, 3), (3, 8)]
    >>> cut_bands(["buy"] * 8, most=6)
    [(0, 4), (4, 8)]
    >>> cut_bands([])
    []
    """
    bands: list[tuple[int, int]] = []
    start, n = 0, len(stages)
    while n - start > most:
        parts = ceil((n - start) / most)
        even = start + ceil((n - start) / parts)
        earliest = max(start + 1, n - most * (parts - 1))
        changes = [
            place
            for place in range(earliest, start + most + 1)
            if stages[place] != stages[place - 1]
        ]
        stop = min(changes, key=lambda place: (abs(place - even), place), default=even)
        bands.append((start, stop))
        start = stop
    return [*bands, (start, n)] if n else bands


def _moment(
    column: Column,
    number: int,
    curve: tuple[Cell, Cell],
    bands: Sequence[tuple[int, int]],
    columns: Sequence[Column],
) -> dict[str, Any]:
    band, start, stop = next(
        (place, start, stop) for place, (start, stop) in enumerate(bands) if start <= number < stop
    )
    opens = number == start or columns[number - 1].stage != column.stage or column.is_returned
    return {
        **{name: value for name, value in asdict(column).items() if name != "value"},
        "soft": soft(column.label),
        "stage_soft": soft(column.stage),
        "number": number + 1,
        "band": band,
        "column": number - start + 2,
        "is_first_of_stage": opens,
        "opens": column.is_shown_first,
        "span": _run(columns, number, stop) if opens else 0,
        "y": None if column.value is None else height(column.value),
        "tone": _tone(column),
        "interval": _bar(column.interval),
        "up": _above(column),
        "curve": asdict(curve[0]),
        "curve_upright": asdict(curve[1]),
    }


def _run(columns: Sequence[Column], first: int, stop: int) -> int:
    """Return how many columns from *first* on are in one stage without a new return to it."""
    length = 1
    while first + length < stop:
        column = columns[first + length]
        if column.stage != columns[first].stage or column.is_returned:
            break
        length += 1
    return length


def _tone(column: Column) -> str:
    """Return the tone of a moment's value as it is written: what rounds to 0.0 is neither."""
    if column.value is None:
        return "unknown"
    value = round(column.value, 1)
    return "neg" if value < 0 else "pos" if value > 0 else "zero"


def _above(column: Column) -> float:
    """Return how far over a point its number stands, in heights of the curve: over the interval."""
    if column.interval is None or column.value is None:
        return 0.0
    return round((height(column.value) - height(column.interval[1])) / 100, 3)


def _bar(interval: tuple[float, float] | None) -> dict[str, float] | None:
    if interval is None:
        return None
    low, high = interval
    return {"top": height(high), "length": height(low) - height(high), "left": 100 - height(low)}


def _tracks(
    brackets: Sequence[Bracket], bands: Sequence[tuple[int, int]]
) -> tuple[tuple[dict[str, Any], ...], list[int]]:
    """Cut brackets at the bands' ends and put those that overlap on different tracks."""
    pieces: list[dict[str, Any]] = []
    tracks = [0] * len(bands)
    for band, (start, stop) in enumerate(bands):
        taken: list[int] = []
        for bracket in sorted(brackets, key=lambda one: one.first):
            if bracket.last < start or bracket.first >= stop:
                continue
            first, last = max(bracket.first, start), min(max(bracket.last, bracket.first), stop - 1)
            last = min(max(last, first + 1), stop - 1)
            first = max(start, min(first, last - 1))
            track = next((i for i, end in enumerate(taken) if end < first), len(taken))
            taken[track : track + 1] = [last]
            pieces.append(
                {
                    **asdict(bracket), "band": band, "track": track, "column": first - start + 2,
                    "span": last - first + 1, "opens": bracket.first >= start,
                    "closes": bracket.last < stop,
                }
            )  # fmt: skip
        tracks[band] = len(taken)
    return tuple(pieces), tracks


def _summary(frame: Frame) -> dict[str, Any]:
    language = frame.language
    return {
        "language": language,
        "mean_y": None if frame.mean is None else height(frame.mean),
        "peak_text": frame.peak_text,
        "gutter": [{**asdict(item), "y": y} for item, y in _spread(frame.gutter)],
        "gutter_title": frame.gutter_title,
        "axis_text": frame.axis_text,
        "key": list(frame.key),
        "is_aggregate": frame.is_aggregate,
        "words": {
            name: say(name, language)
            for name in ("stage", "very_good", "very_bad", "returned", "machine_letter", "map_name",
                         "walk_hint", "drawing_name", "promises")
        },
    }  # fmt: skip


def _spread(items: Sequence[Gutter], apart: float = 18.0) -> list[tuple[Gutter, float]]:
    """Keep the words beside the curve at least *apart* hundredths of its height from each other."""
    placed: list[tuple[Gutter, float]] = []
    for item in sorted(items, key=lambda one: -one.value):
        y = height(item.value)
        if placed:
            y = max(y, placed[-1][1] + apart)
        placed.append((item, y))
    excess = max(0.0, placed[-1][1] - 92) if placed else 0.0
    return [(item, y - excess) for item, y in placed]
