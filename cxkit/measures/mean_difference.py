"""Whether two means differ, in a way that few lopsided values beside many do not fool."""

import numpy as np
import pandas as pd
from scipy import stats

from cxkit.measures.intervals import CONFIDENCE, UNKNOWN, Interval, Numbers

ORDERS = 9_999
MANY = 300
"""From so many values on either side Welch's test serves: it is quick, and not too eager."""

DOUBTFUL = 0.1
"""From here on Welch's p is told as it is: the fault of his test is to be too eager."""


def mean_difference(
    first: pd.Series, second: pd.Series, *, confidence: float = CONFIDENCE
) -> tuple[Interval, float]:
    """First mean less the second, with Welch's interval and the p-value of a permutation test.

    Parameters
    ----------
    first, second : Series of float
        Independent values, none missing.
    confidence : float
        Coverage of the interval, between 0 and 1.

    Returns
    -------
    Interval, float
        In the unit of the values. Without bounds where a side has fewer than two values or neither
        has any spread; without p where moreover the means are alike or a side is one value. NaN
        throughout where a side is empty.

    Notes
    -----
    p is Welch's. Where it is under 0.1 and a side has fewer than 300 values, these are handed out
    to the sides anew, all ways or 9,999 of them, and Welch's t compared: his own test calls 10
    lopsided values beside 60 of the same kind different in 15 of 100 cases at 5 %, and 5 beside 100
    in 26. The interval shares that fault: believe p.

    References
    ----------
    Welch, B. L. (1947). The generalization of "Student's" problem when several different
    population variances are involved. Biometrika 34.
    Janssen, A. (1997). Studentized permutation tests for non-i.i.d. hypotheses and the generalized
    Behrens-Fisher problem. Statistics & Probability Letters 36(1).

    Examples
    --------
    >>> interval, p_value = mean_difference(pd.Series([4.0, 5.0, 3.0]), pd.Series([2.0, 3.0]))
    >>> [round(x, 2) for x in interval], round(p_value, 2)
    ([1.5, -0.99, 3.99], 0.15)
    """
    if first.empty or second.empty:
        return UNKNOWN, float("nan")
    change = float(first.mean() - second.mean())
    parts = np.array([side.var() / len(side) for side in (first, second)])
    error = float(np.sqrt(parts.sum()))
    if not error > 0:
        is_known = change != 0 and min(len(first), len(second)) > 1
        p_value = _p_of_orders(first, second) if is_known else float("nan")
        return Interval(change, float("nan"), float("nan")), p_value
    freedoms = np.array([len(first) - 1, len(second) - 1])
    freedom = float(parts.sum() ** 2 / (parts**2 / freedoms).sum())
    half = float(stats.t.ppf((1 + confidence) / 2, freedom)) * error
    p_value = float(2 * stats.t.sf(abs(change) / error, freedom))
    if min(len(first), len(second)) < MANY and p_value < DOUBTFUL:
        p_value = _p_of_orders(first, second)
    return Interval(change, change - half, change + half), p_value


def _p_of_orders(first: pd.Series, second: pd.Series) -> float:
    """Return the share of orders with a t as far from 0; values are sorted, for rows have none."""
    test = stats.permutation_test(
        (np.sort(first.to_numpy(dtype=float)), np.sort(second.to_numpy(dtype=float))),
        _t,
        n_resamples=ORDERS,
        batch=ORDERS // 9,
        vectorized=True,
        rng=np.random.default_rng(0),
    )
    return float(test.pvalue)


def _t(first: Numbers, second: Numbers, axis: int = -1) -> Numbers:
    """Difference of means over its standard error, along the last axis."""
    variances = [side.var(axis=axis, ddof=1) / side.shape[axis] for side in (first, second)]
    change = first.mean(axis=axis) - second.mean(axis=axis)
    return np.asarray(change / np.sqrt(np.maximum(sum(variances), np.finfo(float).tiny)))
