"""Signs of ratings and labels: negative, neutral, positive as -1, 0, 1."""

from collections.abc import Sequence
from functools import cache

import numpy as np
import pandas as pd

from cxkit.errors import ParameterError
from cxkit.language.word_lists import rows

NAMES = {"negative": -1, "neutral": 0, "positive": 1}


def signs_of(feedback: pd.DataFrame) -> pd.Series:
    """Give the sign of each rating by its place on its scale; missing where there is none.

    Examples
    --------
    >>> stars = pd.DataFrame({"rating": [1.0, 3.0, 4.0], "rating_min": 1.0, "rating_max": 5.0})
    >>> signs_of(stars).tolist()
    [-1, 0, 1]
    """
    width = feedback["rating_max"] - feedback["rating_min"]
    place = ((feedback["rating"] - feedback["rating_min"]) / width.where(width > 0)).astype(float)
    signs = pd.Series(np.select([place < 0.4, place <= 0.6], [-1, 0], 1), feedback.index)
    return signs.astype("Int64").where(place.notna())


def signs_of_labels(labels: Sequence[object]) -> list[int]:
    """Give the signs of labels: words, signs or points on a scale.

    Words are negative, neutral, positive in English or Russian, or shortened (neg, neu, pos).
    Numbers are read by the whole column: with a -1 in it as signs; all 0 or 1 as negative and
    positive; else as points on the narrowest usual scale that holds them: 0-2, 1-5, 0-10, 0-100.

    Raises
    ------
    ParameterError
        If a label is none of these.

    Examples
    --------
    >>> signs_of_labels(["Positive", "негативный", "neutral"])
    [1, -1, 0]
    >>> signs_of_labels([1, 3, 4.0]), signs_of_labels([0, 1]), signs_of_labels(["-1", "0"])
    ([-1, 0, 1], [-1, 1], [-1, 0])
    """
    written = [str(label).strip().lower() for label in labels]
    known = sign_words()
    unknown = [row for row, label in enumerate(written) if label not in known]
    if not unknown:
        return [known[label] for label in written]
    points = pd.to_numeric(pd.Series(written, dtype="str"), errors="coerce")
    if points.isna().any():
        row = unknown[0] if len(unknown) < len(written) else int(points.isna().idxmax())
        raise ParameterError(
            f"label {labels[row]!r} in row {row} is not a sentiment; allowed are negative, "
            "neutral, positive in all rows, or numbers in all: -1, 0, 1, stars or points."
        )
    return _signs_of_points(points)


@cache
def sign_words() -> dict[str, int]:
    """Give the words that people label sentiment with, and their signs."""
    return {word: int(sign) for word, sign in rows("sentiment_labels")}


def _signs_of_points(points: pd.Series) -> list[int]:
    """Give the signs of numbers by the scale that the whole column fits."""
    low, high = points.min(), points.max()
    if low == -1 and high <= 1:
        return [int(sign) for sign in points]
    if points.isin([0, 1]).all():
        return [1 if point else -1 for point in points]
    scales = ((0, 2), (1, 5), (0, 10), (0, 100))
    fitting = [scale for scale in scales if scale[0] <= low and high <= scale[1]]
    if not fitting:
        raise ParameterError(
            f"labels from {low:g} to {high:g} fit no usual scale: -1 to 1, 0-2, 1-5, 0-10, 0-100."
        )
    first, last = fitting[0]
    frame = pd.DataFrame({"rating": points, "rating_min": first, "rating_max": last})
    return [int(sign) for sign in signs_of(frame)]
