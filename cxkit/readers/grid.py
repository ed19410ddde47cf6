"""A grid: the cells of one file as found, with the row numbers that a spreadsheet shows.

Every table format becomes a grid first; the readers turn grids into declared tables.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from cxkit.errors import ReadError
from cxkit.readers.cells import counted
from cxkit.readers.columns import n_recognised
from cxkit.readers.layout import Layout

WIDE = 60
"""Cells of a row that tell whether it names columns."""
LOOK = 10
"""How many first rows may stand above the header, and how many last ones below the table."""
FEW_NAMES = 0.1
"""Share of names below which a column holds dates or numbers."""
TOTAL = re.compile(
    r"(?:итого|всего|итог|сумма|среднее|grand total|total|sum|average|mean)\b:?"
    r"(?P<more>[^.!?]{0,40}:?[\d\s.,%]*)",
    re.I,
)
"""What begins a row of totals."""


@dataclass
class Grid:
    """Cells of one file.

    Attributes
    ----------
    cells : DataFrame
        Columns named by the header (made unique), index = 1-based row of the file, counting the
        header. Cells are texts, numbers, instants or missing.
    format, encoding, delimiter : str or None
        What was found.
    refused : list of dict
        Rows that could not be cut into cells: row, column, value, reason.
    notes, warned : list of str
        What a reader should know, and what would mislead.
    groups : dict of str to str
        Column to what stands above it and its neighbours, where a row names groups of columns.
    """

    cells: pd.DataFrame
    format: str
    encoding: str | None = None
    delimiter: str | None = None
    refused: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)
    groups: dict[str, str] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """Names of the columns, as the header gives them."""
        return [str(name) for name in self.cells.columns]

    @property
    def n_rows(self) -> int:
        """Rows under the header, refused ones counted."""
        return len(self.cells) + len(self.refused)


def unique_names(header: Sequence[object]) -> list[str]:
    """Name every column once: blanks by their place, repeated names with a number.

    Examples
    --------
    >>> unique_names(["id", "Other", "", "Other"])
    ['id', 'Other', 'column 3', 'Other (2)']
    """
    seen: Counter[str] = Counter()
    names = []
    for place, cell in enumerate(header, start=1):
        name = "" if cell is None else str(cell).strip().strip("\ufeff")
        name = name or f"column {place}"
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return names


def header_row(rows: Sequence[Sequence[object]]) -> int:
    """Find the header: the first row as wide as the table, under a title or blank rows.

    A row below it that names more columns of a table is the header: what stands above is another,
    small table.

    Examples
    --------
    >>> header_row([["Report for May"], [], ["id", "text", "stars"], ["1", "Good", "5"]])
    2
    >>> header_row([["Client", "", ""], ["id", "text", "stars"], ["1", "Good", "5"]])
    1
    """
    return _header(rows)[0]


def _header(rows: Sequence[Sequence[object]]) -> tuple[int, dict[int, str]]:
    """Find the header, and the groups of columns that the row above it names."""
    widths = [sum(1 for cell in row if cell not in (None, "")) for row in rows[: 4 * LOOK]]
    usual = max(Counter(filter(None, widths)).most_common(1), default=(0, 0))[0]
    wanted = 1 if usual < 3 else max(2, usual // 4)
    found = next((at for at, width in enumerate(widths[:LOOK]) if width >= wanted), 0)
    known = [n_recognised([str(cell) for cell in row[:WIDE] if _is_name(cell)])
             for row in rows[found:LOOK]]  # fmt: skip
    if known and max(known) > known[0] + 1:
        found += known.index(max(known))
        return found, _groups(rows[found - 1 : found + 1], usual)
    groups = _groups(rows[found : found + 2], usual)
    return found + bool(groups), groups


def _is_name(cell: object) -> bool:
    return isinstance(cell, str) and bool(cell.strip()) and not cell.strip()[:1].isdigit()


def _groups(rows: Sequence[Sequence[object]], usual: int) -> dict[int, str]:
    """Give the group of each column, where a row only names groups of columns in merged cells.

    Then the row below names every column of the table, under each group too, different ones in
    each group, and more of them are known names of columns than above.
    """
    if len(rows) < 2:
        return {}
    above, below = rows[0][: len(rows[1])], rows[1]
    groups = [at for at, cell in enumerate(above) if cell not in (None, "", below[at])]
    names = [cell for cell in below if cell not in (None, "")]
    is_under = all(below[at] not in (None, "") for at in groups)
    if not (groups and is_under and 2 * len(groups) <= usual <= len(names)):
        return {}
    ends = {at for at, cell in enumerate(above) if cell not in (None, "")}
    starts = [0]
    for at in range(1, len(below)):
        starts.append(at if at in ends else starts[-1])
    named = [pair for pair in zip(starts, below, strict=True) if pair[1] not in (None, "")]
    are_names = all(map(_is_name, names)) and len(set(named)) == len(named)
    n_known = n_recognised([str(name) for name in names])
    if not are_names or n_known <= n_recognised([str(above[at]) for at in groups]):
        return {}
    return {place: str(above[at]).strip() for place, at in enumerate(starts) if at in groups}


def grid_of_rows(
    rows: Sequence[Sequence[object]], numbers: Sequence[int], layout: Layout, name: str, seen: Grid
) -> Grid:
    """Make a grid of rows of cells: find the header, name the columns, set aside what is no row.

    Parameters
    ----------
    rows, numbers
        Rows as cut, and their numbers in the file.
    layout
        What the researcher knows of the file.
    name : str
        Of the file, for messages.
    seen : Grid
        What was found so far, without cells.

    Returns
    -------
    Grid
        Refused are, besides, rows of another width than the header, rows that repeat it, totals
        below the table with what follows them, and another table below a blank row.

    Raises
    ------
    ReadError
        There is no row at all.
    """
    notes = [*seen.notes]
    at, groups = _header(rows) if layout.header else (0, {})
    if at:
        notes.append(f"{counted(at, 'row')} above the header passed over")
    kept = list(zip(numbers, rows, strict=True))[at:]
    n_blank = len(kept) - len(kept := [one for one in kept if _filled(one[1])])
    second = _second_table(kept) if layout.header else len(kept)
    below = [_entry(*row, "another table below the first") for row in kept[second:]]
    kept, ragged = _even(kept[:second], layout.header)
    if n_blank:
        notes.append(f"{counted(n_blank, 'blank row')} passed over")
    if not kept:
        raise ReadError(f"{name}: there is no row in it. Export it again.")
    header, width = int(layout.header), len(kept[0][1])
    names = unique_names(kept[0][1] if header else [""] * width)
    reasons = _no_data([row for _, row in kept]) if header else {}
    body = [one for place, one in enumerate(kept) if place >= header and place not in reasons]
    index = pd.Index([number for number, _ in body], name="row", dtype="int64")
    columns = list(zip(*(row for _, row in body), strict=True)) or [() for _ in names]
    cells = {
        column: pd.Series(values, index=index, dtype="object")
        for column, values in zip(names, columns, strict=True)
    }
    frame = pd.DataFrame(cells, index=index)
    blank = [
        column
        for place, column in enumerate(names, start=1)
        if column in (f"column {place}", "Unnamed: 0") and header and _is_idle(frame[column])
    ]
    below += [_entry(*kept[place], why) for place, why in reasons.items()]
    return replace(
        seen,
        cells=frame.drop(columns=blank),
        refused=[*seen.refused, *ragged, *below],
        notes=notes,
        groups={names[place]: group for place, group in groups.items()},
    )


def _second_table(rows: Sequence[tuple[int, Sequence[object]]]) -> int:
    """Give the place of the header of another table, or how many rows there are.

    It stands below a blank row and holds names alone: names of other columns than above, for there
    are more or fewer down to the end, or dates and numbers stand where it has names.

    >>> rows = [(1, ["Date", "Text"]), (2, ["1.3.26", "Late"]), (3, ["2.3.26", "Kind"])]
    >>> _second_table([*rows, (5, ["Month", "Texts"]), (6, ["March", "2"])])
    3
    >>> _second_table([*rows, (5, ["3.3.26", "Never came"]), (6, ["4.3.26", "Fine"])])
    5
    """
    for at in range(2, len(rows) - 1):
        number, head = rows[at]
        if number == rows[at - 1][0] + 1:
            continue
        names = [place for place, cell in enumerate(head) if _is_name(cell)]
        if not 1 < len(names) == len(_filled(head)):
            continue
        first = [row for _, row in rows[1 : min(at, 4 * LOOK)]]
        is_other = len(head) != len(rows[0][1]) and all(
            len(row) == len(head) for _, row in rows[at:]
        )
        if is_other or any(_is_measured(first, place) for place in names):
            return at
    return len(rows)


def _is_measured(rows: Sequence[Sequence[object]], place: int) -> bool:
    """Tell whether a column holds dates or numbers."""
    cells = [row[place] for row in rows if place < len(row) and row[place] not in (None, "")]
    return bool(cells) and sum(map(_is_name, cells)) < FEW_NAMES * len(cells)


def _even(
    rows: list[tuple[int, Sequence[object]]], header: bool
) -> tuple[list[tuple[int, Sequence[object]]], list[dict[str, Any]]]:
    """Set rows of another width than the header aside; blank extra fields are cut off."""
    if not rows:
        return [], []
    width = len(rows[0][1]) if header else Counter(len(row) for _, row in rows).most_common(1)[0][0]
    cut = [
        (number, row if len(row) <= width or any(row[width:]) else row[:width])
        for number, row in rows
    ]
    ragged = [
        _entry(number, row, f"{len(row)} fields where the header has {width}")
        for number, row in cut
        if len(row) != width
    ]
    return [one for one in cut if len(one[1]) == width], ragged


def _entry(number: int, row: Sequence[object], reason: str) -> dict[str, Any]:
    value = " | ".join(_filled(row))[:200]
    return {"row": number, "column": "", "value": value, "reason": reason}


def _no_data(rows: Sequence[Sequence[object]]) -> dict[int, str]:
    """Tell which rows under the header repeat it, or are totals below the table, and why."""
    head = _filled(rows[0])
    found = {
        at: "the header again"
        for at, row in enumerate(rows)
        if at > 1 and len(head) > 1 and row[0] == rows[0][0] and _filled(row) == head
    }
    last = range(max(1, len(rows) - LOOK), len(rows))
    usual = Counter(len(_filled(row)) for row in rows[1 : 4 * LOOK]).most_common(1)
    first = next((at for at in last if _is_total(_filled(rows[at]), usual[0][0])), len(rows))
    if all(2 * len(_filled(rows[at])) <= usual[0][0] for at in range(first + 1, len(rows))):
        found |= dict.fromkeys(range(first, len(rows)), "totals or remarks below the table")
    return found


def _is_total(row: list[str], usual: int) -> bool:
    """Tell whether a row of less cells than usual begins as totals do."""
    begun = TOTAL.fullmatch(row[0]) if row else None
    if begun is None:
        return False
    return len(row) <= (usual / 2 if begun["more"].strip() else usual - 1)


def _filled(row: Sequence[object]) -> list[str]:
    return [str(cell).strip() for cell in row if cell is not None and str(cell).strip()]


def _is_idle(column: pd.Series) -> bool:
    """Tell whether a column without a name is empty or counts the rows, as R and pandas write."""
    said = [str(cell).strip() for cell in column if cell is not None]
    return not any(said) or any(
        said == [str(number) for number in range(first, first + len(said))] for first in (0, 1)
    )
