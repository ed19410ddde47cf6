"""Rules are tripped by whole intervals, kept quiet, and never by few texts."""

import pandas as pd
import pytest

from cxkit.errors import CxkitWarning, ParameterError, ReadError
from cxkit.measures.alerts import alerts
from cxkit.readers.alert_rules import read_alert_rules


def make(nets, *, n=50, half=0.15):
    weeks = pd.date_range("2026-01-05", periods=len(nets), freq="7D", tz="UTC")
    net = pd.Series(nets, dtype=float)
    return pd.DataFrame(
        {"group": "all", "period_at": weeks, "is_partial": False, "n": n, "net": net,
         "net_low": net - half, "net_high": net + half}
    )  # fmt: skip


def rule(**other):
    fields = {"rule": "bad", "figure": "net", "group": "all", "side": "below",
              "threshold": 0.0, "min_n": 30, "quiet": "28D"}  # fmt: skip
    return pd.DataFrame([fields | other])


def test_a_value_whose_interval_touches_the_threshold_does_not_trip_the_rule():
    assert alerts(make([0.3, -0.1]), rules=rule()).empty
    assert len(alerts(make([0.3, -0.2]), rules=rule())) == 1


def test_a_small_base_does_not_trip_the_rule():
    assert alerts(make([-0.9], n=29), rules=rule()).empty


def test_the_rule_is_quiet_after_it_was_tripped():
    # Tripped in week 1; quiet for 28 days; week 5 trips it again.
    bad = [-0.5] * 5
    fired = [len(alerts(make(bad[:weeks]), rules=rule())) for weeks in range(1, 6)]
    assert fired == [1, 0, 0, 0, 1]


def test_a_partial_last_period_is_not_judged():
    timeline = make([0.3, -0.9])
    timeline.loc[1, "is_partial"] = True
    assert alerts(timeline, rules=rule()).empty


def test_above_is_the_other_side():
    assert alerts(make([0.5]), rules=rule(side="above", threshold=0.3))["side"].tolist() == [
        "above"
    ]


# "28" was a quiet time of 28 nanoseconds: every period alerted.
@pytest.mark.parametrize("quiet", ["soon", "28"])
def test_a_wrong_quiet_time_names_the_rule(quiet):
    with pytest.raises(ParameterError, match=f"Rule 'bad': quiet='{quiet}' is not a length"):
        alerts(make([0.5]), rules=rule(quiet=quiet))


def test_rules_are_read_with_their_defaults(tmp_path):
    path = tmp_path / "rules.yaml"
    path.write_text("- {figure: net, below: 0}\n", encoding="utf-8")
    read = read_alert_rules(path).iloc[0]
    assert read[["rule", "group", "side", "min_n"]].tolist() == ["rule 1", "all", "below", 30]
    assert read_alert_rules(None).empty


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("figure: net", "YAML list"),
        ("- {figure: net}", "one of 'below' and 'above'"),
        ("- {figure: net, belw: 0}", "Did you mean 'below'"),
        ("- {figure: mood, below: 0}", "one of: net"),
    ],
)
def test_a_wrong_rule_is_refused_with_the_way_out(tmp_path, text, said):
    path = tmp_path / "rules.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match=said):
        read_alert_rules(path)


def test_a_rule_for_few_texts_is_tripped_by_few_texts():
    # The least number of texts, 30 by default, kept "fewer than 10" from ever being told.
    fewer = rule(figure="n", threshold=10.0)
    assert len(alerts(make([0.3, 0.3], n=[40, 4]), rules=fewer)) == 1


def test_a_value_without_spread_is_judged_by_itself():
    one = make([0.3, -1.0]).assign(net_low=None, net_high=None)
    assert len(alerts(one, rules=rule())) == 1


def test_a_rule_for_a_group_that_is_not_there_says_so():
    with pytest.warns(CxkitWarning, match=r"'bad' looks for the group 'delivry'.*They have: all"):
        assert alerts(make([-0.9]), rules=rule(group="delivry")).empty


def test_one_rating_among_many_texts_does_not_wake_anybody():
    """One rating has no interval; its value stood for both bounds, and the base was all texts."""
    weeks = make([0.3]).assign(rating=1.0, rating_low=None, rating_high=None, n_rated=1)
    low = rule(figure="rating", threshold=3.0)
    assert alerts(weeks, rules=low).empty
    assert len(alerts(weeks.assign(n_rated=30), rules=low)) == 1
