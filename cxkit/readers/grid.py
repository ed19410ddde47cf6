"""A grid: the cells of one file as found, with the row numbers that a spreadsheet shows.

Every table format becomes a grid first; the readers turn grids into declared tables.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from cxkit.errors import ReadError
from cxkit.readers.columns import n_recognised

LOOK = 10
"""How many first rows may stand above the header, and how many last ones below the table."""
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
    """

    cells: pd.DataFrame
    format: str
    encoding: str | None = None
    delimiter: str | None = None
    refused: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)

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

    Examples
    --------
    >>> header_row([["Report for May"], [], ["id", "text", "stars"], ["1", "Good", "5"]])
    2
    >>> header_row([["Client", "", ""], ["id", "text", "stars"], ["1", "Good", "5"]])
    1
    """
    widths = [sum(1 for cell in row if cell not in (None, "")) for row in rows[: 4 * LOOK]]
    if not widths:
        return 0
    usual = Counter(width for width in widths if width).most_common(1)
    wanted = 1 if not usual or usual[0][0] < 3 else max(2, usual[0][0] // 4)
    found = next((at for at, width in enumerate(widths[:LOOK]) if width >= wanted), 0)
    return found + _names_groups(rows[found : found + 2], usual[0][0] if usual else 0)


def _names_groups(rows: Sequence[Sequence[object]], usual: int) -> bool:
    """Tell whether a row only names groups of columns, in merged cells, above the row of names.

    Then the row below names every column of the table, under each group too, different ones in
    each group, and more of them are known names of columns than above.
    """
    if len(rows) < 2:
        return False
    above, below = rows
    groups = [at for at, cell in enumerate(above) if cell not in (None, "")]
    names = [cell for cell in below if cell not in (None, "")]
    is_wide = 2 * len(groups) <= usual <= len(names)
    is_under = all(at < len(below) and below[at] not in (None, "") for at in groups)
    are_names = all(isinstance(cell, str) and not cell.strip()[:1].isdigit() for cell in names)
    starts = [max([at for at in groups if at <= place], default=-1) for place in range(len(below))]
    named = [pair for pair in zip(starts, below, strict=True) if pair[1] not in (None, "")]
    if not (is_wide and is_under and are_names and len(set(named)) == len(named)):
        return False
    return n_recognised([str(name) for name in names]) > n_recognised(
        [str(above[at]) for at in groups]
    )


def grid_of_rows(
    rows: Sequence[Sequence[object]], numbers: Sequence[int], *, header: bool, name: str
) -> tuple[pd.DataFrame, list[dict[str, Any]]]:
    """Make cells from rows whose first one is the header (or not).

    Returns
    -------
    cells, refused : DataFrame, list of dict
        Refused are rows that repeat the header, and totals below the table with what follows them.

    Raises
    ------
    ReadError
        There is no row at all.
    """
    if not rows:
        raise ReadError(f"{name}: there is no row in it. Export it again.")
    width = max(len(row) for row in rows) if not header else len(rows[0])
    names = unique_names(rows[0] if header else [""] * width)
    reasons = _no_data(rows) if header else {}
    kept = [at for at in range(int(header), len(rows)) if at not in reasons]
    index = pd.Index([numbers[at] for at in kept], name="row", dtype="int64")
    columns = list(zip(*(rows[at] for at in kept), strict=True)) or [() for _ in names]
    cells = {
        name: pd.Series(column, index=index, dtype="object")
        for name, column in zip(names, columns, strict=True)
    }
    frame = pd.DataFrame(cells, index=index)
    blank = [
        name
        for place, name in enumerate(names, start=1)
        if name in (f"column {place}", "Unnamed: 0") and header and _is_idle(frame[name])
    ]
    refused = [
        {"row": numbers[at], "column": "", "value": " | ".join(_filled(rows[at])), "reason": why}
        for at, why in reasons.items()
    ]
    return frame.drop(columns=blank), refused


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
