"""The section of open answers, in both languages."""

import pandas as pd
import pytest

from cxkit.reports.blocks import Head
from cxkit.reports.open_answers import open_answers_section, open_finding
from cxkit.reports.page import render

WORDS = pd.DataFrame(
    {
        "survey_id": ["s", "s"], "question": ["What did you dislike?", "Why?"],
        "n": [80, 50], "n_no_answer": [20, 0], "n_by_question": [60, 0],
        "n_negative": [48, 10], "n_positive": [32, 40],
        "share_negative": [0.6, 0.2], "share_negative_low": [0.49, 0.11],
        "share_negative_high": [0.7, 0.33], "share_positive": [0.4, 0.8],
    }
)  # fmt: skip


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "“Why?”: 20% complain (11% to 33%)"),
        ("ru", "«Why?»: 20 % жалоб (от 11 % до 33 %)"),
    ],
)
def test_the_heading_names_the_question_with_most_complaints_that_does_not_ask_for_them(
    language, said
):
    # "What did you dislike?": of those asked for complaints 64 % complained, as they must.
    section, table = open_answers_section(WORDS, language=language).blocks
    assert section.finding.replace("\xa0", " ").replace("\u202f", " ") == said
    assert [row[1] for row in table.rows] == ["80", "50"]


def test_a_survey_without_open_answers_shows_nothing():
    assert not open_answers_section(WORDS.head(0)).blocks


def test_a_wording_with_markup_is_shown_as_text():
    head = Head("survey_scores", "en", "Scores", "NPS", base=())
    section = open_answers_section(WORDS.assign(question="<b>x</b>"))
    page = render([head, *section.blocks])
    assert "<b>x</b>" not in page


def test_answers_in_another_language_are_said_not_to_be_read():
    # Of 1,939 French answers 275 held a word that was known; "2% complain" spoke for all.
    french = WORDS.tail(1).assign(n=275, n_no_answer=0, n_unread=1664)
    section, call = open_answers_section(french).blocks
    assert section.finding == "Open answers are in another language"
    assert "1,664 of 1,939 are in a language that cxkit does not read" in call.text
    few = WORDS.assign(n_unread=[1, 0])
    assert len(open_answers_section(few).blocks) == 2
    # "1 of 4 are in a language that cxkit does not read" was flagged on a page of 123 questions
    one = WORDS.assign(n=3, n_no_answer=0, n_unread=1)
    assert [block.kind for block in open_answers_section(one).blocks] == ["section", "table"]


def test_complaints_of_the_question_in_the_heading_are_quoted():
    # the section was called "in their words" and had no word of theirs
    question = WORDS["question"].iloc[0]
    texts = pd.DataFrame({"feedback_id": ["a", "b"], "text": ["Too slow", "All fine"],
                          "survey_id": WORDS["survey_id"].iloc[0],
                          "question": question})  # fmt: skip
    found = pd.DataFrame({"feedback_id": ["a", "b"], "start": 0, "end": 8,
                          "quote": ["Too slow", "All fine"], "layer": "sentiment",
                          "code": ["negative", "positive"], "value": [-0.5, 0.5]})  # fmt: skip
    worst = WORDS.head(1)
    said = open_answers_section(worst, evidence=(texts, found)).blocks[2]
    assert [quote.quote for quote in said.quotes] == ["Too slow"]
    # "0 of 17 complain" stood over three quoted complaints
    none = worst.assign(share_negative=0.0, share_negative_low=0.0, n_negative=0)
    assert len(open_answers_section(none, evidence=(texts, found)).blocks) == 2


def test_one_complaint_is_no_heading_over_hundreds_of_answers():
    # the share of a question with one answer, 100 %, stood above one with 262
    told = pd.DataFrame({"question": ["Why?", "Rare?"], "share_negative": [0.4, 1.0],
                         "n": [50, 1], "share_negative_low": [0.28, 0.2],
                         "share_negative_high": [0.54, 1.0], "n_by_question": 0})  # fmt: skip
    assert open_finding(told, "en") == "“Why?”: 40% complain (28% to 54%)"
    assert open_finding(told.tail(1), "en") == "Open answers are few: at most 1 to a question"
    assert open_finding(told.tail(1), "ru") == "Открытых ответов мало: на один вопрос не больше 1"
