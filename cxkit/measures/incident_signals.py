"""What contacts, reviews and event logs say of which topic and when: the signals of incidents."""

import pandas as pd

from cxkit.measures.periods import local_time
from cxkit.schema.conform import conform
from cxkit.schema.contacts import CONTACTS
from cxkit.schema.events import EVENTS
from cxkit.schema.feedback import FEEDBACK
from cxkit.schema.mentions import MENTIONS
from cxkit.schema.results.incident_candidates import INCIDENT_SIGNALS

UNNAMED = "unnamed"
"""Topic of contacts and unhappy texts that name no touchpoint: an outage has words of its own."""


def contact_signals(contacts: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Give the topics that support contacts speak of: one row a contact and touchpoint.

    Of CONTACTS those count in which the customer came. One that names no touchpoint in its
    MENTIONS, or has no text, is of the topic "unnamed". The result is INCIDENT_SIGNALS of kind
    "contacts".
    """
    rows = conform(contacts, CONTACTS)[["contact_id", "customer_key", "started_at", "direction"]]
    rows = rows[rows["direction"].ne("out").fillna(True)]
    rows = rows.rename(columns={"contact_id": "feedback_id", "started_at": "at"})
    return _touchpoints(rows, mentions, "contacts", among=rows["feedback_id"])


def feedback_signals(feedback: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Give the touchpoints that texts are unhappy with: one row a text and touchpoint.

    An unhappy text of FEEDBACK that names none in its MENTIONS is of the topic "unnamed"; undated
    ones are left out. The result is INCIDENT_SIGNALS of kind "feedback".
    """
    unhappy = mentions[mentions["value"].lt(0)]
    is_whole = mentions["layer"].eq("sentiment") & mentions["code"].eq("negative")
    rows = conform(feedback, FEEDBACK)[["feedback_id", "customer_key", "created_at"]]
    rows = rows.rename(columns={"created_at": "at"})
    return _touchpoints(rows, unhappy, "feedback", among=mentions.loc[is_whole, "feedback_id"])


def event_signals(
    events: pd.DataFrame, *, by: str = "event", time_zone: str = "UTC"
) -> pd.DataFrame:
    """Give the steps of EVENTS as signals: one row a case, day and value of the column *by*.

    Days begin at midnight of *time_zone*. The topics may be the event itself, or a product, a
    group. The result is INCIDENT_SIGNALS of kind "events".
    """
    rows = conform(events, EVENTS).dropna(subset=[by])
    rows = rows.assign(kind="events", topic=rows[by].astype("str"), at=rows["event_at"])
    rows = rows.assign(
        source_id=rows["case_id"], day=local_time(rows["at"], time_zone).dt.normalize()
    )
    rows = rows.drop_duplicates(["topic", "source_id", "day"])
    return conform(rows[list(INCIDENT_SIGNALS.columns)], INCIDENT_SIGNALS)


def _touchpoints(
    rows: pd.DataFrame, mentions: pd.DataFrame, kind: str, *, among: pd.Series
) -> pd.DataFrame:
    """Give a row a text and touchpoint; texts *among* these that have none are unnamed."""
    touched = conform(mentions, MENTIONS)
    touched = touched[touched["layer"].eq("touchpoint")]
    touched = touched.drop_duplicates(["feedback_id", "code"])[["feedback_id", "code"]]
    rest = among[~among.isin(touched["feedback_id"])].drop_duplicates()
    unnamed = pd.DataFrame({"feedback_id": rest, "code": UNNAMED})
    touched = pd.concat([part for part in (touched, unnamed) if len(part)] or [touched])
    dated = rows.loc[rows["at"].notna(), ["feedback_id", "at", "customer_key"]]
    found = touched.merge(dated, on="feedback_id").assign(kind=kind)
    return conform(
        found.rename(columns={"code": "topic", "feedback_id": "source_id"}), INCIDENT_SIGNALS
    )
