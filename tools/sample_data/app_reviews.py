"""Reviews of the shop's phone application, both languages."""

import json
from datetime import datetime, timedelta
from random import Random
from typing import Any

from .reviews import SIGN
from .wording import as_typed, expand, load_phrases
from .world import Customer, settings, weighted


def app_reviews(
    rng: Random, customers: list[Customer], count: int = 150
) -> tuple[str, dict[str, Any]]:
    """JSON Lines as an application store's interface gives them."""
    phrases, world = load_phrases("app_reviews.txt"), settings()
    start, end = world["calendar"]["reviews"]
    moments = sorted(
        datetime(start.year, start.month, start.day)
        + timedelta(minutes=rng.randrange((end - start).days * 1440))
        for _ in range(count)
    )
    lines, by_language = [], {"ru": 0, "en": 0}
    for number, moment in enumerate(moments):
        customer = rng.choice(customers)
        language, sign = customer.language, weighted(rng, {1: 0.46, -1: 0.38, 0: 0.16})
        by_language[language] += 1
        line = rng.choice(phrases[f"{language}.{SIGN[sign]}"])
        text = as_typed(rng, expand(rng, line, {}, female=customer.female), language, mood=sign)
        rating = {1: rng.choice([5, 5, 5, 4]), 0: rng.choice([3, 3, 4]), -1: rng.choice([1, 1, 2])}[
            sign
        ]
        record: dict[str, Any] = {
            "id": f"app-{700100 + number * 13}",
            "createdAt": moment.isoformat() + "Z",
            "author": {
                "name": customer.first,
                "customerKey": customer.key if rng.random() < 0.4 else None,
            },
            "content": {
                "title": "" if rng.random() < 0.6 else {1: "👍", 0: "-", -1: "(("}[sign],
                "body": text,
            },
            "rating": {"value": rating, "max": 5},
            "device": {
                "os": rng.choice(["android", "android", "ios"]),
                "appVersion": version(rng, moment - moments[0]),
            },
            "locale": "ru-RU" if language == "ru" else "en-US",
        }
        if sign < 0 and rng.random() < 0.5:
            record["reply"] = {
                "body": "Спасибо, чиним!" if language == "ru" else "Thanks, we are on it!",
                "createdAt": (moment + timedelta(minutes=rng.randint(600, 4300))).isoformat() + "Z",
            }
        lines.append(json.dumps(record, ensure_ascii=False))
    return "\n".join(lines) + "\n", {
        "rows": count,
        "russian": by_language["ru"],
        "english": by_language["en"],
    }


def version(rng: Random, age: timedelta) -> str:
    """A release every second week; every fourth customer has not taken the newest."""
    release = max(0, age.days // 14 - (rng.random() < 0.25))
    return f"4.{release // 2}.{release % 2}"
