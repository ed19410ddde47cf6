"""Counts that are more than usual, judged by what was before."""

import numpy as np
import pandas as pd
import pytest

from cxkit.errors import ParameterError
from cxkit.measures.spikes import spikes


def make(counts, group="all"):
    weeks = pd.date_range("2026-01-05", periods=len(counts), freq="7D", tz="UTC")
    return pd.DataFrame({"group": group, "period_at": weeks, "is_partial": False, "n": counts})


USUAL = [30, 34, 28, 31, 33, 27, 30, 29] * 3


def test_a_doubled_week_is_a_spike_and_the_weeks_after_it_are_not():
    found = spikes(make([*USUAL, 70, 31, 30, 29]))
    assert found.loc[found["is_spike"], "n"].tolist() == [70]
    assert found["expected"].iloc[-1] < 35


def test_nothing_later_is_used():
    early = spikes(make(USUAL))
    later = spikes(make([*USUAL, 500]))
    columns = ["n", "expected", "p_value"]
    pd.testing.assert_frame_equal(later.iloc[:-1][columns], early[columns])


@pytest.mark.parametrize("n_per_week", [4.0, 40.0])
def test_poisson_weeks_rarely_raise_an_alarm(n_per_week):
    rng = np.random.default_rng(3)
    alarms = sum(spikes(make(rng.poisson(n_per_week, 40)))["is_spike"].any() for _ in range(30))
    # Five in a hundred of 30 is 1.5; 6 or more would come by chance once in 250 times.
    assert alarms <= 5


def test_weeks_that_vary_more_than_poisson_rarely_raise_an_alarm():
    rng = np.random.default_rng(4)
    weeks = [rng.negative_binomial(20, 1 / 3, 40) for _ in range(30)]
    assert sum(spikes(make(counts))["is_spike"].any() for counts in weeks) <= 5


def test_too_short_a_series_is_not_tested():
    assert spikes(make(USUAL[:10])).empty


@pytest.mark.parametrize("wrong", [{"of": "net"}, {"base": 2}])
def test_wrong_count_or_base_is_refused(wrong):
    with pytest.raises(ParameterError, match=r"Use n, n_negative|at least 4"):
        spikes(make(USUAL), **wrong)


def test_after_four_weeks_a_new_height_is_usual():
    # Twice as many for good: every week of the rest of the record was a spike.
    rng = np.random.default_rng(2)
    counts = [*rng.poisson(50, 40), *rng.poisson(110, 40)]
    assert spikes(make(counts))["is_spike"].sum() == 4


def test_years_without_a_text_and_then_one_are_no_overflow():
    # One undated review read as of 1975 made a base of noughts, and a warning of numpy.
    found = spikes(make([0] * 18 + [9, 1]))
    assert found.loc[found["is_spike"], "n"].tolist() == [9]
