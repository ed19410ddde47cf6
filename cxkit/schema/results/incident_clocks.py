"""INCIDENT_MILESTONES, INCIDENT_CLOCKS, INCIDENT_CHRONOLOGY: when what happened, on whose side."""

from cxkit.schema.incident import MILESTONES
from cxkit.schema.table import FLAG, INSTANT, NUMBER, TEXT, WHOLE, Table, column, place

SIDES = ("customers", "company")
ENTRIES = (
    "first_signal", "first_contact", "public", "peak_day", "last_contact", "told_customer",
    "reached_customer", "gap", "episode",
    *MILESTONES,
)  # fmt: skip
CLOCKS = (
    "signal_to_alert", "signal_to_known_error", "signal_to_acknowledged", "signal_to_fixed",
    "signal_to_verified", "deployed_to_signal", "deployed_to_fixed", "known_error_to_first_line",
    "first_line_to_acknowledged", "acknowledged_to_fixed",
)  # fmt: skip

INCIDENT_MILESTONES = Table(
    name="incident milestones",
    row="one thing that the company did, with the time that holds",
    key=("milestone",),
    columns={
        "milestone": column(TEXT, "what happened", required=True, allowed=MILESTONES),
        "at": column(INSTANT, "when, UTC; the log's time where it has one"),
        "source": column(TEXT, "log, stated, or missing", required=True),
        "source_id": column(TEXT, "system that recorded it, or the incident file"),
        "stated_at": column(INSTANT, "when the incident file says that it was, UTC"),
        "is_conflict": column(FLAG, "log and file differ by over a minute", required=True),
    },
)

INCIDENT_CLOCKS = Table(
    name="incident clocks",
    row="one length of time between two moments of the incident",
    key=("clock",),
    columns={
        "clock": column(TEXT, "from what to what", required=True, allowed=CLOCKS),
        "from_at": column(INSTANT, "start, UTC"),
        "until_at": column(INSTANT, "end, UTC"),
        "hours": column(NUMBER, "length in hours; missing while an end is unknown"),
        "n_asked": column(WHOLE, "contacts in which customers came meanwhile"),
    },
)

INCIDENT_CHRONOLOGY = Table(
    name="incident chronology",
    row="one dated entry of the incident, in order; a gap is an entry too",
    columns={
        "mark": column(WHOLE, "number in the list and in the figure, from 1; missing for a gap"),
        "entry": column(TEXT, "what it is", required=True, allowed=ENTRIES),
        "side": column(TEXT, "whose side", required=True, allowed=SIDES),
        "at": column(INSTANT, "when, UTC; missing when the source does not say"),
        "until_at": column(INSTANT, "its end, for a gap"),
        "source_id": column(TEXT, "contact, text or record that says so"),
        **place("the words that say so"),
        "about": column(TEXT, "channel of a gap, touchpoint of an episode, day's count"),
        "is_day_only": column(FLAG, "the hour is unknown", required=True),
        "is_conflict": column(FLAG, "two sources give different times", required=True),
    },
)
