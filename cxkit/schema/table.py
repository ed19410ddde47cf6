"""How a table is declared: its columns, its key, what one row is.

A declaration wraps a pandera schema, so that dtypes and rules are checked by a maintained
library; what is added here is what pandera does not know: which columns a frame may leave out
(they are filled with missing values), the key, and the sentence about one row.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

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

    *dtype* is one of TEXT, NUMBER, WHOLE, FLAG, INSTANT; the *meaning* says what a value is, with
    its unit; *allowed* are the only values it may hold. *low* and *high* are both included; a name
    gives its own: "n" and "n_…" count from 0, "share" and "share_…" run from 0 to 1.
    """
    checks: list[pa.Check] = [] if low is None else [_at_least(low)]
    if allowed is not None:
        checks.append(pa.Check.isin(list(allowed), error=f"one of: {', '.join(allowed)}"))
    if high is not None:
        checks.append(_at_most(high))
    return pa.Column(
        dtype, checks, nullable=not required, required=required, coerce=True, description=meaning
    )


def interval(
    name: str,
    meaning: str,
    *,
    how: str = "95 %",
    required: bool = False,
    low: float | None = None,
    high: float | None = None,
) -> dict[str, pa.Column]:
    """Declare a figure with its interval: NAME, NAME_low and NAME_high, all inside the bounds.

    *how* says whose interval it is, of what coverage, or when it is missing. Only the figure is
    ever required: few or alike values have none.
    """
    bound = partial(column, NUMBER, low=low, high=high)
    return {
        name: bound(meaning, required=required),
        f"{name}_low": bound(f"lower bound, {how}"),
        f"{name}_high": bound(f"upper bound, {how}"),
    }


def place(meaning: str, *, prefix: str = "", required: bool = False) -> dict[str, pa.Column]:
    """Declare where words stand in their text, and the words: start, end and quote."""
    at = partial(column, WHOLE, required=required, low=0)
    return {
        f"{prefix}start": at("first character of the quote, counted from 0"),
        f"{prefix}end": at("character after it"),
        f"{prefix}quote": column(TEXT, meaning, required=required),
    }


def _at_least(low: float) -> pa.Check:
    return pa.Check.ge(low, error=f"at least {low:g}")


def _at_most(high: float) -> pa.Check:
    return pa.Check.le(high, error=f"at most {high:g}")


def _bounds(name: str) -> list[pa.Check]:
    """Give the bounds that a column's name promises: "n_" counts, "share_" runs from 0 to 1."""
    stem = name.partition("_")[0]
    return {"n": [_at_least(0)], "share": [_at_least(0), _at_most(1)]}.get(stem, [])


@dataclass(frozen=True)
class Table:
    """A declared table.

    *row* says what one row is; *columns* are in the order in which they are shown; those of *key*
    together are unique, and rows may repeat where it is empty.
    """

    name: str
    row: str
    columns: dict[str, pa.Column]
    key: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Bound the columns whose names say what they are: counts and shares."""
        for name, declared in self.columns.items():
            bounded = {check.name for check in declared.checks}
            declared.checks += [check for check in _bounds(name) if check.name not in bounded]

    @property
    def required(self) -> list[str]:
        """Names of the columns that a frame must bring."""
        return [name for name, declared in self.columns.items() if declared.required]
