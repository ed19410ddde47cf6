"""Survey scores on the machinery of the sentiment timeline: NPS, satisfaction, effort by period."""

import numpy as np
import pandas as pd

from cxkit.measures.score_answers import score_answers
from cxkit.measures.sentiment_timeline import MIN_N, count_periods

EDGES = {"nps": (9.0, 6.0)}


def score_timeline(
    answers: pd.DataFrame,
    *,
    kind: str = "nps",
    period: str = "7D",
    by: str | None = None,
    time_zone: str = "UTC",
    min_n: int = MIN_N,
) -> pd.DataFrame:
    """Count the answers of one kind of question by period.

    Promoters (9-10) stand for positive and detractors (0-6) for negative, so that ``net`` is the
    net promoter score divided by 100; of the other kinds the two highest points of the scale are
    positive and the two lowest negative. ``rating`` is the mean answer.

    Parameters
    ----------
    answers : DataFrame
        ANSWERS; undated ones are left out. Weights are not used here.
    kind : str
        "nps", "csat", "ces" or "likert".
    period, time_zone, min_n
        As in `sentiment_timeline`.
    by : str, optional
        A column, or the id of a question with one choice.

    Returns
    -------
    DataFrame
        SENTIMENT_TIMELINE; ``sentiment`` is missing. ``attrs["kind"]`` is the kind.

    Examples
    --------
    >>> answers = pd.DataFrame({"response_id": ["a", "b"], "question_id": "q",
    ...     "question_kind": "nps", "value": [10.0, 3.0], "text": None, "weight": None,
    ...     "scale_min": 0, "scale_max": 10, "answered_at": pd.Timestamp("2026-03-02", tz="UTC")})
    >>> score_timeline(answers)[["n", "net"]].iloc[0].astype(float).tolist()
    [2.0, 0.0]
    """
    rows = score_answers(answers, (kind,), by=by)
    rows = rows[rows["value"].notna()]
    value = rows["value"].astype(float)
    high, low = _edges(rows, kind)
    code = np.select([value >= high, value <= low], ["positive", "negative"], "neutral")
    felt = pd.DataFrame(
        {
            "created_at": rows["answered_at"],
            "code": code,
            "value": np.nan,
            "rating": value,
            "group": rows["group"],
        }
    )
    timeline = count_periods(felt, period=period, time_zone=time_zone, min_n=min_n)
    timeline.attrs["kind"] = kind
    return timeline


def _edges(rows: pd.DataFrame, kind: str) -> tuple[pd.Series | float, pd.Series | float]:
    if kind in EDGES:
        return EDGES[kind]
    return rows["scale_max"].astype(float) - 1, rows["scale_min"].astype(float) + 1
