"""Reviews of the shop in Russian and English, with two real shifts in delivery and nothing else.

What a review is about and how it feels is drawn first; words are chosen afterwards. Only the
feeling about delivery depends on the date, so every other series is flat but for chance.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from .wording import as_typed, expand, finish, load_phrases, lower_first
from .world import Customer, Deck, Order, phase, settings, slots_for, weighted

DELIVERY = {
    "before": {1: 0.70, 0: 0.09, -1: 0.21},
    "down": {1: 0.20, 0: 0.09, -1: 0.71},
    "up": {1: 0.52, 0: 0.09, -1: 0.39},
}
SIGN = {1: "pos", 0: "neu", -1: "neg"}
JOIN = {
    "ru": {
        -1: ["Но ", "А вот ", "Правда, ", "Минус: ", "Однако ", ""],
        1: ["Зато ", "При этом ", "Но ", "Плюс: ", ""],
    },
    "en": {
        -1: ["But ", "However, ", "Only thing: ", "Sadly, ", ""],
        1: ["But ", "On the plus side: ", "Still, ", ""],
    },
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

    day: date
    customer: Customer
    product: dict[str, Any]
    number: str = ""
    text: str = ""
    rating: str = ""
    source: str = ""
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

    def __init__(
        self,
        rng: Random,
        language: str,
        customers: list[Customer],
        orders: list[Order],
        *,
        from_orders: float,
        about_incident: int,
    ) -> None:
        self.rng, self.language, self.from_orders = rng, language, from_orders
        self.phrases = load_phrases(f"reviews_{language}.txt")
        self.customers = [c for c in customers if c.language == language]
        self.orders = [o for o in orders if o.customer.language == language]
        self.affected = [o for o in self.orders if o.affected]
        self.payment_left = about_incident
        self.delivery = {name: Deck(rng, shares) for name, shares in DELIVERY.items()}
        self.mood = Deck(rng, {1: 0.68, 0: 0.10, -1: 0.22})
        self.codes = 0
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
        recent = [
            o
            for o in self.orders
            if o.delivered_at and 0 <= (day - o.delivered_at.date()).days <= 14
        ]
        if recent and rng.random() < self.from_orders:
            order = rng.choice(recent)
            return order.customer, order.product, True
        return rng.choice(self.customers), rng.choice(settings()["products"]), rng.random() < 0.3

    def aspects(self, day: date) -> list[tuple[str, int]]:
        """What the review is about and how each part felt."""
        rng, found = self.rng, []
        if rng.random() < 0.56:
            found.append(("delivery", self.delivery[phase(day)].draw()))
        mood = self.mood.draw()
        others = rng.choices(
            ["product", "product_any", "support", "price", "pack", "site"],
            [34, 30, 16, 9, 6, 5],
            k=weighted(rng, {1: 0.62, 2: 0.38}),
        )
        if not found or rng.random() < 0.55:
            for name in dict.fromkeys(others):
                sign = mood if rng.random() < 0.78 else weighted(rng, {1: 0.5, -1: 0.5})
                found.append((name if sign else "product_any", sign))
        rng.shuffle(found)
        return list(dict(found).items())

    def section(self, aspect: str, sign: int, review: Review) -> str:
        """The phrase section that says this aspect with this feeling."""
        if aspect == "product_any" or (aspect == "product" and sign == 0):
            return f"product.any.{SIGN[sign]}"
        if aspect == "product":
            group = self.rng.choice(settings()["kinds"][review.product["kind"]]["say"])
            return f"product.{group}.{SIGN[sign]}"
        way = phase(review.day)
        if aspect == "delivery" and sign == -1 and way == "down" and self.rng.random() < 0.2:
            return "delivery.neg_b"
        if aspect == "delivery" and sign == 1 and way == "up" and self.rng.random() < 0.35:
            return "delivery.pos_c"
        return f"{aspect}.{SIGN[sign]}"

    def composed(self, review: Review, slots: dict[str, str]) -> str:
        """Opening, one or two sentences an aspect, closing, with the joints of speech."""
        rng, told = self.rng, (review.customer, slots, review.product["ru"][3])
        parts = [self.say("opening.any", *told)] if rng.random() < 0.36 else []
        previous = None
        for aspect, sign in review.aspects:
            count = 2 if rng.random() < 0.24 and sign else 1
            said = [self.say(self.section(aspect, sign, review), *told) for _ in range(count)]
            sentences = list(dict.fromkeys(said))
            if previous and sign and sign == -previous:
                joint = rng.choice(JOIN[self.language][sign])
                sentences[0] = joint + (lower_first(sentences[0]) if joint else sentences[0])
            parts += sentences
            previous = sign
        if rng.random() < 0.3:
            parts.append(self.say(f"closing.{SIGN[review.overall or 0]}", *told))
        joiner = "\n" if rng.random() < 0.05 else " "
        return joiner.join(finish(p) for p in parts)

    def pros_cons(self, review: Review, slots: dict[str, str]) -> str:
        """The form with good points, bad points and a comment."""
        told = (review.customer, slots, "m")
        lists: dict[int, list[str]] = {1: [], -1: []}
        for aspect, sign in review.aspects:
            group = aspect if aspect in ("delivery", "support") else "product"
            if sign:
                lists[sign].append(self.say(f"pros.{group}.{SIGN[sign]}", *told))
        good, bad, comment = PROS[self.language]
        none = self.say("pros.none", *told)
        said = {sign: ", ".join(dict.fromkeys(parts)) or none for sign, parts in lists.items()}
        text = f"{good}: {said[1]}\n{bad}: {said[-1]}"
        if self.rng.random() < 0.6:
            section = self.section(*review.aspects[0], review)
            own = self.say(section, review.customer, slots, review.product["ru"][3])
            text += f"\n{comment}: {own}"
        return text

    def write(self, day: date) -> Review:
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
        review = Review(day, customer, product, aspects=aspects, overall=overall, named=named)
        if self._about_incident(review):
            order = rng.choice(self.affected)
            review.customer, review.product, review.named = order.customer, order.product, True
            review.aspects = [("payment", -1)]
        slots = slots_for(rng, review.customer, review.product, day)
        slots |= {"stars": STARS[self.language][rating - 1]}
        review.text = self._words(review, slots)
        if rng.random() < 0.012:
            private = self.say("personal", review.customer, slots, review.product["ru"][3])
            review.text = finish(review.text) + " " + finish(private)
            review.kind = "personal"
        else:
            review.text = as_typed(rng, review.text, self.language, mood=mean)
        review.rating = "" if rng.random() < 0.03 else str(rating)
        review.source = weighted(rng, settings()[f"sources_{self.language}"])
        self._answer(review, slots)
        return review

    def _about_incident(self, review: Review) -> bool:
        first = settings()["incident"]["first_signal_at"].date()
        fits = (
            0 <= (review.day - first).days <= 12
            and review.overall == -1
            and dict(review.aspects).get("delivery") is None
        )
        if not (fits and self.affected and self.payment_left and self.rng.random() < 0.95):
            return False
        self.payment_left -= 1
        return True

    def _words(self, review: Review, slots: dict[str, str]) -> str:
        aspects, told = review.aspects, (review.customer, slots, review.product["ru"][3])
        if aspects == [("payment", -1)]:
            return finish(self.say("payment_incident.neg", *told))
        form = self.rng.random()
        if len(aspects) == 1 and form < 0.34:
            topic = "short.delivery" if aspects[0][0] == "delivery" else "short"
            if topic == "short":
                aspects[:] = [("general", aspects[0][1])]
            return self.say(f"{topic}.{SIGN[review.overall or 0]}", *told)
        return self.pros_cons(review, slots) if form > 0.91 else self.composed(review, slots)

    def _answer(self, review: Review, slots: dict[str, str]) -> None:
        rng = self.rng
        if rng.random() > REPLY_SHARE[review.overall or 0]:
            return
        hello = f"{review.customer.first}, " if rng.random() < 0.4 else ""
        section = f"reply.{SIGN[review.overall or 0]}"
        reply = self.say(section, review.customer, slots | {"name_client": hello}, "m")
        review.reply = reply.replace(", Здравствуйте", ", здравствуйте")
        review.reply_day = review.day + timedelta(days=min(30, int(rng.expovariate(0.3))))

    def odd(self, day: date, section: str, kind: str) -> Review:
        """A review that is about nothing, in another language, or hostile."""
        rng = self.rng
        customer, product, named = self.who(day)
        slots = slots_for(rng, customer, product, day)
        if section == "code":
            line = self.phrases[section][self.codes % len(self.phrases[section])]
            self.codes += 1
            text = expand(rng, line, slots, female=customer.female)
        else:
            text = self.say(section, customer, slots, product["ru"][3])
        ratings = ["5", "5", "1", "3", ""] if kind == "offtopic" else ["1", "3", "5", "5", "5"]
        rating = rng.choice(ratings)
        source = weighted(rng, settings()[f"sources_{self.language}"])
        return Review(
            day, customer, product, text=text, rating=rating, source=source, kind=kind, named=named
        )
