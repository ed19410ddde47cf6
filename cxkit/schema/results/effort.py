"""EFFORT: what one path cost the customer, as far as the text says; unknown stays missing."""

from cxkit.schema.table import FLAG, NUMBER, TEXT, WHOLE, Table, column

EFFORT = Table(
    name="effort",
    row="one customer's path",
    key=("feedback_id",),
    columns={
        "feedback_id": column(TEXT, "text that tells the path", required=True),
        "n_contacts": column(NUMBER, "contacts made by the customer"),
        "is_least": column(FLAG, "at least so many: not all are told in the number"),
        "n_channels": column(WHOLE, "different channels of contact", required=True),
        "n_switches": column(WHOLE, "changes of channel between contacts", required=True),
        "n_repeats": column(WHOLE, "times that something had to be told again", required=True),
        "hours_spent": column(NUMBER, "own time, as told", low=0),
        "hours_waited": column(NUMBER, "time waited, as told", low=0),
    },
)
