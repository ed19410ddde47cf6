"""Open a table of contacts, events or reviews: its cells, its columns, the record of reading it."""

from collections.abc import Mapping
from pathlib import Path

from cxkit.errors import ReadError, some
from cxkit.readers.columns import Mapped
from cxkit.readers.files import open_source
from cxkit.readers.grid import Grid
from cxkit.readers.grids import read_grid
from cxkit.readers.layout import layout_of
from cxkit.readers.likely import map_grid, one_row_a_step
from cxkit.readers.reading import Reading
from cxkit.readers.xes import one_row_a_case, read_xes


def open_table(
    path: str | Path,
    table: str,
    reader: str,
    *,
    columns: Mapping[str, object] | None = None,
    layout: Mapping[str, object] | None = None,
    **others: object,
) -> tuple[Grid, Mapped, Reading]:
    """Read the cells of a file and map its columns.

    Parameters
    ----------
    path : path
        The file; an XES log is a table of events and contacts only.
    table, reader : str
        A table of ``words.yaml``, and who reads it.
    columns, layout
        What the reader was given.
    **others
        What else it was given, for the record.

    Raises
    ------
    ReadError
        The file cannot be read.
    ParameterError
        *columns* or *layout* hold what is not allowed.
    """
    source = open_source(path)
    known = layout_of(layout)
    is_log = source.format == "xes" and table in ("contacts", "events")
    grid = read_xes(source) if is_log else read_grid(source, known)
    if is_log and table == "contacts":
        grid = one_row_a_case(grid)
    if table == "events" and not is_log and not {"event", "event_at"} & set(columns or {}):
        grid = one_row_a_step(grid)
    mapped = map_grid(grid, table, columns, file=source.path.name)
    arguments = {"columns": columns, **others, "layout": layout}
    reading = Reading(reader, source, arguments, grid)
    if mapped.likely:
        told = some([f"{column} from '{mapped.columns[column]}'" for column in mapped.likely], 9)
        reading.note(f"found by words of their names and what they hold: {told}")
    return grid, mapped, reading


def not_recognised(reading: Reading, what: str, todo: str) -> ReadError:
    """Make the error of a file in which no column is recognised for something needed.

    Parameters
    ----------
    reading : Reading
        Of the file.
    what, todo : str
        What is needed, and what to say; *todo* may be empty.
    """
    names = some([name if len(name) <= 40 else f"{name[:40]}…" for name in reading.names], 12)
    sheets = next((note for note in reading.notes if note.startswith("read from sheet")), "")
    where = f' Only one sheet was {sheets}; name another one by layout={{"sheet": "…"}}.'
    where = where if sheets else ""
    file = reading.source.path.name
    return ReadError(f"{file}: no column is recognised {what}. Columns: {names}.{todo}{where}")
