"""What of a mail tells nothing: its head, what it quotes, how it closes."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.language.explain import explain
from cxkit.language.ground.document import parse
from cxkit.language.story.mail import mail_parts
from cxkit.language.story.story import read_story
from cxkit.language.story.times.moment_times import moment_times

ENGLISH_TOLD = """I ordered a lamp on your website on 12 February. The courier delivered it a week
later with a broken switch. I rang your hotline twice and waited forty minutes each time. The agent
promised a refund within five days. Nothing came. I want my money back."""

ENGLISH = f"""From: Ann Sample <ann@mail.example>
To: support@lamps.example
Date: Tue, 5 Mar 2024 09:14:22 +0000
Subject: Refund for a broken lamp, order 5512,
 third complaint to support

{ENGLISH_TOLD}

Kind regards,

Ann Sample
Customer since 2011
Sent from my iPhone

On Mon, 4 March 2024 at 17:02, Lamps Support <support@lamps.example> wrote:
> Dear Ann,
> We delivered your replacement and refunded the payment.
> Our manager called you on Friday and apologised.
"""

RUSSIAN_TOLD = """Я заказала лампу на сайте 12 февраля. Через неделю курьер привёз её со сломанным
выключателем. Дважды звонила на горячую линию и ждала по сорок минут. Оператор обещал вернуть
деньги за пять дней. Деньги не пришли. Верните оплату."""

RUSSIAN = f"""От: Анна Пример <anna@mail.example>
Кому: help@lampa.example
Отправлено: 5 марта 2024 г. 9:14
Тема: Возврат денег за сломанную лампу, третья жалоба в поддержку

{RUSSIAN_TOLD}

С уважением,
Анна Пример
Отправлено с iPhone

4 марта 2024 г., в 17:02, Поддержка <help@lampa.example> написал(а):
> Замена вам доставлена, деньги возвращены на карту.
> Наш менеджер позвонил вам в пятницу и извинился.
"""


def kinds(text):
    return [(text[part.start : part.end], part.kind) for part in mail_parts(text)]


@pytest.mark.parametrize(
    ("text", "told"), [(ENGLISH, ENGLISH_TOLD), (RUSSIAN, RUSSIAN_TOLD)], ids=["en", "ru"]
)
def test_nothing_is_told_outside_of_the_body_of_a_mail(text, told):
    # The subject, the signature and the quoted mail of the firm were read as events.
    first = text.index(told)
    found = read_story(parse(text))
    assert {mention.layer for mention in found} >= {"episode", "promise", "factor"}
    outside = [
        text[mention.start : mention.end]
        for mention in found
        if mention.layer != "passage" and not first <= mention.start < first + len(told)
    ]
    assert outside == []


@pytest.mark.parametrize(
    ("text", "told"), [(ENGLISH, ENGLISH_TOLD), (RUSSIAN, RUSSIAN_TOLD)], ids=["en", "ru"]
)
def test_a_mail_is_read_as_its_body_alone_is_read(text, told):
    first = text.index(told)
    own = ("episode", "factor", "promise", "contacts", "duration")
    with_form = [(m.start - first, m.code) for m in read_story(parse(text)) if m.layer in own]
    alone = [(m.start, m.code) for m in read_story(parse(told)) if m.layer in own]
    assert with_form == alone


def test_the_parts_of_a_mail_are_named():
    assert [kind for _, kind in kinds(ENGLISH)] == [
        *("head", "head", "when", "head", "head"),
        *("closing", "closing", "closing", "closing"),
        *("quoted", "quoted", "quoted", "quoted"),
    ]
    assert kinds(RUSSIAN)[2] == ("Отправлено: 5 марта 2024 г. 9:14", "when")


@pytest.mark.parametrize(
    "text",
    [
        "From: the till\nI was sent to the other desk, and from there home again.",
        "Кому: понятно кому.\nОни мне так и не перезвонили, хотя обещали в пятницу.",
        "They wrote:\nWe shall call you back.\nNobody called.",
        "Yours is a shop\nthat I shall not visit again.",
        "С уважением ко мне не отнеслись.\nДеньги не вернули.",
        "- the first time nobody came\n- the second time neither",
        "Sent from pillar to post\nfor three weeks, and all of that for one spare part.",
    ],
)
def test_lines_of_a_story_are_no_parts_of_a_mail(text):
    assert kinds(text) == []


def test_a_subject_alone_at_the_top_is_a_head():
    text = "Subject: the lamp\n\nIt came broken and nobody answered the phone."
    assert kinds(text) == [("Subject: the lamp", "head")]


def test_a_day_between_labels_is_the_day_of_the_mail():
    text = "From: Accounts\n10 May, 09:10\nPlease pay.\n\nFrom: Ann\n10 May, 09:31\nI did pay."
    assert [written for written, kind in kinds(text) if kind == "when"] == [
        "10 May, 09:10",
        "10 May, 09:31",
    ]


def test_a_text_that_is_all_quoted_is_the_story():
    quoted = "\n".join(f"> {line}" for line in ENGLISH_TOLD.splitlines())
    assert kinds(f"See below.\n{quoted}") == []
    assert any(mention.layer == "episode" for mention in read_story(parse(quoted)))


def test_a_chain_of_mails_places_its_moments_by_their_heads():
    text = (
        "From: Ann\nSent: Monday, March 4, 2024 9:15 AM\nSubject: Order of 1 January\n\n"
        "I paid for the order on your site and the confirmation came at once.\n\n"
        "-----Original Message-----\nFrom: Ann\nSent: Wednesday, March 13, 2024 8:02 AM\n\n"
        "I rang the hotline and nobody answered.\n"
    )
    document = parse(text)
    told = read_story(document)
    times = moment_times(document, told)
    dates = [text[one.start : one.end] for one in times if one.code == "date"]
    assert list(dict.fromkeys(dates)) == ["March 4, 2024", "March 13, 2024"]


def test_what_a_signature_holds_is_explained_as_furniture():
    text = f"{ENGLISH_TOLD}\n\nKind regards,\nNobody ever called back\n"
    because = explain(text)["because"].tolist()
    assert any("furniture" in reason for reason in because)


LINES = st.sampled_from([
    "From: a@b.example", "Тема: лампа", "> quoted", "--", "Kind regards,", "С уважением,", "",
    "Nobody called me back for a whole long week.", "  folded", "On 4 May Ann wrote:", "🙂 10 May",
    "Никто не перезвонил, а обещали.", "<b>From:</b> x", "10 May, 09:10",
])  # fmt: skip


@given(st.lists(LINES, max_size=12))
def test_parts_lie_in_order_and_reading_does_not_fail(lines):
    text = "\n".join(lines)
    parts = mail_parts(text)
    assert all(one.end <= two.start for one, two in pairwise(parts))
    assert all(0 <= part.start < part.end <= len(text) for part in parts)
    read_story(parse(text))
