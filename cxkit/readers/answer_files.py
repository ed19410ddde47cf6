"""Read several survey exports into one table of answers."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from cxkit.readers.answers import read_answers
from cxkit.schema.answers import ANSWERS
from cxkit.schema.conform import conform


def read_answer_files(
    paths: Sequence[str | Path], *, dates: str | None = None, timezone: str = "UTC"
) -> pd.DataFrame:
    """Read survey exports one after the other.

    A survey without an id gets the name of its file.

    Parameters
    ----------
    paths : sequence of path
        The files; see `read_answers`.
    dates, timezone
        As in `read_answers`, for all files.

    Returns
    -------
    DataFrame
        ANSWERS, file after file.
    """
    frames = [read_answers(path, dates=dates, timezone=timezone) for path in paths]
    named = [
        frame.assign(survey_id=frame["survey_id"].fillna(Path(path).name.split(".")[0]))
        for frame, path in zip(frames, paths, strict=True)
    ]
    answers = pd.concat(named, ignore_index=True) if len(named) > 1 else named[0]
    answers = conform(answers, ANSWERS)
    answers.attrs["reading"] = [item for frame in frames for item in frame.attrs["reading"]]
    return answers
