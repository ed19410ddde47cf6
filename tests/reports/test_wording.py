from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.reports.wording import (
    duration,
    interval,
    number,
    percent,
    phrases_of,
    proportion,
    signed,
    word,
)


@given(st.floats(-1e9, 1e9), st.sampled_from(["ru", "en"]), st.integers(0, 3))
def test_numbers_never_carry_a_hyphen_or_an_ordinary_space(x, language, digits):
    text = signed(x, language, digits)
    assert not set("- \u00a0") & set(text)


@given(st.floats(-0.0004, 0.0004))
def test_what_rounds_to_zero_has_no_sign(x):
    assert signed(x, "en", 2) == "0.00"


def test_percent_needs_thirty():
    assert proportion(15, 29, "ru") == "15 из 29"
    assert proportion(15, 30, "ru") == percent(0.5, "ru")


def test_interval_has_words_in_both_languages():
    assert interval(-3, 4, "ru", sign=True) == "от −3 до +4"


def test_duration_shows_two_units_at_most():
    assert duration(timedelta(days=2, minutes=5), "en") == "2\u00a0d"
    assert duration(-timedelta(hours=3), "ru") == "−3\u00a0ч"


def test_a_number_and_its_unit_of_time_stay_on_one_line():
    # the headline of a post-mortem broke between "2" and "h"
    # and a card of a phone between "1 д" and "3 ч"
    assert duration(timedelta(days=3, hours=2), "en") == "3\u00a0d\u00a02\u00a0h"


def test_grouping_is_narrow():
    assert number(1234567, "ru") == "1\u202f234\u202f567"


def test_unknown_word_is_told():
    with pytest.raises(KeyError, match="unknown"):
        word("unknwon", "en")


@pytest.mark.parametrize(
    ("language", "known", "limit"),
    [
        ("en", "names that cxkit knows, in quotes: 0", "surnames alone"),
        ("ru", "имён людей, известных cxkit, в цитатах: 0", "отдельно стоящие фамилии"),
    ],
)
def test_the_foot_promises_no_more_than_is_searched(language, known, limit):
    # "0 names of people" was said by the finder that had missed them when it masked.
    said = word("personal_found", language, masked="3")
    assert known in said
    assert limit in said


# A comma without quotes ends a text in YAML: "What was found, by layer" lost its end.
@pytest.mark.parametrize(
    "book", ["words", "incident_words", "journey_words", "series_words", "tour"]
)
def test_every_phrase_is_whole_in_both_languages(book):
    for key, phrase in phrases_of(book).items():
        assert set(phrase) == {"ru", "en"}, key
        assert all(isinstance(text, str) and text for text in phrase.values()), key
