"""CORRECTIONS: what people overruled, confirmed or added to the machine's codes."""

from cxkit.schema.mentions import LAYERS
from cxkit.schema.table import NUMBER, TEXT, WHOLE, Table, column

VERDICTS = ("confirm", "reject", "change", "add")

CORRECTIONS = Table(
    name="corrections",
    row="one verdict of one coder on one code at one place of a text",
    columns={
        "feedback_id": column(TEXT, "id of the text", required=True),
        "start": column(WHOLE, "first character, counted from 0", required=True, low=0),
        "end": column(WHOLE, "character after the last one", required=True, low=1),
        "code": column(TEXT, "the code judged, or the one to add", required=True),
        "verdict": column(TEXT, "confirm, reject, change or add", required=True, allowed=VERDICTS),
        "coder": column(TEXT, "pseudonymous key of the person", required=True),
        "layer": column(TEXT, "layer of the code; needed to add", allowed=LAYERS),
        "new_code": column(TEXT, "code instead, for change"),
        "value": column(NUMBER, "value instead, for change, confirm or add"),
    },
)
