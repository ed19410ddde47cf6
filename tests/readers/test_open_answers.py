"""Open answers become texts with their question beside them."""

import pandas as pd

from cxkit.readers.answers import read_answers
from cxkit.readers.open_answers import open_answers


def test_only_answered_open_questions_become_texts():
    answers = pd.DataFrame(
        {
            "response_id": ["1", "1", "2"],
            "survey_id": ["s", "s", "s"],
            "question_id": ["nps", "why", "why"],
            "question": ["0-10", "Why?", "Why?"],
            "question_kind": ["nps", "open", "open"],
            "text": [None, "Slow", None],
            "answered_at": pd.to_datetime(["2026-03-02"] * 3, utc=True),
            "respondent_key": ["K-1", "K-1", "K-2"],
        }
    )
    texts = open_answers(answers)
    assert texts["feedback_id"].tolist() == ["s/1/why"]
    row = texts.iloc[0]
    assert (row["kind"], row["question"], row["customer_key"]) == ("answer", "Why?", "K-1")
    assert row["created_at"] == pd.Timestamp("2026-03-02", tz="UTC")


def test_a_survey_without_open_questions_gives_no_texts():
    answers = pd.DataFrame(
        {"response_id": ["1"], "question_id": ["n"], "question_kind": ["nps"], "value": [9.0]}
    )
    assert open_answers(answers.assign(survey_id=None, text=None, question=None)).empty


def test_the_exports_words_for_no_answer_are_no_answer(write):
    file = write(
        "response_id,Why did you give this score?\n1,Slow and rude\n2,Did not answer\n"
        "3,Too far away\n4,Did not answer\n5,The nurse sang to my son\n"
    )
    assert open_answers(read_answers(file))["text"].tolist() == [
        "Slow and rude", "Too far away", "The nurse sang to my son",
    ]  # fmt: skip


def test_the_reading_of_the_survey_goes_with_its_open_answers(write):
    # It was dropped, so quotes from open answers were "in none of the inputs".
    answers = read_answers(write("response_id,Why?\n1,Slow and rude\n2,Too far away\n"))
    assert open_answers(answers).attrs == answers.attrs


def test_questions_of_one_wording_stay_apart():
    # Three columns "Method" of five people stood under one heading as 17 answers.
    rows = pd.DataFrame(
        {"response_id": ["1", "1", "2"], "survey_id": "s", "question_id": ["Q1", "Q2", "Q1"],
         "question": "Method", "question_kind": "open", "text": ["post", "mail", "call"]}
    )  # fmt: skip
    assert open_answers(rows)["question"].tolist() == ["Method [Q1]", "Method [Q2]", "Method [Q1]"]
    again = rows.assign(survey_id=["s", "t", "s"])
    assert set(open_answers(again)["question"]) == {"Method"}
