"""NEAR_DUPLICATES: texts that are nearly the same and close in time."""

from cxkit.schema.table import INSTANT, TEXT, WHOLE, Table, column

NEAR_DUPLICATES = Table(
    name="near_duplicates",
    row="one text of a group of near-duplicates",
    key=("feedback_id",),
    columns={
        "cluster": column(WHOLE, "number of the group, from 1", required=True, low=1),
        "feedback_id": column(TEXT, "id of the text", required=True),
        "created_at": column(INSTANT, "when it was written, UTC", required=True),
        "n": column(WHOLE, "texts in the group", required=True, low=2),
    },
)
