"""Sentiment period by period: nothing smoothed, nothing from later periods, every figure with n."""

import numpy as np
import pandas as pd
from scipy import stats

from cxkit.measures.independent_n import independent_n
from cxkit.measures.intervals import CONFIDENCE, MIN_N, net_variance, share_intervals
from cxkit.measures.periods import (
    Period,
    in_utc,
    local_time,
    offset,
    parse_period,
    period_of,
)
from cxkit.measures.tones import SIGN, tones
from cxkit.schema.conform import conform, empty
from cxkit.schema.results.sentiment_timeline import SENTIMENT_TIMELINE

NO_SPREAD = 1e-6
"""Up to it a standard deviation is but rounding: all values are alike."""
TONES = ["is_negative", "is_positive"]
PERIOD = ["group", "begin"]
"""What names one period of one group."""


def sentiment_timeline(  # noqa: PLR0913
    feedback: pd.DataFrame,
    mentions: pd.DataFrame,
    *,
    period: str = "7D",
    by: str | None = None,
    time_zone: str = "UTC",
    min_n: int = MIN_N,
    largest: int | None = None,
    copies: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Tone of feedback in equal periods, with intervals that hold for small n.

    A text counts once, in the period in which it was written; undated texts are left out. Split
    by a layer of mentions a text counts once for each code found in it, with what is felt about
    that code where the layer says it (touchpoint), else with the tone of the text.

    Parameters
    ----------
    feedback : DataFrame
        FEEDBACK, one row a text.
    mentions : DataFrame
        MENTIONS of these texts; the layer "sentiment" must be among them.
    period : str
        Length with a unit: "1D", "7D" (weeks begin on Monday), "1M", "6h".
    by : str, optional
        "touchpoint", "factor", "emotion", or a column of *feedback*; None gives one series.
    time_zone : str
        IANA name; days and weeks begin at midnight there.
    min_n : int
        Under it, in independent texts, a period is marked as small.
    largest : int, optional
        Keep only so many groups, those with most texts.
    copies : DataFrame, optional
        NEAR_DUPLICATES of these texts: each batch then weighs as one text in all figures, so that
        bought praise does not hide a fall. The counts (n and its parts) are of all texts.

    Returns
    -------
    DataFrame
        SENTIMENT_TIMELINE ordered by group and time; all groups share the periods, and periods
        without texts have n = 0 and missing figures. Without a dated text: no rows.
        ``attrs`` hold period, time zone, number of all groups, the columns of the file, the number
        of texts and whether any has a date, for figures and words.

    Raises
    ------
    ParameterError
        For a period without a unit, an unknown time zone or column.

    Notes
    -----
    Shares have Wilson intervals, means Student's (none where all values are alike), net sentiment
    (share positive minus share negative) the adjusted-Wald interval; bounds are cut at the ends of
    the scale of tone. A text whose label is "unsure" counts as neutral. Texts of one customer,
    where keys tell, are not taken for independent: the effective n (``n_effective``) makes the
    intervals, and is what a small period is short of; see `independent_n`.

    Examples
    --------
    >>> feedback = pd.DataFrame({"feedback_id": ["a", "b"], "created_at": pd.to_datetime(
    ...     ["2026-03-02", "2026-03-17"], utc=True)})
    >>> mentions = pd.DataFrame({"feedback_id": ["a", "b"], "layer": "sentiment",
    ...     "code": ["positive", "negative"], "value": [0.8, -0.6]})
    >>> sentiment_timeline(feedback, mentions)["n"].tolist()
    [1, 0, 1]
    """
    felt = tones(feedback, mentions, by=by)
    if copies is not None:
        batch = copies.set_index("feedback_id")["n"].astype(float)
        felt = felt.assign(w=1 / felt["feedback_id"].map(batch).astype(float).fillna(1.0))
    sizes = felt.loc[felt["created_at"].notna(), "group"].value_counts().sort_index()
    if largest is not None:
        felt = felt[felt["group"].isin(sizes.nlargest(largest).index)]
    timeline = count_periods(felt, period=period, time_zone=time_zone, min_n=min_n)
    timeline.attrs |= {"n_groups": len(sizes), "columns": columns_read(feedback)}
    is_dated = bool(feedback["created_at"].notna().any())
    timeline.attrs |= {"n_texts": len(feedback), "is_dated": is_dated}
    return timeline


def columns_read(table: pd.DataFrame) -> list[str]:
    """Name the columns of the files from which a table was read, as the files name them.

    Examples
    --------
    >>> columns_read(pd.DataFrame())
    []
    """
    readings = table.attrs.get("reading", [])
    return [str(name) for one in readings for name in (one.get("names") or one["columns"].values())]


def count_periods(
    felt: pd.DataFrame, *, period: str, time_zone: str = "UTC", min_n: int = MIN_N
) -> pd.DataFrame:
    """Count tones by period; the part of `sentiment_timeline` that survey scores share.

    *felt* is as `tones.tones` gives it: created_at, code, value, rating, group. With a column ``w``
    (weight) figures are weighted, and with a column ``unit`` (who wrote or answered) several rows
    of one unit are not taken for independent; see `independent_n`. The rest is as in
    `sentiment_timeline`.
    """
    length = parse_period(period)
    dated = felt[felt["created_at"].notna()]
    if dated.empty:
        nothing = empty(SENTIMENT_TIMELINE)
        nothing.attrs = {"time_zone": time_zone, "period": period}
        return nothing
    clock = local_time(dated["created_at"], time_zone)
    dated = dated.assign(begin=period_of(clock, length))
    if "unit" in dated:
        dated = dated.assign(unit=pd.factorize(dated["unit"])[0])  # numbers are grouped sooner
    grid = pd.date_range(dated["begin"].min(), dated["begin"].max(), freq=offset(length))
    groups = pd.Index(sorted(dated["group"].unique()), name="group")
    rows = pd.MultiIndex.from_product([groups, grid], names=PERIOD)
    counted = _counted(dated, rows)
    counted["is_small"] = counted["n_effective"].fillna(0.0) < min_n
    counted["is_partial"] = _partial(counted["begin"], clock, length)
    timeline = conform(_in_utc(counted, length, time_zone), SENTIMENT_TIMELINE)
    timeline.attrs = {"time_zone": time_zone, "period": period}
    return timeline


def _counted(felt: pd.DataFrame, rows: pd.MultiIndex) -> pd.DataFrame:
    felt = felt.assign(
        is_negative=felt["code"] == "negative",
        is_positive=felt["code"] == "positive",
        sign=felt["code"].map(SIGN).fillna(0.0),
        value=felt["value"].astype(float),
        rating=felt["rating"].astype(float),
        w=felt.get("w", 1.0),
    )
    groups = felt.groupby(PERIOD)
    counts = pd.DataFrame(
        {
            "n": groups.size(),
            "n_negative": groups["is_negative"].sum(),
            "n_positive": groups["is_positive"].sum(),
            "n_rated": groups["rating"].count(),
        }
    ).reindex(rows, fill_value=0)
    base = independent_n(felt, "sign", PERIOD).reindex(rows, fill_value=0.0)
    shared = {name: _weighted(felt, name)["mean"].reindex(rows) for name in TONES}
    negative, positive = (shared[name] * base for name in TONES)
    parts = [
        counts.assign(n_effective=base),
        share_intervals(negative, base, name="share_negative"),
        share_intervals(positive, base, name="share_positive"),
        _net(positive, negative, base),
        _mean_bounds(_weighted(felt, "value").reindex(rows), "sentiment").clip(-1, 1),
        _mean_bounds(_weighted(felt, "rating").reindex(rows), "rating"),
    ]
    return pd.concat(parts, axis="columns").reset_index()


def _weighted(felt: pd.DataFrame, name: str) -> pd.DataFrame:
    """Weighted mean and spread of a column in every period, with its effective n."""
    known = felt[felt[name].notna()]
    known = known.assign(_w=known["w"] * known[name], _ww=known["w"] * known[name] ** 2.0)
    sums = known.groupby(PERIOD)[["w", "_w", "_ww"]].sum()
    n = independent_n(known, name, PERIOD)
    mean = sums["_w"] / sums["w"]
    spread = (sums["_ww"] / sums["w"] - mean**2).clip(lower=0) * n / (n - 1).where(n > 1)
    return pd.DataFrame({"mean": mean, "std": np.sqrt(spread), "count": n})


def _mean_bounds(stat: pd.DataFrame, name: str) -> pd.DataFrame:
    """Student's interval of every period's mean; no bounds without a spread to build them from."""
    n = stat["count"].fillna(0)
    enough = n.where((n > 1) & (stat["std"] > NO_SPREAD))
    half = stats.t.ppf((1 + CONFIDENCE) / 2, enough - 1) * stat["std"] / np.sqrt(enough)
    low, high = stat["mean"] - half, stat["mean"] + half
    return pd.DataFrame({name: stat["mean"], f"{name}_low": low, f"{name}_high": high})


def _net(positive: pd.Series, negative: pd.Series, base: pd.Series) -> pd.DataFrame:
    """Adjusted-Wald interval of every period's net share; see `intervals.net_interval`."""
    n = base.where(base > 0)
    half = stats.norm.ppf((1 + CONFIDENCE) / 2) * np.sqrt(net_variance(positive, negative, n))
    net, centre = (positive - negative) / n, (positive - negative) / (n + 3)
    low = (centre - half).clip(lower=-1, upper=net)
    high = (centre + half).clip(lower=net, upper=1)
    return pd.DataFrame({"net": net, "net_low": low, "net_high": high})


def _partial(begin: pd.Series, clock: pd.Series, length: Period) -> pd.Series:
    """Mark the first and the last period where the data do not reach the period's own edge.

    Days count as whole, for many files have no hours; the last period of hours is never sure to be.
    """
    if length.unit == "h":
        return (begin == begin.max()) | ((begin == begin.min()) & (clock.min() > begin))
    first_day, last_day = clock.min().normalize(), clock.max().normalize()
    last_of_period = (begin + offset(length)) - pd.Timedelta(1, unit="D")
    starts_late = (begin == begin.min()) & (first_day > begin)
    ends_early = (begin == begin.max()) & (last_day < last_of_period.dt.normalize())
    return starts_late | ends_early


def _in_utc(counted: pd.DataFrame, length: Period, time_zone: str) -> pd.DataFrame:
    edges = (counted["begin"], counted["begin"] + offset(length))
    begins, ends = (in_utc(edge, time_zone) for edge in edges)
    table = counted.assign(period_at=begins, period_end_at=ends).drop(columns="begin")
    return table[ends > begins]  # the hour that clocks skip in spring is none
