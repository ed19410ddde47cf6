"""Personal data is found with its exact place; what only looks like it is left."""

import time

import pytest

from cxkit.language.ground.document import parse
from cxkit.language.personal.personal import personal_and_names_in, personal_in


def test_personal(personal_case):
    text, expected = (part.strip() for part in personal_case.split("|"))
    found = personal_and_names_in(parse(text))
    assert "; ".join(f"{one.kind}: {text[one.start : one.end]}" for one in found) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # The signature of a mail stood unmasked in a post-mortem: no list knows the name.
        ("Hello.\nWhere is it?\nAnahit Marsh, +1 202-555-0170", ["Anahit Marsh"]),
        ("It is late.\nRegards, Anahit Marsh", ["Anahit Marsh"]),
        ("Жду ответа.\nС уважением,\nАрпинэ Мкртчян", ["Арпинэ Мкртчян"]),
        ("Сафият Тлехас\nsafiyat@example.org", ["Сафият Тлехас"]),
        ("Where is it? The Support Line +1 202-555-0170 is dead", []),
        ("Kind regards and Happy Birthday to all", []),
        ("Best regards, Yandex Market", []),
    ],
)
def test_a_name_that_no_list_knows_is_known_by_its_place_in_a_signature(text, names):
    found = [one for one in personal_and_names_in(parse(text)) if one.kind == "name"]
    assert [text[one.start : one.end] for one in found] == names


LONG = 100_000


@pytest.mark.parametrize(
    "piece",
    [
        "1 ", "1.", "a@", "a@b.", "Aa ", "A. ", "AB12 ", "call me ", "five ", "ул. Ленина ", "кв. ",
        "?a=", "://", "(at)", "tg: ", "паспорт ", "1234 **** ", "born 1 ", "1 Aa ", "+1 ", "Name: ",
        "пароль: ", "regards, ", "\n \t", "a at b ", "contract no ", "\u200d", "\u202e", "Иван ",
    ],
)  # fmt: skip
def test_a_long_text_is_searched_in_linear_time(piece):
    # Each takes under a second; a pattern that goes back for every sign would take minutes.
    began = time.process_time()
    personal_in(piece * (LONG // len(piece)))
    assert time.process_time() - began < 5
