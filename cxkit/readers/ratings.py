"""The scale of a rating: given by the file, by the researcher, or taken from the values."""

from collections import Counter
from functools import cache

import pandas as pd

from cxkit.errors import ParameterError, some
from cxkit.readers.cells import present
from cxkit.readers.columns import plain
from cxkit.readers.ladders import ladder_of, steps_of
from cxkit.readers.numbers import OF, as_numbers
from cxkit.readers.question import LABELLED, Question, points_of, turned
from cxkit.readers.question_kind import BETWEEN, scale_of
from cxkit.readers.reading import Reading
from cxkit.readers.words import words

SCALES = ((1, 5), (0, 5), (1, 10), (0, 10), (0, 100))
"""Scales that are tried, the smallest first."""
COVERED = 0.95
"""Share of the ratings that a scale must hold to be taken; the others are refused."""


def check_scale(scale: tuple[float, float] | None) -> None:
    """Refuse a scale that is not (lowest, highest)."""
    if scale is None:
        return
    pair = list(scale) if isinstance(scale, (tuple, list)) else []
    if len(pair) != 2 or not all(isinstance(p, (int, float)) for p in pair) or pair[0] >= pair[1]:
        raise ParameterError(f"scale={scale!r} must be (lowest, highest), such as (1, 5).")


def read_ratings(
    cells: pd.Series, reading: Reading
) -> tuple[pd.Series, tuple[float, float] | None]:
    """Bring ratings in words to points, and find the scale that the cells or their heading tell.

    Parameters
    ----------
    cells : Series
        A column of ratings as found, named by its heading.
    reading : Reading
        Told of what was taken for what.

    Returns
    -------
    cells : Series
        Points in place of words ("FIVE", "Good", 👍), where words are what the column holds;
        missing in place of "8/10" where most are of five; the others as they are.
    scale : (number, number), optional
        Lowest and highest point, by "of 10", "%", "(1-10)" or the words; None where none tells.
    """
    known = present(cells)
    texts = known[[isinstance(cell, str) for cell in known]].str.strip()
    points, scale = _in_words(texts)
    if scale is not None:
        shown = some([f"'{text}'" for text in texts.drop_duplicates()], 4)
        reading.note(f"rating: words or signs ({shown}) are read as points {_ends(scale)}")
        return cells.astype("object").where(~cells.index.isin(points.index), points), scale
    tops = texts.str.extract(OF)[1].dropna() if len(texts) else texts
    if len(tops):
        top = Counter(tops).most_common(1)[0][0]
        other = tops.index[tops != top]
        reading.unread("rating", cells.loc[other], f"a number of {top}, as the others are")
        cells = cells.drop(other).reindex(cells.index)
        scale = (_bottom(cells), float(top))
    elif len(texts) and texts.str.endswith("%").mean() > COVERED:
        scale = (0.0, 100.0)
    elif told := BETWEEN.search(str(cells.name).casefold()):
        low, high = float(told[1]), float(told[2])
        is_held = as_numbers(cells)[0].dropna().between(low, high).mean() >= COVERED
        scale = (low, high) if is_held else None
    if scale is None or scale[0] >= scale[1]:
        return cells, None
    reading.note(f"rating: scale {_ends(scale)}, as the cells or their heading say")
    return cells, scale


def _ends(scale: tuple[float, float]) -> str:
    return f"{scale[0]:g} to {scale[1]:g}"


def _bottom(cells: pd.Series) -> float:
    """Take the lowest point as 1, unless a cell is 0."""
    return 0.0 if as_numbers(cells)[0].eq(0).any() else 1.0


def _in_words(texts: pd.Series) -> tuple[pd.Series, tuple[float, float] | None]:
    """Read ratings that are words of one sort; no scale where they are not."""
    if not len(texts):
        return texts, None
    for scale, points in _worded():
        found = texts.map(lambda text, known=points: known.get(plain(text) or text))
        if found.notna().mean() >= COVERED:
            return found.fillna(texts), scale
    if texts.str.match(LABELLED).mean() >= COVERED:
        return _before_labels(texts)
    ladder = ladder_of(texts)
    if ladder is None:
        return texts, None
    steps = steps_of(ladder, texts)
    return texts.map(lambda text: steps.get(text, text)), (1.0, float(len(ladder.steps)))


def _before_labels(texts: pd.Series) -> tuple[pd.Series, tuple[float, float] | None]:
    """Read points that stand before their labels, "5 - Excellent"; the best is the highest."""
    question = Question("rating", "", texts, kind="csat")
    points = points_of(question)
    question.scale = scale_of(question, points)
    found = (turned(question, points) or points).value.astype("object").fillna(texts)
    return found, question.scale


@cache
def _worded() -> list[tuple[tuple[float, float], dict[str, float]]]:
    """Give the scales of words and signs: their ends, and the point of each word."""
    scales = []
    for ends, steps in words("rating_words").items():
        low, high = (float(end) for end in ends.split(" to "))
        points = {plain(word) or word: low + at for at, said in enumerate(steps) for word in said}
        scales.append(((low, high), points))
    return scales


def set_scale(
    frame: pd.DataFrame, scale: tuple[float, float] | None, reading: Reading
) -> pd.DataFrame:
    """Add rating_min and rating_max, and refuse the ratings outside.

    The scale is, in this order: *scale*, the file's own columns, the smallest usual one that
    holds at least 95 % of the ratings. A taken scale is always told in the notes.
    """
    if "rating" not in frame:
        return frame
    if "rating_max" in frame and scale is None:
        low = frame["rating_min"] if "rating_min" in frame else _lowest(frame, reading)
        high = frame["rating_max"]
        frame = frame.assign(rating_min=low)
    else:
        bounds = scale or _usual_scale(frame["rating"].dropna(), reading)
        if bounds is None:
            return frame
        low, high = (pd.Series(float(end), frame.index, dtype="Float64") for end in bounds)
        frame = frame.assign(rating_min=low, rating_max=high)
    outside = ((frame["rating"] < low) | (frame["rating"] > high)).fillna(False)
    for ends, rows in frame.loc[outside].groupby(["rating_min", "rating_max"]):
        reason = f"rating outside its scale: {ends[0]:g} to {ends[1]:g}"
        reading.refuse(rows["rating"].map("{:g}".format), "rating", reason)
    return frame


def _lowest(frame: pd.DataFrame, reading: Reading) -> pd.Series:
    low = 0.0 if frame["rating"].eq(0).any() else 1.0
    reading.note(f"rating: the lowest possible is taken as {low:g}")
    return pd.Series(low, frame.index, dtype="Float64")


def _usual_scale(ratings: pd.Series, reading: Reading) -> tuple[float, float] | None:
    if not len(ratings):
        return None
    for low, high in SCALES:
        if ratings.between(low, high).mean() >= COVERED:
            reading.note(
                f"rating: scale {low} to {high}, taken from the values"
                f" ({ratings.min():g} to {ratings.max():g}); say scale=(low, high) if it is another"
            )
            return low, high
    reading.note(
        f"rating: values from {ratings.min():g} to {ratings.max():g} fit no usual scale;"
        " say scale=(low, high)",
        warn=True,
    )
    return None
