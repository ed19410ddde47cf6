"""EVENT_FLOW: the first steps of all cases, place by place, as a flow."""

from cxkit.schema.table import NUMBER, TEXT, WHOLE, Table, column

OTHER = "(other)"
"""Stands for the rarer steps of one place."""

EVENT_FLOW = Table(
    name="event_flow",
    row="cases that went from one step to the next at one place of their path",
    key=("place", "source", "target"),
    columns={
        "place": column(WHOLE, "place of the source on the path, from 1", required=True, low=1),
        "source": column(TEXT, "step there, or (other)", required=True),
        "target": column(TEXT, "next step, (other) or (end)", required=True),
        "n_cases": column(WHOLE, "cases", required=True, low=1),
        "hours_median": column(NUMBER, "time between the two", low=0),
    },
)
