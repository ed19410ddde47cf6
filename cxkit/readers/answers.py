"""Read survey exports, wide or long, and files of SPSS and Stata into ANSWERS."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from cxkit.errors import ParameterError, some
from cxkit.readers.cells import as_text, counted, present, unanswered, without_markup
from cxkit.readers.files import open_source
from cxkit.readers.ladders import is_no_answer
from cxkit.readers.question import Points, Question, points_of, turned
from cxkit.readers.question_kind import (
    SCORES,
    kind_of_wording,
    no_answer_codes,
    recognise_kind,
    scale_of,
)
from cxkit.readers.reading import Reading
from cxkit.readers.responses import about_responses, refuse_unmeant
from cxkit.readers.shaping import Dating
from cxkit.readers.survey import Survey, open_survey
from cxkit.readers.survey_headers import is_paradata
from cxkit.readers.survey_wide import chosen_rows, options_in_cells
from cxkit.schema.answers import ANSWERS, QUESTION_KINDS
from cxkit.schema.conform import conform, empty

CODED = 0.5
"""Share of questions in bare numbers from which a platform's export is one of codes."""
CODE = r"\s*[A-Z]{1,3}\d{1,3}\s*"
"""A choice by its number."""
STEPS = (3, 11)
"""Different labels that a scale may have."""


def read_answers(
    path: str | Path | None,
    *,
    columns: Mapping[str, object] | None = None,
    questions: Mapping[str, str | None] | None = None,
    dates: str | None = None,
    timezone: str = "UTC",
    layout: Mapping[str, object] | None = None,
) -> pd.DataFrame:
    """Read a survey export.

    Tables with one row a respondent (also with the further header rows of Qualtrics and
    SurveyMonkey and the bracketed columns of LimeSurvey), tables with one row an answer, in CSV,
    TSV, XLSX, XLS, ODS, JSON, JSON Lines or Parquet, and files of SPSS and Stata with their labels;
    each also gzipped.

    Parameters
    ----------
    path : path or None
        The file; None gives an empty table.
    columns : mapping of str to str or int, optional
        Column of ANSWERS to column of the file, where a name is not recognised.
    questions : mapping of str to str, optional
        Question id (the column's name) to its kind: nps, csat, ces, likert, single, multiple,
        number, open; None leaves the question out. Otherwise kinds are recognised by labels,
        wording and values, and noted.
    dates : {"day first", "month first"}, optional
        How 3/4/2015 is to be read. Needed only where nothing in the file decides.
    timezone : str
        Zone of times that name none.
    layout : mapping, optional
        ``encoding``, ``delimiter``, ``sheet``, ``header``.

    Returns
    -------
    DataFrame
        ANSWERS: one row an answer, question by question, in the order of the file. Of a wide
        table a question that a respondent left open is a row too, with neither value nor text;
        an option that was not chosen is none. "Don't know" has a text and no value. Several
        options in one cell are a row each. Where labels run from best to worst the points are
        turned round, so that the best is the highest; this is noted.

    Raises
    ------
    ReadError
        The file cannot be read, or there is no question in it.
    ParameterError
        An argument is not one of the allowed ones.

    Warns
    -----
    CxkitWarning
        Rows with a repeated response id or answers outside the scale were refused.

    Notes
    -----
    An NPS question is on 0 to 10. The scale of others is that of their labels; without labels it
    is the first of 1-5, 1-7, 0-10, 1-10 that holds all answers. In a table with one row an answer
    and no id of responses, the answers of one respondent at one time are one response.
    """
    if path is None:
        return empty(ANSWERS)
    dating = Dating(dates, timezone)
    kinds = _checked(questions or {})
    source = open_source(path)
    survey = open_survey(source, columns, kinds, layout)
    arguments = {
        "columns": columns,
        "questions": questions,
        "dates": dates,
        "timezone": timezone,
        "layout": layout,
    }
    reading = Reading("read_answers", source, arguments, survey.grid)
    if survey.form:
        reading.note(f"looks like an export of {survey.form}")
    unasked = [one for one in survey.mapped.others if is_paradata(one)]
    if unasked:
        reading.note(f"not read, as they tell of the filling in: {', '.join(unasked)}")
    refuse_unmeant(survey, reading)
    about = about_responses(survey, reading, dating)
    answers = _answers(survey.questions, about, reading)
    _say_bare_codes(survey, reading)
    _say_unknown_labels(survey, reading)
    reading.columns |= {f"question {one.id}": one.kind for one in survey.questions}
    reading.wordings = {one.id: one.wording for one in survey.questions if one.wording != one.id}
    return reading.finish(_conformed(answers, about, reading))


def _checked(questions: Mapping[str, str | None]) -> dict[str, str | None]:
    for name, kind in questions.items():
        if kind is not None and kind not in QUESTION_KINDS:
            raise ParameterError(
                f"questions: '{kind}' (given for '{name}') is no kind of question."
                f" Allowed: {', '.join(QUESTION_KINDS)}, or None to leave it out."
            )
    return dict(questions)


def _answers(
    questions: list[Question], about: pd.DataFrame, reading: Reading
) -> list[pd.DataFrame]:
    found = []
    for question in questions:
        rows = question.cells.index.intersection(about.index)
        if question.kind == "multiple" and question.option:
            found.append(_option(question, rows))
            continue
        question.cells = question.cells.loc[rows]
        if question.kind != "multiple":
            question.cells = question.cells.loc[_answered_once(question, about, reading)]
        points = points_of(question)
        is_choice = _recognised(question, points)
        _mask_codes(question, points, reading)
        upright = turned(question, points)
        reading.turned += [] if upright is None else [question.id]
        options = options_in_cells(points.text) if is_choice else None
        found.append(_points(question, upright or points, reading) if options is None
                     else _chosen(question, options))  # fmt: skip
    if reading.turned:
        reading.note("labels run from best to worst, so these are turned round and the best is the"
                     f" highest point: {some(reading.turned)}", warn=True)  # fmt: skip
    return found


def _say_bare_codes(survey: Survey, reading: Reading) -> None:
    """Say what to do about an export whose answers are codes that nothing in it explains."""
    coded = [one.id for one in survey.questions if one.kind == "number" or _are_codes(one)]
    if survey.form and len(coded) > CODED * len(survey.questions):
        reading.note(
            f"{len(coded):,} of {counted(len(survey.questions), 'question')} hold bare numbers"
            " or codes that the file does not explain, so they get no score: export the texts of"
            f' the choices instead, or say questions={{"{coded[0]}": "csat"}} for those that'
            " have a scale",
            warn=True,
        )


def _say_unknown_labels(survey: Survey, reading: Reading) -> None:
    """Say which questions ask for a score, and have labels that are on no known scale."""
    for question in survey.questions:
        labels = as_text(question.cells).dropna().unique().tolist()
        is_scale = question.kind == "single" and STEPS[0] <= len(labels) <= STEPS[1]
        if is_scale and kind_of_wording(question.wording) in ("csat", "ces"):
            reading.note(
                f"'{question.id}' seems to ask for a score, but its labels are on no scale that is"
                f" known, so it is read as a choice: {some([repr(one) for one in labels], 4)}",
                warn=True,
            )


def _are_codes(question: Question) -> bool:
    """Tell whether choices are only numbered: "A3", as LimeSurvey writes them."""
    said = as_text(question.cells).dropna() if question.kind == "single" else pd.Series(dtype="str")
    return len(said) > 0 and bool(said.str.fullmatch(CODE).all())


def _recognised(question: Question, points: Points) -> bool:
    """Set kind and scale of a question; say whether its cells may hold several options."""
    is_choice = question.kind == "multiple"
    if not question.kind:
        question.kind = recognise_kind(question, points)
        is_said = question.kind == "open" and kind_of_wording(question.wording) == "open"
        is_choice = question.kind in ("single", "open") and not question.labels and not is_said
    question.scale = scale_of(question, points) if question.kind in SCORES else None
    return is_choice


def _chosen(question: Question, options: pd.Series) -> pd.DataFrame:
    question.kind = "multiple"
    return _frame(question, options.index, pd.NA, options)


def _mask_codes(question: Question, points: Points, reading: Reading) -> None:
    """Take the codes of no answer out of the points of a scale."""
    codes = no_answer_codes(question, points)
    if codes:
        told = ", ".join(f"{code:g}" for code in sorted(codes))
        reading.note(f"'{question.id}': {told} is off the scale and taken as no answer", warn=True)
        points.value = points.value.mask(points.value.isin(codes))


def _answered_once(question: Question, about: pd.DataFrame, reading: Reading) -> pd.Index:
    """Refuse second answers of one response to one question."""
    ids = about.loc[question.cells.index, "response_id"]
    again = ids[ids.duplicated()]
    reading.refuse(again, "response_id", f"second answer to '{question.id}'", cell=True)
    return ids.index.difference(again.index, sort=False)


def _option(question: Question, rows: pd.Index) -> pd.DataFrame:
    chosen = chosen_rows(question).intersection(rows)
    return _frame(question, chosen, pd.NA, question.option)


def _points(question: Question, points: Points, reading: Reading) -> pd.DataFrame:
    """Make the rows of one question; answers outside the scale are refused."""
    value, text = points.value, points.text
    if question.texts is not None:
        text = text.fillna(question.texts.loc[text.index])
    if question.kind in ("open", "single", "multiple"):
        text = text.where(text.notna(), value.map("{:g}".format, na_action="ignore").astype("str"))
        value = value if question.labels else value.mask(text.notna())
    if question.kind == "open":
        text = without_markup(text.mask(unanswered(text)))[0]
        text = text.where(text.index.isin(present(text).index))
    if question.scale is not None:
        value = value.mask(text.isin([t for t in text.dropna().unique() if is_no_answer(t)]))
        outside = value[(value < question.scale[0]) | (value > question.scale[1])]
        low, high = question.scale
        reason = f"answer outside its scale: {low:g} to {high:g}"
        reading.refuse(outside.map("{:g}".format), question.id, reason, cell=True)
        value, text = value.drop(outside.index), text.drop(outside.index)
    return _frame(question, value.index, value, text)


def _frame(question: Question, rows: pd.Index, value: object, text: object) -> pd.DataFrame:
    low, high = question.scale or (pd.NA, pd.NA)
    return pd.DataFrame(
        {
            "question_id": question.id,
            "question": question.wording,
            "question_kind": question.kind,
            "value": value,
            "text": text,
            "scale_min": low,
            "scale_max": high,
        },
        index=rows,
        dtype="object",
    )


def _conformed(parts: list[pd.DataFrame], about: pd.DataFrame, reading: Reading) -> pd.DataFrame:
    filled = [part for part in parts if len(part)]
    if not filled and reading.n_rows:
        reading.note("there is no answer in the file", warn=True)
    if not filled:
        return empty(ANSWERS)
    answers = pd.concat(filled)
    answers = answers.join(about)
    if "source" not in answers:
        answers["source"] = reading.source.stem
    if "survey_id" not in answers:
        answers["survey_id"] = reading.source.stem
    answers["survey_id"] = answers["survey_id"].fillna(reading.source.stem)
    return conform(answers, ANSWERS)
