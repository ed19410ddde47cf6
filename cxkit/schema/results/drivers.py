"""DRIVERS: one theme before and after a date, with the interval of the difference."""

from cxkit.schema.table import FLAG, INSTANT, NUMBER, TEXT, WHOLE, Table, column

DRIVERS = Table(
    name="drivers",
    row="one code before and after one date",
    key=("changed_at", "code"),
    columns={
        "changed_at": column(INSTANT, "end of before, beginning of after, UTC", required=True),
        "code": column(TEXT, "touchpoint, factor, emotion or value of a column", required=True),
        "n_before": column(WHOLE, "texts with it before", required=True),
        "n_after": column(WHOLE, "texts with it after", required=True),
        "share_before": column(NUMBER, "share of them negative"),
        "share_before_low": column(NUMBER, "lower Wilson bound"),
        "share_before_high": column(NUMBER, "upper Wilson bound"),
        "share_after": column(NUMBER, "share of them negative"),
        "share_after_low": column(NUMBER, "lower Wilson bound"),
        "share_after_high": column(NUMBER, "upper Wilson bound"),
        "difference": column(NUMBER, "after less before", low=-1, high=1),
        "difference_low": column(NUMBER, "lower bound, 95 %, Newcombe", low=-1, high=1),
        "difference_high": column(NUMBER, "upper bound, 95 %, Newcombe", low=-1, high=1),
        "p_value": column(NUMBER, "Fisher's exact test; missing when too few", low=0, high=1),
        "p_adjusted": column(NUMBER, "after Holm over all codes that were tested", low=0, high=1),
        "is_proven": column(FLAG, "p_adjusted below 0.05; missing when too few to say"),
    },
)
