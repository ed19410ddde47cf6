"""Cleaning keeps the length of the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.language.ground.clean import bare, is_mojibake, mask

MARKUP = st.sampled_from(
    ["<b>", "</p>", "<br/>", "&amp;", "&#39;", "&", "<", ">", "a", "я", " ", "&nbsp;"]
)


@given(st.one_of(st.text(), st.lists(MARKUP).map("".join)))
def test_masked_text_is_as_long_as_before(text):
    assert len(mask(text)) == len(text)


def test_paragraph_tags_become_line_ends():
    assert mask("a</p>b<b>c") == "a\n   b   c"


def test_less_than_is_no_tag():
    assert mask("5 < 6 & 7 > 2") == "5 < 6 & 7 > 2"


@pytest.mark.parametrize(
    ("written", "seen"),
    [("Ёж", "еж"), ("co\u00adop", "coop"), ("и\u0306од", "йод"), ("МОЁ", "мое")],
)
def test_bare_words_are_looked_up_without_ornament(written, seen):
    assert bare(written) == seen


@pytest.mark.parametrize("encoding", ["cp1251", "latin-1"])
def test_wrong_decoding_is_spotted(encoding):
    broken = "Спасибо за доставку".encode().decode(encoding, "replace")
    assert is_mojibake(broken)


@pytest.mark.parametrize("text", ["Спасибо", "Thanks — “great”", "Ça va", "РСТ и СССР", "Über"])
def test_sound_text_is_not_called_broken(text):
    assert not is_mojibake(text)
