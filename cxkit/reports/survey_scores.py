"""The blocks of survey scores: distribution, groups, questions, people asked twice."""

from collections import Counter
from functools import partial

import pandas as pd

from cxkit.figures.survey_scores import (
    plot_net_promoter_score,
    plot_score_distribution,
    plot_shares,
)
from cxkit.reports.blocks import Block, Call, Group, Note, Section, Table, show
from cxkit.reports.charts import chart
from cxkit.reports.findings.survey_scores import (
    distribution_finding,
    groups_finding,
    overlap_finding,
    questions_finding,
)
from cxkit.reports.privacy import mask_forms
from cxkit.reports.series_words import say
from cxkit.reports.step_names import readable, step_name
from cxkit.reports.survey_tables import (
    grids_of,
    groups_table,
    is_weighted,
    labels_of,
    overlap_row,
    points_tables,
    questions_table,
    surveys_of,
    with_answers,
    with_score,
)
from cxkit.reports.wording import (
    FEW,
    Language,
    counted,
    counted_of,
    interval,
    number,
    percent,
    signed,
)

MOST_GROUPS = 14
MOST_QUESTIONS = 24
"""Questions that one figure holds."""
BY = ("by_survey_id", "by_channel")
"""Columns that answers are often split by, named in words."""


def score_section(
    overall: pd.DataFrame, distribution: pd.DataFrame, *, language: Language = "en"
) -> Group:
    """Show how answers fall on the scale; nothing where there is no recommend question."""
    overall = with_score(overall)
    if overall.empty:
        return show()
    n = int(overall["n"].iloc[0])
    total = counted_of(n, language, "answer")
    weighted = is_weighted(distribution, distribution["n"].sum())
    how = "score_how_few" if n < FEW else "score_how_weighted" if weighted else "score_how"
    draw = partial(plot_score_distribution, distribution, language=language)
    rows = tuple(
        (
            number(row["value"], language),
            number(row["n"], language),
            *([number(n * row["share"], language)] if weighted else []),
            percent(row["share"], language),
        )
        for row in distribution.to_dict("records")
    )
    keys = ("col_score", "col_answers", *(["col_weighted"] if weighted else []), "col_share")
    headings = tuple(say(key, language) for key in keys)
    figure = chart(
        draw,
        Table(
            "distribution",
            say("table_distribution", language),
            headings,
            rows,
            align="l" + "r" * (len(keys) - 1),
        ),
        anchor="distribution",
        title=say("score_title", language),
        how_to_read=say(how, language, n=total),
        alt=say("score_alt", language),
    )
    finding = distribution_finding(distribution, language)
    return show(Section("score", finding, say("score_section", language)), figure)


def score_groups_section(
    scores: pd.DataFrame, overall: pd.DataFrame, *, by: str, language: Language = "en"
) -> Group:
    """Show the score of each group; nothing for fewer than two groups."""
    if len(scores) < 2:
        return show()
    named = scores.assign(
        group=[_group_name(mask_forms(str(group)), by, language) for group in scores["group"]]
    )
    scored = with_score(named)
    if scored.empty:
        return show()
    shown = scored.head(MOST_GROUPS)
    draw = partial(plot_net_promoter_score, shown, overall, language=language)
    figure = chart(
        draw,
        groups_table(shown, language),
        anchor="groups-figure",
        title=say("differs_title", language, by=_by(by, scores, language)),
        how_to_read=say("differs_how", language),
        alt=say("differs_alt", language),
    )
    finding = groups_finding(shown, language)
    section = Section(
        anchor="groups",
        finding=finding,
        name=say("differs", language),
        lead=_left_out(scored, named[named["score"].isna()], language),
    )
    return show(section, figure)


def questions_section(
    *scores: pd.DataFrame, distribution: pd.DataFrame | None = None, language: Language = "en"
) -> Group:
    """Show the share of top answers of every question with a scale; nothing without one.

    Parameters
    ----------
    *scores : DataFrame
        SCORES of one kind of question or another.
    distribution : DataFrame, optional
        ANSWER_DISTRIBUTION of the same questions: a table for each scale of up to 11 points.
    language : {"ru", "en"}
        Language of the page.
    """
    rows = with_answers(scores)
    if rows.empty:
        return show()
    labels = labels_of(rows)
    drawn = rows.assign(label=labels).nlargest(MOST_QUESTIONS, "n", keep="first").sort_index()
    draw = partial(plot_shares, drawn, list(drawn["label"]), language=language)
    figure = chart(
        draw,
        questions_table(rows, labels, language),
        anchor="questions-figure",
        title=say("questions_title", language),
        how_to_read=say("questions_how", language),
        alt=say("questions_alt", language),
    )
    finding = questions_finding(rows, labels_of(rows, is_brief=True), language)
    counts = {
        "shown": counted(len(drawn), language, "question"), "all": number(len(rows), language)
    }  # fmt: skip
    grids = grids_of(rows)
    lead = say("questions_grid", language, question=grids[0]) if len(grids) == 1 else ""
    if len(drawn) < len(rows):
        lead = f"{lead} {say('questions_lead', language, **counts)}".lstrip()
    section = Section("questions", finding, say("questions", language), lead)
    points = () if distribution is None else points_tables(rows, labels, distribution, language)
    return show(section, figure, *points)


def other_questions_section(asked: pd.DataFrame, *, language: Language = "en") -> Group:
    """Name the questions that the page gives no score, with their answers; nothing without one.

    The list is folded away under its count of kinds.

    Parameters
    ----------
    asked : DataFrame
        QUESTIONS_ASKED. Open questions and those with options are not among them where they have
        answers: they have sections.
    language : {"ru", "en"}
        Language of the page.
    """
    left = asked[asked["question_kind"].eq("number") | asked["n"].eq(0)]
    if left.empty:
        return show()
    n = counted(len(left), language, "question")
    section = Section(
        anchor="others",
        finding=say("others_finding", language, n=n),
        name=say("others_name", language),
        lead=say("others_lead", language),
    )
    keys = ("col_question", "others_kind", "n", "col_missing")
    rows = tuple(
        (
            label,
            say(f"kind_{row['question_kind']}", language),
            number(row["n"], language),
            number(row["n_missing"], language),
        )
        for row, label in zip(left.to_dict("records"), labels_of(left), strict=True)
    )
    columns = tuple(say(key, language) if key != "n" else key for key in keys)
    kinds = Counter(row[1] for row in rows).most_common()
    told = ", ".join(f"{kind} {number(count, language)}" for kind, count in kinds)
    caption = f"{say('others_table', language)}: {told}"
    return show(section, Table("others-table", caption, columns, rows, "llrr", folded=True))


def overlap_section(overlap: pd.DataFrame, *, language: Language = "en") -> Group:
    """Show who answered the same question twice, and what the second answer tells."""
    name = say("overlap", language)
    if overlap.empty:
        section = Section(anchor="overlap", finding=say("overlap_none", language), name=name)
        return show(section, Note(say("overlap_no_keys", language)))
    keys = ("col_surveys", "col_people", "col_same", "col_second", "col_interval")
    table = Table(
        anchor="overlap-table",
        caption=say("table_overlap", language),
        columns=tuple(say(key, language) for key in keys),
        rows=tuple(overlap_row(row, language) for row in overlap.to_dict("records")),
        align="lrrrr",
    )
    finding = overlap_finding(overlap, language)
    blocks: list[Block] = [Section(anchor="overlap", finding=finding, name=name), table]
    if pd.notna(overlap["difference_low"].iloc[0]):
        blocks.append(_second_answer(overlap.iloc[0], language))
    return show(*blocks)


def survey_method(*, language: Language = "en") -> Group:
    """Say how scores were counted and what they cannot say."""
    section = Section(
        anchor="method", finding=say("method_heading", language), name=say("method", language)
    )
    keys = ("survey_method", "choice_method", "method_changes")
    how = (Note(say(key, language), title=say(f"{key}_title", language)) for key in keys)
    return show(section, Note(say("survey_limits", language)), *how)


def _left_out(shown: pd.DataFrame, silent: pd.DataFrame, language: Language) -> str:
    """Say which groups are not shown; nothing where all are."""
    said = []
    if len(shown) > MOST_GROUPS:
        counts = {"shown": number(MOST_GROUPS, language), "all": number(len(shown), language)}
        said.append(say("differs_lead", language, **counts))
    if len(silent):
        said.append(say("differs_silent", language, groups=", ".join(silent["group"])))
    return " ".join(said)


def _by(by: str, scores: pd.DataFrame, language: Language) -> str:
    """Say what answers are split by: a question by its wording."""
    key = f"by_{by}"
    if key in BY:
        return say(key, language)
    return say("by_column", language, by=mask_forms(scores.attrs.get("question") or readable(by)))


def _group_name(group: str, by: str, language: Language) -> str:
    """Name a group: a channel of the codebook by its label, other codes with spaces."""
    return step_name(group, language) if by == "channel" else readable(group)


def _second_answer(row: pd.Series, language: Language) -> Call:
    """Say whether the second score differs, or that it is too early to say."""
    bounds = interval(row["difference_low"], row["difference_high"], language, 2, sign=True)
    title = say("overlap_few", language, surveys=surveys_of(row))
    if row["difference_low"] <= 0 <= row["difference_high"]:
        return Call(title, say("overlap_zero", language, bounds=bounds), state="few")
    change = signed(row["difference"], language, 2)
    return Call(title, say("overlap_lower", language, x=change, bounds=bounds), state="flag")
