"""Two groups of paths side by side, touchpoint by touchpoint, corrected for many comparisons."""

import pandas as pd

from cxkit.codebook.load import load_codebook
from cxkit.codebook.model import Codebook
from cxkit.errors import ParameterError, some
from cxkit.measures.holm import holm
from cxkit.measures.intervals import mean_interval
from cxkit.measures.journey_aggregate import in_codebook_order
from cxkit.measures.mean_difference import mean_difference
from cxkit.schema.conform import conform
from cxkit.schema.results.journey_groups import JOURNEY_GROUPS
from cxkit.schema.results.journey_map import JOURNEY_MAP
from cxkit.schema.results.journey_summary import JOURNEY_SUMMARY

FEWEST = 5
"""A group with fewer paths at a touchpoint is shown and not tested."""

LEVEL = 0.05
ROUNDED = 9
"""Decimals of a path's mean: means of alike moments are alike."""


def lost_and_held(summary: pd.DataFrame) -> pd.Series:
    """Name the group of each path, "left" or "stayed", on its id; unknown ones left out."""
    known = conform(summary, JOURNEY_SUMMARY).dropna(subset="is_lost").set_index("feedback_id")
    return known["is_lost"].map({True: "left", False: "stayed"}).astype("str")


def journey_groups(
    journey: pd.DataFrame,
    summary: pd.DataFrame,
    *,
    groups: pd.Series | None = None,
    codebook: Codebook | None = None,
) -> pd.DataFrame:
    """Compare what two groups of paths felt at each touchpoint.

    Parameters
    ----------
    journey : DataFrame
        JOURNEY_MAP.
    summary : DataFrame
        JOURNEY_SUMMARY of the same texts.
    groups : Series of str, optional
        A researcher's own two segments, on the paths' ids; paths that it does not name are left
        out. By default those who left and those who stayed (`lost_and_held`).
    codebook : Codebook, optional
        Order of the touchpoints.

    Returns
    -------
    DataFrame
        JOURNEY_GROUPS, one row a touchpoint that either group has, in the order of the
        codebook. Empty without groups.

    Raises
    ------
    ParameterError
        *groups* names more than two groups.

    Notes
    -----
    Within a path the mean, over paths the difference with Welch's interval and a permutation test
    (`mean_difference`), Holm's correction over all touchpoints tested. A side of fewer than 5 paths
    is not tested.

    References
    ----------
    Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian
    Journal of Statistics 6(2).
    """
    moments = conform(journey, JOURNEY_MAP)
    groups = lost_and_held(summary) if groups is None else groups
    names = sorted(groups.dropna().unique())
    if len(names) > 2:
        raise ParameterError(
            f"groups names {len(names)} groups ({some(names)}); two can be compared."
            " Keep two of them, or join some into one."
        )
    first, second = [*names, "", ""][:2]
    by_path = (
        moments.assign(group=moments["feedback_id"].map(groups))
        .dropna(subset=["group", "valence"])
        .groupby(["touchpoint", "group", "feedback_id"], sort=False)["valence"]
        .mean()
        .round(ROUNDED)
        .reset_index()
    )
    rows = [
        {"touchpoint": touchpoint, **_compared(values, first, second)}
        for touchpoint, values in by_path.groupby("touchpoint", sort=False)
    ]
    frame = pd.DataFrame(rows, columns=[*JOURNEY_GROUPS.columns, "p"])
    ordered = in_codebook_order(_corrected(frame).drop(columns="p"), codebook or load_codebook())
    return conform(ordered, JOURNEY_GROUPS)


def _compared(values: pd.DataFrame, first: str, second: str) -> dict[str, object]:
    sides = {
        "first": values.loc[values["group"] == first, "valence"].astype(float),
        "second": values.loc[values["group"] == second, "valence"].astype(float),
    }
    row: dict[str, object] = {"first_group": first, "second_group": second}
    for name, felt in sides.items():
        row |= {f"{name}_n": len(felt), **mean_interval(felt).cut(-2, 2).named(f"{name}_mean")}
    return row | _difference(sides["first"], sides["second"])


def _difference(first: pd.Series, second: pd.Series) -> dict[str, float]:
    """Return the difference of two means with interval and p; without these when too few."""
    if min(len(first), len(second)) < FEWEST:
        return {"difference": first.mean() - second.mean()}
    change, p_value = mean_difference(first, second)
    return {"p": p_value, **change.named("difference")}


def _corrected(frame: pd.DataFrame) -> pd.DataFrame:
    adjusted = holm(frame["p"])
    return frame.assign(p_adjusted=adjusted, is_significant=adjusted < LEVEL)
