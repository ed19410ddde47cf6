"""Four months of support contacts, in order, with their gap and their flaws."""

from datetime import UTC, timedelta
from random import Random

from .contacts import Contact
from .incident_contacts import IncidentWriter, first_contact
from .world import HOLIDAYS, Customer, Order, poisson, settings

WEEKDAYS = [1.35, 1.15, 1.05, 1.0, 1.02, 0.74, 0.69]


def write_contacts(
    rng: Random, customers: list[Customer], orders: list[Order]
) -> tuple[list[Contact], int]:
    """All contacts in order of time, and how many the chat gap swallowed."""
    writer, world = IncidentWriter(rng, customers, orders), settings()
    incident, (start, end) = world["incident"], world["calendar"]["contacts"]
    contacts: list[Contact] = []
    day = start
    while day <= end:
        rate = 18.2 * WEEKDAYS[day.weekday()] * (0.62 if day in HOLIDAYS else 1.0)
        for _ in range(poisson(rng, rate)):
            contacts += writer.everyday(day)
        day += timedelta(1)
    affected = [o for o in orders if o.affected]
    for position, order in enumerate(affected):
        if position and rng.random() < 0.1:
            continue
        contacts += writer.incident_thread(
            order, first_contact(rng, order, incident, first=position == 0)
        )
    for contact in contacts:
        contact.started = contact.started.replace(microsecond=0)
    contacts = [c for c in contacts if c.started.date() <= end]
    gap_start, gap_end = incident["chat_gap"]
    kept = [c for c in contacts if not (c.channel == "chat" and gap_start <= c.started < gap_end)]
    kept.sort(key=lambda c: (c.started, c.thread))
    _first_in_thread(kept)
    for position, contact in enumerate(kept):
        contact.contact_id = f"S-{500000 + position * 11}"
    _fates(kept)
    _flaws(rng, kept)
    return kept, len(contacts) - len(kept)


def _first_in_thread(contacts: list[Contact]) -> None:
    """When the gap took a first contact, the next customer's contact becomes the first we know."""
    seen: set[int] = set()
    for contact in contacts:
        if contact.kind in ("first", "repeat"):
            contact.kind = "repeat" if contact.thread in seen else "first"
            seen.add(contact.thread)


def _fates(contacts: list[Contact]) -> None:
    """Kept, broken or unknown: what the log itself later says of each promise."""
    threads: dict[int, list[Contact]] = {}
    for contact in contacts:
        threads.setdefault(contact.thread, []).append(contact)
    for thread in threads.values():
        for position, contact in enumerate(thread):
            if contact.promise:
                later = thread[position + 1 :]
                stop = next((i for i, c in enumerate(later) if c.promise), len(later) - 1)
                told = [c.tells for c in later[: stop + 1] if c.tells]
                contact.fate = told[0] if told else "unknown"


def _flaws(rng: Random, contacts: list[Contact]) -> None:
    """Ends before starts, missing ends, unreadable starts, partner rows in universal time."""
    plain = [c for c in contacts if c.topic != "incident" and not c.promise and not c.tells]
    chosen = rng.sample(plain, 9)
    for contact in contacts:
        zone = UTC if contact.line == "partner" else contact.started.tzinfo
        contact.shown_start = contact.started.astimezone(zone).isoformat(timespec="seconds")
        contact.shown_end = (
            (contact.started + timedelta(minutes=contact.minutes))
            .astimezone(zone)
            .isoformat(timespec="seconds")
        )
        if contact.agent == "bot" and rng.random() < 0.3:
            contact.shown_end = ""
    for contact in chosen[:4]:
        contact.flaw = "end_before_start"
        contact.shown_end = (contact.started - timedelta(minutes=contact.minutes)).isoformat(
            timespec="seconds"
        )
    for contact, shown in zip(
        chosen[4:7], ["14.03 вечером", "2026-02-31T10:00:00+03:00", ""], strict=True
    ):
        contact.flaw, contact.shown_start = "bad_start", shown
    for contact in chosen[7:]:
        contact.flaw, contact.text = "empty_text", ""
