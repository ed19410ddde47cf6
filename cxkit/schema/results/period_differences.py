"""PERIOD_DIFFERENCES: whether the periods of a series differ at all."""

from cxkit.schema.table import FLAG, INSTANT, NUMBER, TEXT, WHOLE, Table, column

PERIOD_DIFFERENCES = Table(
    name="period_differences",
    row="one group",
    key=("group",),
    columns={
        "group": column(TEXT, "group of the timeline", required=True),
        "n_periods": column(WHOLE, "periods with an interval", required=True),
        "lowest_at": column(INSTANT, "period with the lowest figure, UTC"),
        "lowest": column(NUMBER, "its figure"),
        "highest_at": column(INSTANT, "period with the highest figure, UTC"),
        "highest": column(NUMBER, "its figure"),
        "p_value": column(NUMBER, "of no difference between any periods", low=0, high=1),
        "p_adjusted": column(NUMBER, "after Holm over all groups", low=0, high=1),
        "is_proven": column(FLAG, "p_adjusted below 0.05"),
    },
)
