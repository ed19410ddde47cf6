"""Intervals against published worked values, laws and a small seeded simulation."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.measures.intervals import (
    mean_interval,
    net_difference,
    net_interval,
    share_interval,
    share_intervals,
)


def test_wilson_of_a_share_is_never_outside_nought_and_one():
    assert share_interval(0, 5).low == pytest.approx(0, abs=1e-12)
    assert share_interval(5, 5).high == pytest.approx(1, abs=1e-12)


def test_nothing_counted_is_unknown_and_not_zero():
    assert np.isnan(share_interval(0, 0)).all()
    assert np.isnan(net_interval(0, 0, 0)).all()
    assert np.isnan(mean_interval(pd.Series([], dtype=float))).all()


def test_one_value_has_a_mean_and_no_bounds():
    found = mean_interval(pd.Series([4.0]))
    assert found.estimate == 4.0
    assert np.isnan(found.low)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 50)), min_size=1, max_size=8))
def test_many_shares_at_once_equal_one_at_a_time(pairs):
    rows = pd.DataFrame([(min(c, n), n) for c, n in pairs], columns=["count", "n"])
    many = share_intervals(rows["count"], rows["n"])
    one = [share_interval(c, n) for c, n in rows.itertuples(index=False)]
    np.testing.assert_allclose(many.to_numpy(), np.array(one), atol=1e-9)


def test_weights_of_one_change_nothing():
    values = pd.Series([1.0, 4.0, 5.0, 2.0])
    assert mean_interval(values) == pytest.approx(
        mean_interval(values, weights=pd.Series(1.0, index=values.index))
    )


def test_kish_shrinks_n_when_weights_differ():
    # (1 + 1 + 4) squared is 36; 1 + 1 + 16 is 18; 36 / 18 is 2.
    values, weights = pd.Series([1.0, 2.0, 3.0]), pd.Series([1.0, 1.0, 4.0])
    found = mean_interval(values, weights=weights)
    assert found == pytest.approx(mean_interval(values, weights=weights, n=2.0))


@pytest.mark.parametrize(("p", "q", "n"), [(0.8, 0.05, 20), (0.5, 0.2, 30), (0.6, 0.15, 200)])
def test_net_interval_covers_what_it_says(p, q, n):
    rng = np.random.default_rng(7)
    draws = rng.multinomial(n, [p, q, 1 - p - q], size=2000)
    held = [low <= p - q <= high for _, low, high in (net_interval(a, b, n) for a, b, _ in draws)]
    assert 0.935 <= np.mean(held) <= 0.975


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_a_net_share_lies_in_its_interval(up, down, middle):
    # Three complaints of three were "-100, interval -98 to +48".
    n = up + down + middle
    if n:
        net, low, high = net_interval(up, down, n)
        assert -1 <= low <= net <= high <= 1


def test_values_all_alike_have_no_interval():
    # Three answers of 5 had a 95 % interval from 5.00 to 5.00.
    mean, low, high = mean_interval(pd.Series([5.0, 5.0, 5.0]))
    assert mean == 5
    assert np.isnan([low, high]).all()


def test_a_mean_bears_rows_that_share_an_index():
    # The weights were taken by label: a table read in two parts crashed.
    values, weights = pd.Series([1.0, 2.0, np.nan, 4.0]), pd.Series([1.0, 2.0, 9.0, 1.0])
    twice = mean_interval(values.set_axis([0, 1, 0, 1]), weights=weights.set_axis([0, 1, 0, 1]))
    assert twice == mean_interval(values, weights=weights)


@pytest.mark.parametrize("n", [10, 30])
def test_a_difference_of_net_shares_holds_for_a_small_side_beside_a_large_one(n):
    # The interval lay around the plain difference: it held 0 in 87 of 100 cases with ten texts
    # beside four hundred, and in 92.6 with thirty: alike times were called better or worse.
    rng = np.random.default_rng(8)
    odds = [0.3, 0.1, 0.6]
    small, large = rng.multinomial(n, odds, 2_000), rng.multinomial(400, odds, 2_000)
    found = [
        net_difference((one[2], one[0], n), (other[2], other[0], 400))
        for one, other in zip(small, large, strict=True)
    ]
    held = np.mean([interval.low <= 0 <= interval.high for interval, _ in found])
    alarms = np.mean([p_value < 0.05 for _, p_value in found])
    assert held == pytest.approx(0.945, abs=0.015)
    assert alarms == pytest.approx(0.055, abs=0.015)


@given(st.tuples(*[st.integers(0, 30)] * 3), st.tuples(*[st.integers(0, 30)] * 3))
def test_a_difference_of_net_shares_turns_round_with_its_sides(one, other):
    sides = [(good, bad, good + bad + rest) for good, bad, rest in (one, other)]
    forth, p_forth = net_difference(*sides)
    back, p_back = net_difference(*reversed(sides))
    assert [-forth.estimate, -forth.high, -forth.low] == pytest.approx(list(back), nan_ok=True)
    assert p_forth == pytest.approx(p_back, nan_ok=True)
    assert np.isnan(forth.estimate) or -2 <= forth.low <= forth.estimate <= forth.high <= 2
