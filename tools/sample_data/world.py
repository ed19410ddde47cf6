"""The made-up shop: goods, customers, orders, calendar, and what fills the phrases."""

import csv
import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from random import Random
from typing import Any

import yaml

from .wording import PHRASES, money

DAYS_RU = ["понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье"]
UNTIL_RU = ["понедельника", "вторника", "среды", "четверга", "пятницы", "субботы", "воскресенья"]
DAYS_EN = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
HOURS = [1, 1, 0, 0, 0, 0, 1, 2, 3, 5, 6, 7, 8, 8, 7, 7, 7, 8, 9, 10, 12, 12, 9, 4]
HOLIDAYS = {
    date(2026, 2, 23),
    date(2026, 3, 8),
    date(2026, 3, 9),
    date(2026, 5, 1),
    date(2026, 5, 2),
    date(2026, 5, 9),
    date(2026, 5, 11),
}


@cache
def settings() -> dict[str, Any]:
    """``world.yaml`` with its moments as datetimes."""
    world = yaml.safe_load((PHRASES / "world.yaml").read_text(encoding="utf-8"))
    world["incident"] = {
        key: [_moscow(v) for v in value] if isinstance(value, list) else _moscow(value)
        for key, value in world["incident"].items()
        if key != "id"
    } | {"id": world["incident"]["id"]}
    return world


def _moscow(value: datetime | str) -> datetime:
    parsed = datetime.fromisoformat(value) if isinstance(value, str) else value
    if parsed.tzinfo is None:  # the YAML reader gives UTC without a zone
        parsed = parsed.replace(tzinfo=UTC)
    return parsed.astimezone(timezone(timedelta(hours=3)))


@dataclass(frozen=True)
class Customer:
    """One made-up customer."""

    key: str
    language: str
    female: bool
    first: str
    last: str
    city: str
    number: int


@dataclass
class Order:
    """One order of the events log."""

    order_id: str
    customer: Customer
    product: dict[str, Any]
    placed_at: datetime
    total: int
    affected: bool = False
    delivered_at: datetime | None = None
    asked_at: datetime | None = None
    paid_twice: bool = False


def csv_bytes(
    rows: Iterable[Sequence[Any]],
    *,
    delimiter: str = ",",
    line_end: str = "\n",
    encoding: str = "utf-8",
) -> bytes:
    """A CSV file."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return out.getvalue().encode(encoding)


def poisson(rng: Random, rate: float) -> int:
    """A Poisson draw (Knuth's product for small rates)."""
    limit, count, product = math.exp(-rate), 0, rng.random()
    while product > limit:
        count += 1
        product *= rng.random()
    return count


def weighted(rng: Random, weights: dict[str, float]) -> str:
    """One key, by its weight."""
    return rng.choices(list(weights), list(weights.values()))[0]


class Deck:
    """Shuffled cards in fixed shares, so that chance alone cannot look like a lasting shift."""

    def __init__(self, rng: Random, shares: dict[int, float], size: int = 100) -> None:
        self.rng = rng
        self.cards = [card for card, share in shares.items() for _ in range(round(share * size))]
        self.left: list[int] = []

    def draw(self) -> int:
        """The next card."""
        if not self.left:
            self.left = self.rng.sample(self.cards, len(self.cards))
        return self.left.pop()


def make_customers(
    rng: Random, count: int = 1900, *, first: int = 1, english: float = 0.2
) -> list[Customer]:
    """Customers numbered from *first*, a share of them English-speaking."""
    world, people = settings(), []
    for number in range(first, first + count):
        language = "en" if rng.random() < english else "ru"
        female = rng.random() < 0.58
        if language == "ru":
            sex = "f" if female else "m"
            name, last = rng.choice(world["names_ru"][sex]), rng.choice(world["surnames_ru"][sex])
        else:
            name, last = rng.choice(world["names_en"]), rng.choice(world["surnames_en"])
        cities = world[f"cities_{language}"]
        city = rng.choices([c[0] for c in cities], [c[-1] for c in cities])[0]
        people.append(Customer(f"K-{number:05d}", language, female, name, last, city, number))
    return people


def make_orders(rng: Random, customers: list[Customer], count: int = 1500) -> list[Order]:
    """Orders of February to May 2026, with a spring sale in the week of the incident."""
    world = settings()
    incident, (start, end) = world["incident"], world["calendar"]["contacts"]
    days = [start + timedelta(n) for n in range((end - start).days - 2)]
    sale = {incident["first_signal_at"].date() + timedelta(n) for n in range(-1, 5)}
    load = [2.6 if d in sale else 0.6 if d in HOLIDAYS else 1.0 for d in days]
    load = [
        rate * (1.15 if d.weekday() in (0, 6) else 1.0) for d, rate in zip(days, load, strict=True)
    ]
    moments = []
    for day in rng.choices(days, load, k=count):
        clock = time(rng.choices(range(24), HOURS)[0], rng.randrange(60), rng.randrange(60))
        moments.append(datetime.combine(day, clock, incident["fixed_at"].tzinfo))
    orders = []
    for number, moment in enumerate(sorted(moments)):
        product = rng.choice(world["products"])
        total = rng.randint(product["price"][0] // 10, product["price"][1] // 10) * 10
        order = Order(f"O-{114000 + number * 3}", rng.choice(customers), product, moment, total)
        known = any(o.affected and o.customer is order.customer for o in orders)
        broken = incident["deploy_at"] < moment < incident["fixed_at"]
        order.affected = broken and not known and rng.random() < 0.86
        orders.append(order)
    return orders


def phase(day: date) -> str:
    """before, down or up: which delivery a customer of that day met."""
    calendar = settings()["calendar"]
    if day < calendar["shift_down"]:
        return "before"
    return "down" if day < calendar["shift_up"] else "up"


def slots_for(
    rng: Random, customer: Customer, product: dict[str, Any], day: date, *, total: int | None = None
) -> dict[str, str]:
    """What the braces of a phrase may ask for. All personal data are invented or reserved."""
    world, language = settings(), customer.language
    city = next((c for c in world["cities_ru"] if c[0] == customer.city), None)
    names = world["names_ru"]["f"] if language == "ru" else world["names_en"]
    number = customer.number
    if language == "ru":
        phone = f"+7 900 000-{number // 100:02d}-{number % 100:02d}"
        street = f"ул. Придуманная, д. {1 + number % 40}, кв. {1 + number % 97}"
    else:
        phone = f"+1 202-555-01{number % 100:02d}"
        street = f"{1 + number % 90} Invented Street, flat {1 + number % 30}"
    weekday = (day.weekday() + rng.randint(1, 3)) % 7
    courier = [c for c in world["couriers"] if c["from"] <= day][-1]
    return {
        "prod": product["ru"][0] if language == "ru" else product["en"],
        "prod_acc": product["ru"][1],
        "prod_gen": product["ru"][2],
        "thing": world["kinds"][product["kind"]][language],
        "courier": courier[language],
        "city": customer.city,
        "city_to": city[1] if city else "в " + customer.city,
        "city_in": city[2] if city else "в " + customer.city,
        "name": rng.choice(names),
        "name_client": "",
        "courier_name": rng.choice(world["names_ru"]["m"]),
        "fullname": f"{customer.first} {customer.last}",
        "phone": phone,
        "email": f"client{number}@example.com",
        "street": street,
        "card": "4000 0000 0000 0002",
        "order": f"O-{114000 + rng.randrange(1500) * 3}",
        "sum": money(total if total is not None else rng.randint(*product["price"]) // 10 * 10),
        "case": f"T-{10000 + rng.randrange(4000)}",
        "by": "",
        "day": (DAYS_RU if language == "ru" else DAYS_EN)[weekday],
        "until": UNTIL_RU[weekday],
    }
