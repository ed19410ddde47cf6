"""SPIKES: periods with many more events than the periods before them."""

from cxkit.schema.table import FLAG, INSTANT, NUMBER, TEXT, WHOLE, Table, column

SPIKES = Table(
    name="spikes",
    row="one period of one group that was compared with the periods before it",
    key=("group", "period_at"),
    columns={
        "group": column(TEXT, "series, as in the timeline", required=True),
        "period_at": column(INSTANT, "beginning of the period, UTC", required=True),
        "n": column(WHOLE, "events in it", required=True),
        "expected": column(NUMBER, "mean of the periods before it", required=True, low=0),
        "dispersion": column(NUMBER, "variance over mean of those periods; 1 is Poisson"),
        "p_value": column(NUMBER, "chance of so many or more", low=0, high=1),
        "p_adjusted": column(NUMBER, "after Holm over all periods and groups", low=0, high=1),
        "is_spike": column(FLAG, "p_adjusted below 0.05", required=True),
    },
)
