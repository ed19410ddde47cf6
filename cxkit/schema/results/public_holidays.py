"""PUBLIC_HOLIDAYS: days off in the time of a timeline, and how customers felt on them."""

from cxkit.schema.table import NUMBER, TEXT, WHOLE, Table, column, interval

PUBLIC_HOLIDAYS = Table(
    name="public_holidays",
    row="one holiday: neighbouring days off under one name are one row",
    key=("from_on",),
    columns={
        "from_on": column(TEXT, "first day, YYYY-MM-DD", required=True),
        "until_on": column(TEXT, "last day, YYYY-MM-DD", required=True),
        "label_ru": column(TEXT, "name in Russian", required=True),
        "label_en": column(TEXT, "name in English", required=True),
        "n": column(WHOLE, "texts on these days", required=True),
        **interval("net", "share positive minus share negative", low=-1, high=1),
        "n_around": column(WHOLE, "texts on other days within 14 days", required=True),
        "net_around": column(NUMBER, "net of those days", low=-1, high=1),
        **interval("difference", "net less net_around", how="for all holidays together"),
    },
)
