"""INCIDENT_SIGNALS and INCIDENT_CANDIDATES: what may be an incident, before anybody says so."""

from cxkit.schema.table import FLAG, INSTANT, NUMBER, TEXT, WHOLE, Table, column

INCIDENT_SIGNALS = Table(
    name="incident signals",
    row="one contact, text or event that speaks of one topic",
    columns={
        "kind": column(TEXT, "contacts, feedback or events", required=True),
        "topic": column(TEXT, "touchpoint, event or value of a column", required=True),
        "at": column(INSTANT, "when, UTC", required=True),
        "source_id": column(TEXT, "its id", required=True),
        "customer_key": column(TEXT, "pseudonymous key of the customer"),
    },
)

INCIDENT_CANDIDATES = Table(
    name="incident candidates",
    row="one burst, a candidate that a researcher confirms or not",
    key=("kind", "topic", "from_at"),
    columns={
        "kind": column(TEXT, "where it shows most clearly", required=True),
        "topic": column(TEXT, "topic that rose most surely", required=True),
        "from_at": column(INSTANT, "midnight before its first day, UTC", required=True),
        "until_at": column(INSTANT, "midnight after its last day, UTC", required=True),
        "n_days": column(WHOLE, "days between them", required=True),
        "is_open": column(FLAG, "too near the end of the record to have been seen to end",
                          required=True),
        "n": column(WHOLE, "signals of the topic in these days", required=True),
        "n_expected": column(NUMBER, "signals that other weeks let expect", required=True),
        "ratio": column(NUMBER, "times as many as expected"),
        "p": column(NUMBER, "chance of its clearest day, corrected for all days and topics",
                    required=True),
        "n_customers": column(WHOLE, "customers in the signals", required=True),
        "severity": column(WHOLE, "proposed by the number of customers alone: 2, 3 or 4",
                           required=True, low=1, high=4),
        "also": column(TEXT, "other topics that rose in these days, joined by commas"),
    },
)  # fmt: skip
