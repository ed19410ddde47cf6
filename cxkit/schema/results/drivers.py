"""DRIVERS: one theme before and after a date, with the interval of the difference."""

from cxkit.schema.table import FLAG, INSTANT, NUMBER, TEXT, WHOLE, Table, column, interval

DRIVERS = Table(
    name="drivers",
    row="one code before and after one date",
    key=("changed_at", "code"),
    columns={
        "changed_at": column(INSTANT, "end of before, beginning of after, UTC", required=True),
        "code": column(TEXT, "touchpoint, factor, emotion or value of a column", required=True),
        "n_before": column(WHOLE, "texts with it before", required=True),
        "n_after": column(WHOLE, "texts with it after", required=True),
        **interval("share_before", "share of them negative", how="Wilson"),
        **interval("share_after", "share of them negative", how="Wilson"),
        **interval("difference", "after less before", how="Newcombe", low=-1, high=1),
        "p_value": column(NUMBER, "Fisher's exact test; missing when too few", low=0, high=1),
        "p_adjusted": column(NUMBER, "after Holm over all codes that were tested", low=0, high=1),
        "is_proven": column(FLAG, "p_adjusted below 0.05; missing when too few to say"),
    },
)
