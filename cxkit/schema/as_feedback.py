"""Words of support contacts as feedback, so that one reader of language serves them all."""

import pandas as pd

from cxkit.schema.conform import conform
from cxkit.schema.contacts import CONTACTS
from cxkit.schema.feedback import FEEDBACK


def contacts_as_feedback(contacts: pd.DataFrame) -> pd.DataFrame:
    """Give CONTACTS as texts: FEEDBACK of kind "transcript", one row a contact that has words.

    The id is the contact's.

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
    feedback = conform(named[kept].assign(kind="transcript"), FEEDBACK)
    feedback.attrs = dict(contacts.attrs)
    return feedback
