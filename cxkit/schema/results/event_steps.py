"""EVENT_STEPS: each step of an event log: who reaches it, who stops there, who comes back."""

from cxkit.schema.table import NUMBER, TEXT, WHOLE, Table, column

EVENT_STEPS = Table(
    name="event_steps",
    row="one kind of step",
    key=("event",),
    columns={
        "event": column(TEXT, "the step, in the source's words", required=True),
        "n": column(WHOLE, "times it happened", required=True, low=1),
        "n_cases": column(WHOLE, "cases that reached it", required=True, low=1),
        "share_cases": column(NUMBER, "of all cases", required=True, low=0, high=1),
        "n_last": column(WHOLE, "cases for which it was the last step", required=True, low=0),
        "n_open": column(WHOLE, "of these, cases that may not be over yet", required=True, low=0),
        "share_last": column(NUMBER, "drop-off: of the cases that reached it", low=0, high=1),
        "share_last_low": column(NUMBER, "Wilson interval", low=0, high=1),
        "share_last_high": column(NUMBER, "Wilson interval", low=0, high=1),
        "n_looped": column(WHOLE, "cases that came back to it after another step", required=True),
        "n_repeated": column(WHOLE, "cases with it twice in a row", required=True),
    },
)
