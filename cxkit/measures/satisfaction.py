"""Questions with a scale: the share of top answers with its Wilson interval, and the mean."""

from typing import Any

import pandas as pd

from cxkit.measures.intervals import mean_interval, share_interval
from cxkit.measures.score_answers import people_n, points_at_an_end, score_answers
from cxkit.schema.conform import conform, empty
from cxkit.schema.results.survey_scores import SCORES


def satisfaction(answers: pd.DataFrame) -> pd.DataFrame:
    """Share of top answers and mean of every satisfaction question.

    Parameters
    ----------
    answers : DataFrame
        ANSWERS; questions of the kind "csat" count.

    Returns
    -------
    DataFrame
        SCORES in the order of the answers, one row a question of one survey.

    Notes
    -----
    Top are the two highest points of a scale of five points or more, of a shorter one the highest.
    With weights the effective n takes the place of n, and several answers of one respondent count
    for what they add to the first (`independent_n`). Bounds of the mean are cut at the ends of the
    scale.

    Examples
    --------
    >>> answers = pd.DataFrame({"response_id": ["a", "b", "c"], "question_id": "q",
    ...     "question": "Happy?", "question_kind": "csat", "value": [5, 4, 1], "text": None,
    ...     "weight": None, "scale_min": 1, "scale_max": 5})
    >>> satisfaction(answers)["share_top"].round(2).tolist()
    [0.67]
    """
    return _scores_of(answers, ("csat",))


def customer_effort(answers: pd.DataFrame) -> pd.DataFrame:
    """Mean and share of the highest answers of every effort question.

    Whether a high answer is good ("it was easy") or bad ("much effort") is said by the wording of
    the question; the numbers are not turned round.

    Parameters
    ----------
    answers : DataFrame
        ANSWERS; questions of the kind "ces" count.

    Returns
    -------
    DataFrame
        SCORES in the order of the answers, one row a question.

    Examples
    --------
    >>> answers = pd.DataFrame({"response_id": ["a", "b"], "question_id": "q",
    ...     "question": "It was easy", "question_kind": "ces", "value": [7, 4], "text": None,
    ...     "weight": None, "scale_min": 1, "scale_max": 7})
    >>> customer_effort(answers)["mean"].tolist()
    [5.5]
    """
    return _scores_of(answers, ("ces",))


def other_scales(answers: pd.DataFrame) -> pd.DataFrame:
    """Mean and share of top answers of every question with a scale that has no measure of its own.

    Whether a high answer is good ("the value was good") or bad ("it was noisy") is said by the
    wording of the question; the numbers are not turned round.

    Parameters
    ----------
    answers : DataFrame
        ANSWERS; questions of the kind "likert" count.

    Returns
    -------
    DataFrame
        SCORES in the order of the answers, one row a question of one survey; empty without such
        questions.

    Examples
    --------
    >>> answers = pd.DataFrame({"response_id": ["a", "b"], "question_id": "q",
    ...     "question": "The staff were slow", "question_kind": "likert", "value": [2, 5],
    ...     "text": None, "weight": None, "scale_min": 1, "scale_max": 5})
    >>> other_scales(answers)[["mean", "share_top"]].iloc[0].tolist()
    [3.5, 0.5]
    """
    return _scores_of(answers, ("likert",))


def _scores_of(answers: pd.DataFrame, kinds: tuple[str, ...]) -> pd.DataFrame:
    """Score every question of these kinds; see `satisfaction`."""
    rows = score_answers(answers, kinds)
    groups = rows.groupby(["survey_id", "question_id"], sort=False)
    scored = [
        {"survey_id": str(survey), **_score(str(name), part)} for (survey, name), part in groups
    ]
    return conform(pd.DataFrame(scored), SCORES) if scored else empty(SCORES)


def _score(question_id: str, rows: pd.DataFrame) -> dict[str, Any]:
    known = rows[rows["value"].notna()]
    value, weight = known["value"].astype(float), known["w"]
    low, high = _scale(rows)
    top = high - points_at_an_end(low, high) + 1
    is_top, total = value >= top, float(weight.sum())
    n = people_n(known, is_top)
    share = share_interval(float(weight[is_top].sum()) / total * n if total else 0.0, n)
    mean = mean_interval(value, weights=weight, n=people_n(known, value))
    return {
        "question_id": question_id,
        "question": rows["question"].iloc[0],
        "n": len(known),
        "n_missing": len(rows) - len(known),
        "scale_min": low,
        "scale_max": high,
        "top_from": top,
        **share.named("share_top"),
        **mean.cut(low, high).named("mean"),
    }


def _scale(rows: pd.DataFrame) -> tuple[float, float]:
    """Return the ends of the scale; where the export does not say them, those of the answers."""
    ends, value = [], rows["value"].astype(float)
    for name, found in (("scale_min", value.min()), ("scale_max", value.max())):
        told = rows[name].dropna()
        ends.append(float(told.iloc[0]) if len(told) else float(found))
    return ends[0], ends[1]
