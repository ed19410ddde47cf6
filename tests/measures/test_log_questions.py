import pandas as pd

from cxkit.measures.escalation import escalation_cases, log_steps
from cxkit.measures.log_questions import log_questions
from cxkit.schema.incident import Log

LOG = Log(
    line="group", levels={"2": "2nd"}, state="state", waits_on_customer=("Wait - User",),
    closed=("Closed",),
)  # fmt: skip


def events(case, *steps):
    """Steps of (hour, group, state)."""
    frame = pd.DataFrame(list(steps), columns=["hour", "group", "state"])
    at = pd.Timestamp("2026-01-01", tz="UTC") + pd.to_timedelta(frame["hour"], unit="h")
    return frame.assign(case_id=case, event=frame["state"], event_at=at)


def answers():
    log = pd.concat(
        [
            # Solved in the first line, no waiting.
            events("A", (0, "G", "Work"), (2, "G", "Closed")),
            # To the second line and back; waits on the user 6 of 8 hours.
            events("B", (0, "G", "Work"), (1, "G 2nd", "Wait - User"), (7, "G", "Work"),
                   (8, "G", "Closed")),
            # Waits on the user for three minutes; worked on after it was closed.
            events("C", (0, "G", "Work"), (1, "G", "Wait - User"), (1.05, "G", "Closed"),
                   (2, "G", "Work"), (3, "G", "Work")),
        ]
    )  # fmt: skip
    steps = log_steps(log, LOG)
    found = log_questions(steps, escalation_cases(steps), log, LOG).set_index("answer")
    return {name: (int(row["n_of"]), int(row["n"])) for name, row in found.iterrows()}


def test_the_four_questions_are_answered_by_counting():
    assert answers() == {
        "solved_in_first_line": (2, 3),
        "ping_pong": (1, 3),
        "waited_on_customer": (2, 3),
        "waited_long_on_customer": (1, 3),
        "back_to_us_at_once": (1, 2),
        "ended_as_planned": (2, 3),
        "reopened": (1, 3),
    }


def test_without_cases_nothing_is_answered():
    empty = log_steps(events("A").assign(event_at=pd.to_datetime([], utc=True)), LOG)
    assert log_questions(empty, escalation_cases(empty), events("A"), LOG).empty
