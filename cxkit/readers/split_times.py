"""Join the day and the time of day that an export keeps in two columns."""

import datetime as dt
import re
from collections.abc import Callable
from functools import cache

import pandas as pd

from cxkit.readers.cells import present
from cxkit.readers.columns import Mapped, known_names, plain
from cxkit.readers.grid import Grid
from cxkit.readers.likely import says
from cxkit.readers.reading import Reading
from cxkit.readers.words import words

LOOK = 200
"""How many cells tell what a column holds."""

_CLOCK = re.compile(r"\s*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?\s*", re.IGNORECASE)
_DAY = re.compile(r"\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}(?:[ T]0?0:00(?::00(?:\.0+)?)?)?\s*")


def whole_times(grid: Grid, column: str, name: str, mapped: Mapped, reading: Reading) -> pd.Series:
    """Give the cells of a column of times; what it lacks is taken from the column that has it.

    A column with times of day alone takes its days from the column of days with a usual name, or
    from the only one; one with days alone its times of day from the column named as one.

    Parameters
    ----------
    grid : Grid
        Cells of the file.
    column, name : str
        Column of the table, and of the file.
    mapped : Mapped
        What the file's other columns feed.
    reading : Reading
        Told what is joined.

    Returns
    -------
    Series
        The column itself where it is whole, else texts "day time". Empty without rows.
    """
    cells = grid.cells[name]
    if _are(cells, _is_clock):
        usual = [one for one in grid.names if _rest(one) == _rest(name) and one != name]
        usual += [one for one in grid.names if one != name and plain(one) in _usual_days()]
        days = [one for one in usual if _are(grid.cells[one], _is_day)]
        if not days:
            said = words("likely events")["event_at"]
            only = [one for one in grid.names if any(says(one, phrase) for phrase in said)
                    and _are(grid.cells[one], _is_day)]  # fmt: skip
            days = only if len(only) == 1 else []
        return _joined(grid, days[0], name, column, reading) if days else cells
    if _are(cells, _is_day):
        others = [one for one in grid.names if one not in mapped.columns.values()]
        named = [one for one in others if _rest(one) == _rest(name)]
        named += [one for one in others if plain(one) in known_names("clock")["name"]]
        clocks = [one for one in named if _are(grid.cells[one], _is_clock)]
        return _joined(grid, name, clocks[0], column, reading) if clocks else cells
    return cells


def _rest(name: str) -> frozenset[str]:
    """Give what the name of a column says beside day or time: "Start date" is of "Start time"."""
    return frozenset(plain(name).split()) - set(known_names("clock")["parts"])


@cache
def _usual_days() -> frozenset[str]:
    at = {"feedback": "created_at", "contacts": "started_at", "events": "event_at"}
    return frozenset(name for table, column in at.items() for name in known_names(table)[column])


def _joined(grid: Grid, day: str, clock: str, column: str, reading: Reading) -> pd.Series:
    reading.note(f"{column}: days are those of '{day}', times of day those of '{clock}'")
    days, clocks = present(grid.cells[day]), present(grid.cells[clock])
    return pd.Series(
        [
            f"{_day_of(one)} {clocks.get(row, '')}".strip() if row in days.index else None
            for row, one in days.reindex(grid.cells.index).items()
        ],
        index=grid.cells.index,
        dtype="object",
        name=f"{day} {clock}",
    )


def _day_of(cell: object) -> str:
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return re.sub(r"[ T]0?0:00(?::00(?:\.0+)?)?\s*$", "", str(cell).strip())


def _are(cells: pd.Series, is_one: Callable[[object], bool]) -> bool:
    known = present(cells.head(LOOK))
    return len(known) > 0 and all(is_one(cell) for cell in known)


def _is_clock(cell: object) -> bool:
    return isinstance(cell, dt.time) or (
        isinstance(cell, str) and _CLOCK.fullmatch(cell) is not None
    )


def _is_day(cell: object) -> bool:
    if isinstance(cell, dt.datetime):
        return cell.time() == dt.time()
    return isinstance(cell, dt.date) or (isinstance(cell, str) and _DAY.fullmatch(cell) is not None)
