"""Read steps of customers and cases (CSV, XLSX, Parquet, JSON, XES) into EVENTS."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from cxkit.readers.cells import as_text, counted
from cxkit.readers.columns import Mapped, known_names, plain
from cxkit.readers.grid import Grid
from cxkit.readers.opening import not_recognised, open_table
from cxkit.readers.people import pseudonyms, without_teams
from cxkit.readers.reading import Reading
from cxkit.readers.shaping import Dating, shape, without_refused
from cxkit.schema.conform import conform, empty
from cxkit.schema.events import EVENTS

NEEDED = ("event", "event_at")


def read_events(
    path: str | Path | None,
    *,
    columns: Mapping[str, object] | None = None,
    dates: str | None = None,
    timezone: str = "UTC",
    layout: Mapping[str, object] | None = None,
) -> pd.DataFrame:
    """Read an event log.

    CSV, TSV, XLSX, XLS, ODS, JSON, JSON Lines, XML, Parquet or XES, each also gzipped.

    Parameters
    ----------
    path : path or None
        The file; None gives an empty table.
    columns : mapping of str to str or int, optional
        Column of EVENTS to column of the file, where a name is not recognised.
    dates : {"day first", "month first"}, optional
        How 3/4/2015 is to be read. Needed only where nothing in the file decides.
    timezone : str
        Zone of times that name none.
    layout : mapping, optional
        ``encoding``, ``delimiter``, ``sheet``, ``header``.

    Returns
    -------
    DataFrame
        EVENTS, one row a step, in the order of the file; the file's other columns follow, names
        of employees as pseudonyms. Where the file names customers and no case, a customer is a
        case. A table with one row a case and three or more columns of times is a step a column. A
        step that the log tells by its start and its end (a lifecycle column) is the row
        of its end.

    Raises
    ------
    ReadError
        The file cannot be read, or the case, the step or its time has no column.

    Warns
    -----
    CxkitWarning
        Rows without case, step or readable time were refused, and starts of steps whose end has a
        row of its own.
    """
    if path is None:
        return empty(EVENTS)
    dating = Dating(dates, timezone)
    grid, mapped, reading = open_table(
        path, "events", "read_events", columns=columns, dates=dates, timezone=timezone,
        layout=layout,
    )  # fmt: skip
    _need(mapped, reading)
    frame = shape(grid, EVENTS, mapped, reading, dating)
    return reading.finish(conform(_complete(frame, grid, mapped, reading), EVENTS))


def _complete(frame: pd.DataFrame, grid: Grid, mapped: Mapped, reading: Reading) -> pd.DataFrame:
    if "case_id" not in frame:
        frame = frame.assign(case_id=frame["customer_key"])
        reading.note("case_id: the file names no case; each customer is one")
    if "source" not in frame:
        frame = frame.assign(source=reading.source.stem)
    for name in (one for one in mapped.others if plain(one) in known_names("employees")["name"]):
        employees = as_text(frame[name])
        hidden = pseudonyms(without_teams(employees)).fillna(employees)
        frame = frame.assign(**{name: hidden})
        reading.note(f"{name}: names of employees became pseudonyms")
    for column in ("case_id", "event"):
        frame = frame.assign(**{column: frame[column].str.split().str.join(" ")})
    for column in ("case_id", *NEEDED):
        gone = frame.index[frame[column].isna()]
        name = mapped.columns.get(column, column)
        written = grid.cells[name].loc[gone] if name in grid.cells else pd.Series("", index=gone)
        reason = "unreadable or missing time" if column == "event_at" else f"no {column}"
        reading.refuse(written, column, reason)
    _refuse_halves(frame, mapped, reading)
    if n := int(grid.cells.astype("str").duplicated().sum()):
        reading.note(
            f"{counted(n, 'row')} the same as an earlier one in every column: read as repeated"
            " steps; if the export doubled them, take them out"
        )
    return without_refused(frame, reading)


def _refuse_halves(frame: pd.DataFrame, mapped: Mapped, reading: Reading) -> None:
    """Refuse the start of a step whose end the log tells too: it is one step, not two."""
    words = known_names("lifecycle")
    name = next((one for one in mapped.others if plain(one) in words["name"]), None)
    if name is None:
        return
    state = as_text(frame[name]).map(plain, na_action="ignore")
    ends = frame["event_at"].where(state.isin(words["end"]))
    last_end = ends.groupby([frame["case_id"], frame["event"]]).transform("max")
    halves = frame.index[state.isin(words["before"]) & (frame["event_at"] <= last_end)]
    reading.refuse(frame.loc[halves, name], name, "start of a step whose end is a row of its own")


def _need(mapped: Mapped, reading: Reading) -> None:
    missing = [column for column in NEEDED if column not in mapped.columns]
    if not {"case_id", "customer_key"} & set(mapped.columns):
        missing.append("case_id")
    if missing:
        example = ", ".join(f'"{column}": "…"' for column in missing)
        raise not_recognised(
            reading, f"for {' and '.join(missing)}", f" Say columns={{{example}}}."
        )
