"""Personal data is found with its exact place; what only looks like it is left."""

import pytest

from cxkit.language.document import parse
from cxkit.language.personal import personal_and_names_in


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
