"""Read a coding sheet that a person filled in."""

from pathlib import Path

import pandas as pd

from cxkit.readers.declared import read_declared
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
        The file cannot be read, lacks a column, or has no number where one belongs.
    SchemaError
        A row is wrong, or has no coder.
    """
    sheet = read_declared(path, CODING_SHEET, optional=() if coder is None else ("coder",))
    if coder is not None:
        own = sheet.get("coder", pd.Series(pd.NA, index=sheet.index)).replace("", pd.NA)
        sheet = sheet.assign(coder=own.fillna(coder))
    return conform(sheet, CODING_SHEET)
