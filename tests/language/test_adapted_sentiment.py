"""Texts whose stars say the opposite of their words."""

import pandas as pd

from cxkit.language.sentiment.adapted_sentiment import contradictions


def test_stars_against_the_words_are_listed_and_honest_ones_are_not() -> None:
    rows = pd.DataFrame(
        {
            "feedback_id": ["r0", "r1", "r2"],
            "text": ["Ужасный обман, никому не советую!"] * 2 + ["Awesome, love it!"],
            "rating": [5.0, 1.0, 1.0],
            "rating_min": 1.0,
            "rating_max": 5.0,
        }
    )
    found = contradictions(rows)
    assert sorted(found[["feedback_id", "tone"]].to_numpy().tolist()) == [
        ["r0", "negative"],
        ["r2", "positive"],
    ]
    assert contradictions(rows.iloc[1:2]).empty
