"""Support contacts: four months of everyday traffic and one payment incident."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from random import Random
from typing import Any

from .wording import as_typed, expand, load_phrases, lower_first
from .world import HOLIDAYS, Customer, Order, poisson, settings, slots_for, weighted

TOPICS = {"delivery": 0.33, "reschedule": 0.12, "defect": 0.14, "return": 0.12, "payment": 0.06, "assembly": 0.07, "question": 0.11, "account": 0.05}
CHANNELS = {"chat": 0.42, "phone": 0.33, "email": 0.14, "message": 0.11}
WEEKDAYS = [1.35, 1.15, 1.05, 1.0, 1.02, 0.74, 0.69]
SPEAKERS = {"ru": ("Клиент", "Оператор", "Бот"), "en": ("Customer", "Agent", "Bot")}
BEFORE_BRIEFING = {"wait": 0.28, "bank": 0.22, "pay_again": 0.12, "no_problem": 0.18, "dont_know": 0.20}
AFTER_BRIEFING = {"receipt": 0.72, "wait": 0.12, "bank": 0.06, "dont_know": 0.10}
UNHELPFUL = tuple(BEFORE_BRIEFING)


@dataclass
class Contact:
    """One contact with what was meant by it."""

    thread: int
    customer: Customer
    started: datetime
    minutes: float
    channel: str
    line: str
    agent: str
    text: str
    topic: str
    kind: str                     # first, repeat, transfer, outbound
    case_id: str = ""
    direction: str = "in"
    resolution: str = ""
    answer: str = ""
    promise: bool = False
    tells: str = ""               # kept or broken: what this contact says of the thread's open promise
    contact_id: str = ""
    fate: str = ""
    shown_start: str = ""
    shown_end: str = ""
    flaw: str = ""


class ContactWriter:
    """Writes threads of contacts."""

    def __init__(self, rng: Random, customers: list[Customer], orders: list[Order]) -> None:
        self.rng, self.customers, self.orders = rng, customers, orders
        self.phrases = {language: load_phrases(f"contacts_{language}.txt") for language in ("ru", "en")}
        self.incident = settings()["incident"]
        self.threads = 0
        self.cases = 10000
        self._recent: list[str] = []

    def say(self, section: str, customer: Customer, slots: dict[str, str], gender: str = "m") -> str:
        """One expanded sentence, avoiding the last dozens of lines."""
        lines = self.phrases[customer.language][section]
        line = self.rng.choice([x for x in lines if x not in self._recent[-12:]] or lines)
        self._recent.append(line)
        return expand(self.rng, line, slots, female=customer.female, gender=gender)

    def agent(self, line: str, channel: str) -> str:
        """A pseudonym of who answered."""
        if line == "1" and channel == "chat" and self.rng.random() < 0.2:
            return "bot"
        return {"1": f"A-{self.rng.randint(1, 14):02d}", "2": f"B-{self.rng.randint(1, 4):02d}"}.get(line, f"P-{self.rng.randint(1, 3):02d}")

    def new_case(self) -> str:
        """The next case number."""
        self.cases += self.rng.randint(1, 3)
        return f"T-{self.cases}"

    def put_together(self, customer: Customer, channel: str, agent: str, said: str, answers: list[str], slots: dict[str, str], note: str) -> str:
        """The text as the channel would have kept it."""
        rng, (client, operator, bot) = self.rng, SPEAKERS[customer.language]
        answers = [a for a in answers if a]
        said = as_typed(rng, said, customer.language, mood=-0.1)
        if channel == "phone":
            told = {"ru": "Ответ: ", "en": "Answer: "}[customer.language] + " ".join(answers)
            return f"{note} {told}" if answers else note
        if channel == "email":
            greeting, sign = self.say("greet", customer, slots), self.say("sign", customer, slots)
            tail = "\n---\n" + " ".join(answers) if answers else ""
            return "\n".join(x for x in (greeting, said, sign) if x) + tail
        if channel == "message":
            return said + (("\n> " + " ".join(answers)) if answers else "")
        turns = [f"{client}: {said}"]
        turns += [f"{bot if agent == 'bot' else operator}: {a}" for a in answers]
        if rng.random() < 0.5:
            turns.append(f"{client}: {self.say('bye', customer, slots)}")
        return "\n".join(turns)

    def everyday(self, day: date) -> list[Contact]:
        """One thread on an everyday topic, with at most two follow-ups."""
        rng = self.rng
        self.threads += 1
        near = [o for o in self.orders if 0 <= (day - o.placed_at.date()).days <= 18]
        order = rng.choice(near) if near and rng.random() < 0.75 else None
        customer = order.customer if order else rng.choice(self.customers)
        topic = weighted(rng, TOPICS)
        product = order.product if order else rng.choice(settings()["products"])
        case = self.new_case() if rng.random() < 0.76 else ""
        slots = slots_for(rng, customer, product, day, total=order.total if order else None)
        slots |= {"case": case or slots["case"]} | ({"order": order.order_id} if order else {})
        start = self._office_moment(day)
        made: list[Contact] = []
        for number in range(weighted(rng, {1: 0.80, 2: 0.15, 3: 0.05})):
            made.append(self._everyday_contact(made, topic, customer, product, case, slots, start))
            start = self._office_moment((start + timedelta(days=rng.choice([1, 1, 2, 3]))).date())
        return made

    def _everyday_contact(self, made: list[Contact], topic: str, customer: Customer, product: dict[str, Any], case: str, slots: dict[str, str], start: datetime) -> Contact:
        rng, gender = self.rng, product["ru"][3]
        channel = weighted(rng, CHANNELS)
        line = "2" if made and rng.random() < 0.25 else "1"
        agent = self.agent(line, channel)
        said = self.say(f"{topic}.say", customer, slots, gender)
        note = self.say(f"{topic}.note", customer, slots, gender)
        tells = ""
        if made:
            tells = self._tell(made)
            extra = self.say(tells or "again", customer, slots)
            said, note = f"{extra}. {said}".replace("..", ".").replace("?.", "?"), f"{note} {'Кл.' if customer.language == 'ru' else 'Customer'}: «{extra}»"
        promise = tells != "kept" and rng.random() < 0.14
        answers = [] if tells == "kept" and channel != "chat" else [self.say(f"{topic}.reply", customer, slots, gender)]
        if promise:
            answers.append(self.say(f"{topic}.promise", customer, slots, gender))
        if rng.random() < 0.012 and not made:
            said = note = self.say("other_language", customer, slots)
        text = self.put_together(customer, channel, agent, said, answers, slots, note)
        resolution = "open" if promise else weighted(rng, {"solved": 0.66, "open": 0.1, "transferred": 0.07, "waiting_customer": 0.08, "": 0.09})
        kept_case = case if rng.random() < 0.93 else ""
        return Contact(self.threads, customer, start, rng.uniform(2, 22), channel, line, agent, text, topic, "repeat" if made else "first", kept_case, resolution=resolution, promise=promise, tells=tells)

    def _tell(self, made: list[Contact]) -> str:
        """What a follow-up says of the last promise of the thread, if it says anything."""
        pending = [c for c in made if c.promise]
        if not pending or any(c.tells for c in made[made.index(pending[-1]) + 1 :]):
            return ""
        return weighted(self.rng, {"broken": 0.5, "kept": 0.3, "": 0.2})

    def _office_moment(self, day: date) -> datetime:
        hour = self.rng.choices(range(8, 22), [4, 7, 10, 11, 10, 8, 8, 8, 8, 8, 7, 6, 4, 2])[0]
        return datetime(day.year, day.month, day.day, hour, self.rng.randrange(60), self.rng.randrange(60), tzinfo=self.incident["fixed_at"].tzinfo)

    # ------------------------------------------------------------------ the incident

    def incident_thread(self, order: Order, first: datetime) -> list[Contact]:
        """All contacts of one customer whose paid order was shown as unpaid."""
        rng, fixed = self.rng, self.incident["fixed_at"]
        self.threads += 1
        customer, made, moments = order.customer, [], [first]
        for _ in range(weighted(rng, {0: 0.38, 1: 0.32, 2: 0.18, 3: 0.09, 4: 0.03})):
            moments.append(_by_day(rng, moments[-1] + timedelta(hours=rng.uniform(5, 40))))
        door = order.asked_at + timedelta(minutes=3) if order.asked_at and order.asked_at + timedelta(minutes=2) >= first else None
        if door:
            moments = sorted([*(m for m in moments if abs(m - door) > timedelta(hours=2)), door])
        state = {"case": ""}
        slots = slots_for(rng, customer, order.product, first.date(), total=order.total) | {"order": order.order_id}
        for moment in moments:
            if moment < fixed or (rng.random() < 0.5 and moment < fixed + timedelta(days=7)) or not made:
                made += self._incident_contact(order, made, moment, moment == door, state, slots)
        if rng.random() < 0.34:
            moment = fixed + timedelta(hours=rng.uniform(6, 60))
            moment = moment.replace(hour=rng.randint(10, 19))
            if moment > made[-1].started:
                text = self.say("incident.out", customer, slots)
                made.append(Contact(self.threads, customer, moment, rng.uniform(2, 6), "phone", "2", self.agent("2", "phone"), text, "incident", "outbound", state["case"], "out", "solved"))
        return made

    def _incident_contact(self, order: Order, made: list[Contact], start: datetime, at_door: bool, state: dict[str, Any], slots: dict[str, str]) -> list[Contact]:
        rng, customer = self.rng, order.customer
        told, fixed = self.incident["first_line_told_at"], self.incident["fixed_at"]
        channel = weighted(rng, {"chat": 0.40, "phone": 0.42, "email": 0.08, "message": 0.10})
        if at_door:
            channel = weighted(rng, {"phone": 0.75, "chat": 0.25})
        if not state["case"] and rng.random() < (0.25 if start < told else 0.7):
            state["case"] = self.new_case()
        slots["case"] = state["case"] or "T-?"
        answer = weighted(rng, BEFORE_BRIEFING if start < told else AFTER_BRIEFING) if start < fixed else "fixed"
        tells = self._tell(made) if made else ""
        section = f"incident.{tells}" if tells else "incident.say_courier" if at_door else "incident.say_repeat" if made else "incident.say"
        note = "incident.note_courier" if at_door else "incident.note"
        said, noted = self.say(section, customer, slots), self.say(note, customer, slots)
        if tells:
            noted += {"ru": f" Кл. говорит: «{lower_first(said)}»", "en": f' Customer: "{said}"'}[customer.language]
        promise = tells != "kept" and answer not in ("fixed", "no_problem") and rng.random() < 0.42
        handover = start < fixed and tells != "kept" and rng.random() < 0.26
        answers = [self.say(f"incident.answer.{answer}", customer, slots)]
        answers += [self.say("incident.promise", customer, slots)] if promise else []
        answers += [self.say("incident.handover", customer, slots)] if handover and state["case"] else []
        agent = self.agent("1", channel)
        text = self.put_together(customer, channel, agent, said, answers, slots, noted)
        resolution = "transferred" if handover else "solved" if answer == "fixed" or tells == "kept" else weighted(rng, {"open": 0.7, "solved": 0.2, "": 0.1})
        contact = Contact(self.threads, customer, start, rng.uniform(4, 38), channel, "1", agent, text, "incident", "repeat" if made else "first", state["case"], resolution=resolution, answer=answer, promise=promise, tells=tells)
        found = [contact]
        if handover:
            found += self._handed_over(contact, order, state, slots)
        if at_door and rng.random() < 0.55:
            moment = start + timedelta(minutes=rng.uniform(3, 25))
            words = self.say("incident.partner", customer, slots)
            found.append(Contact(self.threads, customer, moment, rng.uniform(2, 9), "phone", "partner", self.agent("partner", "phone"), words, "incident", "transfer", "", "in", "open"))
        return sorted(found, key=lambda c: c.started)

    def _handed_over(self, contact: Contact, order: Order, state: dict[str, Any], slots: dict[str, str]) -> list[Contact]:
        """Second line, and sometimes back to the first."""
        rng, customer = self.rng, contact.customer
        lines = self.phrases[customer.language]["incident.line2"]
        back = rng.random() < 0.45
        moment = contact.started + timedelta(minutes=contact.minutes + rng.uniform(4, 150))
        words = expand(rng, lines[0 if back else 1], slots, female=customer.female)
        found = [Contact(self.threads, customer, moment, rng.uniform(3, 15), contact.channel, "2", self.agent("2", contact.channel), words, "incident", "transfer", state["case"], resolution="transferred" if back else "solved")]
        if back:
            moment += timedelta(minutes=rng.uniform(20, 240))
            kind = weighted(rng, BEFORE_BRIEFING if moment < self.incident["first_line_told_at"] else AFTER_BRIEFING)
            words = self.say(f"incident.answer.{kind}", customer, slots)
            agent = self.agent("1", "phone")
            found.append(Contact(self.threads, customer, moment, rng.uniform(3, 12), contact.channel, "1", agent, words, "incident", "transfer", state["case"], resolution="open", answer=kind))
        return found


def write_contacts(rng: Random, customers: list[Customer], orders: list[Order]) -> tuple[list[Contact], int]:
    """All contacts in order of time, and how many the chat gap swallowed."""
    writer, world = ContactWriter(rng, customers, orders), settings()
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
        contacts += writer.incident_thread(order, _first_contact(rng, order, incident, first=position == 0))
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


def _first_contact(rng: Random, order: Order, incident: dict[str, Any], *, first: bool) -> datetime:
    if first:
        return incident["first_signal_at"]
    moment = max(order.placed_at, incident["first_signal_at"]) + timedelta(hours=0.3 + rng.expovariate(1 / 13))
    if not 8 <= moment.hour < 22:
        moment = moment.replace(hour=8, minute=rng.randint(10, 59)) + timedelta(days=moment.hour >= 22)
    if order.asked_at and rng.random() < 0.4:
        return order.asked_at + timedelta(minutes=2)
    return min(moment, incident["fixed_at"] + timedelta(days=1, hours=rng.uniform(6, 15)))


def _by_day(rng: Random, moment: datetime) -> datetime:
    """The moment, moved to waking hours."""
    if 8 <= moment.hour < 22:
        return moment
    return moment.replace(hour=rng.randint(9, 12)) + timedelta(days=moment.hour >= 22)


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
        zone = timezone.utc if contact.line == "partner" else contact.started.tzinfo
        contact.shown_start = contact.started.astimezone(zone).isoformat(timespec="seconds")
        contact.shown_end = (contact.started + timedelta(minutes=contact.minutes)).astimezone(zone).isoformat(timespec="seconds")
        if contact.agent == "bot" and rng.random() < 0.3:
            contact.shown_end = ""
    for contact in chosen[:4]:
        contact.flaw = "end_before_start"
        contact.shown_end = (contact.started - timedelta(minutes=contact.minutes)).isoformat(timespec="seconds")
    for contact, shown in zip(chosen[4:7], ["14.03 вечером", "2026-02-31T10:00:00+03:00", ""], strict=True):
        contact.flaw, contact.shown_start = "bad_start", shown
    for contact in chosen[7:]:
        contact.flaw, contact.text = "empty_text", ""


def contacts_csv(contacts: list[Contact]) -> bytes:
    """The contact log with the names of the declared table."""
    head = ["contact_id", "case_id", "customer_key", "started_at", "ended_at", "channel", "direction", "line", "agent", "text", "resolution"]
    rows = [[c.contact_id, c.case_id, c.customer.key, c.shown_start, c.shown_end, c.channel, c.direction, c.line, c.agent, c.text, c.resolution] for c in contacts]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([head, *rows])
    return out.getvalue().encode("utf-8")


def truth_rows(contacts: list[Contact]) -> list[list[str]]:
    """What was meant: one row a contact."""
    return [[c.contact_id, c.thread, c.topic, c.kind, c.customer.language, c.answer, c.fate, c.tells, c.flaw] for c in contacts]


def planted(contacts: list[Contact], swallowed: int) -> dict[str, Any]:
    """The truths of the contact log and of its incident."""
    incident = settings()["incident"]
    ours = [c for c in contacts if c.topic == "incident"]
    asked = [c for c in ours if c.kind in ("first", "repeat")]
    threads: dict[int, list[Contact]] = {}
    for contact in ours:
        threads.setdefault(contact.thread, []).append(contact)
    paths = [[c.line for c in sorted(t, key=lambda c: c.started)] for t in threads.values()]
    by_day: dict[str, int] = {}
    for contact in asked:
        day = contact.started.date().isoformat()
        by_day[day] = by_day.get(day, 0) + 1
    first_signal = min(c.started for c in ours)
    gap_start, gap_end = incident["chat_gap"]
    hours = lambda until: round((until - first_signal).total_seconds() / 3600, 2)  # noqa: E731
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
        "chat_gap": {"from": gap_start.isoformat(), "to": gap_end.isoformat(), "contacts_lost": swallowed},
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
            "threads_handed_to_line_2": sum(_handed(p) for p in paths),
            "threads_with_ping_pong": sum(_ping_pong(p) for p in paths),
            "answers": {a: sum(c.answer == a for c in ours) for a in [*UNHELPFUL, "receipt", "fixed"]},
            "promises": _promises(ours),
            "first_signal_at": first_signal.isoformat(),
            "last_contact_at": max(c.started for c in ours).isoformat(),
            "hours_to_acknowledgement": hours(incident["acknowledged_at"]),
            "hours_to_fix": hours(incident["fixed_at"]),
        },
    }


def _promises(contacts: list[Contact]) -> dict[str, int]:
    given = [c for c in contacts if c.promise]
    return {"given": len(given)} | {f: sum(c.fate == f for c in given) for f in ("kept", "broken", "unknown")}


def _handed(lines: list[str]) -> bool:
    return any(a == "1" and b == "2" for a, b in zip(lines, lines[1:], strict=False))


def _ping_pong(lines: list[str]) -> bool:
    shop = [x for x in lines if x != "partner"]
    return any(shop[i : i + 3] == ["1", "2", "1"] for i in range(len(shop)))
