"""PLAN: the journey as the provider planned it."""

from cxkit.schema.table import FLAG, NUMBER, TEXT, WHOLE, Table, column

PLAN = Table(
    name="plan",
    row="one planned step, or one step that the plan does not want",
    key=("event",),
    columns={
        "event": column(TEXT, "name of the step in the event log", required=True),
        "step": column(WHOLE, "place in the plan, from 1; missing for a step not wanted", low=1),
        "touchpoint": column(TEXT, "touchpoint of the codebook"),
        "channel": column(TEXT, "planned channel"),
        "within_hours": column(NUMBER, "latest time after the step before it", low=0),
        "is_optional": column(FLAG, "may be left out", required=True),
        "is_failure": column(FLAG, "says that a planned step failed", required=True),
    },
)
