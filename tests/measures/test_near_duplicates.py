"""Praise by the batch is found and said; ordinary texts are left alone."""

import numpy as np
import pandas as pd
import pytest

from cxkit.measures.near_duplicates import doubled_periods, near_duplicates, without_duplicates
from cxkit.measures.sentiment_timeline import sentiment_timeline

PRAISE = "Wonderful shop, quick courier, the wardrobe stands like a rock, thank you all"
ORDINARY = (
    "The table came with a scratch on the left leg and nobody wants to talk about it",
    "Delivery was moved twice, the third time the driver did not find the entrance",
    "Good chair for the money, my back says thanks after a whole day at the desk",
    "I asked for an invoice in March and in May I am still waiting for that paper",
    "The curtains are a shade darker than in the picture, otherwise no complaints",
)


def make(texts, days):
    return pd.DataFrame(
        {
            "feedback_id": [f"f{i}" for i in range(len(texts))],
            "text": texts,
            "created_at": pd.to_datetime(days, utc=True),
        }
    )


def batch(n, day="2026-03-04"):
    return [f"{PRAISE}{'!' * (i % 3)} {i}" for i in range(n)], [day] * n


def test_a_batch_of_praise_is_one_group_and_the_rest_is_not_named():
    texts, days = batch(6)
    feedback = make([*ORDINARY, *texts], ["2026-03-02"] * 5 + days)
    found = near_duplicates(feedback)
    assert set(found["feedback_id"]) == {f"f{i}" for i in range(5, 11)}
    assert found["n"].unique().tolist() == [6]


def test_the_same_words_months_apart_are_no_group():
    texts, _ = batch(6)
    days = pd.date_range("2025-01-01", periods=6, freq="60D").astype(str)
    assert near_duplicates(make(texts, days)).empty


def test_short_and_undated_texts_are_left_out():
    short = make(["All fine, thanks"] * 9, ["2026-03-02"] * 9)
    undated = make(batch(6)[0], [None] * 6)
    assert near_duplicates(short).empty
    assert near_duplicates(undated).empty


def test_a_week_doubled_by_near_duplicates_is_said():
    texts, days = batch(5)
    feedback = make([*ORDINARY, *texts, *ORDINARY], ["2026-03-03"] * 5 + days + ["2026-03-11"] * 5)
    mentions = pd.DataFrame(
        {"feedback_id": feedback["feedback_id"], "layer": "sentiment", "code": "positive",
         "value": 0.5}
    )  # fmt: skip
    timeline = sentiment_timeline(feedback, mentions)
    said = doubled_periods(timeline, near_duplicates(feedback))
    # Five of the ten texts of the week of 2 March; the next week has none.
    assert said["period_at"].dt.strftime("%m-%d").tolist() == ["03-02"]
    assert said["share_duplicates"].tolist() == [0.5]


def test_the_figure_without_the_batch_is_given_beside():
    texts, days = batch(5)
    feedback = make([*ORDINARY, *texts], ["2026-03-03"] * 5 + days)
    codes = ["negative"] * 5 + ["positive"] * 5
    mentions = pd.DataFrame(
        {"feedback_id": feedback["feedback_id"], "layer": "sentiment", "code": codes, "value": 0.0}
    )
    copies = near_duplicates(feedback)
    without = sentiment_timeline(without_duplicates(feedback, copies), mentions)
    timeline = sentiment_timeline(feedback, mentions)
    row = doubled_periods(timeline, copies, without=without).iloc[0]
    # Five good copies hide five bad texts: 0 with them, -1 without.
    assert (timeline["net"].iloc[0], row["net_without"], row["n_without"]) == (0.0, -1.0, 5)


def test_a_batch_weighs_as_one_text_in_the_line():
    # "No proven change" stood over a line whose fall of 37 points was hidden by bought praise.
    texts, days = batch(5)
    feedback = make([*ORDINARY, *texts], ["2026-03-03"] * 5 + days)
    codes = ["negative"] * 5 + ["positive"] * 5
    mentions = pd.DataFrame(
        {"feedback_id": feedback["feedback_id"], "layer": "sentiment", "code": codes, "value": 0.0}
    )
    row = sentiment_timeline(feedback, mentions, copies=near_duplicates(feedback)).iloc[0]
    # Five bad texts and one good one: (1 - 5) / 6.
    assert (row["n"], row["n_positive"]) == (10, 5)
    assert row["net"] == pytest.approx(-4 / 6)
    none = sentiment_timeline(feedback, mentions, copies=near_duplicates(feedback.head(0)))
    pd.testing.assert_frame_equal(none, sentiment_timeline(feedback, mentions))


def test_copies_far_apart_in_the_file_and_near_in_time_are_found():
    # Pairs are sought among neighbours in time; the order of the file must not matter.
    texts, days = batch(6)
    mixed = [text for pair in zip(texts, [f"{line} {n}" for n, line in enumerate(ORDINARY)] + ["x"],
                                  strict=True) for text in pair]  # fmt: skip
    when = [day for pair in zip(days, ["2025-03-04"] * 6, strict=True) for day in pair]
    found = near_duplicates(make(mixed[::-1], when[::-1]))
    assert len(found) == 6


OTHERS = (
    "The lamp came broken and nobody answers my letters any more",
    "I waited for three weeks until the courier found our street",
)


@pytest.mark.parametrize("ending", ["", " {}"])
def test_a_large_batch_is_found(ending):
    # More than sixty copies were not found at all: every piece of them was "common". 120 bought
    # reviews in 2,300 hid a proven fall of the line.
    praise = "Excellent goods, I recommend them to everybody! Quick delivery"
    texts = [praise + ending.format(n) for n in range(120)] + list(OTHERS)
    frame = pd.DataFrame(
        {
            "feedback_id": [str(n) for n in range(len(texts))],
            "text": texts,
            "created_at": pd.date_range("2026-03-02", periods=len(texts), freq="h", tz="UTC"),
        }
    )
    found = near_duplicates(frame)
    assert set(found.loc[found["n"] == 120, "feedback_id"]) == {str(n) for n in range(120)}


def test_a_column_without_any_text_has_no_duplicates():
    # A column of missing values is read as numbers, which have no letters: it crashed.
    when = pd.Timestamp("2026-03-02", tz="UTC")
    feedback = pd.DataFrame({"feedback_id": list("abcdef"), "text": np.nan, "created_at": when})
    assert near_duplicates(feedback).empty
