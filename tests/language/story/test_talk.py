"""Who speaks in a chat, a call or an interview."""

from time import process_time

import pytest

from cxkit.language.annotate import read_text
from cxkit.language.ground.document import parse
from cxkit.language.story.discourse import mark_told, words_of_others
from cxkit.language.story.reading import read
from cxkit.language.story.talk import turns

INTERVIEW = """Q: How did you come to the clinic?
A: My optician sent me there in May. The letter came within a week.
Q: Was the hospital rude, did they cancel on you twice?
A: They did. I rang the desk every Monday and nobody knew anything."""


def roles(text):
    return [(text[turn.start : turn.end].split(":")[0], turn.kind) for turn in turns(text)]


def test_what_an_interviewer_asks_is_not_told():
    """A leading question was a moment of the customer's way, with a quote."""
    reading = read(parse(INTERVIEW))
    mark_told(reading)
    told = [INTERVIEW[line.start : line.end] for line in reading.lines]
    assert len(told) == 4
    assert not any("?" in one for one in told)


@pytest.mark.parametrize(
    ("asks", "answers"),
    [("Интервьюер", "Респондент 4"), ("**Moderator**", "**P7**"), ("В", "О"), ("И", "Р")],
)
def test_labels_of_interviews_in_both_languages(asks, answers):
    text = f"{asks}: Звонили?\n{answers}: Да.\n{asks}: Перезвонили?\n{answers}: Нет."
    assert [role for _, role in roles(text)] == ["asker", "asker"]


def test_stamps_and_firms_stand_beside_the_names_of_a_chat():
    text = (
        "[Tue 21 Jan 10:10] Me: Where is it?\n[Tue 21 Jan 10:40] Dana (Fit): Sorry.\n"
        "We will look.\n21.01.2025, 11:02 - Me: When?\n[11:05] Dana (Fit): Today."
    )
    assert [role for _, role in roles(text)] == [
        "teller", "provider", "provider", "teller", "provider",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "ANNA: It leaks.\nFIRM: Oh.\nANNA: Come.\nFIRM: Yes.",  # nothing says who is the customer
        "Day 1: No.\nDay 2: No.\nDay 3: No.\nDay 4: Yes.",
        "Me: It leaks.\nDesk: Oh.",
    ],
)
def test_no_talk(text):
    assert turns(text) == []


def test_what_the_staff_feels_is_not_the_customers_feeling():
    text = """Me: I cancelled in May and you charged me again in June.
Desk: I am so sorry, we deeply regret it. I will refund you by Friday.
Me: Where is my refund? Nobody called, nobody paid.
Desk: Apologies, it was sent today."""
    assert words_of_others(text)(text.index("regret"))
    felt = [text[m.start : m.end] for m in read_text(text, is_story=True) if m.layer == "emotion"]
    assert not any("regret" in one or "sorry" in one for one in felt)


THREAD = """Left my phone in a taxi
olga_k 5 October 2024, 22:14
The driver was lovely. At home I saw that my phone was gone. I wrote to the firm.
Sergey77 5 October 2024, 22:40
I lost my laptop there, the driver denied it. Horrible service.
Fast Cabs Support 6 October 2024, 09:05
We are sorry. We will return the phone today by 18:00.
olga_k 7 October 2024, 12:10
It came this morning."""


def test_in_a_thread_only_the_opener_tells_the_story():
    """Another poster's lost laptop was a moment of the way, a name above a post another."""
    reading = read(parse(THREAD))
    mark_told(reading)
    told = " ".join(THREAD[line.start : line.end] for line in reading.lines)
    assert "laptop" not in told
    assert "Sergey" not in told
    assert all(part in told for part in ("lovely", "by 18:00", "this morning"))
    desk = next(line for line in reading.lines if "18:00" in THREAD[line.start : line.end])
    assert "THEM" in desk.holds


@pytest.mark.parametrize("heads", ["Phone Email Phone", "phone chat phone", "Call-1 Call-2 Call-3"])
def test_headings_of_a_diary_are_no_thread(heads):
    """What the customer wrote under "Call 2" passed for another poster's, and was lost."""
    first, second, third = (head.replace("-", " ") for head in heads.split())
    text = f"""{first}, 3 May 2024, 10:15
I rang and waited.
{second}, 5 May 2024, 11:20
I wrote to them.
{third}, 9 May 2024, 09:00
They rang."""
    assert turns(text) == []


@pytest.mark.parametrize("line", ["a" + "-" * 20_000, "(" + "1" * 20_000])
def test_long_lines_of_one_character_are_read_at_once(line):
    """Each took minutes: a name and what stands behind it could be parted at any place."""
    started = process_time()
    assert turns("\n".join([line] * 5)) == []
    assert process_time() - started < 2


def test_family_and_dated_notes_are_no_provider():
    text = (
        "Me: It is late.\nMum: Ring them.\nDesk: Wait.\nMe: Why?\nDesk: Busy.\nMe: Oh.\n\n"
        "Added 5 May: It came."
    )
    assert roles(text) == [
        ("Me", "teller"), ("Mum", "other"), ("Desk", "provider"), ("Me", "teller"),
        ("Desk", "provider"), ("Me", "teller"),
    ]  # fmt: skip
