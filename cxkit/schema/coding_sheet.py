"""CODING_SHEET: sentences to be coded by people, one a row."""

from cxkit.schema.table import TEXT, WHOLE, Table, column

CODED = ("touchpoint", "factor", "emotion", "sentiment")
"""Layers that a person fills in: codes joined by ';', 'none' for none, empty for not coded."""

TONES = ("negative", "neutral", "positive", "unsure")
"""Codes of the layer sentiment; the machine alone is unsure."""

NONE = "none"

CODING_SHEET = Table(
    name="coding_sheet",
    row="one sentence coded by one coder",
    key=("coder", "feedback_id", "start"),
    columns={
        "coder": column(TEXT, "pseudonymous key of the coder, or 'machine'", required=True),
        "feedback_id": column(TEXT, "id of the text", required=True),
        "start": column(WHOLE, "first character of the sentence", required=True, low=0),
        "end": column(WHOLE, "character after it", required=True, low=1),
        "quote": column(TEXT, "the sentence", required=True),
        "stratum": column(TEXT, "stratum from which the text was drawn"),
        "touchpoint": column(TEXT, "touchpoints of the codebook that the sentence is about"),
        "factor": column(TEXT, "factors that it names"),
        "emotion": column(TEXT, "emotions that it names"),
        "sentiment": column(TEXT, "negative, neutral or positive"),
    },
)
