"""How many independent texts a sample is worth, checked by hand and against scipy."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from cxkit.measures.independent_n import independent_n


def make(values, units, weights=1.0, sample="a"):
    return pd.DataFrame({"group": sample, "x": values, "unit": units, "w": weights})


def test_equal_texts_of_one_person_count_once_and_by_their_number():
    # All variance lies between persons: (3 + 1)² / (3² + 1²).
    found = independent_n(make([1.0, 1.0, 1.0, 0.0], list("aaab")), "x", ["group"])
    assert found.tolist() == pytest.approx([16 / 10])


@pytest.mark.parametrize("own", [0.0, 0.5, 3.0])
def test_the_likeness_is_that_of_the_analysis_of_variance(own):
    rng = np.random.default_rng(4)
    persons, each = 40, 5
    values = own * rng.normal(size=(persons, 1)) + rng.normal(size=(persons, each))
    ratio = stats.f_oneway(*values).statistic
    alike = max((ratio - 1) / (ratio + each - 1), 0.0)
    rows = make(values.ravel(), np.repeat(np.arange(persons), each))
    found = independent_n(rows, "x", ["group"])
    assert found.tolist() == pytest.approx([persons * each / (1 + (each - 1) * alike)])


def test_what_differs_between_periods_is_no_likeness_of_persons():
    # Everybody writes twice a period; only the periods differ.
    rng = np.random.default_rng(5)
    period = np.repeat([0, 1], 400)
    rows = make(10 * period + rng.normal(size=800), np.tile(np.repeat(np.arange(200), 2), 2))
    found = independent_n(rows.assign(begin=period), "x", ["group", "begin"])
    assert (found > 340).all()


def test_nobody_else_to_compare_with_counts_once():
    assert independent_n(make([1.0, 0.0, 1.0], list("aaa")), "x", ["group"]).tolist() == [1.0]
    alike = make([0.1] * 6, list("aaabbb"))
    assert independent_n(alike, "x", ["group"]).tolist() == pytest.approx([2.0])


def test_without_repeats_it_is_kish_of_the_weights():
    rows = make([1.0, 0.0, 0.0], list("abc"), weights=[1.0, 1.0, 4.0])
    for one in (rows, rows.drop(columns="unit")):
        assert independent_n(one, "x", ["group"]).tolist() == pytest.approx([2.0])


def test_a_group_does_not_depend_on_the_others():
    rng = np.random.default_rng(6)
    rows = make(rng.normal(size=90), rng.integers(0, 20, 90))
    noise = make(rng.normal(size=90), np.repeat(np.arange(9), 10), sample="b")
    both = independent_n(pd.concat([noise, rows]), "x", ["group"])
    assert both["a"] == pytest.approx(independent_n(rows, "x", ["group"])["a"])
