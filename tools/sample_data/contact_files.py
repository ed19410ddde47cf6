"""The contact log as files, and what is planted in it."""

from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any

from .contacts import CHANNELS, TOPICS, Contact
from .incident_contacts import UNHELPFUL
from .world import csv_bytes, settings

COLUMNS = (
    "contact_id", "case_id", "customer_key", "started_at", "ended_at", "channel", "direction",
    "line", "agent", "text", "resolution",
)  # fmt: skip
"""Of the declared table."""
MEANT = (
    "contact_id", "thread", "topic", "kind", "language", "answer", "promise", "tells", "flaw",
)  # fmt: skip
HELD = {
    "customer_key": "customer.key",
    "started_at": "shown_start",
    "ended_at": "shown_end",
    "language": "customer.language",
    "promise": "fate",
}
"""Columns that a contact holds under another name."""


def contacts_csv(contacts: list[Contact], columns: Sequence[str] = COLUMNS) -> bytes:
    """The contact log with the names of the declared table; or what was meant (`MEANT`)."""
    cells = attrgetter(*(HELD.get(name, name) for name in columns))
    return csv_bytes([columns, *map(cells, contacts)])


def planted(contacts: list[Contact], swallowed: int) -> dict[str, Any]:
    """The truths of the contact log and of its incident."""
    incident = settings()["incident"]
    ours = [c for c in contacts if c.topic == "incident"]
    asked = [c for c in ours if c.kind in ("first", "repeat")]
    threads: dict[int, list[Contact]] = {}
    for contact in ours:
        threads.setdefault(contact.thread, []).append(contact)
    by_day: dict[str, int] = {}
    for contact in asked:
        day = contact.started.date().isoformat()
        by_day[day] = by_day.get(day, 0) + 1
    first_signal = min(c.started for c in ours)
    gap_start, gap_end = incident["chat_gap"]

    def hours(until: datetime) -> float:
        return round((until - first_signal).total_seconds() / 3600, 2)

    return {
        "rows": len(contacts),
        "customers": len({c.customer.key for c in contacts}),
        "english": sum(c.customer.language == "en" for c in contacts),
        "without_case_id": sum(not c.case_id for c in contacts),
        "repeats": sum(c.kind == "repeat" for c in contacts),
        "topics": {t: sum(c.topic == t for c in contacts) for t in [*TOPICS, "incident"]},
        "promises": _promises(contacts),
        "end_before_start": sum(c.flaw == "end_before_start" for c in contacts),
        "bad_start": sum(c.flaw == "bad_start" for c in contacts),
        "empty_text": sum(c.flaw == "empty_text" for c in contacts),
        "missing_end": sum(not c.shown_end for c in contacts),
        "in_universal_time": sum(c.line == "partner" for c in contacts),
        "chat_gap": {
            "from": gap_start.isoformat(),
            "to": gap_end.isoformat(),
            "contacts_lost": swallowed,
        },
        "incident": {
            "contacts": len(ours),
            "asked_by_customers": len(asked),
            "customers": len({c.customer.key for c in ours}),
            "threads": len(threads),
            "repeats": sum(c.kind == "repeat" for c in ours),
            "transfers": sum(c.kind == "transfer" for c in ours),
            "outbound": sum(c.kind == "outbound" for c in ours),
            "without_case_id": sum(not c.case_id for c in ours),
            "asked_without_case_id": sum(not c.case_id for c in asked),
            "by_line": {line: sum(c.line == line for c in ours) for line in ("1", "2", "partner")},
            "by_channel": {ch: sum(c.channel == ch for c in ours) for ch in CHANNELS},
            "asked_by_day": dict(sorted(by_day.items())),
            "threads_handed_to_line_2": _handed(ours, "2"),
            "threads_with_ping_pong": _handed(ours, "1"),
            "answers": {
                a: sum(c.answer == a for c in ours) for a in [*UNHELPFUL, "receipt", "fixed"]
            },
            "promises": _promises(ours),
            "first_signal_at": first_signal.isoformat(),
            "last_contact_at": max(c.started for c in ours).isoformat(),
            "hours_to_acknowledgement": hours(incident["acknowledged_at"]),
            "hours_to_fix": hours(incident["fixed_at"]),
        },
    }


def _promises(contacts: list[Contact]) -> dict[str, int]:
    given = [c for c in contacts if c.promise]
    return {"given": len(given)} | {
        f: sum(c.fate == f for c in given) for f in ("kept", "broken", "unknown")
    }


def _handed(contacts: list[Contact], line: str) -> int:
    """Threads that were handed to a line; customers who come again by themselves are not."""
    return len({c.thread for c in contacts if c.kind == "transfer" and c.line == line})
