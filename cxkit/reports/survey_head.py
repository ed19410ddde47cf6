"""The top of a page of survey scores: the score, how groups and questions differ, its base."""

import pandas as pd

from cxkit.reports.blocks import Fact, Head
from cxkit.reports.choice_shares import choices_finding
from cxkit.reports.findings.sentiment_timeline import last_change
from cxkit.reports.findings.survey_scores import (
    comparable,
    questions_finding,
    score_finding,
)
from cxkit.reports.series_words import say
from cxkit.reports.step_names import readable
from cxkit.reports.survey_base import base_of
from cxkit.reports.survey_tables import labels_of, with_answers, with_score
from cxkit.reports.timeline_head import level_facts
from cxkit.reports.wording import (
    Language,
    capital,
    counted_of,
    interval,
    percent,
    percent_interval,
    sample,
    signed,
    word,
)


def survey_head(  # noqa: PLR0913
    overall: pd.DataFrame,
    scores: pd.DataFrame,
    answers: pd.DataFrame,
    *rated: pd.DataFrame,
    choices: pd.DataFrame | None = None,
    line: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame] | None = None,
    subject: str = "",
    time_zone: str = "UTC",
    language: Language = "en",
) -> Head:
    """Build the top of the page: the score with its interval, n, time, weights, missing.

    Without a recommend question the finding is that of the other questions with a scale, and
    without any that of the questions with options.

    Parameters
    ----------
    overall : DataFrame
        NET_PROMOTER_SCORE of all answers.
    scores : DataFrame
        NET_PROMOTER_SCORE by group.
    answers : DataFrame
        ANSWERS, for the number of responses, of all answers and their dates.
    *rated : DataFrame
        SCORES of the other questions with a scale, as in `questions_section`.
    choices : DataFrame, optional
        CHOICE_SHARES.
    line : three of DataFrame, optional
        SENTIMENT_TIMELINE of the score, its CHANGE_POINTS and CHANGE_SEGMENTS: where the score
        changed, the finding says so, for the mean of two levels is that of neither.
    subject : str
        Of what.
    time_zone : str
        Clock of the dates.
    language : {"ru", "en"}
        Language of the page.
    """
    overall, named, others = with_score(overall), _in_words(scores), with_answers(rated)
    levels: tuple[Fact, ...] = ()
    if len(overall):
        finding = score_finding(overall, named, language)
        levels, moved = _moved(line, language)
        finding += moved
    elif len(others):
        finding = questions_finding(others, labels_of(others, is_brief=True), language)
    elif choices is not None and len(choices):
        finding = choices_finding(choices, language)
    else:
        n = len(answers.drop_duplicates(["survey_id", "question_id"]))
        finding = say("no_scale", language, n=counted_of(n, language, "question"))
    scored = _score_facts(overall, named, language)
    return Head(
        report="survey_scores",
        language=language,
        label=say("survey_report", language),
        finding=finding,
        base=base_of(overall, answers, time_zone, language),
        facts=(
            *scored[:1],
            *levels,
            *scored[1:],
            *_question_facts(others, language),
        ),
        subject=subject,
    )


def _moved(
    line: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame] | None, language: Language
) -> tuple[tuple[Fact, ...], str]:
    """Tell the levels of a score that changed, and its last change; nothing of one level."""
    if line is None or len(line[2]) < 2:
        return (), ""
    timeline, changes, segments = line
    said = last_change(timeline, changes, of="net", language=language)
    return level_facts(timeline, segments, "net", language), said


def _in_words(scores: pd.DataFrame) -> pd.DataFrame:
    return scores.assign(group=scores["group"].astype(str).map(readable))


def _score_facts(overall: pd.DataFrame, scores: pd.DataFrame, language: Language) -> list[Fact]:
    """Tell the score and, of two groups or more, the two farthest apart; if any, of proven ones."""
    facts = []
    for row in overall.to_dict("records"):
        bounds = interval(row["score_low"], row["score_high"], language, sign=True)
        note = f"{bounds}, {sample(row['n'], language)}"
        value = float(row["score"])
        facts.append(Fact("NPS", signed(value, language), note, "", value))
    compared = scores[scores["letter"].notna()] if "letter" in scores else scores.head(0)
    if len(compared) < 2:
        return facts
    rows = compared.to_dict("records")
    pairs = [(low, high) for high in rows for low in rows if low is not high]
    proven = [(low, high) for low, high in pairs if low["letter"] in high["beats"]]
    is_proven = bool(proven)
    ends = max(proven or pairs, key=lambda pair: pair[1]["score"] - pair[0]["score"])
    low, high = (f"{signed(row['score'], language)} ({row['group']})" for row in ends)
    verdict = say("groups_differ", language) if is_proven else word("unproven", language)
    note = say("groups_range", language, low=low, high=high)
    return [*facts, Fact(say("groups_fact", language), capital(verdict), note)]


def _question_facts(rated: pd.DataFrame, language: Language) -> list[Fact]:
    """Tell the fewest and the most top answers, of two or more questions that compare."""
    if rated.empty:
        return []
    full = comparable(rated.assign(label=labels_of(rated)).dropna(subset="share_top"))
    if len(full) < 2:
        return []
    ordered = full.to_dict("records")
    return [
        Fact(
            say(key, language),
            percent(row["share_top"], language),
            f"{row['label']}; "
            f"{percent_interval(row['share_top_low'], row['share_top_high'], language)}, "
            f"{sample(row['n'], language)}",
        )
        for key, row in (("fewest_top", ordered[0]), ("most_top", ordered[-1]))
    ]
