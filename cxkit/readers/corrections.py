"""Read a researcher's corrections, one verdict a row, into CORRECTIONS."""

from pathlib import Path

import pandas as pd

from cxkit.errors import ReadError, some
from cxkit.readers.cells import as_text
from cxkit.readers.files import open_source
from cxkit.readers.grids import read_grid
from cxkit.readers.layout import layout_of
from cxkit.readers.numbers import as_numbers
from cxkit.schema.conform import conform, empty
from cxkit.schema.corrections import CORRECTIONS

AMOUNTS = ("start", "end", "value")


def read_corrections(path: str | Path | None) -> pd.DataFrame:
    """Read corrections from a CSV, XLSX or another table file.

    Parameters
    ----------
    path : path or None
        Columns as CORRECTIONS names them: feedback_id, start, end, code, verdict, coder and,
        where they serve, layer, new_code, value. None gives an empty table.

    Returns
    -------
    DataFrame
        CORRECTIONS, in the order of the file: of two verdicts on one code the later one holds.

    Raises
    ------
    ReadError
        The file cannot be read, or lacks a column.
    SchemaError
        A verdict, an offset or a layer is none; all failures are told.
    """
    if path is None:
        return empty(CORRECTIONS)
    source = open_source(path)
    grid = read_grid(source, layout_of(None))
    missing = [name for name in CORRECTIONS.required if name not in grid.names]
    if missing:
        raise ReadError(
            f"{source.path.name}: corrections need the columns {', '.join(missing)}."
            f" Columns: {some(grid.names, 12)}."
        )
    known = [name for name in CORRECTIONS.columns if name in grid.names]
    columns = {
        name: as_numbers(grid.cells[name])[0] if name in AMOUNTS else as_text(grid.cells[name])
        for name in known
    }
    return conform(pd.DataFrame(columns), CORRECTIONS)
