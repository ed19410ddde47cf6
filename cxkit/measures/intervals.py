"""Intervals that hold for small n: shares, means, net scores; shared by every measure."""

from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

CONFIDENCE = 0.95
MIN_N = 30
"""Independent texts or answers, by default, under which a figure is shown and not tested."""

Numbers = npt.NDArray[np.float64]
Many = TypeVar("Many", float, pd.Series)
"""One number, or a column of them."""


class Interval(NamedTuple):
    """An estimate between two bounds; all NaN when there is nothing to estimate from."""

    estimate: float
    low: float
    high: float

    def named(self, name: str) -> dict[str, float]:
        """Return it as the cells of a row: NAME, NAME_low and NAME_high."""
        return {name: self.estimate, f"{name}_low": self.low, f"{name}_high": self.high}

    def cut(self, lowest: float, highest: float) -> "Interval":
        """Return it with bounds that do not lie beyond the ends of a scale."""
        low, high = np.clip([self.low, self.high], lowest, highest).tolist()
        return Interval(self.estimate, low, high)


UNKNOWN = Interval(float("nan"), float("nan"), float("nan"))


def share_interval(count: float, n: float) -> Interval:
    """Share of *count* in *n* with its Wilson interval of 95 %, from 0 to 1.

    Parameters
    ----------
    count : float
        How many of the n; with weights the weighted share times the effective n.
    n : float
        Number of observations, or the effective n.

    Returns
    -------
    Interval
        NaN throughout when n is 0.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference.
    Journal of the American Statistical Association 22.

    Examples
    --------
    >>> [round(x, 3) for x in share_interval(7, 11)]
    [0.636, 0.354, 0.848]
    """
    if not n > 0:
        return UNKNOWN
    low, high = proportion_confint(count, n, alpha=1 - CONFIDENCE, method="wilson")
    return Interval(count / n, float(low), float(high))


def share_intervals(counts: pd.Series, n: pd.Series, *, name: str = "share") -> pd.DataFrame:
    """Wilson intervals of many shares at once.

    Returns
    -------
    DataFrame
        Columns NAME, NAME_low and NAME_high on the index of *counts*; NaN where n is 0.

    Examples
    --------
    >>> share_intervals(pd.Series([7, 0]), pd.Series([11, 0])).round(3).iloc[0].tolist()
    [0.636, 0.354, 0.848]
    """
    count, base = counts.to_numpy(dtype=float), n.to_numpy(dtype=float)
    known = np.where(base > 0, base, np.nan)
    low, high = proportion_confint(count, known, alpha=1 - CONFIDENCE, method="wilson")
    bounds = {name: count / known, f"{name}_low": low, f"{name}_high": high}
    return pd.DataFrame(bounds, index=counts.index)


def mean_interval(
    values: pd.Series,
    *,
    weights: pd.Series | None = None,
    n: float | None = None,
) -> Interval:
    """Mean with Student's interval of 95 %; with weights the effective n takes the place of n.

    Parameters
    ----------
    values : Series of float
        Missing values are left out, with their weights.
    weights : Series of float, optional
        Non-negative, on the same index.
    n : float, optional
        How many independent values they are worth, where several come from one person
        (`independent_n`); by default Kish's effective n of the weights.

    Returns
    -------
    Interval
        In the unit of the values. One value, or values all alike, have no spread to build bounds
        from: a mean without bounds (NaN); none gives NaN.

    Examples
    --------
    >>> [round(x, 2) for x in mean_interval(pd.Series([1.0, 2.0, 3.0]))]
    [2.0, -0.48, 4.48]
    """
    known = values[values.notna()].astype(float)
    w = pd.Series(1.0, index=known.index) if weights is None else weights[values.notna()]
    w = w.astype(float)
    if known.empty or not w.sum() > 0:
        return UNKNOWN
    mean = float(np.average(known, weights=w))
    n = float(w.sum() ** 2 / (w**2).sum()) if n is None else n
    if n <= 1 or known.eq(known.iloc[0]).all():
        return Interval(mean, float("nan"), float("nan"))
    variance = float(np.average((known - mean) ** 2, weights=w)) * n / (n - 1)
    half = float(stats.t.ppf((1 + CONFIDENCE) / 2, n - 1)) * float(np.sqrt(variance / n))
    return Interval(mean, mean - half, mean + half)


def net_variance(positive: Many, negative: Many, n: Many) -> Many:
    """Adjusted-Wald variance of a net share: of one group, or of many at once.

    Three quarters of an answer are added to both ends and three to n.

    Parameters
    ----------
    positive, negative : float or Series of float
        Counts at the two ends.
    n : float or Series of float
        All answers; with weights the effective n.

    Returns
    -------
    float or Series of float
        Of a share from -1 to 1; missing where n is.

    References
    ----------
    Rocks, B. (2016). Interval estimation for the "net promoter score". The American Statistician
    70(4).

    Examples
    --------
    >>> round(net_variance(453, 147, 895), 6)
    0.000617
    """
    p, q = (positive + 0.75) / (n + 3), (negative + 0.75) / (n + 3)
    return (p + q - (p - q) ** 2) / (n + 3)


def net_interval(positive: float, negative: float, n: float) -> Interval:
    """Share of positive minus share of negative, -1 to 1, with its adjusted-Wald interval of 95 %.

    Serves the net promoter score and net sentiment; see `net_variance`. The bounds lie around the
    share with the added answers; the estimate is not moved, and the interval is widened to hold
    it where few answers all lie at one end.

    Parameters
    ----------
    positive, negative : float
        Counts at the two ends (promoters and detractors).
    n : float
        All answers, those between the ends too.

    Returns
    -------
    Interval
        NaN throughout when n is 0. Bounds are cut at -1 and 1.

    Examples
    --------
    >>> [round(100 * x, 1) for x in net_interval(453, 147, 895)]
    [34.2, 29.2, 38.9]
    """
    if not n > 0:
        return UNKNOWN
    error = float(np.sqrt(net_variance(positive, negative, n)))
    half = float(stats.norm.ppf((1 + CONFIDENCE) / 2)) * error
    centre, net = (positive - negative) / (n + 3), (positive - negative) / n
    low, high = min(net, centre - half), max(net, centre + half)
    return Interval(net, max(-1.0, low), min(1.0, high))


def net_difference(
    first: tuple[float, float, float],
    second: tuple[float, float, float],
    *,
    confidence: float = CONFIDENCE,
) -> tuple[Interval, float]:
    """Second net share less the first, with the interval and the p-value of the difference.

    Both lie around the difference of the shares with the added answers of `net_variance`: around
    that of the plain shares an interval of 95 % holds the true one in 87 of 100 cases with ten
    answers on a side, and in 93 with thirty. The interval is widened to hold the estimate.

    Parameters
    ----------
    first, second : tuple of float
        Counts at the good and at the bad end, and all answers (with weights the effective n).
    confidence : float
        Coverage, between 0 and 1.

    Returns
    -------
    Interval, float
        From -2 to 2, and the chance of so large a difference without any; NaN throughout where a
        side has no answers.

    References
    ----------
    Agresti, A., Caffo, B. (2000). Simple and effective confidence intervals for proportions and
    differences of proportions result from adding two successes and two failures. The American
    Statistician 54(4).

    Examples
    --------
    >>> interval, p_value = net_difference((30, 20, 60), (42, 8, 60))
    >>> [round(x, 2) for x in interval], round(p_value, 4)
    ([0.4, 0.1, 0.66], 0.0085)
    """
    if not (first[2] > 0 and second[2] > 0):
        return UNKNOWN, float("nan")
    nets = [(positive - negative) / n for positive, negative, n in (first, second)]
    centres = [(positive - negative) / (n + 3) for positive, negative, n in (first, second)]
    change, centre = nets[1] - nets[0], centres[1] - centres[0]
    error = float(np.sqrt(net_variance(*first) + net_variance(*second)))
    half = float(stats.norm.ppf((1 + confidence) / 2)) * error
    low, high = min(change, centre - half), max(change, centre + half)
    p_value = float(2 * stats.norm.sf(abs(centre) / error))
    return Interval(change, max(-2.0, low), min(2.0, high)), p_value
