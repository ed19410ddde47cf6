"""Pick the answers to questions of one kind, with weights and a group: the start of all scores."""

from typing import TypeVar

import pandas as pd

from cxkit.errors import ParameterError, did_you_mean
from cxkit.measures.independent_n import independent_n
from cxkit.measures.tones import EVERYTHING
from cxkit.schema.answers import ANSWERS
from cxkit.schema.conform import conform

LONG = 4.0
"""From the lowest point of a scale to its highest, from which both ends have two points."""
Ends = TypeVar("Ends", float, pd.Series)
"""An end of a scale, or a column of them."""


def score_answers(
    answers: pd.DataFrame, kinds: tuple[str, ...], *, by: str | None = None
) -> pd.DataFrame:
    """Return the rows of questions of these kinds, with columns ``group`` and ``w``.

    Parameters
    ----------
    answers : DataFrame
        ANSWERS.
    kinds : tuple of str
        Kinds of question: "nps", "csat", "ces", "likert".
    by : str, optional
        A column of *answers* ("channel", "survey_id"), or the id of a question with one choice:
        its answer then splits the others of the same response.

    Returns
    -------
    DataFrame
        The rows in order, ANSWERS; ``w`` is the weight over the mean weight of the responses of
        its survey, so that a survey counts by its answers whatever its weights add up to; 1 where
        the weight is missing. A missing ``survey_id`` is empty. Rows without a group are left out.

    Raises
    ------
    ParameterError
        When *by* is neither a column nor a question, or a question with several options.

    Examples
    --------
    >>> answers = pd.DataFrame({"response_id": ["a", "a"], "question_id": ["q1", "shop"],
    ...     "question_kind": ["nps", "single"], "value": [9.0, None], "text": [None, "Riga"],
    ...     "weight": None})
    >>> score_answers(answers, ("nps",), by="shop")["group"].tolist()
    ['Riga']
    """
    answers = conform(answers, ANSWERS)
    told = _groups(answers, by)
    rows = answers.assign(survey_id=answers["survey_id"].fillna(""), group=told)
    rows["w"] = _weights(rows)
    return rows[rows["question_kind"].isin(kinds) & told.notna()]


def _weights(answers: pd.DataFrame) -> pd.Series:
    """Bring the weights of every survey to a mean of 1; a missing one is the mean."""
    weight = answers["weight"].astype("Float64").astype(float)
    first = ~answers.duplicated(["survey_id", "response_id"])
    mean = weight.where(first).groupby(answers["survey_id"]).transform("mean")
    return (weight / mean.where(mean > 0, 1.0)).fillna(1.0)


def _groups(answers: pd.DataFrame, by: str | None) -> pd.Series:
    """Name the group of each answer, or none."""
    if by is None:
        return pd.Series(EVERYTHING, index=answers.index)
    if by in answers.columns:
        return answers[by].astype("str").where(answers[by].notna())
    asked = answers[answers["question_id"] == by]
    if asked.empty:
        questions = answers["question_id"].unique().tolist()
        raise ParameterError(
            f"by={by!r} is neither a column of the answers nor a question."
            f"{did_you_mean(by, [*map(str, answers.columns), *map(str, questions)])}"
        )
    if asked["question_kind"].eq("multiple").any():
        raise ParameterError(
            f"by={by!r} is a question with several options: one person would stand in several"
            " groups. Name a question with one option, or a column."
        )
    shown = asked["text"].fillna(asked["value"].astype("str"))
    chosen = pd.Series(shown.array, index=response_of(asked).array)
    return response_of(answers).map(chosen[~chosen.index.duplicated()])


def points_at_an_end(low: Ends, high: Ends) -> Ends:
    """Return how many points at one end of a scale, or of many, are its high or low answers.

    Two of a scale of five points or more; one of a shorter one, whose ends would else meet.

    Examples
    --------
    >>> points_at_an_end(0.0, 4.0), points_at_an_end(1.0, 3.0)
    (2.0, 1.0)
    """
    return 1.0 + (high - low >= LONG) * 1.0


def response_of(rows: pd.DataFrame) -> pd.Series:
    """Name the survey and the response of each answer; two surveys may count responses alike.

    Examples
    --------
    >>> response_of(pd.DataFrame({"survey_id": ["a", None], "response_id": ["1", "1"]})).tolist()
    ['a/1', '/1']
    """
    return rows["survey_id"].fillna("") + "/" + rows["response_id"]


def person_of(rows: pd.DataFrame) -> pd.Series:
    """Name who gave each answer: the respondent where a key tells, else the response.

    Examples
    --------
    >>> rows = pd.DataFrame({"survey_id": "a", "response_id": ["1", "2", "3"],
    ...     "respondent_key": ["k", "k", None]})
    >>> person_of(rows).tolist()
    ['person k', 'person k', 'a/3']
    """
    return ("person " + rows["respondent_key"]).fillna(response_of(rows))


def people_n(rows: pd.DataFrame, values: pd.Series) -> float:
    """Effective n of answers with weights ``w``: those of one person count for what they add.

    See `independent_n`; *values* are what is counted of each answer.

    Examples
    --------
    >>> rows = pd.DataFrame({"survey_id": "a", "response_id": ["1", "2", "3"],
    ...     "respondent_key": ["k", "k", "l"]})
    >>> people_n(rows.assign(w=1.0), pd.Series([9.0, 9.0, 3.0]))
    1.8
    """
    if rows.empty:
        return 0.0
    sample = rows.assign(unit=person_of(rows), value=values.astype(float), sample=EVERYTHING)
    return float(independent_n(sample, "value", ["sample"]).fillna(0.0).iloc[0])
