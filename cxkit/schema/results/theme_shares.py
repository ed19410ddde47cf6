"""THEME_SHARES: how texts feel about each theme, without time."""

from cxkit.schema.table import NUMBER, TEXT, WHOLE, Table, column

THEME_SHARES = Table(
    name="theme_shares",
    row="one code",
    key=("code",),
    columns={
        "code": column(TEXT, "touchpoint, factor, emotion or value of a column", required=True),
        "n": column(WHOLE, "texts with it", required=True),
        "n_negative": column(WHOLE, "of them negative", required=True),
        "share_negative": column(NUMBER, "share of negative"),
        "share_negative_low": column(NUMBER, "lower Wilson bound"),
        "share_negative_high": column(NUMBER, "upper Wilson bound"),
    },
)
