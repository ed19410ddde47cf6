"""JOURNEY_CODES: which factors and emotions a touchpoint has more often than the rest."""

from cxkit.schema.table import NUMBER, TEXT, WHOLE, Table, column

JOURNEY_CODES = Table(
    name="journey_codes",
    row="one factor or emotion at one touchpoint",
    key=("touchpoint", "layer", "code"),
    columns={
        "touchpoint": column(TEXT, "where customer and provider met", required=True),
        "layer": column(TEXT, "what sort of code", required=True, allowed=("factor", "emotion")),
        "code": column(TEXT, "code of the codebook", required=True),
        "n": column(WHOLE, "moments of the touchpoint that have it", required=True, low=1),
        "share": column(NUMBER, "of the touchpoint's moments", required=True),
        "lift": column(NUMBER, "that share over the share in all moments", required=True, low=0),
    },
)
