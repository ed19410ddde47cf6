"""Shares of the options of questions with choices, one option or several."""

import pandas as pd

from cxkit.measures.intervals import share_interval
from cxkit.measures.score_answers import people_n, score_answers
from cxkit.schema.conform import conform, empty
from cxkit.schema.results.survey_scores import CHOICE_SHARES

KINDS = ("single", "multiple")


def choice_shares(answers: pd.DataFrame) -> pd.DataFrame:
    """Count who chose each option of every question with choices, of those who answered it.

    Parameters
    ----------
    answers : DataFrame
        ANSWERS; questions of the kinds "single" and "multiple" count.

    Returns
    -------
    DataFrame
        CHOICE_SHARES: questions in the order of the answers, one of each survey, their options
        from the largest share to the smallest; empty without such answers.

    Notes
    -----
    The base is responses with any choice, so shares of a question with several options may add up
    to more than 1. Who saw a list of several options and chose none left no trace in most exports
    and is in no base; an option that nobody chose is not known and has no row. Intervals are
    Wilson's. With weights the effective n takes the place of n, and several answers of one
    respondent count for what they add to the first (`independent_n`).

    Examples
    --------
    >>> answers = pd.DataFrame({"response_id": ["a", "a", "b", "c"], "question_id": "q",
    ...     "question": "Which channels?", "question_kind": "multiple", "value": None,
    ...     "text": ["chat", "phone", "chat", None], "weight": None})
    >>> choice_shares(answers)[["option", "n", "n_answered", "share"]].values.tolist()
    [['chat', 2, 2, 1.0], ['phone', 1, 2, 0.5]]
    """
    rows = score_answers(answers, KINDS)
    point = rows["value"].map("{:g}".format, na_action="ignore").astype("str")
    option = rows["text"].fillna(point).str.strip()
    rows = rows.assign(option=option)[option.fillna("").ne("")]
    groups = rows.groupby(["survey_id", "question_id"], sort=False)
    parts = [_shares(part) for _, part in groups]
    return conform(pd.concat(parts), CHOICE_SHARES) if parts else empty(CHOICE_SHARES)


def _shares(rows: pd.DataFrame) -> pd.DataFrame:
    """Count the options of one question."""
    answered = rows.drop_duplicates("response_id")
    total = float(answered["w"].sum())
    first = rows.iloc[0][["survey_id", "question_id", "question", "question_kind"]].to_dict()
    counted = []
    for option, chosen in rows.groupby("option"):
        is_chosen = answered["response_id"].isin(chosen["response_id"])
        n = people_n(answered, is_chosen)
        weighted = float(answered.loc[is_chosen, "w"].sum())
        share = share_interval(weighted / total * n if total else 0.0, n)
        numbers = {"n": int(is_chosen.sum()), "n_answered": len(answered), **share.named("share")}
        counted.append({**first, "option": option, **numbers})
    table = pd.DataFrame(counted)
    order = -table["share"].round(12)  # sums of weights differ beyond by the order of the answers
    return table.loc[order.sort_values(kind="stable").index]
