import pytest

from cxkit.language.blame import find_blame


@pytest.mark.parametrize(
    "text",
    [
        "Сбой случился по вине подрядчика.",
        "Причина — человеческий фактор.",
        "Оператор должен был проверить оплату.",
        "Виноваты разработчики.",
        "The engineer should have checked it.",
        "It was human error.",
        "The team failed to notice.",
        "The agent is to blame.",
    ],
)
def test_a_sentence_that_looks_for_a_culprit_is_found_with_another_way_to_say_it(text):
    found = find_blame(text)
    assert found
    assert all(text[one.start : one.end] == one.words and one.instead for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "Первая линия узнала об ошибке через 25 часов.",
        "Вина переложена на клиента",  # a factor of the codebook
        "Винтовые ножки не подошли.",
        "Blame shifted to the customer",
        "After the fix contacts are back to normal.",
        "The default was not changed.",
    ],
)
def test_a_sentence_about_conditions_passes(text):
    assert find_blame(text) == []
