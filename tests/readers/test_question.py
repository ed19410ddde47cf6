import pandas as pd
import pytest

from cxkit.readers.question import Question, points_of, turned
from cxkit.readers.question_kind import recognise_kind, scale_of


def known(wording, cells, labels=None, missing=()):
    question = Question("q", wording, pd.Series(cells, dtype="object"), labels or {}, set(missing))
    points = points_of(question)
    question.kind = recognise_kind(question, points)
    return question.kind, scale_of(question, points), points


@pytest.mark.parametrize(
    ("wording", "cells", "kind", "scale"),
    [
        ("Порекомендуете нас друзьям?", [0, 7, 10], "nps", (0, 10)),
        ("How likely are you to recommend us?", ["9", "10", "3"], "nps", (0, 10)),
        ("Насколько вы довольны доставкой?", [1, 4, 5], "csat", (1, 5)),
        # Yes and no as 1 and 0 were points of a scale up to 10: "0% top answers".
        ("Would you recommend this bootcamp?", [0, 1, 1], "number", None),
        ("Overall satisfaction", [1, 4, 7], "csat", (1, 7)),
        ("Насколько легко было вернуть товар?", [2, 5, 7], "ces", (1, 7)),
        ("Мне было легко решить вопрос (1–7)", [2, 4, 5], "ces", (1, 7)),
        ("Rate your satisfaction from 1 to 10", [2, 4, 5], "csat", (1, 10)),
        ("Сколько вам лет?", [34, 28, 61], "number", None),
        ("Ваш город", ["Тула", "Казань", "Тула", "Тула"], "single", None),
        ("Почему вы так ответили?", ["Долго", "Дорого", "Всё хорошо"], "open", None),
        ("Что улучшить?", ["Сроки", "Упаковку", "Всё"], "open", None),
    ],
)
def test_kinds_are_told_by_wording_and_values(wording, cells, kind, scale):
    found, bounds, _ = known(wording, cells)
    assert found == kind
    if scale:
        assert bounds == scale


def test_a_ladder_of_labels_gives_points_and_kind():
    cells = ["Полностью согласен", "Не согласен", "Нейтрально", None]
    kind, scale, points = known("Сайт удобный", cells)
    assert (kind, scale) == ("likert", (1, 5))
    assert points.value.tolist() == [5, 2, 3, pd.NA]


def test_labels_of_agreement_win_over_the_word_satisfied():
    labels = {1.0: "Strongly disagree", 2.0: "Disagree", 3.0: "Neutral", 4.0: "Agree",
              5.0: "Strongly agree"}  # fmt: skip
    assert known("I am satisfied with the service", [1.0, 4.0], labels)[:2] == ("likert", (1, 5))


def test_labels_of_agreement_at_the_ends_alone_leave_a_question_of_effort_one():
    # The effort question of data/survey.sav became a statement, and its score was gone.
    labels = {1.0: "Совсем не согласен", 7.0: "Полностью согласен"}
    assert known("Легко ли было оформить заказ", [1.0, 4.0], labels)[:2] == ("ces", (1, 7))


def test_a_number_before_its_label_is_the_point():
    kind, _, points = known("Recommend us?", ["10 - Extremely likely", "3", "0 Not at all"])
    assert kind == "nps"
    assert points.value.tolist() == [10, 3, 0]


def test_declared_missing_values_have_a_text_and_no_point():
    labels = {1.0: "Very difficult", 5.0: "Very easy", 6.0: "Don't know"}
    kind, scale, points = known("Effort to: cancel", [1.0, 6.0, 5.0], labels, missing=[6.0])
    assert (kind, scale) == ("ces", (1, 5))
    assert points.value.tolist() == [1, pd.NA, 5]
    assert points.text.tolist() == ["Very difficult", "Don't know", "Very easy"]


def test_choices_with_a_label_each_are_no_scale():
    labels = {1.0: "Male", 2.0: "Female"}
    assert known("Gender", [1.0, 2.0, 2.0], labels)[0] == "single"


def test_a_few_numbers_among_comments_do_not_make_a_number_of_them():
    kind, _, points = known("Ответ", ["12 дней ждал посылку", "Хорошо", "Плохо", "5"])
    assert kind == "open"
    assert points.text.tolist()[3] == "5"


def test_labels_from_best_to_worst_are_turned_round():
    # 1 "Very satisfied" to 5 "Very dissatisfied": the share of top answers was that of the unhappy.
    labels = {1.0: "Very satisfied", 2.0: "Satisfied", 3.0: "Neutral", 4.0: "Dissatisfied",
              5.0: "Very dissatisfied", 9.0: "Don't know"}  # fmt: skip
    question = Question("q", "How satisfied?", pd.Series([1, 2, 5, 9]), labels, {9.0})
    points = points_of(question)
    question.kind = recognise_kind(question, points)
    question.scale = scale_of(question, points)
    assert turned(question, points).value.tolist() == [5, 4, 1, pd.NA]


@pytest.mark.parametrize(
    ("wording", "cells", "value"),
    [
        ("Насколько довольны? (1 — очень доволен, 5 — очень недоволен)", [1, 2, 5], [5, 4, 1]),
        ("Was it easy? 1 = Very easy and 7 = Very difficult", [1, 6], [7, 2]),
        ("Довольны?", ["1 – Полностью удовлетворен", "4 – Полностью не удовлетворен",
                       "2 – Скорее удовлетворен", "3 – Скорее не удовлетворен"], [4, 1, 3, 2]),
    ],
)  # fmt: skip
def test_ends_that_the_wording_or_the_answers_tell_turn_the_scale(wording, cells, value):
    question = Question("q", wording, pd.Series(cells, dtype="object"))
    points = points_of(question)
    question.kind = recognise_kind(question, points)
    question.scale = scale_of(question, points)
    assert question.kind in ("csat", "ces")
    assert turned(question, points).value.tolist() == value


def test_labels_from_worst_to_best_stay():
    question = Question("q", "Easy? (1 — очень сложно, 7 — очень легко)", pd.Series([2, 5]))
    points = points_of(question)
    question.kind, question.scale = "ces", scale_of(question, points)
    assert question.scale == (1, 7)
    assert turned(question, points) is None


def test_five_points_of_agreement_with_somewhat_are_not_seven():
    # They were 1, 3, 4, 5 and 7 of seven.
    cells = ["Strongly agree", "Somewhat agree", "Neither agree nor disagree",
             "Somewhat disagree", "Strongly disagree"]  # fmt: skip
    kind, scale, points = known("The site is easy", cells)
    assert (kind, scale) == ("likert", (1, 5))
    assert points.value.tolist() == [5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    ("cells", "kind", "value"),
    [
        (["Полностью удовлетворён(а)", "Скорее не удовлетворена", "Затрудняюсь ответить"], "csat",
         [5, 2, pd.NA]),
        (["Extremely satisfied", "Somewhat dissatisfied"], "csat", [5, 2]),
        (["Not at all likely", "Extremely likely", "Very likely"], "likert", [1, 5, 4]),
        (["Excellent", "Fair", "Poor"], "csat", [5, 2, 1]),
        (["😡", "🙂", "😍"], "csat", [1, 4, 5]),
        (["Согласен(на)", "Не согласен(на)"], "single", [pd.NA, pd.NA]),
    ],
)  # fmt: skip
def test_usual_ladders_give_points(cells, kind, value):
    found, _, points = known("Оцените", cells * 5)
    assert found == kind
    assert points.value.tolist()[: len(value)] == value


def test_a_matrix_shares_one_scale():
    items = pd.Series(
        ["Agree completely", "Rather agree", "Rather disagree", "Disagree completely"]
    )
    question = Question("q", "Fast", pd.Series(["Agree completely"] * 3), items=items)
    points = points_of(question)
    assert recognise_kind(question, points) == "likert"
    assert (points.value.tolist(), question.scale) == ([4, 4, 4], (1, 4))


@pytest.mark.parametrize(
    ("cells", "scale"),
    [(range(6), (0, 5)), (range(1, 11), (1, 10)), ([1, 8, 10], (0, 10)), ([0, 3], (0, 10))],
)
def test_a_scale_that_the_answers_fill_is_theirs(cells, scale):
    # 0 to 5 was read as 0 to 10: no answer could be top.
    assert known("Satisfaction", list(cells))[1] == scale


@pytest.mark.parametrize(
    ("cells", "kind", "value"),
    [
        # One "N/A" made a choice of one option of every item of a matrix.
        ([1, 2, 3, 4, 5, "N/A"], "likert", [1, 2, 3, 4, 5, pd.NA]),
        ([1, 2, 3, 4, 5, "Не пользовался"], "likert", [1, 2, 3, 4, 5, pd.NA]),
        (["1 - ужас", 2, 3, 4, "5 - супер"], "likert", [1, 2, 3, 4, 5]),
        (["1 - Тула", "2 - Тверь", "1 - Тула"], "single", [1, 2, 1]),
        (["2026-03-02 09:00", "2026-03-03 10:00"], "single", [pd.NA, pd.NA]),
    ],
)
def test_no_answers_and_labelled_ends_leave_a_scale_a_scale(cells, kind, value):
    found, _, points = known("Скорость", cells)
    assert found == kind
    assert points.value.tolist() == value


def test_a_recommend_question_without_promoters_is_still_one():
    # A bad week's answers end at 7: the question became another scale, and the week had no NPS.
    assert known("Порекомендуете нас? (от 0 до 10)", [0, 3, 7])[:2] == ("nps", (0, 10))
    assert known("NPS", [2, 6, 7])[0] == "nps"
    assert known("Would you recommend us?", [1, 4, 5])[0] == "likert"


def test_plain_labels_of_the_ends_turn_a_scale_too():
    # Only labels with a degree did: "1 - easy, 5 - hard" gave the best effort to the worst.
    question = Question("q", "Сложность: 1 - легко, 5 - сложно", pd.Series([1, 5]), scale=(1, 5))
    assert turned(question, points_of(question)).value.tolist() == [5, 1]
