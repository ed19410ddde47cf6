"""Effort that a story tells: a time that is promised is not time spent."""

import pytest

from cxkit.language.ground.document import parse
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
        "She rang back herself in an hour.",  # the time until it, not on the phone
        "Она перезвонила сама через час.",
        "They called two hours later.",
        "В час ночи дверь закрыта, звонок не работает.",
        "К двум часам мастер позвонил.",
        "Звонил каждый час.",
        "The voice gives the office hours, the line was busy.",
        "She rang the 24-hour line.",
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


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The money was taken twice and I had to write three emails.", 3),  # was 2
        ("Called a third time.", 3),
        ("В третий раз позвонила сама.", 3),
        ("Money was taken twice and I had to write to them.", None),
        # made by the provider, known already, a part, a rate, an hour, a date, a factor
        ("Менеджер звонил мне трижды и предлагал кредит.", None),
        ("They emailed me three times about a survey.", None),
        ("I've had four emails asking for a review.", None),
        ("I keep both letters in one frame.", None),
        ("Звонила ещё два раза, и всё сначала.", None),
        ("I get three emails a week from them.", None),
        ("В девять ровно звонок мастера.", None),
        ("11.08 подал обращение в банк.", None),
        ("Звонить стали в два раза реже.", None),
        ("За три недели я сделал девять звонков.", 9),
        # how many there were until then: the n-th one
        ("Это был мой пятый звонок в клинику за месяц.", 5),
        ("Разговор четвёртый: аптека снова ничего не знает.", 4),
        ("The fourth call to the vet went unanswered.", 4),
        ("На шиномонтаж 9-го звонок, мастера нет.", None),
        ("I got a third call from the bank.", None),
        # other words of a contact; a length of time beside it
        ("Всего в управляющую компанию подано 31 обращение.", 31),
        ("Четыре раза к ним обращалась, справку из школы не дали.", 4),
        ("Six times I contacted the airline over thirty-one days.", 6),
        ("Номер паркинга я набирал шесть раз в течение двух дней.", 6),
        ("Шесть обращений за неделю, лифт стоит.", 6),
        ("rung them 4 times that week, no plumber", 4),
        ("I've counted 14 phone calls to the garage.", 14),
        # the teller sent them; the teller opens a note with what was done
        ("In all I sent five letters to the council.", 5),
        ("They sent five letters about a mortgage.", None),
        ("Wrote to the museum three times.", 3),
        ("They wrote to us three times about parking.", None),
    ],
)
def test_contacts_are_counted_in_their_own_clause(text, count):
    told = [one.amount for one in effort(read(parse(text))) if one.kind == "contacts"]
    assert told == ([] if count is None else [count])


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Прошло девятнадцать дней, денег нет.", 19),
        ("It is now day twelve and nobody has called.", 12),
        ("Пятый день без горячей воды.", 5),
        ("It took three weeks to get an answer.", 21),
        ("Так повторяется уже неделю.", 7),
        ("Двадцать один день я жила без кухни.", 21),
        ("Справку я добывала девять дней.", 9),
        ("Итого: три звонка, восемнадцать дней.", 18),
        ("Сегодня 7 мая, шестьдесят пятый день.", 65),
        # the day that has come, or a whole sentence that is a length
        ("So on day sixteen I went to the gallery myself.", 16),
        ("Баян вернули на двадцать шестой день.", 26),
        ("Девятнадцатые сутки. Собака без паспорта.", 19),
        ("Twenty-nine nights.", 29),
        ("Nine days of polite replies from the hotel.", 9),
        ("Сорок семь дней.", 47),
        ("On the second day we went skiing.", None),
        ("Паспорт выдали на десятый рабочий день.", None),
        ("Ten days, he thought, would do for the roof.", None),
        ("Six weeks of the summer were lovely in the camp.", None),
        # the time to the next event, a rate, another's week, a price
        ("Two weeks later they sent a letter.", None),
        ("Предложил страховку за 1 200 в сутки.", None),
        ("Last week they sent a survey.", None),
        ("They took four pounds a month off my card.", None),
    ],
)
def test_days_count_where_words_say_that_they_went_by(text, count):
    told = [one.amount for one in effort(read(parse(text))) if one.kind == "days"]
    assert told == ([] if count is None else [count])


def test_a_place_in_a_queue_is_no_call_of_the_teller():
    text = "Я позвонил в клинику. Полчаса музыки, потом: ваш звонок пятый."
    told = effort(read(parse(text)))
    assert all(one.kind != "contacts" for one in told)
