"""INCIDENT_MEMBERSHIP: which contacts and texts belong to an incident, and why."""

from cxkit.schema.table import FLAG, INSTANT, NUMBER, TEXT, Table, column, place

RULES = (
    "words",
    "likeness",
    "case",
    "handover",
    "customer",
    "told",
    "column",
    "researcher",
    "earlier",
    "none",
)
"""How a row was judged; "earlier" is older than the release, "none" has been looked at: both are
left out."""

INCIDENT_MEMBERSHIP = Table(
    name="incident membership",
    row="one contact or text of the incident's window that may belong to the incident",
    key=("kind", "source_id"),
    columns={
        "source_id": column(TEXT, "id of the contact or of the text", required=True),
        "kind": column(TEXT, "contact or feedback", required=True, allowed=("contact", "feedback")),
        "customer_key": column(TEXT, "pseudonymous key of the customer"),
        "at": column(INSTANT, "when it began or was written, UTC"),
        "rule": column(TEXT, "the strongest rule that took it in", required=True, allowed=RULES),
        "score": column(NUMBER, "how sure, 0 to 1", required=True, low=0, high=1),
        "is_member": column(FLAG, "whether it belongs to the incident", required=True),
        **place("the words that prove it"),
    },
)
