"""Small hand-made frames of an incident, shared by its tests."""

from types import SimpleNamespace

import pandas as pd
import pytest

from cxkit.measures.incident_contacts import incident_contacts
from cxkit.measures.incident_membership import incident_membership
from cxkit.schema.incident import Window

WINDOW = Window(pd.Timestamp("2026-04-13", tz="UTC"), pd.Timestamp("2026-04-20", tz="UTC"))


def contacts(*rows):
    """Rows of (id, case, customer, start, end, line, direction, resolution)."""
    names = [
        "contact_id", "case_id", "customer_key", "started_at", "ended_at", "line", "direction",
        "resolution",
    ]  # fmt: skip
    frame = pd.DataFrame(list(rows), columns=names).assign(channel="phone", text="text")
    for name in ("started_at", "ended_at"):
        frame[name] = pd.to_datetime(frame[name], utc=True)
    return frame


def topics(**by):
    """Mentions of the topic: id to "words" or to a likeness."""
    return pd.DataFrame(
        {
            "feedback_id": list(by),
            "start": 0,
            "end": 4,
            "quote": "text",
            "layer": "topic",
            "code": "I-1",
            "score": [0.95 if rule == "words" else rule for rule in by.values()],
            "by": ["topic:x" if rule == "words" else "likeness" for rule in by.values()],
        }
    )


# One customer rings, is passed to the second line and back, and rings again; another is told.
THREADS = contacts(
    ("c1", None, "K1", "2026-04-14 08:00", "2026-04-14 08:10", "1", "in", "transferred"),
    ("c2", "T1", "K1", "2026-04-14 09:10", "2026-04-14 09:20", "2", "in", "transferred"),
    ("c3", "T1", "K1", "2026-04-14 10:20", "2026-04-14 10:30", "1", "in", "open"),
    ("c4", "T1", "K1", "2026-04-15 10:30", "2026-04-15 10:40", "1", "in", "solved"),
    ("c5", None, "K2", "2026-04-15 12:00", "2026-04-15 11:00", "1", "in", "open"),
    ("c6", None, "K2", "2026-04-16 12:00", None, "2", "out", "solved"),
    ("c7", None, "K3", "2026-04-15 12:00", "2026-04-15 12:05", "1", "in", "solved"),
)


def members(threads):
    """Take every contact in, whatever is said in it."""
    overrule = pd.DataFrame({"source_id": threads["contact_id"], "is_member": True})
    return incident_membership(threads, topics(), WINDOW, overrule=overrule)


@pytest.fixture
def record():
    calls = incident_contacts(THREADS, members(THREADS))
    return SimpleNamespace(
        threads=THREADS, window=WINDOW, topics=topics, members=members, calls=calls
    )
