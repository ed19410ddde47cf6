"""RECOVERY_ACTS and RECOVERY_EFFECT: what was done for those who were hurt."""

from cxkit.schema.table import NUMBER, TEXT, WHOLE, Table, column, interval, place

QUESTIONS = ("recovered", "paradox", "double_deviation")
VERDICTS = ("higher", "lower", "no_difference", "too_few")

RECOVERY_ACTS = Table(
    name="recovery acts",
    row="one kind of recovery act",
    key=("act",),
    columns={
        "act": column(TEXT, "a recovery act of the codebook", required=True),
        "n_customers": column(WHOLE, "customers (cases) who got it", required=True),
        "n_all": column(WHOLE, "all customers (cases)", required=True),
        "hours": column(NUMBER, "median time from the customer's first contact, hours"),
        "source_id": column(TEXT, "contact or text that shows it"),
        **place("the words that show it"),
    },
)

RECOVERY_EFFECT = Table(
    name="recovery effect",
    row="one question about later satisfaction",
    key=("question",),
    columns={
        "question": column(TEXT, "which groups are compared", required=True, allowed=QUESTIONS),
        "n_with": column(WHOLE, "customers of the first group with a later rating", required=True),
        "n_without": column(WHOLE, "customers of the other group", required=True),
        "mean_with": column(NUMBER, "mean rating of the first group, 1 to 5"),
        "mean_without": column(NUMBER, "mean rating of the other group"),
        **interval(
            "effect", "first less other, points", how="corrected for the number of questions"
        ),
        "n_needed": column(WHOLE, "customers a group that would show half a point"),
        "verdict": column(TEXT, "what can be said", required=True, allowed=VERDICTS),
    },
)
