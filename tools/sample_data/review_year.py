"""A year of reviews: the weeks that differ, copies, bought praise, bribes and bad rows."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from .reviews import Review, ReviewWriter
from .world import Customer, Order, poisson, settings, slots_for


def write_year(
    rng: Random,
    language: str,
    per_week: float,
    customers: list[Customer],
    orders: list[Order],
    first_number: int,
) -> list[Review]:
    """A year of reviews of one language, before the flaws are put in."""
    writer, calendar = ReviewWriter(rng, language, customers, orders), settings()["calendar"]
    start, end = calendar["reviews"]
    reviews: list[Review] = []
    days = [start + timedelta(n) for n in range((end - start).days + 1)]
    others = [("kk", 12), ("uk", 12), ("other", 12)] if language == "ru" else [("other", 14)]
    odd = [
        s
        for s, n in [
            *others,
            ("offtopic", 44 if language == "ru" else 14),
            ("code", 6 if language == "ru" else 5),
        ]
        for _ in range(n)
    ]
    usable = [
        d
        for d in days
        if not in_week(d, calendar["gap_week"]) and not in_week(d, calendar["few_week"])
    ]
    odd_days: dict[date, list[str]] = {}
    for section in odd:
        odd_days.setdefault(rng.choice(usable), []).append(section)
    for day in days:
        if in_week(day, calendar["gap_week"]):
            continue
        rate = (
            per_week / 7 * (1.35 if day.month in (11, 12) else 0.85 if day.month in (6, 7) else 1.0)
        )
        rate *= 1.2 if day.weekday() in (0, 6) else 0.92
        count = poisson(rng, rate)
        if in_week(day, calendar["few_week"]):
            count = (
                (1 if day.weekday() < 6 else 0)
                if language == "ru"
                else int(day.weekday() in (1, 4))
            )
        for _ in range(count):
            reviews.append(writer.write("", day))
        for section in odd_days.get(day, []):
            kind = section if section in ("offtopic", "code") else "other_language"
            reviews.append(writer.odd("", day, section, kind))
        if language == "ru" and in_week(day, calendar["tampered_week"]):
            reviews += [_bought(writer, day) for _ in range(4 if day.weekday() < 5 else 2)]
    reviews = _double_submits(rng, reviews, 12 if language == "ru" else 4)
    _bribe(writer, reviews, 9 if language == "ru" else 3)
    for position, review in enumerate(reviews):
        review.number = f"{'R' if language == 'ru' else 'E'}{first_number + position * 7}"
    return reviews


def in_week(day: date, monday: date) -> bool:
    return 0 <= (day - monday).days < 7


def _bought(writer: ReviewWriter, day: date) -> Review:
    review = writer.odd("", day, "tampered", "tampered")
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
        first = reviews[i]
        copy = Review(
            "",
            first.day,
            first.text,
            first.rating,
            first.customer,
            first.product,
            first.source,
            "double_submit",
            list(first.aspects),
            first.overall,
            named=first.named,
        )
        reviews.insert(i + 1, copy)
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
