"""How many answers to each open question are good news and how many are complaints."""

from typing import Any

import pandas as pd

from cxkit.measures.intervals import share_interval
from cxkit.measures.sentiment_timeline import MIN_N, sentiment_timeline
from cxkit.measures.tones import tones, unread_texts
from cxkit.schema.conform import conform, empty
from cxkit.schema.results.open_answers import OPEN_ANSWERS
from cxkit.schema.results.sentiment_timeline import SENTIMENT_TIMELINE


def open_answer_tones(feedback: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Count the tones of the answers to every open question.

    Parameters
    ----------
    feedback : DataFrame
        FEEDBACK of open answers with the columns survey_id and question.
    mentions : DataFrame
        MENTIONS of them; an answer without a sentiment ("don't know") counts as no answer.

    Returns
    -------
    DataFrame
        OPEN_ANSWERS in the order of *feedback*. Empty when there are no open answers.

    Notes
    -----
    Shares are of the answers with a tone, with Wilson intervals; survey weights are not used.

    Examples
    --------
    >>> feedback = pd.DataFrame({"feedback_id": ["a", "b"], "created_at": pd.NaT,
    ...     "survey_id": "s", "question": "What did you dislike?"})
    >>> mentions = pd.DataFrame({"feedback_id": ["a", "b"], "layer": "sentiment",
    ...     "code": ["positive", "negative"], "value": [0.5, -0.5], "by": ["question", "lexicon"]})
    >>> open_answer_tones(feedback, mentions)[["n", "share_negative"]].values.tolist()
    [[2, 0.5]]
    """
    if feedback.empty:
        return empty(OPEN_ANSWERS)
    whole = mentions[mentions["layer"] == "sentiment"]
    asked = whole.loc[whole["by"] == "question", "feedback_id"]
    told = tones(feedback, mentions)
    unread = unread_texts(mentions)
    rows = [
        {"survey_id": str(survey), "question": str(question), **_counted(part, told, asked, unread)}
        for (survey, question), part in feedback.groupby(["survey_id", "question"], sort=False)
    ]
    return conform(pd.DataFrame(rows), OPEN_ANSWERS)


def open_answer_timeline(
    feedback: pd.DataFrame,
    mentions: pd.DataFrame,
    *,
    period: str = "7D",
    time_zone: str = "UTC",
    min_n: int = MIN_N,
) -> pd.DataFrame:
    """Tone of the answers to every open question by period, the question taken into account.

    Parameters
    ----------
    feedback : DataFrame
        FEEDBACK of open answers with the column question.
    mentions : DataFrame
        MENTIONS of them, as `annotate_answers` gives them.
    period, time_zone, min_n
        As in `sentiment_timeline`.

    Returns
    -------
    DataFrame
        SENTIMENT_TIMELINE, a group a question; ``attrs["kind"]`` is "answers".

    Examples
    --------
    >>> feedback = pd.DataFrame({"feedback_id": ["a"], "question": "What did you dislike?",
    ...     "created_at": pd.Timestamp("2026-03-02", tz="UTC")})
    >>> mentions = pd.DataFrame({"feedback_id": ["a"], "layer": "sentiment",
    ...     "code": "positive", "value": 0.5})
    >>> open_answer_timeline(feedback, mentions)["net"].tolist()
    [1.0]
    """
    if feedback.empty:
        return empty(SENTIMENT_TIMELINE)
    timeline = sentiment_timeline(
        feedback, mentions, period=period, by="question", time_zone=time_zone, min_n=min_n
    )
    timeline.attrs["kind"] = "answers"
    return timeline


def _counted(
    part: pd.DataFrame, told: pd.DataFrame, asked: pd.Series, unread: pd.Series
) -> dict[str, Any]:
    codes = told.loc[told["feedback_id"].isin(part["feedback_id"]), "code"]
    n = len(codes)
    n_unread = int(part["feedback_id"].isin(unread).sum())
    row: dict[str, Any] = {
        "n": n,
        "n_no_answer": len(part) - n - n_unread,
        "n_unread": n_unread,
        "n_by_question": int(part["feedback_id"].isin(asked).sum()),
    }
    for code in ("negative", "positive"):
        count = int((codes == code).sum())
        share = share_interval(count, n)
        row |= {f"n_{code}": count, f"share_{code}": share.estimate}
        row |= {f"share_{code}_low": share.low, f"share_{code}_high": share.high}
    return row
