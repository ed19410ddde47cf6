"""EVENT_PATHS: whole paths through an event log, with their support."""

from cxkit.schema.table import NUMBER, TEXT, WHOLE, Table, column

ARROW = " → "

EVENT_PATHS = Table(
    name="event_paths",
    row="one sequence of steps that cases went through from first to last",
    key=("path",),
    columns={
        "path": column(
            TEXT, "steps joined by ' → '; repeats in a row once, with ×n", required=True
        ),
        "n_steps": column(WHOLE, "steps, repeats counted", required=True, low=1),
        "n_cases": column(WHOLE, "cases with exactly this path", required=True, low=1),
        "share_cases": column(NUMBER, "of all cases", required=True),
        "share_so_far": column(NUMBER, "of all cases, with all paths above"),
        "hours_median": column(NUMBER, "from first to last step", low=0),
    },
)
