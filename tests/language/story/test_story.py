"""A whole story, and texts that tell none."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.codebook.load import load_codebook
from cxkit.language.annotate import read_text
from cxkit.language.ground.document import parse
from cxkit.language.story.discourse import mark_told
from cxkit.language.story.judge.judge import judge
from cxkit.language.story.promises.promises import _promise, read_outright
from cxkit.language.story.reading import read
from cxkit.language.story.story import read_story

ENGLISH = """I ordered a lamp on the website on Monday. They promised delivery by Friday.

On Friday nobody came and nobody called. I rang three times and waited on hold for two hours. The
agent told me that the parcel was lost and that I had to explain it all from the start.

A week later the courier delivered the lamp, but it did not work: the switch was broken. The
manager apologised, replaced the lamp and gave me a voucher. I will never order from them again."""

RUSSIAN = """Я заказала лампу на сайте в понедельник. Обещали доставить до пятницы.

В пятницу никто не приехал и никто не позвонил. Я звонила три раза и два часа провисела на линии.
Оператор сказал, что посылку потеряли, и мне пришлось рассказывать всё с самого начала.

Через неделю курьер привёз лампу, но выключатель оказался сломан. Директор извинилась, заменила
лампу и подарила сертификат. Больше у них не закажу."""

NO_STORIES = [
    "Beat the eggs with the sugar. Bake for forty minutes. Do not open the oven.",
    "«Мы рады открыть новый салон, — говорит директор. — Если мастер опоздает, мы извинимся».",
    "The firm apologised and said it had refunded all customers. Shares fell by 3 per cent.",
    "Если товар не подошёл, верните его за 14 дней. Деньги вернутся на карту, оператор перезвонит.",
    "Good firms answer the phone. Bad firms play music. If you promise a call, call.",
    "",
]


def found(text, layer):
    return [mention for mention in read_story(parse(text)) if mention.layer == layer]


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN], ids=["en", "ru"])
def test_a_story_gives_all_its_layers(text):
    assert {"broken_promise", "no_proactive_update", "product_defect"} <= {
        m.code for m in found(text, "factor")
    }
    assert {"apology", "fix"} <= {m.code for m in found(text, "recovery")}
    assert {"leave"} <= {m.code for m in found(text, "outcome")}
    touchpoints = {m.code for m in found(text, "episode")}
    assert {"order", "waiting", "support_contact", "delivery", "recovery_gesture"} <= touchpoints
    assert [m.value for m in found(text, "contacts")] == [3]
    assert [m.value for m in found(text, "duration") if m.code == "spent"] == [2]


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN], ids=["en", "ru"])
def test_a_promise_carries_its_fate(text):
    promise = found(text, "promise")[0]
    assert promise.code in {"broken", "late"}
    proof = next(m for m in found(text, "fulfilment") if m.promise == promise.promise)
    assert proof.start > promise.start


@pytest.mark.parametrize("text", NO_STORIES)
def test_a_text_that_tells_no_experience_gives_nothing(text):
    assert read_story(parse(text)) == []


def test_episodes_are_numbered_in_the_order_told_and_keep_to_the_codebook():
    codebook = load_codebook()
    told = found(ENGLISH, "episode")
    assert sorted(m.episode for m in told) == list(range(1, len(told) + 1))
    assert all(m.code in codebook.touchpoints and -2 <= m.value <= 2 for m in told)
    assert all(m.code in codebook.channels for m in found(ENGLISH, "channel"))


def test_somebody_elses_case_is_left_out():
    other = ENGLISH + "\n\nMy sister ordered a sofa last year and the assembler was rude to her."
    assert "disrespect" not in {m.code for m in found(other, "factor")}


def test_comments_under_a_story_are_left_out():
    commented = ENGLISH + "\n\nComments (2)\n\nThe clerk was rude to me there as well.\n"
    assert {m.code for m in found(commented, "factor")} == {
        m.code for m in found(ENGLISH, "factor")
    }


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=80))
def test_every_place_lies_in_the_text_and_no_evidence_is_long(noise):
    text = noise + "\n" + ENGLISH + noise
    for mention in read_story(parse(text)):
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.end - mention.start <= 400 or mention.layer in {
            "fulfilment",
            "contacts",
            "duration",
        }


SAMPLES = Path(__file__).parents[3] / "data" / "stories"


@pytest.mark.parametrize("name", ["recipe-charlotte", "press-airline"])
def test_the_samples_that_tell_nothing_stay_empty(name):
    assert read_story(parse((SAMPLES / f"{name}.txt").read_text(encoding="utf-8"))) == []


def test_an_act_that_is_done_later_speaks_for_a_kept_promise():
    text = """Я заказала шкаф. Мастер обещал заменить дверцу. Я ждала дома.

Утром он приехал и заменил дверцу. Я осталась довольна."""
    denied = text.replace("и заменил", "и не заменил")
    assert fate_read(text) == "kept"
    assert fate_read(denied) == "broken"


def fate_read(text):
    reading = read(parse(text))
    mark_told(reading)
    return read_outright(judge(reading), 1).fate


def test_plain_words_of_a_very_short_story_are_heard():
    text = "I ordered a lamp. The courier was rude and two hours late. Never ordering there again."
    assert {m.code for m in found(text, "factor")} >= {"disrespect", "broken_promise"}
    assert "leave" in {m.code for m in found(text, "outcome")}


def test_a_short_story_is_told_by_few_lines():
    text = """Купила чайник, крышка сломана. Позвонила в поддержку, там бот.
Вот такая фирма. Чайник красный. Крышка синяя. Коробка белая. Цена высокая."""
    assert "product_defect" in {m.code for m in found(text, "factor")}


@pytest.mark.parametrize("name", ["recipe-charlotte", "press-airline"])
def test_a_text_that_tells_no_experience_has_no_moments_and_no_effort(name):
    """A recipe was mapped: "the best moment: Support contact", "at least one contact"."""
    text = (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    layers = {mention.layer for mention in read_text(text, is_story=True)}
    assert layers.isdisjoint(("touchpoint", "channel", "contacts", "duration"))


def test_a_short_text_in_which_no_story_is_found_is_read_like_a_review():
    text = "The desk is a real find for the money. The packaging is fine. Delivery was quick."
    assert "touchpoint" in {mention.layer for mention in read_text(text, is_story=True)}


def test_what_would_have_happened_is_no_moment():
    text = """My basement flooded in May. I rang the insurer that night and a person answered.
If they had refused me I would have gone to the ombudsman. They paid in June and I renewed."""
    place = text.index("If they")
    assert place not in {m.start for m in found(text, "episode")}


def test_what_says_that_a_promise_was_kept_proves_no_broken_one():
    """ "Broken" stood beside "Took my old passport to the post office", which read as its act."""
    for text in (ENGLISH, RUSSIAN):
        reading = read(parse(text))
        mark_told(reading)
        verdict = judge(reading)
        outright = read_outright(verdict, 1)
        kept = replace(outright, fate="kept", proof=reading.lines[0])
        assert _promise(verdict, kept, "broken").proof != (0, reading.lines[0].end)
        assert _promise(verdict, kept, "kept").proof == (0, reading.lines[0].end)


@pytest.mark.parametrize(
    ("text", "fate"),
    [
        # what gives a promise is not its act: "said" proved "She said she would"
        ("I came. She said she would leave a note. He shrugged and said no.", "unknown"),
        # a week gone by is not a week late
        ("I paid. They promised it in three days. A week passed and there is no door.", "broken"),
        ("Я оплатила. Обещали за три дня. Прошла неделя, двери нет, никто не звонит.", "broken"),
        # what is not done stands before the promise
        ("I rang. They still haven't fixed it, though they promised to by May. I left.", "broken"),
        ("Я звонила. Лифт до сих пор не сделали, хотя обещали к маю. Я съехала.", "broken"),
        # on the due day, or when its time had passed, nothing
        ("I paid. He said it would be here on Friday. On Friday there was nobody.", "broken"),
        ("Я оплатила. Обещали привезти в среду. В среду никого.", "broken"),
        ("I paid. They promised it in three weeks. Three weeks, silence.", "broken"),
        # a day, an hour or a length of something else
        ("I paid. They promised delivery by Friday. On Tuesday I was at work.", "unknown"),
        ("I paid. They promised it in five days. My landlord got one month of rent.", "unknown"),
        ("Я оплатила. Обещали вернуть за пять дней. Два дня я болела.", "unknown"),
        # what is done in time, and late
        ("Я оплатила. Обещали привезти в среду. В среду привезли.", "kept"),
        ("Я оплатила. Обещали проверять за два дня. Проверил на седьмой день.", "late"),
    ],
)
def test_what_a_later_line_says_of_a_promise(text, fate):
    assert fate_read(text) == fate


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Заказала стиральную машину. Обещали привезти в пятницу. Привезли через два дня после"
         " срока. Никто не извинился.", 2),
        ("Заказала шкаф. Обещали привезти к 5 мая, привезли через неделю после обещанного срока."
         " Никто не извинился.", 7),
        ("I ordered a sofa. They promised delivery by Friday. It arrived two days after the"
         " deadline. Nobody apologised.", 2),
    ],
)  # fmt: skip
def test_days_after_the_deadline_are_days_of_delay(text, days):
    assert [(one.code, one.value) for one in found(text, "promise")] == [("late", days)]


@pytest.mark.parametrize(
    "text",
    [
        "Отправил заявку. Обещали ответить до пятницы.",
        "I sent my claim. They promised an answer by Friday.",
    ],
)
def test_with_the_last_words_of_a_story_a_promise_is_open(text):
    assert [one.code for one in found(text, "promise")] == ["unknown"]


def test_what_took_two_days_is_not_promised_within_two():
    text = """I applied for a visa in March. The office answered in two days and the visa came
within a week. The clerk was polite."""
    assert {one.code for one in found(text, "promise")}.isdisjoint({"late", "broken"})
