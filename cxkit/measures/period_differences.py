"""Whether the periods of a series differ at all: for series too short to look for changes."""

from typing import Any

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.stats.multitest import multipletests

from cxkit.errors import ParameterError
from cxkit.measures.change_points import FIGURES
from cxkit.measures.intervals import CONFIDENCE
from cxkit.schema.conform import conform, empty
from cxkit.schema.results.period_differences import PERIOD_DIFFERENCES


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
    Cochran's Q: squared distances from the common figure over squared standard errors, the latter
    from the half-widths of the intervals; chi-squared with periods less one degrees of freedom.

    References
    ----------
    Cochran, W. G. (1954). The combination of estimates from different experiments. Biometrics 10.

    Examples
    --------
    >>> days = pd.date_range("2026-03-02", periods=3, freq="1D", tz="UTC")
    >>> timeline = pd.DataFrame({"group": "all", "period_at": days, "is_small": False,
    ...     "net": [0.0, 0.1, -0.4], "net_low": [-0.1, 0.0, -0.5], "net_high": [0.1, 0.2, -0.3]})
    >>> period_differences(timeline)["is_proven"].tolist()
    [True]
    """
    if of not in FIGURES:
        raise ParameterError(f"of={of!r} is not a figure of a timeline. Use {', '.join(FIGURES)}.")
    rows = [
        {"group": str(name), **_tested(known, of)}
        for name, periods in timeline.groupby("group", sort=True)
        if len(known := _known(periods, of)) > 1
    ]
    if not rows:
        return empty(PERIOD_DIFFERENCES)
    table = pd.DataFrame(rows)
    table["p_adjusted"] = multipletests(table["p_value"], method="holm")[1]
    table["is_proven"] = table["p_adjusted"] < 1 - CONFIDENCE
    return conform(table, PERIOD_DIFFERENCES)


def _known(periods: pd.DataFrame, of: str) -> pd.DataFrame:
    width = periods[f"{of}_high"].astype(float) - periods[f"{of}_low"].astype(float)
    is_known = periods[of].notna() & (width > 0) & ~periods["is_small"].astype(bool)
    return periods.assign(_width=width)[is_known]


def _tested(periods: pd.DataFrame, of: str) -> dict[str, Any]:
    value = periods[of].to_numpy(dtype=float)
    error = periods["_width"].to_numpy(dtype=float) / 2 / stats.norm.ppf((1 + CONFIDENCE) / 2)
    common = np.average(value, weights=1 / error**2)
    distance = float((((value - common) / error) ** 2).sum())
    low, high = periods.iloc[int(value.argmin())], periods.iloc[int(value.argmax())]
    return {
        "n_periods": len(periods),
        "lowest_at": low["period_at"],
        "lowest": float(low[of]),
        "highest_at": high["period_at"],
        "highest": float(high[of]),
        "p_value": float(stats.chi2.sf(distance, len(periods) - 1)),
    }
