"""Whether the periods of a short series differ, counted by hand."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from cxkit.errors import ParameterError
from cxkit.measures.period_differences import period_differences
from cxkit.measures.sentiment_timeline import count_periods


def series(values, *, n=400, group="all", small=()):
    """Make a timeline of texts that are good or bad: variance 1 - net², standard error 0.05."""
    days = pd.date_range("2026-03-02", periods=len(values), freq="1D", tz="UTC")
    net = pd.Series(values, dtype=float)
    return pd.DataFrame(
        {"group": group, "period_at": days, "n": n, "net": net, "share_positive": (1 + net) / 2,
         "share_negative": (1 - net) / 2,
         "is_small": [place in small for place in range(len(values))]}
    )  # fmt: skip


def test_two_bad_days_among_nine_are_no_chance():
    # Seven days at 0 and two at -0.3, 400 texts each, mean -1/15: between them
    # 400 * (7 * 0.0667² + 2 * 0.2333²) / 8 = 7, inside (7 * 1 + 2 * 0.91) / 9 * 400 / 399 = 0.982,
    # F = 7.12.
    found = period_differences(series([0, 0, 0, 0, -0.3, -0.3, 0, 0, 0])).iloc[0]
    assert found["is_proven"]
    assert found["p_value"] == pytest.approx(
        float(stats.f.sf(7 / 0.98 * 399 / 400, 8, 3591)), rel=1e-6
    )
    assert (found["lowest"], found["highest"]) == (-0.3, 0.0)
    assert found["lowest_at"] == pd.Timestamp("2026-03-06", tz="UTC")


def test_series_without_a_difference_are_alarmed_about_in_one_of_twenty():
    # Cochran's Q of the first draft alarmed in 15 of 100 series of 30 texts a day.
    rng = np.random.default_rng(5)
    days = pd.date_range("2026-03-02", periods=9, freq="1D", tz="UTC")
    code = rng.choice(["positive", "neutral", "negative"], 400 * 9 * 30, p=[0.3, 0.2, 0.5])
    felt = pd.DataFrame(
        {"created_at": np.tile(np.repeat(days, 30), 400), "code": code, "value": np.nan,
         "rating": rng.normal(3, 1, len(code)), "group": np.repeat(np.arange(400), 9 * 30)}
    )  # fmt: skip
    timeline = count_periods(felt.assign(group=felt["group"].astype("str")), period="1D")
    for figure in ("net", "share_negative", "rating"):
        alarms = (period_differences(timeline, of=figure)["p_value"] < 0.05).mean()
        assert 0.02 <= alarms <= 0.08


def test_days_within_their_errors_are_chance():
    assert not period_differences(series([0.0, 0.05, -0.03, 0.02]))["is_proven"].any()


def test_a_small_period_is_not_tested_and_one_period_is_no_series():
    assert not period_differences(series([0, 0, -0.9, 0], small=(2,)))["is_proven"].any()
    assert period_differences(series([0.3])).empty


def test_groups_are_corrected_for_their_number():
    # p = 0.033 alone (F = 4.5 / 0.989); of two groups twice that.
    one, two = series([0, 0.15]), series([0, 0.0], group="b")
    assert period_differences(one)["is_proven"].tolist() == [True]
    assert period_differences(pd.concat([one, two]))["is_proven"].tolist() == [False, False]


def test_an_unknown_figure_is_refused():
    with pytest.raises(ParameterError, match="share_negative"):
        period_differences(series([0, 0]), of="n")


def test_values_all_alike_do_not_differ_and_alike_within_periods_do():
    # Without a spread a mean has no bounds; the rounding of 4.7 is no difference, 5 and 4 are one.
    when = pd.date_range("2026-01-05", periods=120, freq="6h", tz="UTC")
    rng = np.random.default_rng(1)
    felt = pd.DataFrame(
        {"created_at": when, "code": "positive", "value": 0.1, "group": "all", "rating": 4.7,
         "w": rng.uniform(0.5, 2, 120)}
    )  # fmt: skip
    timeline = count_periods(felt, period="15D", min_n=20)
    assert timeline["rating_low"].isna().all()
    assert not period_differences(timeline, of="rating")["is_proven"].any()
    halves = count_periods(felt.assign(rating=[5.0] * 60 + [4.0] * 60), period="15D", min_n=20)
    assert period_differences(halves, of="rating")["is_proven"].all()
