"""EVENTS: one step of a customer or of a case."""

from cxkit.schema.table import INSTANT, TEXT, Table, column

EVENTS = Table(
    name="events",
    row="one step of a customer or a case",
    columns={
        "case_id": column(TEXT, "case, order or session that the step belongs to", required=True),
        "customer_key": column(TEXT, "pseudonymous key of the customer"),
        "event": column(TEXT, "what happened, in the source's words", required=True),
        "event_at": column(INSTANT, "when it happened, UTC", required=True),
        "touchpoint": column(TEXT, "touchpoint code, where the source or the researcher gives it"),
        "channel": column(TEXT, "channel of the step"),
        "source": column(TEXT, "system or file that recorded it"),
    },
)
