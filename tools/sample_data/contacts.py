"""Support contacts: how one contact is written, and the everyday threads."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from .wording import as_typed, expand, load_phrases
from .world import Customer, Order, settings, slots_for, weighted

TOPICS = {
    "delivery": 0.33,
    "reschedule": 0.12,
    "defect": 0.14,
    "return": 0.12,
    "payment": 0.06,
    "assembly": 0.07,
    "question": 0.11,
    "account": 0.05,
}
CHANNELS = {"chat": 0.42, "phone": 0.33, "email": 0.14, "message": 0.11}
SPEAKERS = {"ru": ("Клиент", "Оператор", "Бот"), "en": ("Customer", "Agent", "Bot")}


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
    kind: str  # first, repeat, transfer, outbound
    case_id: str = ""
    direction: str = "in"
    resolution: str = ""
    answer: str = ""
    promise: bool = False
    about: str = ""  # what was promised: call, status, money, or anything
    tells: str = ""  # kept or broken: what this contact says of the thread's open promise
    contact_id: str = ""
    fate: str = ""
    shown_start: str = ""
    shown_end: str = ""
    flaw: str = ""


class ContactWriter:
    """Writes threads of contacts."""

    def __init__(self, rng: Random, customers: list[Customer], orders: list[Order]) -> None:
        self.rng, self.customers, self.orders = rng, customers, orders
        self.phrases = {
            language: load_phrases(f"contacts_{language}.txt") for language in ("ru", "en")
        }
        self.incident = settings()["incident"]
        self.threads = 0
        self.cases = 10000
        self._recent: list[str] = []

    def say(
        self, section: str, customer: Customer, slots: dict[str, str], gender: str = "m"
    ) -> str:
        """One expanded sentence, avoiding the last dozens of lines."""
        return expand(
            self.rng,
            self._line(section, customer, slots),
            slots,
            female=customer.female,
            gender=gender,
        )

    def ask(
        self, section: str, customer: Customer, slots: dict[str, str], gender: str
    ) -> tuple[str, str]:
        """What the customer says, and the answer that belongs to it."""
        question, _, answer = self._line(f"{section}.say", customer, slots).partition(" ==> ")
        said = expand(self.rng, question, slots, female=customer.female, gender=gender)
        if not answer:
            return said, self.say(f"{section}.reply", customer, slots, gender)
        return said, expand(self.rng, answer, slots, female=customer.female, gender=gender)

    def _line(self, section: str, customer: Customer, slots: dict[str, str]) -> str:
        lines = [
            x
            for x in self.phrases[customer.language][section]
            if slots["case"] or "{case}" not in x
        ]
        line = self.rng.choice([x for x in lines if x not in self._recent[-12:]] or lines)
        self._recent.append(line)
        return line

    def agent(self, line: str, channel: str) -> str:
        """A pseudonym of who answered."""
        if line == "1" and channel == "chat" and self.rng.random() < 0.2:
            return "bot"
        return {
            "1": f"A-{self.rng.randint(1, 14):02d}",
            "2": f"B-{self.rng.randint(1, 4):02d}",
        }.get(line, f"P-{self.rng.randint(1, 3):02d}")

    def new_case(self) -> str:
        """The next case number."""
        self.cases += self.rng.randint(1, 3)
        return f"T-{self.cases}"

    def put_together(
        self,
        customer: Customer,
        channel: str,
        agent: str,
        said: str,
        answers: list[str],
        slots: dict[str, str],
        note: str,
    ) -> str:
        """The text as the channel would have kept it."""
        rng, (client, operator, bot) = self.rng, SPEAKERS[customer.language]
        answers = [a for a in answers if a]
        said = as_typed(rng, said, customer.language, mood=0)
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
        if topic in ("assembly", "defect") and product["kind"] not in ("furniture", "storage"):
            order, product = (
                None,
                rng.choice(
                    [p for p in settings()["products"] if p["kind"] in ("furniture", "storage")]
                ),
            )
        case = self.new_case() if rng.random() < 0.76 else ""
        slots = slots_for(rng, customer, product, day, total=order.total if order else None)
        slots |= {"case": case} | ({"order": order.order_id} if order else {})
        start = self._office_moment(day)
        made: list[Contact] = []
        for _ in range(weighted(rng, {1: 0.80, 2: 0.15, 3: 0.05})):
            slots["by"] = by_hour(customer, start)
            made.append(self._everyday_contact(made, topic, customer, product, case, slots, start))
            days = rng.choice([4, 5, 6]) if made[-1].promise else rng.choice([1, 1, 2, 3])
            start = self._office_moment((start + timedelta(days=days)).date())
        return made

    def _everyday_contact(
        self,
        made: list[Contact],
        topic: str,
        customer: Customer,
        product: dict[str, Any],
        case: str,
        slots: dict[str, str],
        start: datetime,
    ) -> Contact:
        rng, gender = self.rng, product["ru"][3]
        channel = weighted(rng, CHANNELS)
        line = "2" if made and rng.random() < 0.25 else "1"
        agent = self.agent(line, channel)
        said, reply = self.ask(topic, customer, slots, gender)
        note = self.say(f"{topic}.note", customer, slots, gender)
        tells = ""
        if made:
            tells = self.tell(made, {"broken": 0.5, "kept": 0.3, "": 0.2})
            extra = self.say(tells or "again", customer, slots)
            said, note = (
                f"{extra}. {said}".replace("..", ".").replace("?.", "?"),
                f"{note} {'Кл.' if customer.language == 'ru' else 'Customer'}: «{extra}»",
            )
        promise = tells != "kept" and rng.random() < 0.14
        answers = [reply]
        if promise:
            answers.append(self.say(f"{topic}.promise", customer, slots, gender))
        if rng.random() < 0.012 and not made:
            said = note = self.say("other_language", customer, slots)
        if channel == "phone":
            answers = answers[1:]
        text = self.put_together(customer, channel, agent, said, answers, slots, note)
        resolution = (
            "open"
            if promise
            else weighted(
                rng,
                {
                    "solved": 0.66,
                    "open": 0.1,
                    "transferred": 0.07,
                    "waiting_customer": 0.08,
                    "": 0.09,
                },
            )
        )
        kept_case = case if rng.random() < 0.93 else ""
        return Contact(
            self.threads,
            customer,
            start,
            rng.uniform(2, 22),
            channel,
            line,
            agent,
            text,
            topic,
            "repeat" if made else "first",
            kept_case,
            resolution=resolution,
            promise=promise,
            tells=tells,
        )

    def tell(self, made: list[Contact], weights: dict[str, float]) -> str:
        """What a follow-up says of the last promise of the thread, if it says anything."""
        pending = [c for c in made if c.promise]
        if not pending or any(c.tells for c in made[made.index(pending[-1]) + 1 :]):
            return ""
        return weighted(self.rng, weights)

    def _office_moment(self, day: date) -> datetime:
        hour = self.rng.choices(range(8, 22), [4, 7, 10, 11, 10, 8, 8, 8, 8, 8, 7, 6, 4, 2])[0]
        return datetime(
            day.year,
            day.month,
            day.day,
            hour,
            self.rng.randrange(60),
            self.rng.randrange(60),
            tzinfo=self.incident["fixed_at"].tzinfo,
        )


def by_hour(customer: Customer, moment: datetime) -> str:
    """An hour by which something is promised, later the same day or next noon."""
    hour = moment.hour + 3
    if hour > 21:
        return "завтра до 12:00" if customer.language == "ru" else "tomorrow by noon"
    return (
        f"сегодня до {hour}:00"
        if customer.language == "ru"
        else f"today by {hour % 12 or 12} {'pm' if hour >= 12 else 'am'}"
    )
