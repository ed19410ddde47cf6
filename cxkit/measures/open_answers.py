"""How many answers to each open question are good news and how many are complaints."""

import pandas as pd

from cxkit.measures.intervals import MIN_N
from cxkit.measures.sentiment_timeline import sentiment_timeline
from cxkit.measures.theme_shares import tone_shares
from cxkit.measures.tones import tones, unread_texts
from cxkit.schema.conform import conform, empty
from cxkit.schema.results.open_answers import OPEN_ANSWERS
from cxkit.schema.results.sentiment_timeline import SENTIMENT_TIMELINE

QUESTION = ["survey_id", "question"]
"""What names one question of one survey."""


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
    Several answers of one person are not taken for independent (`independent_n`).

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
    by_question = whole.loc[whole["by"] == "question", "feedback_id"]
    place = feedback.groupby(QUESTION, sort=False, dropna=False).ngroup().astype("str")
    felt = tones(feedback.assign(place=place), mentions, by="place")
    asked = feedback.assign(
        place=place,
        is_unread=feedback["feedback_id"].isin(unread_texts(mentions)),
        is_by_question=feedback["feedback_id"].isin(by_question),
    ).groupby("place", sort=False)
    table = asked[QUESTION].first().astype("str")
    table = table.join(tone_shares(felt, "negative"))
    table = table.join(tone_shares(felt, "positive").drop(columns="n"))
    table = table.fillna({"n": 0, "n_negative": 0, "n_positive": 0}).assign(
        n_unread=asked["is_unread"].sum(), n_by_question=asked["is_by_question"].sum()
    )
    return conform(
        table.assign(n_no_answer=asked.size() - table["n"] - table["n_unread"]), OPEN_ANSWERS
    )


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
