"""INCIDENT_CONTACTS, INCIDENT_DAYS and INCIDENT_GAPS: the contacts of an incident, day by day."""

from cxkit.schema.table import FLAG, INSTANT, TEXT, WHOLE, Table, column

ROLES = ("first", "repeat", "handover", "told")
"""first and repeat: the customer came; handover: the case moved; told: the provider came."""
ASKED = ROLES[:2]
"""Roles of contacts in which the customer came."""

INCIDENT_CONTACTS = Table(
    name="incident contacts",
    row="one contact of the incident, with its place in its thread",
    key=("contact_id",),
    columns={
        "contact_id": column(TEXT, "id of the contact", required=True),
        "thread_id": column(TEXT, "customer, or case where the customer is unknown", required=True),
        "case_id": column(TEXT, "case number; missing when none was given"),
        "customer_key": column(TEXT, "pseudonymous key of the customer"),
        "started_at": column(INSTANT, "when it began, UTC", required=True),
        "ended_at": column(INSTANT, "when it ended, UTC; missing when unknown or before its start"),
        "channel": column(TEXT, "channel of the contact"),
        "line": column(TEXT, "line or team"),
        "role": column(TEXT, "what it was in its thread", required=True, allowed=ROLES),
        "resolution": column(TEXT, "how it ended, in the source's words"),
    },
)

INCIDENT_DAYS = Table(
    name="incident days",
    row="one day of the window, in the incident's time zone",
    key=("day_at",),
    columns={
        "day_at": column(INSTANT, "midnight with which the day begins, UTC", required=True),
        "n_contacts": column(WHOLE, "all contacts of the incident", required=True),
        "n_asked": column(WHOLE, "contacts in which the customer came", required=True),
        "n_first": column(WHOLE, "of these the customer's first", required=True),
        "n_repeat": column(WHOLE, "of these not the customer's first", required=True),
        "is_gap": column(FLAG, "whether part of the day's record is missing", required=True),
    },
)

INCIDENT_GAPS = Table(
    name="incident gaps",
    row="one stretch in which a channel has no contacts although others have",
    columns={
        "channel": column(TEXT, "channel that is silent", required=True),
        "from_at": column(INSTANT, "last contact before the silence, UTC", required=True),
        "until_at": column(INSTANT, "first contact after it, UTC", required=True),
        "n_elsewhere": column(WHOLE, "contacts of other channels meanwhile", required=True),
        "n_expected": column(WHOLE, "contacts that the channel's share lets expect", required=True),
    },
)
