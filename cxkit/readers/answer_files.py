"""Read several survey exports into one table of answers."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from cxkit.errors import ReadError
from cxkit.readers.answers import read_answers
from cxkit.readers.files import places_of, plain_name
from cxkit.schema.answers import ANSWERS
from cxkit.schema.conform import conform


def read_answer_files(
    paths: str | Path | Sequence[str | Path], *, dates: str | None = None, timezone: str = "UTC"
) -> pd.DataFrame:
    """Read survey exports one after the other.

    A survey without an id gets the name of its file.

    Parameters
    ----------
    paths : path or sequence of paths
        The files; see `read_answers`. One path is one file.
    dates, timezone
        As in `read_answers`, for all files.

    Returns
    -------
    DataFrame
        ANSWERS, file after file.

    Raises
    ------
    ReadError
        A file cannot be read, or none is named.
    ParameterError
        *paths* are no paths.
    """
    files = places_of(paths)
    if not files:
        raise ReadError("an empty list: no survey is there. Name at least one file.")
    frames = [read_answers(file, dates=dates, timezone=timezone) for file in files]
    named = [
        frame.assign(survey_id=frame["survey_id"].fillna(plain_name(file).rsplit(".", 1)[0]))
        for frame, file in zip(frames, files, strict=True)
    ]
    answers = pd.concat(named, ignore_index=True) if len(named) > 1 else named[0]
    answers = conform(answers, ANSWERS)
    answers.attrs["reading"] = [item for frame in frames for item in frame.attrs["reading"]]
    return answers
