"""A year of reviews: the weeks that differ, copies, bought praise, bribes and bad rows."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from .reviews import Review, ReviewWriter
from .world import Customer, Order, poisson, settings, slots_for


@dataclass(frozen=True)
class StoreFront:
    """How much is written in one language in a year, and what is odd or wrong with it."""

    language: str
    seed: str
    """Of the draws; for English one of several that were tried, see ``data/README.md``."""
    per_week: float
    first_number: int
    from_orders: float
    """Share of reviews by customers whose order of the last two weeks is in the log."""
    odd: dict[str, int] = field(default_factory=dict)
    """Reviews about nothing, in other languages or hostile: phrase section to number."""
    double_submits: int = 12
    bribes: int = 9
    about_incident: int = 9
    flaws: dict[str, int] = field(
        default_factory=lambda: {"bad_date": 14, "bad_rating": 13, "empty_text": 12}
    )


RUSSIAN = StoreFront(
    "ru",
    seed="ru",
    per_week=47.8,
    first_number=310000,
    from_orders=0.36,
    odd={"kk": 12, "uk": 12, "other": 12, "offtopic": 44, "code": 6},
)
ENGLISH = StoreFront(
    "en",
    seed="en 3",
    per_week=90.0,
    first_number=52000,
    from_orders=0.1,
    odd={"other": 40, "offtopic": 40, "code": 6},
)


def write_year(
    rng: Random, front: StoreFront, customers: list[Customer], orders: list[Order]
) -> list[Review]:
    """A year of reviews of one store front, before the flaws are put in."""
    calendar = settings()["calendar"]
    writer = ReviewWriter(
        rng,
        front.language,
        customers,
        orders,
        from_orders=front.from_orders,
        about_incident=front.about_incident,
    )
    start, end = calendar["reviews"]
    days = [start + timedelta(n) for n in range((end - start).days + 1)]
    odd_days = _odd_days(rng, front, days)
    is_russian = front.language == "ru"
    reviews: list[Review] = []
    for day in days:
        if in_week(day, calendar["gap_week"]):
            continue
        for _ in range(_how_many(rng, front, day)):
            reviews.append(writer.write(day))
        for section in odd_days.get(day, []):
            kind = section if section in ("offtopic", "code") else "other_language"
            reviews.append(writer.odd(day, section, kind))
        if is_russian and in_week(day, calendar["tampered_week"]):
            reviews += [_bought(writer, day) for _ in range(4 if day.weekday() < 5 else 2)]
    reviews = _double_submits(rng, reviews, front.double_submits)
    _bribe(writer, reviews, front.bribes)
    for position, review in enumerate(reviews):
        review.number = f"{'R' if is_russian else 'E'}{front.first_number + position * 7}"
    return reviews


def _odd_days(rng: Random, front: StoreFront, days: list[date]) -> dict[date, list[str]]:
    """On which days the odd reviews are written."""
    calendar = settings()["calendar"]
    usable = [
        d
        for d in days
        if not in_week(d, calendar["gap_week"]) and not in_week(d, calendar["few_week"])
    ]
    found: dict[date, list[str]] = {}
    for section, count in front.odd.items():
        for _ in range(count):
            found.setdefault(rng.choice(usable), []).append(section)
    return found


def _how_many(rng: Random, front: StoreFront, day: date) -> int:
    """How many ordinary reviews are written on a day: more before New Year, fewer in summer."""
    season = 1.35 if day.month in (11, 12) else 0.85 if day.month in (6, 7) else 1.0
    rate = front.per_week / 7 * season * (1.2 if day.weekday() in (0, 6) else 0.92)
    count = poisson(rng, rate)
    if in_week(day, settings()["calendar"]["few_week"]):
        return 1 if day.weekday() < 6 else 0
    return count


def in_week(day: date, monday: date) -> bool:
    return 0 <= (day - monday).days < 7


def _bought(writer: ReviewWriter, day: date) -> Review:
    review = writer.odd(day, "tampered", "tampered")
    review.rating, review.named, review.source = "5", False, "карты"
    return review


def _double_submits(rng: Random, reviews: list[Review], count: int) -> list[Review]:
    """The same text sent twice on one day under a new number."""
    calendar = settings()["calendar"]
    fit = [
        i
        for i, r in enumerate(reviews)
        if r.kind == "ordinary"
        and len(r.text) > 60
        and not in_week(r.day, calendar["tampered_week"])
    ]
    for i in sorted(rng.sample(fit, count), reverse=True):
        sent = {"aspects": list(reviews[i].aspects), "reply": "", "reply_day": None}
        reviews.insert(i + 1, replace(reviews[i], number="", kind="double_submit", **sent))
    return reviews


def _bribe(writer: ReviewWriter, reviews: list[Review], count: int) -> None:
    """The shop offers a favour for changing a bad review."""
    fit = [r for r in reviews if r.overall == -1 and r.reply]
    for review in writer.rng.sample(fit, count):
        slots = slots_for(writer.rng, review.customer, review.product, review.day)
        review.reply = writer.say("reply.bribe", review.customer, slots, "m")
        review.flaw = "bribe"


def spoil(rng: Random, reviews: list[Review], counts: dict[str, int]) -> None:
    """Bad dates, bad ratings and empty texts, each on its own row."""
    fit = [
        r
        for r in reviews
        if r.kind == "ordinary" and not r.flaw and [a for a, _ in r.aspects] != ["payment"]
    ]
    chosen = iter(rng.sample(fit, sum(counts.values())))
    bad_dates = (
        ["вчера", "31.02.2026", "00.00.0000", "", "12.2025", "сент"]
        if reviews[0].number[0] == "R"
        else ["yesterday", "2026-02-30", "0000-00-00", "", "soon"]
    )
    bad_ratings = (
        ["7", "0", "пять", "11", "-1", "5/5?"]
        if reviews[0].number[0] == "R"
        else ["7", "0", "five", "50"]
    )
    for kind, n in counts.items():
        for k in range(n):
            review = next(chosen)
            review.flaw = kind
            if kind == "bad_date":
                review.shown_date = bad_dates[k % len(bad_dates)]
            elif kind == "bad_rating":
                review.rating = bad_ratings[k % len(bad_ratings)]
            else:
                review.text, review.aspects, review.overall = (
                    ("   " if k % 4 == 3 else ""),
                    [],
                    None,
                )
