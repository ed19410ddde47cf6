"""How late a promise was met, counted from what two lines tell outright."""

import pytest

from cxkit.language.annotate import read_text
from cxkit.language.ground.document import parse
from cxkit.language.story.discourse import mark_told
from cxkit.language.story.promises.promise_days import counted
from cxkit.language.story.reading import read
from cxkit.language.story.times.act_times import timed_lines
from cxkit.language.story.times.day_clock import NOWHEN, Day


def gap(text):
    """Give the days counted for a text whose first sentence is a promise, None without any."""
    reading = read(parse(text))
    mark_told(reading)
    line = reading.lines[0]
    found = counted(reading, timed_lines(reading), 0, line.start, line.end)
    return None if found is None else found.gap


@pytest.mark.parametrize(
    ("text", "days"),
    [
        # a length after a length
        ("Обещали вернуть деньги в течение 10 дней. Деньги вернули через месяц.", 20),
        ("Обещали вернуть деньги за 5 дней. Деньги вернули через две недели.", 9),
        ("Обещали перезвонить через час. Перезвонили на следующий день.", 0.96),
        ("Обещали перезвонить через час. Перезвонили через десять минут.", 0),
        ("Мастер обещал приехать завтра. Приехал через неделю.", 6),
        ("Обещал привезти его в течение 14 дней. Привезли на следующий день целым.", 0),
        ("They promised to refund me in 5 days. They refunded me three weeks later.", 16),
        ("They promised to call back in an hour. They called back the next day.", 0.96),
        ("They promised to call back in an hour. They called back in ten minutes.", 0),
        ("They promised to deliver it within 14 days. It came the next day, unharmed.", 0),
        ("They promised to replace it within a week. It was replaced after a month.", 23),
        ("They promised a refund within 14 days and it came the next day.", 0),
        # how long it took, when it was got
        ("They promised delivery in five days. It took three weeks.", 16),
        ("Обещали возврат за пять дней. Возврат занял две недели.", 9),
        ("They promised to deliver it in two days. I got it three weeks later.", 19),
        ("Обещали вернуть деньги за пять дней. Деньги я получила через две недели.", 9),
        ("Обещали доставить за 3 дня. Доставка заняла две недели.", 11),
        ("Обещали ответить в течение трёх дней. Ответ пришёл через две недели.", 11),
        ("They promised to send another in three days. It turned up two weeks later.", 11),
        # who brings it came; under a heading of a diary
        ("They say it will be delivered by 5 July. The courier came on 7 July.", 2),
        ("It will be delivered by 5 July.\n\n**7 July.** The courier came at seven.", 2),
        ("Обещали доставить к 5 июля.\n\n7 июля\nКурьер приехал в семь утра.", 2),
        # the unit is said in the promise alone
        ("They promised a new date within two weeks. It took six.", 28),
        ("They promised to do it in five days. It took three.", 0),
        # what was promised behind "instead"
        ("It took nine days instead of the five they had promised.", 4),
        ("Вместо обещанных трёх дней ждала две недели.", 11),
        ("Привезли через девять дней вместо обещанных пяти.", 4),
        ("It came in two days instead of the promised five.", 0),
        ("Привезли дней через десять вместо обещанных пяти.", 5),
        # in one sentence
        ("Обещали доставить за 3 дня, а привезли через две недели.", 11),
        ("They promised to ship it within 2 days but shipped it after 9 days.", 7),
        ("They said they’d ship it within 2 days. They shipped it after 9 days.", 7),
        # a date after a date
        ("Обещали вернуть деньги до 5 марта. Деньги пришли 20 марта.", 15),
        ("Обещали вернуть деньги до 5 марта. Деньги пришли 2 марта.", 0),
        ("Обещали починить до 28 декабря. Починили 4 января.", 7),
        ("They promised delivery by 5 March. It came on 12 March.", 7),
        ("They promised the keys by 10 May. We got the keys on 8 May.", 0),
        ("Обещали доставить 5 марта, а привезли 20 марта.", 15),
        ("Обещали доставить заказ до 05.03.2024. Заказ доставили 20.03.2024.", 15),
        ("They promised delivery by 2024-03-05. It came on 2024-03-20.", 15),
        # a date after a length from a date
        ("3 марта обещали вернуть деньги в течение 10 дней. Деньги вернули 20 марта.", 7),
        ("On 3 March they promised to repair it within 10 days. They repaired it on 20 March.", 7),
        # days of the week: told next, told again when the day is there, in a row
        ("Обещали в пятницу, привезли в понедельник.", 3),
        ("Мастер обещал прийти во вторник. Пришёл в четверг.", 2),
        ("They promised to deliver it on Friday, and delivered it on Monday.", 3),
        ("The engineer was to come on Tuesday. On Tuesday nobody came. He came on Friday.", 3),
        (
            "They promised an engineer on Friday. Nobody came on Friday. On Monday I rang. On"
            " Thursday I wrote. He came on Friday.",
            7,
        ),
        (
            "Доставку обещали в субботу, 16 марта, с десяти до двенадцати. В субботу никто не"
            " приехал. Привезли во вторник.",
            3,
        ),
        # "the n-th day" is counted from the promise
        ("Обещали вернуть деньги за три дня. Деньги пришли на девятый день.", 6),
        ("Обещали вернуть деньги за три дня. Вернули на девятый.", 6),
        ("They promised the results within two days. The results came on day twenty-three.", 21),
        # dates in words, and where the month is told once
        ("Обещали доставить к десятому февраля. Доставили двадцать шестого.", 16),
        (
            "They said the refund would arrive by 3 May.\n\n5 May. Nothing.\n\n9 May. The money"
            " arrived.",
            6,
        ),
        ("Сборку обещали 13-го. Собрали двадцатого.", 7),
        # a day of the month in words, told without its month
        ("Ремонт обещали закончить до десятого. Закончили двадцать шестого.", 16),
        # an act that is told a second time, with its day
        ("Обещали привезти ключи 5 мая. Ключи привезли чужие. Ключи привезли 9 мая.", 4),
        # «приехали мы»: the teller's act is not that of the provider
        ("Мастер обещал приехать до 5 мая. Приехали мы на дачу 4 мая. Мастер приехал 8 мая.", 3),
        # today, tomorrow
        ("Обещали перезвонить сегодня до пяти. Перезвонили на следующий день.", 1),
        ("Обещали привезти завтра до полудня. Привезли через четыре дня.", 3),
        # kinds of acts: what is told is another word than what was promised
        ("Сказали, что кухня будет готова 5 мая. Готова она была 19 мая.", 14),
        ("The crown was to be ready by 10 February. It was ready on the 26th.", 16),
        ("Подключение назначили на 3 июня. Подключили только 17 июня.", 14),
        ("Банк обещал рассмотреть заявку до 1 июня. Ответ пришёл 4 июня.", 3),
        ("Your £9 will be returned within 72 hours. It landed on day ten.", 7),
        ("Удостоверение обещали выдать 1 июня. Выдали 9 июня.", 8),
        ("Багаж обещали доставить за двое суток. Багаж доставлен на пятые сутки.", 3),
        ("The label would reach me within 24 hours. It came on day six.", 5),
        ("Окна обещали заменить до 3 июня. Заменили 10 июня.", 7),
        # waited so far, on the day of telling
        ("Обещали вернуть залог до 22 ноября. Сегодня 9 декабря.", 17),
        ("They promised the refund by 10 May. Today is 29 May and I look every morning.", 19),
        ("Кухню обещали за 45 дней. Прошло 112.", 67),
        ("Путёвку обещали за три дня. Прошло две недели.", 11),
        # a length that runs from a date; it was due on that date itself
        ("Обещали привезти в течение трёх дней с 5 мая. Привезли 7 мая.", 0),
        ("They promised to deliver it within 10 days of 5 May. It was delivered on 20 May.", 5),
    ],
)
def test_days_are_counted(text, days):
    assert gap(text) == days


@pytest.mark.parametrize(
    "text",
    [
        # not done, done in part, still to come, done by the teller
        "Обещали вернуть деньги за 5 дней. Через две недели деньги не вернули.",
        "Обещали вернуть деньги за 5 дней. Через две недели вернули половину.",
        "Обещали вернуть деньги за 5 дней. Через две недели обещали вернуть снова.",
        "Обещали перезвонить через час. На следующий день я перезвонила сама.",
        "They promised to refund me in 5 days. Two weeks later they had not refunded me.",
        "They promised to repair it in 5 days. Two weeks later they said it would be repaired.",
        "They promised to call back in an hour. The next day I called back myself.",
        "We had a text within two days to say they'd got it and we'd be seen inside six weeks.",
        # something else came
        "Обещали доставить за два дня. Через неделю пришло письмо с отказом.",
        "They promised to deliver it in two days. A week later I got a letter.",
        "They promised to call back in an hour. He came the next day.",
        "Сборку пообещали 13 марта. Привезли 12 марта.",
        # no time, or one that is not known in days
        "Обещали вернуть деньги скоро. Деньги вернули через месяц.",
        "Обещали вернуть деньги за три рабочих дня. Деньги вернули через неделю.",
        "Обещали вернуть деньги за пять дней. Деньги вернули.",
        "They promised to deliver by Friday. They delivered a week later.",
        # another day of the week may lie before the due one
        "Деньги обещали вернуть до пятницы. Вернули в четверг.",
        # the day itself came; somebody says that it was done; a question; another's act
        "They promised to come on Thursday. Thursday came and went.",
        "Обещали привезти 5 мая. 7 мая оператор сказал, что заказ доставили.",
        "They promised a refund by 5 May. On 9 May the screen read refunded.",
        "The clinic promised the results by Tuesday. On Thursday a letter came.",
        "Обещали вернуть деньги до 5 мая. 9 мая пришло приглашение на опрос.",
        "They promised delivery by 5 May. On 9 May she took the box away.",
        "Обещали вернуть деньги до 5 марта. Деньги вернули через месяц.",
        # other numbers beside "instead"
        "They promised delivery in 3 days, and two men came instead of one.",
        "They promised a lamp and I waited three days for this instead of the one they promised.",
        # counted from what was told since, it need not be in time
        "They promised to fix it in a week. I waited. I wrote twice. The next day they fixed it.",
    ],
)
def test_nothing_is_guessed(text):
    assert gap(text) is None


@pytest.mark.parametrize(
    ("text", "fate", "days"),
    [
        ("Магазин обещал вернуть деньги в течение 10 дней. Деньги вернули через месяц.",
         "late", 20),
        ("Обещали вернуть деньги до 5 марта. Деньги пришли 20 марта.", "late", 15),
        ("I ordered a sofa. The shop promised to deliver it within 14 days. It came the next day,"
         " in perfect condition.", "kept", 0),
        ("Я заказала диван. Магазин обещал привезти его в течение 14 дней. Привезли на следующий"
         " день в отличном состоянии.", "kept", 0),
    ],
)  # fmt: skip
def test_what_is_counted_is_not_left_to_the_judge(text, fate, days):
    found = [one for one in read_text(text, is_story=True) if one.layer == "promise"]
    assert [(one.code, one.value) for one in found] == [(fate, days)]
    proof = [one for one in read_text(text, is_story=True) if one.layer == "fulfilment"]
    assert [text[one.start : one.end] for one in proof] == [text[text.rindex(". ", 0, -1) + 2 :]]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        # the delay is told further on, with the due time or without
        ("Ателье обещало сшить пальто к пятому мая. Я ждала. Мне никто не звонил. Потом позвонила"
         " сама. Пальто сшили на десять дней позже срока.", 10),
        ("Садовник обещал посадить липы к пятнице. Я ждала. Никто не приехал. Липы посадили"
         " позже срока на три дня.", 3),
        ("The luthier promised my cello by Friday. Nobody called. I rang and rang. It was not"
         " ready. In the end the cello was six days late.", 6),
        ("The gym promised a refund by 5 May. Nothing came. I wrote to them. Nobody answered."
         " They were sorry, and two weeks overdue.", 14),
    ],
)  # fmt: skip
def test_a_delay_that_is_told_belongs_to_the_broken_promise_before_it(text, days):
    found = [one for one in read_text(text, is_story=True) if one.layer == "promise"]
    assert [(one.code, one.value) for one in found] == [("late", days)]


def test_a_promise_that_is_not_met_yet_is_broken_for_so_many_days():
    text = "Банк обещал вернуть деньги за 10 дней. Прошло 24. Денег нет, я звоню каждый день."
    found = [one for one in read_text(text, is_story=True) if one.layer == "promise"]
    assert [(one.code, one.value) for one in found] == [("broken", 14)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("В пятницу школа обещала прислать справку за 3 рабочих дня. Её прислали в среду.", 0),
        (
            "В пятницу школа обещала прислать справку за 3 рабочих дня. Её прислали в четверг.",
            1,
        ),
        (
            "1 июня банк обещал вернуть деньги за 5 рабочих дней. Деньги вернули 12 июня.",
            4,
        ),
        ("Обещали вернуть деньги за пять рабочих дней. Деньги вернули через неделю.", 0),
        (
            "They promised a refund within ten business days. Three weeks later they refunded me.",
            7,
        ),
    ],
)
def test_working_days_leave_weekends_out(text, days):
    assert gap(text) == days


@pytest.mark.parametrize(
    ("given", "days", "due"), [(1, 3, 4), (5, 3, 10), (4, 1, 5), (5, 5, 12), (6, 1, 8), (7, 5, 12)]
)
def test_working_days_from_each_day_of_the_week(given, days, due):
    assert Day(week=given).working_later(days).week == due


def test_working_days_from_an_unknown_day_are_whole_weeks_or_none():
    assert Day(since=0.0).working_later(10) == Day(since=14.0)
    assert Day(since=0.0).working_later(3) == NOWHEN
