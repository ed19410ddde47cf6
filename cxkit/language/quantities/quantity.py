"""One quantity met in a text, the units it may be of, and the words that say what it is."""

from functools import cache
from typing import NamedTuple

from cxkit.language.word_lists import rows


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


class Unit(NamedTuple):
    """What a number is of: kind, and hours, currency or channel."""

    kind: str
    code: str
    factor: float


@cache
def units() -> dict[str, Unit]:
    """Give the unit that each lemma or sign stands for."""
    found = {}
    for kind, measure, lemmas in rows("units"):
        for lemma in lemmas.split():
            if kind == "duration":
                found[lemma] = Unit(kind, "", _hours(measure))
            else:
                code, _, divisor = measure.partition("/")
                found[lemma] = Unit(kind, code, 1 / float(divisor or 1))
    return found


def _hours(measure: str) -> float:
    """Read a number of hours that may be a fraction: 1/60."""
    above, _, below = measure.partition("/")
    return float(above) / float(below or 1)


@cache
def context() -> dict[str, str]:
    """Give what each lemma says of the quantities near it."""
    return {
        lemma: meaning for meaning, lemmas in rows("quantity_context") for lemma in lemmas.split()
    }
