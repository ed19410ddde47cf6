"""The tables of a run as one workbook."""

import re
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from cxkit.errors import ParameterError
from cxkit.reports.tables import FORMULA_STARTS

MOST_ROWS = 1_048_575
"""Rows that a sheet holds under its heading."""

NAME_LENGTH = 28
"""A sheet's name has at most 31 letters; three are left for the number of a name met twice."""

CELL_LENGTH = 32_767
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d+)?(?:e[+-]?\d+)?")
"""A number that no text such as 007 or a long account number is taken for."""

WIDEST = 60


def write_workbook(tables: Path, output: Path) -> Path:
    """Write every CSV of a folder as a sheet of one workbook.

    Text stays text, whatever it begins with: no cell is a formula. Numbers are numbers; times are
    in UTC; ids and keys keep their zeros in front.

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
    frame = pd.read_csv(file, dtype="str", keep_default_na=False, na_values=[""])
    if len(frame) > MOST_ROWS:
        raise ParameterError(
            f"{file.name} has {len(frame):,} rows; a sheet holds {MOST_ROWS:,}. Use the CSV file."
        )
    return frame.apply(_typed)


def _typed(column: pd.Series) -> pd.Series:
    """Make a column times or numbers when each of its cells says the same as one; else text."""
    filled = column.dropna()
    name = str(column.name)
    if filled.empty or name.endswith(("_id", "_key")):
        return column
    if name.endswith(("_at", "_on")):
        told = pd.to_datetime(column, utc=True, errors="coerce", format="ISO8601")
        if told[filled.index].notna().all():
            return told.dt.tz_localize(None)
    if filled.isin(["True", "False"]).all():
        return column.map({"True": True, "False": False})
    if filled.str.fullmatch(_NUMBER).all():
        return pd.to_numeric(column)
    is_guarded = column.str.startswith("'") & column.str[1:].str.startswith(FORMULA_STARTS)
    return column.where(~is_guarded.fillna(False), column.str[1:])


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
    is_text = isinstance(value, str)
    cell = WriteOnlyCell(sheet)
    cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", value)[:CELL_LENGTH] if is_text else value
    if is_text:
        cell.data_type = "s"
        cell.quotePrefix = cell.value.startswith(FORMULA_STARTS)  # stays text when it is edited
    if font:
        cell.font = font
    return cell
