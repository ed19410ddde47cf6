"""When episodes happened: every text is written for the test; episodes are placed by hand."""

import pytest

from cxkit.language.ground.document import parse
from cxkit.language.mention import Mention
from cxkit.language.story.times.moment_times import moment_times
from cxkit.language.story.times.time_cues import cues_in


def times(text, *episodes, promises=()):
    """Codes and values that each of some episodes gets."""
    told = [
        Mention(text.index(words), text.index(words) + len(words), "episode", "order", 0.0, None,
                "rule", number)
        for number, words in enumerate(episodes, start=1)
    ]  # fmt: skip
    told += [
        Mention(text.index(words), text.index(words) + len(words), "promise", "unknown", None,
                None, "rule", None, 1)
        for words in promises
    ]  # fmt: skip
    found = moment_times(parse(text), told)
    return [
        [(one.code, one.value) for one in found if one.episode == number]
        for number in range(1, len(episodes) + 1)
    ]


@pytest.mark.parametrize(
    ("text", "code", "value"),
    [
        ("Наутро мне перезвонили.", "relative", 1),
        ("На следующий день привезли диван.", "relative", 1),
        ("Неделей позже пришло письмо.", "relative", 7),
        ("Прошло три дня, и мастер приехал.", "relative", 3),
        ("Тем же числом пришёл ответ.", "relative", 0),
        ("На пятые сутки дали воду.", "nth", 4),
        ("На пятый день после звонка приехали.", "relative", 5),
        ("Три дня назад я оплатила.", "ago", -3),
        ("Вчера пришёл мастер.", "ago", -1),
        ("Двадцать шестого декабря позвонили.", "yearless", 360),
        ("06.03 отправила заявление.", "yearless", 65),
        ("В среду пришла посылка.", "weekday", 3),
        ("В 18:25 счёт ожил.", "clock", 1105),
        ("The following evening they rang.", "relative", 1),
        ("Two weeks later a letter came.", "relative", 14),
        ("He wrote two days after we got home.", "relative", 2),
        ("She answered in two days.", "relative", 2),
        ("Three days went by and nobody rang.", "relative", 3),
        ("That afternoon the lift died.", "relative", 0),
        ("On day ten the water came back.", "nth", 9),
        ("Last night the boiler stopped.", "ago", -1),
        ("They rang on Thursday.", "weekday", 4),
        ("Через сутки со мной связались.", "relative", 1),
        ("Ten days on, nothing.", "relative", 10),
        ("On the 9th they rang.", "monthday", 9),
        ("Second visit, Tuesday 17th: crown in.", "weekday", 2),
        ("I joined on the 2nd of May.", "yearless", 122),
        ("14-го пришло уведомление.", "monthday", 14),
        ("Пятнадцатый день с термосумкой.", "nth", 14),
        ("UPD от 14 октября. Вернули деньги.", "yearless", 287),
    ],
)
def test_a_sentence_tells_a_time(text, code, value):
    cues, _ = cues_in(parse(text).sentences[0], set())
    assert (code, value) in [(cue.code, cue.value) for cue in cues[:1]]


@pytest.mark.parametrize(
    "text",
    [
        "В мае двое суток было холодно.",  # was 2 May
        "In November two men came.",
        "Сыр кончился в половине девятого.",  # half past eight, not the 9th
        "I asked who could change policy on a Wednesday.",
        "It's Thursday week.",
        "После первого мая звонили.",
        "The week after, a second letter came.",  # in that week, on no told day
        "The first day she sat down on the floor.",  # of the club, not of the story
        "It was returned on the ninth working day.",
        "I was on the 9th floor.",
        "Three times in one week!",
    ],
)
def test_what_names_no_day_is_no_time(text):
    cues, _ = cues_in(parse(text).sentences[0], set(), month=7)
    assert cues == []


@pytest.mark.parametrize(
    "text",
    [
        "Обещали до пятницы.",
        "Ответьте на письмо от 3 марта.",
        "Звонят каждый понедельник.",
        "По средам у них скидки.",
        "Привезут в пятницу.",
        "Окно доставки с 10:00 до 12:00.",
        "Размер 12.50 не подошёл.",
        "They will ring on Friday.",
        "It was due by Monday the 20th.",
        "Thursday's order was wrong.",
        "They ring on Sundays.",
        "She had seen it on the Friday.",
        "Every Sunday a text comes.",
        "Seven working days after the form.",
    ],
)
def test_due_days_habits_names_and_what_is_to_come_are_no_time_of_a_happening(text):
    assert cues_in(parse(text).sentences[0], set())[0] == []


def test_the_month_named_last_holds_for_a_day_alone():
    first, month = cues_in(parse("3 мая оплатил.").sentences[0], set())
    then, _ = cues_in(parse("Привезли 9-го.").sentences[0], set(), month)
    assert [cue.value for cue in first + then] == [123.0, 129.0]


def test_a_date_in_figures_inside_a_sentence_counts_near_a_date_told_before():
    _, month = cues_in(parse("10.03 отправил письмо.").sentences[0], set())
    near, _ = cues_in(parse("Ответ поступил 18.03: отказ.").sentences[0], set(), month)
    far, _ = cues_in(parse("Датчик показал 18.11, не больше.").sentences[0], set(), month)
    assert ([cue.value for cue in near], far) == ([77.0], [])


def test_what_stands_under_the_heading_of_a_diary_is_on_its_day():
    text = (
        "Понедельник. Заказала кресло.\n\nОператор принял заказ вежливо.\n\n"
        "Четверг. Привезли синее.\n\nВывод. Больше не закажу."
    )
    days = times(text, "Заказала кресло", "Оператор принял", "Привезли синее", "Больше не закажу")
    assert days == [[("weekday", 1.0)], [("weekday", 1.0)], [("weekday", 4.0)], []]


def test_a_weekday_inside_an_entry_looks_back_and_places_nothing():
    text = "Wed 4 Nov.\nThe chat says it was released on Monday.\n\nFri 6 Nov.\nStill dead."
    assert times(text, "The chat says", "Still dead") == [[], [("yearless", 310.0)]]


def test_short_names_of_weekdays_count_as_headings_only():
    text = "Tu 08:05. Rang the desk.\nWe 09:10. A survey came."
    assert times(text, "Rang the desk", "A survey came") == [
        [("weekday", 2.0)], [("weekday", 3.0)],
    ]  # fmt: skip


def test_a_time_holds_to_the_end_of_its_paragraph_but_not_over_days_that_pass():
    text = (
        "19 ноября явился слесарь. Осмотрел стояк. Ждал я после этого неделю. Потом написал.\n\n"
        "Бухгалтерия молчит."
    )
    days = times(text, "явился слесарь", "Осмотрел стояк", "Потом написал", "Бухгалтерия молчит")
    assert days == [[("yearless", 323.0)], [("yearless", 323.0)], [], []]


def test_the_same_words_are_counted_once():
    # Two episodes of one sentence: "four days later" must not make eight of them.
    text = "Через четыре дня приехал мастер и починил замок."
    assert times(text, "приехал мастер", "починил замок") == [
        [("relative", 4.0)], [("relative", 0.0)],
    ]  # fmt: skip


def test_a_distance_beside_a_date_only_says_it_again():
    text = "Деньги пришли 22 июля, то есть на пятнадцатый день."
    assert times(text, "Деньги пришли") == [[("yearless", 203.0)]]


def test_the_nth_day_in_a_sentence_with_a_date_places_nothing_more():
    # «26 ноября, ... и то на третий день после обращения» made the next moment three days later.
    text = "26 ноября дали тепло, и то на третий день после жалобы. Ноябрь оплачен."
    assert times(text, "дали тепло", "после жалобы") == [[("yearless", 330.0)]] * 2


def test_the_day_in_a_promise_is_not_the_day_of_the_episode():
    text = "Оформил заказ, обещали в субботу привезти."
    assert times(text, "Оформил заказ", promises=["обещали в субботу привезти"]) == [[]]


def test_quoted_speech_places_nothing():
    text = "Позвонил оператору. «Мастер был у вас вчера вечером», — сказала она."
    assert times(text, "Позвонил оператору", "сказала она") == [[], []]


def test_a_text_without_episodes_has_no_times():
    assert moment_times(parse("3 марта пришло письмо."), []) == []


LOG = """[Tue 07:41] me: bus app says 3 mins
[07:52] me: still says 3 mins
[08:19] me: they charged me again
[Wed 16:10] me: messaged them about the pass
[16:30] me: rang them"""


def test_the_stamps_of_a_log_place_the_lines_below_them():
    found = times(LOG, "still says", "they charged", "messaged", "rang them")
    assert [[pair for pair in one if pair[0] == "weekday"] for one in found] == [
        [("weekday", 2)], [("weekday", 2)], [("weekday", 3)], [("weekday", 3)],
    ]  # fmt: skip


def test_a_log_that_passes_midnight_goes_on_to_the_next_day():
    text = (
        "Звонок 1, 23:14\nМашина встала.\n\nЗвонок 2, 00:20\nНикто не едет.\n\n"
        "Звонок 3, 00:41\nПриехал Баир."
    )
    found = times(text, "Машина встала", "Никто не едет", "Приехал Баир")
    assert [one[0] for one in found] == [("clock", 1394), ("relative", 1), ("relative", 0)]


def test_dotted_hours_of_a_log_are_no_dates():
    # "12.10." between "11.35." and "12.52." was the twelfth of October.
    text = "11.35. Window three.\n\n12.10. They ring back.\n\n12.52. She is back."
    codes = [one[0] for one in times(text, "Window three", "They ring back", "She is back")]
    assert codes == [("clock", 695), ("clock", 730), ("clock", 772)]


def test_a_day_in_brackets_is_a_heading_whatever_stands_before_it():
    text = (
        "[Return, 18 August, quarter to six.]\n\nThey signed nothing.\n\n"
        "[Phone, 3 September.]\n\nThe line said that it was my fault.\n\n"
        "[Phone, 10 September. All of it again.]\n\nRui said sorry."
    )
    found = times(text, "They signed nothing", "The line said", "Rui said sorry")
    assert found == [[("yearless", 230)], [("yearless", 246)], [("yearless", 253)]]


def test_a_heading_with_weekday_and_date_gives_the_date_and_its_weekday():
    text = "Tuesday 3 March. I was in the chair.\n\nSaturday 7 March. The cap came off."
    found = times(text, "I was in the chair", "The cap came off")
    assert [sorted(one) for one in found] == [
        [("weekday", 2), ("yearless", 62)], [("weekday", 6), ("yearless", 66)],
    ]  # fmt: skip


def test_days_counted_from_nought_keep_their_numbers():
    text = "Day 0. A storm took the slates.\n\nDay 1. She rang.\n\nDay 4. A letter came."
    found = times(text, "A storm took", "She rang", "A letter came")
    assert found == [[("nth", 0)], [("nth", 1)], [("nth", 4)]]


def test_a_heading_holds_until_another_day_is_named_below_it():
    text = "Среда. Тишина.\n\nПонедельник. Тишина. Пятница. Пришла анкета.\n\nВсё."
    assert times(text, "Пришла анкета") == [[("weekday", 5)]]


def test_what_follows_a_later_date_below_a_heading_is_not_on_the_heading_s_day():
    # The last words of a report, whether the customer stays, stood before the refund of the 15th.
    text = (
        "[Phone, 10 September.]\n\nRui said sorry.\n\n[Email, 12 September.]\n\n"
        "The money was there on the 15th.\n\nI have booked with another firm."
    )
    found = times(text, "Rui said sorry", "The money was there", "I have booked")
    assert found == [[("yearless", 253)], [("yearless", 258)], []]


def test_a_length_in_quoted_speech_passes_no_time():
    text = "Стиралка потекла в среду. Мама сорвала листок «Гарантия 12 месяцев» и позвонила."
    assert times(text, "Мама сорвала") == [[("weekday", 3)]]


def test_a_day_that_somebody_told_of_is_not_that_of_the_telling():
    """Terry's call of 27 June was placed on 10 June, before all that led to it."""
    text = (
        "**24 June.** No answer.\n\n**27 June.** Called. Terry told me it was rejected on 10 June."
    )
    assert times(text, "Terry told me")[0][:1] == [("yearless", 178)]
    text = "24 июня\nЗвоню.\n\n27 июня\nЗвоню. Мне сказали, что фото отклонили 10 июня."
    assert times(text, "Мне сказали")[0][:1] == [("yearless", 178)]
    assert times("They told me on 27 June that it was lost.", "They told me") == [
        [("yearless", 178)]
    ]
    assert times("I wrote to them and they came on 5 May.", "they came") == [[("yearless", 125)]]


def test_the_day_in_the_title_of_a_chat_and_in_its_stamps():
    text = (
        "Chat with the gym, 14 January 2025\n\n[09:02] Me: Charged again.\n"
        "[09:21] Dana: I see you left on 9 December.\n[09:23] Dana: Sorry.\n"
        "[Tue 21 Jan 10:10] Me: No refund.\n[10:40] Omar: Oh. I asked them."
    )
    first, second, third, fourth = times(
        text, "Charged again", "I see you left", "No refund", "I asked them"
    )
    assert first[0] == second[0] == ("date", 20102)
    assert third[0] == fourth[0] == ("yearless", 20)
