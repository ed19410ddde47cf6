"""Survey tables with one row a respondent and one column a question (or an option)."""

from collections.abc import Mapping

import pandas as pd

from cxkit.errors import ParameterError, ReadError, did_you_mean
from cxkit.readers.question import Question, has_answers
from cxkit.readers.sav import Labelled
from cxkit.readers.survey_headers import Headed, all_chosen_or_not, is_chosen

MOST = 2000
"""Columns beyond which a table is no survey, unless the questions are named."""


def questions_of_headed(
    headed: Headed, names: list[str], kinds: Mapping[str, str | None], file: str
) -> list[Question]:
    """Make questions of the columns *names*; those that *kinds* sets to None are left out."""
    _check(kinds, names, file)
    chosen = names if len(names) <= MOST else [name for name in names if name in kinds]
    if not chosen:
        raise ReadError(
            f"{file}: {len(names):,} columns are too many for a survey. Name the questions:"
            ' questions={"column": "nps"}.'
        )
    multiple = _multiple_stems(headed)
    found = []
    for name in chosen:
        if name in kinds and kinds[name] is None:
            continue
        cells = headed.cells[name]
        stem, option = headed.stems.get(name, ("", ""))
        if stem in multiple and name not in kinds:
            found.append(Question(stem, stem, cells, kind="multiple", option=option))
        else:
            wording = headed.wordings.get(name) or name
            id_ = wording if stem else name
            found.append(Question(id_, wording, cells, kind=kinds.get(name) or ""))
    return found


def questions_of_sav(
    table: Labelled, names: list[str], kinds: Mapping[str, str | None], file: str
) -> list[Question]:
    """Make questions of the variables *names*, with labels and missing values."""
    _check(kinds, names, file)
    found = []
    for name in names:
        if name in kinds and kinds[name] is None:
            continue
        labels = table.labels.get(name, {})
        wording = table.wordings.get(name) or name
        question = Question(
            name, wording, table.grid.cells[name], labels, table.missing.get(name, set()),
            kinds.get(name) or "",
        )  # fmt: skip
        if not question.kind and "_" in name and _is_option(labels):
            question.kind, question.option = "multiple", wording
            question.id = question.wording = name.split("_")[0]
        found.append(question)
    return found


def chosen_rows(question: Question) -> pd.Index:
    """Give the rows in which an option of a multiple question was chosen."""
    if question.labels:
        chosen = {p for p, label in question.labels.items() if is_chosen(label, "") is True}
        return question.cells.index[question.cells.isin(chosen)]
    texts = question.cells.astype("object")
    is_yes = [isinstance(c, str) and is_chosen(c, question.option) is True for c in texts]
    return question.cells.index[is_yes]


def _is_option(labels: dict[float, str]) -> bool:
    said = sorted(str(is_chosen(label, "")) for label in labels.values())
    return said == ["False", "True"] and set(labels) <= {0.0, 1.0, 2.0}


def _multiple_stems(headed: Headed) -> set[str]:
    """Questions spread over columns in which every answer says chosen or not."""
    stems: dict[str, bool] = {}
    for name, (stem, option) in headed.stems.items():
        cells = headed.cells[name]
        fits = not has_answers(cells) or all_chosen_or_not(cells, option)
        stems[stem] = stems.get(stem, True) and fits
    return {stem for stem, fits in stems.items() if fits}


def _check(kinds: Mapping[str, str | None], names: list[str], file: str) -> None:
    for name in kinds:
        if name not in names:
            raise ParameterError(
                f"questions: {file} has no question '{name}'.{did_you_mean(name, names)}"
            )
