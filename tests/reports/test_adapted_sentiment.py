"""A tone learned from ratings: kept, loaded, told in both languages."""

import pandas as pd
import pytest

from cxkit.language.annotate import annotate
from cxkit.language.sentiment.adapted_sentiment import adapted_sentiment
from cxkit.reports.adapted_sentiment import adaptation_section
from cxkit.reports.blocks import Table

GOOD = "Wonderful lamp number {}, warm light, thank you"
BAD = "The zorble wibbled on day {}, plonk"
"""Words that no general model knows; the stars say what they mean."""


def rated(n):
    texts = [(GOOD if place % 2 else BAD).format(place) for place in range(n)]
    return pd.DataFrame(
        {
            "feedback_id": [f"f{place}" for place in range(n)],
            "text": texts,
            "created_at": pd.Timestamp("2026-03-02", tz="UTC"),
            "rating": [5.0 if place % 2 else 1.0 for place in range(n)],
            "rating_min": 1.0,
            "rating_max": 5.0,
        }
    )


def test_a_learned_tone_is_saved_and_the_next_run_loads_it(tmp_path):
    feedback = rated(160)
    learned = adapted_sentiment(feedback, fit=True, out=tmp_path / "tables")
    loaded = adapted_sentiment(feedback, model=tmp_path / "tables" / "sentiment_model.npz")
    assert learned.report == loaded.report
    mentions = annotate(feedback, sentiment=loaded)
    codes = mentions.loc[mentions["layer"] == "sentiment", "code"].value_counts()
    assert codes.to_dict() == {"negative": 80, "positive": 80}


def test_nothing_is_learned_or_shown_unless_asked():
    feedback = rated(4)
    assert adapted_sentiment(feedback) is None
    assert not adaptation_section(None, feedback, pd.DataFrame()).blocks


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "The general model stays: rated texts: 3, needed: 150"),
        ("ru", "Осталась общая модель: отзывов с оценкой 3, нужно 150"),
    ],
)
def test_few_ratings_keep_the_general_model_and_contradictions_are_listed(language, said):
    feedback = rated(2)
    angry = feedback.head(1).assign(
        feedback_id="x", rating=5.0, text="Terrible quality, it broke, never buy it, awful!"
    )
    feedback = pd.concat([feedback, angry], ignore_index=True)
    model = adapted_sentiment(feedback, fit=True)
    blocks = adaptation_section(model, feedback, annotate(feedback), language=language).blocks
    assert blocks[0].finding == said
    table = next(block for block in blocks if isinstance(block, Table))
    assert [row[2]["where"]["source_id"] for row in table.rows] == ["x"]
