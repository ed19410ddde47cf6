"""Who answered which survey and what they said; some were asked twice."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from .wording import as_typed, expand, load_phrases
from .world import Customer, Order, settings, weighted


@dataclass
class Answered:
    """What one respondent said in one survey."""

    response_id: str
    customer: Customer
    at: datetime
    channel: str
    nps: int | None
    csat: int | None
    ces: int | None
    why: str
    dislike: str
    weight: float = 1.0
    nothing: bool = False


class SurveyWriter:
    """Draws answers."""

    def __init__(self, rng: Random) -> None:
        self.rng, self.phrases = rng, load_phrases("surveys.txt")

    def answer(
        self,
        response_id: str,
        customer: Customer,
        at: datetime,
        channel: str,
        *,
        near: int | None = None,
    ) -> Answered:
        """One respondent; ``near`` is what was answered to the same question days ago."""
        rng, language = self.rng, customer.language
        if near is None:
            nps = rng.choices(range(11), [4, 2, 3, 3, 3, 6, 6, 13, 18, 17, 25])[0]
        else:
            nps = min(10, max(0, near + rng.choices([0, -1, 1, -3], [60, 18, 14, 8])[0]))
        group = "promoter" if nps >= 9 else "passive" if nps >= 7 else "detractor"
        why = ""
        if rng.random() < 0.62:
            line = rng.choice(self.phrases[f"{language}.why.{group}"])
            mood = {"promoter": 1, "passive": 0, "detractor": -1}[group]
            why = as_typed(rng, expand(rng, line, {}, female=customer.female), language, mood=mood)
        nothing = rng.random() < (0.72 if group == "promoter" else 0.22)
        dislike = ""
        if rng.random() < 0.7:
            line = rng.choice(
                self.phrases[f"{language}.dislike.{'nothing' if nothing else 'something'}"]
            )
            dislike = expand(rng, line, {}, female=customer.female).rstrip(".")
        csat = min(5, max(1, round(1.4 + nps / 3.2 + rng.gauss(0, 0.8))))
        ces = min(7, max(1, round(2.2 + nps / 2.6 + rng.gauss(0, 1.1))))
        return Answered(
            response_id,
            customer,
            at,
            channel,
            nps if rng.random() < 0.97 else None,
            csat if rng.random() < 0.94 else None,
            ces if rng.random() < 0.88 else None,
            why,
            dislike,
            round(rng.uniform(0.4, 2.2), 2),
            nothing and bool(dislike),
        )


def draw(
    rng: Random, customers: list[Customer], orders: list[Order]
) -> tuple[list[Answered], list[Answered], list[Answered]]:
    """After-delivery survey, quarterly survey, application survey."""
    writer = SurveyWriter(rng)
    delivered = [o for o in orders if o.delivered_at and o.delivered_at.date() <= date(2026, 5, 26)]
    after = []
    for number, order in enumerate(
        sorted(_one_each(rng, delivered, 412), key=lambda o: str(o.delivered_at))
    ):
        at = order.delivered_at.replace(microsecond=0) + timedelta(
            hours=rng.randint(22, 80), minutes=rng.randrange(60)
        )
        after.append(
            writer.answer(
                f"AD-{20001 + number}",
                order.customer,
                at,
                weighted(rng, {"email": 0.7, "message": 0.3}),
            )
        )
    known = {a.customer.key: a for a in after}
    twice = rng.sample([a for a in after if a.nps is not None], 64)
    quarterly = [
        writer.answer(
            "",
            a.customer,
            a.at + timedelta(days=rng.randint(1, 6), minutes=rng.randrange(600)),
            "email",
            near=a.nps,
        )
        for a in twice
    ]
    others = rng.sample([c for c in customers if c.key not in known and c.language == "ru"], 334)
    quarterly += [
        writer.answer("", c, _some_day(rng), weighted(rng, {"email": 0.8, "app": 0.2}))
        for c in others
    ]
    quarterly.sort(key=lambda a: a.at)
    for number, answered in enumerate(quarterly):
        answered.response_id = str(70001 + number)
    app = sorted(
        (writer.answer("", c, _some_day(rng), "app") for c in rng.sample(customers, 405)),
        key=lambda a: a.at,
    )
    for number, answered in enumerate(app):
        answered.response_id = f"{number + 1:03d}"
    return after, quarterly, app


def _one_each(rng: Random, orders: list[Order], count: int) -> list[Order]:
    first: dict[str, Order] = {}
    for order in orders:
        first.setdefault(order.customer.key, order)
    return rng.sample(list(first.values()), count)


def _some_day(rng: Random) -> datetime:
    zone = settings()["incident"]["fixed_at"].tzinfo
    return datetime(2026, 3, 2, 9, tzinfo=zone) + timedelta(minutes=rng.randrange(85 * 1440))
