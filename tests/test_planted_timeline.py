"""The sample reviews' planted shifts are found at their weeks, and nothing else is."""

import warnings
from pathlib import Path

import pandas as pd
import pytest
import yaml

from cxkit.language.annotate import annotate
from cxkit.measures.action_effects import action_effects
from cxkit.measures.change_points import change_points
from cxkit.measures.near_duplicates import doubled_periods, near_duplicates, without_duplicates
from cxkit.measures.sentiment_timeline import sentiment_timeline
from cxkit.readers.happenings import read_happenings
from cxkit.readers.reviews import read_reviews

DATA = Path(__file__).parents[1] / "data"
ZONE = "Europe/Moscow"
TONES = {-1.0: "negative", 0.0: "neutral", 1.0: "positive"}


@pytest.fixture(scope="module")
def all_planted():
    return yaml.safe_load((DATA / "planted.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def planted(all_planted):
    return all_planted["reviews_shop_ru"]


@pytest.fixture(scope="module")
def reviews():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return read_reviews(DATA / "reviews_shop_ru.csv", timezone=ZONE)


@pytest.fixture(scope="module")
def meant():
    """Mentions with the tone that the maker of the reviews meant."""
    truth = pd.read_csv(DATA / "truth" / "reviews.csv")
    truth = truth[(truth["file"] == "ru") & truth["overall"].notna()]
    return pd.DataFrame(
        {"feedback_id": truth["number"], "layer": "sentiment",
         "code": truth["overall"].map(TONES), "value": truth["overall"]}
    )  # fmt: skip


@pytest.fixture(scope="module")
def coded(reviews):
    return annotate(reviews)


def truth_of(store, layers):
    """Mentions of one store front as they were meant: column of the truth to layer and code."""
    truth = pd.read_csv(DATA / "truth" / "reviews.csv")
    rows = truth[truth["file"] == store]
    parts = [
        pd.DataFrame({"feedback_id": rows["number"], "value": rows[name], "layer": layer})
        for name, layer in layers.items()
    ]
    told = pd.concat(parts).dropna(subset="value")
    codes = told["value"].map(TONES).where(told["layer"] == "sentiment", "delivery")
    return told.assign(code=codes)


def ranges_of(timeline):
    """The proven changes as (first, best, last) week."""
    changes = change_points(timeline)
    proven = changes[changes["is_proven"].astype(bool)]
    names = ["changed_at_low", "changed_at", "changed_at_high"]
    weeks = [proven[name].dt.tz_convert(ZONE).dt.strftime("%Y-%m-%d") for name in names]
    return list(zip(*weeks, strict=True))


def weeks_of(timeline):
    changes = change_points(timeline)
    proven = changes.loc[changes["is_proven"].astype(bool), "changed_at"]
    return proven.dt.tz_convert(ZONE).dt.strftime("%Y-%m-%d").tolist()


def test_both_shifts_and_no_other_are_found_in_what_was_meant(planted, reviews, meant):
    timeline = sentiment_timeline(reviews, meant, time_zone=ZONE)
    assert weeks_of(timeline) == [planted["shift_down_week"], planted["shift_up_week"]]


def test_the_first_shift_is_found_in_what_the_machine_coded(planted, reviews, coded):
    found = weeks_of(sentiment_timeline(reviews, coded, time_zone=ZONE))
    assert found[0] == planted["shift_down_week"]
    assert set(found) <= {planted["shift_down_week"], planted["shift_up_week"]}


def test_the_gap_and_the_week_of_few_reviews_are_marked(planted, reviews, meant):
    timeline = sentiment_timeline(reviews, meant, time_zone=ZONE)
    week = timeline["period_at"].dt.tz_convert(ZONE).dt.strftime("%Y-%m-%d")
    assert timeline.loc[week == planted["gap_week"], "n"].tolist() == [0]
    assert timeline.loc[week == planted["few_week"], "is_small"].tolist() == [True]


def test_the_week_of_bought_praise_is_said(reviews, meant):
    timeline = sentiment_timeline(reviews, meant, time_zone=ZONE)
    said = doubled_periods(timeline, near_duplicates(reviews))
    assert said["period_at"].dt.tz_convert(ZONE).dt.strftime("%Y-%m-%d").tolist() == ["2026-07-06"]
    assert said["n_duplicates"].tolist() == [24]


def test_no_happening_that_did_nothing_is_given_an_effect(planted, reviews, meant):
    happenings = read_happenings(DATA / "incidents_actions.csv", timezone=ZONE)
    effects = action_effects(reviews, meant, happenings)
    proven = effects[effects["verdict"].isin(["better", "worse"])]
    days = proven["at"].dt.tz_convert(ZONE).dt.strftime("%Y-%m-%d").tolist()
    told = dict(zip(days, proven["verdict"], strict=True))
    assert told.pop(planted["shift_down_week"]) == "worse"
    assert told in ({}, {planted["shift_up_week"]: "better"})


def test_the_small_store_front_has_both_shifts_in_delivery_at_their_weeks(all_planted):
    # 13 to 20 texts a week: the shift up is under two standard errors of all texts, however well
    # they are read, and plain in what is said of delivery.
    planted = all_planted["reviews_shop_en"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reviews = read_reviews(DATA / "reviews_shop_en.csv", timezone=ZONE)
    meant = truth_of("en", {"overall": "sentiment", "delivery": "touchpoint"})
    delivery = sentiment_timeline(reviews, meant, by="touchpoint", time_zone=ZONE)
    assert weeks_of(delivery) == [planted["shift_down_week"], planted["shift_up_week"]]
    ((low, _, high),) = ranges_of(sentiment_timeline(reviews, meant, time_zone=ZONE))
    assert low <= planted["shift_down_week"] <= high


def test_what_the_machine_reads_of_the_small_store_front_holds_the_week(all_planted):
    # The week of the largest step is 26 January; the date range is what may be said.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reviews = read_reviews(DATA / "reviews_shop_en.csv", timezone=ZONE)
    found = ranges_of(sentiment_timeline(reviews, annotate(reviews), time_zone=ZONE))
    planted = [all_planted["reviews_shop_en"][f"shift_{way}_week"] for way in ("down", "up")]
    assert found
    assert all(any(low <= week <= high for week in planted) for low, _, high in found)


def test_the_praised_week_without_its_copies(reviews, coded):
    copies = near_duplicates(reviews)
    without = sentiment_timeline(without_duplicates(reviews, copies), coded, time_zone=ZONE)
    timeline = sentiment_timeline(reviews, coded, time_zone=ZONE)
    row = doubled_periods(timeline, copies, without=without).iloc[0]
    assert row["n_without"] == row["n"] - 24
    whole = timeline.loc[timeline["period_at"] == row["period_at"], "net"].iloc[0]
    assert row["net_without"] < whole - 0.2
