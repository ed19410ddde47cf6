"""Offsets of every part hold for any text; sentences, clauses and tokens cover it."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.language.ground.document import parse

HARD = [
    "",
    " \n\t ",
    "😡😡👍🏻👨‍👩‍👧",
    "\u202eabc\u202c שלום \u200fمرحبا",
    "a\x00b\x1fc\x7f",
    "\ud800 lone surrogate \udfff",
    "e\u0301te\u0301 за\u0301мок и\u0306",
    "<p>Всё&nbsp;плохо</p><br/>don&#39;t &lt;b&gt; &#x1F600; < 5 & 6",
    "https://x.y/z?a=b a.b@c.de www.site.ru",
    "слово" * 100,
    "РЎРїР°СЃРёР±Рѕ Ð¡Ð¿Ð°Ñ\x81Ð¸Ð±Ð¾",
    "don’t can't won't I'm they're it's",
    "12.08.15 1,198.50 10:30 5-й 2nd",
    ":) :-( =D xD ((( ))) ;)",
]
PIECES = st.sampled_from(
    ["не", "рад", "courier", "late", ". ", "!", "\n", "<br>", "&nbsp;", "😡", " ", "ул", "5", "-",
     "'", "n't", "Das ist", "http://a", "a@b.c", "\u200b", "\u0301", "если", "but", ",", "«", "»"]
)  # fmt: skip


def assert_offsets_hold(text):
    document = parse(text)
    assert document.text == text
    before = 0
    for sentence in document.sentences:
        assert before <= sentence.start < sentence.end <= len(text)
        before = sentence.end
        last = sentence.start
        for token in sentence.tokens:
            assert text[token.start : token.end] == token.text
            assert last <= token.start < token.end <= sentence.end
            last = token.end
        held = [token for clause in sentence.clauses for token in clause.tokens]
        assert held == sentence.tokens
        for clause in sentence.clauses:
            assert (clause.start, clause.end) == (clause.tokens[0].start, clause.tokens[-1].end)


@pytest.mark.parametrize("text", HARD)
def test_offsets_hold_in_hard_texts(text):
    assert_offsets_hold(text)


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=80))
@settings(max_examples=300, deadline=None)
def test_offsets_hold_in_any_text(text):
    assert_offsets_hold(text)


@given(st.lists(PIECES, max_size=25).map("".join))
@settings(max_examples=300, deadline=None)
def test_offsets_hold_in_broken_reviews(text):
    assert_offsets_hold(text)


def test_no_word_is_lost():
    text = "Курьер — опоздал (на час)! The courier's late; don't wait…"
    joined = "".join(token.text for token in parse(text).tokens)
    assert joined == "".join(text.split())


def test_one_million_letters_are_read():
    text = "я" * 1_000_000
    (token,) = parse(text).tokens
    assert (token.start, token.end) == (0, 1_000_000)
    assert "unknown" in token.tags


@pytest.mark.slow
def test_one_word_a_million_times_is_read():
    document = parse("плохо " * 1_000_000)
    assert len(document.tokens) == 1_000_000
    assert document.language == "ru"


@pytest.mark.parametrize("mark", list("<&.!?(\"'@:-" + "\u0301"))
def test_one_mark_many_times_is_read_at_once(mark):
    assert_offsets_hold(mark * 20_000)


def test_contractions_are_taken_apart():
    tokens = parse("I didn't, can't and won’t; it's").tokens
    assert [(token.text, token.lemma) for token in tokens if token.text not in ",;"] == [
        ("I", "i"), ("did", "do"), ("n't", "not"), ("ca", "can"), ("n't", "not"), ("and", "and"),
        ("wo", "will"), ("n’t", "not"), ("it", "it"), ("'s", "'s"),
    ]  # fmt: skip


def test_markup_is_looked_through_and_quotes_stay_as_written():
    text = "don&#39;t<br>worry"
    tokens = parse(text).tokens
    assert [token.lemma for token in tokens] == ["do", "not", "worry"]
    assert tokens[1].text == "n&#39;t"
    assert len(parse(text).sentences) == 2


def test_punctuation_alone_has_no_language():
    assert parse(string.punctuation).language == "other"
