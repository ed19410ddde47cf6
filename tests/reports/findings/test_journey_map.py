"""Sentences are tested as text."""

import pandas as pd
import pytest

from cxkit.reports.findings.journey_map import (
    factors_finding,
    gap_words,
    journey_finding,
    map_finding,
    peak_sentence,
    promises_finding,
    told_effort,
    told_promises,
    verdict_finding,
)

PATH = pd.Series(
    {"n_moments": 13, "mean": -0.77, "peak": -2.0, "peak_moment": 8, "n_peak": 4,
     "end_value": -2.0, "outcome": "leave", "outcomes": "leave;warn"}
)  # fmt: skip
RU, EN = {8: "Оплата"}, {8: "Payment"}


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_headline_names_the_worst_point_and_the_verdict():
    assert journey_finding(PATH, RU, "ru") == (
        "Хуже всего: Оплата, −2 при среднем −0,8; клиент уходит"
    )
    assert journey_finding(PATH, EN, "en") == (
        "Lowest at “Payment”, −2 with a mean of −0.8; the customer leaves"
    )


def test_a_story_without_feeling_says_so():
    assert journey_finding(PATH.replace(-0.77, None), EN, "en") == (
        "The story does not say what was felt"
    )


def test_the_map_says_where_the_fall_began_and_how_long_it_lasted():
    assert plain(map_finding(PATH, RU, "ru")) == (
        "Худшее началось здесь: Оплата, 4 момента подряд на −2"
    )
    assert plain(map_finding(PATH, EN, "en")) == (
        "The worst began at “Payment”: 4 moments in a row at −2"
    )


def test_a_good_peak_is_called_good():
    good = PATH.copy()
    good["peak"], good["n_peak"] = 2.0, 1
    assert plain(map_finding(good, EN, "en")) == "The best moment: “Payment”, +2"
    assert peak_sentence(good, "ru") == "Пик +2"


@pytest.mark.parametrize(
    ("gap", "ru", "en"),
    [(1, "на 1 день позже", "1 day late"), (-11, "на 11 дней раньше", "11 days earlier"),
     (0, "в срок", "on time"), (1.5, "на 1 д 12 ч позже", "1 d 12 h late"), (None, "", "")],
)  # fmt: skip
def test_gaps(gap, ru, en):
    assert (plain(gap_words(gap, "ru")), plain(gap_words(gap, "en"))) == (ru, en)


def test_unknown_promises_are_counted_beside_the_others():
    ledger = pd.DataFrame({"result": ["kept", "kept", "broken", "unknown"]})
    assert plain(promises_finding(ledger, "ru")) == (
        "4 обещания: сдержано 2, нарушено или с опозданием 1, исход неизвестен у 1"
    )
    assert (
        plain(promises_finding(ledger, "en")) == "4 promises: 2 kept, 1 broken or late, 1 unknown"
    )
    assert told_promises(ledger, "en") == "2 of 3 known kept"


@pytest.mark.parametrize(
    ("results", "ru", "en"),
    [
        (["broken", "late"], "2 обещания: ни одно не сдержано в срок",
         "2 promises: none kept in time"),
        (["kept", "broken"], "2 обещания: сдержано 1, нарушено или с опозданием 1",
         "2 promises: 1 kept, 1 broken or late"),
        (["unknown"], "1 обещание: исход неизвестен", "1 promise: end unknown"),
    ],
)  # fmt: skip
def test_ends_that_no_promise_had_are_left_out(results, ru, en):
    # a heading said "сдержано 0, нарушено или с опозданием 2, неизвестно 0"
    ledger = pd.DataFrame({"result": results})
    assert plain(promises_finding(ledger, "ru")) == ru
    assert plain(promises_finding(ledger, "en")) == en


def test_nothing_promised_is_said():
    assert promises_finding(pd.DataFrame({"result": []}), "en") == "No promise is told"


def test_effort_that_is_not_told_is_unknown():
    row = {"n_contacts": None, "is_least": None, "hours_spent": None, "hours_waited": None}
    assert told_effort(pd.DataFrame([row]), "ru") == "неизвестно"
    waited = row | {"hours_waited": 48, "n_contacts": 3, "is_least": False}
    assert plain(told_effort(pd.DataFrame([waited]), "ru")) == "3 обращения, ожидание 2 д"


def test_causes_without_a_moment_are_told():
    # "10 causes in 6 moments" stood over a table in which three causes had no moment
    said = plain(factors_finding(10, 6, "ru", n_unplaced=3))
    assert said == "10 причин в 6 моментах пути; у 3 момент неизвестен"
    assert plain(factors_finding(2, 0, "en", n_unplaced=2)) == "2 causes, their moment is unknown"


def test_causes_and_verdict():
    assert plain(factors_finding(12, 7, "ru")) == "12 причин в 7 моментах пути"
    assert plain(factors_finding(1, 1, "en")) == "1 cause in 1 moment of the path"
    assert verdict_finding(PATH, 0, "ru") == "Клиент уходит; что исправили, не сказано"
    assert plain(verdict_finding(PATH, 2, "en")) == (
        "The customer leaves; the company took 2 steps to put it right"
    )
