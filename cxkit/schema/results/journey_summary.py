"""JOURNEY_SUMMARY: one row a path, felt value by four readings side by side, and the verdict."""

from cxkit.schema.table import FLAG, NUMBER, TEXT, WHOLE, Table, column, place

JOURNEY_SUMMARY = Table(
    name="journey_summary",
    row="one customer's path",
    key=("feedback_id",),
    columns={
        "feedback_id": column(TEXT, "text that tells the path", required=True),
        "n_moments": column(WHOLE, "moments with or without a valence", required=True),
        "mean": column(NUMBER, "mean valence over moments", low=-2, high=2),
        "peak": column(NUMBER, "valence farthest from 0; the worse one of a tie", low=-2, high=2),
        "peak_moment": column(WHOLE, "first moment of the longest run at the peak"),
        "n_peak": column(WHOLE, "moments in that run"),
        "end_value": column(NUMBER, "valence of the last moment", low=-2, high=2),
        "trend": column(NUMBER, "least-squares slope, valence a moment; from 3 moments on"),
        "worst_drop": column(NUMBER, "largest fall to the next moment, 0 or below", high=0),
        "worst_drop_moment": column(WHOLE, "moment at which that fall ended"),
        "outcome": column(TEXT, "relationship: stay, leave, open; missing when not told"),
        "outcomes": column(TEXT, "every verdict told, joined by ';'", required=True),
        **place(
            "the words of the verdict; missing when only the whole tells it", prefix="outcome_"
        ),
        "is_lost": column(FLAG, "leaves or warns others; missing when the verdict is unknown"),
    },
)
