"""Adapting to the researcher's own ratings: what is learned, kept, saved and refused."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from cxkit.errors import ReadError
from cxkit.language.annotate import annotate
from cxkit.language.ground.document import parse
from cxkit.language.sentiment.fit_sentiment import fit_sentiment, fit_signs, leanings
from cxkit.language.sentiment.sentiment_model import SentimentModel, load_sentiment
from cxkit.language.sentiment.tone import read

# A trade's own words that no general lexicon knows: "blorp" is good there, "zanky" is bad.
PLACES = ("hall", "desk", "line", "shop", "yard")
GOOD = [f"The {place} number {n} is blorp today" for n in range(20) for place in PLACES]
BAD = [f"The {place} number {n} is zanky today" for n in range(20) for place in PLACES]


def feedback(texts: list[str], ratings: list[float]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "feedback_id": [f"r{number}" for number in range(len(texts))],
            "text": texts,
            "rating": ratings,
            "rating_min": 1.0,
            "rating_max": 5.0,
        }
    )


@pytest.fixture(scope="module")
def adapted() -> SentimentModel:
    return fit_sentiment(feedback(GOOD + BAD, [5.0] * 100 + [1.0] * 100))


def test_words_of_the_trade_are_learned(adapted: SentimentModel) -> None:
    assert adapted.report["kept"] == "adapted"
    assert adapted.report["f1_adapted"] == 1.0
    assert adapted.read(parse("This one is blorp")).label == "positive"
    assert adapted.read(parse("This one is zanky")).label == "negative"


def test_a_term_that_leans_to_a_sign_weighs_more() -> None:
    # "blorp" is in every good text and no bad one, "today" is in all, "hall" leans nowhere.
    texts = GOOD + BAD
    signs = np.array([1] * 100 + [-1] * 100)
    names = ["blorp", "today", "hall"]
    counts = sparse.csr_matrix([[name in text for name in names] for text in texts], dtype=float)
    blorp, today, hall = leanings(counts, signs)
    # One more of each: 101, 101 and 21 of 223 good, 1, 101 and 21 of 123 bad.
    far, near = np.log(101 / 223 * 123), np.log(223 / 123)
    usual = np.sqrt((far**2 + 2 * near**2) / 3)
    assert blorp == pytest.approx(0.5 + 0.5 * far / usual)
    assert today == pytest.approx(0.5 + 0.5 * near / usual)
    assert hall == pytest.approx(today)


def test_a_saved_model_reads_as_before(adapted: SentimentModel, tmp_path: Path) -> None:
    path = adapted.save(tmp_path / "model")
    assert path.name == "model.npz"
    again = load_sentiment(path)
    for text in ("This one is blorp", "zanky, not blorp", "", "Ужасно"):
        assert again.read(parse(text)).score == pytest.approx(
            adapted.read(parse(text)).score, abs=1e-4
        )
    assert again.report == adapted.report


def test_mentions_take_the_tone_of_texts_from_the_adapted_model(adapted: SentimentModel) -> None:
    rows = feedback(["This one is zanky"], [1.0])
    mentions = annotate(rows, sentiment=adapted)
    tone = mentions[mentions["layer"] == "sentiment"]
    assert tone[["code", "by"]].to_numpy().tolist() == [["negative", "adapted model"]]


def test_below_150_ratings_the_general_model_stays(tmp_path: Path) -> None:
    few = fit_sentiment(feedback(GOOD[:70] + BAD[:70], [5.0] * 70 + [1.0] * 70))
    assert few.report["kept"] == "general"
    assert few.report["why"] == "140 rated texts, 150 needed"
    document = parse("Отлично, рекомендую")
    assert few.read(document) == read(document)
    assert load_sentiment(few.save(tmp_path / "few.npz")).read(document) == read(document)


def test_one_sign_alone_is_nothing_to_learn() -> None:
    assert fit_signs(GOOD * 2, [1] * 200).report["kept"] == "general"


def test_ratings_that_contradict_the_words_at_random_do_not_win() -> None:
    texts = [f"Отлично, рекомендую {n}" for n in range(80)] + [f"Ужасно, {n}" for n in range(80)]
    assert fit_signs(texts, [1] * 80 + [-1] * 80).report["kept"] == "general"


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    path.write_text("no model", encoding="utf-8")
    with pytest.raises(ReadError, match="not a sentiment model"):
        load_sentiment(path)
    with pytest.raises(ReadError, match="not a sentiment model"):
        load_sentiment(tmp_path / "absent.npz")
