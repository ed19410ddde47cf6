"""How a table is declared: its columns, its key, what one row is.

A declaration wraps a pandera schema, so that dtypes and rules are checked by a maintained
library; what is added here is what pandera does not know: which columns a frame may leave out
(they are filled with missing values), the key, and the sentence about one row.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandera.pandas as pa

TEXT = "str"
NUMBER = "Float64"
WHOLE = "Int64"
FLAG = "boolean"
INSTANT = "datetime64[us, UTC]"


def column(
    dtype: str,
    meaning: str,
    *,
    required: bool = False,
    allowed: Sequence[str] | None = None,
    low: float | None = None,
    high: float | None = None,
) -> pa.Column:
    """Declare one column; a required one must be there and hold no missing value.

    Parameters
    ----------
    dtype : str
        One of TEXT, NUMBER, WHOLE, FLAG, INSTANT.
    meaning : str
        What a value is, with its unit.
    required : bool
        Whether the column must be present and complete.
    allowed : sequence of str, optional
        The only values it may hold.
    low, high : float, optional
        Bounds, both included.
    """
    checks: list[Any] = []
    if allowed is not None:
        checks.append(pa.Check.isin(list(allowed), error=f"one of: {', '.join(allowed)}"))
    if low is not None:
        checks.append(pa.Check.ge(low, error=f"at least {low:g}"))
    if high is not None:
        checks.append(pa.Check.le(high, error=f"at most {high:g}"))
    return pa.Column(
        dtype, checks, nullable=not required, required=required, coerce=True, description=meaning
    )


@dataclass(frozen=True)
class Table:
    """A declared table.

    Attributes
    ----------
    name : str
        The noun that messages and files use.
    row : str
        What one row is.
    columns : dict of str to pandera Column
        In the order in which they are shown.
    key : tuple of str
        Columns that together are unique; empty when rows may repeat.
    """

    name: str
    row: str
    columns: dict[str, pa.Column]
    key: tuple[str, ...] = ()

    @property
    def required(self) -> list[str]:
        """Names of the columns that a frame must bring."""
        return [name for name, declared in self.columns.items() if declared.required]
