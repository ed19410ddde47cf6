"""JOURNEY_MAP: the moments of each customer's path, in the order in which they happened."""

from cxkit.schema.table import FLAG, NUMBER, TEXT, WHOLE, Table, column, place

SEPARATOR = ";"
"""Between several codes in one cell of `emotions`, `factors`, `recovery`."""

JOURNEY_MAP = Table(
    name="journey_map",
    row="one moment of one path, in the order in which it happened",
    key=("feedback_id", "moment"),
    columns={
        "feedback_id": column(TEXT, "text that tells the path", required=True),
        "moment": column(
            WHOLE, "place in the order that it happened, from 1", required=True, low=1
        ),
        "episode": column(WHOLE, "place in the order that it was told, from 1", required=True),
        "stage": column(TEXT, "stage of the touchpoint; missing for a code outside the codebook"),
        "is_returned": column(FLAG, "thrown back to a stage already left", required=True),
        "touchpoint": column(TEXT, "where customer and provider met", required=True),
        "channel": column(TEXT, "by which way; 'unknown' when not told", required=True),
        "valence": column(NUMBER, "what was felt, -2 to 2", low=-2, high=2),
        "emotions": column(TEXT, "codes joined by ';', empty when none is named", required=True),
        "factors": column(TEXT, "what went wrong: codes joined by ';'", required=True),
        "recovery": column(TEXT, "what was made good: codes joined by ';'", required=True),
        "n_contacts": column(NUMBER, "contacts told in this moment"),
        "minutes_spent": column(NUMBER, "customer's own time, as told", low=0),
        "minutes_waited": column(NUMBER, "time waited, as told", low=0),
        "day": column(NUMBER, "days after the first moment; missing when unknown"),
        "day_low": column(NUMBER, "earliest day it can be; missing when unknown"),
        "day_high": column(NUMBER, "latest day it can be; missing when unknown"),
        **place("the words that tell the moment", required=True),
        "score": column(NUMBER, "confidence of the coder", low=0, high=1),
        "by": column(TEXT, "rule, model or coder", required=True),
    },
)
