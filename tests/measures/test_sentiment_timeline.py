"""Periods, bases and intervals of the timeline, on frames small enough to count by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.errors import ParameterError
from cxkit.measures.sentiment_timeline import count_periods, sentiment_timeline
from cxkit.readers.reviews import read_reviews


def make(rows):
    """Feedback and mentions from (day, label, value) or (day, label, value, rating)."""
    feedback = pd.DataFrame(
        {
            "feedback_id": [f"f{i}" for i in range(len(rows))],
            "created_at": pd.to_datetime([row[0] for row in rows], utc=True),
            "rating": [row[3] if len(row) > 3 else np.nan for row in rows],
            "product": ["sofa" if i % 2 else "lamp" for i in range(len(rows))],
        }
    )
    mentions = pd.DataFrame(
        {
            "feedback_id": feedback["feedback_id"],
            "layer": "sentiment",
            "code": [row[1] for row in rows],
            "value": [row[2] for row in rows],
        }
    )
    return feedback, mentions


def test_week_without_reviews_stays_a_gap():
    timeline = sentiment_timeline(
        *make([("2026-03-02", "positive", 0.5), ("2026-03-17", "negative", -0.5)])
    )
    assert timeline["n"].tolist() == [1, 0, 1]
    assert timeline["net"].isna().tolist() == [False, True, False]


def test_weeks_begin_on_monday_in_the_readers_time_zone():
    # Sunday 22:30 UTC is Monday 01:30 in Moscow: the next week there.
    rows = [("2026-03-01 22:30", "positive", 0.5)]
    moscow = sentiment_timeline(*make(rows), time_zone="Europe/Moscow")
    utc = sentiment_timeline(*make(rows))
    assert moscow["period_at"].iloc[0] == pd.Timestamp("2026-03-01 21:00", tz="UTC")
    assert utc["period_at"].iloc[0] == pd.Timestamp("2026-02-23", tz="UTC")


def test_first_and_last_weeks_are_partial_when_the_data_do_not_reach_their_edges():
    days = pd.date_range("2026-03-04", "2026-03-22").astype(str)  # Wednesday to Sunday
    timeline = sentiment_timeline(*make([(day, "neutral", 0.0) for day in days]))
    assert timeline["is_partial"].tolist() == [True, False, False]


def test_shares_and_net_count_what_was_said_in_the_period():
    labels = ["negative"] * 3 + ["positive"] * 1 + ["neutral"] * 2
    timeline = sentiment_timeline(*make([("2026-03-02", label, 0.0) for label in labels]))
    row = timeline.iloc[0]
    assert row["share_negative"] == pytest.approx(3 / 6)
    assert row["net"] == pytest.approx((1 - 3) / 6)
    assert row["net_low"] < row["net"] < row["net_high"]


def test_a_text_counts_once_for_a_touchpoint_named_twice():
    feedback, mentions = make([("2026-03-02", "positive", 0.9)])
    found = pd.DataFrame(
        {"feedback_id": "f0", "layer": "touchpoint", "code": "delivery", "value": [-0.4, -0.8]}
    )
    timeline = sentiment_timeline(feedback, pd.concat([mentions, found]), by="touchpoint")
    assert timeline[["group", "n", "n_negative"]].to_numpy().tolist() == [["delivery", 1, 1]]
    assert timeline["sentiment"].iloc[0] == pytest.approx(-0.6)


def test_many_texts_of_one_customer_are_no_many_customers():
    # Sixty texts of three people had the interval of sixty people, and no period was small.
    tone = {"a": "positive", "b": "positive", "c": "negative"}
    feedback, mentions = make([("2026-03-02", tone[key], 0.0) for key in "abc" * 20])
    three = sentiment_timeline(*make([("2026-03-02", tone[key], 0.0) for key in "abc"])).iloc[0]
    known = feedback.assign(customer_key=list("abc" * 20))
    row = sentiment_timeline(known, mentions).iloc[0]
    assert (row["n"], row["n_effective"]) == (60, 3.0)
    assert row["is_small"]
    for name in ("net", "net_low", "share_negative_high"):
        assert row[name] == pytest.approx(three[name])
    unknown = sentiment_timeline(feedback.assign(customer_key=None), mentions).iloc[0]
    assert unknown["n_effective"] == 60


def test_all_groups_share_the_periods():
    timeline = sentiment_timeline(
        *make([("2026-03-02", "positive", 0.5), ("2026-03-17", "negative", -0.5)]), by="product"
    )
    assert timeline.groupby("group")["period_at"].count().tolist() == [3, 3]


def test_a_month_is_a_calendar_month():
    rows = [("2026-01-31", "positive", 1.0), ("2026-03-01", "positive", 1.0)]
    timeline = sentiment_timeline(*make(rows), period="1M")
    assert timeline["period_at"].dt.month.tolist() == [1, 2, 3]


@pytest.mark.parametrize("period", ["7", "0D", "7X", "", "-1D"])
def test_a_period_without_a_good_unit_is_refused(period):
    with pytest.raises(ParameterError, match="text with a unit"):
        sentiment_timeline(*make([("2026-03-02", "positive", 0.5)]), period=period)


def test_unknown_split_suggests_the_near_name():
    with pytest.raises(ParameterError, match="Did you mean 'product'"):
        sentiment_timeline(*make([("2026-03-02", "positive", 0.5)]), by="prodct")


def test_no_dated_text_gives_no_rows():
    feedback, mentions = make([("2026-03-02", "positive", 0.5)])
    timeline = sentiment_timeline(feedback.assign(created_at=pd.NaT), mentions)
    assert timeline.empty
    assert "net_low" in timeline.columns


@settings(deadline=None, max_examples=25)
@given(st.lists(st.integers(0, 60), min_size=1, max_size=30), st.sampled_from(["1D", "7D", "1M"]))
def test_periods_add_up_to_all_texts_and_order_does_not_matter(days, period):
    rows = [(str(pd.Timestamp("2026-01-01") + pd.Timedelta(days=d)), "positive", 0.1) for d in days]
    feedback, mentions = make(rows)
    timeline = sentiment_timeline(feedback, mentions, period=period)
    assert timeline["n"].sum() == len(days)
    turned = sentiment_timeline(feedback.iloc[::-1], mentions, period=period)
    pd.testing.assert_frame_equal(timeline, turned)


def test_a_group_is_found_by_the_name_that_the_file_gives_it(tmp_path):
    # by="airline" was refused although the file has it: it is read as the product.
    path = tmp_path / "tweets.csv"
    path.write_text("tweet_id,airline,text,date\n1,Gull,Late again,2026-03-02\n", encoding="utf-8")
    feedback = read_reviews(path)
    mentions = pd.DataFrame(
        {"feedback_id": ["1"], "layer": "sentiment", "code": "negative", "value": -0.5}
    )
    assert sentiment_timeline(feedback, mentions, by="airline")["group"].tolist() == ["Gull"]


def test_every_figure_lies_in_its_interval_and_on_its_scale():
    # "-100, interval -98 to +48" and a mean tone of -1 to 1 with the bound -7.29.
    rows = [("2026-03-02", "negative", -0.9), ("2026-03-03", "negative", -0.1)]
    row = sentiment_timeline(*make(rows)).iloc[0]
    for name in ("net", "sentiment"):
        assert -1 <= row[f"{name}_low"] <= row[name] <= row[f"{name}_high"] <= 1


def test_hours_go_over_the_change_of_the_clocks():
    # 02:00 does not exist on 29 March in Berlin; it began when 03:00 does, and the key repeated.
    when = pd.date_range("2026-03-28 12:00", "2026-03-30 12:00", freq="20min", tz="Europe/Berlin")
    felt = pd.DataFrame(
        {"created_at": when.tz_convert("UTC"), "code": "positive", "value": 0.5, "rating": np.nan,
         "group": "all"}
    )  # fmt: skip
    hours = count_periods(felt, period="1h", time_zone="Europe/Berlin")
    assert hours["n"].tolist() == [3] * 47 + [1]
    assert (hours["period_end_at"] - hours["period_at"]).eq(pd.Timedelta("1h")).all()
    # The last hour is not over; as a whole one it woke alerts.
    assert hours["is_partial"].tolist() == [False] * 47 + [True]
