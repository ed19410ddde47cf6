"""The call-back queue on the page: order, reasons, the words, nothing personal."""

import pandas as pd
import pytest

from cxkit.language.annotate import annotate
from cxkit.measures.recovery_queue import recovery_queue
from cxkit.readers.people import pseudonym
from cxkit.reports.recovery_queue import recovery_section

TEXTS = [
    "The delivery was late and the courier was rude.",
    "Everything was great, thank you!",
    "Awful. They broke the table, call me on +7 916 123-45-67, it is terrible.",
]


@pytest.fixture(scope="module")
def waiting():
    feedback = pd.DataFrame(
        {
            "feedback_id": ["a", "b", "c"],
            "text": TEXTS,
            "created_at": pd.to_datetime(["2026-01-02", "2026-03-02", "2026-03-03"], utc=True),
            "customer_key": [None, "K-1", "K-2"],
        }
    )
    return feedback, annotate(feedback)


@pytest.mark.parametrize(
    ("language", "reason", "said"),
    [
        ("en", "known customer", "Unhappy and unanswered: 2 texts; start at the top of the list"),
        ("ru", "известен", "Недовольны и без ответа: 2 отзыва; начните с верхних"),
    ],
)
def test_the_known_and_fresh_customer_stands_first_with_reasons(waiting, language, reason, said):
    feedback, mentions = waiting
    feedback = feedback.assign(reply_text=[None, "Thank you!", None])
    queue = recovery_queue(feedback, mentions)
    section, table = recovery_section(queue, feedback, mentions, language=language).blocks
    assert section.finding.replace("\xa0", " ") == said
    assert table.rows[0][1] == "K-2"
    assert reason in table.rows[0][3]


def test_a_file_without_replies_is_not_said_to_wait(waiting):
    # 3,917 tweets "waited for an answer" of which the export said nothing at all.
    feedback, mentions = waiting
    section = recovery_section(recovery_queue(feedback, mentions), feedback, mentions).blocks[0]
    assert section.finding.replace("\xa0", " ") == "Unhappy: 2 texts; start at the top of the list"
    assert "does not say who has been answered" in section.lead


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Unhappy: 1 text; start at the top of the list"),
        ("ru", "С недовольством 1 отзыв; начните с верхних"),
    ],
)
def test_the_finding_is_grammatical_for_one(waiting, language, said):
    # «Недовольны 1 отзыв; первыми стоит перезвонить этим» stood over a queue of one.
    feedback, mentions = waiting
    queue = recovery_queue(feedback.head(1), mentions)
    section = recovery_section(queue, feedback, mentions, language=language).blocks[0]
    assert section.finding.replace("\xa0", " ") == said


def test_the_words_are_those_of_the_source_at_their_place(waiting):
    feedback, mentions = waiting
    table = recovery_section(recovery_queue(feedback, mentions), feedback, mentions).blocks[1]
    cell = table.rows[1][4]
    place = cell["where"]
    assert place["source_id"] == "a"
    assert TEXTS[0][place["start"] : place["end"]] == cell["text"]


def test_where_no_customer_is_known_no_column_asks_who(waiting):
    # "no customer key" stood in all ten rows of the English store front.
    feedback, mentions = waiting
    nobody = feedback.assign(customer_key=None)
    table = recovery_section(recovery_queue(nobody, mentions), nobody, mentions).blocks[1]
    assert "Who" not in table.columns
    assert {len(row) for row in table.rows} == {len(table.columns)} == {len(table.align)}


def test_where_no_day_is_known_no_column_asks_when(waiting):
    # "no data" stood in all ten rows of a file without dates.
    feedback, mentions = waiting
    undated = feedback.assign(created_at=pd.NaT)
    table = recovery_section(recovery_queue(undated, mentions), undated, mentions).blocks[1]
    assert "When" not in table.columns
    assert {len(row) for row in table.rows} == {len(table.columns)} == {len(table.align)}


def test_two_texts_of_the_same_wording_both_stand_in_the_queue():
    # A KeyError ended the whole report when two of the ten worst texts said the same.
    feedback = pd.DataFrame(
        {
            "feedback_id": ["a", "b"],
            "text": [TEXTS[0], TEXTS[0]],
            "created_at": pd.to_datetime(["2026-03-01", "2026-03-02"], utc=True),
            "customer_key": ["K-1", "K-2"],
        }
    )
    mentions = annotate(feedback)
    table = recovery_section(recovery_queue(feedback, mentions), feedback, mentions).blocks[1]
    assert sorted(row[4]["where"]["source_id"] for row in table.rows) == ["a", "b"]


def test_a_phone_number_is_masked(waiting):
    feedback, mentions = waiting
    whole = mentions[(mentions["feedback_id"] == "c") & (mentions["layer"] != "sentence")]
    queue = recovery_queue(feedback, whole)
    table = recovery_section(queue, feedback, whole).blocks[1]
    assert "123" not in table.rows[0][4]["text"]
    assert len(table.rows[0][4]["text"]) == len(TEXTS[2])


def test_customers_whose_keys_look_like_cards_stay_apart(waiting):
    # All of them were the same bullets, so that nobody could tell whom to call.
    feedback, mentions = waiting
    keys = ["4111111111111111", None, "5555555555554444"]
    feedback = feedback.assign(customer_key=keys)
    rows = recovery_section(recovery_queue(feedback, mentions), feedback, mentions).blocks[1].rows
    assert {row[1] for row in rows} == {pseudonym(keys[0]), pseudonym(keys[2])}


def test_nobody_waiting_is_no_section(waiting):
    feedback, mentions = waiting
    good = mentions[mentions["feedback_id"] == "b"]
    assert not recovery_section(recovery_queue(feedback, good), feedback, good).blocks
