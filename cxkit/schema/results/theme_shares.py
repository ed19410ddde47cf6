"""THEME_SHARES: how texts feel about each theme, without time."""

from cxkit.schema.table import NUMBER, TEXT, WHOLE, Table, column

THEME_SHARES = Table(
    name="theme_shares",
    row="one code",
    key=("code",),
    columns={
        "code": column(TEXT, "touchpoint, factor, emotion or value of a column", required=True),
        "n": column(WHOLE, "texts with it", required=True, low=0),
        "n_negative": column(WHOLE, "of them negative", required=True, low=0),
        "share_negative": column(NUMBER, "share of negative", low=0, high=1),
        "share_negative_low": column(NUMBER, "lower Wilson bound", low=0, high=1),
        "share_negative_high": column(NUMBER, "upper Wilson bound", low=0, high=1),
    },
)
