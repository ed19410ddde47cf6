"""Felt value of each path by four readings side by side, and the verdict on the relationship."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxkit.schema.conform import conform
from cxkit.schema.mentions import MENTIONS
from cxkit.schema.results.journey_map import JOURNEY_MAP, SEPARATOR
from cxkit.schema.results.journey_summary import JOURNEY_SUMMARY

LOST = ("leave", "warn")
HELD = ("stay", "promote")
RELATIONSHIP = ("leave", "stay", "open")
MOMENTS_FOR_TREND = 3

Numbers = npt.NDArray[np.float64]


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
    paths = moments.groupby("feedback_id", sort=True)
    felt = pd.DataFrame(
        [{"feedback_id": name, **_felt(path)} for name, path in paths],
        columns=["feedback_id", "n_moments", "mean", "peak", "peak_moment", "n_peak", "end_value",
                 "trend", "worst_drop", "worst_drop_moment"],
    )  # fmt: skip
    joined = felt.merge(verdicts, on="feedback_id", how="left").fillna({"outcomes": ""})
    return conform(joined, JOURNEY_SUMMARY)


def _felt(path: pd.DataFrame) -> dict[str, object]:
    known = path.loc[path["valence"].notna(), ["moment", "valence"]].astype(float)
    moments, values = known["moment"].to_numpy(), known["valence"].to_numpy()
    result: dict[str, object] = {"n_moments": len(path)}
    if not len(values):
        return result
    first, length = _peak(values)
    falls = np.diff(values)
    drop = int(falls.argmin()) if len(falls) and falls.min() < 0 else None
    return result | {
        "mean": values.mean(),
        "peak": values[first],
        "peak_moment": int(moments[first]),
        "n_peak": length,
        "end_value": values[-1],
        "trend": _slope(moments, values) if len(values) >= MOMENTS_FOR_TREND else None,
        "worst_drop": None if drop is None else falls[drop],
        "worst_drop_moment": None if drop is None else int(moments[drop + 1]),
    }


def _slope(moments: Numbers, values: Numbers) -> float:
    """Least-squares slope of the values over the moments."""
    centred = moments - moments.mean()
    return float((centred * values).sum() / (centred**2).sum())


def _peak(values: Numbers) -> tuple[int, int]:
    """Return start and length of the longest run at the peak, the first of equally long ones."""
    height = np.abs(values).max()
    peak = -height if (values == -height).any() else height
    best, run = (0, 0), 0
    for place, value in enumerate(values):
        run = run + 1 if value == peak else 0
        if run > best[1]:
            best = (place - run + 1, run)
    return best


def _verdicts(mentions: pd.DataFrame) -> pd.DataFrame:
    told = mentions.loc[mentions["layer"] == "outcome"].sort_values(["feedback_id", "start"])
    texts = told.groupby("feedback_id")["code"]
    outcomes = texts.agg(lambda codes: SEPARATOR.join(dict.fromkeys(codes)))
    lost = told["code"].isin(LOST).groupby(told["feedback_id"]).any()
    held = told["code"].isin(HELD).groupby(told["feedback_id"]).any()
    is_lost = lost.astype("boolean").mask(lost == held)
    own = told.loc[told["code"].isin(RELATIONSHIP)].drop_duplicates("feedback_id", keep="last")
    place = pd.concat([own, told]).drop_duplicates("feedback_id").set_index("feedback_id")
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
