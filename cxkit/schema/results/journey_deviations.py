"""JOURNEY_DEVIATIONS: where an actual path left the plan, by the four types of CJML."""

from cxkit.schema.table import INSTANT, NUMBER, TEXT, Table, column

DEVIATIONS = ("ad hoc", "order", "failed", "missing")

JOURNEY_DEVIATIONS = Table(
    name="journey_deviations",
    row="one deviation of one case from the plan",
    columns={
        "case_id": column(TEXT, "the case", required=True),
        "deviation": column(TEXT, "type", required=True, allowed=DEVIATIONS),
        "event": column(TEXT, "the step", required=True),
        "touchpoint": column(TEXT, "touchpoint of the step, where known"),
        "event_at": column(INSTANT, "when it happened; missing for a missing step"),
        "hours_late": column(NUMBER, "how far a failed step was behind the plan's time", low=0),
        "why": column(TEXT, "not planned, too early, too late, named as a failure, never happened",
                      required=True),
    },
)  # fmt: skip
