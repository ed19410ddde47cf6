"""Which themes changed with the series: negative share before and after, corrected for many."""

from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import fisher_exact
from statsmodels.stats.proportion import confint_proportions_2indep

from cxkit.measures.holm import holm
from cxkit.measures.independent_n import independent_n
from cxkit.measures.intervals import CONFIDENCE, MIN_N, Interval, share_interval
from cxkit.measures.tones import tones
from cxkit.schema.conform import conform, empty
from cxkit.schema.results.drivers import DRIVERS
from cxkit.schema.results.sentiment_timeline import check_one_group


def drivers(
    feedback: pd.DataFrame,
    mentions: pd.DataFrame,
    segments: pd.DataFrame,
    *,
    by: str = "touchpoint",
    min_n: int = MIN_N,
) -> pd.DataFrame:
    """Share of negative of every code before and after every change of the series.

    Before is the stretch up to the change, after the stretch from it to the next change. A
    difference says that both changed at the same time, not that one made the other.

    Parameters
    ----------
    feedback : DataFrame
        FEEDBACK, one row a text.
    mentions : DataFrame
        MENTIONS of these texts.
    segments : DataFrame
        CHANGE_SEGMENTS of one series, as `change_segments` gives them.
    by : str
        "touchpoint", "factor", "emotion", or a column of *feedback*.
    min_n : int
        With fewer texts on either side it is too few to say, and nothing is tested; texts of one
        customer count for what they add to the first.

    Returns
    -------
    DataFrame
        DRIVERS ordered by change, then proven, unproven and untested codes, each from the largest
        difference to the smallest. No rows where nothing changed.

    Raises
    ------
    ParameterError
        When the segments are of several groups.

    Notes
    -----
    Shares have Wilson intervals, differences Newcombe's; the test is Fisher's exact one, for a
    small side beside a large one makes others too eager at corrected levels. Texts of one customer
    are not taken for independent: shares are of their effective n (`independent_n`). Holm's
    correction is over all codes and changes tested.

    References
    ----------
    Fisher, R. A. (1935). The logic of inductive inference. Journal of the Royal Statistical
    Society 98.
    Newcombe, R. G. (1998). Interval estimation for the difference between independent
    proportions. Statistics in Medicine 17.

    Examples
    --------
    >>> day = pd.Timestamp("2026-03-02", tz="UTC")
    >>> feedback = pd.DataFrame({"feedback_id": ["a", "b"],
    ...     "created_at": [day, day + pd.Timedelta(7, unit="D")]})
    >>> mentions = pd.DataFrame({"feedback_id": ["a", "b"] * 2,
    ...     "layer": ["sentiment"] * 2 + ["touchpoint"] * 2,
    ...     "code": ["positive", "negative", "delivery", "delivery"],
    ...     "value": [0.5, -0.5, 0.5, -0.5]})
    >>> segments = pd.DataFrame({"from_at": feedback["created_at"],
    ...     "until_at": feedback["created_at"] + pd.Timedelta(7, unit="D")})
    >>> found = drivers(feedback, mentions, segments, min_n=1)
    >>> found[["share_before", "share_after"]].iloc[0].tolist()
    [0.0, 1.0]
    """
    felt = tones(feedback, mentions, by=by)
    check_one_group(segments)
    stretches = list(segments.sort_values("from_at")[["from_at", "until_at"]].itertuples())
    rows = [
        _driver(code, part, (first.from_at, second.from_at, second.until_at), min_n)
        for first, second in pairwise(stretches)
        for code, part in felt.groupby("group", sort=True)
    ]
    seen = [row for row in rows if row["n_before"] + row["n_after"]]
    if not seen:
        return empty(DRIVERS)
    table = pd.DataFrame(seen)
    table["p_adjusted"] = holm(table["p_value"])
    table["is_proven"] = table["p_adjusted"] < 1 - CONFIDENCE
    rank = np.select([table["is_proven"].isna(), table["is_proven"].fillna(False)], [2, 0], 1)
    order = table.assign(_rank=rank, _size=-table["difference"].abs())
    order = order.sort_values(["changed_at", "_rank", "_size", "code"], kind="stable")
    return conform(order.drop(columns=["_rank", "_size"]), DRIVERS)


def _driver(
    code: object,
    felt: pd.DataFrame,
    times: tuple[pd.Timestamp, pd.Timestamp, pd.Timestamp],
    min_n: int,
) -> dict[str, Any]:
    begin, change, end = times
    inside = felt[(felt["created_at"] >= begin) & (felt["created_at"] < end)]
    is_after = inside["created_at"] >= change
    sides = inside.assign(side=is_after, bad=(inside["code"] == "negative").astype(float), w=1.0)
    base = independent_n(sides, "bad", ["group", "side"]).droplevel("group")
    own, mean = sides.groupby("side")["bad"].size(), sides.groupby("side")["bad"].mean()
    row: dict[str, Any] = {"changed_at": change, "code": str(code), "p_value": float("nan")}
    n, bad = [], []
    for name, side in (("before", False), ("after", True)):
        n.append(float(base.get(side, 0.0)))
        bad.append(float(mean.get(side, 0.0)) * n[-1])
        share = share_interval(bad[-1], n[-1])
        row |= {f"n_{name}": int(own.get(side, 0)), **share.named(f"share_{name}")}
    if min(n) > 0:
        row |= _compared(bad, n)
    if min(n) < min_n:
        row["p_value"] = float("nan")
    return row


def _compared(bad: list[float], n: list[float]) -> dict[str, float]:
    """Compare two shares; Fisher's test, which counts, has the nearest whole numbers."""
    counts = (bad[1], n[1], bad[0], n[0])
    bounds = confint_proportions_2indep(
        *counts, compare="diff", method="newcomb", alpha=1 - CONFIDENCE
    )
    p_value = fisher_exact([[round(bad[i]), round(n[i] - bad[i])] for i in (0, 1)]).pvalue
    change = Interval(bad[1] / n[1] - bad[0] / n[0], *map(float, bounds))
    return {**change.named("difference"), "p_value": float(p_value)}
