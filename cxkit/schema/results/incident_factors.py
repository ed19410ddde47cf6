"""INCIDENT_FACTORS: what contributed to an incident; several, never one cause, never a person."""

from cxkit.schema.table import TEXT, WHOLE, Table, column, interval, place

CONFIDENCES = ("both", "log", "words")
"""Shown by records and by words; by records only; by words only."""

INCIDENT_FACTORS = Table(
    name="incident factors",
    row="one contributing factor",
    key=("factor",),
    columns={
        "factor": column(TEXT, "a factor of the codebook", required=True),
        "n_cases": column(WHOLE, "cases that show it, in records or in words", required=True),
        "n_log": column(WHOLE, "cases whose records show it", required=True),
        "n_words": column(WHOLE, "cases in whose texts it is said", required=True),
        "n_all": column(WHOLE, "all cases", required=True),
        **interval("share", "share of the cases that show it"),
        "confidence": column(TEXT, "what shows it", required=True, allowed=CONFIDENCES),
        "source_id": column(TEXT, "contact or text with the usual words"),
        **place("the words nearest the usual length"),
    },
)
