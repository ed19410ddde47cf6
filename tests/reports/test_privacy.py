import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.language.personal.personal import personal_in
from cxkit.reports.privacy import MASK, mask, mask_forms, masked_quotes

PERSONAL = {
    "email": ["anna.k@example.org", "a+b@mail.example.co.uk"],
    "phone": [
        "+7 912 345-67-89", "8 (912) 345-67-89", "89123456789", "912 345-67-89",
        "(212) 555-0187", "212-555-0187", "+44 20 7946 0958",
    ],
    "card": ["4111 1111 1111 1111", "4111111111111111", "5555-5555-5555-4444", "3782 822463 10005"],
    "iban": ["GB82 WEST 1234 5698 7654 32", "DE89370400440532013000"],
    "snils": ["112-233-445 95"],
    "inn": ["500100732259"],
    "passport": ["45 08 123456"],
    "handle": ["@anna_karenina"],
}  # fmt: skip

HARMLESS = [
    "Order 1234567890 came on 12.08.2015 at 14:30",
    "1 198 of 2 381 reviews, 53 %, p = 0,0312",
    "4111 1111 1111 1112 is no card",
    "version 1.2.3-4, run 20261122T091400",
    "from 2015-08-12 to 2016-01-05",
    "sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "price 1 250 000,00 and 99 999 999",
    "-0.4123456789012345",
    "ИНН 7707083894 has a wrong digit",
    "Late again.",
]


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in PERSONAL.items() for text in texts]
)
def test_personal_data_are_found_whole(kind, text):
    around = f"Write to {text}, she knows."
    found = personal_in(around)
    assert [(item.kind, around[item.start : item.end]) for item in found] == [(kind, text)]


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_numbers_stay(text):
    assert personal_in(text) == []


def test_named_numbers_are_found_by_their_word():
    assert mask("ИНН 7707083893") == "ИНН " + MASK * 10
    assert mask("паспорт серии 4508 123456") == "паспорт серии " + MASK * 11
    assert mask("СНИЛС 11223344595") == "СНИЛС " + MASK * 11


@given(st.text(alphabet="ab1234567890 @.+-()", max_size=60))
def test_mask_keeps_the_length_and_leaves_nothing_to_find(text):
    masked = mask(text)
    assert len(masked) == len(text)
    assert all(new in (old, MASK) for new, old in zip(masked, text, strict=True))
    assert mask(masked) == masked


@given(
    st.lists(
        st.sampled_from(
            [
                "Менеджер",
                "Иван",
                "Петров",
                "Mr",
                "Ford",
                ".",
                "Мария",
                "«",
                "a@b.org",
                "и",
                "Dear",
                "?token=ab1",
                "пароль:",
                "кв.",
                "Name:",
                "С.",
                "Вера",
                "five",
                "tel",
                "(at)",
                "5",
            ]
        ),
        max_size=9,
    )
)
def test_mask_leaves_no_name_to_find(words):
    masked = mask(" ".join(words))
    assert mask(masked) == masked


def test_names_are_masked_and_brands_and_labels_stay():
    # Names left in every output but quotes(...): the mask knew forms only.
    assert mask("Иван Петров из Мегафона") == MASK * 11 + " из Мегафона"
    assert mask("Thanks to Jennifer at John Lewis") == f"Thanks to {MASK * 8} at John Lewis"
    assert mask_forms("Владимир") == "Владимир"


def test_a_quote_is_masked_where_its_mentions_say_so():
    mentions = pd.DataFrame({
        "feedback_id": ["r1", "r1", "r2"], "start": [6, 0, 0], "end": [12, 20, 12],
        "layer": ["personal", "factor", "factor"],
        "quote": ["Smythe", "Asked Smythe to help", "Smythe, late"],
    })  # fmt: skip
    assert masked_quotes(mentions) == [MASK * 6, f"Asked {MASK * 6} to help", "Smythe, late"]
