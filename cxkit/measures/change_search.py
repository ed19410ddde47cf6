"""The numbers behind `change_points`: search a series for changes of its level, and test them.

A series is two arrays of equal length: the value of each period and its weight (the base n).
*inside* is the variance of one unit of weight by chance alone, NaN where it is not known.
"""

import itertools
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import ruptures
from scipy import stats
from scipy.signal import lfilter

Numbers = npt.NDArray[np.float64]

SIMULATIONS = 1999
"""Simulated series behind each p-value; the smallest p is then 1 in 2,000."""
WARM_UP = 20
SHRINKAGE = 11.0
"""How far the estimated autocorrelation is pushed up, in units of 1/length.

Fitting two changes takes autocorrelation out of what is left, and counting noise hides more of
it. With 11 the share of flat series with a change found stays under 5 % up to an autocorrelation
of the weekly levels of 0.5, at the cost of power for small changes (`docs/simulations.md`).
"""
SURE = 0.99
"""Confidence of the bound on how much periods vary; at 0.95 false alarms rise by one in 100."""
EXACT_UP_TO = 200
"""Up to this length the best cuts are searched exactly, above it greedily."""


class Cut(NamedTuple):
    """A place where a series may change: the number of the first period after it."""

    at: int
    p_value: float
    penalty: float
    """What p is multiplied by because the search went on inside a part of the series."""


class WeightedMean(ruptures.base.BaseCost):  # type: ignore[misc]
    """Cost of a stretch with one level: weighted squares around its weighted mean."""

    model = "weighted mean"
    min_size = 1

    def __init__(self, weights: Numbers) -> None:
        self.weights = weights

    def fit(self, signal: Numbers) -> "WeightedMean":
        """Prepare running sums of the signal, shape (length,) or (length, 1)."""
        value = np.asarray(signal, dtype=float).reshape(-1)
        self.signal = value.reshape(-1, 1)
        self.sums = np.vstack(
            [
                _running(self.weights),
                _running(self.weights * value),
                _running(value**2 * self.weights),
            ]
        )
        return self

    def error(self, start: int, end: int) -> float:
        """Return the cost of the stretch from *start* up to but without *end*."""
        weight, first, second = self.sums[:, end] - self.sums[:, start]
        return float(second - first**2 / weight)


def best_cuts(values: Numbers, weights: Numbers, n_cuts: int, min_size: int) -> list[int]:
    """Return the cuts that leave the least weighted squares, at most *n_cuts* of them, in order.

    Examples
    --------
    >>> best_cuts(np.array([0.0, 0.1, 0.0, 1.0, 1.1, 1.0]), np.ones(6), 1, 2)
    [3]
    """
    possible = min(n_cuts, len(values) // min_size - 1)
    if possible < 1:
        return []
    search = ruptures.Dynp if len(values) <= EXACT_UP_TO else ruptures.Binseg
    fitted = search(custom_cost=WeightedMean(weights), min_size=min_size, jump=1).fit(values)
    return [int(cut) for cut in fitted.predict(n_bkps=possible)[:-1]]


def levels(values: Numbers, weights: Numbers, cuts: list[int]) -> Numbers:
    """Return the weighted mean of each period's own stretch, one number a period."""
    fitted = np.empty(len(values))
    edges = [0, *cuts, len(values)]
    for start, end in itertools.pairwise(edges):
        fitted[start:end] = np.average(values[start:end], weights=weights[start:end])
    return fitted


def find_cuts(
    values: Numbers,
    weights: Numbers,
    *,
    min_size: int,
    alpha: float,
    rng: np.random.Generator,
    inside: float = np.nan,
) -> list[Cut]:
    """Search for changes, the series first, then each side of a change that passed.

    A stretch is tested by `p_of_change`. Inside the two sides of a change *alpha* is halved, so
    that all tests together stay within it; the noise is always that of the whole series. Where a
    stretch does not pass, its best candidate is returned too; its p times its penalty is above
    *alpha*.
    """
    search = _Search(values, weights, min_size, alpha, rng, inside)
    passed, failed = search.within((0, len(values)), depth=0)
    places = best_cuts(values, weights, len(passed), min_size)
    tests = sorted(passed)
    moved = [Cut(place, cut.p_value, cut.penalty) for place, cut in zip(places, tests, strict=True)]
    return sorted(moved + [cut for cut in failed if cut.at not in places])


class _Search(NamedTuple):
    """One series and how it is searched."""

    values: Numbers
    weights: Numbers
    min_size: int
    alpha: float
    rng: np.random.Generator
    inside: float

    def within(self, stretch: tuple[int, int], *, depth: int) -> tuple[list[Cut], list[Cut]]:
        """Search a stretch; return the cuts that passed, and the candidates that did not."""
        start, end = stretch
        if end - start < 2 * self.min_size:
            return [], []
        part = self.values[start:end], self.weights[start:end]
        whole = self.values, self.weights, self.min_size
        noise = Noise.of(*whole, n_cuts=2 + depth, inside=self.inside)
        p_value, window = p_of_change(*part, noise=noise, min_size=self.min_size, rng=self.rng)
        inside = slice(*window)
        at = start + window[0]
        at += best_cuts(part[0][inside], part[1][inside], 1, self.min_size)[0]
        cut = Cut(at, p_value, 2.0**depth)
        if cut.p_value * cut.penalty >= self.alpha:
            return [], [cut]
        left = self.within((start, at), depth=depth + 1)
        right = self.within((at, end), depth=depth + 1)
        return [cut, *left[0], *right[0]], [*left[1], *right[1]]


def p_of_change(
    values: Numbers,
    weights: Numbers,
    *,
    noise: "Noise",
    min_size: int,
    rng: np.random.Generator,
) -> tuple[float, tuple[int, int]]:
    """Return the chance of so large a step in a series without change, and where the step is.

    The statistic is the largest weighted step inside any of the `seeded_windows`, over the
    variance of the differences between neighbours. It is compared with simulated series of the
    same weights, drawn from the *noise* of the whole series.
    """
    windows = seeded_windows(len(values), min_size)
    flat = levels(values, weights, [])
    simulated = flat + noise.draw((SIMULATIONS, len(values)), rng) / np.sqrt(weights)
    steps, places = _largest_steps(np.vstack([values, simulated]), weights, windows, min_size)
    p_value = float(np.mean(steps >= steps[0]))
    return p_value, windows[int(places[0])]


class Noise(NamedTuple):
    """What is left of a series after its changes, in units of the weight's square root."""

    residuals: Numbers
    autocorrelation: float

    @classmethod
    def of(
        cls,
        values: Numbers,
        weights: Numbers,
        min_size: int,
        *,
        n_cuts: int = 2,
        inside: float = np.nan,
    ) -> "Noise":
        """Take it from the series less its best changes, whether real or not.

        What chance puts into a period its neighbours do not share: autocorrelation is at most the
        part of the variance that is not chance's, by the upper bound of the variance (99 %). Where
        periods vary less than by chance, such as those of quotas, there is no such bound.
        """
        fitted = levels(values, weights, best_cuts(values, weights, n_cuts, min_size))
        left = (values - fitted) * np.sqrt(weights)
        left = left - left.mean()
        squares = float((left**2).sum())
        raw = float((left[1:] * left[:-1]).sum()) / squares if squares > 0 else 0.0
        pushed = raw + SHRINKAGE * (1 + 3 * max(raw, 0.0)) / len(values)
        found = min(max(pushed, 0.0), 0.9)
        freedom = len(values) - n_cuts - 1
        if inside > 0 and squares > 0 and freedom > 0:
            most = squares / float(stats.chi2.ppf(1 - SURE, freedom))
            found = min(found, 1 - inside / most) if most > inside else found
        if found > 0:
            left = left[1:] - found * left[:-1]
        return cls(left - left.mean(), found)

    def draw(self, shape: tuple[int, int], rng: np.random.Generator) -> Numbers:
        """Draw series without any change, shape (number of series, length)."""
        n_series, length = shape
        places = rng.integers(0, len(self.residuals), (n_series, length + WARM_UP))
        drawn = self.residuals[places]
        filtered = lfilter([1.0], [1.0, -self.autocorrelation], drawn, axis=1)
        return np.asarray(filtered[:, WARM_UP:], dtype=float)


def seeded_windows(length: int, min_size: int) -> list[tuple[int, int]]:
    """Return stretches of falling length that overlap by half and more, the whole first.

    A change and its return would cancel out in the whole series; a shorter window sees them.

    References
    ----------
    Kovács, S. et al. (2023). Seeded binary segmentation. Biometrika 110(1).

    Examples
    --------
    >>> seeded_windows(12, 4)
    [(0, 12), (0, 9), (1, 10), (3, 12)]
    """
    decay = 2**0.5
    windows = {(0, length)}
    layer = 1
    while length / decay**layer >= 2 * min_size:
        size = length / decay**layer
        number = int(2 * np.ceil(decay**layer) - 1)
        step = (length - size) / (number - 1)
        begins = [int(np.floor(place * step)) for place in range(number)]
        windows |= {(begin, min(length, int(np.ceil(begin + size)))) for begin in begins}
        layer += 1
    return sorted(windows, key=lambda window: (window[0] - window[1], window))


def _largest_steps(
    series: Numbers, weights: Numbers, windows: list[tuple[int, int]], min_size: int
) -> tuple[Numbers, npt.NDArray[np.int64]]:
    """Return the largest step of each row of *series* and the number of its window."""
    total = _running(weights)
    sums = _running(series * weights)
    largest = np.zeros(len(series))
    where = np.zeros(len(series), dtype=np.int64)
    for number, (start, end) in enumerate(windows):
        gain = _gains(sums, total, (start, end), min_size).max(axis=1)
        better = gain > largest
        largest[better], where[better] = gain[better], number
    return largest / _scale(series, weights), where


def _gains(sums: Numbers, total: Numbers, window: tuple[int, int], min_size: int) -> Numbers:
    start, end = window
    cuts = np.arange(start + min_size, end - min_size + 1)
    before, after = total[cuts] - total[start], total[end] - total[cuts]
    left = (sums[:, cuts] - sums[:, [start]]) / before
    right = (sums[:, [end]] - sums[:, cuts]) / after
    return np.asarray((left - right) ** 2 * before * after / (before + after), dtype=float)


def _scale(series: Numbers, weights: Numbers) -> Numbers:
    """Half the mean square of differences between neighbours: a step moves it hardly."""
    mean = (series * weights).sum(axis=1, keepdims=True) / weights.sum()
    standard = (series - mean) * np.sqrt(weights)
    squares = (np.diff(standard, axis=1) ** 2).mean(axis=1) / 2
    return np.asarray(np.maximum(squares, np.finfo(float).tiny), dtype=float)


def resampled_cut(
    window: tuple[Numbers, Numbers],
    cut: int,
    noise: Noise,
    *,
    min_size: int,
    rng: np.random.Generator,
    alpha: float,
) -> tuple[Numbers, float]:
    """Return where the change falls in resampled series, and the share in which it is found.

    *window* are values and weights between the change before and the change after, *cut* counts
    from its beginning; the noise is that of the whole series. *alpha* is the level of the test that
    counts as found.
    """
    values, weights = window
    total = _running(weights)
    whole = (0, len(values))
    flat = levels(values, weights, [])
    step = levels(values, weights, [cut])
    shape = (SIMULATIONS // 2, len(values))
    drawn = [noise.draw(shape, rng) / np.sqrt(weights) for _ in range(2)]
    gains = [
        _gains(_running((level + draw) * weights), total, whole, min_size)
        / _scale(level + draw, weights)[:, np.newaxis]
        for level, draw in zip((flat, step), drawn, strict=True)
    ]
    bound = np.quantile(gains[0].max(axis=1), 1 - alpha)
    found = float(np.mean(gains[1].max(axis=1) > bound))
    return np.asarray(gains[1].argmax(axis=1) + min_size, dtype=float), found


def _running(values: Numbers) -> Numbers:
    """Return sums from the beginning along the last axis, one longer than *values*."""
    sums = np.zeros((*values.shape[:-1], values.shape[-1] + 1))
    np.cumsum(values, axis=-1, out=sums[..., 1:])
    return sums
