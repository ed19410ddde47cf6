"""Read one sheet of a workbook (XLSX, XLS, ODS) into a grid."""

import io

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from cxkit.errors import ReadError, did_you_mean
from cxkit.readers.cells import counted
from cxkit.readers.files import Source
from cxkit.readers.grid import Grid, grid_of_rows, header_row
from cxkit.readers.layout import Layout


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
        rows = book.get_sheet_by_name(sheet).to_python(False)
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
    header = header_row([row for _, row in filled]) if layout.header else 0
    if header:
        notes.append(f"{counted(header, 'row')} above the header passed over")
    numbers = [at for at, _ in filled[header:]]
    body: list[list[object]] = [
        [None if cell == "" else cell for cell in row] for _, row in filled[header:]
    ]
    cells = grid_of_rows(body, numbers, header=layout.header, name=name)
    return Grid(cells, source.format, notes=notes)


def _sheet(book: CalamineWorkbook, wanted: str | None, name: str) -> tuple[str, list[str]]:
    names = list(book.sheet_names)
    if wanted is not None and wanted not in names:
        raise ReadError(
            f"{name}: there is no sheet '{wanted}'. Sheets: {', '.join(names)}."
            f"{did_you_mean(wanted, names)}"
        )
    if wanted is None:
        wanted = next((n for n in names if book.get_sheet_by_name(n).height > 0), names[0])
    others = [n for n in names if n != wanted and book.get_sheet_by_name(n).height > 0]
    return wanted, others
