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
        wording has one kind in all of them, and one scale; a file whose answers take every point
        of a scale of its own keeps that.

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

    A file alone may lack the ends of a scale: a recommend question without an answer above 7. A
    file with every point of 1 to 5 lacks none beside another one with 0 to 10: its scale differs.
    """
    bare = answers[answers["question_kind"].isin(SCORES)]
    answers = answers.copy()
    for _, rows in bare.groupby(["question_id", "question"], sort=False):
        if rows["text"].notna().mean() > MOST_LABELLED:
            continue
        is_nps = rows["question_kind"].eq("nps").any()
        kind = "nps" if is_nps else rows["question_kind"].mode()[0]
        ends = (0.0, 10.0) if is_nps else (rows["scale_min"].min(), rows["scale_max"].max())
        lacking = rows.index if is_nps else rows.index[~_is_filled(rows)]
        answers.loc[rows.index, "question_kind"] = kind
        answers.loc[lacking, ["scale_min", "scale_max"]] = list(ends)
    return answers


def _is_filled(rows: pd.DataFrame) -> pd.Series:
    """Tell which answers are of a file that has every point of its scale."""
    given = rows.groupby("survey_id")["value"].transform("nunique")
    return (given > rows["scale_max"] - rows["scale_min"]).fillna(False)
