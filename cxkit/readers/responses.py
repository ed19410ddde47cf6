"""What a survey says of each response: id, respondent, time; and which responses nobody meant."""

import pandas as pd

from cxkit.readers.cells import as_text
from cxkit.readers.columns import Mapped, plain
from cxkit.readers.question import Question
from cxkit.readers.reading import Reading
from cxkit.readers.shaping import Dating, make_ids, refuse_repeated, shape
from cxkit.readers.survey import Survey
from cxkit.readers.words import words
from cxkit.schema.answers import ANSWERS

UNMEANT_CODES = ("1", "2", "8", "9", "12", "17", "40")
"""What Qualtrics writes into "Status" for previews, tests and spam, where labels are numbers."""
REPEATED = 0.2
"""Share of repeated values from which a column is no id of responses but of respondents."""


def refuse_unmeant(survey: Survey, reading: Reading) -> None:
    """Refuse previews, tests and disqualified responses, where a column of the file says so."""
    for name in survey.grid.names:
        if plain(name) in words("status")["any"]:
            said = as_text(survey.grid.cells[name]).dropna()
            is_unmeant = said.map(lambda text: plain(text) in words("unmeant")["any"])
            if survey.form == "Qualtrics":
                is_unmeant |= said.str.strip().isin(UNMEANT_CODES)
            unmeant = said[is_unmeant.astype(bool)]
            if 0 < len(unmeant) == len(survey.grid.cells):
                reading.note(f"'{name}' calls all responses previews, tests or disqualified; they"
                             " are read", warn=True)  # fmt: skip
            else:
                reason = "no response that anybody meant: a preview, a test or disqualified"
                reading.refuse(unmeant, name, reason)


def about_responses(survey: Survey, reading: Reading, dating: Dating) -> pd.DataFrame:
    """Give what is known of each row's response; its index are the rows that are kept."""
    mapped = Mapped(survey.mapped.columns, [], survey.mapped.personal)
    about = shape(survey.grid, ANSWERS, mapped, reading, dating)
    ids = about.get("response_id")
    if survey.long:
        if ids is None and "respondent_key" in about:
            return about.assign(response_id=_responses(about, survey.questions, reading))
        return about.assign(response_id=make_ids(ids, "response_id", about, reading))
    if ids is not None and ids.duplicated().sum() > REPEATED * len(ids):
        name = mapped.columns["response_id"]
        reading.note(f"'{name}' repeats too often to be the id of a response; it is taken as"
                     " the key of the respondent", warn=True)  # fmt: skip
        about = about.rename(columns={"response_id": "respondent_key"})
        reading.columns["respondent_key"] = reading.columns.pop("response_id")
        ids = None
    made = make_ids(ids, "response_id", about, reading)
    refuse_repeated(made, "response_id", reading)
    about = about.assign(response_id=made)
    return about.loc[~about.index.isin(reading.refused_rows)]


def _responses(about: pd.DataFrame, questions: list[Question], reading: Reading) -> pd.Series:
    """Join the answers of one respondent, of one survey and time where these are told."""
    keys = [name for name in ("respondent_key", "survey_id", "answered_at") if name in about]
    asked = {row: question.id for question in questions for row in question.cells.index}
    rows = about[keys].assign(asked=about.index.map(asked))
    rows = rows.assign(time=rows.groupby([*keys, "asked"], dropna=False).cumcount())
    number = rows.groupby([*keys, "time"], dropna=False).ngroup()
    first = pd.Series(about.index, about.index).groupby(number).transform("first")
    own = pd.Series(about.index, about.index)
    reading.note(
        "response_id: the file has none; answers of one respondent"
        f"{' at one time' if 'answered_at' in about else ''} are one response"
    )
    row = first.where(about["respondent_key"].notna(), own)
    return f"{reading.source.stem}-" + row.astype("str")
