"""A small network beside a linear reader: hidden numbers between named numbers and codes.

A linear reader knows a word by itself; hidden numbers let words that are used alike speak for each
other. What the linear reader and the network say counts the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from cxkit.language.story.judge.linear import Linear, Numbers, Table, shares_of

AROUND = ("own", "before", "after", "mean")
"""Whose hidden numbers speak of a line that is read together with the others of its text."""


@dataclass(frozen=True)
class Net:
    """A linear reader and a network that read the same named numbers.

    Attributes
    ----------
    first : Linear
        Named numbers to codes and, in its last columns, to hidden numbers.
    second : Linear
        Hidden numbers to the first of these codes.
    together : bool
        Whether rows are the lines of one text, in order, and are read with those around them.
    """

    first: Linear
    second: Linear
    together: bool = False

    @cached_property
    def n_hidden(self) -> int:
        """How many hidden numbers there are."""
        return len(self.second.terms) // (len(AROUND) if self.together else 1)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """What is told apart, one column each."""
        return self.first.codes[: len(self.first.codes) - self.n_hidden]

    def logits(self, rows: Sequence[Mapping[str, float]], beside: Table | None = None) -> Numbers:
        """Give the logit of each code for each row, as :meth:`.Linear.logits` does.

        Examples
        --------
        >>> first = Linear(("late", "hidden:0"), ("w:delay",), np.ones((1, 2)), np.array([-1.0, 0]))
        >>> second = Linear(("late",), ("own:0",), np.array([[3.0]]), np.array([-1.0]))
        >>> Net(first, second).logits([{"w:delay": 1.0}, {}]).tolist()
        [[1.0], [-1.0]]
        """
        return self._joined(self.first.logits(rows, beside))

    def logits_of(self, table: Table) -> Numbers:
        """Give the logit of each code for each row of a table."""
        return self._joined(self.first.logits_of(table))

    def shares(self, rows: Sequence[Mapping[str, float]]) -> Numbers:
        """Give the probability of each code for each row."""
        return shares_of(self.logits(rows))

    def why(self, row: Mapping[str, float], code: str, n: int = 5) -> list[tuple[str, float]]:
        """Give the terms of a row that speak most for a code, each with what it adds.

        Of rows that are read together it is what the row's own terms add.
        """
        own = [(term, value) for term, value in row.items() if term in self.first.places]
        weights = self.first.weights[[self.first.places[term] for term, _ in own]]
        shown = weights * np.array([value for _, value in own], dtype=np.float32)[:, None]
        column, n_codes = self.codes.index(code), len(self.codes)
        added = shown[:, column]
        if code in self.second.codes:
            heard = shown[:, n_codes:].sum(axis=0) + self.first.intercepts[n_codes:] > 0
            outer = self.second.weights[: self.n_hidden, self.second.codes.index(code)]
            added = (added + shown[:, n_codes:] @ (heard * outer)) / 2
        named = [(term, round(float(by), 2)) for (term, _), by in zip(own, added, strict=True)]
        return [pair for pair in sorted(named, key=lambda pair: -pair[1])[:n] if pair[1] > 0]

    def _joined(self, found: Numbers) -> Numbers:
        """Put what the network says to what the linear reader says."""
        logits, hidden = np.split(found, [len(self.codes)], axis=1)
        hidden = np.maximum(hidden, 0)
        if self.together:
            hidden = with_neighbours(hidden)
        both = len(self.second.codes)
        by_network = self.second.logits_of(Table(self.second.terms, hidden))
        logits[:, :both] = (logits[:, :both] + by_network) / 2
        return logits


def hidden_names(n_hidden: int) -> tuple[str, ...]:
    """Name hidden numbers.

    Examples
    --------
    >>> hidden_names(2)
    ('hidden:0', 'hidden:1')
    """
    return tuple(f"hidden:{number}" for number in range(n_hidden))


def with_neighbours(hidden: Numbers) -> Numbers:
    """Put beside the numbers of each line those of the lines before and after, and the mean.

    Examples
    --------
    >>> with_neighbours(np.array([[1.0], [3.0]])).tolist()
    [[1.0, 0.0, 3.0, 2.0], [3.0, 1.0, 0.0, 2.0]]
    """
    before, after = np.zeros_like(hidden), np.zeros_like(hidden)
    before[1:], after[:-1] = hidden[:-1], hidden[1:]
    mean = np.broadcast_to(hidden.mean(axis=0), hidden.shape)
    return np.hstack([hidden, before, after, mean])
