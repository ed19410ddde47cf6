"""JOURNEY_GROUPS: two groups of paths side by side, touchpoint by touchpoint."""

from cxkit.schema.table import FLAG, NUMBER, TEXT, WHOLE, Table, column, interval

JOURNEY_GROUPS = Table(
    name="journey_groups",
    row="one touchpoint, two groups of paths",
    key=("touchpoint",),
    columns={
        "touchpoint": column(TEXT, "where customer and provider met", required=True),
        "first_group": column(TEXT, "name of the first group", required=True),
        "first_n": column(WHOLE, "its paths here", required=True, low=0),
        **interval("first_mean", "mean of its paths' means", low=-2, high=2),
        "second_group": column(TEXT, "name of the second group", required=True),
        "second_n": column(WHOLE, "its paths here", required=True, low=0),
        **interval("second_mean", "mean of its paths' means", low=-2, high=2),
        **interval("difference", "first less second", how="Welch"),
        "p_adjusted": column(
            NUMBER, "permutation test after Holm; missing when too few", low=0, high=1
        ),
        "is_significant": column(FLAG, "p_adjusted below 0.05; missing when too few to say"),
    },
)
