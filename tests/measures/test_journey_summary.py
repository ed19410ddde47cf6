import pandas as pd
import pytest

from cxkit.measures.journey_map import journey_map
from cxkit.measures.journey_summary import journey_summary
from cxkit.schema.mentions import INFERRED


def story(values, outcomes=()):
    rows = [
        {"layer": "episode", "code": "visit", "value": value, "start": 10 * n, "episode": n}
        for n, value in enumerate(values, start=1)
    ]
    rows += [
        {"layer": "outcome", "code": code, "value": None, "start": 500 + n, "episode": None}
        for n, code in enumerate(outcomes)
    ]
    frame = pd.DataFrame(rows)
    return frame.assign(feedback_id="s1", end=frame["start"] + 3, quote="abc", by="rule")


def summary_of(values, outcomes=()):
    told = story(values, outcomes)
    return journey_summary(journey_map(told), told).iloc[0]


def test_four_readings_of_one_path():
    found = summary_of([1, -1, -2, -2, 1])
    assert found["mean"] == pytest.approx(-0.6)  # (1 - 1 - 2 - 2 + 1) / 5
    assert (found["peak"], found["peak_moment"], found["n_peak"]) == (-2, 3, 2)
    assert found["end_value"] == 1
    # slope: places less 3, times values, over the squares of places: minus 1 over 10
    assert found["trend"] == pytest.approx(-0.1)
    assert (found["worst_drop"], found["worst_drop_moment"]) == (-2, 2)


def test_of_two_equally_far_peaks_the_worse_one_is_taken():
    assert summary_of([2, 2, 0, -2])["peak"] == -2


def test_a_path_that_never_falls_has_no_worst_drop():
    assert pd.isna(summary_of([-1, 0, 1])["worst_drop"])


def test_two_moments_have_no_trend():
    assert pd.isna(summary_of([1, -1])["trend"])


def test_moments_without_a_valence_are_counted_but_not_felt():
    found = summary_of([None, None])
    assert found["n_moments"] == 2
    assert pd.isna(found["mean"])


@pytest.mark.parametrize(
    ("told", "outcome", "is_lost"),
    [
        (["leave", "warn"], "leave", True),
        (["stay", "promote"], "stay", False),
        (["warn"], None, True),
        (["open"], "open", None),
        (["leave", "stay"], "stay", None),
        ([], None, None),
    ],
)
def test_verdict_on_the_relationship(told, outcome, is_lost):
    found = summary_of([1, -1], told)
    assert (None if pd.isna(found["outcome"]) else found["outcome"]) == outcome
    assert (None if pd.isna(found["is_lost"]) else found["is_lost"]) == is_lost


def test_a_verdict_that_a_line_shows_goes_before_one_that_only_the_whole_tells():
    told = story([1, -1], ["stay", "open"])
    told["by"] = told["by"].mask(told["code"].eq("open"), f"{INFERRED}outcome.open")
    found = journey_summary(journey_map(told), told).iloc[0]
    assert (found["outcome"], found["outcome_quote"]) == ("stay", "abc")
    told = told[told["code"].ne("stay")]
    found = journey_summary(journey_map(told), told).iloc[0]
    assert found["outcome"] == "open"
    assert pd.isna(found["outcome_quote"])
