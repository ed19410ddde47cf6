"""The four types of deviation, each on the smallest log that has it."""

import pandas as pd

from cxkit.measures.journey_deviations import deviating_cases, journey_deviations

T0 = pd.Timestamp("2026-03-01", tz="UTC")

STEPS = pd.DataFrame(
    {
        "event": ["order", "pay", "pack", "deliver", "survey", "fault", "call"],
        "step": [1, 2, 3, 4, 5, None, None],
        "within_hours": [None, 2, 24, 48, None, None, None],
        "is_optional": [False, False, False, False, True, True, True],
        "is_failure": [False, False, False, False, False, True, False],
    }
)


def found_in(*steps, until=1000):
    """Find deviations of one case of (event, hour); another case, as planned, ends the log."""
    planned = [
        ("order", until - 4),
        ("pay", until - 3),
        ("pack", until - 2),
        ("deliver", until - 1),
    ]
    rows = [("c1", *step) for step in steps] + [("z", *step) for step in planned]
    log = pd.DataFrame(rows, columns=["case_id", "event", "hour"])
    log["event_at"] = T0 + pd.to_timedelta(log["hour"], unit="h")
    found = journey_deviations(log.drop(columns="hour"), STEPS)
    assert (found["case_id"] == "c1").all()
    return [tuple(row) for row in found[["deviation", "event", "why"]].to_numpy()]


AS_PLANNED = [("order", 0), ("pay", 1), ("pack", 10), ("deliver", 40)]


def test_a_case_as_planned_has_no_deviation():
    assert found_in(*AS_PLANNED) == []


def test_an_optional_step_may_come_or_not():
    assert found_in(*AS_PLANNED, ("survey", 60)) == []


def test_a_step_outside_the_plan_is_ad_hoc():
    assert found_in(*AS_PLANNED, ("call", 41)) == [("ad hoc", "call", "not planned")]


def test_a_planned_step_again_is_ad_hoc():
    assert found_in(*AS_PLANNED, ("pay", 41)) == [("ad hoc", "pay", "again")]


def test_a_named_failure_is_failed():
    assert found_in(*AS_PLANNED, ("fault", 41)) == [("failed", "fault", "named as a failure")]


# A case without "pack" was late at "deliver" 49 hours after paying, though 24 + 48 were allowed;
# one that skipped a step without a time was held to the time of the next one alone.
def test_the_time_of_a_step_that_was_left_out_is_allowed_too():
    assert found_in(("order", 0), ("pay", 1), ("deliver", 72)) == [
        ("missing", "pack", "never happened")
    ]
    assert found_in(("order", 0), ("pay", 1), ("deliver", 74)) == [
        ("failed", "deliver", "too late"),
        ("missing", "pack", "never happened"),
    ]


def test_a_late_step_is_failed_by_how_much():
    log = pd.DataFrame(
        {"case_id": "c1", "event": ["order", "pay"], "event_at": [T0, T0 + pd.Timedelta("5h")]}
    )
    row = journey_deviations(log, STEPS).iloc[0]
    assert (row["deviation"], row["event"], row["hours_late"]) == ("failed", "pay", 3)  # 5 - 2


def test_the_fewest_steps_are_called_out_of_order():
    swapped = [("order", 0), ("pack", 1), ("pay", 2), ("deliver", 40)]
    (first, *rest) = [item for item in found_in(*swapped) if item[0] == "order"]
    assert first[1] in ("pack", "pay")
    assert rest == []


def test_a_step_is_missing_when_a_later_one_happened():
    without = [("order", 0), ("pay", 1), ("deliver", 40)]
    assert found_in(*without) == [("missing", "pack", "never happened")]


def test_a_step_is_missing_when_its_time_ran_out():
    # pack was due 24 h after pay, deliver 48 h later: the log goes on far beyond
    assert found_in(("order", 0), ("pay", 1)) == [
        ("missing", "pack", "never happened"), ("missing", "deliver", "never happened"),
    ]  # fmt: skip


def test_a_step_that_is_not_due_yet_is_not_missing():
    assert found_in(("order", 0), ("pay", 1), until=20) == []


def test_cases_are_counted_once_a_step():
    log = pd.DataFrame(
        {"case_id": ["a", "a", "a", "b"], "event": ["order", "call", "call", "order"],
         "event_at": [T0] * 4}
    )  # fmt: skip
    counted = deviating_cases(journey_deviations(log, STEPS), log)
    row = counted.set_index("event").loc["call"]
    assert (row["n_cases"], row["share_cases"]) == (1, 0.5)
