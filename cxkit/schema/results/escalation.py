"""ESCALATION_STEPS, ESCALATION_CASES and ESCALATION_LINES: the way of cases through the lines."""

from cxkit.schema.table import FLAG, INSTANT, NUMBER, TEXT, WHOLE, Table, column

WAITS = ("us", "customer", "partner")

ESCALATION_STEPS = Table(
    name="escalation steps",
    row="one stretch of a case: a line works on it, or it waits",
    key=("thread_id", "step"),
    columns={
        "thread_id": column(TEXT, "customer or case", required=True),
        "step": column(WHOLE, "place in the case, from 1", required=True, low=1),
        "kind": column(TEXT, "work or wait", required=True, allowed=("work", "wait")),
        "line": column(TEXT, "line that has the case; in a wait, the line that had it last"),
        "waits_on": column(TEXT, "whose move it is", required=True, allowed=WAITS),
        "from_at": column(INSTANT, "start, UTC", required=True),
        "until_at": column(INSTANT, "end, UTC", required=True),
        "hours": column(NUMBER, "length in hours", required=True, low=0),
        "source_id": column(TEXT, "contact or case that shows it"),
        "role": column(TEXT, "of the contact: first, repeat, handover, told; missing in a log"),
    },
)

ESCALATION_CASES = Table(
    name="escalation cases",
    row="one case of the incident",
    key=("thread_id",),
    columns={
        "thread_id": column(TEXT, "customer or case", required=True),
        "path": column(TEXT, "lines in order, each run once, joined by >", required=True),
        "n_steps": column(WHOLE, "stretches of work", required=True, low=1),
        "n_handovers": column(WHOLE, "times that it was handed over", required=True),
        "n_returns": column(WHOLE, "of these to a line that had the case before", required=True),
        "is_first_line_only": column(FLAG, "no other line had it", required=True),
        "is_ping_pong": column(FLAG, "it came back to a line that had passed it on", required=True),
        "n_without_number": column(WHOLE, "contacts without a case number"),
        "hours": column(NUMBER, "from its start to its last known end", required=True, low=0),
        "hours_us": column(NUMBER, "of these worked by us or waiting on us", required=True),
        "hours_customer": column(NUMBER, "waiting on the customer", required=True),
        "hours_partner": column(NUMBER, "with or waiting on a partner", required=True),
        "is_typical": column(FLAG, "the real case nearest the medians", required=True),
    },
)

ESCALATION_LINES = Table(
    name="escalation lines",
    row="one line or team that had cases of the incident",
    key=("line",),
    columns={
        "line": column(TEXT, "its name", required=True),
        "n_cases": column(WHOLE, "cases that it had", required=True),
        "n_steps": column(WHOLE, "stretches of work", required=True),
        "hours_work": column(NUMBER, "worked in all; missing without ends"),
        "hours_wait": column(NUMBER, "median wait after it, hours; missing without a wait"),
    },
)
