"""The head: ten numbers about a text in, shares of negative, neutral and positive out.

Rebuilt by ``tools/train_sentiment.py``; ``data/sentiment_head.md`` says from what.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from operator import mul

from cxkit.language.word_lists import DATA


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """A balanced logistic regression with three classes, calibrated by one temperature.

    Attributes
    ----------
    features : tuple of str
        Their names, in order.
    weights : tuple of tuple of float
        One row a class (negative, neutral, positive), one weight a feature.
    intercepts : tuple of float
        One a class.
    """

    features: tuple[str, ...]
    weights: tuple[tuple[float, ...], ...]
    intercepts: tuple[float, ...]

    def shares(self, numbers: Sequence[float]) -> tuple[float, float, float]:
        """Give the probabilities of negative, neutral and positive; they add up to 1.

        Examples
        --------
        >>> head = Head(("net",), ((-1.0,), (0.0,), (1.0,)), (0.0, 0.0, 0.0))
        >>> [round(share, 2) for share in head.shares([1.0])]
        [0.09, 0.24, 0.67]
        """
        low, mid, high = (
            exp(intercept + sum(map(mul, row, numbers)))
            for row, intercept in zip(self.weights, self.intercepts, strict=True)
        )
        total = low + mid + high
        return low / total, mid / total, high / total


@cache
def shipped_head() -> Head:
    """Read the head that the package ships."""
    stored = json.loads((DATA / "sentiment_head.json").read_text(encoding="utf-8"))
    return Head(
        tuple(stored["features"]),
        tuple(tuple(row) for row in stored["weights"]),
        tuple(stored["intercepts"]),
    )
