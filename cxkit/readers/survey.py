"""Open a survey file and find its questions and what it says about each response."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import pandas as pd

from cxkit.errors import ParameterError, ReadError
from cxkit.readers.columns import Mapped, map_columns, plain
from cxkit.readers.files import Source
from cxkit.readers.grid import Grid
from cxkit.readers.grids import read_grid
from cxkit.readers.layout import layout_of
from cxkit.readers.likely import is_named_like, likely, map_grid
from cxkit.readers.people import hides_people, reaches_people
from cxkit.readers.question import Question, points_of
from cxkit.readers.question_kind import SCORES, recognise_kind
from cxkit.readers.sav import Labelled, read_sav
from cxkit.readers.survey_headers import (
    Headed,
    all_chosen_or_not,
    is_paradata,
    read_headers,
)
from cxkit.readers.survey_long import is_long, questions_of_long
from cxkit.readers.survey_wide import questions_of_headed, questions_of_sav

ABOUT = ("response_id", "survey_id", "source", "respondent_key", "answered_at", "channel", "weight")
"""Columns of ANSWERS that say something about the whole response."""


@dataclass
class Survey:
    """A survey before it becomes answers."""

    grid: Grid
    mapped: Mapped
    questions: list[Question]
    form: str
    long: bool = False


def open_survey(
    source: Source,
    columns: Mapping[str, object] | None,
    kinds: Mapping[str, str | None],
    layout: Mapping[str, object] | None,
) -> Survey:
    """Read the cells of a survey in any format, and cut them into questions.

    Raises
    ------
    ReadError
        The file cannot be read, or holds no question.
    ParameterError
        *columns* or *kinds* name what is not there.
    """
    name = source.path.name
    if source.format in ("sav", "dta"):
        table = read_sav(source)
        asked = {*table.labels, *kinds}
        mapped = _about_columns(table.grid.cells, table.wordings, columns, name, asked.__contains__)
        rest = [n for n in mapped.others if n in kinds or not is_paradata(table.wordings[n] or n)]
        found = questions_of_sav(table, rest, kinds, name)
        _name_by_labels(table, mapped)
        return Survey(table.grid, mapped, found, "")
    grid = read_grid(source, layout_of(layout))
    mapped = map_grid(grid, "answers", columns, file=name)
    if is_long(mapped.columns):
        found = questions_of_long(grid.cells, mapped.columns, kinds, name)
        return Survey(grid, _only_about(mapped), found, "", long=True)
    _no_long_columns(columns or {}, name)
    headed = read_headers(grid)
    grid.cells = headed.cells
    is_asked = partial(_is_asked, headed, kinds)
    mapped = _about_columns(grid.cells, headed.wordings, columns, name, is_asked)
    rest = [one for one in mapped.others if one in kinds or not is_paradata(one)]
    found = questions_of_headed(headed, rest, kinds, name)
    if not found:
        raise ReadError(f"{name}: there is no question in it, only columns about responses.")
    return Survey(grid, mapped, found, headed.form)


def _no_long_columns(columns: Mapping[str, object], file: str) -> None:
    for column in columns:
        if column not in ABOUT:
            raise ParameterError(
                f"columns: '{column}' belongs to tables with one row an answer; {file} is read with"
                f" one column a question. Allowed here: {', '.join(ABOUT)}. For a table with one"
                ' row an answer give both "question_id" and "value".'
            )


def _about_columns(
    cells: pd.DataFrame,
    wordings: Mapping[str, str],
    columns: Mapping[str, object] | None,
    file: str,
    is_asked: Callable[[str], bool],
) -> Mapped:
    """Recognise what is said about responses, by names and then by wordings.

    What only sounds like people's data is a question: "Phone" is rated or chosen.
    """
    names = [str(name) for name in cells.columns]
    by_wording = {wordings.get(name) or name: name for name in reversed(names)}
    mapped = _only_about(map_columns(names, "answers", columns, file=file))
    worded = _only_about(map_columns(list(by_wording), "answers", None, file=file))
    taken = dict(mapped.columns)
    for column, wording in worded.columns.items():
        if column not in (columns or {}) and by_wording[wording] not in taken.values():
            taken.setdefault(column, by_wording[wording])
    survey = taken.get("survey_id")
    is_id = survey and "id" in plain(survey).split() and len(cells) > 1 and cells[survey].is_unique
    if is_id and "response_id" not in taken:
        taken["response_id"] = taken.pop("survey_id")
    free = [
        name for name in names
        if name not in taken.values() and is_named_like(name, "answers") and not is_asked(name)
    ]  # fmt: skip
    more = likely(cells, "answers", taken, free, {*(columns or {})})
    taken |= {column: name for column, name in more.items() if column in ABOUT}
    people = mapped.personal + [by_wording[one] for one in worded.personal]
    people += [
        name for name in names
        if name not in taken.values()
        and (reaches_people(cells[name]) or hides_people(wordings.get(name) or name, cells[name]))
    ]  # fmt: skip
    people = [name for name in dict.fromkeys(people) if not is_asked(name)]
    rest = [n for n in names if n not in taken.values() and n not in people]
    return Mapped(taken, rest, people)


def _is_asked(headed: Headed, kinds: Mapping[str, object], name: str) -> bool:
    """Tell whether a column is named a question, rated, or an option or item of a question."""
    if name in kinds:
        return True
    cells = headed.cells[name]
    question = Question(name, headed.wordings.get(name) or name, cells)
    points = points_of(question)
    kind = recognise_kind(question, points)
    if kind in SCORES or name not in headed.stems:
        return kind in SCORES
    is_rated = kind == "number" and bool(points.value.dropna().between(0, 10).all())
    is_choice = all_chosen_or_not(cells, headed.stems[name][1])
    return is_rated or is_choice or _shares_answers(headed, name)


def _shares_answers(headed: Headed, name: str) -> bool:
    """Tell whether an item has most of its answers in common with another one of its question."""
    own, stem = set(headed.cells[name].dropna()), headed.stems[name][0]
    return any(
        len(own & set(headed.cells[other].dropna())) > len(own) / 2
        for other, (of, _) in headed.stems.items()
        if of == stem and other != name
    )


def _name_by_labels(table: Labelled, mapped: Mapped) -> None:
    """Write the labels of waves and channels in place of their numbers."""
    for column in ("survey_id", "source", "channel"):
        name = mapped.columns.get(column, "")
        if name in table.labels:
            cells = table.grid.cells[name]
            table.grid.cells[name] = cells.map(table.labels[name]).astype("object").fillna(cells)


def _only_about(mapped: Mapped) -> Mapped:
    columns = {column: name for column, name in mapped.columns.items() if column in ABOUT}
    return Mapped(columns, [], mapped.personal)
