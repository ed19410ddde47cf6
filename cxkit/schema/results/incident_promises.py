"""INCIDENT_PROMISES: what the provider promised the incident's customers, and what became of it."""

from cxkit.schema.results.promises import RESULTS
from cxkit.schema.table import INSTANT, NUMBER, TEXT, WHOLE, Table, column, place

INCIDENT_PROMISES = Table(
    name="incident promises",
    row="one promise; neither unknown nor vague is kept or broken",
    key=("source_id", "promise"),
    columns={
        "source_id": column(TEXT, "contact or text that holds the promise", required=True),
        "promise": column(WHOLE, "number inside the text, from 1", required=True, low=1),
        "thread_id": column(TEXT, "customer or case", required=True),
        "given_at": column(INSTANT, "when it was given, UTC; missing in a story"),
        "about": column(TEXT, "contact, fix, money, delivery, or time, price, action of a story"),
        "line": column(TEXT, "line that gave it"),
        "due_days": column(NUMBER, "days from promise to due time, where told"),
        "result": column(TEXT, "what became of it", required=True, allowed=RESULTS),
        "told_by": column(TEXT, "contact or text that tells the result"),
        "told_at": column(INSTANT, "when it was told, UTC"),
        **place("the words of the promise", required=True),
    },
)
