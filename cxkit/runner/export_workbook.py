"""The tables of a run as one workbook."""

from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from cxkit.errors import ParameterError

MOST_ROWS = 1_048_575
"""Rows that a sheet holds under its heading."""

NAME_LENGTH = 28
"""A sheet's name has at most 31 letters; three are left for the number of a name met twice."""

CELL_LENGTH = 32_767
WIDEST = 60


def write_workbook(tables: Path, output: Path) -> Path:
    """Write every CSV of a folder as a sheet of one workbook.

    Text stays text, whatever it begins with: no cell is a formula. Numbers are numbers; times are
    in UTC; ids and keys keep their zeros in front.

    Parameters
    ----------
    tables : Path
        The folder ``tables`` of a run.
    output : Path
        The .xlsx file.

    Raises
    ------
    ParameterError
        There is no table, or one has more rows than a sheet holds.
    """
    files = sorted(tables.glob("*.csv"))
    if not files:
        raise ParameterError(f"{tables}: there is no table to export.")
    book = Workbook(write_only=True)
    for file in files:
        _add_sheet(book, file.stem, _read(file))
    book.save(output)
    return output


def _read(file: Path) -> pd.DataFrame:
    """Read a table as `write_tables` wrote it."""
    names = pd.read_csv(file, nrows=0).columns
    texts = {name: "str" for name in names if name.endswith(("_id", "_key"))}
    frame = pd.read_csv(file, dtype=texts, low_memory=False)
    if len(frame) > MOST_ROWS:
        raise ParameterError(
            f"{file.name} has {len(frame):,} rows; a sheet holds {MOST_ROWS:,}. Use the CSV file."
        )
    for name in names:
        if name.endswith(("_at", "_on")):
            told = pd.to_datetime(frame[name], utc=True, errors="coerce", format="ISO8601")
            frame[name] = told.dt.tz_localize(None)
    return frame


def _add_sheet(book: Workbook, name: str, frame: pd.DataFrame) -> None:
    sheet = book.create_sheet(name[:NAME_LENGTH])
    sheet.freeze_panes = "A2"
    for place, column in enumerate(frame.columns, start=1):
        longest = max(frame[column].dropna().astype(str).str.len(), default=0)
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = min(max(len(column), longest) + 2, WIDEST)
    sheet.append([_cell(sheet, column, Font(bold=True)) for column in frame.columns])
    for row in frame.astype(object).itertuples(index=False, name=None):
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: Any, value: Any, font: Font | None = None) -> Any:
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        value = value.to_pydatetime()
    is_text = isinstance(value, str)
    cell = WriteOnlyCell(sheet)
    cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", value)[:CELL_LENGTH] if is_text else value
    if is_text:
        cell.data_type = "s"
    if font:
        cell.font = font
    return cell
