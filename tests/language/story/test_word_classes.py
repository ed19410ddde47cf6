"""Word classes: how an entry of the file is read."""

import pytest

from cxkit.language.ground.document import parse
from cxkit.language.story.frames.word_classes import (
    WordClasses,
    form_of,
    phrases_in,
    with_phrases,
    word_classes,
)


def classes_of(tokens):
    """Classes of each token of one sentence, phrases included."""
    of_word = word_classes().of_word
    looked = [of_word(form_of(token.text), token.lemma) for token in tokens]
    return with_phrases(looked, phrases_in(looked))


def held(text):
    """Classes of all words of a text that has one sentence."""
    return set().union(*classes_of(parse(text).sentences[0].tokens))


@pytest.mark.parametrize(
    ("form", "lemma", "code"),
    [("refunds", "refund", "ANY"), ("refund", "refund", "ANY"), ("twice", "twice", "FORM")],
)
def test_a_dictionary_form_stands_for_all_forms(form, lemma, code):
    classes = WordClasses({"ANY": {"en": "refund"}, "FORM": {"en": "=twice"}})
    assert code in classes.of_word(form, lemma).codes


def test_another_form_stands_for_itself():
    classes = WordClasses({"C": {"en": "posted"}})
    assert "C" in classes.of_word("posted", "post").codes
    assert "C" not in classes.of_word("posting", "post").codes


def test_a_star_takes_beginnings_and_endings():
    classes = WordClasses({"BEGINS": {"ru": "хам*"}, "ENDS": {"ru": "*-бот"}})
    assert "BEGINS" in classes.of_word("хамство", "хамство").codes
    assert "ENDS" in classes.of_word("чат-бот", "чат-бот").codes
    assert "BEGINS" not in classes.of_word("нахал", "нахал").codes


def test_every_word_of_a_phrase_gets_its_class():
    tokens = parse("They put me on hold.").sentences[0].tokens
    marked = [
        token.text
        for token, codes in zip(tokens, classes_of(tokens), strict=True)
        if "HOLD" in codes
    ]
    assert marked == ["on", "hold"]


def test_a_contraction_matches_its_long_form():
    assert "KNOW_GAP" in held("She didn't know.")
    assert "KNOW_GAP" in held("She did not know.")


def test_yo_counts_as_ye():
    assert "WAIT_V" in held("Мы ещё ждём.") or "WAIT" in held("Мы ещё ждём.")


def test_both_languages_fill_the_shared_classes():
    known = word_classes().codes
    assert {"CALL", "WRITE", "PROMISE", "MONEY", "STAFF", "SURVEY", "REVIEW_NOUN", "NEG"} <= known
