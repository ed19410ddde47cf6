import pytest

from cxkit.errors import ParameterError, ReadError
from cxkit.readers.columns import map_columns, recognise


def test_russian_names_are_recognised():
    names = ["Номер", "Дата", "Оценка", "Отзыв", "Ответ магазина", "Дата ответа", "Город"]
    assert recognise(names, "feedback") == {
        "feedback_id": "Номер", "created_at": "Дата", "text": "Отзыв", "rating": "Оценка",
        "location": "Город", "reply_text": "Ответ магазина", "reply_at": "Дата ответа",
    }  # fmt: skip


def test_english_names_are_recognised_whatever_their_case():
    names = ["Review ID", "reviewDate", "STARS", "Review_Text"]
    assert recognise(names, "feedback") == {
        "feedback_id": "Review ID", "created_at": "reviewDate", "text": "Review_Text",
        "rating": "STARS",
    }  # fmt: skip


def test_the_better_name_wins():
    assert recognise(["comment", "text"], "feedback") == {"text": "text"}


def test_one_file_column_feeds_one_table_column():
    found = recognise(["клиент", "событие", "время"], "events")
    assert list(found.values()).count("клиент") == 1


def test_a_scale_in_a_name_is_taken_off_and_no_other_remark():
    # «Оценка, доставка» was taken for the rating of the whole.
    assert recognise(["Оценка, от 1 до 10"], "feedback") == {"rating": "Оценка, от 1 до 10"}
    assert recognise(["Rating (1-5)"], "feedback") == {"rating": "Rating (1-5)"}
    assert recognise(["Оценка, доставка", "Date (of purchase)"], "feedback") == {}


def test_nested_json_names_are_recognised_by_the_part_that_tells():
    found = recognise(["author.id", "content.body", "rating.value", "reply.body"], "feedback")
    assert (found["text"], found["rating"]) == ("content.body", "rating.value")
    assert found["reply_text"] == "reply.body"


def test_a_given_mapping_wins_and_frees_the_recognised_column():
    mapped = map_columns(["text", "Замечание"], "feedback", {"text": "Замечание"}, file="a.csv")
    assert mapped.columns == {"text": "Замечание"}
    assert mapped.others == ["text"]


def test_a_column_may_be_given_by_its_number():
    mapped = map_columns(["a", "b"], "feedback", {"text": 2}, file="a.csv")
    assert mapped.columns == {"text": "b"}


def test_none_keeps_a_column_from_being_used():
    mapped = map_columns(["text", "дата"], "feedback", {"created_at": None}, file="a.csv")
    assert mapped.columns == {"text": "text"}


def test_columns_that_name_people_are_set_apart():
    mapped = map_columns(["text", "E-mail", "Город", "ФИО"], "feedback", None, file="a.csv")
    assert mapped.personal == ["E-mail", "ФИО"]


def test_an_unknown_file_column_is_refused_with_a_hint():
    with pytest.raises(ReadError, match=r"no column 'Comentario'.*Did you mean 'Comentarios'"):
        map_columns(["Comentarios"], "feedback", {"text": "Comentario"}, file="a.csv")


def test_an_unknown_table_column_is_refused_with_a_hint():
    with pytest.raises(ParameterError, match=r"'ratng' is no column.*Did you mean 'rating'"):
        map_columns(["a"], "feedback", {"ratng": "a"}, file="a.csv")
