"""Whether the periods of a short series differ, counted by hand."""

import pandas as pd
import pytest

from cxkit.errors import ParameterError
from cxkit.measures.period_differences import period_differences


def series(values, *, half=0.098, group="all", small=()):
    """Make a timeline whose figures have a standard error of half / 1.96."""
    days = pd.date_range("2026-03-02", periods=len(values), freq="1D", tz="UTC")
    net = pd.Series(values, dtype=float)
    return pd.DataFrame(
        {"group": group, "period_at": days, "net": net, "net_low": net - half,
         "net_high": net + half, "is_small": [place in small for place in range(len(values))]}
    )  # fmt: skip


def test_two_bad_days_among_nine_are_no_chance():
    # Standard error 0.05; seven days at 0 and two at -0.3: Q = 9·7·2/9·(0.3/0.05)²/9 = 56.
    found = period_differences(series([0, 0, 0, 0, -0.3, -0.3, 0, 0, 0])).iloc[0]
    assert found["is_proven"]
    assert found["p_value"] == pytest.approx(2.8e-9, rel=0.2)
    assert (found["lowest"], found["highest"]) == (-0.3, 0.0)
    assert found["lowest_at"] == pd.Timestamp("2026-03-06", tz="UTC")


def test_days_within_their_errors_are_chance():
    assert not period_differences(series([0.0, 0.05, -0.03, 0.02]))["is_proven"].any()


def test_a_small_period_is_not_tested_and_one_period_is_no_series():
    assert not period_differences(series([0, 0, -0.9, 0], small=(2,)))["is_proven"].any()
    assert period_differences(series([0.3])).empty


def test_groups_are_corrected_for_their_number():
    # p = 0.034 alone (Q = 4.5 with one degree of freedom); of two groups the larger p of 0.068.
    one, two = series([0, 0.15]), series([0, 0.0], group="b")
    assert period_differences(one)["is_proven"].tolist() == [True]
    assert period_differences(pd.concat([one, two]))["is_proven"].tolist() == [False, False]


def test_an_unknown_figure_is_refused():
    with pytest.raises(ParameterError, match="share_negative"):
        period_differences(series([0, 0]), of="n")
