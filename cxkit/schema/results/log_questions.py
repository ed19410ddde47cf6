"""LOG_QUESTIONS: four questions to the log of a service desk."""

from cxkit.schema.table import NUMBER, TEXT, WHOLE, Table, column, interval

LOG_ANSWERS = (
    "solved_in_first_line", "ping_pong", "waited_on_customer", "waited_long_on_customer",
    "back_to_us_at_once", "ended_as_planned", "reopened",
)  # fmt: skip

LOG_QUESTIONS = Table(
    name="log questions",
    row="one answer, as a share of cases or of waits",
    key=("answer",),
    columns={
        "answer": column(TEXT, "what is counted", required=True, allowed=LOG_ANSWERS),
        "n": column(WHOLE, "cases, or waits", required=True),
        "n_of": column(WHOLE, "of these with it", required=True),
        **interval("share", "share with it"),
        "hours": column(NUMBER, "median hours of the cases or waits with it"),
    },
)
