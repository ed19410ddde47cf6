"""Candidate incidents as lines of a terminal."""

import pandas as pd
import pytest

from cxkit.reports.incident_candidates import candidate_lines


def nothing_found(n_tested, **few):
    frame = pd.DataFrame()
    frame.attrs = {"n_tested": n_tested, "untestable": few, "least": (28, 10)}
    return frame


@pytest.mark.parametrize(
    ("language", "few", "least", "none", "nothing"),
    [("en", "Reviews: too little to be tested", "at least 28 days and 10 signals", "No burst",
      "There is nothing to test"),
     ("ru", "Отзывы: для проверки данных мало", "не меньше 28 дней и 10 сигналов",
      "Всплесков нет", "Проверять нечего")],
)  # fmt: skip
def test_what_could_not_be_tested_is_not_said_to_be_quiet(language, few, least, none, nothing):
    # Nine days of tweets gave "no topic rose beyond what chance explains": nothing was tested.
    def lines(n_tested, **kinds):
        told = candidate_lines(nothing_found(n_tested, **kinds), language=language)
        return [line.replace("\u00a0", " ") for line in told]

    (said,) = lines(0, feedback=(9, 400))
    assert said.startswith(few)
    assert least in said
    first, second = lines(1, feedback=(9, 400))
    assert first.startswith(none)
    assert second == said
    assert lines(0)[0].startswith(nothing)
    assert len(lines(1)) == 1


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "had not ended when the record did: an incident that goes on, or a new level or topic"),
     ("ru", "до конца записей не закончилось: инцидент продолжается, или это новый уровень либо"
            " новая тема")],
)  # fmt: skip
def test_a_burst_that_was_not_seen_to_end_may_be_a_new_level(language, said):
    # A topic that began in July was listed as an incident of half a year.
    row = {"kind": "contacts", "topic": "payment", "n_days": 184, "n": 900, "n_expected": 1.0,
           "from_at": pd.Timestamp("2026-07-01", tz="UTC"), "p": 0.0, "n_customers": 800,
           "until_at": pd.Timestamp("2027-01-01", tz="UTC"), "severity": 2,
           "also": None}  # fmt: skip
    found = pd.DataFrame([row | {"is_open": True}, row | {"is_open": False}])
    lines = candidate_lines(found, language=language)
    assert [line.strip() for line in lines].count(said) == 1
    assert lines[2].strip() == said
