import pandas as pd
import pytest

from cxkit.language.contact_talk import read_contact_talk
from cxkit.language.speakers import customer_turn


def talk(text):
    found = read_contact_talk(pd.DataFrame({"feedback_id": ["c1"], "text": [text]}))
    for row in found.itertuples():
        assert text[row.start : row.end] == row.quote
    return found


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        (
            "Агент: перезвоним вам в течение двух часов.",
            "перезвоним вам в течение двух часов",
            2 / 24,
        ),
        ("We'll send the money back, I will refund it within 3 days.", "", 3.0),
        ("Заказ разблокируем завтра утром.", "разблокируем завтра", 1.0),
        ("They'll answer within the hour.", "", 1 / 24),
    ],
)
def test_a_promise_has_its_words_and_its_due_time(text, words, days):
    found = talk(text)
    promise = found[found["layer"].eq("promise")].iloc[0]
    assert promise["code"] == "unknown"
    assert words in promise["quote"]
    assert found.loc[found["layer"].eq("due"), "value"].iloc[0] == pytest.approx(days)


@pytest.mark.parametrize(
    "text",
    [
        "Обещали перезвонить, никто не позвонил.",  # an infinitive in a complaint
        "Мы не перезвоним сегодня.",  # denied
        "You will refund it within a day?",  # the customer speaks of the provider
        "Статус обновится сам в течение суток.",  # nobody binds themselves
    ],
)
def test_what_nobody_promised_is_no_promise(text):
    assert not talk(text)["layer"].eq("promise").any()


def test_a_commitment_without_a_time_is_vague():
    found = talk("Мы обязательно вам перезвоним.")
    assert found.loc[found["layer"].eq("promise"), "code"].tolist() == ["vague"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Спасибо, позвонили вовремя, как обещали.", "kept"),
        ("It was done as promised.", "kept"),
        ("Срок прошёл, а ответа нет.", "broken"),
        ("You promised to call, nobody called.", "broken"),
    ],
)
def test_a_later_contact_tells_the_end_of_a_promise(text, code):
    found = talk(text)
    assert found.loc[found["layer"].eq("fulfilment"), "code"].tolist() == [code]


def test_paying_twice_is_not_an_advice_to_pay_again():
    codes = talk("Покажите чек, платить повторно не нужно. Это известный сбой.")["code"].tolist()
    assert codes == ["answer:known_error"]


@pytest.mark.parametrize(
    "text",
    [
        "Напишу в соцсети, если заказ не отдадут.",
        "Напишу в Роскомнадзор завтра, нет интернета неделю.",
        "I will write to the ombudsman within three days.",
        "Will it arrive by Friday?",
    ],
)
def test_a_threat_or_a_question_is_no_promise(text):
    # "I will write to the regulator" was 15 of the 29 promises of a telephone company.
    assert not talk(text)["layer"].isin(["promise", "due"]).any()


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Agent: A refund will arrive within 3 days.", "money"),
        ("Деньги поступят в течение 3 дней.", "money"),
        ("Платёж отправим в течение 3 дней.", "money"),
        # money named beside what only a parcel does
        ("We will deliver it within 3 days or refund the money.", "delivery"),
        ("Заменим товар в течение 3 дней, деньги не понадобятся.", "delivery"),
    ],
)
def test_money_is_promised_by_what_parcels_do_as_well(text, about):
    found = talk(text)
    due = found[found["layer"].eq("due")].iloc[0]
    assert (due["code"], due["value"]) == (about, 3.0)


@pytest.mark.parametrize(
    "text",
    ["Перезвоним до воскресенья.", "Перезвоним в ближайшую субботу.", "We will call next Friday."],
)
def test_days_of_the_week_are_due_times(text):
    """The lemma of «воскресенье» is another word; with "next" a promise was vague."""
    assert talk(text).loc[lambda one: one["layer"].eq("due"), "code"].tolist() == ["contact"]


def test_patients_and_passengers_speak_as_customers_do():
    # A patient's words, noted after a call of a clinic, were set as the staff's.
    for note in ("Patient: Sent to a closed branch.", "Пассажир: Возврат не пришёл."):
        assert customer_turn(note, (10, 20), is_note=True) == (0, len(note))
    assert customer_turn("Patient: Ill.\nConsultant: Wait.", (26, 30)) is None
