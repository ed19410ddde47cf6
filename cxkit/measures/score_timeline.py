"""Survey scores on the machinery of the sentiment timeline: NPS, satisfaction, effort by period."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cxkit.measures.intervals import MIN_N
from cxkit.measures.score_answers import person_of, points_at_an_end, score_answers
from cxkit.measures.sentiment_timeline import columns_read, count_periods
from cxkit.schema.answers import ANSWERS
from cxkit.schema.conform import conform

NPS = (9.0, 6.0)


def score_timeline(
    answers: pd.DataFrame,
    *,
    kind: str | Sequence[str] = "nps",
    period: str = "7D",
    by: str | None = None,
    time_zone: str = "UTC",
    min_n: int = MIN_N,
) -> pd.DataFrame:
    """Count the answers of questions of one kind, or of several, by period.

    Promoters (9-10) stand for positive and detractors (0-6) for negative, so that ``net`` is the
    net promoter score divided by 100; of the other kinds the two highest points of the scale are
    positive and the two lowest negative, of a scale under five points the highest and the
    lowest. Whether high is good is said by the question. ``rating`` is the mean answer.

    Parameters
    ----------
    answers : DataFrame
        ANSWERS; undated ones are left out.
    kind : str or sequence of str
        "nps", "csat", "ces", "likert"; several make sense with ``by="question"``.
    period, time_zone, min_n
        As in `sentiment_timeline`.
    by : str, optional
        A column, "question" among them, or the id of a question with one choice.

    Returns
    -------
    DataFrame
        SENTIMENT_TIMELINE; ``sentiment`` is missing. ``attrs["kind"]`` is the kind, or "scores"
        for several; ``attrs["is_dated"]`` tells whether any of the answers has a date.

    Notes
    -----
    With weights figures are weighted, and intervals have the effective n. Several answers of one
    respondent (of one response, where respondents have no keys) in a group, such as six effort
    questions, count for what they add to the first; see `independent_n`.

    Examples
    --------
    >>> answers = pd.DataFrame({"response_id": ["a", "b"], "question_id": "q",
    ...     "question_kind": "nps", "value": [10.0, 3.0], "text": None, "weight": None,
    ...     "scale_min": 0, "scale_max": 10, "answered_at": pd.Timestamp("2026-03-02", tz="UTC")})
    >>> score_timeline(answers)[["n", "net"]].iloc[0].astype(float).tolist()
    [2.0, 0.0]
    """
    kinds = (kind,) if isinstance(kind, str) else tuple(kind)
    answers = conform(answers, ANSWERS)
    rows = score_answers(answers, kinds, by=by)
    rows = rows[rows["value"].notna()]
    value = rows["value"].astype(float)
    high, low = _edges(rows)
    code = np.select([value >= high, value <= low], ["positive", "negative"], "neutral")
    felt = pd.DataFrame(
        {
            "created_at": rows["answered_at"],
            "code": code,
            "value": np.nan,
            "rating": value,
            "group": rows["group"],
            "w": rows["w"],
            "unit": person_of(rows),
        }
    )
    timeline = count_periods(felt, period=period, time_zone=time_zone, min_n=min_n)
    kind_told = kinds[0] if len(kinds) == 1 else "scores"
    dates = (rows if len(rows) else answers)["answered_at"]
    timeline.attrs |= {"kind": kind_told, "columns": columns_read(answers)}
    timeline.attrs["is_dated"] = bool(dates.notna().any())
    return timeline


def _edges(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return from where an answer is positive and up to where it is negative.

    Where the export does not say the scale, its ends are those of the question's answers.
    """
    told = rows.groupby(["survey_id", "question_id"])["value"]
    top = rows["scale_max"].astype(float).fillna(told.transform("max").astype(float))
    bottom = rows["scale_min"].astype(float).fillna(told.transform("min").astype(float))
    is_nps = rows["question_kind"] == "nps"
    inside = points_at_an_end(bottom, top) - 1
    return (top - inside).mask(is_nps, NPS[0]), (bottom + inside).mask(is_nps, NPS[1])
