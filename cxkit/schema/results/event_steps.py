"""EVENT_STEPS: each step of an event log: who reaches it, who stops there, who comes back."""

from cxkit.schema.table import NUMBER, TEXT, WHOLE, Table, column, interval

EVENT_STEPS = Table(
    name="event_steps",
    row="one kind of step",
    key=("event",),
    columns={
        "event": column(TEXT, "the step, in the source's words", required=True),
        "n": column(WHOLE, "times it happened", required=True, low=1),
        "n_cases": column(WHOLE, "cases that reached it", required=True, low=1),
        "share_cases": column(NUMBER, "of all cases", required=True),
        "n_last": column(WHOLE, "cases for which it was the last step", required=True),
        "n_open": column(WHOLE, "of these, cases that may not be over yet", required=True),
        **interval("share_last", "drop-off: of the cases that reached it", how="Wilson"),
        "n_looped": column(WHOLE, "cases that came back to it after another step", required=True),
        "n_repeated": column(WHOLE, "cases with it twice in a row", required=True),
    },
)
