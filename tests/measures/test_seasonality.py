"""Weekdays and months: found where planted, not elsewhere, and not judged too early."""

import numpy as np
import pandas as pd
import pytest

from cxkit.errors import ParameterError
from cxkit.measures.seasonality import seasonality


def by_day(n_days, effect, *, n=40, start="2026-01-05"):
    """Counted texts: share positive 0.5 plus effect(day), nothing neutral."""
    rng = np.random.default_rng(7)
    when = pd.date_range(start, periods=n_days, freq="1D", tz="UTC")
    positive = rng.binomial(n, [0.5 + effect(day) for day in when])
    days = pd.DataFrame(
        {"group": "all", "period_at": when, "n": n, "n_rated": 0, "net": (2 * positive - n) / n}
    )
    days.attrs = {"period": "1D", "time_zone": "UTC"}
    return days


def weekday(found):
    return found[found["cycle"] == "weekday"].set_index("place")


def test_a_bad_monday_is_found_with_its_size():
    # Mondays lose 0.15 of share, so 0.30 of net; less the mean of seven days: -0.30 * 6/7 = -0.257.
    found = weekday(seasonality(by_day(140, lambda day: -0.15 if day.dayofweek == 0 else 0)))
    assert set(found["verdict"]) == {"pattern"}
    monday = found.loc[1]
    assert monday["difference_low"] < -0.257 < monday["difference_high"] < 0
    assert found["difference"].sum() == pytest.approx(0, abs=1e-9)
    assert (monday["n_rounds"], monday["n"]) == (20, 800)


def test_a_change_of_level_is_no_weekday():
    days = by_day(140, lambda day: -0.2 if day >= pd.Timestamp("2026-03-16", tz="UTC") else 0)
    assert set(weekday(seasonality(days))["verdict"]) == {"none found"}


def test_the_test_keeps_its_level():
    # 200 series without a pattern: 5 % are 10; above 20 (p < 0.001) the test would be too eager.
    rng = np.random.default_rng(3)
    days = by_day(84, lambda _: 0)
    alarms = 0
    for _ in range(200):
        days["net"] = rng.normal(0, 0.1, 84)
        alarms += weekday(seasonality(days))["verdict"].iloc[0] == "pattern"
    assert alarms <= 20


def test_seven_weeks_and_one_year_are_too_short_to_say():
    found = seasonality(by_day(49, lambda _: 0))
    assert found["verdict"].tolist() == ["too short", "too short"]
    assert found["n_rounds"].tolist() == [7, 0]
    assert found["place"].isna().all()


def test_a_december_of_every_year_is_found():
    days = by_day(1096, lambda day: 0.2 if day.month == 12 else 0, start="2023-01-01")
    found = seasonality(days)
    months = found[found["cycle"] == "month"].set_index("place")
    assert set(months["verdict"]) == {"pattern"}
    assert months.loc[1, "n_rounds"] == 3
    # Net gains 0.4 in December; less the mean of twelve months: 0.4 * 11/12 = 0.367.
    assert months.loc[12, "difference_low"] < 0.367 < months.loc[12, "difference_high"]


def test_weekdays_are_those_of_the_local_clock():
    # Midnight on Monday in Moscow is 21:00 on Sunday in UTC.
    days = by_day(140, lambda day: -0.15 if day.dayofweek == 0 else 0)
    days["period_at"] -= pd.Timedelta(3, unit="h")
    days.attrs["time_zone"] = "Europe/Moscow"
    assert weekday(seasonality(days))["difference"].idxmin() == 1


@pytest.mark.parametrize("name", ["time_zone", "period"])
def test_a_timeline_that_lost_its_attrs_is_refused(name):
    # After a merge the weekdays were silently those of UTC: a bad Monday in Moscow was a Sunday.
    days = by_day(140, lambda _: 0)
    del days.attrs[name]
    with pytest.raises(ParameterError, match=f"does not say its {name}.*merged.attrs"):
        seasonality(days)
    merged = by_day(140, lambda _: 0).merge(pd.DataFrame({"group": ["all"], "city": ["Riga"]}))
    with pytest.raises(ParameterError, match="does not say its period"):
        seasonality(merged)


def test_days_without_texts_are_left_out():
    days = by_day(140, lambda _: 0)
    days.loc[3, ["n", "net"]] = [0, np.nan]
    assert weekday(seasonality(days)).loc[1, "n_rounds"] == 19


@pytest.mark.parametrize(
    ("change", "told"),
    [({"period": "7D"}, "weekdays need days"), ({"group": True}, "2 groups")],
)
def test_a_wrong_timeline_is_refused(change, told):
    days = by_day(70, lambda _: 0)
    days.attrs["period"] = change.get("period", "1D")
    if "group" in change:
        days["group"] = ["a", "b"] * 35
    with pytest.raises(ParameterError, match=told):
        seasonality(days)


def test_an_unknown_figure_is_refused_and_no_days_give_no_rows():
    days = by_day(70, lambda _: 0)
    with pytest.raises(ParameterError, match="not a figure"):
        seasonality(days, of="mood")
    assert seasonality(days.head(0)).empty


@pytest.mark.parametrize("start", ["2023-01-01", "2024-01-01"])
def test_a_slow_drift_is_no_season(start):
    # It falls through every year alike: "the months of the year differ", in every such series.
    first = pd.Timestamp(start, tz="UTC")
    drift = by_day(1100, lambda day: 0.2 - 0.4 * (day - first).days / 1100, start=start)
    months = seasonality(drift).query("cycle == 'month'")
    assert set(months["verdict"]) == {"none found"}


def test_a_december_stands_out_of_a_drift_by_its_size():
    # Of 0.4 in one month of twelve, 11/12 are its own and 1/12 is taken from each of the others.
    days = by_day(1096, lambda _: 0, start="2023-01-01")
    is_december = days["period_at"].dt.month == 12
    days["net"] = 0.4 * is_december - 0.4 * days.index / 1096
    months = seasonality(days).query("cycle == 'month'").set_index("place")["difference"]
    assert months.loc[12] == pytest.approx(0.4 * 11 / 12, abs=0.005)
    assert months.loc[1:11].tolist() == pytest.approx([-0.4 / 12] * 11, abs=0.005)
