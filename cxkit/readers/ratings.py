"""The scale of a rating: given by the file, by the researcher, or taken from the values."""

import pandas as pd

from cxkit.errors import ParameterError
from cxkit.readers.reading import Reading

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


def set_scale(
    frame: pd.DataFrame, scale: tuple[float, float] | None, reading: Reading
) -> pd.DataFrame:
    """Add rating_min and rating_max, and refuse the ratings outside.

    The scale is, in this order: the file's own columns, *scale*, the smallest usual one that
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
