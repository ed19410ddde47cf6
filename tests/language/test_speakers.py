import pytest

from cxkit.language.speakers import customer_turn


@pytest.mark.parametrize(
    ("text", "words", "turn"),
    [
        ("Где деньги? Бот: Подождите.\nКлиент: Нет!", "деньги", "Где деньги? "),
        ("Где деньги? Бот: Подождите.\nКлиент: Нет!", "Нет", "Клиент: Нет!"),
        ("Клиент: Раз.\nКлиент: Два.", "Раз", "Клиент: Раз.\n"),
        ("Where is it?\n---\nIt's fixed.", "it?", "Where is it?\n"),
        ("Where is it?\n---\nIt's fixed.", "fixed", None),
    ],
)
def test_the_customer_speaks_until_somebody_else_does(text, words, turn):
    start = text.index(words)
    place = customer_turn(text, (start, start + len(words)))
    assert (place and text[slice(*place)]) == turn


def test_a_note_of_the_staff_is_the_customers_only_where_it_marks_them():
    # "Статус оплаты O-116592 не обновлён. Кл. раздражён." was set as a customer's own words.
    note = "Статус оплаты не обновлён. Кл. раздражён. Клиент: «Верните деньги»"
    assert customer_turn(note, (0, 13), is_note=True) is None
    said = customer_turn(note, (note.index("Верните"), len(note) - 1), is_note=True)
    assert note[slice(*said)] == "Клиент: «Верните деньги»"
