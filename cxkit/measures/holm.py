"""Correcting p-values for the number of tests that were made together."""

import numpy as np
import pandas as pd


def holm(p_values: pd.Series) -> pd.Series:
    """Correct p-values after Holm, so that one false alarm among all is as rare as was asked for.

    Parameters
    ----------
    p_values : Series
        A missing one was not tested: it stays missing and is not counted.

    Returns
    -------
    Series
        Corrected p-values, Float64, under the same index. Compared with a level they give True,
        False or, where nothing was tested, a missing value.

    Notes
    -----
    The same as ``multipletests`` of statsmodels, which a test compares; that one collects garbage
    at every call, and beside the word lists this takes a quarter of a second.

    References
    ----------
    Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal
    of Statistics 6.

    Examples
    --------
    >>> corrected = holm(pd.Series([0.01, None, 0.04]))
    >>> corrected.tolist()
    [0.02, <NA>, 0.04]
    >>> (corrected < 0.03).tolist()
    [True, <NA>, False]
    """
    adjusted = p_values.astype("Float64")
    tested = np.flatnonzero(adjusted.notna())
    known = adjusted.iloc[tested].to_numpy(dtype=float)
    order = np.argsort(known)
    raised = np.maximum.accumulate(known[order] * np.arange(len(known), 0, -1))
    adjusted.iloc[tested[order]] = np.minimum(raised, 1.0)
    return adjusted
