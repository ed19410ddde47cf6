"""The tone of texts: what is found, what it is worth, how sure the label is."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import f1_score

from cxkit.language.ground.document import parse
from cxkit.language.sentiment.tone import (
    FEATURES,
    LABELS,
    UNSURE,
    Tone,
    features,
    read,
    read_tokens,
)
from cxkit.language.sentiment.tone_hits import find_hits
from cxkit.language.sentiment.tone_roles import ROLES

PARALLEL = Path(__file__).with_name("parallel.tsv")


def tone(text: str) -> Tone:
    return read(parse(text))


def found(text: str) -> list[tuple[str, float, str]]:
    """Give what was found as it is written in the text."""
    return [
        (text[hit.start : hit.end].lower(), hit.value, hit.rule)
        for hit in find_hits(parse(text).tokens)[0]
    ]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Курьер нахамил, больше не закажу!", "negative"),
        ("The courier was rude, never ordering again!", "negative"),
        ("Всё пришло быстро и в целости, спасибо!", "positive"),
        ("Everything arrived on time, thank you!", "positive"),
        ("Заказ номер 15 оформлен вчера.", "neutral"),
        ("Order number 15 was placed yesterday.", "neutral"),
        ("🤬🤬🤬", "negative"),
        ("❤️❤️", "positive"),
        ("", "unsure"),
        ("...", "unsure"),
    ],
)
def test_plain_texts_are_read_as_people_read_them(text: str, label: str) -> None:
    assert tone(text).label == label


def test_a_word_after_a_negation_has_its_own_value() -> None:
    # In the lists: рекомендовать 2, after a negation -3; worth 2, after a negation -2.5.
    assert found("рекомендую") == [("рекомендую", 2.0, "word")]
    assert found("никак не рекомендую")[-1] == ("рекомендую", -3.0, "negated")
    assert found("The food was not tasty") == [("tasty", -1.5, "negated")]


def test_a_russian_no_after_the_word_turns_it() -> None:
    (turned,) = found("Дефекта нет")
    assert turned[1] >= 0
    assert turned[2] in ("negated", "phrase")


def test_the_negation_of_blame_reaches_less_far_than_that_of_praise() -> None:
    near = {word: rule for word, _, rule in found("It is not dirty")}
    far = {word: rule for word, _, rule in found("Not one of the rooms was dirty")}
    assert near["dirty"] == "negated"
    assert far["dirty"] == "word"


def test_an_intensifier_strengthens_the_next_word() -> None:
    # very 1.4 x tasty 2 = 2.8
    assert found("very tasty") == [("tasty", 2.8, "intensified")]


def test_a_phrase_wins_over_its_words() -> None:
    assert found("waste of money") == [("waste of money", -3.0, "phrase")]
    assert [rule for _, _, rule in found("не пожалеете")] == ["phrase"]


def test_comparatives_keep_their_form_in_phrases() -> None:
    assert tone("Больше не приду").label == "negative"
    assert tone("Большой магазин, приду").label != "negative"


def test_what_stands_after_but_weighs_more() -> None:
    assert tone("Дорого, но качество отличное").score > tone("Качество отличное, но дорого").score


def test_sarcastic_thanks_are_not_praise() -> None:
    assert tone("Thanks for nothing").label == "negative"
    assert tone("Thanks for ruining my holiday").label == "negative"
    assert tone("Спасибо, что хоть не потеряли").score < tone("Спасибо, что не потеряли").score


def test_masked_swearing_is_found() -> None:
    (hit,) = [hit for hit in tone("какая-то х**ня").hits if hit.rule == "masked"]
    assert hit.value == -3.0


def test_a_row_of_the_same_emoji_is_one_feeling() -> None:
    many, few = features(tone("❤" * 30)), features(tone("❤" * 2))
    assert many[FEATURES.index("net")] == few[FEATURES.index("net")]


def test_the_memory_of_roles_starts_anew_when_it_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Not a bad place, but the courier was rude :("
    before = found(text)
    monkeypatch.setattr(ROLES, "_most", 3)
    ROLES.clear()
    assert found(text) == before
    assert len(ROLES) <= 3


def test_a_lone_bracket_at_the_end_is_a_smile_or_a_frown() -> None:
    assert found("Опять дождь(") == [("(", -1.5, "mark")]
    assert found("Заказ пришёл)") == [(")", 1.0, "mark")]
    assert found("Заказ (номер 15) пришёл") == []


def test_every_label_shows_its_words() -> None:
    text = "Номер грязный, персонал вежливый."
    assert [text[hit.start : hit.end] for hit in tone(text).hits] == ["грязный", "вежливый"]


def test_any_run_of_tokens_can_be_read() -> None:
    (sentence,) = parse("Мне понравилась еда, но официант нахамил.").sentences
    first, last = sentence.clauses[0], sentence.clauses[-1]
    assert read_tokens(first.tokens).score > 0 > read_tokens(last.tokens).score


def test_the_languages_are_read_alike() -> None:
    with PARALLEL.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter="\t") if not row[0].startswith("#")]
    labels = [row[0] for row in rows]
    russian, english = (
        f1_score(labels, [tone(row[column]).label for row in rows], average="macro")
        for column in (1, 2)
    )
    assert len(rows) == 120
    assert abs(russian - english) < 0.03
    assert min(russian, english) > 0.9


@given(st.text(max_size=300))
def test_any_text_gets_a_label_and_hits_in_their_places(text: str) -> None:
    answer = tone(text)
    assert -1 <= answer.score <= 1
    assert answer.label in (*LABELS, "unsure")
    assert (answer.label == "unsure") == (answer.confidence < UNSURE)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in answer.hits)
    assert [hit.start for hit in answer.hits] == sorted(hit.start for hit in answer.hits)
