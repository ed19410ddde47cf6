"""The line under the headline of survey scores: how many answers, of what, how they were taken."""

import pandas as pd

from cxkit.reports.series_words import say
from cxkit.reports.survey_tables import labels_of
from cxkit.reports.wording import Language, counted, day, number, word

NAMED = 3
"""Turned scales that the line names."""


def base_of(
    overall: pd.DataFrame, answers: pd.DataFrame, time_zone: str, language: Language
) -> tuple[str, ...]:
    """Say on what the scores rest: responses, dates, weights, and what was done to the answers."""
    parts = _asked(answers, language)
    dated = answers["answered_at"].dropna().dt.tz_convert(time_zone)
    if len(dated):
        ends = (day(when, language, year=True) for when in (dated.min(), dated.max()))
        parts.append(" – ".join(dict.fromkeys(ends)))
    if len(overall):
        row = overall.iloc[0]
        parts.append(f"NPS: {counted(int(row['n']), language, 'answer')}")
        if _is_weighted(answers):
            effective = number(row["n_effective"], language)
            parts.append(say("weights_used", language, n=effective))
        if row["n_missing"]:
            parts.append(say("missing_note", language, n=number(row["n_missing"], language)))
    else:
        parts.append(say("no_score", language))
    turned = _turned(answers)
    if turned:
        names = ", ".join(word("quoted", language, it=one) for one in turned[:NAMED])
        names += ", …" if len(turned) > NAMED else ""
        parts.append(say("turned", language, names=names))
    several = _recommend_questions(answers)
    if several > 1:
        parts.append(say("several_nps", language, n=number(several, language)))
    return tuple(parts)


def _is_weighted(answers: pd.DataFrame) -> bool:
    """Tell whether answers to recommend questions have weights that differ."""
    given = answers.loc[answers["question_kind"].eq("nps"), "weight"].fillna(1.0)
    return bool(given.ne(given.max()).any())


def _asked(answers: pd.DataFrame, language: Language) -> list[str]:
    """Say how many responses and answers there are, and of how many people where that is known."""
    surveys = answers["survey_id"].fillna("") if "survey_id" in answers else ""
    keys = ["survey_id", "response_id", "question_id"]
    is_given = answers["value"].notna() | answers["text"].notna()
    given = answers.assign(survey_id=surveys)[is_given].drop_duplicates(keys)
    responses = len(given.drop_duplicates(keys[:2]))
    parts = [counted(responses, language, "response")]
    people = given["respondent_key"].dropna() if "respondent_key" in given else pd.Series()
    if len(people) and people.nunique() != responses:
        parts.append(counted(int(people.nunique()), language, "person"))
    n_answers = counted(len(given), language, "answer")
    n_questions = len(given.drop_duplicates(["survey_id", "question_id"]))
    questions = counted(n_questions, language, "question")
    return [*parts, say("answers_to", language, answers=n_answers, questions=questions)]


def _turned(answers: pd.DataFrame) -> list[str]:
    """Name the questions whose points the reader turned round."""
    turned = [one for item in answers.attrs.get("reading", []) for one in item.get("turned", [])]
    rows = answers[answers["question_id"].isin(turned)].drop_duplicates("question_id")
    return labels_of(rows.assign(survey_id=""))


def _recommend_questions(answers: pd.DataFrame) -> int:
    """Count the recommend questions of the survey that has most of them."""
    asked = answers[answers["question_kind"] == "nps"]
    if asked.empty:
        return 0
    return int(asked.groupby("survey_id", dropna=False)["question_id"].nunique().max())
