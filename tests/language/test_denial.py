"""Denials that reach beyond the next word, and what is only supposed."""

import pytest

from cxkit.language.ground.document import parse
from cxkit.language.sentiment.denial import forms_in
from cxkit.language.sentiment.tone import read


@pytest.mark.parametrize(
    "text",
    [
        "Проблем с оплатой не возникло",
        "Никогда не было задержек",
        "Задержек рейса не было",
        "Претензий к персоналу нет",
        "Жалоб не имею",
        "Никогда не возникало проблем с доставкой",
        "Не могу сказать, что доставка плохая",
        "Брака не обнаружено",
        "Нельзя не отметить вежливость персонала",
        "Не могу не похвалить повара",
        "I can't say the delivery is bad",
        "Недостатки: нет",
        "Недостатки: не обнаружила",
        "Disadvantages: none",
    ],
)
def test_what_was_not_there_is_no_blame(text):
    # «Проблем с оплатой не возникло» was as negative as a problem: only the word beside the
    # denial was turned.
    assert read(parse(text)).score > 0.1


@pytest.mark.parametrize(
    "text",
    [
        "Радости не было",
        "Не было хорошего обслуживания",
        "Такого отвратительного обслуживания я не видела нигде",
        "Нет слов, ужас",
        "Проблема с оплатой не решена",
        "Не сказать, что очень вкусно",
        "Не было задержек, но хамили",
        "Недостатки: нет крышки",
        "Disadvantages: no manual",
        "Достоинства: не нашёл",
    ],
)
def test_what_was_there_stays(text):
    assert read(parse(text)).score < -0.2


@pytest.mark.parametrize(
    "text",
    [
        "Если бы доставили вовремя, поставил бы пять",
        "If it had arrived on time I'd give five stars",
        "I would give five stars if it had come on time",
    ],
)
def test_what_would_have_been_is_no_praise(text):
    # A parcel that was late was praised for coming on time.
    tone = read(parse(text))
    assert tone.score < 0.1
    assert not any(hit.value > 0 for hit in tone.hits)


@pytest.mark.parametrize(
    "text",
    ["Отличный магазин", "If you like tea, it is great", "Отличный магазин, если бы не цены"],
)
def test_plain_praise_stays(text):
    assert read(parse(text)).score > 0.2


def test_the_hits_before_but_are_counted_anew():
    tone = read(parse("Если бы пришло вовремя и целое, но пришло разбитое"))
    assert tone.tail == 0


def test_nothing_is_found_in_no_words():
    assert forms_in([]) is None
