"""Reviews of the shop in Russian and English, with two real shifts in delivery and nothing else.

What a review is about and how it feels is drawn first; words are chosen afterwards. Only the feeling
about delivery depends on the date, so every other series is flat but for chance.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from .wording import as_typed, expand, finish, load_phrases, lower_first
from .world import Customer, Order, phase, poisson, settings, slots_for, weighted

DELIVERY = {
    "before": {1: 0.70, 0: 0.09, -1: 0.21},
    "down": {1: 0.20, 0: 0.09, -1: 0.71},
    "up": {1: 0.52, 0: 0.09, -1: 0.39},
}
SIGN = {1: "pos", 0: "neu", -1: "neg"}
JOIN = {
    "ru": {-1: ["Но ", "А вот ", "Правда, ", "Минус: ", "Однако ", ""], 1: ["Зато ", "При этом ", "Но ", "Плюс: ", ""]},
    "en": {-1: ["But ", "However, ", "Only thing: ", "Sadly, ", ""], 1: ["But ", "On the plus side: ", "Still, ", ""]},
}
STARS = {
    "ru": ["одна звезда", "две звезды", "три звезды", "четыре звезды", "пять звёзд"],
    "en": ["one star", "two stars", "three stars", "four stars", "five stars"],
}
PROS = {"ru": ("Достоинства", "Недостатки", "Комментарий"), "en": ("Pros", "Cons", "Comment")}
REPLY_SHARE = {1: 0.34, 0: 0.30, -1: 0.62}


@dataclass
class Review:
    """One review with what was meant by it."""

    number: str
    day: date
    text: str
    rating: str
    customer: Customer
    product: dict[str, Any]
    source: str
    kind: str = "ordinary"
    aspects: list[tuple[str, int]] = field(default_factory=list)
    overall: int | None = None
    reply: str = ""
    reply_day: date | None = None
    named: bool = False
    shown_date: str = ""
    flaw: str = ""


class ReviewWriter:
    """Writes the reviews of one language."""

    def __init__(self, rng: Random, language: str, customers: list[Customer], orders: list[Order]) -> None:
        self.rng, self.language = rng, language
        self.phrases = load_phrases(f"reviews_{language}.txt")
        self.customers = [c for c in customers if c.language == language]
        self.orders = [o for o in orders if o.customer.language == language]
        self.affected = [o for o in self.orders if o.affected]
        self.payment_left = 9 if language == "ru" else 4
        self._recent: dict[str, list[str]] = {}

    def pick(self, section: str) -> str:
        """A line of a section, not one of those used last."""
        lines = self.phrases[section]
        recent = self._recent.setdefault(section, [])
        line = self.rng.choice([x for x in lines if x not in recent] or lines)
        recent.append(line)
        del recent[: max(0, len(recent) - len(lines) // 2)]
        return line

    def say(self, section: str, customer: Customer, slots: dict[str, str], gender: str) -> str:
        """One expanded sentence."""
        return expand(self.rng, self.pick(section), slots, female=customer.female, gender=gender)

    def who(self, day: date) -> tuple[Customer, dict[str, Any], bool]:
        """Customer, product, and whether the shop knows the customer's key."""
        rng = self.rng
        recent = [o for o in self.orders if o.delivered_at and 0 <= (day - o.delivered_at.date()).days <= 14]
        if recent and rng.random() < 0.36:
            order = rng.choice(recent)
            return order.customer, order.product, True
        return rng.choice(self.customers), rng.choice(settings()["products"]), rng.random() < 0.3

    def aspects(self, day: date) -> list[tuple[str, int]]:
        """What the review is about and how each part felt."""
        rng, found = self.rng, []
        if rng.random() < 0.56:
            found.append(("delivery", int(weighted(rng, DELIVERY[phase(day)]))))
        mood = weighted(rng, {1: 0.68, 0: 0.10, -1: 0.22})
        others = rng.choices(["product", "product_any", "support", "price", "pack", "site"], [34, 30, 16, 9, 6, 5], k=weighted(rng, {1: 0.62, 2: 0.38}))
        if not found or rng.random() < 0.55:
            for name in dict.fromkeys(others):
                sign = mood if rng.random() < 0.78 else weighted(rng, {1: 0.5, -1: 0.5})
                if sign == 0 and name != "product_any":
                    name = "product_any"
                found.append((name, sign))
        rng.shuffle(found)
        return list(dict(found).items())

    def section(self, aspect: str, sign: int, product: dict[str, Any], day: date) -> str:
        """The phrase section that says this aspect with this feeling."""
        if aspect == "product_any" or (aspect == "product" and sign == 0):
            return f"product.any.{SIGN[sign]}"
        if aspect == "product":
            return f"product.{product['kind']}.{SIGN[sign]}"
        if aspect == "delivery" and sign == -1 and phase(day) == "down" and self.rng.random() < 0.2:
            return "delivery.neg_b"
        if aspect == "delivery" and sign == 1 and phase(day) == "up" and self.rng.random() < 0.35:
            return "delivery.pos_c"
        return f"{aspect}.{SIGN[sign]}"

    def composed(self, aspects: list[tuple[str, int]], overall: int, customer: Customer, product: dict[str, Any], day: date, slots: dict[str, str]) -> str:
        """Opening, one or two sentences an aspect, closing, with the joints of speech."""
        rng, gender = self.rng, product["ru"][3]
        parts = [self.say("opening.any", customer, slots, gender)] if rng.random() < 0.36 else []
        previous = None
        for aspect, sign in aspects:
            count = 2 if rng.random() < 0.24 and sign else 1
            sentences = list(dict.fromkeys(self.say(self.section(aspect, sign, product, day), customer, slots, gender) for _ in range(count)))
            if previous and sign and sign == -previous:
                joint = rng.choice(JOIN[self.language][sign])
                sentences[0] = joint + (lower_first(sentences[0]) if joint else sentences[0])
            parts += sentences
            previous = sign
        if rng.random() < 0.3:
            parts.append(self.say(f"closing.{SIGN[overall]}", customer, slots, gender))
        joiner = "\n" if rng.random() < 0.05 else " "
        return joiner.join(finish(p) for p in parts)

    def pros_cons(self, aspects: list[tuple[str, int]], customer: Customer, product: dict[str, Any], day: date, slots: dict[str, str]) -> str:
        """The form with good points, bad points and a comment."""
        lists: dict[int, list[str]] = {1: [], -1: []}
        for aspect, sign in aspects:
            group = aspect if aspect in ("delivery", "support") else "product"
            if sign:
                lists[sign].append(self.say(f"pros.{group}.{SIGN[sign]}", customer, slots, "m"))
        good, bad, comment = PROS[self.language]
        none = self.say("pros.none", customer, slots, "m")
        text = f"{good}: {', '.join(dict.fromkeys(lists[1])) or none}\n{bad}: {', '.join(dict.fromkeys(lists[-1])) or none}"
        if self.rng.random() < 0.6:
            aspect, sign = aspects[0]
            text += f"\n{comment}: " + self.say(self.section(aspect, sign, product, day), customer, slots, product["ru"][3])
        return text

    def write(self, number: str, day: date) -> Review:
        """One ordinary review."""
        rng = self.rng
        customer, product, named = self.who(day)
        aspects = self.aspects(day)
        mean = sum(sign for _, sign in aspects) / len(aspects)
        overall = 1 if mean > 0.2 else -1 if mean < -0.2 else 0
        mood = 3 + 1.9 * mean + rng.gauss(0, 0.5)
        rating = min(5, max(1, round(mood)))
        if rng.random() < 0.02:
            rating = 6 - rating
        if self._about_incident(day, aspects, overall):
            order = rng.choice(self.affected)
            customer, product, named, aspects = order.customer, order.product, True, [("payment", -1)]
        slots = slots_for(rng, customer, product, day) | {"stars": STARS[self.language][rating - 1]}
        text = self._words(aspects, overall, customer, product, day, slots)
        kind = "ordinary"
        if rng.random() < 0.012:
            text = finish(text) + " " + finish(self.say("personal", customer, slots, product["ru"][3]))
            kind = "personal"
        else:
            text = as_typed(rng, text, self.language, mood=mean)
        shown = "" if rng.random() < 0.03 else str(rating)
        review = Review(number, day, text, shown, customer, product, weighted(rng, settings()[f"sources_{self.language}"]), kind, aspects, overall)
        review.named = named
        self._answer(review, slots)
        return review

    def _about_incident(self, day: date, aspects: list[tuple[str, int]], overall: int) -> bool:
        first = settings()["incident"]["first_signal_at"].date()
        fits = 0 <= (day - first).days <= 12 and overall == -1 and dict(aspects).get("delivery") is None
        if not (fits and self.affected and self.payment_left and self.rng.random() < 0.95):
            return False
        self.payment_left -= 1
        return True

    def _words(self, aspects: list[tuple[str, int]], overall: int, customer: Customer, product: dict[str, Any], day: date, slots: dict[str, str]) -> str:
        rng, gender = self.rng, product["ru"][3]
        if aspects == [("payment", -1)]:
            return finish(self.say("payment_incident.neg", customer, slots, gender))
        form = rng.random()
        if len(aspects) == 1 and form < 0.34:
            topic = "short.delivery" if aspects[0][0] == "delivery" else "short"
            if topic == "short":
                aspects[:] = [("general", aspects[0][1])]
            return self.say(f"{topic}.{SIGN[overall]}", customer, slots, gender)
        if form > 0.91 and overall is not None:
            return self.pros_cons(aspects, customer, product, day, slots)
        return self.composed(aspects, overall, customer, product, day, slots)

    def _answer(self, review: Review, slots: dict[str, str]) -> None:
        rng = self.rng
        if rng.random() > REPLY_SHARE[review.overall or 0]:
            return
        hello = f"{review.customer.first}, " if rng.random() < 0.4 else ""
        section = f"reply.{SIGN[review.overall or 0]}"
        reply = self.say(section, review.customer, slots | {"name_client": hello}, "m")
        review.reply = reply.replace(", Здравствуйте", ", здравствуйте")
        review.reply_day = review.day + timedelta(days=min(30, int(rng.expovariate(0.3))))

    def odd(self, number: str, day: date, section: str, kind: str) -> Review:
        """A review that is about nothing, in another language, or hostile."""
        rng = self.rng
        customer, product, named = self.who(day)
        slots = slots_for(rng, customer, product, day)
        text = self.say(section, customer, slots, product["ru"][3])
        rating = str(rng.choice([1, 3, 5, 5, 5])) if kind != "offtopic" else rng.choice(["5", "5", "1", "3", ""])
        return Review(number, day, text, rating, customer, product, weighted(rng, settings()[f"sources_{self.language}"]), kind, [], None, named=named)


def write_year(rng: Random, language: str, per_week: float, customers: list[Customer], orders: list[Order], first_number: int) -> list[Review]:
    """A year of reviews of one language, before the flaws are put in."""
    writer, calendar = ReviewWriter(rng, language, customers, orders), settings()["calendar"]
    start, end = calendar["reviews"]
    reviews: list[Review] = []
    days = [start + timedelta(n) for n in range((end - start).days + 1)]
    others = [("kk", 12), ("uk", 12), ("other", 12)] if language == "ru" else [("other", 14)]
    odd = [s for s, n in [*others, ("offtopic", 44 if language == "ru" else 14), ("code", 6 if language == "ru" else 5)] for _ in range(n)]
    usable = [d for d in days if not _in_week(d, calendar["gap_week"]) and not _in_week(d, calendar["few_week"])]
    odd_days: dict[date, list[str]] = {}
    for section in odd:
        odd_days.setdefault(rng.choice(usable), []).append(section)
    for day in days:
        if _in_week(day, calendar["gap_week"]):
            continue
        rate = per_week / 7 * (1.35 if day.month in (11, 12) else 0.85 if day.month in (6, 7) else 1.0)
        rate *= 1.2 if day.weekday() in (0, 6) else 0.92
        count = poisson(rng, rate)
        if _in_week(day, calendar["few_week"]):
            count = (1 if day.weekday() < 6 else 0) if language == "ru" else int(day.weekday() in (1, 4))
        for _ in range(count):
            reviews.append(writer.write("", day))
        for section in odd_days.get(day, []):
            kind = section if section in ("offtopic", "code") else "other_language"
            reviews.append(writer.odd("", day, section, kind))
        if language == "ru" and _in_week(day, calendar["tampered_week"]):
            reviews += [_bought(writer, day) for _ in range(4 if day.weekday() < 5 else 2)]
    reviews = _double_submits(rng, reviews, 12 if language == "ru" else 4)
    _bribe(writer, reviews, 9 if language == "ru" else 3)
    for position, review in enumerate(reviews):
        review.number = f"{'R' if language == 'ru' else 'E'}{first_number + position * 7}"
    return reviews


def _in_week(day: date, monday: date) -> bool:
    return 0 <= (day - monday).days < 7


def _bought(writer: ReviewWriter, day: date) -> Review:
    review = writer.odd("", day, "tampered", "tampered")
    review.rating, review.named, review.source = "5", False, "карты"
    return review


def _double_submits(rng: Random, reviews: list[Review], count: int) -> list[Review]:
    """The same text sent twice on one day under a new number."""
    calendar = settings()["calendar"]
    fit = [i for i, r in enumerate(reviews) if r.kind == "ordinary" and len(r.text) > 60 and not _in_week(r.day, calendar["tampered_week"])]
    for i in sorted(rng.sample(fit, count), reverse=True):
        first = reviews[i]
        copy = Review("", first.day, first.text, first.rating, first.customer, first.product, first.source, "double_submit", list(first.aspects), first.overall, named=first.named)
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
    fit = [r for r in reviews if r.kind == "ordinary" and not r.flaw and [a for a, _ in r.aspects] != ["payment"]]
    chosen = iter(rng.sample(fit, sum(counts.values())))
    bad_dates = ["вчера", "31.02.2026", "00.00.0000", "", "12.2025", "сент"] if reviews[0].number[0] == "R" else ["yesterday", "2026-02-30", "0000-00-00", "", "soon"]
    bad_ratings = ["7", "0", "пять", "11", "-1", "5/5?"] if reviews[0].number[0] == "R" else ["7", "0", "five", "50"]
    for kind, n in counts.items():
        for k in range(n):
            review = next(chosen)
            review.flaw = kind
            if kind == "bad_date":
                review.shown_date = bad_dates[k % len(bad_dates)]
            elif kind == "bad_rating":
                review.rating = bad_ratings[k % len(bad_ratings)]
            else:
                review.text, review.aspects, review.overall = ("   " if k % 4 == 3 else ""), [], None


def russian_csv(reviews: list[Review], repeated: list[Review]) -> bytes:
    """Semicolons, Russian headers, day.month.year, UTF-8 with a mark, Windows line ends."""
    again = {id(r) for r in repeated}
    rows = []
    for r in reviews:
        shown = r.shown_date if r.flaw == "bad_date" else f"{r.day:%d.%m.%Y}"
        reply_day = f"{r.reply_day:%d.%m.%Y}" if r.reply_day else ""
        row = [r.number, shown, r.source, r.customer.city, r.product["ru"][0], r.rating, r.text, r.reply, reply_day, r.customer.key if r.named else ""]
        rows += [row, row] if id(r) in again else [row]
    head = ["Номер", "Дата", "Источник", "Город", "Товар", "Оценка", "Отзыв", "Ответ магазина", "Дата ответа", "Клиент"]
    return _csv([head, *rows], ";", "\r\n").encode("utf-8-sig")


def english_csv(reviews: list[Review]) -> bytes:
    """Commas, English headers, ISO dates, plain UTF-8."""
    head = ["Review ID", "Date", "Source", "City", "Product", "Rating", "Review", "Shop reply", "Reply date", "Customer"]
    rows = [
        [r.number, r.shown_date if r.flaw == "bad_date" else r.day.isoformat(), r.source, r.customer.city, r.product["en"], r.rating, r.text, r.reply, r.reply_day.isoformat() if r.reply_day else "", r.customer.key if r.named else ""]
        for r in reviews
    ]
    return _csv([head, *rows], ",", "\n").encode("utf-8")


def truth_rows(reviews: list[Review], file: str) -> list[list[str]]:
    """What was meant: one row a review."""
    return [
        [file, r.number, r.kind, r.flaw, dict(r.aspects).get("delivery", ""), "" if r.overall is None else r.overall, " ".join(f"{a}:{s}" for a, s in r.aspects)]
        for r in reviews
    ]


def _csv(rows: list[list[Any]], delimiter: str, line_end: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return out.getvalue()


def app_reviews(rng: Random, customers: list[Customer], count: int = 150) -> tuple[str, dict[str, Any]]:
    """JSON Lines as an application store's interface gives them."""
    phrases, world = load_phrases("app_reviews.txt"), settings()
    start, end = world["calendar"]["reviews"]
    moments = sorted(datetime(start.year, start.month, start.day) + timedelta(minutes=rng.randrange((end - start).days * 1440)) for _ in range(count))
    lines, by_language = [], {"ru": 0, "en": 0}
    for number, moment in enumerate(moments):
        customer = rng.choice(customers)
        language, sign = customer.language, weighted(rng, {1: 0.46, -1: 0.38, 0: 0.16})
        by_language[language] += 1
        line = rng.choice(phrases[f"{language}.{SIGN[sign]}"])
        text = as_typed(rng, expand(rng, line, {}, female=customer.female), language, mood=sign)
        rating = {1: rng.choice([5, 5, 5, 4]), 0: rng.choice([3, 3, 4]), -1: rng.choice([1, 1, 2])}[sign]
        record: dict[str, Any] = {
            "id": f"app-{700100 + number * 13}",
            "createdAt": moment.isoformat() + "Z",
            "author": {"name": customer.first, "customerKey": customer.key if rng.random() < 0.4 else None},
            "content": {"title": "" if rng.random() < 0.6 else {1: "👍", 0: "-", -1: "(("}[sign], "body": text},
            "rating": {"value": rating, "max": 5},
            "device": {"os": rng.choice(["android", "android", "ios"]), "appVersion": f"4.{min(9, moment.month)}.{rng.randrange(4)}"},
            "locale": "ru-RU" if language == "ru" else "en-US",
        }
        if sign < 0 and rng.random() < 0.5:
            record["reply"] = {"body": "Спасибо, чиним!" if language == "ru" else "Thanks, we are on it!", "createdAt": (moment + timedelta(days=2)).isoformat() + "Z"}
        lines.append(json.dumps(record, ensure_ascii=False))
    return "\n".join(lines) + "\n", {"rows": count, "russian": by_language["ru"], "english": by_language["en"]}


def planted(reviews: list[Review], repeated: list[Review]) -> dict[str, Any]:
    """The truths of one file, counted from what was written."""
    calendar = settings()["calendar"]
    readable = [r for r in reviews if r.flaw not in ("bad_date", "bad_rating")]
    phases: dict[str, Any] = {}
    for name in ("before", "down", "up"):
        rows = [r for r in readable if phase(r.day) == name]
        about = [dict(r.aspects)["delivery"] for r in rows if "delivery" in dict(r.aspects)]
        rest = [s for r in rows for a, s in r.aspects if a != "delivery"]
        rated = [int(r.rating) for r in rows if r.rating.isdigit() and r.kind != "tampered"]
        phases[name] = {
            "about_delivery": len(about),
            "delivery_negative": about.count(-1),
            "delivery_positive": about.count(1),
            "delivery_net": round(sum(about) / len(about), 4),
            "other_aspects": len(rest),
            "other_net": round(sum(rest) / len(rest), 4),
            "mean_rating": round(sum(rated) / len(rated), 4),
            "rated": len(rated),
        }
    kinds = sorted({r.kind for r in reviews})
    return {
        "rows": len(reviews) + len(repeated),
        "reviews": len(reviews),
        "shift_down_week": calendar["shift_down"].isoformat(),
        "shift_up_week": calendar["shift_up"].isoformat(),
        "gap_week": calendar["gap_week"].isoformat(),
        "few_week": calendar["few_week"].isoformat(),
        "few_week_reviews": sum(_in_week(r.day, calendar["few_week"]) for r in reviews if r.flaw != "bad_date"),
        "phases": phases,
        "bad_date": sum(r.flaw == "bad_date" for r in reviews),
        "bad_rating": sum(r.flaw == "bad_rating" for r in reviews),
        "empty_text": sum(r.flaw == "empty_text" for r in reviews),
        "missing_rating": sum(r.rating == "" for r in reviews),
        "bribes": sum(r.flaw == "bribe" for r in reviews),
        "replies": sum(bool(r.reply) for r in reviews),
        "repeated_rows": len(repeated),
        "with_customer_key": sum(r.named for r in reviews),
        "about_payment_incident": sum(r.aspects == [("payment", -1)] for r in reviews),
        "kinds": {k: sum(r.kind == k for r in reviews) for k in kinds},
    }
