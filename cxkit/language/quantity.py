"""One quantity met in a text."""

from typing import NamedTuple


class Quantity(NamedTuple):
    """One duration, date, amount of money or count of contacts.

    Attributes
    ----------
    first, last : int
        Indexes of its tokens; ``last`` is the one after.
    layer, code : str
        As in the table of mentions: "duration", "date", "money", "contacts", and which.
    value : float or None
        Hours; days; amount; count. None for a clock time and a date that can
        be read in two ways.
    """

    first: int
    last: int
    layer: str
    code: str
    value: float | None
