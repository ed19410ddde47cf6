"""Read a researcher's corrections, one verdict a row, into CORRECTIONS."""

from pathlib import Path

import pandas as pd

from cxkit.readers.declared import read_declared
from cxkit.schema.conform import conform, empty
from cxkit.schema.corrections import CORRECTIONS


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
        The file cannot be read, lacks a column, or has no number where one belongs.
    SchemaError
        A verdict, an offset or a layer is none; all failures are told.
    """
    if path is None:
        return empty(CORRECTIONS)
    return conform(read_declared(path, CORRECTIONS), CORRECTIONS)
