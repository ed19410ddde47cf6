"""Lemmas of both languages, of misspelt words and of words on the wrong keyboard."""

import pytest

from cxkit.language.ground.document import parse
from cxkit.language.ground.lemmas import KEPT, LONGEST, WORDS, lemma


def test_lemma(lemmas_case):
    written, expected = lemmas_case.split()
    assert lemma(written) == expected
    assert lemma(written.upper()) == expected


def test_tags_tell_tense_and_person():
    assert {"verb", "past", "plur"} <= WORDS["обещали"].tags
    assert {"verb", "past"} <= WORDS["went"].tags
    assert {"pron", "1p"} <= WORDS["мы"].tags & WORDS["we"].tags


def test_both_languages_have_negating_words():
    assert "neg" in WORDS["не"].tags
    assert "neg" in WORDS["n't"].tags
    assert "neg" in WORDS["didnt"].tags


def test_words_of_strangers_do_not_fill_the_memory():
    parse(" ".join("б" * (LONGEST + size) for size in range(1, 200)))
    assert not any(len(written) > LONGEST for written in WORDS)
    assert len(WORDS) <= KEPT


def test_russian_in_latin_letters_is_read_as_russian():
    document = parse("dostavka ochen plohaya, spasibo")
    assert document.language == "ru"
    assert [token.lemma for token in document.tokens if token.text != ","] == [
        "доставка", "очень", "плохой", "спасибо",
    ]  # fmt: skip
    assert document.tokens[0].text == "dostavka"


@pytest.mark.parametrize(
    "text", ["great food", "Nice place", "super fast delivery", "ok", "on time"]
)
def test_short_english_is_not_taken_for_russian(text):
    assert parse(text).language == "en"
