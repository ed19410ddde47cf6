"""The section about open answers: how they sound once the question is taken into account."""

from typing import Any

import pandas as pd

from cxkit.reports.blocks import Call, Group, Quotes, Section, Table, show
from cxkit.reports.privacy import mask_forms
from cxkit.reports.quotes import quotes
from cxkit.reports.series_words import say
from cxkit.reports.step_names import readable, shortened
from cxkit.reports.survey_tables import LISTED
from cxkit.reports.wording import FEW, Language, number, percent, proportion, word

LONGEST = 70
QUOTES_SHOWN = 3
MOST_ASKED = 0.1
"""Tones that the question sets, to one answer, from which it asks for good or for bad things."""
COUNTED = {"open_none": "n_no_answer", "open_unread": "n_unread"}
"""Columns of texts that are no answers, shown where there are any."""
MOST_UNREAD = 0.25
"""Unread answers to one that is read, from which the page warns of them."""


def open_answers_section(
    words: pd.DataFrame,
    *,
    evidence: tuple[pd.DataFrame, pd.DataFrame] | None = None,
    language: Language = "en",
) -> Group:
    """Show the tones of open answers by question; nothing when there are none.

    Parameters
    ----------
    words : DataFrame
        OPEN_ANSWERS.
    evidence : pair of DataFrame, optional
        FEEDBACK of the answers with their survey and question, and its MENTIONS: complaints in
        answer to the question with the most of them are then quoted.
    language : {"ru", "en"}
        Language of the page.
    """
    unread = words.get("n_unread", pd.Series(0, words.index))
    told = words[(words["n"] > 0) & (words["n"] >= unread)]
    whole = words[["n", "n_no_answer"]].sum(axis=1)
    many = unread.gt(1) & unread.gt(MOST_UNREAD * whole)
    calls = [_unread(row, language) for row in words[many].to_dict("records")]
    if told.empty and not calls:
        return show()
    section = Section(
        anchor="open-answers",
        finding=say("open_unread_finding", language)
        if told.empty
        else open_finding(told, language),
        name=say("open_name", language),
        lead=say("open_lead", language),
    )
    if told.empty:
        return show(section, *calls)
    several = len(set(told["survey_id"])) > 1
    names = ["col_question", "n", "open_complaints", "col_interval", "open_good"]
    names += [name for name, count in COUNTED.items() if count in told and told[count].any()]
    table = Table(
        anchor="open-answers-table",
        caption=say("open_table", language),
        columns=tuple(name if name == "n" else say(name, language) for name in names),
        rows=tuple(
            (
                *_row(row, several, language),
                *(number(row[COUNTED[name]], language) for name in names if name in COUNTED),
            )
            for row in told.to_dict("records")
        ),
        align="l" + "r" * (len(names) - 1),
        folded=len(told) > LISTED,
    )
    worst = _worst(told)
    said = []
    if evidence is not None and worst["share_negative"] > 0:
        said = _complaints(worst, *evidence, language)
    return show(section, table, *said, *calls)


def _worst(told: pd.DataFrame) -> pd.Series:
    """Return the question with the most complaints, of those with a base where any has one.

    One that asks what was bad is chosen only where there is no other.
    """
    full = told[told["n"] >= FEW]
    told = full if len(full) else told
    free = told[told["n_by_question"] < MOST_ASKED * told["n"]]
    told = free if len(free) else told
    return told.sort_values("share_negative", ascending=False, kind="stable").iloc[0]


def _complaints(
    row: pd.Series, feedback: pd.DataFrame, mentions: pd.DataFrame, language: Language
) -> list[Quotes]:
    """Quote complaints in answer to a question: those nearest to the middle."""
    is_own = feedback["survey_id"].eq(row["survey_id"]) & feedback["question"].eq(row["question"])
    own = mentions[mentions["feedback_id"].isin(feedback.loc[is_own, "feedback_id"])]
    told = own[own["layer"].isin(["sentiment", "personal"])]
    title = say("open_quotes", language, question=_short(row["question"]))
    chosen = quotes(
        told, feedback, sentiment="negative", n=QUOTES_SHOWN, language=language, title=title
    )
    return [chosen] if chosen.quotes else []


def _unread(row: dict[str, Any], language: Language) -> Call:
    whole = row["n"] + row["n_no_answer"] + row["n_unread"]
    text = say(
        "open_unread_text",
        language,
        question=_short(row["question"]),
        n=number(row["n_unread"], language),
        all=number(whole, language),
    )
    return Call(say("open_unread_call", language), text, state="flag")


def open_finding(told: pd.DataFrame, language: Language) -> str:
    """Say how many complain in answer to the question with the most complaints, or of few answers.

    Examples
    --------
    >>> told = pd.DataFrame({"question": ["Why?"], "share_negative": [0.4], "n": [50],
    ...     "share_negative_low": [0.28], "share_negative_high": [0.54], "n_by_question": [0]})
    >>> open_finding(told, "en")
    '“Why?”: 40% complain (28% to 54%)'
    """
    row = _worst(told)
    n = int(row["n"])
    if n < FEW:
        return say("open_finding_few", language, n=number(told["n"].max(), language))
    ends = {end: percent(row[f"share_negative_{end}"], language) for end in ("low", "high")}
    share = percent(row["share_negative"], language)
    return say("open_finding", language, question=_short(row["question"]), share=share, **ends)


def _row(row: dict[str, Any], several: bool, language: Language) -> tuple[Any, ...]:
    n = int(row["n"])
    survey = f" · {readable(mask_forms(row['survey_id']))}" if several else ""
    ends = (percent(row[f"share_negative_{end}"], language) for end in ("low", "high"))
    return (
        _short(row["question"]) + survey,
        number(n, language),
        proportion(int(row["n_negative"]), n, language),
        " – ".join(ends) if n >= FEW else word("small_base", language),
        proportion(int(row["n_positive"]), n, language),
    )


def _short(question: str) -> str:
    return shortened(mask_forms(" ".join(question.split())), LONGEST)
