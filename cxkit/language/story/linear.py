"""A linear reader: named numbers in, a logit for each code out, and which numbers made it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Numbers = NDArray[np.float64]
_HIGHEST = 0.9999


@dataclass(frozen=True)
class Linear:
    """Logistic regressions that share their terms, one a code.

    Attributes
    ----------
    codes : tuple of str
        What is told apart, one column each.
    terms : tuple of str
        Names of the numbers, one row each.
    weights : csr_array
        Terms by codes; weights too small to matter are left out.
    intercepts : array
        One a code.
    """

    codes: tuple[str, ...]
    terms: tuple[str, ...]
    weights: sparse.csr_array
    intercepts: Numbers

    @cached_property
    def places(self) -> dict[str, int]:
        """Row of each term."""
        return {term: place for place, term in enumerate(self.terms)}

    def logits(self, rows: Sequence[Mapping[str, float]]) -> Numbers:
        """Give the logit of each code for each row of named numbers; unknown names count nothing.

        Examples
        --------
        >>> head = Linear(("late",), ("w:delay",), sparse.csr_array([[2.0]]), np.array([-1.0]))
        >>> head.logits([{"w:delay": 1.0}, {"w:early": 1.0}]).tolist()
        [[1.0], [-1.0]]
        """
        known = self.places
        places: list[int] = []
        values: list[float] = []
        ends = [0]
        for row in rows:
            for term, value in row.items():
                place = known.get(term)
                if place is not None:
                    places.append(place)
                    values.append(value)
            ends.append(len(places))
        shape = (len(rows), len(self.terms))
        table = sparse.csr_array((values, places, ends), shape=shape, dtype=np.float64)
        return np.asarray((table @ self.weights).todense()) + self.intercepts

    def shares(self, rows: Sequence[Mapping[str, float]]) -> Numbers:
        """Give the probability of each code for each row."""
        return 1 / (1 + np.exp(-self.logits(rows)))

    def why(self, row: Mapping[str, float], code: str, n: int = 5) -> list[tuple[str, float]]:
        """Give the terms of a row that speak most for a code, each with what it adds."""
        column = self.codes.index(code)
        added = [
            (term, value * float(self.weights[self.places[term], column]))
            for term, value in row.items()
            if term in self.places
        ]
        best = sorted(added, key=lambda pair: -pair[1])[:n]
        return [(term, round(value, 2)) for term, value in best if value > 0]


def logit(shares: Numbers) -> Numbers:
    """Give the logits of probabilities, bounded."""
    held = np.clip(shares, 1 - _HIGHEST, _HIGHEST)
    return np.asarray(np.log(held / (1 - held)))
