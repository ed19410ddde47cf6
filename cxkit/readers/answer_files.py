"""Read several survey exports into one table of answers."""

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from cxkit.errors import CxkitWarning, ReadError
from cxkit.readers.answers import read_answers
from cxkit.readers.files import places_of, plain_name
from cxkit.readers.question_kind import SCORES
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
        wording has one kind in all of them, and one scale: that of a file with labels, turned
        round where these run from best to worst; a file whose answers take every point of a scale
        of its own keeps that where no file has labels.

    Raises
    ------
    ReadError
        A file cannot be read, or none is named.
    ParameterError
        *paths* are no paths.

    Warns
    -----
    CxkitWarning
        As `read_answers`, and where bare numbers were turned round by the labels of another file.
    """
    files = places_of(paths)
    if not files:
        raise ReadError("an empty list: no survey is there. Name at least one file.")
    frames = [read_answers(file, dates=dates, timezone=timezone) for file in files]
    named = [
        frame.assign(survey_id=frame["survey_id"].fillna(plain_name(file).rsplit(".", 1)[0]))
        for frame, file in zip(frames, files, strict=True)
    ]
    answers = pd.concat(named, ignore_index=True)
    readings = [item for frame in frames for item in frame.attrs["reading"]]
    if len(frames) > 1:
        file_of = pd.Series(
            [at for at, frame in enumerate(frames) for _ in range(len(frame))], answers.index
        )
        _in_step(answers, file_of, readings)
    answers = conform(answers, ANSWERS)
    answers.attrs["reading"] = readings
    return answers


def _in_step(answers: pd.DataFrame, file_of: pd.Series, readings: list[dict[str, Any]]) -> None:
    """Give a question that several files ask one kind and one scale, in place.

    Files that label its points say what they mean in the others too; where none does, all the
    answers together tell.
    """
    asked = answers[answers["question_kind"].isin((*SCORES, "number"))]
    for (id_, _), rows in asked.groupby(["question_id", "question"], sort=False):
        files = file_of[rows.index]
        has_label = rows["text"].notna()[rows["value"].notna()]
        share = has_label.groupby(files).mean()
        is_labelled = files.isin(share.index[share > MOST_LABELLED])
        bare, labelled = rows[~is_labelled], rows[is_labelled]
        if labelled.empty:
            _by_all(answers, bare[bare["question_kind"].isin(SCORES)])
        elif _by_labels(answers, bare, labelled):
            _turn(answers, str(id_), bare, file_of, readings)


def _by_labels(answers: pd.DataFrame, bare: pd.DataFrame, labelled: pd.DataFrame) -> bool:
    """Take kind and scale from the files with labels, where these agree and hold all answers."""
    columns = ["question_kind", "scale_min", "scale_max"]
    known = labelled[columns].drop_duplicates()
    if len(known) != 1:
        return False
    kind, low, high = known.iloc[0]
    is_held = kind in SCORES and bare["value"].dropna().between(low, high).all()
    if is_held:
        answers.loc[bare.index, columns] = [kind, low, high]
    return bool(is_held)


def _turn(
    answers: pd.DataFrame,
    id_: str,
    bare: pd.DataFrame,
    file_of: pd.Series,
    readings: list[dict[str, Any]],
) -> None:
    """Turn bare numbers round where the labels of other files run from best to worst; tell it."""
    is_turned = [id_ in reading["turned"] for reading in readings]
    if not any(is_turned):
        return
    model = Path(readings[is_turned.index(True)]["path"]).name
    rows = answers.loc[bare.index]
    answers.loc[bare.index, "value"] = rows["scale_min"] + rows["scale_max"] - rows["value"]
    for at in file_of[bare.index].unique():
        readings[at]["turned"].append(id_)
        told = f"'{id_}' has no labels here and is turned round, as those in {model} say"
        readings[at]["notes"].append(told)
        name = Path(readings[at]["path"]).name
        warnings.warn(f"{name}: {told}.", CxkitWarning, stacklevel=4)


def _by_all(answers: pd.DataFrame, bare: pd.DataFrame) -> None:
    """Take kind and scale from the answers of all files, none of which has labels.

    A file alone may lack the ends of a scale: a recommend question without an answer above 7. A
    file with every point of 1 to 5 lacks none beside another one with 0 to 10: its scale differs.
    """
    if bare.empty:
        return
    is_nps = bare["question_kind"].eq("nps").any()
    kind = "nps" if is_nps else bare["question_kind"].mode()[0]
    ends = (0.0, 10.0) if is_nps else (bare["scale_min"].min(), bare["scale_max"].max())
    lacking = bare.index if is_nps else bare.index[~_is_filled(bare)]
    answers.loc[bare.index, "question_kind"] = kind
    answers.loc[lacking, ["scale_min", "scale_max"]] = list(ends)


def _is_filled(rows: pd.DataFrame) -> pd.Series:
    """Tell which answers are of a file that has every point of its scale."""
    given = rows.groupby("survey_id")["value"].transform("nunique")
    return (given > rows["scale_max"] - rows["scale_min"]).fillna(False)
