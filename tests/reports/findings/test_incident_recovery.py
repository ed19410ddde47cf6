"""Sentences about an incident: cases after numbers, what would settle a check."""

import pandas as pd
import pytest

from cxkit.reports.incident_verification import _reasons
from cxkit.reports.incident_words import say
from cxkit.reports.wording import counted_of, money


def plain(text):
    return text.replace("\xa0", " ").replace("\u202f", " ")


def complaints(n_after, base_after, verdict, **more):
    row = {"check": "complaints", "verdict": verdict, "bound": 0.48, "other_ratio": None,
           "n_after": n_after, "base_after": base_after, "base_before": 34,
           "rate_after": n_after / base_after, "rate_after_high": 0.78,
           "base_needed": None, "again_at": pd.NaT,
           "after_from": pd.Timestamp("2026-04-27 09:00", tz="UTC"),
           "after_until": pd.Timestamp("2026-05-17 21:00", tz="UTC")}  # fmt: skip
    return pd.Series(row | more)


@pytest.mark.parametrize(("n", "said"), [(131, "131 дела"), (132, "132 дел"), (111, "111 дел")])
def test_a_count_after_of_is_in_the_genitive(n, said):
    # the page said "70 из 131 дел"
    assert plain(counted_of(n, "ru", "case")) == said


def test_money_has_the_sign_of_its_currency():
    assert plain(money(63530, "RUB", "ru")) == "63 530 ₽"
    assert plain(money(120, "talers", "en")) == "120 talers"


def test_a_share_of_few_reviews_is_no_percentage_and_says_what_would_settle_it():
    # the call gave "59 %" of 17 reviews and left open how many are needed
    first, counted, needed = _reasons(complaints(10, 17, "too_few"), "Europe/Moscow", "ru")
    assert plain(first).startswith("После исправления недовольны 10 из 17;")
    # nor which time counts: seven days after the fix were left out without a word
    assert plain(counted) == "«После» считается с 27 апреля 2026, 12:00 по 17 мая 2026."
    assert plain(needed) == (
        "Чтобы судить, нужно не меньше 30 отзывов до сбоя и столько же после исправления; есть"
        " 34 и 17."
    )


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("check", ["contacts", "complaints"])
@pytest.mark.parametrize("verdict", ["proven", "failed", "unproven", "too_few"])
def test_every_verdict_has_its_sentence(check, verdict, language):
    assert say(f"{check}_{verdict}", language)
