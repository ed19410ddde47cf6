"""Effort that a story tells: a time that is promised is not time spent."""

import pytest

from cxkit.language.document import parse
from cxkit.language.story.effort import effort
from cxkit.language.story.reading import read


def hours(text):
    return [told.amount for told in effort(read(parse(text))) if told.kind == "hours"]


@pytest.mark.parametrize(
    "text",
    [
        "They promised to call back in an hour.",
        "They said they'd call back in two hours.",
        "They said someone would ring within three hours.",
        "Обещали перезвонить через час.",
        "Сказали, что перезвонят через два часа.",
        "Через час перезвоним, сказали они.",
    ],
)
def test_a_promised_hour_is_not_spent(text):
    assert hours(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "I waited on hold for two hours.",
        "They promised a call and I waited two hours.",
        "He said that he would call, I sat by the phone for two hours.",
        "They would keep me on hold for two hours.",
        "Я ждала на линии два часа.",
        "Обещали звонок, я прождала два часа.",
        "Дозвонилась за два часа.",
    ],
)
def test_an_hour_waited_is_spent(text):
    assert hours(text) == [2]
