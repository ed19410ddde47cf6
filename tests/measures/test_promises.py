import pandas as pd
import pytest

from cxkit.measures.journey_map import journey_map
from cxkit.measures.promises import promises

COLUMNS = ["layer", "code", "start", "value", "episode", "promise"]


def ledger_of(*rows):
    frame = pd.DataFrame(rows, columns=COLUMNS)
    told = frame.assign(feedback_id="s1", end=frame["start"] + 4, quote="abcd", by="rule")
    return promises(told, journey_map(told))


MOMENTS = (
    ("episode", "order", 0, 1, 1, None),
    ("episode", "waiting", 20, -1, 2, None),
    ("episode", "delivery", 40, -1, 3, None),
)


def test_a_promise_is_tied_to_the_moments_where_it_was_given_and_closed():
    ledger = ledger_of(
        *MOMENTS,
        ("promise", "late", 2, None, 1, 1),
        ("due", "time", 5, 2, None, 1),
        ("fulfilment", "late", 41, 5, 3, 1),
    )
    row = ledger.iloc[0]
    assert (row["moment_given"], row["moment_closed"]) == (1, 3)
    assert (row["due_days"], row["actual_days"], row["gap_days"]) == (2, 5, 3)  # 5 - 2


def test_without_numbers_a_promise_was_given_at_the_last_moment_told_before_it():
    assert ledger_of(*MOMENTS, ("promise", "unknown", 30, None, None, 1))["moment_given"][0] == 2


def test_unknown_end_stays_unknown():
    row = ledger_of(*MOMENTS, ("promise", "unknown", 2, None, 1, 1)).iloc[0]
    assert row["result"] == "unknown"
    assert pd.isna(row["gap_days"])
    assert pd.isna(row["moment_closed"])


def test_a_gap_that_the_text_tells_is_taken_as_told():
    assert ledger_of(*MOMENTS, ("promise", "broken", 2, 4, 1, 1))["gap_days"][0] == 4


def test_what_is_not_met_yet_has_a_gap_so_far_and_took_no_time():
    due = ("due", "time", 5, 10, None, 1)
    broken = ledger_of(*MOMENTS, ("promise", "broken", 2, 14, 1, 1), due).iloc[0]
    late = ledger_of(*MOMENTS, ("promise", "late", 2, 14, 1, 1), due).iloc[0]
    assert (broken["gap_days"], late["gap_days"], late["actual_days"]) == (14, 14, 24)
    assert pd.isna(broken["actual_days"])


def test_the_words_of_due_time_and_outcome_stand_in_the_ledger():
    row = ledger_of(
        *MOMENTS,
        ("promise", "late", 2, 3, 1, 1),
        ("due", "time", 5, 2, None, 1),
        ("fulfilment", "late", 41, None, 3, 1),
    ).iloc[0]
    assert (row["due_start"], row["due_quote"]) == (5, "abcd")
    assert (row["proof_start"], row["proof_end"], row["proof_quote"]) == (41, 45, "abcd")
    assert row["actual_days"] == 5  # due after 2 days and 3 days late


def test_a_promise_kept_on_time_says_nothing_of_the_days_it_took():
    row = ledger_of(*MOMENTS, ("promise", "kept", 2, 0, 1, 1), ("due", "time", 5, 2, None, 1))
    assert pd.isna(row.iloc[0]["actual_days"])


def test_the_machines_proof_goes_with_its_verdict():
    """A coder said "broken"; the words by which the machine had said "kept" stayed as proof."""
    rows = pd.DataFrame(
        [
            *MOMENTS,
            ("promise", "broken", 2, 0, 1, 1),
            ("fulfilment", "kept", 41, None, 3, 1),
        ],
        columns=COLUMNS,
    ).assign(feedback_id="s1", quote="abcd", by="rule")
    told = rows.assign(end=rows["start"] + 4)
    told.loc[told["layer"] == "promise", "by"] = "coder:anna"
    row = promises(told, journey_map(told)).iloc[0]
    assert row["result"] == "broken"
    assert pd.isna(row["moment_closed"])
    assert pd.isna(row["gap_days"])


@pytest.mark.parametrize(("layer", "result"), [("promise", "kept"), ("due", "late")])
def test_the_machines_gap_goes_with_what_a_person_corrects(layer, result):
    """A promise was kept and 16 days late; a new due time made it happen on another day."""
    told = pd.DataFrame(
        {
            "feedback_id": "s", "start": [0, 3], "end": [9, 9], "quote": "it",
            "layer": ["promise", "due"], "code": [result, "time"], "value": [16.0, 5.0],
            "promise": [1, 1], "by": "judge:promise",
        }
    )  # fmt: skip
    told.loc[told["layer"] == layer, "by"] = "coder:anna"
    row = promises(told, journey_map(told)).iloc[0]
    assert row["result"] == result
    assert row[["gap_days", "actual_days"]].isna().all()
