"""Survey tables with one row an answer."""

from collections.abc import Mapping

import pandas as pd

from cxkit.errors import ParameterError, did_you_mean
from cxkit.readers.cells import as_text
from cxkit.readers.question import Question
from cxkit.schema.answers import QUESTION_KINDS


def is_long(columns: Mapping[str, str]) -> bool:
    """Whether the recognised columns are those of one answer a row."""
    return bool({"question_id", "question"} & set(columns)) and bool(
        {"value", "text"} & set(columns)
    )


def questions_of_long(
    cells: pd.DataFrame, columns: Mapping[str, str], kinds: Mapping[str, str | None], file: str
) -> list[Question]:
    """Make one question of the rows of each question id (or wording)."""
    key = columns.get("question_id") or columns["question"]
    wording = columns.get("question") or key
    ids = as_text(cells[key])
    wordings = as_text(cells[wording])
    given = as_text(cells[columns["question_kind"]]) if "question_kind" in columns else None
    known = ids.dropna().unique().tolist()
    for name in kinds:
        if name not in known:
            raise ParameterError(
                f"questions: {file} has no question '{name}'.{did_you_mean(name, known)}"
            )
    answers = _answers(cells, columns)
    found = []
    for id_, rows in ids.groupby(ids, sort=False):
        name = str(id_)
        if name in kinds and kinds[name] is None:
            continue
        kind = kinds.get(name) or _kind(given, rows.index)
        said = wordings.loc[rows.index].dropna()
        text = str(said.iloc[0]) if len(said) else name
        question = Question(name, text, answers.loc[rows.index], kind=kind)
        if {"value", "text"} <= set(columns):
            question.texts = as_text(cells.loc[rows.index, columns["text"]])
        question.scale = _scale(cells.loc[rows.index], columns)
        found.append(question)
    return found


def _answers(cells: pd.DataFrame, columns: Mapping[str, str]) -> pd.Series:
    """Give the value of each row, and its text where there is no value."""
    parts = [as_text(cells[columns[name]]) for name in ("value", "text") if name in columns]
    return parts[0] if len(parts) == 1 else parts[0].fillna(parts[1])


def _kind(given: pd.Series | None, rows: pd.Index) -> str:
    said = given.loc[rows].dropna().str.strip().str.casefold() if given is not None else None
    kind = str(said.iloc[0]) if said is not None and len(said) else ""
    return kind if kind in QUESTION_KINDS else ""


def _scale(cells: pd.DataFrame, columns: Mapping[str, str]) -> tuple[float, float] | None:
    if not {"scale_min", "scale_max"} <= set(columns):
        return None
    low = pd.to_numeric(cells[columns["scale_min"]], errors="coerce").dropna()
    high = pd.to_numeric(cells[columns["scale_max"]], errors="coerce").dropna()
    return (float(low.iloc[0]), float(high.iloc[0])) if len(low) and len(high) else None
