"""Touchpoints, channels and emotions: the same answers in both languages, denials withheld."""

from cxkit.codebook.load import load_codebook
from cxkit.language.ground.document import parse
from cxkit.language.topics import NOTHING, listed_terms, terms_of, topics_in


def test_topic(topics_case):
    text, expected = (part.strip() for part in topics_case.split("|"))
    found = {
        topic.code
        for sentence in parse(text).sentences
        for topic in topics_in(sentence.tokens)
        if not topic.denied
    }
    wanted = {code for code in expected.split() if not code.startswith("-")}
    unwanted = {code.removeprefix("-") for code in expected.split()} - wanted
    assert wanted <= found
    assert not unwanted & found


def test_every_code_of_the_lists_is_in_the_codebook():
    codebook = load_codebook()
    known = {
        "touchpoint": set(codebook.touchpoints),
        "channel": set(codebook.channels),
        "emotion": set(codebook.emotions),
    }
    listed = {(term.layer, term.code) for _, term in listed_terms()}
    assert all(code in known[layer] or code == NOTHING for layer, code in listed)


def test_every_code_of_the_codebook_has_terms():
    codebook = load_codebook()
    listed = {term.code for _, term in listed_terms()}
    assert set(codebook.touchpoints) | set(codebook.emotions) <= listed
    assert set(codebook.channels) - {"unknown"} <= listed


def test_labels_of_a_researchers_code_are_looked_for(tmp_path):
    own = tmp_path / "own.yaml"
    own.write_text(
        "touchpoints:\n  loyalty: {stage: decide, ru: Карта лояльности, en: Loyalty card}\n",
        encoding="utf-8",
    )
    known = terms_of(load_codebook(own))
    for text in ("Потерял карту лояльности", "Lost my loyalty card"):
        assert "loyalty" in {topic.code for topic in topics_in(parse(text).tokens, known)}
