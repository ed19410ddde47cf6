"""Event logs: who follows whom, whole paths, drop-offs, loops, to and fro."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.errors import ParameterError
from cxkit.measures.directly_follows import directly_follows
from cxkit.measures.event_paths import event_paths
from cxkit.measures.event_steps import event_steps
from cxkit.measures.ping_pong import ping_pong


def log_of(**cases):
    """Each case is its steps, one an hour."""
    rows = [
        {"case_id": case, "event": step, "event_at": pd.Timestamp("2026-03-01", tz="UTC")
         + pd.Timedelta(hours=hour)}
        for case, steps in cases.items()
        for hour, step in enumerate(steps)
    ]  # fmt: skip
    return pd.DataFrame(rows)


LOG = log_of(c1="abc", c2="ababc", c3="aab")


def test_pairs_are_counted_with_start_and_end():
    found = directly_follows(LOG).set_index(["source", "target"])
    assert found.loc[("(start)", "a"), "n"] == 3
    assert found.loc[("a", "b"), ["n", "n_cases"]].tolist() == [4, 3]
    assert found.loc[("b", "(end)"), "n"] == 1
    # b is followed by c twice, by a once, by the end once
    assert found.loc[("b", "c"), "share"] == 0.5


def test_time_between_two_steps_is_a_median_in_hours():
    log = log_of(c1="ab", c2="ab", c3="ab")
    log.loc[[3, 5], "event_at"] += [pd.Timedelta(hours=2), pd.Timedelta(hours=8)]
    # 1, 3 and 9 hours
    assert directly_follows(log).set_index("target").loc["b", "hours_median"] == 3


def test_any_column_of_the_log_can_be_the_step():
    lines = LOG.assign(line=["1", "1", "2"] + ["1"] * 5 + ["1", "2", "2"])
    assert (
        directly_follows(lines, by="line").set_index(["source", "target"]).loc[("1", "2"), "n"] == 2
    )


def test_an_unknown_column_is_named_with_a_hint():
    with pytest.raises(ParameterError, match=r"by='evnt'.*Did you mean 'event'"):
        directly_follows(LOG, by="evnt")


@given(st.lists(st.text("abc", min_size=1, max_size=6), min_size=1, max_size=6))
@settings(max_examples=10, deadline=None)
def test_what_flows_into_a_step_flows_out_of_it(cases):
    log = log_of(**{f"c{n}": steps for n, steps in enumerate(cases)})
    found = directly_follows(log)
    into, out = found.groupby("target")["n"].sum(), found.groupby("source")["n"].sum()
    for step in set("".join(cases)):
        assert into[step] == out[step] == sum(steps.count(step) for steps in cases)
    assert event_paths(log)["n_cases"].sum() == len(cases)
    assert event_steps(log)["n_last"].sum() == len(cases)


def test_paths_join_repeats_in_a_row():
    found = event_paths(log_of(c1="aab", c2="aab", c3="ab"))
    assert found["path"].tolist() == ["a ×2 → b", "a → b"]
    assert found["n_cases"].tolist() == [2, 1]
    assert found["share_so_far"].tolist() == pytest.approx([2 / 3, 1])
    assert found["hours_median"].tolist() == [2, 1]


def test_drop_off_loop_and_repeat_of_a_step():
    found = event_steps(LOG).set_index("event")
    assert found.loc["b", ["n", "n_cases", "n_last"]].tolist() == [4, 3, 1]
    assert found.loc["b", "share_last"] == pytest.approx(1 / 3)
    # c2 comes back to a and to b; c3 has a twice in a row
    assert found.loc["a", ["n_looped", "n_repeated"]].tolist() == [1, 1]
    assert found.loc["b", ["n_looped", "n_repeated"]].tolist() == [1, 0]


def test_to_and_fro_between_lines():
    log = log_of(c1="xxxx", c2="xxx", c3="xx").assign(
        line=["1", "2", "2", "1", "1", "2", "3", "1", "2"]
    )
    found = ping_pong(log, by="line")
    # only c1: 1, 2, 2, 1: one stay with line 2, back after three hours
    assert found[["first_line", "second_line", "n"]].to_numpy().tolist() == [["1", "2", 1]]
    assert found.loc[0, "hours_median"] == 3
    assert found.loc[0, "share_cases"] == pytest.approx(1 / 3)


# Shuffled steps of one day made 96 "paths" of 200 equal orders, and nothing said why.
def test_steps_at_one_time_are_counted_since_only_the_file_orders_them():
    log = log_of(c1="ab", c2="ab")
    log.loc[1, "event_at"] = log.loc[0, "event_at"]
    found = directly_follows(log).set_index(["source", "target"])["n_tied"]
    assert found["a", "b"] == 1
    assert found["(start)", "a"] == found["b", "(end)"] == 0


# The orders of the last days stood as drop-offs: their next step had had no time to come.
def test_a_case_that_may_not_be_over_is_told():
    log = log_of(c1="ab", c2="ab", c3="ab", old="a", new="a")
    log.loc[log["case_id"] == "new", "event_at"] += pd.Timedelta(minutes=30)
    found = event_steps(log).set_index("event")
    assert found.loc["a", ["n_last", "n_open"]].tolist() == [2, 1]  # b comes within an hour
    assert found.loc["b", ["n_last", "n_open"]].tolist() == [3, 0]  # nothing follows b
