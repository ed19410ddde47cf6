"""CASE_TIMELINE: everything known about one case or customer on one time axis."""

from cxkit.schema.table import INSTANT, NUMBER, TEXT, Table, column, place

KINDS = ("contact", "event", "feedback", "reply", "moment")

CASE_TIMELINE = Table(
    name="case_timeline",
    row="one thing that happened, by time; things without a time come last",
    columns={
        "at": column(INSTANT, "when, UTC; missing when unknown"),
        "ended_at": column(INSTANT, "when it ended, where it lasted"),
        "kind": column(TEXT, "which table it comes from", required=True, allowed=KINDS),
        "what": column(TEXT, "event, touchpoint, or kind of feedback", required=True),
        "channel": column(TEXT, "by which way"),
        "valence": column(NUMBER, "felt, -2 to 2, where told or rated", low=-2, high=2),
        "source_id": column(TEXT, "id of the row in its table", required=True),
        **place("words of the moment"),
        "joined_by": column(TEXT, "key that ties it to the case", required=True),
    },
)
