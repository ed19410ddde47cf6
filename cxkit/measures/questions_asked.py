"""Every question of the surveys, with how many answered it: nothing that was read goes missing."""

import pandas as pd

from cxkit.schema.answers import ANSWERS
from cxkit.schema.conform import conform
from cxkit.schema.results.survey_scores import QUESTIONS_ASKED


def questions_asked(answers: pd.DataFrame) -> pd.DataFrame:
    """Count the responses that answer each question, of whatever kind.

    Parameters
    ----------
    answers : DataFrame
        ANSWERS.

    Returns
    -------
    DataFrame
        QUESTIONS_ASKED in the order of the answers, one row a question of one survey; empty
        without answers. Several chosen options of one response are one answer.

    Examples
    --------
    >>> answers = pd.DataFrame({"response_id": ["a", "a", "b"], "question_id": "q",
    ...     "question": "Which shops?", "question_kind": "multiple", "value": None,
    ...     "text": ["Riga", "Perm", None]})
    >>> questions_asked(answers)[["n", "n_missing"]].iloc[0].tolist()
    [1, 1]
    """
    rows = conform(answers, ANSWERS)
    is_given = rows["value"].notna() | rows["text"].notna()
    rows = rows.assign(survey_id=rows["survey_id"].fillna(""), is_given=is_given)
    keys = ["survey_id", "question_id"]
    each = rows.groupby([*keys, "response_id"], sort=False)["is_given"].any()
    counts = each.groupby(level=keys, sort=False).agg(n="sum", asked="size")
    named = rows.drop_duplicates(keys).set_index(keys)[["question", "question_kind"]]
    table = named.join(counts).assign(n_missing=lambda told: told["asked"] - told["n"])
    return conform(table.drop(columns="asked").reset_index(), QUESTIONS_ASKED)
