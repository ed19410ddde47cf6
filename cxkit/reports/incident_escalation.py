"""Section 7 of the post-mortem: the way of cases through the lines, what the first line said."""

from functools import partial

import pandas as pd

from cxkit.codebook.load import load_codebook
from cxkit.figures.escalation import plot_escalation, step_label
from cxkit.reports.blocks import Block, Group, Table, show
from cxkit.reports.charts import chart
from cxkit.reports.findings import incident_postmortem as say_it
from cxkit.reports.incident_cells import factor_cell, heading, quote_cell, said_table
from cxkit.reports.incident_words import line_name, say, share_of
from cxkit.reports.wording import (
    FEW,
    Language,
    duration,
    hours,
    number,
    percent_interval,
    small_base,
)
from cxkit.schema.results.first_line import TIMES
from cxkit.schema.results.incident_postmortem import Postmortem

LINES_SHOWN, PATHS_SHOWN = 12, 6
TOLD_PATH = (
    "knowledge_gap", "no_case_reference", "no_escalation_path", "repeated_contact",
    "responds_to_pressure", "contradictory_messages",
)  # fmt: skip
"""Factors that tell of the way of a case."""


def escalation_section(post: Postmortem, language: Language) -> Group:
    """Build section 7: a typical case, lines, paths, answers; or what accounts tell of them."""
    section = heading(7, say_it.escalation_finding(post, language), language)
    if post.cases.empty:
        told = _told_path(post, language)
        return show(section) if told is None else show(section, told)
    blocks: list[Block] = [section]
    if say_it.has_lines(post):
        blocks += [_gantt(post, language), _lines(post, language), _paths(post, language)]
    if len(post.questions):
        blocks.append(_questions(post, language))
    if len(post.first_line):
        blocks.append(_ready(post, language))
    if len(post.answers):
        blocks.append(_answers(post, language))
    return show(*blocks)


def _gantt(post: Postmortem, language: Language) -> Block:
    case = post.cases[post.cases["is_typical"]].iloc[0]["thread_id"]
    steps = post.steps[post.steps["thread_id"].eq(case)]
    steps = steps.assign(label=[line_name(str(line), language) for line in steps["line"]])
    draw = partial(plot_escalation, steps, language=language)
    start = steps["from_at"].min()
    rows = tuple(
        (
            step_label(row, language),
            duration(row["from_at"] - start, language),
            hours(row["hours"], language),
            say(row["waits_on"], language),
        )
        for _, row in steps.iterrows()
    )
    heads = ("step", "from_hour", "lasted", "on_whom")
    n = number(len(post.cases), language)
    return chart(
        draw,
        said_table("case", "steps_caption", heads, rows, language, align="lrrl"),
        anchor="case",
        title=say("gantt_title", language, id=case, n=n),
        how_to_read=say("gantt_how", language),
        alt=say("gantt_alt", language),
    )


def _lines(post: Postmortem, language: Language) -> Table:
    rows = tuple(
        (
            line_name(str(row["line"]), language),
            number(row["n_cases"], language),
            number(row["n_steps"], language),
            "—" if pd.isna(row["hours_work"]) else hours(row["hours_work"], language),
            "—" if pd.isna(row["hours_wait"]) else hours(row["hours_wait"], language),
        )
        for _, row in post.lines.head(LINES_SHOWN).iterrows()
    )
    heads = ("line", "cases", "n_steps", "hours_work", "hours_wait")
    return said_table("lines", "lines_caption", heads, rows, language, align="lrrrr", folded=True)


def _paths(post: Postmortem, language: Language) -> Table:
    counts = post.cases["path"].value_counts().head(PATHS_SHOWN)
    rows = tuple(
        (" → ".join(line_name(line, language) for line in path.split(">")), number(n, language))
        for path, n in counts.items()
    )
    heads = ("path", "cases")
    return said_table("paths", "paths_caption", heads, rows, language, align="lr", folded=True)


def _ready(post: Postmortem, language: Language) -> Table:
    times = [time for time in TIMES if post.first_line["time"].eq(time).any()]
    rows = tuple(
        (say(f"lack_{lack}", language), *_over_times(group, "n_of", "n", times, language))
        for lack, group in post.first_line.groupby("lack", sort=False)
    )
    heads = ("what", *(f"time_{time}" for time in times))
    align = "l" + "r" * len(times)
    return said_table("ready", "ready_caption", heads, rows, language, align=align, folded=True)


def _over_times(
    group: pd.DataFrame, part: str, whole: str, times: list[str], language: Language
) -> list[str]:
    """Write the share of each stretch; a dash where there is none."""
    by_time = {row["time"]: row for _, row in group.iterrows()}
    return [
        share_of(int(by_time[time][part]), int(by_time[time][whole]), language)
        if time in by_time
        else "—"
        for time in times
    ]


def _answers(post: Postmortem, language: Language) -> Table:
    times = [time for time in TIMES if post.answers["time"].eq(time).any()]
    rows = tuple(
        (
            say(f"answer_{answer}", language),
            *_over_times(group, "n", "n_answered", times, language),
            quote_cell(post, group.iloc[0], whole=True),
        )
        for answer, group in post.answers.groupby("answer", sort=False)
    )
    heads = ("answer", *(f"time_{time}" for time in times), "example")
    align = "l" + "r" * len(times) + "l"
    return said_table("answers", "answers_caption", heads, rows, language, align=align, folded=True)


def _questions(post: Postmortem, language: Language) -> Table:
    rows = tuple(
        (
            say(f"q_{row['answer']}", language),
            share_of(int(row["n_of"]), int(row["n"]), language),
            percent_interval(row["share_low"], row["share_high"], language)
            if int(row["n"]) >= FEW
            else small_base(int(row["n"]), language),
            "—" if pd.isna(row["hours"]) else hours(row["hours"], language),
        )
        for _, row in post.questions.iterrows()
    )
    heads = ("question", "how_many", "interval", "hours_median")
    return said_table("questions", "questions_caption", heads, rows, language, align="lrlr")


def _told_path(post: Postmortem, language: Language) -> Table | None:
    """Return what is told of lines, handovers and pressure, where no record shows them."""
    rows = post.factors[post.factors["factor"].isin(TOLD_PATH)]
    if rows.empty:
        return None
    codes = load_codebook()
    cells = tuple(
        (codes.label(row["factor"], language), factor_cell(post, row, language))
        for _, row in rows.iterrows()
    )
    heads = ("factor", "evidence")
    return said_table("told-path", "told_path_caption", heads, cells, language, align="ll")
