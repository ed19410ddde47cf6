import pandas as pd

from cxkit.measures.escalation import (
    escalation_cases,
    escalation_lines,
    escalation_steps,
    log_steps,
)
from cxkit.measures.incident_contacts import incident_contacts
from cxkit.schema.incident import Log


def test_work_and_waiting_follow_each_other(record):
    first = escalation_steps(record.calls).query("thread_id == 'K1'")
    # 08:00-08:10 work, an hour's wait, 09:10-09:20 second line, an hour, 10:20-10:30, a day, 10:30.
    assert first["kind"].tolist() == ["work", "wait"] * 3 + ["work"]
    assert first["hours"].round(2).tolist() == [0.17, 1.0, 0.17, 1.0, 0.17, 24.0, 0.17]


def test_a_way_back_to_a_line_that_passed_it_on_is_ping_pong(record):
    cases = escalation_cases(escalation_steps(record.calls)).set_index("thread_id")
    assert cases.loc["K1", "path"] == "1>2>1"
    assert cases.loc["K1", "n_handovers"] == 2
    assert cases.loc["K1", "is_ping_pong"]
    assert not cases.loc["K2", "is_ping_pong"]
    assert cases.loc["K3", "is_first_line_only"]


def test_who_comes_again_or_is_told_the_news_is_not_handed_over(record):
    # Of 173 cases "83 changed lines and 18 came back": 33 of them were called after the fix, and
    # the 18 had rung again by themselves.
    cases = escalation_cases(escalation_steps(record.calls)).set_index("thread_id")
    assert cases.loc["K2", ["path", "n_handovers"]].tolist() == ["1", 0]
    rows = record.threads.assign(resolution="open")
    rows.loc[rows["contact_id"].eq("c3"), "started_at"] += pd.Timedelta("20h")
    again = escalation_cases(escalation_steps(incident_contacts(rows, record.members(rows))))
    assert again.set_index("thread_id").loc["K1", ["path", "n_handovers"]].tolist() == ["1>2>1", 1]
    assert not again["is_ping_pong"].any()


def test_exactly_one_case_is_typical(record):
    assert escalation_cases(escalation_steps(record.calls))["is_typical"].sum() == 1


def test_lines_count_their_cases(record):
    lines = escalation_lines(escalation_steps(record.calls)).set_index("line")
    assert lines["n_cases"].to_dict() == {"1": 3, "2": 2}


def test_an_event_log_tells_lines_by_marks_and_waits_by_states():
    log = Log(
        line="group", levels={"2": "2nd"}, state="state", waits_on_customer=("Wait - User",),
        queued=("Queued",),
    )  # fmt: skip
    events = pd.DataFrame(
        {
            "case_id": "A",
            "event": "x",
            "event_at": pd.to_datetime([f"2026-01-01 0{n}:00" for n in range(5)], utc=True),
            "group": ["G1", "G2 2nd", "G2 2nd", "G1", "G1"],
            "state": ["Work", "Queued", "Wait - User", "Work", "Closed"],
        }
    )
    found = log_steps(events, log)
    assert found["line"].tolist() == ["1", "2", "2", "1", "1"]
    assert found["waits_on"].tolist() == ["us", "us", "customer", "us", "us"]
    assert found["kind"].tolist() == ["work", "wait", "wait", "work", "work"]
    assert escalation_cases(found)["n_returns"].tolist() == [1]


def test_work_without_an_end_has_no_length():
    # An export without ends said "work, in all: 0 min" of 60 calls.
    contacts = pd.DataFrame(
        {
            "contact_id": ["a", "b"], "thread_id": "K1", "case_id": None, "line": "1",
            "started_at": pd.to_datetime(["2026-01-01 08:00", "2026-01-01 09:00"], utc=True),
            "ended_at": pd.Series([pd.NaT, pd.NaT], dtype="datetime64[us, UTC]"),
            "direction": "in", "resolution": None, "role": ["first", "repeat"],
        }
    )  # fmt: skip
    made = escalation_steps(contacts)
    assert escalation_lines(made)["hours_work"].isna().all()
    # Nor does an export without case numbers show who got none.
    assert escalation_cases(made, contacts)["n_without_number"].isna().all()
