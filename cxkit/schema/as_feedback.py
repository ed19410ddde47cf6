"""Other tables' words as feedback, so that one reader of language serves them all."""

import pandas as pd

from cxkit.schema.answers import ANSWERS
from cxkit.schema.conform import conform
from cxkit.schema.contacts import CONTACTS
from cxkit.schema.feedback import FEEDBACK


def contacts_as_feedback(contacts: pd.DataFrame) -> pd.DataFrame:
    """Give support contacts as texts: one row a contact that has words.

    Parameters
    ----------
    contacts : DataFrame
        CONTACTS.

    Returns
    -------
    DataFrame
        FEEDBACK of kind "transcript"; the id is the contact's. Empty without words.

    Examples
    --------
    >>> contacts = pd.DataFrame({"contact_id": ["c1", "c2"], "text": ["Where is it?", None]})
    >>> contacts_as_feedback(contacts)["feedback_id"].tolist()
    ['c1']
    """
    rows = conform(contacts, CONTACTS)
    rows = rows[rows["text"].notna()]
    named = rows.rename(columns={"contact_id": "feedback_id", "started_at": "created_at"})
    kept = ["feedback_id", "created_at", "text", "customer_key", "channel"]
    return _with_reading(conform(named[kept].assign(kind="transcript"), FEEDBACK), contacts)


def answers_as_feedback(answers: pd.DataFrame) -> pd.DataFrame:
    """Give open survey answers as texts: one row an answer with words.

    Parameters
    ----------
    answers : DataFrame
        ANSWERS; only rows of kind "open" count.

    Returns
    -------
    DataFrame
        FEEDBACK of kind "answer"; the id is response and question joined by a slash.

    Examples
    --------
    >>> answers = pd.DataFrame({"response_id": ["r1", "r1"], "question_id": ["q1", "q2"],
    ...     "question_kind": ["nps", "open"], "text": [None, "Too slow"]})
    >>> answers_as_feedback(answers)["feedback_id"].tolist()
    ['r1/q2']
    """
    rows = conform(answers, ANSWERS)
    rows = rows[rows["question_kind"].eq("open").fillna(False) & rows["text"].notna()]
    names = {"answered_at": "created_at", "respondent_key": "customer_key"}
    kept = ["source", "created_at", "text", "customer_key", "channel"]
    feedback = rows.rename(columns=names)[kept].assign(
        feedback_id=rows["response_id"] + "/" + rows["question_id"], kind="answer"
    )
    return _with_reading(conform(feedback, FEEDBACK), answers)


def _with_reading(feedback: pd.DataFrame, source: pd.DataFrame) -> pd.DataFrame:
    feedback.attrs = dict(source.attrs)
    return feedback
