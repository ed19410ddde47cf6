"""Before, during and after an incident: what is usual, and whether it is so again."""

from typing import NamedTuple

import pandas as pd

from cxkit.measures.incident_usual import NONE, Usual, usual_signals
from cxkit.measures.periods import in_utc, local_time
from cxkit.measures.verification import Phases, verification, verify_complaints, verify_contacts
from cxkit.schema.conform import empty
from cxkit.schema.incident import COMPARISON, Incident, Window
from cxkit.schema.results.verification import VERIFICATION

SETTLED = pd.Timedelta("7D")
"""Time after the fix from which the check begins, when no verification is stated."""


class Tables(NamedTuple):
    """What was read of an incident: CONTACTS, EVENTS, FEEDBACK and the MENTIONS of their texts."""

    contacts: pd.DataFrame
    events: pd.DataFrame
    feedback: pd.DataFrame
    mentions: pd.DataFrame


def milestone_at(milestones: pd.DataFrame, milestone: str) -> pd.Timestamp | None:
    """Return when a milestone of INCIDENT_MILESTONES was reached, UTC; None where unknown."""
    at = milestones.loc[milestones["milestone"].eq(milestone), "at"].iloc[0]
    return None if pd.isna(at) else at


def phases_of(
    incident: Incident, milestones: pd.DataFrame, signal: pd.Timestamp | None, window: Window
) -> Phases | None:
    """Cut time into before, during and after; None while one end is unknown."""
    fixed, verified = milestone_at(milestones, "fixed"), milestone_at(milestones, "verified")
    if incident.before is None or signal is None or fixed is None or fixed <= signal:
        return None
    settled = min(verified or fixed + SETTLED, window.end)
    return Phases(incident.before, Window(signal, fixed), Window(settled, window.end))


def usual_contacts(
    tables: Tables, incident: Incident, milestones: pd.DataFrame, window: Window
) -> tuple[Usual, float]:
    """Give what the topic's words bring without an incident, and the days that were judged."""
    calls = tables.contacts[tables.contacts["direction"].ne("out").fillna(True)]
    at = _on_topic(tables, incident.id, calls)
    if at.empty:
        return NONE, 0.0
    record = _days_of(calls["started_at"], incident.time_zone)
    before = None if incident.before is None else incident.before.within(record)
    judged = Window(milestone_at(milestones, "deployed") or window.start, window.end).within(record)
    return usual_signals(at, before), judged.days


def check_fix(tables: Tables, incident: Incident, phases: Phases | None) -> pd.DataFrame:
    """Return VERIFICATION of the contacts and the complaints; empty without phases."""
    if phases is None:
        return empty(VERIFICATION)
    on_topic = _on_topic(tables, incident.id, tables.contacts)
    elsewhere = _on_topic(tables, incident.id + COMPARISON, tables.contacts)
    elsewhere = elsewhere[~elsewhere.index.isin(on_topic.index)]
    zone = incident.time_zone
    checks = []
    if len(on_topic):
        # Where there is no record of contacts, none is no sign of calm.
        record = _days_of(tables.contacts["started_at"], zone)
        recorded = Phases(*(phase.within(record) for phase in phases))
        checks.append(verify_contacts(on_topic, elsewhere, recorded, time_zone=zone))
    about = _about(tables, incident)
    if len(about):
        checks.append(verify_complaints(about, elsewhere, phases))
    return verification(*checks)


def _on_topic(tables: Tables, topic: str, contacts: pd.DataFrame) -> pd.Series:
    """Give when contacts with a topic's words began, by their ids."""
    words = tables.mentions[
        tables.mentions["by"].str.startswith("topic:") & tables.mentions["code"].eq(topic)
    ]
    at = contacts.set_index("contact_id")["started_at"]
    return at[at.index.isin(words["feedback_id"])]


def _days_of(times: pd.Series, time_zone: str) -> Window:
    """Return the stretch from the first day of a record to its last."""
    days = local_time(times, time_zone).dt.normalize()
    ends = pd.Series([days.min(), days.max() + pd.Timedelta("1D")])
    return Window(*in_utc(ends, time_zone))


def _about(tables: Tables, incident: Incident) -> pd.DataFrame:
    """Give the texts about the topic's touchpoints: when, and whether they are unhappy with it."""
    touched = tables.mentions[
        tables.mentions["layer"].eq("touchpoint")
        & tables.mentions["code"].isin(incident.topic.touchpoints)
    ]
    felt = touched.groupby("feedback_id")["value"].min()
    texts = tables.feedback[tables.feedback["feedback_id"].isin(felt.index)]
    unhappy = texts["feedback_id"].map(felt).lt(0).fillna(False)
    return pd.DataFrame({"at": texts["created_at"], "is_unhappy": unhappy.astype(bool)})
