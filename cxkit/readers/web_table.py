"""Read the largest table of a web page, which some systems save under the name of a workbook."""

import lxml.etree
import lxml.html
import pandas as pd

from cxkit.errors import ReadError
from cxkit.readers.files import Source
from cxkit.readers.grid import Grid, grid_of_rows
from cxkit.readers.layout import Layout
from cxkit.readers.sniff import decode


def read_web_table(source: Source, layout: Layout) -> Grid:
    """Read the table with most rows; all cells are text, rows count those of the table.

    Raises
    ------
    ReadError
        There is no table in the page: it is a message or asks for a password.
    """
    text, encoding, notes = decode(source.data, source.path.name, layout.encoding)
    parser = lxml.html.HTMLParser(encoding="utf-8")
    try:
        page = lxml.html.document_fromstring(text.encode("utf-8"), parser)
    except lxml.etree.ParserError:
        page = lxml.html.Element("html")
    tables = [[_cells(row) for row in table.iter("tr")] for table in page.iter("table")]
    rows = max(tables, key=len, default=[])
    rows = [row for row in rows if any(row)]
    if len(rows) < 2:
        raise ReadError(
            f"{source.path.name}: this is a web page without a table, perhaps a message or a"
            " request to log in. Open it in a browser to see what it says, and export again."
        )
    width = max(len(row) for row in rows)
    body = [row + [""] * (width - len(row)) for row in rows]
    numbers = list(range(1, len(rows) + 1))
    seen = Grid(pd.DataFrame(), source.format, encoding, notes=notes)
    return grid_of_rows(body, numbers, layout, source.path.name, seen)


def _cells(row: lxml.html.HtmlElement) -> list[str]:
    """Give the texts of a row; what a cell spans beside its own column is empty."""
    texts: list[str] = []
    for cell in row.iterchildren("td", "th"):
        span = cell.get("colspan", "1")
        texts += [" ".join(str(cell.text_content()).split())]
        texts += [""] * (int(span) - 1 if span.isdigit() else 0)
    return texts
