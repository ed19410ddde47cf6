import pandas as pd

from cxkit.measures.incident_reach import incident_reach
from cxkit.schema.incident import Window

START = pd.Timestamp("2026-01-01", tz="UTC")
BEFORE = Window(START, START + pd.Timedelta("30D"))
DURING = Window(BEFORE.end, BEFORE.end + pd.Timedelta("5D"))


def steps(event, n, window, first=0):
    times = [window.start + (window.end - window.start) * (k / n) for k in range(n)]
    keys = [f"{event}{first + k}" for k in range(n)]
    return pd.DataFrame({"event": event, "event_at": times, "case_id": keys, "customer_key": keys})


def reach(*parts, customers=frozenset()):
    return incident_reach(pd.concat(parts), DURING, BEFORE, customers=set(customers))


def test_an_event_never_seen_before_is_the_incidents():
    found = reach(
        steps("paid", 300, BEFORE), steps("paid", 50, DURING, first=300),
        steps("asked_again", 12, DURING), customers={"asked_again0", "asked_again1"},
    )  # fmt: skip
    assert found["event"].tolist() == ["asked_again"]
    row = found.iloc[0]
    assert row["is_new"]
    # Twelve customers had it and two got in touch.
    assert (row["n_cases"], row["n_customers"], row["n_silent"]) == (12, 12, 10)


def test_a_busy_week_alone_is_no_sign():
    # Four times as many of everything: the shares stay.
    parts = [
        steps(event, n, window, first)
        for event in ("paid", "packed")
        for n, window, first in ((300, BEFORE, 0), (200, DURING, 300))
    ]
    assert reach(*parts).empty


def test_two_odd_steps_are_chance():
    parts = steps("paid", 300, BEFORE), steps("paid", 50, DURING, 300), steps("odd", 2, DURING)
    assert reach(*parts).empty


def test_without_a_log_there_is_nothing():
    assert reach(steps("paid", 0, BEFORE).assign(event_at=pd.to_datetime([], utc=True))).empty
