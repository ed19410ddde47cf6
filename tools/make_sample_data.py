"""Write the sample data of ``data/``: made by chance from a seed, the same bytes every time.

    python tools/make_sample_data.py             into data/
    python tools/make_sample_data.py --out DIR   elsewhere

The wording comes from ``tools/sample_phrases/``; what is planted is counted here, from what was
written, into ``planted.yaml``. ``data/README.md``, ``plan.yaml``, ``incident.yaml``,
``incidents_actions.csv`` and ``stories/`` are written by hand.
"""

import argparse
from pathlib import Path
from random import Random
from typing import Any

import yaml
from sample_data import (
    contact_files,
    contact_log,
    events,
    review_files,
    review_year,
    survey_files,
    surveys,
)
from sample_data.app_reviews import app_reviews
from sample_data.world import make_customers, make_orders, settings

SEED = 20260401
DATA = Path(__file__).resolve().parent.parent / "data"


def shared_customers(
    written: list[Any], log: list[Any], steps: list[Any], answers: list[Any]
) -> dict[str, int]:
    """How many customer keys meet in several files."""
    in_reviews = {r.customer.key for r in written if r.named}
    in_contacts = {c.customer.key for c in log}
    in_events = {e.customer_key for e in steps if e.customer_key}
    in_surveys = {a.customer.key for a in answers}
    return {
        "contacts_and_events": len(in_contacts & in_events),
        "reviews_and_contacts": len(in_reviews & in_contacts),
        "surveys_and_events": len(in_surveys & in_events),
        "all_four": len(in_reviews & in_contacts & in_events & in_surveys),
    }


def make_files() -> dict[str, bytes]:
    """Every generated file, name to bytes."""
    customers = make_customers(Random(f"{SEED} customers"))
    orders = make_orders(Random(f"{SEED} orders"), customers)
    journeys = events.write_events(Random(f"{SEED} events"), orders)
    log, swallowed = contact_log.write_contacts(Random(f"{SEED} contacts"), customers, orders)
    steps = events.with_support(journeys, orders, log)
    abroad = make_customers(Random(f"{SEED} abroad"), 900, first=len(customers) + 1, english=1.0)
    fronts = review_year.RUSSIAN, review_year.ENGLISH
    russian, english = (
        review_year.write_year(Random(f"{SEED} {front.seed}"), front, people, orders)
        for front, people in zip(fronts, (customers, customers + abroad), strict=True)
    )
    flaws = Random(f"{SEED} flaws")
    review_year.spoil(flaws, russian, fronts[0].flaws)
    review_year.spoil(Random(f"{SEED} flaws en"), english, fronts[1].flaws)
    repeated = flaws.sample([r for r in russian if r.kind == "ordinary" and not r.flaw], 10)
    app, app_truth = app_reviews(Random(f"{SEED} app"), customers)
    after, quarterly, in_app = surveys.draw(Random(f"{SEED} surveys"), customers, orders)
    spss, spss_truth = survey_files.spss_file(Random(f"{SEED} spss"), in_app)
    first = settings()["incident"]["first_signal_at"].date()
    xes = events.events_xes(steps, first, first.replace(day=first.day + 1))
    truths = {
        "seed": SEED,
        "reviews_shop_ru": review_files.planted(russian, repeated),
        "reviews_shop_en": review_files.planted(english, []),
        "reviews_app": app_truth,
        "contacts": contact_files.planted(log, swallowed),
        "events": events.planted(steps, xes),
        **survey_files.planted(after, quarterly, in_app, spss_truth),
        "shared_customers": shared_customers(russian + english, log, steps, after + quarterly),
        "incident": {
            k: v
            if isinstance(v, str)
            else [x.isoformat() for x in v]
            if isinstance(v, list)
            else v.isoformat()
            for k, v in settings()["incident"].items()
        },
    }
    files = {
        "reviews_shop_ru.csv": review_files.russian_csv(russian, repeated),
        "reviews_shop_en.csv": review_files.english_csv(english),
        "reviews_app.jsonl": app.encode("utf-8"),
        "contacts.csv": contact_files.contacts_csv(log),
        "events.csv": events.events_csv(steps),
        "events.xes": xes,
        "survey_nps.csv": survey_files.long_csv(after),
        "survey_wide.xlsx": survey_files.wide_workbook(Random(f"{SEED} wide"), quarterly),
        "survey.sav": spss,
        "truth/reviews.csv": review_files.truth_csv(ru=russian, en=english),
        "truth/contacts.csv": contact_files.contacts_csv(log, contact_files.MEANT),
    }
    note = "# Written by tools/make_sample_data.py from what it planted. Do not edit.\n"
    files["planted.yaml"] = (
        note + yaml.safe_dump(truths, allow_unicode=True, sort_keys=False)
    ).encode("utf-8")
    return files


def main() -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description="Write the sample data.")
    parser.add_argument(
        "--out", type=Path, default=DATA, help="folder to write into (default: data/)"
    )
    folder = parser.parse_args().out
    for name, content in make_files().items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        print(f"{len(content):>10,}  {name}")


if __name__ == "__main__":
    main()
