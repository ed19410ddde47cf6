"""Tones of open answers, counted by question."""

import pandas as pd
import pytest

from cxkit.measures.intervals import share_interval
from cxkit.measures.open_answers import open_answer_timeline, open_answer_tones


def frames(codes):
    ids = [str(place) for place in range(len(codes))]
    feedback = pd.DataFrame({"feedback_id": ids, "created_at": pd.NaT, "survey_id": "s",
                             "question": "What did you dislike?"})  # fmt: skip
    told = [(one, code) for one, code in zip(ids, codes, strict=True) if code]
    mentions = pd.DataFrame(told, columns=["feedback_id", "code"])
    return feedback, mentions.assign(layer="sentiment", value=0.0, by="question")


def test_those_who_gave_no_answer_are_counted_apart():
    # 10 texts: 4 complaints, 4 good, 2 without a tone, so n = 8 and both shares are a half.
    feedback, mentions = frames(["negative"] * 4 + ["positive"] * 4 + [""] * 2)
    row = open_answer_tones(feedback, mentions).iloc[0]
    assert (row["n"], row["n_no_answer"], row["n_by_question"]) == (8, 2, 8)
    assert (row["share_negative"], row["share_positive"]) == (0.5, 0.5)
    # Wilson for 4 of 8: (0.5 + 1.92/8 ± 1.96·sqrt(0.25/8 + 0.96/64)) / (1 + 3.84/8), 0.215.
    assert row["share_negative_low"] == pytest.approx(0.215, abs=0.001)


def test_questions_of_two_surveys_stay_apart():
    feedback, mentions = frames(["negative", "positive"])
    feedback["survey_id"] = ["a", "b"]
    assert open_answer_tones(feedback, mentions)["share_negative"].tolist() == [1.0, 0.0]


def test_answers_in_a_language_that_is_not_read_are_not_called_no_answer():
    # 1,664 French answers stood on the page as "no answer".
    feedback, mentions = frames(["negative", "", ""])
    french = pd.DataFrame({"feedback_id": ["1"], "code": "other", "layer": "language"})
    row = open_answer_tones(feedback, pd.concat([mentions, french])).iloc[0]
    assert (row["n"], row["n_no_answer"], row["n_unread"]) == (1, 1, 1)


def test_nothing_after_what_did_you_dislike_is_good_news_week_by_week():
    feedback, mentions = frames(["positive", "negative"])
    feedback["created_at"] = pd.to_datetime(["2026-03-02", "2026-03-09"], utc=True)
    line = open_answer_timeline(feedback, mentions)
    assert line["net"].tolist() == [1.0, -1.0]
    assert line.attrs["kind"] == "answers"


def test_answers_of_one_person_to_one_question_count_once():
    # Eight answers of two people, each of one mind: the interval is that of 1 of 2.
    feedback, mentions = frames(["negative"] * 4 + ["positive"] * 4)
    feedback["customer_key"] = ["k"] * 4 + ["l"] * 4
    row = open_answer_tones(feedback, mentions).iloc[0]
    assert (row["n"], row["n_negative"], row["share_negative"]) == (8, 4, 0.5)
    assert row["share_negative_low"] == pytest.approx(share_interval(1, 2).low)
