"""Felt value of each path by four readings side by side, and the verdict on the relationship."""

import pandas as pd

from cxkit.schema.conform import conform
from cxkit.schema.mentions import INFERRED, MENTIONS
from cxkit.schema.results.journey_map import JOURNEY_MAP, SEPARATOR
from cxkit.schema.results.journey_summary import JOURNEY_SUMMARY

LOST = ("leave", "warn")
HELD = ("stay", "promote")
RELATIONSHIP = ("leave", "stay", "open")
MOMENTS_FOR_TREND = 3


def journey_summary(journey: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Return mean, peak, end, trend, worst drop and verdict of every path.

    The four readings stand side by side on purpose: peak and end together predict what people
    remember of an episode no better than the mean of all its moments.

    Parameters
    ----------
    journey : DataFrame
        JOURNEY_MAP.
    mentions : DataFrame
        MENTIONS of the same texts; the layer outcome is used.

    Returns
    -------
    DataFrame
        JOURNEY_SUMMARY, one row a path, by path. A path without any valence has missing values.

    Raises
    ------
    SchemaError
        When a table is not what it should be.

    Notes
    -----
    The peak is the valence farthest from 0; of two equally far the worse is taken. Equal
    neighbours form one run, and the longest run is the peak. ``outcome`` is the last verdict
    told among leave, stay and open; a recommendation without it counts as staying and a warning
    as leaving only for ``is_lost``.

    References
    ----------
    Alaybek, B. et al. (2022). All's well that ends (and peaks) well? A meta-analysis of the
    peak-end rule and duration neglect. Organizational Behavior and Human Decision Processes 170.
    """
    moments = conform(journey, JOURNEY_MAP)
    verdicts = _verdicts(conform(mentions, MENTIONS))
    known = moments.dropna(subset="valence").sort_values(["feedback_id", "moment"])
    known = known[["feedback_id", "moment"]].assign(valence=known["valence"].astype(float))
    by_path = known.groupby("feedback_id")
    felt = [
        moments.groupby("feedback_id").size().rename("n_moments"),
        by_path["valence"].mean().rename("mean"),
        _peaks(known),
        by_path["valence"].last().rename("end_value"),
        _trends(known),
        _drops(known),
    ]
    frame = pd.concat(felt, axis=1).rename_axis("feedback_id").reset_index()
    joined = frame.merge(verdicts, on="feedback_id", how="left").fillna({"outcomes": ""})
    return conform(joined.sort_values("feedback_id"), JOURNEY_SUMMARY)


def _peaks(known: pd.DataFrame) -> pd.DataFrame:
    """Peak of each path, and the first of the longest runs of neighbours at it."""
    height = known["valence"].abs().groupby(known["feedback_id"]).transform("max")
    is_low = known["valence"].eq(-height).groupby(known["feedback_id"]).transform("any")
    at_peak = known["valence"].eq(height.mask(is_low, -height))
    opens = at_peak.ne(at_peak.shift()) | known["feedback_id"].ne(known["feedback_id"].shift())
    runs = known.assign(run=opens.cumsum()).loc[at_peak].groupby("run")
    found = runs.agg(
        feedback_id=("feedback_id", "first"),
        peak=("valence", "first"),
        peak_moment=("moment", "first"),
        n_peak=("moment", "size"),
    )
    ordered = found.sort_values(["feedback_id", "n_peak"], ascending=[True, False], kind="stable")
    return ordered.drop_duplicates("feedback_id").set_index("feedback_id")


def _trends(known: pd.DataFrame) -> pd.Series:
    """Least-squares slope of the valence over the moments of each path."""
    paths = known["feedback_id"]
    place = known["moment"].astype(float)
    centred = place - place.groupby(paths).transform("mean")
    slope = (centred * known["valence"]).groupby(paths).sum() / (centred**2).groupby(paths).sum()
    return slope.where(paths.groupby(paths).size() >= MOMENTS_FOR_TREND).rename("trend")


def _drops(known: pd.DataFrame) -> pd.DataFrame:
    """Largest fall of each path to a next moment, and the moment at which it ended."""
    falls = known.assign(worst_drop=known.groupby("feedback_id")["valence"].diff())
    falls = falls.loc[falls["worst_drop"] < 0].sort_values(
        ["feedback_id", "worst_drop"], kind="stable"
    )
    worst = falls.drop_duplicates("feedback_id").set_index("feedback_id")
    return worst[["worst_drop", "moment"]].rename(columns={"moment": "worst_drop_moment"})


def _verdicts(mentions: pd.DataFrame) -> pd.DataFrame:
    told = mentions.loc[mentions["layer"] == "outcome"]
    told = told.assign(is_shown=~told["by"].str.startswith(INFERRED))
    told = told.sort_values(["feedback_id", "is_shown", "start"])
    texts = told.groupby("feedback_id")["code"]
    outcomes = texts.agg(lambda codes: SEPARATOR.join(dict.fromkeys(codes)))
    lost = told["code"].isin(LOST).groupby(told["feedback_id"]).any()
    held = told["code"].isin(HELD).groupby(told["feedback_id"]).any()
    is_lost = lost.astype("boolean").mask(lost == held)
    own = told.loc[told["code"].isin(RELATIONSHIP)].drop_duplicates("feedback_id", keep="last")
    place = pd.concat([own, told]).drop_duplicates("feedback_id").set_index("feedback_id")
    place = place.loc[place["is_shown"]]
    frame = pd.DataFrame(
        {
            "outcomes": outcomes,
            "outcome": own.set_index("feedback_id")["code"],
            "outcome_start": place["start"],
            "outcome_end": place["end"],
            "outcome_quote": place["quote"],
            "is_lost": is_lost,
        }
    )
    return frame.rename_axis("feedback_id").reset_index()
