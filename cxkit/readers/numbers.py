"""Turn cells into numbers: decimal commas, thousands, "4 из 5", stars.

One column has one decimal mark. A comma is decimal unless the column shows that it parts
thousands: a point after it, or two commas in one number. A lone "1,234" cannot tell and is read
as decimal, which a rating or a price of ours is.
"""

import re

import pandas as pd

from cxkit.readers.cells import present

SPACES = re.compile(r"[\s\u00a0\u202f'’]")
OF = re.compile(
    r"^\s*(?:rat(?:ed|ing)|оценка)?:?\s*(\d+(?:[.,]\d+)?)(?:\s*(?:stars?|зв[её]зд\w*))?"
    r"\s*(?:/|из|of|out of)\s*(\d+)(?:\s*(?:stars?|зв[её]зд\w*))?\s*$",
    re.I,
)
LEADING = re.compile(
    r"^\s*(?:(?:rat(?:ed|ing)|score|оценка)\s*:?\s*)?([-+−]?\d+(?:[.,]\d+)?)\s*(?:stars?|зв[её]зд\w*|балл\w*|points?|★|%)?\s*$",
    re.I,
)
STARS = re.compile(r"^\s*((?:[★⭐🌟]\ufe0f?)+)[☆✩\ufe0f\s]*$")
THOUSANDS = re.compile(r"^[-+−]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^[-+−]?\d{1,3}(?:\.\d{3}){2,}$")
POINTS_AND_COMMA = re.compile(r"^[-+−]?\d{1,3}(?:\.\d{3})+,\d+$")
PLAIN = re.compile(r"^[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$")


def as_numbers(column: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Read a column of cells as numbers.

    Parameters
    ----------
    column : Series
        Cells of any type.

    Returns
    -------
    numbers : Series of Float64
        Missing where the cell is missing or cannot be read.
    unread : Series
        The cells that are there and could not be read.

    Examples
    --------
    >>> numbers, unread = as_numbers(pd.Series(["4,5", "5 из 5", "★★★☆☆", "плохо", None]))
    >>> numbers.tolist()
    [4.5, 5.0, 3.0, <NA>, <NA>]
    >>> unread.tolist()
    ['плохо']
    """
    if pd.api.types.is_numeric_dtype(column.dtype):
        numbers = pd.to_numeric(column).astype("Float64")
        return numbers, column[:0]
    known = present(column)
    distinct = {cell: None for cell in known if isinstance(cell, str)}
    comma_parts = any(THOUSANDS.match(SPACES.sub("", c)) and _sure(c) for c in distinct)
    read = {cell: _number(cell, comma_parts) for cell in distinct}
    values = [read[cell] if isinstance(cell, str) else _of_type(cell) for cell in known.tolist()]
    found = pd.Series(values, index=known.index, dtype="Float64")
    return found.reindex(column.index), known[found.isna()]


def _sure(cell: str) -> bool:
    """Whether the number itself shows that its commas part thousands."""
    return cell.count(",") > 1 or ("," in cell and "." in cell)


def _of_type(cell: object) -> float | None:
    return float(cell) if isinstance(cell, (int, float)) else None


def _number(cell: str, comma_parts: bool) -> float | None:
    if PLAIN.match(cell.strip()):
        return float(cell)
    stars = STARS.match(cell)
    if stars:
        return float(len(stars[1].replace("\ufe0f", "")))
    of = OF.match(cell)
    bare = of[1] if of else SPACES.sub("", cell)
    if POINTS_AND_COMMA.match(bare):
        return float(bare.replace(".", "").replace(",", ".").replace("−", "-"))
    if THOUSANDS.match(bare) and (comma_parts or "," not in bare):
        if "," in bare:
            return float(bare.replace(",", "").replace("−", "-"))
        return float(bare.replace(".", "").replace("−", "-"))
    leading = LEADING.match(bare)
    return float(leading[1].replace(",", ".").replace("−", "-")) if leading else None
