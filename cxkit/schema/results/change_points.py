"""CHANGE_POINTS and CHANGE_SEGMENTS: when a series changed, how surely, and its level between."""

from cxkit.schema.table import FLAG, INSTANT, NUMBER, TEXT, WHOLE, Table, column, interval

CHANGE_POINTS = Table(
    name="change_points",
    row="one place where one series may have changed",
    key=("group", "changed_at"),
    columns={
        "group": column(TEXT, "series, as in the timeline", required=True),
        "changed_at": column(INSTANT, "beginning of the first period after it, UTC", required=True),
        "changed_at_low": column(INSTANT, "earliest beginning, 95 %, UTC", required=True),
        "changed_at_high": column(INSTANT, "latest beginning, 95 %, UTC", required=True),
        "before": column(NUMBER, "level between the previous change and this one", required=True),
        "after": column(NUMBER, "level between this change and the next one", required=True),
        **interval("difference", "after less before", required=True),
        "p_value": column(NUMBER, "of a change here, by simulation", low=0, high=1),
        "p_adjusted": column(NUMBER, "corrected for all series searched", low=0, high=1),
        "confidence": column(
            NUMBER, "share of resampled series in which the change is found", low=0, high=1
        ),
        "is_proven": column(FLAG, "passed the test; others are counted, not drawn", required=True),
    },
)

CHANGE_SEGMENTS = Table(
    name="change_segments",
    row="one stretch of one series between proven changes",
    key=("group", "from_at"),
    columns={
        "group": column(TEXT, "series, as in the timeline", required=True),
        "from_at": column(INSTANT, "beginning of its first period, UTC", required=True),
        "until_at": column(INSTANT, "end of its last period, UTC", required=True),
        "n": column(WHOLE, "texts in it", required=True),
        **interval("level", "mean level"),
    },
)
