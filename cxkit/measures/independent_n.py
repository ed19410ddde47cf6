"""How many independent texts or answers a sample is worth: by weights, and by who wrote them."""

import pandas as pd

ALL_ALIKE = 1e-12
"""Up to it a variance is but rounding: all values are alike."""


def independent_n(rows: pd.DataFrame, of: str, by: list[str]) -> pd.Series:
    """Give the effective n of samples in which one person may stand several times.

    Parameters
    ----------
    rows : DataFrame
        One row a text or answer, with its weight ``w``; with a column ``unit`` (who wrote it)
        several rows of one unit are worth less than as many of several.
    of : str
        Column of the values whose mean is wanted: how alike those of one unit are is taken from
        them.
    by : list of str
        Columns that name a sample, such as group and period. The likeness is that of the whole
        group, the first of them: one period knows too little of it.

    Returns
    -------
    Series of float
        Above 0 and at most the number of rows, on the samples. Empty for no rows.

    Notes
    -----
    (sum w)² / ((1 - r) sum w² + r sum W²), W the weights of one unit together. Without units it is
    Kish's effective n, with equal weights n over his design effect. r is the intraclass
    correlation of units inside samples, by the analysis of variance, cut to 0 to 1; where there
    is nothing to take it from (all values alike, or one unit only) it is 1: a unit counts once.

    References
    ----------
    Kish, L. (1965). Survey Sampling. Wiley. Searle, S. R., Casella, G., McCulloch, C. E. (1992).
    Variance Components. Wiley, ch. 3.

    Examples
    --------
    >>> rows = pd.DataFrame({"group": "all", "w": 1.0, "unit": list("aabb"), "x": [1, 1, 0, 0]})
    >>> independent_n(rows, "x", ["group"]).tolist()
    [2.0]
    """
    sums = rows.assign(_square=rows["w"] ** 2).groupby(by)[["w", "_square"]].sum()
    squares = sums["_square"]
    if "unit" in rows and rows.duplicated([*by, "unit"]).any():
        together = (rows.groupby([*by, "unit"])["w"].sum() ** 2).groupby(by).sum()
        alike = squares.index.get_level_values(by[0]).map(_likeness(rows, of, by))
        squares = (1 - alike) * squares + alike * together
    return sums["w"] ** 2 / squares


def _likeness(rows: pd.DataFrame, of: str, by: list[str]) -> pd.Series:
    """Intraclass correlation of the values of one unit inside samples, one number a group."""
    samples, units = rows.groupby(by)[of], rows.groupby([*by, "unit"])[of]
    size, own = units.transform("size"), units.transform("mean")
    parts = pd.DataFrame(
        {
            "n": 1.0,
            "n_units": 1 / size,
            "n_samples": 1 / samples.transform("size"),
            "overlap": size / samples.transform("size"),
            "between": (own - samples.transform("mean")) ** 2,
            "within": (rows[of] - own) ** 2,
        }
    )
    sums = parts.groupby(rows[by[0]]).sum()
    n_units, n_samples = sums["n_units"].round(), sums["n_samples"].round()
    between = sums["between"] / (n_units - n_samples)
    within = sums["within"] / (sums["n"] - n_units)
    usual_size = (sums["n"] - sums["overlap"]) / (n_units - n_samples)
    is_known = (sums["between"] + sums["within"]) / sums["n"] > ALL_ALIKE
    alike = (between - within) / (between + (usual_size - 1) * within)
    return alike.clip(0, 1).where(is_known, 1.0).fillna(1.0)
