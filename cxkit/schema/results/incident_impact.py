"""INCIDENT_IMPACT, INCIDENT_TONE and INCIDENT_REACH: whom an incident hurt, and how."""

from cxkit.schema.table import FLAG, NUMBER, TEXT, WHOLE, Table, column, interval

LOSSES = (
    "customers", "contacts", "asked", "usual", "cases", "texts", "contacts_to_resolution",
    "share_repeat",
    "share_came_again", "share_changed_channel", "share_without_number", "share_threatened_public",
    "share_paid_twice", "share_silent", "money_told",
)  # fmt: skip
PHASES = ("before", "during", "after")

INCIDENT_IMPACT = Table(
    name="incident impact",
    row="one loss of the customers",
    key=("loss",),
    columns={
        "loss": column(TEXT, "what was lost or counted", required=True, allowed=LOSSES),
        **interval(
            "value", "count, share 0 to 1, median, or sum of money", how="missing for a full count"
        ),
        "n": column(WHOLE, "base: contacts, customers or cases that it was counted from"),
        "n_of": column(WHOLE, "how many of the base, for a share"),
        "unit": column(TEXT, "of a sum of money: ISO 4217 code"),
    },
)

INCIDENT_TONE = Table(
    name="incident tone",
    row="one measure of feeling in one phase: before, during (signal to fix) or after",
    key=("what", "phase"),
    columns={
        "what": column(TEXT, "rating or net", required=True, allowed=("rating", "net")),
        "phase": column(TEXT, "before, during or after", required=True, allowed=PHASES),
        "n": column(WHOLE, "texts", required=True),
        **interval("value", "mean rating, or share positive less share negative"),
    },
)

INCIDENT_REACH = Table(
    name="incident reach",
    row="one kind of event that came more often in the incident than before",
    key=("event",),
    columns={
        "event": column(TEXT, "what happened, in the log's words", required=True),
        "n_cases": column(WHOLE, "cases with it, from release or signal to the fix", required=True),
        "n_before": column(WHOLE, "cases with it before", required=True),
        "n_expected": column(NUMBER, "cases that the time before lets expect", required=True),
        **interval("ratio", "times as many as before; missing when there was none before"),
        "p": column(NUMBER, "chance of so many without a change, corrected (Holm)", required=True),
        "is_new": column(FLAG, "never seen before the incident", required=True),
        "n_customers": column(WHOLE, "customers that it happened to", required=True),
        "n_silent": column(
            WHOLE, "of these without a contact or a text of the incident", required=True
        ),
    },
)
