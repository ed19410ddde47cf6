"""Sentiment period by period: nothing smoothed, nothing from later periods, every figure with n."""

import numpy as np
import pandas as pd
from scipy import stats

from cxkit.errors import ParameterError, did_you_mean
from cxkit.measures.intervals import CONFIDENCE, share_intervals
from cxkit.measures.periods import (
    Period,
    local_time,
    offset,
    parse_period,
    period_grid,
    period_of,
)
from cxkit.schema.conform import conform, empty
from cxkit.schema.results.sentiment_timeline import SENTIMENT_TIMELINE

MIN_N = 30
LAYERS = ("touchpoint", "factor", "emotion")
EVERYTHING = "all"
STATS = ["mean", "std", "count"]


def sentiment_timeline(
    feedback: pd.DataFrame,
    mentions: pd.DataFrame,
    *,
    period: str = "7D",
    by: str | None = None,
    time_zone: str = "UTC",
    min_n: int = MIN_N,
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
        Under it a period is marked as small.

    Returns
    -------
    DataFrame
        SENTIMENT_TIMELINE ordered by group and time; all groups share the periods, and periods
        without texts have n = 0 and missing figures. Without a dated text: no rows.

    Raises
    ------
    ParameterError
        For a period without a unit, an unknown time zone or column.

    Notes
    -----
    Shares have Wilson intervals, means Student's, net sentiment (share positive minus share
    negative) the adjusted-Wald interval. A text whose label is "unsure" counts as
    neutral.

    Examples
    --------
    >>> feedback = pd.DataFrame({"feedback_id": ["a", "b"], "created_at": pd.to_datetime(
    ...     ["2026-03-02", "2026-03-17"], utc=True)})
    >>> mentions = pd.DataFrame({"feedback_id": ["a", "b"], "layer": "sentiment",
    ...     "code": ["positive", "negative"], "value": [0.8, -0.6]})
    >>> sentiment_timeline(feedback, mentions)["n"].tolist()
    [1, 0, 1]
    """
    length = parse_period(period)
    tones = _tones(feedback, mentions, by)
    tones = tones[tones["created_at"].notna()]
    if tones.empty:
        return empty(SENTIMENT_TIMELINE)
    clock = local_time(tones["created_at"], time_zone)
    tones = tones.assign(begin=period_of(clock, length))
    grid = period_grid(tones["begin"].min(), tones["begin"].max(), length)
    groups = pd.Index(sorted(tones["group"].unique()), name="group")
    rows = pd.MultiIndex.from_product([groups, grid], names=["group", "begin"])
    counted = _counted(tones, rows)
    counted["is_small"] = counted["n"] < min_n
    counted["is_partial"] = _partial(counted["begin"], clock, length)
    return conform(_in_utc(counted, length, time_zone), SENTIMENT_TIMELINE)


def _tones(feedback: pd.DataFrame, mentions: pd.DataFrame, by: str | None) -> pd.DataFrame:
    """One row a counted thing: group, created_at, code (negative ...), value, rating."""
    whole = mentions[mentions["layer"] == "sentiment"]
    texts = feedback.merge(whole[["feedback_id", "code", "value"]], on="feedback_id")
    if "rating" not in texts:
        texts["rating"] = np.nan
    kept = ["feedback_id", "created_at", "code", "value", "rating"]
    if by is None:
        return texts[kept].assign(group=EVERYTHING)
    if by in LAYERS:
        return _tones_of_layer(texts[kept], mentions[mentions["layer"] == by])
    if by not in feedback.columns:
        raise ParameterError(
            f"by={by!r} is neither a layer ({', '.join(LAYERS)}) nor a column of the feedback."
            f"{did_you_mean(by, [*LAYERS, *map(str, feedback.columns)])}"
        )
    known = texts[texts[by].notna()]
    return known[kept].assign(group=known[by].astype("str"))


def _tones_of_layer(texts: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    felt = found.assign(value=found["value"].astype(float))
    each = felt.groupby(["feedback_id", "code"], as_index=False, sort=False)["value"].mean()
    each = each.rename(columns={"code": "group", "value": "felt"})
    rows = texts.merge(each, on="feedback_id")
    own = rows["felt"].notna()
    label = np.select([rows["felt"] < 0, rows["felt"] > 0], ["negative", "positive"], "neutral")
    rows["code"] = rows["code"].where(~own, pd.Series(label, index=rows.index))
    rows["value"] = rows["felt"].where(own, rows["value"].astype(float))
    return rows.drop(columns="felt")


def _counted(tones: pd.DataFrame, rows: pd.MultiIndex) -> pd.DataFrame:
    tones = tones.assign(
        is_negative=tones["code"] == "negative",
        is_positive=tones["code"] == "positive",
        value=tones["value"].astype(float),
        rating=tones["rating"].astype(float),
    )
    groups = tones.groupby(["group", "begin"])
    counts = pd.DataFrame(
        {
            "n": groups.size(),
            "n_negative": groups["is_negative"].sum(),
            "n_positive": groups["is_positive"].sum(),
            "n_rated": groups["rating"].count(),
        }
    ).reindex(rows, fill_value=0)
    parts = [
        counts,
        share_intervals(counts["n_negative"], counts["n"]).add_prefix("negative_"),
        share_intervals(counts["n_positive"], counts["n"]).add_prefix("positive_"),
        _net(counts),
        _mean_bounds(groups["value"].agg(STATS).reindex(rows), "sentiment"),
        _mean_bounds(groups["rating"].agg(STATS).reindex(rows), "rating"),
    ]
    table = pd.concat(parts, axis="columns")
    table.columns = [_share_name(name) for name in table.columns]
    return table.reset_index()


def _share_name(name: str) -> str:
    for tone in ("negative", "positive"):
        if name.startswith(f"{tone}_share"):
            return name.replace(f"{tone}_share", f"share_{tone}")
    return name


def _mean_bounds(stat: pd.DataFrame, name: str) -> pd.DataFrame:
    """Student's interval of every period's mean; no bounds under two values."""
    n = stat["count"].fillna(0)
    enough = n.where(n > 1)
    half = stats.t.ppf((1 + CONFIDENCE) / 2, enough - 1) * stat["std"] / np.sqrt(enough)
    low, high = stat["mean"] - half, stat["mean"] + half
    return pd.DataFrame({name: stat["mean"], f"{name}_low": low, f"{name}_high": high})


def _net(counts: pd.DataFrame) -> pd.DataFrame:
    """Adjusted-Wald interval of every period's net share; see `intervals.net_interval`."""
    n = counts["n"].where(counts["n"] > 0).astype(float)
    p, q = (counts["n_positive"] + 0.75) / (n + 3), (counts["n_negative"] + 0.75) / (n + 3)
    half = stats.norm.ppf((1 + CONFIDENCE) / 2) * np.sqrt((p + q - (p - q) ** 2) / (n + 3))
    net = (counts["n_positive"] - counts["n_negative"]) / n
    low, high = (p - q - half).clip(lower=-1), (p - q + half).clip(upper=1)
    return pd.DataFrame({"net": net, "net_low": low, "net_high": high})


def _partial(begin: pd.Series, clock: pd.Series, length: Period) -> pd.Series:
    """Mark the first and the last period where the data do not reach the period's own edge."""
    first_day, last_day = clock.min().normalize(), clock.max().normalize()
    last_of_period = (begin + offset(length)) - pd.Timedelta(1, unit="D")
    starts_late = (begin == begin.min()) & (first_day > begin)
    ends_early = (begin == begin.max()) & (last_day < last_of_period.dt.normalize())
    return starts_late | ends_early


def _in_utc(counted: pd.DataFrame, length: Period, time_zone: str) -> pd.DataFrame:
    def utc(clock: pd.Series) -> pd.Series:
        local = clock.dt.tz_localize(time_zone, ambiguous=True, nonexistent="shift_forward")
        return local.dt.tz_convert("UTC")

    return counted.assign(
        period_at=utc(counted["begin"]), period_end_at=utc(counted["begin"] + offset(length))
    ).drop(columns="begin")
