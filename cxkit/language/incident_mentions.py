"""Everything that an incident's post-mortem needs from texts, read in one call."""

import pandas as pd

from cxkit.language.annotate import annotate
from cxkit.language.contact_talk import read_contact_talk
from cxkit.language.likeness import find_likeness
from cxkit.language.speakers import speakers
from cxkit.language.topic import find_topic
from cxkit.schema.as_feedback import contacts_as_feedback
from cxkit.schema.conform import conform, empty, given
from cxkit.schema.contacts import CONTACTS
from cxkit.schema.feedback import FEEDBACK
from cxkit.schema.incident import COMPARISON, Incident
from cxkit.schema.mentions import MENTIONS

BY_CUSTOMER, BY_STAFF = 0.95, 0.6
"""Scores of the topic's words by who says them."""


def incident_mentions(
    incident: Incident,
    contacts: pd.DataFrame | None = None,
    feedback: pd.DataFrame | None = None,
    *,
    progress: bool = False,
) -> pd.DataFrame:
    """Read contacts, reviews and stories for one incident.

    All texts are searched for the words of the topic and of the comparison topic; texts of the
    window also for likeness to the topic. Contacts of customers and cases near the topic are
    read for answers, promises and fulfilments, and in the customers' words for factors; other
    texts are annotated in full.

    Parameters
    ----------
    incident : Incident
        With its topic's words.
    contacts : DataFrame, optional
        CONTACTS.
    feedback : DataFrame, optional
        FEEDBACK: reviews and stories.
    progress : bool
        Whether to show a progress bar.

    Returns
    -------
    DataFrame
        MENTIONS; the topic has the incident's id as code. Empty without texts.
    """
    calls = given(contacts, CONTACTS)
    talks = contacts_as_feedback(calls)
    others = given(feedback, FEEDBACK)
    texts = pd.concat([part for part in (talks, others) if len(part)] or [others])
    topics = _topics(texts, incident)
    near = talks[talks["feedback_id"].isin(_near(calls, topics, incident.id))]
    found = [topics, annotate(others, progress=progress)]
    if len(near):
        found += _layers(near, progress=progress)
    mentions = conform(pd.concat([part for part in found if len(part)] or [topics]), MENTIONS)
    mentions.attrs = {}
    return mentions


def _layers(near: pd.DataFrame, *, progress: bool) -> list[pd.DataFrame]:
    """Read contacts: factors are the customer's to name, answers and promises the staff's."""
    layers, talk = annotate(near, progress=progress), read_contact_talk(near)
    is_factor = layers["layer"].eq("factor")
    factors = layers[is_factor]
    is_staffs = talk["code"].str.startswith("answer:") | talk["layer"].isin(["promise", "due"])
    staffs = talk[is_staffs]
    return [
        layers[~is_factor],
        factors[speakers(near, factors).ne("staff")],
        talk[~is_staffs],
        staffs[speakers(near, staffs).ne("customer")],
    ]


def _topics(texts: pd.DataFrame, incident: Incident) -> pd.DataFrame:
    """Find the topic, the comparison topic, and what is like the topic."""
    if texts.empty or not incident.topic.phrases:
        return empty(MENTIONS)
    found = [_by_words(texts, incident)]
    if incident.comparison_topic.phrases:
        words = incident.comparison_topic.phrases
        found.append(find_topic(texts, words, topic=incident.id + COMPARISON))
    window, before = incident.span, incident.before
    if window is not None and before is not None:
        found.append(
            find_likeness(
                texts,
                found[0],
                topic=incident.id,
                not_topic=set(before.cut(texts, "created_at")["feedback_id"]),
                among=set(window.cut(texts, "created_at")["feedback_id"]),
            )
        )
    return conform(pd.concat([part for part in found if len(part)] or found[:1]), MENTIONS)


def _by_words(texts: pd.DataFrame, incident: Incident) -> pd.DataFrame:
    """Find the topic's words; those of the staff prove less than the customer's own."""
    found = find_topic(texts, incident.topic.phrases, topic=incident.id)
    is_staff = speakers(texts, found).eq("staff")
    return found.assign(score=is_staff.map({True: BY_STAFF, False: BY_CUSTOMER}).astype(float))


def _near(calls: pd.DataFrame, topics: pd.DataFrame, topic: str) -> pd.Series:
    """Give the contacts of customers and cases that have the topic somewhere."""
    hits = calls["contact_id"].isin(topics.loc[topics["code"].eq(topic), "feedback_id"])
    customers = calls.loc[hits, "customer_key"].dropna()
    cases = calls.loc[hits, "case_id"].dropna()
    is_near = hits | calls["customer_key"].isin(customers) | calls["case_id"].isin(cases)
    return calls.loc[is_near, "contact_id"]
