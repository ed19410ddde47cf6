"""Find out whether dates such as 3/4/2015 are day or month first.

The rule for digits such as 3/4/2015:

* dates parted by points are day first, as everywhere where points are used; the reading is said;
* a date of the column (or of another date column of the file) that can be read one way only, such
  as 24/4/2015, decides for all;
* where nothing decides, or the column contradicts itself, the file is refused until the
  researcher says ``dates="day first"`` or ``dates="month first"``. Nothing is guessed in silence.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from cxkit.errors import ParameterError
from cxkit.readers.cells import present
from cxkit.readers.dates import FORMS, ORDERS, upright


@dataclass(frozen=True)
class DateOrder:
    """What the date columns of one file say about dates such as 3/4/2015, for one mark.

    Attributes
    ----------
    mark : str
        Point, slash or hyphen between the numbers.
    n_ambiguous : int
        Dates that can be read both ways.
    day_first, month_first : str
        A date that can only be read so; empty when there is none.
    example : str
        One of the ambiguous dates.
    """

    mark: str
    n_ambiguous: int
    day_first: str
    month_first: str
    example: str

    @property
    def decided(self) -> str | None:
        """The order that the evidence gives, None where it gives none or contradicts itself."""
        if self.day_first and self.month_first:
            return None
        if self.day_first or (self.mark == "." and not self.month_first):
            return "day first"
        return "month first" if self.month_first else None


def check_order(dates: str | None) -> None:
    """Refuse an unknown word for the order of day and month."""
    if dates is not None and dates not in ORDERS:
        raise ParameterError(f"dates={dates!r} is not known. Allowed: {', '.join(ORDERS)}.")


def find_orders(columns: Iterable[pd.Series]) -> list[DateOrder]:
    """Look in all date columns of a file for what decides between day and month first.

    Returns
    -------
    list of DateOrder
        One a mark that parts the numbers (point, slash, hyphen).

    Examples
    --------
    >>> [order.decided for order in find_orders([pd.Series(["3/4/2015", "3/24/2015"])])]
    ['month first']
    """
    counts: Counter[str] = Counter()
    first: dict[tuple[str, str], str] = {}
    for column in columns:
        for cell in present(column):
            if not isinstance(cell, str):
                continue
            found = FORMS["digits"].match(cell) or FORMS["digits"].match(upright(cell))
            if found is not None:
                order = _only_order(int(found["a"]), int(found["b"]))
                counts[found["mark"]] += order == ""
                first.setdefault((found["mark"], order), cell.strip())
    return [
        DateOrder(mark, counts[mark], *(first.get((mark, o), "") for o in (*ORDERS, "")))
        for mark in sorted(counts)
    ]


def _only_order(a: int, b: int) -> str:
    """Say which order a date allows: one word, nothing for both, "same" when it does not matter."""
    if a == b:
        return "same"
    return ORDERS[0] if a > 12 >= b else ORDERS[1] if b > 12 >= a else ""
