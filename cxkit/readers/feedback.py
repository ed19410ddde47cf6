"""Stories and reviews as one FEEDBACK table, for maps that join both."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from cxkit.readers.reviews import read_reviews
from cxkit.readers.stories import read_stories
from cxkit.schema.conform import conform, empty
from cxkit.schema.feedback import FEEDBACK


def read_feedback(
    *,
    stories: str | Path | Sequence[str | Path] | None = None,
    reviews: str | Path | None = None,
    dates: str | None = None,
    timezone: str = "UTC",
) -> pd.DataFrame:
    """Read stories and reviews into one table.

    Parameters
    ----------
    stories : path or sequence of paths, optional
        As `read_stories` takes them.
    reviews : path, optional
        As `read_reviews` takes it.
    dates, timezone
        As `read_reviews` takes them.

    Returns
    -------
    DataFrame
        FEEDBACK, stories first. Empty when nothing is named.

    Raises
    ------
    ReadError
        A file cannot be read.
    SchemaError
        A story and a review have one id.
    """
    frames = []
    if stories is not None:
        frames.append(read_stories(stories))
    if reviews is not None:
        frames.append(read_reviews(reviews, dates=dates, timezone=timezone))
    if not frames:
        return empty(FEEDBACK)
    declared = [frame[list(FEEDBACK.columns)] for frame in frames]
    joined = pd.concat(declared, ignore_index=True) if len(declared) > 1 else declared[0]
    joined.attrs["reading"] = [
        entry for frame in frames for entry in frame.attrs.get("reading", [])
    ]
    return conform(joined, FEEDBACK)
