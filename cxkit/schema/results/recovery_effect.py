"""RECOVERY_ACTS, RECOVERY_EFFECT and KNOWN_ERROR_REACH: what was done for those who were hurt."""

from cxkit.schema.table import NUMBER, TEXT, WHOLE, Table, column

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
        "start": column(WHOLE, "first character of the words"),
        "end": column(WHOLE, "character after them"),
        "quote": column(TEXT, "those words"),
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
        "effect": column(NUMBER, "first less other, points"),
        "effect_low": column(NUMBER, "lower bound, 95%, corrected for the number of questions"),
        "effect_high": column(NUMBER, "upper bound"),
        "n_needed": column(WHOLE, "customers a group that would show half a point"),
        "verdict": column(TEXT, "what can be said", required=True, allowed=VERDICTS),
    },
)
