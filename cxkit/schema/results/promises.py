"""PROMISES: what was promised, for when, and what became of it."""

from cxkit.schema.table import NUMBER, TEXT, WHOLE, Table, column, place

KNOWN = ("kept", "late", "broken")
RESULTS = (*KNOWN, "unknown", "vague")

PROMISES = Table(
    name="promises",
    row="one promise of one path; neither unknown nor vague is kept or broken",
    key=("feedback_id", "promise"),
    columns={
        "feedback_id": column(TEXT, "text that tells the promise", required=True),
        "promise": column(WHOLE, "number in the order told, from 1", required=True, low=1),
        "about": column(TEXT, "time, price or action; missing when not told"),
        "result": column(TEXT, "what became of it", required=True, allowed=RESULTS),
        "moment_given": column(WHOLE, "moment of the map at which it was given"),
        "moment_closed": column(WHOLE, "moment at which it was kept or broken"),
        "day_given": column(NUMBER, "days after the path's first moment"),
        "due_days": column(NUMBER, "days from promise to due time"),
        "actual_days": column(NUMBER, "days from promise to what happened"),
        "gap_days": column(NUMBER, "actual less due; above 0 is late; so far, where it is broken"),
        **place("the words of the promise", required=True),
        **place("the words that say for when; missing when not told", prefix="due_"),
        **place("the words that tell what became of it", prefix="proof_"),
        "by": column(TEXT, "rule, model or coder", required=True),
    },
)
