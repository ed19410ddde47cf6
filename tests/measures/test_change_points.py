"""Changes of level: planted ones are found where they are, flat series stay without."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from cxkit.errors import ParameterError
from cxkit.measures.change_points import change_points, change_segments
from cxkit.measures.change_search import (
    Noise,
    WeightedMean,
    best_cuts,
    find_cuts,
    p_of_change,
    seeded_windows,
)


def make_timeline(nets, *, n=60, group="all"):
    weeks = pd.date_range("2026-01-05", periods=len(nets), freq="7D", tz="UTC")
    base = pd.Series(n, index=range(len(nets))).where(pd.Series(nets).notna(), 0)
    return pd.DataFrame(
        {
            "group": group,
            "period_at": weeks,
            "period_end_at": weeks + pd.Timedelta(7, unit="D"),
            "n": base,
            "net": nets,
        }
    )


def noise(length, *, seed, n=60):
    return np.random.default_rng(seed).normal(size=length) * 0.75 / np.sqrt(n)


def test_two_planted_changes_are_found_at_their_weeks_and_no_other():
    nets = np.r_[[0.44] * 20, [-0.50] * 14, [0.10] * 12] + noise(46, seed=3)
    found = change_points(make_timeline(nets))
    proven = found[found["is_proven"]]
    # 20 weeks after 5 January is 25 May; 14 more is 31 August.
    assert proven["changed_at"].dt.strftime("%m-%d").tolist() == ["05-25", "08-31"]
    assert proven["difference"].tolist() == pytest.approx([-0.94, 0.60], abs=0.08)
    assert (proven["confidence"] > 0.95).all()
    assert (proven["changed_at_low"] <= proven["changed_at"]).all()
    assert (proven["changed_at"] <= proven["changed_at_high"]).all()


def test_a_change_that_goes_back_again_is_found():
    nets = np.r_[[0.3] * 16, [-0.1] * 8, [0.3] * 16] + noise(40, seed=5)
    found = change_points(make_timeline(nets))
    assert found.loc[found["is_proven"], "changed_at"].dt.strftime("%m-%d").tolist() == [
        "04-27",
        "06-22",
    ]


def test_flat_series_raise_alarm_in_at_most_one_of_twenty():
    alarms = 0
    for seed in range(60):
        found = change_points(make_timeline(0.2 + noise(40, seed=seed)), seed=seed)
        alarms += bool(found["is_proven"].any())
    # Five in a hundred of 60 is 3; 8 or more would come by chance once in 100 times.
    assert alarms <= 7


def test_a_constant_series_has_no_change():
    assert change_points(make_timeline([0.25] * 30)).empty


def test_a_series_shorter_than_two_stretches_has_no_change():
    assert change_points(make_timeline([0.5, 0.5, 0.5, -0.5, -0.5, -0.5, -0.5])).empty


def test_a_gap_is_left_out_and_does_not_break_the_search():
    nets = np.r_[[0.4] * 12, [-0.3] * 12] + noise(24, seed=1)
    nets[5] = np.nan
    found = change_points(make_timeline(nets))
    assert found.loc[found["is_proven"], "changed_at"].dt.strftime("%m-%d").tolist() == ["03-30"]


def test_many_series_are_corrected_for_and_kept_apart():
    flat = make_timeline(0.2 + noise(30, seed=8), group="flat")
    step = make_timeline(np.r_[[0.4] * 15, [-0.2] * 15] + noise(30, seed=9), group="step")
    found = change_points(pd.concat([flat, step]))
    proven = found[found["is_proven"]]
    assert proven["group"].tolist() == ["step"]
    assert proven["p_adjusted"].iloc[0] == pytest.approx(2 * proven["p_value"].iloc[0])


def test_level_of_a_stretch_is_weighted_by_n():
    # (10 x 0.0 + 30 x 0.4) / 40 is 0.3.
    timeline = make_timeline([0.0, 0.4]).assign(n=[10, 30])
    segment = change_segments(timeline, change_points(timeline)).iloc[0]
    assert segment["level"] == pytest.approx(0.3)
    assert segment["n"] == 40


def test_a_level_of_few_periods_has_no_impossible_bounds():
    # Five days of five texts had the net sentiment "-20, -157 to +117", bounded at 100.
    timeline = make_timeline([-1.0, 1.0, -1.0])
    row = change_segments(timeline, change_points(timeline)).iloc[0]
    assert (row["level_low"], row["level_high"]) == (-1, 1)


def test_segments_lie_between_the_proven_changes():
    timeline = make_timeline(np.r_[[0.4] * 12, [-0.3] * 12] + noise(24, seed=1))
    segments = change_segments(timeline, change_points(timeline))
    assert segments["n"].tolist() == [720, 720]
    assert (segments["level_low"] < segments["level"]).all()
    assert segments["until_at"].iloc[0] == segments["from_at"].iloc[1]


@pytest.mark.parametrize("wrong", [{"of": "mood"}, {"alpha": 5}])
def test_a_wrong_figure_or_level_is_refused_with_what_is_allowed(wrong):
    with pytest.raises(ParameterError, match=r"Use net|between 0 and 1"):
        change_points(make_timeline([0.1] * 10), **wrong)


def test_cost_of_a_stretch_is_its_weighted_squares():
    # Mean of 0 and 3 with weights 1 and 2 is 2; 1 x 4 + 2 x 1 is 6.
    cost = WeightedMean(np.array([1.0, 2.0])).fit(np.array([0.0, 3.0]))
    assert cost.error(0, 2) == pytest.approx(6.0)


def test_cuts_that_do_not_fit_are_not_made():
    assert best_cuts(np.arange(5.0), np.ones(5), 3, 3) == []


def test_windows_lie_inside_the_series_and_are_long_enough():
    windows = seeded_windows(50, 4)
    assert windows[0] == (0, 50)
    assert all(start >= 0 and end <= 50 and end - start >= 8 for start, end in windows)


def test_autocorrelation_of_the_noise_raises_p():
    rng = np.random.default_rng(4)
    shocks = rng.normal(size=80)
    alike = np.array([sum(0.7**lag * shocks[t - lag] for lag in range(t + 1)) for t in range(80)])
    weights = np.ones(80)
    noise = Noise.of(alike, weights, 4)
    p_value, _ = p_of_change(alike, weights, noise=noise, min_size=4, rng=rng)
    shuffled = Noise(noise.residuals, 0.0)
    p_if_independent, _ = p_of_change(alike, weights, noise=shuffled, min_size=4, rng=rng)
    assert p_if_independent < 0.05 < p_value


def test_search_halves_the_level_inside_a_change():
    nets = np.r_[[0.4] * 20, [-0.3] * 20] + noise(40, seed=1)
    cuts = find_cuts(nets, np.full(40, 60.0), min_size=4, alpha=0.05, rng=np.random.default_rng(0))
    assert [cut.penalty for cut in cuts if cut.at == 20] == [1.0]
    assert {cut.penalty for cut in cuts if cut.at != 20} <= {2.0}


def test_a_level_of_two_periods_is_as_sure_as_the_texts_in_them():
    # 14,640 tweets in two weeks gave "-30, -57 to -3": one degree of freedom.
    timeline = make_timeline([-0.32, -0.27]).assign(
        n=5000, share_positive=[0.2, 0.22], share_negative=[0.52, 0.49]
    )
    row = change_segments(timeline, change_points(timeline)).iloc[0]
    variance = ((0.72 - 0.32**2) + (0.71 - 0.27**2)) / 2 * 5000 / 4999
    half = stats.t.ppf(0.975, 9998) * (variance / 10_000) ** 0.5
    assert row["level"] == pytest.approx(-0.295)
    assert row["level_high"] - row["level"] == pytest.approx(half)
    assert half < 0.02


def test_a_fall_is_found_where_weeks_vary_by_chance_alone():
    # NPS fell from +35 to +5 in week 25 of 40, three of them without answers, and no change was
    # proven: neighbours were taken to share more than weeks of 50 answers can vary beyond chance.
    nets = np.r_[
        0.46, 0.16, 0.46, 0.54, 0.35, 0.39, 0.39, 0.29, 0.53, 0.47, 0.38, 0.23, 0.44, 0.18, 0.0,
        0.29, 0.40, 0.44, 0.54, 0.60, 0.36, 0.20, 0.09, 0.20, 0.06, 0.0, -0.04, 0.19, 0.21, 0.20,
        0.0, 0.02, 0.05, -0.13, -0.18, -0.09,
    ]  # fmt: skip
    timeline = make_timeline(nets, n=53)
    assert not change_points(timeline)["is_proven"].any()
    told = timeline.assign(share_positive=(0.75 + nets) / 2, share_negative=(0.75 - nets) / 2)
    found = change_points(told)
    assert found["is_proven"].tolist() == [True]
    assert found["changed_at"].iloc[0] == timeline["period_at"].iloc[21]


def test_weeks_that_vary_less_than_by_chance_bound_nothing():
    # A step of 26 points in weeks of 20 answers, which chance makes as soon as not, was proven.
    nets = np.array([0.09, 0.26, 0.32, 0.27, 0.22, 0.25, 0.47, 0.52, 0.47, 0.42, 0.5, 0.5, 0.5])
    told = make_timeline(nets, n=20).assign(
        share_positive=(0.9 + nets) / 2, share_negative=(0.9 - nets) / 2
    )
    assert not change_points(told)["is_proven"].any()
