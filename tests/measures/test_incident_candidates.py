import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml

from cxkit.errors import CxkitWarning
from cxkit.language.annotate import annotate
from cxkit.measures.incident_candidates import (
    incident_candidates,
    untestable,
)
from cxkit.measures.incident_signals import contact_signals, event_signals
from cxkit.readers.contacts import read_contacts
from cxkit.readers.events import read_events
from cxkit.schema.as_feedback import contacts_as_feedback

DATA = Path(__file__).parents[2] / "data"

TOPICS = {"payment": 4, "delivery": 9, "order": 12, "return": 3, "account": 1}
WEEKDAYS = np.array([1.4, 1.2, 1.0, 1.0, 1.0, 0.7, 0.6])


def made_signals(seed, burst=None, busy=None):
    """A season of counts by weekday; *burst* and *busy* multiply one topic, or all, on days."""
    rng = np.random.default_rng(seed)
    days = pd.date_range("2026-01-05", periods=112, tz="UTC")
    rows = []
    for topic, rate in TOPICS.items():
        mean = rate * WEEKDAYS[days.day_of_week]
        for place, times in (busy or {}).items():
            mean[place] *= times
        if burst and burst[0] == topic:
            mean[burst[1]] *= burst[2]
        # Twice the variance of Poisson.
        for day, n in zip(days, rng.negative_binomial(mean, 0.5), strict=True):
            rows += [(topic, day + pd.Timedelta(minutes=int(m))) for m in rng.integers(0, 1440, n)]
    frame = pd.DataFrame(rows, columns=["topic", "at"])
    ids = [f"s{n}" for n in range(len(frame))]
    return frame.assign(kind="contacts", source_id=ids, customer_key=ids)


def test_a_planted_burst_is_found_with_its_days_and_topic():
    found = incident_candidates(made_signals(1, burst=("payment", slice(60, 66), 8)))
    assert found["topic"].tolist() == ["payment"]
    # Day 60 is 6 March 2026; six days.
    start = pd.Timestamp("2026-03-06", tz="UTC")
    assert abs(found.loc[0, "from_at"] - start) <= pd.Timedelta("1D")
    assert 5 <= found.loc[0, "n_days"] <= 8
    assert found.loc[0, "p"] < 0.01


@pytest.mark.parametrize("n_days", [10, 40, 60])
def test_a_burst_of_many_weeks_does_not_become_its_own_normal(n_days):
    # The base was the median of the weeks around a day, the burst's own days among them: four
    # times the usual was found for 25 days and not for 40.
    rng = np.random.default_rng(1)
    days = pd.date_range("2026-01-05", periods=200, tz="UTC")
    counts = rng.poisson(10, (4, len(days)))
    counts[0, 100 : 100 + n_days] = rng.poisson(40, n_days)
    parts = [
        pd.DataFrame({"topic": topic, "at": days.repeat(n)})
        for topic, n in zip("abcd", counts, strict=True)
    ]
    signals = pd.concat(parts, ignore_index=True).assign(kind="contacts", customer_key="k")
    found = incident_candidates(signals.assign(source_id=signals.index.astype("str")))
    assert found["topic"].tolist() == ["a"]
    assert found.loc[0, "from_at"] == days[100]
    assert found.loc[0, "until_at"] == days[100 + n_days]
    assert 3.5 < found.loc[0, "ratio"] < 4.5


@pytest.mark.parametrize(("n_left", "is_open"), [(0, True), (2, True), (3, False), (50, False)])
def test_a_burst_that_was_not_seen_to_end_is_open(n_left, is_open):
    # A topic that began in the middle of a year was one "incident" of 100 days, as if it had ended.
    rng = np.random.default_rng(1)
    days = pd.date_range("2026-01-05", periods=200, tz="UTC")
    counts = rng.poisson(10, (4, len(days)))
    counts[0] = 0
    counts[0, 100 : 200 - n_left] = rng.poisson(15, 100 - n_left)
    parts = [
        pd.DataFrame({"topic": topic, "at": days.repeat(n)})
        for topic, n in zip("abcd", counts, strict=True)
    ]
    signals = pd.concat(parts, ignore_index=True).assign(kind="contacts", customer_key="k")
    found = incident_candidates(signals.assign(source_id=signals.index.astype("str")))
    assert found["until_at"].tolist() == [days[199 - n_left] + pd.Timedelta("1D")]
    assert found["is_open"].tolist() == [is_open]


def test_quiet_seasons_raise_no_alarm():
    # At 1% a season of false alarms, two or more in 10 seasons happen four times in a thousand.
    alarms = sum(len(incident_candidates(made_signals(seed))) > 0 for seed in range(10))
    assert alarms <= 1


def test_a_week_busy_for_every_topic_is_no_incident():
    busy = dict.fromkeys(range(60, 67), 2.5)
    assert incident_candidates(made_signals(3, busy=busy)).empty


def test_texts_that_name_several_topics_do_not_excuse_each_other():
    # Three of five topics rose together, in the same texts: each was "a busy day" for the others.
    at = pd.date_range("2026-03-06", periods=4, tz="UTC").repeat(20) + pd.Timedelta("10h")
    told = pd.DataFrame({"at": at, "source_id": [f"i{n}" for n in range(len(at))]})
    both = [told.assign(topic=topic) for topic in ("account", "return", "site")]
    for seed in range(5):
        usual = made_signals(seed).query("topic not in ('order', 'delivery')")
        other = usual.sample(frac=0.3, random_state=seed).assign(topic="site")
        rows = pd.concat([usual, other, *both]).assign(kind="contacts")
        found = incident_candidates(rows.assign(customer_key=rows["source_id"]))
        assert len(found) == 1, seed
        assert abs(found.loc[0, "from_at"] - at[0].normalize()) <= pd.Timedelta("1D"), seed


def test_under_four_weeks_nothing_is_said():
    signals = made_signals(4, burst=("payment", slice(10, 14), 9))
    short = signals[signals["at"].lt(pd.Timestamp("2026-01-30", tz="UTC"))]
    assert incident_candidates(short).empty


def test_a_step_counts_once_a_case_and_day():
    events = pd.DataFrame(
        {
            "case_id": ["A", "A", "A", "B"],
            "event": ["paid", "paid", "paid", "paid"],
            "event_at": pd.to_datetime(
                ["2026-01-01 08:00", "2026-01-01 09:00", "2026-01-02 08:00", "2026-01-01 08:00"],
                utc=True,
            ),
        }
    )
    assert len(event_signals(events)) == 3
    # Half past midnight in Moscow is another day than half past eleven; UTC has one for both.
    night = events.assign(
        event_at=pd.to_datetime(["2026-01-01 20:30", "2026-01-01 21:30"] * 2, utc=True)
    )
    assert len(event_signals(night)) == 2
    assert len(event_signals(night, time_zone="Europe/Moscow")) == 3


def test_kinds_in_which_no_burst_could_be_found_are_named():
    # Of five rows and of nine days it was said that no topic rose beyond chance.
    spans = {"events": (27, 20), "contacts": (28, 10), "feedback": (48, 3)}
    signals = pd.DataFrame(
        [
            {"kind": kind, "topic": "paid", "source_id": str(n),
             "at": pd.Timestamp("2026-01-01", tz="UTC") + pd.Timedelta((n_days - 1) * (n > 0), "D")}
            for kind, (n_days, n_signals) in spans.items()
            for n in range(n_signals)
        ]
    )  # fmt: skip
    assert untestable(signals) == {"events": (27, 20), "feedback": (48, 3)}
    assert untestable(signals[:0]) == {}
    assert incident_candidates(signals[signals["kind"].ne("contacts")]).empty


@pytest.mark.slow
def test_the_planted_incident_is_found_and_nothing_else():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CxkitWarning)
        contacts = read_contacts(DATA / "contacts.csv")
        events = read_events(DATA / "events.csv")
    said = contact_signals(contacts, annotate(contacts_as_feedback(contacts)))
    planted = yaml.safe_load((DATA / "planted.yaml").read_text(encoding="utf-8"))["incident"]
    for signals in (said, pd.concat([said, event_signals(events)])):
        found = incident_candidates(signals, time_zone="Europe/Moscow")
        assert found["topic"].tolist() == ["payment"]
        day = found.loc[0, "from_at"].tz_convert("Europe/Moscow").date()
        assert day == pd.Timestamp(planted["first_signal_at"]).date()
        # Four months, one incident: it ends after the fix and before its verification.
        end = found.loc[0, "until_at"]
        assert pd.Timestamp(planted["fixed_at"]) < end <= pd.Timestamp(planted["verified_at"])


def test_contacts_without_a_touchpoint_or_a_text_are_a_topic_too():
    # 4,970 contacts with three waves of spoiled milk: "there is nothing to test".
    at = pd.to_datetime(["2026-03-01 10:00", "2026-03-01 11:00", "2026-03-02 09:00"], utc=True)
    contacts = pd.DataFrame(
        {
            "contact_id": ["a", "b", "c"],
            "started_at": at,
            "text": ["The delivery was late", "Qwerty", None],
        }
    )
    found = contact_signals(contacts, annotate(contacts_as_feedback(contacts)))
    named = found.groupby("topic")["source_id"].agg(set)
    assert named["unnamed"] == {"b", "c"}
    assert "a" in named["delivery"]
