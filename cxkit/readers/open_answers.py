"""Open answers of a survey as texts, so that they are read and counted as reviews are."""

import pandas as pd

from cxkit.schema.answers import ANSWERS
from cxkit.schema.conform import check_columns, conform
from cxkit.schema.feedback import FEEDBACK


def open_answers(answers: pd.DataFrame) -> pd.DataFrame:
    """Give the answered open questions of a survey as FEEDBACK.

    Parameters
    ----------
    answers : DataFrame
        ANSWERS.

    Returns
    -------
    DataFrame
        FEEDBACK of the kind "answer", with the columns survey_id, question_id and question;
        feedback_id is survey, response and question with a slash between. Questions of one survey
        that share a wording have their ids after it. ``attrs`` are those of *answers*, so that
        provenance knows the file. Empty when no open question was answered.

    Examples
    --------
    >>> answers = pd.DataFrame({"response_id": ["1"], "survey_id": ["s"], "question_id": ["why"],
    ...     "question": ["Why?"], "question_kind": ["open"], "text": ["Too slow"]})
    >>> open_answers(answers)[["feedback_id", "text"]].values.tolist()
    [['s/1/why', 'Too slow']]
    """
    check_columns(answers, ANSWERS, ("response_id", "question_id", "question_kind", "text"))
    given = answers["question_kind"].eq("open") & answers["text"].notna()
    rows = answers[given].reset_index(drop=True)
    survey = rows["survey_id"].fillna("survey").astype("str")
    question = rows["question_id"].astype("str")
    wording = rows["question"].fillna(question)
    is_shared = question.groupby([survey, wording]).transform("nunique") > 1
    texts = pd.DataFrame(
        {
            "feedback_id": survey + "/" + rows["response_id"].astype("str") + "/" + question,
            "kind": "answer",
            "text": rows["text"],
            "survey_id": survey,
            "question_id": question,
            "question": wording.mask(is_shared, wording + " [" + question + "]"),
        }
    )
    same = {"source": "source", "answered_at": "created_at", "respondent_key": "customer_key"}
    for name, column in (same | {"channel": "channel"}).items():
        if name in rows:
            texts[column] = rows[name]
    feedback = conform(texts, FEEDBACK)
    feedback.attrs = dict(answers.attrs)
    return feedback
