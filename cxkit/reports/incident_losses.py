"""Sections 5 to 7 of the post-mortem: impact, promises, the way through the lines."""

from functools import partial
from typing import Any

import pandas as pd

from cxkit.codebook.load import load_codebook
from cxkit.figures.escalation import plot_escalation, step_label
from cxkit.reports.blameless import blameless
from cxkit.reports.blocks import Block, Group, Note, Table, show
from cxkit.reports.charts import chart
from cxkit.reports.findings import incident_postmortem as say_it
from cxkit.reports.incident_cells import heading, missing, nothing, quote_cell
from cxkit.reports.incident_words import (
    bounds,
    channel_name,
    is_said,
    line_name,
    say,
    share_of,
)
from cxkit.reports.step_names import step_name
from cxkit.reports.wording import (
    FEW,
    Language,
    counted,
    counted_of,
    duration,
    hours,
    interval,
    money,
    number,
    proportion,
    sample,
    signed,
    small_base,
    word,
)
from cxkit.schema.results.first_line import TIMES
from cxkit.schema.results.incident_postmortem import Postmortem

BASES = {
    "share_repeat": "contact_of_customer", "share_without_number": "contact_of_customer",
    "share_came_again": "case", "share_changed_channel": "case",
    "share_threatened_public": "case", "share_paid_twice": "case",
    "share_silent": "affected",
}  # fmt: skip
ROWS = {"usual": "impact", "texts": "membership", "share_silent": "reach", "cases": "cases"}
"""File in which the rows of a loss stand, where it is not contacts.csv."""
LINES_SHOWN, PATHS_SHOWN = 12, 6
TOLD_PATH = (
    "knowledge_gap", "no_case_reference", "no_escalation_path", "repeated_contact",
    "responds_to_pressure", "contradictory_messages",
)  # fmt: skip
"""Factors that tell of the way of a case."""


def losses_sections(post: Postmortem, *, language: Language = "en") -> Group:
    """Build sections 5 to 7.

    Parameters
    ----------
    post : Postmortem
        All measures of the incident.
    language : {"ru", "en"}
        Language of the page.
    """
    parts = (_impact(post, language), _promises(post, language), _escalation(post, language))
    return blameless(show(*(block for part in parts for block in part.blocks)))


def _impact(post: Postmortem, language: Language) -> Group:
    section = heading(5, say_it.impact_finding(post, language), language)
    rows = tuple(_loss(row, post, language) for _, row in post.impact.iterrows() if row["n"])
    if not rows:
        return nothing(section, language)
    told = account_rows(post, language)
    columns = tuple(say(name, language) for name in ("loss", "how_many", "interval", "base"))
    blocks: list[Block] = [
        section,
        Table("losses", say("impact_caption", language), columns, rows, align="lrll"),
    ]
    if told:
        columns = (say("what", language), say("how_many", language))
        blocks.append(Table("told", say("told_caption", language), columns, told, align="ll"))
    if post.contacts["channel"].notna().any():
        blocks.append(_channels(post, language))
    if len(post.reach):
        blocks.append(_reach(post, language))
    if len(post.tone):
        blocks.append(_tone(post, language))
    return show(*blocks)


def _loss(row: pd.Series, post: Postmortem, language: Language) -> tuple[Any, ...]:
    said = say("asked_loss" if row["loss"] == "asked" else row["loss"], language)
    name = {"text": said, "link": f"tables/{ROWS.get(row['loss'], 'contacts')}.csv"}
    low, high = row["value_low"], row["value_high"]
    if row["loss"].startswith("share_"):
        n_of, n = int(row["n_of"]), int(row["n"])
        return (
            name,
            proportion(n_of, n, language),
            bounds(low, high, language) if n >= FEW else small_base(n, language),
            f"{number(n_of, language)} {word('from', language)} {_base(row, post, language)}",
        )
    if row["loss"] == "usual":
        before = counted(int(row["n"]), language, "contact")
        told = f"{before} {say('before', language)}"
        digits = 1 if high < 10 else 0
        spread = interval(low, high, language, digits)
        return name, number(row["value"], language, digits), spread, told
    if row["loss"] == "money_told":
        return (
            name,
            money(row["value"], str(row["unit"]), language),
            "—",
            sample(row["n"], language),
        )
    if row["loss"] == "contacts_to_resolution":
        value = number(row["value"], language, 0 if float(row["value"]).is_integer() else 1)
        spread = "—" if pd.isna(low) else interval(low, high, language)
        return name, value, spread, counted(int(row["n"]), language, "settled_case")
    return name, number(row["value"], language), say("full_count", language), ""


def _base(row: pd.Series, post: Postmortem, language: Language) -> str:
    """Count what a loss is taken from."""
    base = counted_of(int(row["n"]), language, BASES[row["loss"]])
    if row["loss"] != "share_silent":
        return base
    return base.format(event=step_name(str(post.reach.iloc[0]["event"]), language))


def _channels(post: Postmortem, language: Language) -> Table:
    asked = post.contacts[post.contacts["role"].isin(["first", "repeat"])]
    counts = asked["channel"].value_counts()
    rows = tuple(
        (channel_name(str(name), language), number(n, language)) for name, n in counts.items()
    )
    columns = (say("channel", language), say("asked", language))
    return Table("channels", say("channels_caption", language), columns, rows, align="lr")


def _reach(post: Postmortem, language: Language) -> Table:
    names = ("n_cases", "n_before", "n_customers", "n_silent")
    rows = tuple(
        (
            step_name(str(row["event"]), language),
            *(number(row[name], language) for name in names),
        )
        for _, row in post.reach.iterrows()
    )
    columns = tuple(say(name, language) for name in ("event", *names))
    return Table("reach", say("reach_caption", language), columns, rows, align="lrrrr")


def _tone(post: Postmortem, language: Language) -> Table:
    rows = tuple(
        (say(what, language), *(_felt(row, language) for _, row in group.iterrows()))
        for what, group in post.tone.groupby("what")
    )
    columns = tuple(say(name, language) for name in ("what", "before", "during", "after"))
    return Table("tone", say("tone_caption", language), columns, rows, align="lrrr")


def _felt(row: pd.Series, language: Language) -> Any:
    """Write a value with its interval and n."""
    n = int(row["n"])
    if not n:
        return missing(say("unknown", language).lower())
    is_net = row["what"] == "net"
    write, factor, digits = (signed, 100, 0) if is_net else (number, 1, 2)
    value = write(factor * row["value"], language, digits)
    if pd.notna(row["value_low"]):
        low, high = factor * row["value_low"], factor * row["value_high"]
        value += f" ({interval(low, high, language, digits, sign=is_net)})"
    base = sample(n, language) if n >= FEW else small_base(n, language)
    return f"{value}, {base}"


def _promises(post: Postmortem, language: Language) -> Group:
    section = heading(6, say_it.promises_finding(post, language), language)
    if post.promises.empty:
        return nothing(section, language)
    ledger = post.promises.assign(kind=post.promises["about"].fillna(""))
    rows = tuple(
        _promise_row(kind, group, post, language)
        for kind, group in sorted(ledger.groupby("kind"), key=lambda pair: -len(pair[1]))
    )
    heads = ("promise", "given", "kept", "broken", "unknown", "vague", "example")
    columns = tuple(say(name, language) for name in heads)
    table = Table("ledger", say("promises_caption", language), columns, rows, align="lrrrrrl")
    return show(section, table, Note(say("promise_note", language), small=True))


def _promise_row(
    kind: str, group: pd.DataFrame, post: Postmortem, language: Language
) -> tuple[Any, ...]:
    counts = group["result"].value_counts()
    broken = int(counts.get("broken", 0) + counts.get("late", 0))
    ends = (counts.get("kept", 0), broken, counts.get("unknown", 0), counts.get("vague", 0))
    name = say(f"about_{kind}", language) if is_said(f"about_{kind}") else kind
    cells = (number(len(group), language), *(number(int(n), language) for n in ends))
    return name, *cells, quote_cell(post, _usual(group), whole=True)


def _usual(rows: pd.DataFrame) -> pd.Series:
    """Return the row whose words have the usual length; ties go to the first id."""
    length = (rows["end"] - rows["start"]).astype(float)
    far = (length - length.median()).abs()
    return rows.assign(_far=far).sort_values(["_far", "source_id", "start"]).iloc[0]


def _escalation(post: Postmortem, language: Language) -> Group:
    section = heading(7, say_it.escalation_finding(post, language), language)
    if post.cases.empty:
        told = _told_path(post, language)
        return nothing(section, language) if told is None else show(section, told)
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
    columns = tuple(say(name, language) for name in ("step", "from_hour", "lasted", "on_whom"))
    n = number(len(post.cases), language)
    return chart(
        draw,
        Table("case", say("steps_caption", language), columns, rows, align="lrrl"),
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
    columns = tuple(say(name, language) for name in heads)
    return Table("lines", say("lines_caption", language), columns, rows, align="lrrrr")


def _paths(post: Postmortem, language: Language) -> Table:
    counts = post.cases["path"].value_counts().head(PATHS_SHOWN)
    rows = tuple(
        (" → ".join(line_name(line, language) for line in path.split(">")), number(n, language))
        for path, n in counts.items()
    )
    columns = (say("path", language), say("cases", language))
    return Table("paths", say("paths_caption", language), columns, rows, align="lr")


def _ready(post: Postmortem, language: Language) -> Table:
    times = [time for time in TIMES if post.first_line["time"].eq(time).any()]
    rows = tuple(
        (say(f"lack_{lack}", language), *_over_times(group, "n_of", "n", times, language))
        for lack, group in post.first_line.groupby("lack", sort=False)
    )
    columns = (say("what", language), *(say(f"time_{time}", language) for time in times))
    return Table(
        "ready", say("ready_caption", language), columns, rows, align="l" + "r" * len(times)
    )


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
    heads = [say(f"time_{time}", language) for time in times]
    columns = (say("answer", language), *heads, say("example", language))
    align = "l" + "r" * len(times) + "l"
    return Table("answers", say("answers_caption", language), columns, rows, align=align)


def _questions(post: Postmortem, language: Language) -> Table:
    rows = tuple(
        (
            say(f"q_{row['answer']}", language),
            share_of(int(row["n_of"]), int(row["n"]), language),
            bounds(row["share_low"], row["share_high"], language)
            if int(row["n"]) >= FEW
            else small_base(int(row["n"]), language),
            "—" if pd.isna(row["hours"]) else hours(row["hours"], language),
        )
        for _, row in post.questions.iterrows()
    )
    heads = ("question", "how_many", "interval", "hours_median")
    columns = tuple(say(name, language) for name in heads)
    return Table("questions", say("questions_caption", language), columns, rows, align="lrlr")


def account_rows(post: Postmortem, language: Language) -> tuple[tuple[Any, ...], ...]:
    """Return what stories tell of contacts, waiting and the end."""
    rows: list[tuple[Any, ...]] = []
    for _, row in post.effort.iterrows():
        if pd.notna(row["n_contacts"]):
            n = number(row["n_contacts"], language)
            least = (
                {"ru": "не менее ", "en": "at least "}[language] if row["is_least"] is True else ""
            )
            rows.append((say("told_contacts", language), f"{least}{n}"))
        if pd.notna(row["hours_waited"]):
            rows.append((say("told_waited", language), hours(row["hours_waited"], language)))
    ends = post.mentions[post.mentions["layer"].eq("outcome")]
    ends = ends[ends["feedback_id"].isin(post.effort["feedback_id"])]
    codes = load_codebook()
    for _, row in ends.drop_duplicates("code").iterrows():
        cell = quote_cell(post, row.rename({"feedback_id": "source_id"}))
        rows.append(
            (f"{say('told_outcome', language)}: {codes.label(row['code'], language)}", cell)
        )
    return tuple(rows)


def _told_path(post: Postmortem, language: Language) -> Table | None:
    """Return what is told of lines, handovers and pressure, where no record shows them."""
    rows = post.factors[post.factors["factor"].isin(TOLD_PATH)]
    if rows.empty:
        return None
    codes = load_codebook()
    cells = tuple(
        (codes.label(row["factor"], language), quote_cell(post, row, whole=True))
        for _, row in rows.iterrows()
    )
    columns = (say("factor", language), say("evidence", language))
    return Table("told-path", say("told_path_caption", language), columns, cells, align="ll")
