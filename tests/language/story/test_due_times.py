"""For when a promise was given, as its words say it."""

import pytest

from cxkit.language.annotate import read_text
from cxkit.language.ground.document import parse
from cxkit.language.mention import Mention
from cxkit.language.story.times.due_times import due_times


def due(text, end=None):
    """Give the due time of a text that is one promise, up to *end*: its words and days."""
    told = [Mention(0, end or len(text), "promise", "broken", None, None, "rule", None, 1)]
    found = due_times(parse(text), told)
    assert all((one.layer, one.promise) == ("due", 1) for one in found)
    return [(text[one.start : one.end], one.value) for one in found]


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        ("They said it would come within five days.", "within five days", 5),
        ("She said I'd have it in 24 hours.", "in 24 hours", 1),
        ("It was to be ready in a week.", "in a week", 7),
        ("\u201c48 hours, by email\u201d.", "48 hours", 2),
        ("They promised an answer in ten working days.", "in ten working days", None),
        ("He would ring by Friday.", "by Friday", None),
        ("An engineer between 8 and 12 on the 5th.", "between 8 and 12 on the 5th", None),
        ("I'll ring you by five today.", "by five today", None),
        ("She would bring it by one.", "by one", None),
        ("Rapidly texted: back tomorrow.", "tomorrow", 1),
        ("Обещали перезвонить в течение часа.", "в течение часа", 0.042),
        ("Заменим за двадцать пять минут.", "за двадцать пять минут", 0.017),
        ("Ответ обещали за десять рабочих дней.", "за десять рабочих дней", None),
        ("Доставка в понедельник с 10 до 14.", "в понедельник с 10 до 14", None),
        ("Сказала, что привезут до трёх.", "до трёх", None),
        ("Восемнадцатого вечером привезу лично.", "Восемнадцатого вечером", None),
        ("Выплату зачислим до 30.10.", "до 30.10", None),
        ("Обещали к десятому февраля.", "к десятому февраля", None),
        ("Срок отгрузки 20-е.", "20-е", None),
        (
            "Приедем в субботу, 16 марта, с десяти до двенадцати.",
            "в субботу, 16 марта, с десяти до двенадцати",
            None,
        ),
        ("Отдадим послезавтра.", "послезавтра", 2),
        ("Дней через десять будут готовы.", "Дней через десять", 10),
        ("Приедет часа через два.", "часа через два", 0.083),
        ("They said it would be here by the end of the week.", "by the end of the week", None),
        ("It would be done by Christmas.", "by Christmas", None),
        ("They promised it by June.", "by June", None),
        ("К завтрашнему утру перешьём.", "К завтрашнему утру", None),
        ("Привезут в ближайшую пятницу.", "в ближайшую пятницу", None),
        ("Сделать обещали к Новому году.", "к Новому году", None),
        ("Вернём деньги до конца недели.", "до конца недели", None),
        # what another act took is not what was promised
        (
            "She logged it in ten minutes and told me they would come within 48 hours.",
            "within 48 hours",
            2,
        ),
        ("Ответили через десять минут и записали меня к врачу на 10 марта.", "на 10 марта", None),
        ("He promised to send a new one within the hour.", "within the hour", 0.042),
    ],
)
def test_the_words_that_say_for_when(text, words, days):
    assert due(text) == [(words, days)]


@pytest.mark.parametrize(
    "text",
    [
        "You get it free for a month.",  # how long it lasts
        "They charge 2,990 per month.",
        "2990 в месяц, зёрна любые.",
        "We'll be in touch in due course.",
        "On Friday they told me that it would be free.",  # when it was said
        "Через неделю ответили, что разберутся.",
        "В 20:00 мне сообщает отдел сервиса: бригада в пути.",
        "[9:40] It will be free of charge.",
        "He said it could be done one on one.",
        "Two years ago they promised me a new lift.",
        "She paid it, seven days late, as she had promised.",  # counted from the due time
        "Пообещала звонить каждые четыре часа.",  # a rate
    ],
)
def test_what_lasts_repeats_or_tells_when_it_was_said_is_no_due_time(text):
    assert due(text) == []


def test_a_promise_that_ends_with_a_colon_is_read_on():
    text = "Обещано: деньги в течение пятнадцати дней."
    assert due(text, end=len("Обещано:")) == [("в течение пятнадцати дней", 15)]


def test_an_end_is_taken_before_another_time():
    text = "The office undertook on 30 April to pay within 28 days."
    assert due(text) == [("within 28 days", 28)]


def test_a_story_has_the_due_times_of_its_promises():
    text = (
        "I ordered a lamp on the website. They promised delivery within five days. Nobody came and"
        " nobody called. I rang three times. A week later the courier delivered it broken."
    )
    found = read_text(text, is_story=True)
    (promise,) = [one for one in found if one.layer == "promise"]
    (time,) = [one for one in found if one.layer == "due"]
    assert (text[time.start : time.end], time.value) == ("within five days", 5)
    assert time.promise == promise.promise
