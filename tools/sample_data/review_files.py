"""Reviews as files, and what is planted in them."""

from typing import Any

from .review_year import in_week
from .reviews import Review
from .world import csv_bytes, phase, settings

RUSSIAN = (
    "Номер", "Дата", "Источник", "Город", "Товар", "Оценка", "Отзыв", "Ответ магазина",
    "Дата ответа", "Клиент",
)  # fmt: skip
ENGLISH = (
    "Review ID", "Date", "Source", "City", "Product", "Rating", "Review", "Shop reply",
    "Reply date", "Customer",
)  # fmt: skip
MEANT = ("file", "number", "kind", "flaw", "delivery", "overall", "aspects")


def _row(review: Review, product: str, form: str) -> list[Any]:
    """The cells of one review, its dates in the form of the file."""
    return [
        review.number,
        review.shown_date if review.flaw == "bad_date" else review.day.strftime(form),
        review.source,
        review.customer.city,
        product,
        review.rating,
        review.text,
        review.reply,
        review.reply_day.strftime(form) if review.reply_day else "",
        review.customer.key if review.named else "",
    ]


def russian_csv(reviews: list[Review], repeated: list[Review]) -> bytes:
    """Semicolons, Russian headers, day.month.year, UTF-8 with a mark, Windows line ends."""
    again = {id(r) for r in repeated}
    rows = [
        _row(r, r.product["ru"][0], "%d.%m.%Y")
        for r in reviews
        for _ in range(2 if id(r) in again else 1)
    ]
    return csv_bytes([RUSSIAN, *rows], delimiter=";", line_end="\r\n", encoding="utf-8-sig")


def english_csv(reviews: list[Review]) -> bytes:
    """Commas, English headers, ISO dates, plain UTF-8."""
    return csv_bytes([ENGLISH, *(_row(r, r.product["en"], "%Y-%m-%d") for r in reviews)])


def truth_csv(**written: list[Review]) -> bytes:
    """What was meant: one row a review, file by file."""
    rows = [
        [
            file,
            r.number,
            r.kind,
            r.flaw,
            dict(r.aspects).get("delivery", ""),
            "" if r.overall is None else r.overall,
            " ".join(f"{a}:{s}" for a, s in r.aspects),
        ]
        for file, reviews in written.items()
        for r in reviews
    ]
    return csv_bytes([MEANT, *rows])


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
        "few_week_reviews": sum(
            in_week(r.day, calendar["few_week"]) for r in reviews if r.flaw != "bad_date"
        ),
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
