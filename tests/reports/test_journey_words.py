"""Where long words and long quotes end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.reports.journey_words import LONGEST_QUOTE, SOFT_HYPHEN, shorter, soft


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Advertising", "Adver-ti-sing"),
        ("Compensation", "Com-pen-sa-tion"),
        ("Maintenance", "Main-te-nance"),
        ("Confirmation", "Con-fir-ma-tion"),
        ("Customer's", "Cus-to-mer's"),
        ("Delivery", "Delivery"),
        ("Обращение", "Обра-ще-ние"),
    ],
)
def test_long_words_may_break_between_syllables(word, parts):
    assert soft(word).replace(SOFT_HYPHEN, "-") == parts


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz ", max_size=40))
def test_breaks_change_no_letter_and_leave_three_on_each_side(label):
    broken = soft(label)
    assert broken.replace(SOFT_HYPHEN, "") == label
    for word in broken.split():
        parts = word.split(SOFT_HYPHEN)
        assert len(parts) == 1 or min(len(parts[0]), len(parts[-1])) >= 3


def test_a_long_quote_ends_with_a_sentence_that_fits():
    text = "The parcel came late. Nobody called me! " + "I waited and waited " * 12 + "."
    assert text[slice(*shorter(text, (0, len(text))))].endswith("called me!")


def test_a_long_sentence_ends_with_a_clause():
    text = "The parcel that I had ordered in the spring for my mother came late, " + "again " * 40
    assert text[slice(*shorter(text, (0, len(text))))].endswith("came late")


@given(st.text(alphabet="ab ,.!—\n", max_size=500), st.integers(0, 40))
def test_a_shorter_quote_begins_where_the_quote_begins_and_stays_inside(text, start):
    place = (min(start, len(text)), len(text))
    first, last = shorter(text, place)
    assert first == place[0]
    assert last <= place[1]
    assert last - first <= LONGEST_QUOTE or (first, last) == place
