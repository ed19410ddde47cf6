"""CONTACTS: one support contact."""

from cxkit.schema.table import INSTANT, TEXT, Table, column

CONTACTS = Table(
    name="contacts",
    row="one support contact: a call, a chat, a letter, a visit",
    key=("contact_id",),
    columns={
        "contact_id": column(TEXT, "permanent id of the contact", required=True),
        "case_id": column(TEXT, "case that the contact belongs to; missing when none was opened"),
        "customer_key": column(TEXT, "pseudonymous key of the customer"),
        "started_at": column(INSTANT, "when it began, UTC"),
        "ended_at": column(INSTANT, "when it ended, UTC"),
        "channel": column(TEXT, "channel of the contact"),
        "direction": column(TEXT, "in: the customer came; out: the provider came"),
        "line": column(TEXT, "support line or team that took it"),
        "agent": column(TEXT, "pseudonymous key of the employee; never shown in a report"),
        "text": column(TEXT, "what was said or written"),
        "resolution": column(TEXT, "how the contact ended, in the source's words"),
    },
)
