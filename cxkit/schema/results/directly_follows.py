"""DIRECTLY_FOLLOWS: which step follows which in an event log, how often and how fast."""

from cxkit.schema.table import NUMBER, TEXT, WHOLE, Table, column

START, END = "(start)", "(end)"
"""What stands before the first step of a case and behind its last one."""

DIRECTLY_FOLLOWS = Table(
    name="directly_follows",
    row="one step followed directly by another, over all cases",
    key=("source", "target"),
    columns={
        "source": column(TEXT, "the earlier step, or (start)", required=True),
        "target": column(TEXT, "the later step, or (end)", required=True),
        "n": column(WHOLE, "times it happened", required=True, low=1),
        "n_cases": column(WHOLE, "cases in which it happened", required=True, low=1),
        "n_tied": column(WHOLE, "times both bear one time, so that only the file orders them"),
        "share": column(NUMBER, "of all that follows the source", required=True),
        "hours_median": column(NUMBER, "time between the two", low=0),
        "hours_p90": column(NUMBER, "time that nine of ten did not exceed", low=0),
    },
)
