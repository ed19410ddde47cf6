"""Whether the periods of a series differ at all: for series too short to look for changes."""

from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from cxkit.measures.change_points import check_figure
from cxkit.measures.holm import holm
from cxkit.measures.inside_periods import base_of_periods, common_variance, variance_inside
from cxkit.measures.intervals import CONFIDENCE
from cxkit.schema.conform import check_columns, conform, empty
from cxkit.schema.results.period_differences import PERIOD_DIFFERENCES
from cxkit.schema.results.sentiment_timeline import SENTIMENT_TIMELINE

ROUNDING = 1e-12
"""Least variance inside periods: below it differences of alike values are but rounding."""


def period_differences(timeline: pd.DataFrame, *, of: str = "net") -> pd.DataFrame:
    """Test whether the periods of every group share one figure.

    Two bad days among nine are no change of level, and yet no chance; this says so. Periods under
    the minimum base are left out. Neighbouring periods are taken as independent.

    Parameters
    ----------
    timeline : DataFrame
        SENTIMENT_TIMELINE.
    of : {"net", "share_negative", "share_positive", "sentiment", "rating"}
        Which figure.

    Returns
    -------
    DataFrame
        PERIOD_DIFFERENCES in order of the groups; those with fewer than two periods are not there.

    Raises
    ------
    ParameterError
        For an unknown figure.

    Notes
    -----
    Analysis of variance from the figures of the periods: squared distances from the common figure,
    weighted by n, over the variance inside periods, which for net sentiment and shares follows
    from the shares. With weights the effective n takes the place of n.

    References
    ----------
    Fisher, R. A. (1925). Statistical Methods for Research Workers. Oliver and Boyd.

    Examples
    --------
    >>> days = pd.date_range("2026-03-02", periods=3, freq="1D", tz="UTC")
    >>> timeline = pd.DataFrame({"group": "all", "period_at": days, "n": 100, "is_small": False,
    ...     "net": [0.0, 0.1, -0.4], "share_positive": [0.5, 0.55, 0.3],
    ...     "share_negative": [0.5, 0.45, 0.7]})
    >>> period_differences(timeline)["is_proven"].tolist()
    [True]
    """
    check_figure(of)
    check_columns(timeline, SENTIMENT_TIMELINE, ("group", "period_at", "n", of))
    rows = [
        {"group": str(name), **_tested(periods, of)}
        for name, periods in _known(timeline, of).groupby("group", sort=True)
        if len(periods) > 1
    ]
    if not rows:
        return empty(PERIOD_DIFFERENCES)
    table = pd.DataFrame(rows)
    table["p_adjusted"] = holm(table["p_value"])
    table["is_proven"] = table["p_adjusted"] < 1 - CONFIDENCE
    return conform(table, PERIOD_DIFFERENCES)


def _known(periods: pd.DataFrame, of: str) -> pd.DataFrame:
    """Periods with a full base, with their base and the variance inside them."""
    rows = periods.assign(_n=base_of_periods(periods, of), _variance=variance_inside(periods, of))
    return rows[rows[of].notna() & rows["_variance"].notna() & ~rows["is_small"].astype(bool)]


def _tested(periods: pd.DataFrame, of: str) -> dict[str, Any]:
    value, base = periods[of].to_numpy(dtype=float), periods["_n"].to_numpy(dtype=float)
    common = np.average(value, weights=base)
    inside = max(common_variance(periods, of), ROUNDING)
    freedom = len(periods) - 1
    ratio = float((base * (value - common) ** 2).sum()) / freedom / inside
    low, high = periods.iloc[int(value.argmin())], periods.iloc[int(value.argmax())]
    return {
        "n_periods": len(periods),
        "lowest_at": low["period_at"],
        "lowest": float(low[of]),
        "highest_at": high["period_at"],
        "highest": float(high[of]),
        "p_value": float(stats.f.sf(ratio, freedom, max(base.sum() - len(periods), 1.0))),
    }
