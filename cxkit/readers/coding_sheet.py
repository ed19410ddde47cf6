"""Read a coding sheet that a person filled in."""

from pathlib import Path

import pandas as pd

from cxkit.errors import ReadError, some
from cxkit.readers.cells import as_text
from cxkit.readers.files import open_source
from cxkit.readers.grids import read_grid
from cxkit.readers.layout import layout_of
from cxkit.readers.numbers import as_numbers
from cxkit.schema.coding_sheet import CODING_SHEET
from cxkit.schema.conform import conform


def read_coding_sheet(path: str | Path, *, coder: str | None = None) -> pd.DataFrame:
    """Read a filled sheet from CSV, XLSX or another table file.

    Parameters
    ----------
    path : path
        A sheet that `coding_sheet` drew.
    coder : str, optional
        Key of the coder, where the sheet leaves its column empty.

    Returns
    -------
    DataFrame
        CODING_SHEET; an empty cell is not coded, "none" is coded as none.

    Raises
    ------
    ReadError
        The file cannot be read, or lacks a column.
    SchemaError
        A row is wrong, or has no coder.
    """
    source = open_source(path)
    grid = read_grid(source, layout_of(None))
    needed = [name for name in CODING_SHEET.required if name != "coder" or coder is None]
    missing = [name for name in needed if name not in grid.names]
    if missing:
        raise ReadError(
            f"{source.path.name}: a coding sheet has the columns {', '.join(missing)} too."
            f" Columns: {some(grid.names, 12)}."
        )
    columns = {
        name: as_numbers(grid.cells[name])[0] if name in ("start", "end")
        else as_text(grid.cells[name])
        for name in CODING_SHEET.columns
        if name in grid.names
    }  # fmt: skip
    sheet = pd.DataFrame(columns)
    if coder is not None:
        own = sheet.get("coder", pd.Series(pd.NA, index=sheet.index)).replace("", pd.NA)
        sheet = sheet.assign(coder=own.fillna(coder))
    return conform(sheet, CODING_SHEET)
