"""A linear reader: named numbers in, a logit for each code out."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Weights = NDArray[np.float32]
_HIGHEST = 0.9999


@dataclass(frozen=True)
class Table:
    """Named numbers of many rows that share their names.

    Attributes
    ----------
    names : tuple of str
        One a column.
    values : array
        Rows by names.
    """

    names: tuple[str, ...]
    values: Numbers

    def with_columns(self, other: "Table") -> "Table":
        """Give the same rows with the columns of another table beside them."""
        return Table((*self.names, *other.names), np.hstack([self.values, other.values]))

    @property
    def rows(self) -> list[dict[str, float]]:
        """Its rows as named numbers."""
        return [dict(zip(self.names, row, strict=True)) for row in self.values.tolist()]


@dataclass(frozen=True)
class Linear:
    """Logistic regressions that share their terms, one a code.

    Unknown terms count nothing.

    Attributes
    ----------
    codes : tuple of str
        What is told apart, one column each.
    terms : tuple of str
        Names of the numbers, one row each.
    weights : array of float32
        Terms by codes.
    intercepts : array
        One a code.
    """

    codes: tuple[str, ...]
    terms: tuple[str, ...]
    weights: Weights
    intercepts: Numbers
    _known: dict[tuple[str, ...], Weights] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def places(self) -> dict[str, int]:
        """Row of each term; texts that are one object are the quickest to look up."""
        return {sys.intern(term): place for place, term in enumerate(self.terms)}

    @cached_property
    def _rows(self) -> Weights:
        """The weights, and a last row for unknown terms."""
        nothing = np.zeros((1, len(self.codes)), dtype=np.float32)
        return np.vstack([self.weights.astype(np.float32), nothing])

    def logits(self, rows: Sequence[Mapping[str, float]], beside: Table | None = None) -> Numbers:
        """Give the logit of each code for each row of named numbers.

        Parameters
        ----------
        rows : sequence of mapping
            Named numbers.
        beside : Table, optional
            Further numbers of the same rows, under other names.

        Examples
        --------
        >>> head = Linear(("late",), ("w:delay",), np.array([[2.0]]), np.array([-1.0]))
        >>> head.logits([{"w:delay": 1.0}, {"w:early": 1.0}]).tolist()
        [[1.0], [-1.0]]
        """
        place_of, unknown, weights = self.places.get, repeat(len(self.terms)), self._rows
        found = np.zeros((len(rows), len(self.codes)))
        for number, row in enumerate(rows):
            places = list(map(place_of, row, unknown))
            values = np.fromiter(row.values(), np.float32, len(row))
            found[number] = values @ weights.take(places, axis=0)
        if beside is not None:
            found += beside.values @ self._weights_of(beside.names)
        return found + self.intercepts

    def logits_of(self, table: Table) -> Numbers:
        """Give the logit of each code for each row of a table."""
        return np.asarray(table.values @ self._weights_of(table.names)) + self.intercepts

    def _weights_of(self, names: tuple[str, ...]) -> Weights:
        """Give the weights of names, in their order; they are looked up once."""
        if names not in self._known:
            unknown = len(self.terms)
            self._known[names] = self._rows[[self.places.get(name, unknown) for name in names]]
        return self._known[names]

    def shares(self, rows: Sequence[Mapping[str, float]]) -> Numbers:
        """Give the probability of each code for each row."""
        return shares_of(self.logits(rows))


def shares_of(logits: Numbers) -> Numbers:
    """Give the probabilities of logits."""
    return np.asarray(1 / (1 + np.exp(-logits)))


def logit(shares: Numbers) -> Numbers:
    """Give the logits of probabilities, bounded."""
    held = np.clip(shares, 1 - _HIGHEST, _HIGHEST)
    return np.asarray(np.log(held / (1 - held)))
