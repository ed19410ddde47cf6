"""Order journeys as an event log: the planned way, loops, drop-offs, the incident inside."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import attrgetter
from random import Random
from typing import Any
from xml.sax.saxutils import quoteattr

from .contacts import Contact
from .world import Order, csv_bytes, settings, weighted

TOUCHPOINTS = {
    "catalogue_viewed": "browse",
    "order_placed": "order",
    "upsell_offered": "upsell",
    "payment_failed": "payment",
    "payment_made": "payment",
    "order_confirmed": "order_confirmation",
    "order_packed": "waiting",
    "handed_to_courier": "waiting",
    "status_on_the_way": "status_message",
    "delivery_rescheduled": "delivery",
    "delivery_failed": "delivery",
    "delivered": "delivery",
    "order_cancelled": "order",
    "return_requested": "return_goods",
    "return_collected": "return_goods",
    "refund_paid": "refund",
    "survey_sent": "survey",
    "survey_answered": "survey",
    "support_contacted": "support_contact",
    "payment_shown_unpaid": "payment",
    "payment_reminder_sent": "status_message",
    "courier_asked_for_payment": "delivery",
    "payment_made_again": "payment",
    "payment_status_corrected": "payment",
    "service_deployed": "payment",
    "monitoring_alert": "payment",
    "known_error_logged": "resolution",
    "first_line_told": "support_contact",
    "customers_told": "status_message",
    "fix_deployed": "resolution",
    "fix_verified": "resolution",
}
SOURCES = {
    "payment": "payments",
    "waiting": "warehouse",
    "status_message": "messages",
    "delivery": "courier",
    "refund": "payments",
    "support_contact": "support",
    "survey": "survey",
}
COLUMNS = ("case_id", "customer_key", "event", "event_at", "touchpoint", "channel", "source")


@dataclass
class Event:
    """One step of a case."""

    case_id: str
    customer_key: str
    event: str
    at: datetime
    channel: str
    source: str

    @property
    def event_at(self) -> str:
        """When, as the files write it."""
        return self.at.isoformat(timespec="seconds")

    @property
    def touchpoint(self) -> str:
        """Where customer and shop met."""
        return TOUCHPOINTS[self.event]


class JourneyWriter:
    """Writes the steps of one order."""

    def __init__(self, rng: Random) -> None:
        self.rng, self.world = rng, settings()

    def write(self, order: Order) -> list[Event]:
        """The journey of one order, in order of time."""
        rng, steps = self.rng, []
        shop = weighted(rng, {"web": 0.56, "app": 0.44})

        def step(name: str, moment: datetime, channel: str = "") -> datetime:
            source = SOURCES.get(TOUCHPOINTS[name], "shop")
            steps.append(
                Event(order.order_id, order.customer.key, name, moment, channel or shop, source)
            )
            return moment

        def later(hours: float) -> timedelta:
            return timedelta(seconds=int(hours * 3600))

        clock = order.placed_at
        if rng.random() < 0.45:
            for back in sorted(rng.uniform(0.05, 60) for _ in range(rng.choice([1, 1, 1, 2])))[
                ::-1
            ]:
                step("catalogue_viewed", clock - later(back))
        step("order_placed", clock)
        if rng.random() < 0.2:
            step("upsell_offered", clock + later(0.01))
        while not order.affected and rng.random() < 0.09:
            clock = step("payment_failed", clock + later(rng.uniform(0.02, 0.5)))
        if not order.affected and rng.random() < 0.07:
            if rng.random() < 0.6:
                step("order_cancelled", clock + later(rng.uniform(1, 70)))
            return steps
        clock = step("payment_made", clock + later(rng.uniform(0.01, 0.2)))
        if rng.random() < 0.94:
            step("order_confirmed", clock + later(rng.uniform(0.01, 0.3)), "email")
        if order.affected:
            self._affected(order, clock, step)
        if rng.random() < 0.025:
            cancelled = step("order_cancelled", clock + later(rng.uniform(5, 60)))
            step("refund_paid", cancelled + later(rng.uniform(24, 260)))
            return steps
        self._fulfil(order, clock, step)
        return steps

    def _affected(self, order: Order, paid: datetime, step: Any) -> None:
        rng, incident = self.rng, self.world["incident"]
        step("payment_shown_unpaid", paid + timedelta(minutes=rng.randint(1, 9)))
        if rng.random() < 0.6:
            step("payment_reminder_sent", paid + timedelta(hours=rng.randint(6, 30)), "message")
        corrected = incident["fixed_at"] + timedelta(minutes=rng.randint(20, 600))
        step("payment_status_corrected", corrected)

    def _fulfil(self, order: Order, paid: datetime, step: Any) -> None:
        rng = self.rng
        new_way = paid.date() >= self.world["calendar"]["shift_up"]
        hour = timedelta(hours=1)
        in_stock = order.affected and rng.random() < 0.62
        packed = step(
            "order_packed",
            paid + (rng.uniform(2, 9) if in_stock else rng.uniform(10, 60)) * hour,
            "unknown",
        )
        handed = step(
            "handed_to_courier",
            packed + (rng.uniform(1, 5) if in_stock else rng.uniform(4, 40)) * hour,
            "unknown",
        )
        if rng.random() < (0.93 if new_way else 0.55):
            step("status_on_the_way", handed + rng.uniform(1, 20) * hour, "message")
        due = (
            handed
            + (
                rng.uniform(9, 34)
                if in_stock
                else rng.uniform(20, 70)
                if new_way
                else rng.uniform(40, 150)
            )
            * hour
        )
        while not in_stock and rng.random() < (0.10 if new_way else 0.30):
            due = step(
                rng.choice(["delivery_rescheduled", "delivery_failed"]),
                self._daytime(due),
                "courier",
            )
            due += rng.uniform(20, 80) * hour
        end = datetime.combine(
            self.world["calendar"]["contacts"][1], datetime.max.time(), due.tzinfo
        )
        moment = self._daytime(due)
        if moment > end:
            return
        incident = self.world["incident"]
        asks = order.affected and moment < incident["fixed_at"]
        collected = rng.random() < 0.22 and not asks
        order.delivered_at = step("delivered", moment, "in_person" if collected else "courier")
        if asks:
            asked = step("courier_asked_for_payment", moment - timedelta(minutes=12), "courier")
            order.asked_at = asked
            if rng.random() < 0.3:
                order.paid_twice = True
                step("payment_made_again", asked + timedelta(minutes=6), "courier")
                step("refund_paid", incident["fixed_at"] + rng.uniform(30, 200) * hour)
        self._afterwards(moment, end, step)

    def _afterwards(self, delivered: datetime, end: datetime, step: Any) -> None:
        rng, hour = self.rng, timedelta(hours=1)
        if rng.random() < 0.62:
            sent = step("survey_sent", delivered + rng.uniform(20, 30) * hour, "email")
            if rng.random() < 0.28 and sent < end:
                step("survey_answered", sent + rng.uniform(0.2, 50) * hour, "email")
        if rng.random() < 0.09:
            asked = step("return_requested", delivered + rng.uniform(20, 240) * hour)
            if rng.random() < 0.85:
                collected = step("return_collected", asked + rng.uniform(30, 150) * hour, "courier")
                if rng.random() < 0.8:
                    step("refund_paid", collected + rng.uniform(48, 330) * hour)

    def _daytime(self, moment: datetime) -> datetime:
        return (
            moment.replace(hour=self.rng.randint(9, 20)) if not 9 <= moment.hour <= 20 else moment
        )


def write_events(rng: Random, orders: list[Order]) -> list[Event]:
    """All journeys; orders learn when they were delivered."""
    writer = JourneyWriter(rng)
    return [event for order in orders for event in writer.write(order)]


def with_support(events: list[Event], orders: list[Order], contacts: list[Contact]) -> list[Event]:
    """Journeys with their customers' support contacts and the incident's own case."""
    incident, (_, last_day) = settings()["incident"], settings()["calendar"]["contacts"]
    latest: dict[str, list[Order]] = {}
    for order in orders:
        latest.setdefault(order.customer.key, []).append(order)
    found = list(events)
    for contact in contacts:
        mine = [
            o
            for o in latest.get(contact.customer.key, [])
            if timedelta(0) <= contact.started - o.placed_at <= timedelta(days=12)
        ]
        if mine and contact.direction == "in" and contact.kind != "transfer" and not contact.flaw:
            found.append(
                Event(
                    mine[-1].order_id,
                    contact.customer.key,
                    "support_contacted",
                    contact.started,
                    contact.channel,
                    "support",
                )
            )
    inner = [
        ("service_deployed", "deploy_at", "releases"),
        ("monitoring_alert", "monitoring_alert_at", "monitoring"),
        ("known_error_logged", "known_error_at", "problem log"),
        ("first_line_told", "first_line_told_at", "support"),
        ("customers_told", "acknowledged_at", "status page"),
        ("fix_deployed", "fixed_at", "releases"),
        ("fix_verified", "verified_at", "problem log"),
    ]
    found += [
        Event(
            incident["id"],
            "",
            name,
            incident[key],
            "web" if name == "customers_told" else "unknown",
            source,
        )
        for name, key, source in inner
    ]
    found = [e for e in found if e.at.date() <= last_day]
    return sorted(found, key=lambda e: (e.at, e.case_id, e.event))


def events_csv(events: list[Event]) -> bytes:
    """The log with the names of the declared table."""
    return csv_bytes([COLUMNS, *map(attrgetter(*COLUMNS), events)])


def events_xes(events: list[Event], first: date, last: date) -> bytes:
    """The cases whose order was placed between two days, as XES."""
    placed = [
        e.case_id for e in events if e.event == "order_placed" and first <= e.at.date() <= last
    ]
    cases: dict[str, list[Event]] = {case: [] for case in placed}
    for event in events:
        if event.case_id in cases:
            cases[event.case_id].append(event)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<log xes.version="2.0" xes.features="" xmlns="http://www.xes-standard.org/">',
    ]
    lines += [
        f'<extension name="{n}" prefix="{p}" uri="http://www.xes-standard.org/{p}.xesext"/>'
        for n, p in (("Concept", "concept"), ("Time", "time"), ("Organizational", "org"))
    ]
    for case, steps in cases.items():
        lines.append(
            f'<trace><string key="concept:name" value="{case}"/>'
            f'<string key="customer_key" value="{steps[0].customer_key}"/>'
        )
        lines += [_xes_event(e) for e in steps]
        lines.append("</trace>")
    return ("\n".join([*lines, "</log>"]) + "\n").encode("utf-8")


def _xes_event(event: Event) -> str:
    pairs = [
        ("string", "concept:name", event.event),
        ("date", "time:timestamp", event.event_at),
        ("string", "org:resource", event.source),
        ("string", "touchpoint", event.touchpoint),
        ("string", "channel", event.channel),
    ]
    return (
        "<event>"
        + "".join(
            f"<{kind} key={quoteattr(key)} value={quoteattr(value)}/>" for kind, key, value in pairs
        )
        + "</event>"
    )


def planted(events: list[Event], xes: bytes) -> dict[str, Any]:
    """The truths of the event log."""
    names = sorted({e.event for e in events})
    cases = {e.case_id for e in events}
    unpaid = {e.case_id for e in events if e.event == "payment_shown_unpaid"}
    done = {e.case_id for e in events if e.event == "delivered"}
    return {
        "rows": len(events),
        "cases": len(cases),
        "customers": len({e.customer_key for e in events if e.customer_key}),
        "delivered_cases": len(done),
        "cancelled_cases": len({e.case_id for e in events if e.event == "order_cancelled"}),
        "incident_cases": len(unpaid),
        "incident_cases_asked_again": len(
            {e.case_id for e in events if e.event == "courier_asked_for_payment"}
        ),
        "incident_cases_paid_twice": len(
            {e.case_id for e in events if e.event == "payment_made_again"}
        ),
        "counts": {n: sum(e.event == n for e in events) for n in names},
        "xes_cases": xes.count(b"<trace>"),
        "xes_events": xes.count(b"<event>"),
    }
