"""CONTACT_STEPS: after which step of an event log customers contact support."""

from cxkit.schema.table import NUMBER, TEXT, WHOLE, Table, column, interval

CONTACT_STEPS = Table(
    name="contact_steps",
    row="one kind of step after which contacts came",
    key=("event",),
    columns={
        "event": column(TEXT, "last step before the contact, or (start)", required=True),
        "n_contacts": column(
            WHOLE, "contacts after it, before the next step", required=True, low=1
        ),
        "n_cases": column(WHOLE, "cases with such a contact", required=True, low=1),
        **interval("share_cases", "of the cases that reached the step", how="Wilson"),
        "hours_median": column(NUMBER, "time from the step to the contact", low=0),
    },
)
