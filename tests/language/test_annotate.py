"""From texts to mentions: offsets, order, duplicates, pieces, missing texts."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.errors import SchemaError
from cxkit.language.annotate import annotate, annotate_in_pieces, read_text


def feedback_of(*texts, kind="review"):
    ids = [f"r{number}" for number in range(len(texts))]
    return pd.DataFrame({"feedback_id": ids, "text": list(texts), "kind": kind})


def codes(mentions, layer):
    return mentions.loc[mentions["layer"] == layer, "code"].tolist()


def test_every_layer_of_a_short_review():
    mentions = annotate(
        feedback_of("Курьер Иван опоздал на два часа и нахамил, звонил им 3 раза, я в ярости!")
    )
    assert codes(mentions, "language") == ["ru"]
    assert codes(mentions, "sentiment") == ["negative"]
    assert "delivery" in codes(mentions, "touchpoint")
    assert {"courier", "phone"} <= set(codes(mentions, "channel"))
    assert codes(mentions, "emotion") == ["anger"]
    assert "disrespect" in codes(mentions, "factor")
    assert codes(mentions, "contacts") == ["phone"]
    assert codes(mentions, "personal") == ["name"]


def test_touchpoints_of_one_text_are_felt_apart():
    mentions = annotate(feedback_of("The food was great, but the waiter was awful."))
    felt = mentions[mentions["layer"] == "touchpoint"].set_index("code")["value"]
    assert felt["product_use"] > 0.2
    assert felt["visit"] < -0.2


def test_a_swear_word_with_stars_counts_in_its_clause():
    # The clause of the touchpoint was read without the text, in which such words are found.
    mentions = annotate(feedback_of("Курьер был просто п****ц, но мама оказалась дома."))
    felt = mentions[mentions["layer"] == "touchpoint"].set_index("code")["value"]
    assert felt["delivery"] < -0.2


def test_another_language_is_said_and_not_guessed():
    mentions = annotate(feedback_of("Das Essen war nicht gut und der Kellner böse"))
    assert mentions["layer"].tolist() == ["language"]
    assert codes(mentions, "language") == ["other"]


def test_emoji_alone_have_a_tone():
    assert codes(annotate(feedback_of("😡😡")), "sentiment") == ["negative"]


def test_missing_and_empty_texts_give_no_mentions():
    mentions = annotate(feedback_of("", None, "  ", "Хорошо"))
    assert set(mentions["feedback_id"]) == {"r3"}


def test_no_texts_give_an_empty_table():
    assert annotate(feedback_of()).empty
    assert "quote" in annotate(feedback_of()).columns


def test_equal_texts_have_equal_mentions_under_their_own_ids():
    mentions = annotate(feedback_of("Плохо. Ждал час.", "Хорошо", "Плохо. Ждал час."))
    first = mentions[mentions["feedback_id"] == "r0"].drop(columns="feedback_id")
    third = mentions[mentions["feedback_id"] == "r2"].drop(columns="feedback_id")
    pd.testing.assert_frame_equal(first.reset_index(drop=True), third.reset_index(drop=True))


def test_equal_texts_are_read_once(monkeypatch):
    seen = []

    def reading(text, **given):
        seen.append(text)
        return read_text(text, **given)

    monkeypatch.setattr("cxkit.language.annotate.read_text", reading)
    annotate(feedback_of(*["Плохо", "Хорошо"] * 500))
    assert seen == ["Плохо", "Хорошо"]


def test_mentions_follow_the_order_of_the_feedback():
    mentions = annotate(feedback_of("Плохо", "Хорошо", "Ужас"))
    assert mentions["feedback_id"].drop_duplicates().tolist() == ["r0", "r1", "r2"]


def test_pieces_together_are_the_whole():
    feedback = feedback_of(*(f"Ждал {number} дней, ужас" for number in range(2, 12)))
    pieces = list(annotate_in_pieces(feedback, size=3))
    assert len(pieces) == 4
    pd.testing.assert_frame_equal(pd.concat(pieces, ignore_index=True), annotate(feedback))


def test_many_texts_are_read_by_several_processes_alike(monkeypatch):
    feedback = feedback_of(*(f"Ждал {number} дней, ужас" for number in range(2, 12)))
    alone = annotate(feedback)
    monkeypatch.setattr("cxkit.language.annotate.MANY", 10)
    monkeypatch.setattr("cxkit.language.annotate.cpu_count", lambda: 2)
    together = annotate_in_pieces(feedback, size=3)
    monkeypatch.setattr("cxkit.language.annotate.read_text", None)  # another process reads
    pd.testing.assert_frame_equal(pd.concat(together, ignore_index=True), alone)


def test_a_table_without_text_column_is_refused_in_words():
    with pytest.raises(SchemaError, match="feedback_id"):
        annotate(pd.DataFrame({"text": ["a"]}))


def test_a_feeling_belongs_to_the_episode_begun_last_before_it():
    text = (
        "Вчера я заказал пиццу на сайте. Курьер приехал через два часа, и я был в ярости. "
        "Я позвонил в поддержку, мне нахамили. Больше я там не закажу."
    )
    mentions = annotate(feedback_of(text, kind="story"))
    (number,) = mentions.loc[mentions["layer"] == "emotion", "episode"]
    episodes = mentions[mentions["layer"] == "episode"]
    (touchpoint,) = episodes.loc[episodes["episode"] == number, "code"]
    assert touchpoint == "delivery"


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_quotes_are_cut_from_the_text_as_it_came(text):
    for is_story in (False, True):
        for mention in read_text(text, is_story=is_story):
            assert 0 <= mention.start <= mention.end <= len(text)


PIECES = st.sampled_from(
    ["Курьер", "опоздал", "не", "рад", "😡", "на", "два", "часа", "the", "waiter", "was", "rude",
     "but", ",", ".", "\n", "$20", "+7 912 345-67-89", "Das ist nicht", "если", "бы", "\u202e"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=20).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_mentions_of_broken_reviews_conform(text):
    mentions = annotate(feedback_of(text))
    for quote, start, end in zip(
        mentions["quote"], mentions["start"], mentions["end"], strict=True
    ):
        assert text[start:end] == quote


@pytest.mark.parametrize(
    ("text", "touchpoint"),
    [
        ("Заплатил за доставку, а курьер потребовал деньги ещё раз.", "delivery"),
        ("They charged my card twice.", "payment"),
    ],
)
def test_a_touchpoint_with_a_told_fault_is_felt_as_bad_without_a_word_of_tone(text, touchpoint):
    # The courier who asks for the money again was "neutral": no word of the sentence has a tone.
    found = read_text(text, is_story=False)
    assert any(mention.layer == "factor" for mention in found)
    felt = [m.value for m in found if (m.layer, m.code) == ("touchpoint", touchpoint)]
    assert felt
    assert max(felt) <= -0.2


def test_a_touchpoint_beside_no_fault_keeps_its_tone():
    found = read_text("The courier came at noon. They charged my card twice.", is_story=False)
    delivery = next(m for m in found if (m.layer, m.code) == ("touchpoint", "delivery"))
    assert (delivery.by, abs(delivery.value) < 0.2) == ("terms", True)
