"""MENTION_COUNTS: how much of each sort was found in texts."""

from cxkit.schema.mentions import LAYERS
from cxkit.schema.table import TEXT, WHOLE, Table, column

MENTION_COUNTS = Table(
    name="mention_counts",
    row="one layer of mentions",
    key=("layer",),
    columns={
        "layer": column(TEXT, "what sort of thing was found", required=True, allowed=LAYERS),
        "n_mentions": column(WHOLE, "how often", required=True),
        "n_texts": column(WHOLE, "in how many texts", required=True),
        "n_codes": column(WHOLE, "how many different codes", required=True),
    },
)
