"""Signs of ratings and labels."""

import pandas as pd
import pytest

from cxkit.errors import ParameterError
from cxkit.language.sentiment.sentiment_signs import signs_of, signs_of_labels


def test_ratings_become_signs_by_their_place_on_the_scale() -> None:
    stars = pd.DataFrame({"rating": [1.0, 2.0, 3.0, 4.0, 5.0], "rating_min": 1, "rating_max": 5})
    assert signs_of(stars).tolist() == [-1, -1, 0, 1, 1]
    points = pd.DataFrame({"rating": [0.0, 5.0, 10.0, None], "rating_min": 0, "rating_max": 10})
    assert signs_of(points).tolist() == [-1, 0, 1, pd.NA]


def test_labels_are_words_or_numbers_and_others_are_refused() -> None:
    assert signs_of_labels(["negative", "Neutral", "pos", "положительный"]) == [-1, 0, 1, 1]
    assert signs_of_labels(["-1", "0", "1.0"]) == [-1, 0, 1]
    assert signs_of_labels([0, 1, 1]) == [-1, 1, 1]
    assert signs_of_labels([0, 1, 2]) == [-1, 0, 1]
    assert signs_of_labels([1, 2, 3, 4]) == [-1, -1, 0, 1]
    assert signs_of_labels([0, 5, 10]) == [-1, 0, 1]
    with pytest.raises(ParameterError, match=r"'good one' in row 1.*negative, neutral, positive"):
        signs_of_labels(["positive", "good one"])
    with pytest.raises(ParameterError, match=r"from -5 to 3"):
        signs_of_labels([-5, 3])
