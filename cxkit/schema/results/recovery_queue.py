"""RECOVERY_QUEUE: whom to call back first, and why."""

from cxkit.schema.table import INSTANT, NUMBER, TEXT, WHOLE, Table, column, place

RECOVERY_QUEUE = Table(
    name="recovery_queue",
    row="one text whose writer should hear from us, the most urgent first",
    key=("feedback_id",),
    columns={
        "place": column(WHOLE, "place in the queue, from 1", required=True, low=1),
        "feedback_id": column(TEXT, "id of the text", required=True),
        "customer_key": column(TEXT, "pseudonymous key; missing when the writer is unknown"),
        "created_at": column(INSTANT, "when it was written, UTC"),
        "priority": column(NUMBER, "sum of the reasons' weights", required=True, low=0),
        "reasons": column(TEXT, "codes of the reasons, parted by commas", required=True),
        **place("the customer's words that speak for calling", required=True),
    },
)
