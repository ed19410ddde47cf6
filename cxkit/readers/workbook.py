"""Read one sheet of a workbook (XLSX, XLS, ODS) into a grid."""

import io
from typing import Any

import pandas as pd
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from cxkit.errors import ReadError, did_you_mean, some
from cxkit.readers.cells import counted
from cxkit.readers.columns import n_recognised
from cxkit.readers.files import Source
from cxkit.readers.grid import Grid, grid_of_rows, header_row
from cxkit.readers.layout import Layout

VISIBLE = SheetVisibleEnum.Visible
COVER = 0.2
"""Share of the cells of the largest sheet from which a sheet is no cover beside it."""


def read_workbook(source: Source, layout: Layout) -> Grid:
    """Read the named sheet, or the first one that holds rows.

    Returns
    -------
    Grid
        Cells are texts, numbers, truth values or instants, as the workbook types them; formulas
        give their stored results.

    Raises
    ------
    ReadError
        The workbook is damaged or locked by a password, has no such sheet or no rows.
    """
    name = source.path.name
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(source.data))
        sheet, others = _sheet(book, layout.sheet, name)
        rows = _rows(book, sheet)
        shown = [] if layout.sheet else [one for one in others if one in _shown(book)]
        alike = [one for one in shown if _head(_rows(book, one)) == _head(rows)]
    except PasswordError as error:
        raise ReadError(
            f"{name}: the workbook is locked by a password. Save it without one."
        ) from error
    except CalamineError as error:
        raise ReadError(f"{name}: the workbook is damaged: {error}. Export it again.") from error
    filled = [(at, row) for at, row in enumerate(rows, start=1) if any(c != "" for c in row)]
    if not filled:
        raise ReadError(f"{name}: there is no row in sheet '{sheet}'. Export it again.")
    notes = [f"read from sheet '{sheet}'; not read: {', '.join(others)}"] if others else []
    body = [[None if cell == "" else cell for cell in row] for _, row in filled]
    seen = Grid(pd.DataFrame(), source.format, notes=notes)
    grid = grid_of_rows(body, [at for at, _ in filled], layout, name, seen)
    if alike:
        grid.warned = [
            f"{counted(len(alike), 'sheet')} with the same columns not read: {some(alike)}; put"
            ' them on one sheet, or read each by layout={"sheet": "…"}'
        ]
    return grid


def _rows(book: CalamineWorkbook, sheet: str) -> list[list[Any]]:
    """Give the cells of a sheet; one that is merged over rows stands in each of them."""
    found = book.get_sheet_by_name(sheet)
    rows = found.to_python(False)
    for (top, left), (bottom, _) in found.merged_cell_ranges or []:
        for row in rows[top + 1 : bottom + 1]:
            row[left] = rows[top][left]
    return rows


def _head(rows: list[list[Any]]) -> list[Any]:
    """Give the header of a sheet, without what stands above it."""
    filled = [row for row in rows if any(cell != "" for cell in row)]
    return [cell for cell in filled[header_row(filled)] if cell != ""] if filled else []


def _sheet(book: CalamineWorkbook, wanted: str | None, name: str) -> tuple[str, list[str]]:
    """Give the sheet to read and the others that hold anything.

    Unless one is wanted it is the first that is shown, is no cover beside a table (it has a fifth
    of the cells of the largest one) and, where any has, has known names of columns.
    """
    names = list(book.sheet_names)
    if wanted is not None and wanted not in names:
        raise ReadError(
            f"{name}: there is no sheet '{wanted}'. Sheets: {', '.join(names)}."
            f"{did_you_mean(wanted, names)}"
        )
    filled = [one for one in names if book.get_sheet_by_name(one).height > 0]
    if wanted is None:
        shown_filled = [one for one in filled if one in _shown(book)] or names[:1]
        wanted = shown_filled[0] if len(shown_filled) == 1 else _table_among(book, shown_filled)
    return wanted, [one for one in filled if one != wanted]


def _shown(book: CalamineWorkbook) -> set[str]:
    return {meta.name for meta in book.sheets_metadata if meta.visible == VISIBLE}


def _table_among(book: CalamineWorkbook, sheets: list[str]) -> str:
    sizes = {one: _size(book, one) for one in sheets}
    large = [one for one, size in sizes.items() if size >= COVER * max(sizes.values())]
    return next((one for one in large if _is_named(book, one)), large[0])


def _size(book: CalamineWorkbook, sheet: str) -> int:
    return sum(cell != "" for row in book.get_sheet_by_name(sheet).to_python() for cell in row)


def _is_named(book: CalamineWorkbook, sheet: str) -> bool:
    """Tell whether the header of a sheet has at least two known names of columns."""
    return n_recognised([str(cell) for cell in _head(_rows(book, sheet))]) > 1
