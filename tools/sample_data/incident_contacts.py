"""Support contacts of the payment incident: repeats, handovers, promises and their fate."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from .contacts import Contact, ContactWriter, by_hour
from .wording import expand
from .world import Order, slots_for, weighted

BEFORE_BRIEFING = {
    "wait": 0.28,
    "bank": 0.22,
    "pay_again": 0.12,
    "no_problem": 0.18,
    "dont_know": 0.20,
}
AFTER_BRIEFING = {"receipt": 0.72, "wait": 0.12, "bank": 0.06, "dont_know": 0.10}
UNHELPFUL = tuple(BEFORE_BRIEFING)


class IncidentWriter(ContactWriter):
    """Writes the threads of customers whose paid orders were shown as unpaid."""

    def incident_thread(self, order: Order, first: datetime) -> list[Contact]:
        """All contacts of one customer whose paid order was shown as unpaid."""
        rng, fixed = self.rng, self.incident["fixed_at"]
        self.threads += 1
        customer, made, moments = order.customer, [], [first]
        for _ in range(weighted(rng, {0: 0.38, 1: 0.32, 2: 0.18, 3: 0.09, 4: 0.03})):
            moments.append(_by_day(rng, moments[-1] + timedelta(hours=rng.uniform(5, 40))))
        door = (
            order.asked_at + timedelta(minutes=3)
            if order.asked_at and order.asked_at + timedelta(minutes=2) >= first
            else None
        )
        if door:
            moments = sorted([*(m for m in moments if abs(m - door) > timedelta(hours=2)), door])
        state = {"case": ""}
        slots = slots_for(rng, customer, order.product, first.date(), total=order.total) | {
            "order": order.order_id
        }
        for moment in moments:
            if made and (
                made[-1].tells == "kept" or (made[-1].answer == "fixed" and rng.random() < 0.7)
            ):
                break
            if (
                moment < fixed
                or (rng.random() < 0.5 and moment < fixed + timedelta(days=7))
                or not made
            ):
                made += self._incident_contact(order, made, moment, moment == door, state, slots)
        money = [c for c in made if c.promise and c.about == "money"]
        if money and not any(c.tells for c in made[made.index(money[-1]) + 1 :]):
            moment = _by_day(rng, money[-1].started + timedelta(days=7, hours=rng.uniform(0, 20)))
            made += self._incident_contact(order, made, moment, False, state, slots)
        if rng.random() < 0.34:
            moment = fixed + timedelta(hours=rng.uniform(6, 60))
            moment = moment.replace(hour=rng.randint(10, 19))
            if moment > made[-1].started:
                text = self.say("incident.out", customer, slots)
                made.append(
                    Contact(
                        self.threads,
                        customer,
                        moment,
                        rng.uniform(2, 6),
                        "phone",
                        "2",
                        self.agent("2", "phone"),
                        text,
                        "incident",
                        "outbound",
                        state["case"],
                        "out",
                        "solved",
                    )
                )
        return made

    def _incident_contact(
        self,
        order: Order,
        made: list[Contact],
        start: datetime,
        at_door: bool,
        state: dict[str, Any],
        slots: dict[str, str],
    ) -> list[Contact]:
        rng, customer = self.rng, order.customer
        told, fixed = self.incident["first_line_told_at"], self.incident["fixed_at"]
        channel = weighted(rng, {"chat": 0.40, "phone": 0.42, "email": 0.08, "message": 0.10})
        if at_door:
            channel = weighted(rng, {"phone": 0.75, "chat": 0.25})
        if not state["case"] and rng.random() < (0.25 if start < told else 0.7):
            state["case"] = self.new_case()
        slots |= {"case": state["case"], "by": by_hour(customer, start)}
        answer = (
            weighted(rng, BEFORE_BRIEFING if start < told else AFTER_BRIEFING)
            if start < fixed
            else "fixed"
        )
        tells = self.tell(made, _likely(made, start, at_door)) if made else ""
        about = next((c.about for c in reversed(made) if c.promise), "") if tells else ""
        section = (
            f"incident.{tells}.{about}"
            if tells
            else "incident.say_courier"
            if at_door
            else "incident.say_repeat"
            if made
            else "incident.say"
        )
        note = (
            "incident.note_courier"
            if at_door
            else "incident.note_repeat"
            if made
            else "incident.note"
        )
        said, noted = self.say(section, customer, slots), self.say(note, customer, slots)
        if tells:
            noted += {"ru": f" Кл. говорит: «{said}»", "en": f' Customer: "{said}"'}[
                customer.language
            ]
        promise = tells != "kept" and answer not in ("fixed", "no_problem") and rng.random() < 0.48
        handover = start < fixed and tells != "kept" and rng.random() < 0.26
        answers = [
            self.say("thanks" if tells == "kept" else f"incident.answer.{answer}", customer, slots)
        ]
        answer = "" if tells == "kept" else answer
        kinds = {
            "call": 0.5,
            "status": 0.4,
            "money": 2.0 if order.paid_twice and start > (order.asked_at or start) else 0,
        }
        about = weighted(rng, kinds) if promise else ""
        answers += [self.say(f"incident.promise.{about}", customer, slots)] if promise else []
        answers += (
            [self.say("incident.handover", customer, slots)] if handover and state["case"] else []
        )
        agent = self.agent("1", channel)
        text = self.put_together(customer, channel, agent, said, answers, slots, noted)
        resolution = (
            "transferred"
            if handover
            else "solved"
            if answer in ("fixed", "")
            else weighted(rng, {"open": 0.7, "solved": 0.2, "": 0.1})
        )
        contact = Contact(
            self.threads,
            customer,
            start,
            rng.uniform(4, 38),
            channel,
            "1",
            agent,
            text,
            "incident",
            "repeat" if made else "first",
            state["case"],
            resolution=resolution,
            answer=answer,
            promise=promise,
            about=about,
            tells=tells,
        )
        found = [contact]
        if handover:
            found += self._handed_over(contact, order, state, slots)
        if at_door and rng.random() < 0.55:
            moment = start + timedelta(minutes=rng.uniform(3, 25))
            words = self.say("incident.partner", customer, slots)
            found.append(
                Contact(
                    self.threads,
                    customer,
                    moment,
                    rng.uniform(2, 9),
                    "phone",
                    "partner",
                    self.agent("partner", "phone"),
                    words,
                    "incident",
                    "transfer",
                    "",
                    "in",
                    "open",
                )
            )
        return sorted(found, key=lambda c: c.started)

    def _handed_over(
        self, contact: Contact, order: Order, state: dict[str, Any], slots: dict[str, str]
    ) -> list[Contact]:
        """Second line, and sometimes back to the first."""
        rng, customer = self.rng, contact.customer
        lines = self.phrases[customer.language]["incident.line2"]
        back = rng.random() < 0.45
        moment = contact.started + timedelta(minutes=contact.minutes + rng.uniform(4, 150))
        words = expand(rng, lines[0 if back else 1], slots, female=customer.female)
        found = [
            Contact(
                self.threads,
                customer,
                moment,
                rng.uniform(3, 15),
                contact.channel,
                "2",
                self.agent("2", contact.channel),
                words,
                "incident",
                "transfer",
                state["case"],
                resolution="transferred" if back else "solved",
            )
        ]
        if back:
            moment += timedelta(minutes=rng.uniform(20, 240))
            kind = weighted(
                rng,
                BEFORE_BRIEFING if moment < self.incident["first_line_told_at"] else AFTER_BRIEFING,
            )
            words = self.say(f"incident.answer.{kind}", customer, slots)
            agent = self.agent("1", "phone")
            found.append(
                Contact(
                    self.threads,
                    customer,
                    moment,
                    rng.uniform(3, 12),
                    contact.channel,
                    "1",
                    agent,
                    words,
                    "incident",
                    "transfer",
                    state["case"],
                    resolution="open",
                    answer=kind,
                )
            )
        return found


def first_contact(rng: Random, order: Order, incident: dict[str, Any], *, first: bool) -> datetime:
    if first:
        return incident["first_signal_at"]
    moment = max(order.placed_at, incident["first_signal_at"]) + timedelta(
        hours=0.3 + rng.expovariate(1 / 13)
    )
    if not 8 <= moment.hour < 22:
        moment = moment.replace(hour=8, minute=rng.randint(10, 59)) + timedelta(
            days=moment.hour >= 22
        )
    if order.asked_at and rng.random() < 0.4:
        return order.asked_at + timedelta(minutes=2)
    return min(moment, incident["fixed_at"] + timedelta(days=1, hours=rng.uniform(6, 15)))


def _by_day(rng: Random, moment: datetime) -> datetime:
    """The moment, moved to waking hours."""
    if 8 <= moment.hour < 22:
        return moment
    return moment.replace(hour=rng.randint(9, 12)) + timedelta(days=moment.hour >= 22)


def _likely(made: list[Contact], moment: datetime, at_door: bool) -> dict[str, float]:
    """What can be said of the last promise by now: broken only when its time is over."""
    given = [c for c in made if c.promise]
    if not given:
        return {"": 1.0}
    waited = moment - given[-1].started
    if given[-1].about == "money":
        return {"broken": 0.5, "kept": 0.5} if waited > timedelta(days=5) else {"": 1.0}
    broken = 0.62 if waited > timedelta(hours=26) else 0.0
    return {"broken": broken, "kept": 0.0 if at_door else 0.3, "": 0.15 if broken else 0.6}
