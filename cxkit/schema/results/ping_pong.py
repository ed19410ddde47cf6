"""PING_PONG: cases thrown from one line to another and back."""

from cxkit.schema.table import NUMBER, TEXT, WHOLE, Table, column

PING_PONG = Table(
    name="ping_pong",
    row="two lines between which cases went to and fro",
    key=("first_line", "second_line"),
    columns={
        "first_line": column(TEXT, "who had the case before and after", required=True),
        "second_line": column(TEXT, "who had it in between", required=True),
        "n": column(WHOLE, "times it came back", required=True, low=1),
        "n_cases": column(WHOLE, "cases in which it came back", required=True, low=1),
        "share_cases": column(NUMBER, "of all cases with a line", required=True),
        "hours_median": column(NUMBER, "time until it was back", low=0),
    },
)
