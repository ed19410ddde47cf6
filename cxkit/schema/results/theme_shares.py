"""THEME_SHARES: how texts feel about each theme, without time."""

from cxkit.schema.table import TEXT, WHOLE, Table, column, interval

THEME_SHARES = Table(
    name="theme_shares",
    row="one code",
    key=("code",),
    columns={
        "code": column(TEXT, "touchpoint, factor, emotion or value of a column", required=True),
        "n": column(WHOLE, "texts with it", required=True),
        "n_negative": column(WHOLE, "of them negative", required=True),
        **interval("share_negative", "share of negative", how="Wilson"),
    },
)
