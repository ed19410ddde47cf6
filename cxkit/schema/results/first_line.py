"""FIRST_LINE and FIRST_LINE_ANSWERS: how ready the people were whom customers met first."""

from cxkit.schema.table import FLAG, TEXT, WHOLE, Table, column, interval, place

TIMES = ("before_told", "after_told", "after_fix", "all")
LACKS = ("no_reference", "no_promise_with_date", "neither", "automaton")

FIRST_LINE = Table(
    name="first line",
    row="one lack in one stretch of the incident",
    key=("time", "lack"),
    columns={
        "time": column(TEXT, "stretch of the incident", required=True, allowed=TIMES),
        "lack": column(TEXT, "what a contact ended without", required=True, allowed=LACKS),
        "n": column(WHOLE, "contacts on the first line in which the customer came", required=True),
        "n_of": column(WHOLE, "of these with the lack", required=True),
        **interval("share", "share with the lack"),
    },
)

FIRST_LINE_ANSWERS = Table(
    name="first line answers",
    row="one answer given in one stretch of the incident",
    key=("time", "answer"),
    columns={
        "time": column(TEXT, "stretch of the incident", required=True, allowed=TIMES),
        "answer": column(TEXT, "which answer", required=True),
        "n": column(WHOLE, "contacts with it", required=True),
        "n_answered": column(WHOLE, "contacts of the stretch with any answer", required=True),
        "n_customers": column(WHOLE, "customers who got it", required=True),
        "is_helpful": column(FLAG, "it says what is wrong or that it is fixed", required=True),
        "source_id": column(TEXT, "the first contact with it", required=True),
        **place("its words in that contact", required=True),
    },
)
