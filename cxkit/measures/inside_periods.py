"""What the figure of a period rests on: how many independent texts, and how they vary inside it."""

import numpy as np
import pandas as pd
from scipy import stats

from cxkit.measures.intervals import CONFIDENCE


def base_of_periods(periods: pd.DataFrame, of: str) -> pd.Series:
    """Count the independent texts or answers behind a figure of every period; 0 without any.

    Examples
    --------
    >>> periods = pd.DataFrame({"n": [10, 0], "n_rated": [5, 0], "n_effective": [8.0, None]})
    >>> base_of_periods(periods, "rating").tolist()
    [4.0, 0.0]
    """
    n = periods["n"].astype(float)
    effective = periods.get("n_effective", n).astype(float).fillna(n)
    own = periods["n_rated"].astype(float) if of == "rating" else n
    return effective * (own / n).fillna(0.0)


def variance_inside(periods: pd.DataFrame, of: str) -> pd.Series:
    """Variance of one text or answer inside each period, estimated without bias.

    Of net sentiment and shares it follows from the shares, of means from their interval.

    Parameters
    ----------
    periods : DataFrame
        SENTIMENT_TIMELINE.
    of : {"net", "share_negative", "share_positive", "sentiment", "rating"}
        Which figure.

    Returns
    -------
    Series of float
        On the index of *periods*; missing where the base is 1 or less, or the columns are not
        there.

    Examples
    --------
    >>> periods = pd.DataFrame({"n": [11], "share_negative": [0.5]})
    >>> variance_inside(periods, "share_negative").round(3).tolist()
    [0.275]
    """
    base = base_of_periods(periods, of)
    freed = base / (base - 1).where(base > 1)
    names = {
        "net": ["share_positive", "share_negative"],
        "sentiment": ["sentiment", "sentiment_low", "sentiment_high"],
        "rating": ["rating", "rating_low", "rating_high"],
    }.get(of, [of])
    told = periods.reindex(columns=names).astype(float)
    if of == "net":
        up, down = told["share_positive"], told["share_negative"]
        return (up + down - (up - down) ** 2) * freed
    value = told[of]
    if of in ("share_negative", "share_positive"):
        return value * (1 - value) * freed
    # The bound that was not cut at the end of the scale is the farther one.
    half = told[names[1:]].sub(value, axis=0).abs().max(axis=1)
    alike = value.notna() & (base > 1) & half.isna()
    reach = stats.t.ppf((1 + CONFIDENCE) / 2, (base - 1).where(base > 1))
    return ((half / reach) ** 2 * base).mask(alike, 0.0)


def common_variance(periods: pd.DataFrame, of: str) -> float:
    """Give the variance of one text or answer inside the periods together, weighted by base.

    NaN where no period knows it.

    Examples
    --------
    >>> periods = pd.DataFrame({"n": [11, 11], "share_negative": [0.5, 0.0]})
    >>> round(common_variance(periods, "share_negative"), 4)
    0.1375
    """
    variance = variance_inside(periods, of)
    base = base_of_periods(periods, of).where(variance.notna(), 0.0)
    return float(np.average(variance.fillna(0.0), weights=base)) if base.sum() > 0 else np.nan
