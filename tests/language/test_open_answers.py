"""The question decides what an open answer means."""

from pathlib import Path

import pandas as pd
import pytest

from cxkit.errors import SchemaError
from cxkit.language.annotate import annotate
from cxkit.language.open_answers import annotate_answers, asks, says, verdict
from cxkit.readers.answers import read_answers
from cxkit.readers.open_answers import open_answers

NHS = Path(__file__).resolve().parents[3] / "shared" / "data" / "en_nhs_fft_survey"
SURVEY = Path(__file__).resolve().parents[2] / "data" / "survey_nps.csv"


def tone(question: str, answer: str) -> str:
    feedback = pd.DataFrame({"feedback_id": ["a"], "question": [question], "text": [answer]})
    mentions = annotate_answers(feedback)
    return ", ".join(mentions.loc[mentions["layer"] == "sentiment", "code"])


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What did you dislike?", "fault"),
        ("What did you like least?", "fault"),
        ("What, if anything, didn’t you like about the stay?", "fault"),
        ("Что вам не понравилось?", "fault"),
        ("С какими трудностями вы столкнулись?", "fault"),
        ("What should we improve?", "wish"),
        ("What could we do better?", "wish"),
        ("Что нам улучшить?", "wish"),
        ("Чего вам не хватает?", "wish"),
        ("What did you like most?", "praise"),
        ("Что понравилось больше всего?", "praise"),
        ("Why did you give this score?", ""),
        ("Почему вы поставили такую оценку?", ""),
        ("What did you like and dislike?", ""),
        ("Что понравилось, а что не понравилось?", ""),
    ],
)
def test_what_a_question_asks_for(question, kind):
    assert asks(question) == kind


@pytest.mark.parametrize(
    ("question", "answer", "code"),
    [
        ("What did you dislike?", "Nothing", "positive"),
        ("What did you dislike?", "Absolutely nothing, thanks!", "positive"),
        ("What did you dislike?", "All good", "positive"),
        ("What did you dislike?", "Everything", "negative"),
        ("What did you dislike?", "Nothing except the price", "negative"),
        ("What did you dislike?", "The price", "negative"),
        ("Что вам не понравилось?", "ничего", "positive"),
        ("Что вам не понравилось?", "Да вообще ничего такого!", "positive"),
        ("Что вам не понравилось?", "Ничего, кроме цены", "negative"),
        ("Что вам не понравилось?", "Цены", "negative"),
        ("Что вам не понравилось?", "Всё", "negative"),
        ("Что вам не понравилось?", "Всё понравилось", "positive"),
        ("What should we improve?", "price", "negative"),
        ("What should we improve?", "Better prices", "negative"),
        ("What should we improve?", "Nothing, keep it up", "positive"),
        ("What should we improve?", "Nothing it was a really good service", "positive"),
        ("What should we improve?", "I don't think there is anything to improve", "positive"),
        ("What should we improve?", "Nothing works", "negative"),
        ("Что нам улучшить?", "Ничего не работает", "negative"),
        ("What did you dislike?", "Everything. No signal half the time", "negative"),
        ("Что нам улучшить?", "доставка", "negative"),
        ("Что нам улучшить?", "Всё отлично, так держать", "positive"),
        ("What did you like most?", "Nothing", "negative"),
        ("What did you like most?", "the staff", "positive"),
        ("Что вам понравилось?", "ничего", "negative"),
        ("Что вам понравилось?", "персонал", "positive"),
        ("Что вам понравилось?", "Всё", "positive"),
    ],
)
def test_an_answer_means_what_the_question_makes_of_it(question, answer, code):
    assert tone(question, answer) == code


def test_words_with_a_tone_of_their_own_keep_it():
    assert tone("What did you like most?", "The courier was rude and broke the door") == "negative"


def test_a_long_answer_without_a_tone_stays_as_read():
    told = "I was seen on Tuesday in the second room on the left and then I went by bus to the town"
    assert tone("What should we improve?", told) == "neutral"


def test_a_question_that_asks_for_no_side_changes_nothing():
    feedback = pd.DataFrame({"feedback_id": ["a"], "question": ["Why?"], "text": ["the price"]})
    assert "question" not in set(annotate_answers(feedback)["by"])


@pytest.mark.parametrize("answer", ["-", "Не знаю", "Затрудняюсь ответить", "Don't know", "n/a"])
def test_no_answer_has_no_tone(answer):
    assert says(answer) == "no answer"
    assert tone("What did you dislike?", answer) == ""


def test_a_bare_thing_takes_the_side_of_the_question_as_a_touchpoint_too():
    feedback = pd.DataFrame(
        {"feedback_id": ["a"], "question": ["Что нам улучшить?"], "text": ["доставка"]}
    )
    mentions = annotate_answers(feedback)
    touch = mentions[mentions["layer"] == "touchpoint"].iloc[0]
    assert (touch["code"], touch["value"], touch["by"]) == ("delivery", -0.5, "question")
    assert (touch["quote"], touch["start"], touch["end"]) == ("доставка", 0, 8)


def test_a_table_without_the_question_is_refused_with_what_to_do():
    with pytest.raises(SchemaError, match="open_answers"):
        annotate_answers(pd.DataFrame({"feedback_id": ["a"], "text": ["Nothing"]}))


def test_no_answers_give_an_empty_table():
    feedback = pd.DataFrame({"feedback_id": [], "question": [], "text": []}, dtype="str")
    assert annotate_answers(feedback).empty


def test_the_sample_survey_reads_nothing_as_good_and_bare_things_as_bad():
    feedback = open_answers(read_answers(SURVEY, timezone="Europe/Moscow"))
    asked = feedback[feedback["question"] == "Что вам не понравилось?"]
    mentions = annotate_answers(asked)
    code = mentions[mentions["layer"] == "sentiment"].set_index("feedback_id")["code"]
    said = asked.set_index("feedback_id")["text"]
    assert set(code[said[said.isin(["Ничего", "Нет", "Такого нет", "Nothing"])].index]) == {
        "positive"
    }
    assert set(code[said[said.isin(["Цены", "Ждать весь день дома"])].index]) == {"negative"}
    assert not set(said[said.isin(["-", "Не знаю"])].index) & set(code.index)
    # Nobody is left without a side: what is not good news is a complaint.
    assert set(code) == {"negative", "positive"}


@pytest.mark.parametrize(
    ("question", "plain", "asked"),
    [
        # Measured on 1,005 and 545 answers from which the word lists were made.
        ("How could we improve?", 0.726, 0.824),
        ("What could we do better?", 0.451, 0.776),
    ],
)
def test_the_question_tells_more_of_real_answers_than_their_words(question, plain, asked):
    if not NHS.is_dir():
        pytest.skip("the shared data are not here")
    rows = pd.read_csv(next(NHS.glob("*.csv.gz")))
    rows = rows[rows["FFT question"].eq(question) & rows["FFT answer"].notna()]
    rows = rows[rows["Comment sentiment"].notna()].reset_index(drop=True)
    feedback = pd.DataFrame(
        {"feedback_id": rows.index.astype("str"), "text": rows["FFT answer"], "question": question}
    )
    grades = {1: "positive", 2: "positive", 3: "neutral", 4: "negative", 5: "negative"}
    gold = rows["Comment sentiment"].map(grades).set_axis(feedback["feedback_id"])
    for mentions, known in ((annotate(feedback), plain), (annotate_answers(feedback), asked)):
        codes = mentions[mentions["layer"] == "sentiment"].set_index("feedback_id")["code"]
        told = codes.reindex(gold.index).fillna("neutral").replace("unsure", "neutral")
        assert (told == gold).mean() == pytest.approx(known, abs=0.03)


@pytest.mark.parametrize(
    ("question", "answer", "sign", "is_answer"),
    [
        # A bare "no" in the box for comments made the base of the complaints larger.
        ("Any other comments?", "Nope", 0, False),
        ("Ваш комментарий", "Нет", 0, False),
        ("Комментарий", "Нет проблем", 0, True),
        # "Like" and «добавить» made the last question of a survey one for praise or for faults.
        ("Is there anything else you would like to add?", "No", 0, False),
        ("Хотите что-нибудь ещё добавить?", "Нет", 0, False),
        ("What would you like to change?", "No", 1, True),
        ("What did you like?", "Nothing to change", 1, True),
        ("Почему вы так ответили?", "Нет", 0, True),
        # "Lower the prices" sounded like good news after the question what to improve.
        ("Что нам улучшить?", "Снизить цены", -1, True),
        ("What could we do better?", "Don't change a thing", 1, True),
        ("Что вам не понравилось?", "Нет таких моментов", 1, True),
    ],
)
def test_what_is_no_answer_or_a_wish_depends_on_the_question(question, answer, sign, is_answer):
    found = verdict(question, answer)
    assert (found.sign, found.is_answer) == (sign, is_answer)
