"""Read several survey exports into one table of answers."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from cxkit.errors import ReadError
from cxkit.readers.answers import read_answers
from cxkit.readers.files import places_of, plain_name
from cxkit.readers.question import SCORES
from cxkit.schema.answers import ANSWERS
from cxkit.schema.conform import conform

MOST_LABELLED = 0.5
"""Share of answers with a label from which the labels tell the scale."""


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
        ANSWERS, file after file. A question in bare numbers that several files ask with the same
        wording has one kind and one scale in all of them.

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
    answers = conform(_in_step(answers), ANSWERS)
    answers.attrs["reading"] = [item for frame in frames for item in frame.attrs["reading"]]
    return answers


def _in_step(answers: pd.DataFrame) -> pd.DataFrame:
    """Give a question that several files ask one kind and one scale, told by all its answers.

    A file alone may lack the ends of a scale: a recommend question without an answer above 7.
    """
    bare = answers[answers["question_kind"].isin(SCORES)]
    answers = answers.copy()
    for _, rows in bare.groupby(["question_id", "question"], sort=False):
        if rows["text"].notna().mean() > MOST_LABELLED:
            continue
        ends = rows["scale_min"].min(), rows["scale_max"].max()
        kind = "nps" if rows["question_kind"].eq("nps").any() else rows["question_kind"].mode()[0]
        low, high = (0.0, 10.0) if kind == "nps" else ends
        answers.loc[rows.index, ["question_kind", "scale_min", "scale_max"]] = [kind, low, high]
    return answers
