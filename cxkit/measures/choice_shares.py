"""Shares of the options of questions with choices, one option or several, and which one leads."""

import numpy as np
import pandas as pd
from scipy import stats

from cxkit.measures.holm import holm
from cxkit.measures.intervals import MIN_N, share_interval
from cxkit.measures.score_answers import people_n, score_answers
from cxkit.schema.conform import conform, empty
from cxkit.schema.results.survey_scores import CHOICE_SHARES

KINDS = ("single", "multiple")
QUESTION = ["survey_id", "question_id"]


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

    The same people choose among all options, so intervals do not tell which one leads. The first
    does where McNemar's exact test sets it above each other: of the b responses that chose the
    first and not the other, and the c that chose the other and not the first, p is twice the
    chance of b heads or more in b + c throws of a coin, at most 1. With one option to choose b and
    c are the two counts. The largest p counts, and needs no correction for having looked which
    option is first; Holm's is over the questions with two options and 30 responses.

    References
    ----------
    McNemar, Q. (1947). Note on the sampling error of the difference between correlated
    proportions or percentages. Psychometrika 12.
    Hung, K., Fithian, W. (2019). Rank verification for exponential families. The Annals of
    Statistics 47(2).

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
    parts = [_shares(part) for _, part in rows.groupby(QUESTION, sort=False)]
    if not parts:
        return empty(CHOICE_SHARES)
    table = pd.concat(parts, ignore_index=True)
    table = table.assign(p_adjusted=holm(table["p_value"])).drop(columns=["base", "p_value"])
    return conform(table, CHOICE_SHARES)


def _shares(rows: pd.DataFrame) -> pd.DataFrame:
    """Count the options of one question; ``p_value`` stands at the first."""
    answered = rows.drop_duplicates("response_id")
    total = float(answered["w"].sum())
    first = rows.iloc[0][[*QUESTION, "question", "question_kind"]].to_dict()
    counted = []
    for option, chosen in rows.groupby("option"):
        is_chosen = answered["response_id"].isin(chosen["response_id"])
        n = people_n(answered, is_chosen)
        weighted = float(answered.loc[is_chosen, "w"].sum())
        share = share_interval(weighted / total * n if total else 0.0, n)
        numbers = {"n": int(is_chosen.sum()), "n_answered": len(answered), **share.named("share")}
        counted.append({**first, "option": option, **numbers, "base": n})
    table = pd.DataFrame(counted)
    order = -table["share"].round(12)  # sums of weights differ beyond by the order of the answers
    table = table.loc[order.sort_values(kind="stable").index].reset_index(drop=True)
    is_tested = len(table) > 1 and len(answered) >= MIN_N and total > 0
    table.loc[0, "p_value"] = _p_of_lead(table, rows) if is_tested else np.nan
    return table


def _p_of_lead(table: pd.DataFrame, rows: pd.DataFrame) -> float:
    """Return the largest p of the first option against another one; see `choice_shares`."""
    weight = rows.drop_duplicates("response_id").set_index("response_id")["w"]
    first = rows.loc[rows["option"] == table["option"].iloc[0], "response_id"]
    picked = rows[rows["response_id"].isin(first)].drop_duplicates(["response_id", "option"])
    both = picked["response_id"].map(weight).groupby(picked["option"]).sum() / weight.sum()
    others = table.iloc[1:]
    shared = others["option"].map(both).fillna(0.0)
    n = float(table["base"].iloc[0])
    wins, losses = ((share - shared) * n for share in (table["share"].iloc[0], others["share"]))
    throws = (wins + losses).astype(float).round()
    p_values = 2 * stats.binom.sf(wins.astype(float).round() - 1, throws, 0.5)
    return min(1.0, float(p_values.max()))
