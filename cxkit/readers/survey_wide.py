"""Survey tables with one row a respondent and one column a question (or an option)."""

from collections.abc import Mapping, Sequence

import pandas as pd

from cxkit.errors import ParameterError, ReadError, did_you_mean
from cxkit.readers.cells import as_text
from cxkit.readers.question import Question, has_answers
from cxkit.readers.sav import Labelled
from cxkit.readers.survey_headers import ITEMS, Headed, all_chosen_or_not, is_chosen, is_other

MOST = 2000
"""Columns beyond which a table is no survey, unless the questions are named."""
LABEL_MARKS = (": ", "? ", " - ", " – ", " — ", "[", "(")
"""What stands between a question and an option in one label."""
MOST_OPTIONS = 30
"""Options of a question whose cells hold several of them."""


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
            found += _own_words(stem, option, cells) if is_other(option) else []
        else:
            wording = headed.wordings.get(name) or name
            id_ = wording if stem and headed.form in ("SurveyMonkey", ITEMS) else name
            items = _items(headed, stem) if stem else None
            found.append(Question(id_, wording, cells, kind=kinds.get(name) or "", items=items))
    return found


def _own_words(stem: str, option: str, cells: pd.Series) -> list[Question]:
    """Keep what respondents wrote beside "other" as an open question of its own."""
    name = f"{stem} [{option}]"
    is_word = cells.map(lambda cell: is_given(cell) and is_chosen(cell, option) is None)
    words = cells.where(is_word)
    return [Question(name, name, words, kind="open")] if words.notna().any() else []


def _items(headed: Headed, stem: str) -> pd.Series:
    """Give the different answers to all items of a matrix."""
    names = [name for name, pair in headed.stems.items() if pair[0] == stem]
    cells = [pd.Series(headed.cells[name].dropna().unique(), dtype="object") for name in names]
    return pd.concat(cells, ignore_index=True)


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
    for id_ in {question.id for question in found if question.option}:
        _word_once([question for question in found if question.id == id_])
    return found


def _word_once(options: Sequence[Question]) -> None:
    """Take what the labels of all options begin with for the wording: "Why here: price"."""
    for mark in LABEL_MARKS:
        parts = [question.option.partition(mark) for question in options]
        if len(parts) > 1 and len({head for head, *_ in parts}) == 1 and all(p[2] for p in parts):
            for question, (head, _, rest) in zip(options, parts, strict=True):
                question.wording, question.option = head.strip(), rest.strip(" ])")
            return


def chosen_rows(question: Question) -> pd.Index:
    """Give the rows in which an option of a multiple question was chosen."""
    if question.labels:
        chosen = {p for p, label in question.labels.items() if is_chosen(label, "") is True}
        return question.cells.index[question.cells.isin(chosen)]
    texts = as_text(question.cells)
    if is_other(question.option):
        return texts.index[texts.map(is_given).astype(bool)]
    is_yes = [isinstance(c, str) and is_chosen(c, question.option) is True for c in texts]
    return texts.index[is_yes]


def options_in_cells(texts: pd.Series) -> pd.Series | None:
    """Take cells with several options apart; None where they hold one choice each.

    The parts between semicolons (or commas) are options if they are few and if somebody chose one
    alone; between commas each must come in more than one company, and parts that only ever stand
    together are one option with a comma in it. Cells that all end with a semicolon are lists.

    Parameters
    ----------
    texts : Series of str
        Cells of one question.

    Returns
    -------
    Series of str, optional
        One row an option on the index of *texts*; a blank cell stays a row without a text.

    Examples
    --------
    >>> texts = pd.Series(["Chat, Phone", "Phone", "Chat, E-mail", "E-mail, Phone", "E-mail"])
    >>> options_in_cells(texts).tolist()[:3]
    ['Chat', 'Phone', 'Phone']
    >>> options_in_cells(pd.Series(["Yes, often", "Yes, rarely", "No"])) is None
    True
    """
    distinct = texts.dropna().unique().tolist()
    if distinct and all(cell.rstrip().endswith(";") for cell in distinct):
        return (
            texts.map(lambda cell: _joined(cell, ";"), na_action="ignore").explode().astype("str")
        )
    for mark in (";", ", ", ","):
        parts = _together({cell: _joined(cell, mark) for cell in distinct}, mark)
        if not any(len(one) > 1 for one in parts.values()):
            continue
        company: dict[str, set[tuple[str, ...]]] = {}
        for one in parts.values():
            for option in one:
                company.setdefault(option, set()).add(tuple(one))
        few = min(MOST_OPTIONS, len(distinct))
        fits = len(company) <= few and any(len(one) == 1 for one in parts.values())
        is_sure = mark == ";"  # a choice with a semicolon in it is hardly ever written
        if fits and (
            is_sure or all(len(at) > 1 or (option,) in at for option, at in company.items())
        ):
            return texts.map(lambda cell, of=parts: of.get(cell, [cell])).explode().astype("str")
    return None


def _joined(cell: str, mark: str) -> list[str]:
    return [part.strip() for part in cell.split(mark) if part.strip()]


def _together(parts: dict[str, list[str]], mark: str) -> dict[str, list[str]]:
    """Join neighbours of which neither is ever without the other."""
    before: dict[str, set[str]] = {}
    after: dict[str, set[str]] = {}
    for one in parts.values():
        for left, right in zip(["", *one], [*one, ""], strict=True):
            after.setdefault(left, set()).add(right)
            before.setdefault(right, set()).add(left)
    joined: dict[str, list[str]] = {}
    for cell, one in parts.items():
        kept: list[str] = []
        for place, part in enumerate(one):
            last = one[place - 1] if place else ""
            if place and before[part] == {last} and after[last] == {part}:
                kept[-1] += f"{mark.strip()} {part}"
            else:
                kept.append(part)
        joined[cell] = kept
    return joined


def is_given(cell: object) -> bool:
    """Whether a cell of an "other" option holds an answer."""
    return isinstance(cell, str) and bool(cell.strip()) and is_chosen(cell, "") is not False


def _is_option(labels: dict[float, str]) -> bool:
    said = sorted(str(is_chosen(label, "")) for label in labels.values())
    return said == ["False", "True"] and set(labels) <= {0.0, 1.0, 2.0}


def _multiple_stems(headed: Headed) -> set[str]:
    """Questions spread over columns in which every answer says chosen or not."""
    stems: dict[str, bool] = {}
    for name, (stem, option) in headed.stems.items():
        cells = headed.cells[name]
        fits = not has_answers(cells) or is_other(option) or all_chosen_or_not(cells, option)
        stems[stem] = stems.get(stem, True) and fits
    named = {stem for stem, option in headed.stems.values() if not is_other(option)}
    return {stem for stem, fits in stems.items() if fits and stem in named}


def _check(kinds: Mapping[str, str | None], names: list[str], file: str) -> None:
    for name in kinds:
        if name not in names:
            raise ParameterError(
                f"questions: {file} has no question '{name}'.{did_you_mean(name, names)}"
            )
