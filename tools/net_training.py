"""Training of the small networks of the story model (``cxkit/language/story/judge/net.py``)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy import sparse
from sklearn.feature_extraction import DictVectorizer

from cxkit.language.story.judge.linear import Linear
from cxkit.language.story.judge.net import AROUND, hidden_names

RATE = 2e-3
FIRST_WEIGHTS = 0.05
SELDOM = -4.0  # logit of a code before anything is learned
FADE, FADE_SQUARES = 0.9, 0.999


@dataclass(frozen=True)
class Plan:
    """How a network is trained.

    Attributes
    ----------
    n_hidden : int
        Hidden numbers of a row.
    n_passes : int
        How often all rows are seen.
    rows_at_once : int
        Rows, at least, between two steps.
    unheard : float
        Share of the named numbers that are left out by chance at each step.
    hidden_unheard, around_unheard : float
        The same of the hidden numbers, and of those of the lines around.
    shrink : float
        By what share weights shrink at a full step.
    least_seen : int
        Rows in which a named number must stand.
    even : bool
        Whether named numbers are brought to the same scale first.
    together : bool
        Whether rows are lines that are read with those around them.
    """

    n_hidden: int
    n_passes: int
    rows_at_once: int
    unheard: float
    shrink: float
    least_seen: int = 1
    hidden_unheard: float = 0.3
    around_unheard: float = 0.5
    even: bool = False
    together: bool = False


LINES = Plan(128, 20, 512, 0.6, 0.005, least_seen=6, together=True)
MOMENTS = Plan(128, 20, 256, 0.1, 0.05, even=True)
FEELINGS = Plan(64, 12, 128, 0.5, 0.005, least_seen=5)


@dataclass
class Adam:
    """Steps down a slope, longer where the slope was small (Kingma and Ba 2015)."""

    weights: list[np.ndarray]
    shrink: float
    n_steps: int = 0
    slopes: list[np.ndarray] = field(default_factory=list)
    squares: list[np.ndarray] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.slopes = [np.zeros_like(own) for own in self.weights]
        self.squares = [np.zeros_like(own) for own in self.weights]

    def step(self, slopes: Sequence[np.ndarray], rate: float) -> None:
        """Change the weights in place."""
        self.n_steps += 1
        for place, slope in enumerate(slopes):
            weights, mean, square = self.weights[place], self.slopes[place], self.squares[place]
            mean += (1 - FADE) * (slope - mean)
            square += (1 - FADE_SQUARES) * (slope * slope - square)
            change = mean / (1 - FADE**self.n_steps)
            change /= np.sqrt(square / (1 - FADE_SQUARES**self.n_steps)) + 1e-8
            if weights.ndim > 1:
                change += self.shrink * weights
            weights -= rate * change


def fit_net(
    rows: Sequence[Mapping[str, float]],
    labels: np.ndarray,
    weights: np.ndarray,
    codes: Sequence[str],
    plan: Plan,
    text_of: np.ndarray | None = None,
) -> tuple[Linear, Linear]:
    """Fit named numbers to hidden numbers, and hidden numbers to codes.

    Parameters
    ----------
    rows : sequence of mapping
        Named numbers.
    labels, weights : array
        Rows by codes: whether a row shows a code, and how much that counts.
    codes : sequence of str
        Names of the columns.
    plan : Plan
        How to train.
    text_of : array, optional
        Number of the text of each row; the rows of a text stand together, in order. Each row is a
        text of its own when absent.
    """
    names, table, middle, scale = _table(rows, plan)
    if text_of is None:
        text_of = np.arange(len(rows))
    chance = np.random.default_rng(7)

    def drawn(*shape: int) -> np.ndarray:
        return (chance.normal(size=shape) * FIRST_WEIGHTS).astype(np.float32)

    n_places = len(AROUND) if plan.together else 1
    start = [
        drawn(len(names), plan.n_hidden),
        np.zeros(plan.n_hidden, np.float32),
        drawn(plan.n_hidden * n_places, len(codes)),
        np.full(len(codes), SELDOM, np.float32),
    ]
    adam = Adam(start, plan.shrink)
    for number in range(plan.n_passes):
        rate = RATE * (1 - number / plan.n_passes)
        for own in _batches(text_of, plan, chance):
            batch = Batch(table[own], labels[own], weights[own], text_of[own])
            adam.step(batch.slopes(adam.weights, plan, chance), rate)
    inner, bias, outer, intercepts = adam.weights
    inner = inner / scale[:, None]
    bias = bias.astype(np.float64) - middle @ inner
    inputs = tuple(f"{place}:{at}" for place in AROUND[:n_places] for at in range(plan.n_hidden))
    return (
        Linear(hidden_names(plan.n_hidden), names, inner.astype(np.float32), bias),
        Linear(tuple(codes), inputs, outer, intercepts.astype(np.float64)),
    )


def _table(
    rows: Sequence[Mapping[str, float]], plan: Plan
) -> tuple[tuple[str, ...], sparse.csr_matrix, np.ndarray, np.ndarray]:
    """Give the names that are read, the rows, and what was taken off and divided by."""
    vectorizer = DictVectorizer(dtype=np.float32)
    table = vectorizer.fit_transform(rows).tocsr()
    seen = np.asarray((table != 0).sum(axis=0)).ravel() >= plan.least_seen
    table = table[:, seen]
    names = tuple(np.array(vectorizer.get_feature_names_out())[seen].tolist())
    middle, scale = np.zeros(len(names)), np.ones(len(names))
    if plan.even:
        dense = table.toarray()
        middle, scale = dense.mean(axis=0), dense.std(axis=0) + 1e-6
        table = sparse.csr_matrix((dense - middle) / scale)
    return names, table, middle, scale


def _batches(text_of: np.ndarray, plan: Plan, chance: np.random.Generator) -> Iterator[np.ndarray]:
    """Give the rows of texts drawn by chance, some texts at once."""
    first = np.flatnonzero(np.diff(text_of, prepend=-1))
    sizes = np.diff(first, append=len(text_of))
    held: list[np.ndarray] = []
    n_held = 0
    for place in chance.permutation(len(first)).tolist():
        held.append(np.arange(first[place], first[place] + sizes[place]))
        n_held += int(sizes[place])
        if n_held >= plan.rows_at_once:
            yield np.concatenate(held)
            held, n_held = [], 0


@dataclass(frozen=True)
class Batch:
    """Some rows, with what they show."""

    table: sparse.csr_matrix
    labels: np.ndarray
    weights: np.ndarray
    text_of: np.ndarray

    def slopes(
        self, held: Sequence[np.ndarray], plan: Plan, chance: np.random.Generator
    ) -> list[np.ndarray]:
        """Give the slope of the loss by each of the weights, some numbers left out by chance."""
        inner, bias, outer, intercepts = held

        def heard(shape: tuple[int, ...], unheard: float) -> np.ndarray:
            return ((chance.random(shape) >= unheard) / (1 - unheard)).astype(np.float32)

        table = self.table.copy()
        table.data *= heard(table.data.shape, plan.unheard)
        hidden = np.maximum(table @ inner + bias, 0)
        ways = self.ways() if plan.together else [self.own()]
        unheard = [plan.hidden_unheard] + [plan.around_unheard] * (len(ways) - 1)
        kept = np.hstack([heard(hidden.shape, share) for share in unheard])
        beside = np.hstack([way @ hidden for way in ways]) * kept
        shares = 1 / (1 + np.exp(-(beside @ outer + intercepts)))
        error = ((shares - self.labels) * self.weights / len(shares)).astype(np.float32)
        back = np.split((error @ outer.T) * kept, len(ways), axis=1)
        slope = sum(way.T @ one for way, one in zip(ways, back, strict=True)) * (hidden > 0)
        return [table.T @ slope, slope.sum(axis=0), beside.T @ error, error.sum(axis=0)]

    def own(self) -> sparse.csr_matrix:
        """Give what the rows are multiplied by to stay what they are."""
        return sparse.identity(len(self.text_of), dtype=np.float32, format="csr")

    def ways(self) -> list[sparse.csr_matrix]:
        """Give what the rows are multiplied by for each of ``AROUND``."""
        n_rows = len(self.text_of)
        follows = np.flatnonzero(self.text_of[1:] == self.text_of[:-1])
        ones = np.ones(len(follows), dtype=np.float32)
        before = sparse.csr_matrix((ones, (follows + 1, follows)), shape=(n_rows, n_rows))
        _, number, count = np.unique(self.text_of, return_inverse=True, return_counts=True)
        share = (1 / count[number]).astype(np.float32)
        mean = sparse.csr_matrix((share, (number, np.arange(n_rows))))
        inside = (mean > 0).astype(np.float32)
        return [self.own(), before, before.T.tocsr(), (inside.T @ mean).tocsr()]
