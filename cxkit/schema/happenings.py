"""HAPPENINGS: what the company did or what befell it, with its date, to put beside a series."""

from cxkit.schema.table import INSTANT, TEXT, Table, column

HAPPENINGS = Table(
    name="happenings",
    row="one dated change, incident, campaign or action",
    columns={
        "at": column(INSTANT, "when it happened or began, UTC", required=True),
        "label_ru": column(TEXT, "what it was, in Russian"),
        "label_en": column(TEXT, "what it was, in English"),
        "kind": column(TEXT, "change, incident, campaign, action: the researcher's own word"),
    },
)
