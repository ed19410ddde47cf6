"""Cut CSV and TSV into a grid; a row that does not fit is refused, its neighbours are not.

A broken quotation mark would make an ordinary parser swallow the following rows. Here the row
that begins with it is refused and reading goes on at the next line.
"""

import csv
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import pandas as pd

from cxkit.readers.files import Source
from cxkit.readers.grid import Grid, grid_of_rows
from cxkit.readers.layout import Layout
from cxkit.readers.sniff import decode, find_delimiter

LONGEST = 2000
"""Lines that one quoted cell may span before its quote is taken as broken."""

FIELD_LIMIT = Lock()
"""Guards the csv module's limit, which is one for the whole process."""


@dataclass
class _Cut:
    """Rows cut from lines, with their numbers and the refused ones."""

    rows: list[list[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)


def read_delimited(source: Source, layout: Layout) -> Grid:
    """Read a delimited text file.

    Parameters
    ----------
    source : Source
        An opened file.
    layout : Layout
        What the researcher knows of it.

    Returns
    -------
    Grid
        All cells are text. Rows with another number of fields than the header and rows with
        broken quotes are in ``refused``.

    Raises
    ------
    ReadError
        The file is not text or holds no row.
    """
    text, encoding, notes = decode(source.data, source.path.name, layout.encoding)
    lines = list(io.StringIO(text, newline=""))
    lines = _bare_lines(lines)
    separated = bool(lines) and lines[0].lower().startswith("sep=") and len(lines[0].strip()) == 5
    delimiter = layout.delimiter or (lines[0][4] if separated else _delimiter(lines, source))
    if separated:
        lines[0] = "\n"
    with FIELD_LIMIT:
        before = csv.field_size_limit(sys.maxsize)
        try:
            cut, how = _best_cut(lines, delimiter)
        finally:
            csv.field_size_limit(before)
    seen = Grid(pd.DataFrame(), source.format, encoding, delimiter, cut.refused, notes + how)
    return grid_of_rows(cut.rows, cut.numbers, layout, source.path.name, seen)


def _bare_lines(lines: list[str]) -> list[str]:
    """Take the quotes off a table whose whole lines were quoted, as if each were one cell."""
    quoted = [line.strip() for line in lines if line.strip()]
    marks = (line[0] + line[-1] for line in quoted)
    whole = [line[1:-1].replace('""', "") for line in quoted]
    if len(quoted) < 2 or any(one != '""' for one in marks) or any('"' in one for one in whole):
        return lines
    bare = [line.strip()[1:-1].replace('""', '"') + "\n" for line in lines]
    return bare if find_delimiter(lines[:80]) is None and find_delimiter(bare[:80]) else lines


def _delimiter(lines: list[str], source: Source) -> str | None:
    filled = [line[:20_000] for line in lines[:80] if line.strip()]
    if source.format == "tsv" and filled and "\t" in filled[0]:
        return "\t"
    return find_delimiter(filled)


def _best_cut(lines: list[str], delimiter: str | None) -> tuple[_Cut, list[str]]:
    """Cut with quotes; where quotes only break things in a tabbed file, they are plain letters."""
    spaced = delimiter is not None and any(f'{delimiter} "' in line for line in lines[:20])
    escaped = not any('""' in line for line in lines[:2000]) and any(
        '\\"' in line for line in lines[:2000]
    )
    dialect: dict[str, Any] = {
        "delimiter": delimiter or "\x1f",
        "skipinitialspace": spaced,
        "escapechar": "\\" if escaped else None,
        "doublequote": not escaped,
    }
    cut = _cut(lines, dialect)
    if delimiter == "\t" and cut.refused:
        bare = _cut(lines, {"delimiter": "\t", "quoting": csv.QUOTE_NONE})
        if len(bare.refused) < len(cut.refused):
            return bare, ["quotation marks are read as plain characters"]
    return cut, []


def _cut(lines: list[str], dialect: dict[str, Any]) -> _Cut:
    cut = _Cut()
    start, number = 0, 0
    while start < len(lines):
        reader = csv.reader(_bounded(lines, start, cut), strict=True, **dialect)
        begun = start
        try:
            for row in reader:
                number += 1
                if row:
                    cut.rows.append(row)
                    cut.numbers.append(number)
                start = begun + reader.line_num
        except csv.Error:
            number += 1
            cut.refused.append(_broken(number, lines[start]))
            start += 1
        else:
            start = begun + reader.line_num
    return cut


def _bounded(lines: list[str], start: int, cut: _Cut) -> Iterator[str]:
    """Give lines until one cell seems to have swallowed LONGEST of them."""
    seen, since = len(cut.rows), start
    for at in range(start, len(lines)):
        if len(cut.rows) != seen:
            seen, since = len(cut.rows), at
        if at - since > LONGEST and lines[since].strip():
            return
        yield lines[at]


def _broken(number: int, line: str) -> dict[str, Any]:
    reason = "broken quotation marks: a quote is opened and not closed, or closed too early"
    return {"row": number, "column": "", "value": line.strip(), "reason": reason}
