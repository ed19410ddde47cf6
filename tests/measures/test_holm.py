"""Holm's correction, counted by hand."""

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.multitest import multipletests

from cxkit.measures.holm import holm


def test_the_smallest_is_multiplied_by_all_the_next_by_one_less():
    # 0.01 * 3, 0.02 * 2, 0.5 * 1; never below the one before, never above 1.
    assert holm(pd.Series([0.5, 0.01, 0.02])).tolist() == pytest.approx([0.5, 0.03, 0.04])
    assert holm(pd.Series([0.03, 0.04])).tolist() == pytest.approx([0.06, 0.06])
    assert holm(pd.Series([0.7, 0.9])).tolist() == [1.0, 1.0]


@pytest.mark.parametrize("n", [1, 2, 40])
def test_it_is_the_correction_of_statsmodels(n):
    p_values = np.random.default_rng(n).random(n).round(2)  # some are equal
    assert holm(pd.Series(p_values)).tolist() == multipletests(p_values, method="holm")[1].tolist()


def test_what_was_not_tested_is_not_counted_and_is_neither_proven_nor_unproven():
    corrected = holm(pd.Series([None, 0.04, None], index=["a", "b", "b"]))
    assert corrected.index.tolist() == ["a", "b", "b"]
    assert corrected.iloc[1] == 0.04
    assert (corrected < 0.05).isna().tolist() == [True, False, True]
    assert holm(pd.Series([None, None], dtype=float)).isna().all()
