"""What many paths felt at each touchpoint, and where their peaks and ends fell."""

import numpy as np
import pandas as pd

from cxkit.codebook.load import load_codebook
from cxkit.codebook.model import Codebook
from cxkit.measures.intervals import mean_interval, share_intervals
from cxkit.schema.conform import conform
from cxkit.schema.results.journey_aggregate import JOURNEY_AGGREGATE
from cxkit.schema.results.journey_map import JOURNEY_MAP
from cxkit.schema.results.journey_summary import JOURNEY_SUMMARY
from cxkit.schema.results.promises import KNOWN, PROMISES

NEUTRAL = 0.5
"""A path's mean at a touchpoint nearer to 0 than this is neither good nor bad."""

WRITTEN = 1
"""Decimals of a mean on the map; its sign is that of the rounded number."""

LEAST_WORDS = 4
"""A quote of fewer words says too little beside a mean."""

CUT = r"[,:;(–—-]$"
"""How a clause ends that goes on elsewhere."""

SCALE = (-2.0, 2.0)


def journey_aggregate(
    journey: pd.DataFrame,
    summary: pd.DataFrame,
    promises: pd.DataFrame,
    *,
    codebook: Codebook | None = None,
) -> pd.DataFrame:
    """Return one row a touchpoint over many paths.

    First the mean within a path, then over paths, so that a long story does not weigh more than
    a short review. Read it beside the real paths of `typical_paths`: nobody lived the average.

    Parameters
    ----------
    journey, summary, promises : DataFrame
        JOURNEY_MAP, JOURNEY_SUMMARY and PROMISES of the same texts.
    codebook : Codebook, optional
        Order of the touchpoints; codes that it does not know come last, by name.

    Returns
    -------
    DataFrame
        JOURNEY_AGGREGATE, in the order of the codebook. Empty without moments.

    Raises
    ------
    SchemaError
        When a table is not what it should be.

    Notes
    -----
    Means have Student's interval over paths, cut at -2 and 2; shares have Wilson's. Peaks and
    ends are counted over paths of two moments or more: in a path of one they fall nowhere else.
    The quote is of the tone of the touchpoint's mean as it is written, with one decimal, so that
    good words stand under a good mean; under a mean of 0.0 it is of the tone that more moments
    have. Among these it is a whole clause of some words rather than a piece, then the one nearest
    to the median of its tone, of usual length, from the first text by id: chosen by rule, not for
    effect. Where no moment has that tone, any may be chosen.
    """
    moments = conform(journey, JOURNEY_MAP)
    paths = conform(summary, JOURNEY_SUMMARY)
    ledger = conform(promises, PROMISES)
    by_path = moments.groupby(["touchpoint", "feedback_id"], as_index=False)["valence"].mean()
    counts = moments.groupby("touchpoint").size().rename("n").to_frame()
    n_all = max(moments["feedback_id"].nunique(), 1)
    parts = [
        counts,
        _felt(by_path),
        _shares(by_path),
        _turning_points(moments, paths),
        _kept(ledger, moments),
        _contacts(moments),
        _quotes(moments),
    ]
    frame = pd.concat(parts, axis=1).reindex(counts.index).rename_axis("touchpoint").reset_index()
    stages = moments.drop_duplicates("touchpoint").set_index("touchpoint")["stage"]
    zeros = dict.fromkeys(("n_peak", "n_end", "n_kept", "n_known", "n_contacts_told"), 0)
    frame = frame.assign(
        stage=frame["touchpoint"].map(stages), share_paths=frame["n_paths"] / n_all
    ).fillna(zeros)
    return conform(in_codebook_order(frame, codebook or load_codebook()), JOURNEY_AGGREGATE)


def _felt(by_path: pd.DataFrame) -> pd.DataFrame:
    rows = {
        touchpoint: (len(values), *mean_interval(values).cut(*SCALE))
        for touchpoint, values in by_path.groupby("touchpoint")["valence"]
    }
    names = ["n_paths", "mean", "mean_low", "mean_high"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=names)


def _shares(by_path: pd.DataFrame) -> pd.DataFrame:
    known = by_path.dropna(subset="valence")
    signs = {
        "negative": known["valence"] <= -NEUTRAL,
        "neutral": known["valence"].abs() < NEUTRAL,
        "positive": known["valence"] >= NEUTRAL,
    }
    n = known.groupby("touchpoint").size()
    shares = [
        share_intervals(is_so.groupby(known["touchpoint"]).sum(), n, name=f"share_{sign}")
        for sign, is_so in signs.items()
    ]
    return pd.concat(shares, axis=1).drop(columns=["share_neutral_low", "share_neutral_high"])


def _turning_points(moments: pd.DataFrame, paths: pd.DataFrame) -> pd.DataFrame:
    longer = paths.loc[paths["n_moments"] >= 2]
    n = max(len(longer), 1)
    peaks = longer[["feedback_id", "peak_moment"]].rename(columns={"peak_moment": "moment"})
    ends = longer[["feedback_id", "n_moments"]].rename(columns={"n_moments": "moment"})
    counted = {
        name: places.merge(moments, on=["feedback_id", "moment"]).groupby("touchpoint").size()
        for name, places in {"n_peak": peaks, "n_end": ends}.items()
    }
    frame = pd.DataFrame(counted).reindex(moments["touchpoint"].unique()).fillna(0)
    has_long = len(longer) > 0
    return frame.assign(
        share_peak=frame["n_peak"] / n if has_long else pd.NA,
        share_end=frame["n_end"] / n if has_long else pd.NA,
    )


def _kept(ledger: pd.DataFrame, moments: pd.DataFrame) -> pd.DataFrame:
    places = moments[["feedback_id", "moment", "touchpoint"]]
    given = ledger.merge(
        places, left_on=["feedback_id", "moment_given"], right_on=["feedback_id", "moment"]
    )
    known = given.loc[given["result"].isin(KNOWN)]
    kept = known["result"].eq("kept").groupby(known["touchpoint"])
    return pd.DataFrame({"n_kept": kept.sum().astype("Int64"), "n_known": kept.size()})


def _contacts(moments: pd.DataFrame) -> pd.DataFrame:
    """Take the median over the paths that tell a number here, and count these paths."""
    places = [moments["touchpoint"], moments["feedback_id"]]
    by_path = moments["n_contacts"].groupby(places).sum(min_count=1).dropna()
    over_paths = by_path.groupby("touchpoint")
    return pd.DataFrame(
        {"contacts_median": over_paths.median(), "n_contacts_told": over_paths.size()}
    )


def _quotes(moments: pd.DataFrame) -> pd.DataFrame:
    tone = _tone(moments["valence"], NEUTRAL)
    rows = moments.assign(
        tone=tone,
        length=(moments["end"] - moments["start"]).astype("Float64"),
        is_other=tone.ne(moments["touchpoint"].map(_prevailing(moments, tone))),
        is_piece=~_is_whole(moments["quote"]),
    )
    usual = rows.groupby(["touchpoint", "tone"])[["valence", "length"]].transform("median")
    ranked = rows.assign(
        from_middle=(rows["valence"] - usual["valence"]).abs().round(6),
        from_usual=(rows["length"] - usual["length"]).abs(),
    ).sort_values(
        ["is_other", "is_piece", "from_middle", "from_usual", "feedback_id", "start"],
        kind="stable",
    )
    chosen = ranked.drop_duplicates("touchpoint").set_index("touchpoint")
    names = {"feedback_id": "quote_feedback_id", "start": "quote_start", "end": "quote_end",
             "valence": "quote_valence"}  # fmt: skip
    return chosen[[*names, "quote"]].rename(columns=names)


def _prevailing(moments: pd.DataFrame, tone: pd.Series) -> pd.Series:
    """Return the sign of each touchpoint's written mean; of 0.0, the sign of more moments."""
    by_path = moments.groupby(["touchpoint", "feedback_id"])["valence"].mean()
    mean = by_path.groupby("touchpoint").mean()
    more = np.sign(tone.groupby(moments["touchpoint"]).sum())
    sign = _tone(mean.round(WRITTEN))
    return sign.where(sign.ne(0), more)


def _tone(values: pd.Series, least: float = 0.0) -> pd.Series:
    """Return -1, 0 or 1: bad, neither or unknown, good; what is nearer to 0 than *least* is 0."""
    known = values.astype("Float64").fillna(0.0).astype("float64")
    return np.sign(known).where(known.abs() >= least, 0.0)


def _is_whole(quotes: pd.Series) -> pd.Series:
    """Say which quotes are clauses of some words, from their start to an end that is no comma."""
    said = quotes.fillna("").str.strip()
    n_words = said.str.count(r"\w{2,}")
    return n_words.ge(LEAST_WORDS) & said.str.match(r"[^\w]*[A-ZА-ЯЁ0-9]") & ~said.str.contains(CUT)


def in_codebook_order(frame: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Sort rows by touchpoint as the codebook has them; codes that it does not know come last."""
    order = {code: place for place, code in enumerate(codebook.touchpoints)}
    place = frame["touchpoint"].map(order).fillna(len(order))
    ordered = frame.assign(place=place).sort_values(["place", "touchpoint"], kind="stable")
    return ordered.drop(columns="place")
