"""When a timeline changed its level, between which dates, how much and how surely."""

import itertools
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from cxkit.errors import ParameterError
from cxkit.measures.change_search import (
    Cut,
    Noise,
    Numbers,
    find_cuts,
    levels,
    resampled_cut,
)
from cxkit.measures.inside_periods import base_of_periods, common_variance
from cxkit.measures.intervals import CONFIDENCE, Interval
from cxkit.schema.conform import check_columns, conform, empty
from cxkit.schema.results.change_points import CHANGE_POINTS, CHANGE_SEGMENTS
from cxkit.schema.results.sentiment_timeline import SENTIMENT_TIMELINE

Figure = Literal["net", "share_negative", "share_positive", "sentiment", "rating"]

LIMITS = {
    "net": (-1.0, 1.0),
    "share_negative": (0.0, 1.0),
    "share_positive": (0.0, 1.0),
    "sentiment": (-1.0, 1.0),
    "rating": (-np.inf, np.inf),
}
"""Ends of each figure: no bound lies beyond them. The scale of ratings is not known here."""
ALPHA = 0.05
MIN_PERIODS = 4
LEAST_FREEDOM = 4
"""Degrees of freedom from which the spread of periods tells how sure a level is: five periods."""
WEAK = 0.25
"""A candidate that did not pass is worth counting up to this adjusted p."""


class _Settings(NamedTuple):
    """How a series is searched; *inside* is the variance of one text or answer inside periods."""

    alpha: float
    min_periods: int
    n_series: int
    inside: float


def change_points(
    timeline: pd.DataFrame,
    *,
    of: Figure = "net",
    alpha: float = ALPHA,
    min_periods: int = MIN_PERIODS,
    seed: int = 0,
) -> pd.DataFrame:
    """Find changes of level in every series of a timeline, with date range and confidence.

    A series without any change gives a false alarm in at most *alpha* of cases, for all groups
    of the timeline together and also when neighbouring periods resemble each other, up to a
    correlation of 0.5 (at 0.7 it is about one in eight). A slow
    drift comes out as one or more steps; a pattern of the year in less than two years of data
    cannot be told from a change.

    Parameters
    ----------
    timeline : DataFrame
        SENTIMENT_TIMELINE; periods without texts are left out.
    of : {"net", "share_negative", "share_positive", "sentiment", "rating"}
        Which figure of the timeline.
    alpha : float
        Chance of one or more false alarms, 0 to 1.
    min_periods : int
        Least periods with texts between two changes; a shorter deviation is not a change of
        level (see `spikes`).
    seed : int
        Of the simulations.

    Returns
    -------
    DataFrame
        CHANGE_POINTS ordered by group and time: proven changes and the candidates that came
        near (adjusted p under 0.25). A series of fewer than twice *min_periods* has none.

    Raises
    ------
    ParameterError
        For an unknown figure, or *alpha* outside 0 to 1.

    Notes
    -----
    Cuts are searched by least squares weighted by n (ruptures) and tested against 1,999
    simulated series with the autocorrelation of the series, taken for no more than periods vary
    beyond chance (`inside_periods`); inside the sides of a change the level is halved, over groups
    it is divided (Bonferroni). The date range holds 95 % of the
    places in which the change falls in resampled series.

    References
    ----------
    Truong, C., Oudre, L., Vayatis, N. (2020). Selective review of offline change point
    detection methods. Signal Processing 167.

    Examples
    --------
    >>> weeks = pd.date_range("2026-01-05", periods=20, freq="7D", tz="UTC")
    >>> timeline = pd.DataFrame({"group": "all", "period_at": weeks, "n": 50,
    ...     "period_end_at": weeks + pd.Timedelta(7, unit="D"),
    ...     "net": [0.30, 0.34] * 5 + [-0.10, -0.06] * 5})
    >>> change_points(timeline)["changed_at"].dt.strftime("%d %B").tolist()
    ['16 March']
    """
    check_figure(of)
    check_columns(timeline, SENTIMENT_TIMELINE, ("group", "period_at", "n", of))
    if not 0 < alpha < 1:
        raise ParameterError(f"alpha={alpha!r} is not a chance between 0 and 1, such as 0.05.")
    groups = [(name, _known(rows, of)) for name, rows in timeline.groupby("group", sort=True)]
    rng = np.random.default_rng(seed)
    rows: list[dict[str, Any]] = []
    for name, series in groups:
        settings = _Settings(alpha, min_periods, len(groups), common_variance(series, of))
        rows += _changes(series, str(name), settings, rng)
    if not rows:
        return empty(CHANGE_POINTS)
    width = LIMITS[of][1] - LIMITS[of][0]
    bounds = ["difference_low", "difference_high"]
    table = pd.DataFrame(rows)
    table[bounds] = table[bounds].clip(-width, width)
    found = conform(table, CHANGE_POINTS)
    found.attrs["alpha"] = alpha
    return found


def change_segments(
    timeline: pd.DataFrame,
    changes: pd.DataFrame,
    *,
    of: Figure = "net",
) -> pd.DataFrame:
    """Level of every stretch between the proven changes of its series.

    Parameters
    ----------
    timeline : DataFrame
        SENTIMENT_TIMELINE.
    changes : DataFrame
        What `change_points` found in it.
    of : {"net", "share_negative", "share_positive", "sentiment", "rating"}
        The same figure.

    Returns
    -------
    DataFrame
        CHANGE_SEGMENTS ordered by group and time; one stretch where nothing changed.

    Notes
    -----
    The level is the mean of the periods weighted by n. Its interval is Student's, from the
    spread of the periods around their levels, widened by their autocorrelation and cut at the
    ends of the figure (-1 and 1, shares 0 and 1). Of fewer than five periods it is that of the
    texts inside them: what these texts say, and not how periods spread.

    Examples
    --------
    >>> weeks = pd.date_range("2026-01-05", periods=8, freq="7D", tz="UTC")
    >>> timeline = pd.DataFrame({"group": "all", "period_at": weeks, "n": 50,
    ...     "period_end_at": weeks + pd.Timedelta(7, unit="D"), "net": [0.2, 0.4] * 4})
    >>> change_segments(timeline, change_points(timeline))["level"].round(2).tolist()
    [0.3]
    """
    check_figure(of)
    check_columns(timeline, SENTIMENT_TIMELINE, ("group", "period_at", "n", of))
    check_columns(changes, CHANGE_POINTS, ("group", "changed_at", "is_proven"))
    rows: list[dict[str, Any]] = []
    proven = changes[changes["is_proven"].astype(bool)]
    for name, all_periods in timeline.groupby("group", sort=True):
        series, inside = _known(all_periods, of), common_variance(all_periods, of)
        dates = proven.loc[proven["group"] == name, "changed_at"]
        cuts = [int((series["period_at"] < date).sum()) for date in dates]
        rows += [
            {"group": str(name), **_stretch(series, place, cuts, inside)}
            for place in _edges(series, cuts)
        ]
    if not rows:
        return empty(CHANGE_SEGMENTS)
    bounds = ["level_low", "level_high"]
    table = pd.DataFrame(rows)
    table[bounds] = table[bounds].clip(*LIMITS[of])
    return conform(table, CHANGE_SEGMENTS)


def check_figure(of: str) -> None:
    """Refuse a figure that no timeline has."""
    if of not in LIMITS:
        raise ParameterError(f"of={of!r} is not a figure of a timeline. Use {', '.join(LIMITS)}.")


def _known(rows: pd.DataFrame, of: str) -> pd.DataFrame:
    """Periods with a figure, in order, with value and weight."""
    base = rows["n_rated" if of == "rating" else "n"].astype(float)
    weight = base_of_periods(rows, of)
    series = rows.assign(value=rows[of].astype(float), weight=weight, base=base)
    known = series[series["value"].notna() & (series["weight"] > 0)]
    return known.sort_values("period_at").reset_index(drop=True)


def _changes(
    series: pd.DataFrame, group: str, settings: _Settings, rng: np.random.Generator
) -> list[dict[str, Any]]:
    alpha, min_periods, n_series, inside = settings
    cuts = find_cuts(
        *_arrays(series), min_size=min_periods, alpha=alpha / n_series, rng=rng, inside=inside
    )
    adjusted = {cut.at: min(1.0, cut.p_value * cut.penalty * n_series) for cut in cuts}
    proven = [cut for cut in cuts if adjusted[cut.at] < alpha]
    near = [cut for cut in cuts if alpha <= adjusted[cut.at] < WEAK]
    places = [cut.at for cut in proven]
    rows = []
    for cut in sorted(proven + near):
        row = _change(series, cut, places, settings, rng)
        rows.append(
            {"group": group, **row, "p_adjusted": adjusted[cut.at], "is_proven": cut in proven}
        )
    return rows


def _change(
    series: pd.DataFrame,
    cut: Cut,
    places: list[int],
    settings: _Settings,
    rng: np.random.Generator,
) -> dict[str, Any]:
    alpha, min_periods, _, inside = settings
    values, weights = _arrays(series)
    start = max([place for place in places if place < cut.at], default=0)
    end = min([place for place in places if place > cut.at], default=len(series))
    window = (values[start:end], weights[start:end])
    noise = Noise.of(values, weights, min_periods, n_cuts=2 + len(places), inside=inside)
    fallen, found = resampled_cut(
        window, cut.at - start, noise, min_size=min_periods, rng=rng, alpha=alpha
    )
    low, high = np.quantile(fallen, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    cuts = sorted({*places, cut.at})
    before = _level(series, (start, cut.at), cuts, inside)
    after = _level(series, (cut.at, end), cuts, inside)
    begins = series["period_at"]
    return {
        "changed_at": begins[cut.at],
        "changed_at_low": begins[start + int(np.floor(low))],
        "changed_at_high": begins[start + int(np.ceil(high))],
        "before": before.estimate,
        "after": after.estimate,
        **_difference(before, after).named("difference"),
        "p_value": cut.p_value,
        "confidence": found,
    }


def _difference(before: Interval, after: Interval) -> Interval:
    """Difference of two levels with the root of the summed squares of their half-widths."""
    change = after.estimate - before.estimate
    half = float(np.hypot(before.high - before.estimate, after.high - after.estimate))
    return Interval(change, change - half, change + half)


def _edges(series: pd.DataFrame, cuts: list[int]) -> list[tuple[int, int]]:
    edges = [0, *cuts, len(series)]
    return [(a, b) for a, b in itertools.pairwise(edges) if b > a]


def _stretch(
    series: pd.DataFrame, place: tuple[int, int], cuts: list[int], inside: float
) -> dict[str, Any]:
    level = _level(series, place, cuts, inside)
    rows = series.iloc[slice(*place)]
    return {
        "from_at": rows["period_at"].iloc[0],
        "until_at": rows["period_end_at"].iloc[-1],
        "n": int(rows["base"].sum()),
        **level.named("level"),
    }


def _level(
    series: pd.DataFrame, place: tuple[int, int], cuts: list[int], inside: float
) -> Interval:
    """Weighted mean of a stretch; its spread is that of the whole series around its levels.

    Few periods do not tell how periods spread: of them the spread *inside* periods is taken.
    """
    values, weights = _arrays(series)
    spread, freedom = _spread(values, weights, cuts)
    own = weights[slice(*place)]
    mean = float(np.average(values[slice(*place)], weights=own))
    if freedom < LEAST_FREEDOM and inside > 0:
        spread, freedom = inside, int(weights.sum()) - len(values)
    if freedom < 1:
        return Interval(mean, float("nan"), float("nan"))
    half = float(stats.t.ppf((1 + CONFIDENCE) / 2, freedom)) * float(np.sqrt(spread / own.sum()))
    return Interval(mean, mean - half, mean + half)


def _spread(values: Numbers, weights: Numbers, cuts: list[int]) -> tuple[float, int]:
    """Variance of one unit of weight around the levels, widened by autocorrelation."""
    left = (values - levels(values, weights, cuts)) * np.sqrt(weights)
    freedom = len(values) - len(cuts) - 1
    squares = float((left**2).sum())
    if freedom < 1 or squares == 0:
        return 0.0, freedom
    raw = float((left[1:] * left[:-1]).sum()) / squares
    alike = min(max(raw + (1 + 3 * max(raw, 0.0)) / len(values), 0.0), 0.9)
    return squares / freedom * (1 + alike) / (1 - alike), freedom


def _arrays(series: pd.DataFrame) -> tuple[Numbers, Numbers]:
    return series["value"].to_numpy(dtype=float), series["weight"].to_numpy(dtype=float)
