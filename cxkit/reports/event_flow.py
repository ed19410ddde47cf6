"""The section about an event log: flow, common paths, drop-offs, loops, to and fro."""

from dataclasses import replace

import pandas as pd

from cxkit.figures.event_flow import plot_event_flow
from cxkit.reports.blocks import Block, Group, Section, Table, show
from cxkit.reports.charts import chart
from cxkit.reports.findings.journey_aggregate import flow_finding
from cxkit.reports.journey_words import say
from cxkit.reports.step_names import step_name
from cxkit.reports.tables import LARGE, Write, table
from cxkit.reports.wording import FEW, Language, percent
from cxkit.schema.results.directly_follows import END, START
from cxkit.schema.results.event_flow import OTHER
from cxkit.schema.results.event_paths import ARROW

ROWS = 12
"""Rows that a table of the page shows; the files have all of them."""


def flows_section(
    flow: pd.DataFrame,
    follows: pd.DataFrame,
    paths: pd.DataFrame,
    steps: pd.DataFrame,
    turns: pd.DataFrame,
    *,
    language: Language = "en",
) -> Group:
    """Build the section; nothing without events.

    Parameters
    ----------
    flow, follows, paths, steps, turns : DataFrame
        EVENT_FLOW, DIRECTLY_FOLLOWS, EVENT_PATHS, EVENT_STEPS and PING_PONG of one log.
    language : {"ru", "en"}
        Language of the page.
    """
    if steps.empty:
        return show()
    n = round(float((steps["n_cases"] / steps["share_cases"]).iloc[0]))
    flow, steps = _named(flow, language), _named(steps, language)
    section = Section("flows", flow_finding(steps, n, language), say("name_flows", language))
    title = {"ru": "Куда идут случаи, шаг за шагом", "en": "Where cases go, step by step"}[language]
    how = {
        "ru": "Толщина: число случаев. Серые столбцы: конец пути и редкие шаги.",
        "en": "Width is the number of cases. Grey bars: end of the path and rarer steps.",
    }[language]
    twin = _follows(follows, language)
    blocks: list[Block] = [section]
    if len(flow):
        plotted, slim = (
            plot_event_flow(flow, language=language, is_narrow=is_narrow)
            for is_narrow in (False, True)
        )
        alt = f"{title}. {twin.caption}."
        blocks.append(
            chart(
                plotted,
                twin,
                anchor="flow-figure",
                title=title,
                how_to_read=how,
                alt=alt,
                narrow=slim,
            )
        )
    blocks += [_paths(paths, language), _steps(steps, language)]
    return show(*blocks, *([_turns(turns, language)] if len(turns) else []))


def _follows(follows: pd.DataFrame, language: Language) -> Table:
    words = {START: say("start_step", language), END: say("end_step", language)}
    named = _named(follows.head(ROWS), language).replace({"source": words, "target": words})
    heads = {
        "source": "from_step",
        "target": "to_step",
        "n": "n_times",
        "n_cases": "n_cases",
        "share": "share_next",
        "hours_median": "hours_between",
        "hours_p90": "hours_p90",
    }
    return _table(named, heads, "follows", language)


def _paths(paths: pd.DataFrame, language: Language) -> Table:
    heads = {
        "path": "path_head",
        "n_steps": "n_steps",
        "n_cases": "n_cases",
        "share_cases": "share_cases",
        "share_so_far": "share_so_far",
    }
    named = _named(paths.head(ROWS), language)
    return _table(named, heads, "variants", language, strong="share_cases")


def _steps(steps: pd.DataFrame, language: Language) -> Table:
    heads = {
        "event": "from_step",
        "n_cases": "n_cases",
        "share_cases": "share_cases",
        "n_last": "last_here",
        "share_last": "share_last",
        "share_last_low": "interval",
        "n_looped": "looped",
        "n_repeated": "repeated",
    }
    return _table(steps.head(2 * ROWS), heads, "steps", language, strong="share_last")


def _turns(turns: pd.DataFrame, language: Language) -> Table:
    heads = {
        "first_line": "first_line",
        "second_line": "second_line",
        "n": "n_times",
        "n_cases": "n_cases",
        "share_cases": "share_cases",
        "hours_median": "hours_between",
    }
    return _table(_named(turns.head(ROWS), language), heads, "turns", language)


def _named(rows: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Return the rows with their steps and lines in words."""
    told = rows.copy()
    for column in ("event", "source", "target", "first_line", "second_line", "path"):
        if column in told:
            told[column] = [_path(str(steps), language) for steps in told[column]]
    return told


def _path(steps: str, language: Language) -> str:
    return ARROW.join(_step(step, language) for step in steps.split(ARROW))


def _step(step: str, language: Language) -> str:
    """Name a step, with the "×2" of one that was repeated in a row."""
    if step in (START, END, OTHER):
        return step
    code, times, n = step.rpartition(" ×")
    return f"{step_name(code, language)}{times}{n}" if times else step_name(step, language)


CAPTIONS = {
    "follows": {"ru": "Что за чем следует", "en": "What follows what"},
    "variants": {"ru": "Самые частые пути целиком", "en": "The most common whole paths"},
    "steps": {"ru": "Шаги: кто дошёл, кто остановился, кто вернулся",
              "en": "Steps: who came, who stopped, who came back"},
    "turns": {"ru": "Туда и обратно между линиями", "en": "Back and forth between lines"},
}  # fmt: skip


def _table(
    frame: pd.DataFrame, heads: dict[str, str], name: str, language: Language, *, strong: str = ""
) -> Table:
    """Build a table; the large shares of the column *strong* are set in bold."""
    columns = {column: say(head, language) for column, head in heads.items()}
    write = {strong: _with_large(frame, strong, language)} if strong else None
    bare = table(
        frame, columns, anchor=f"{name}-table", caption=CAPTIONS[name][language],
        language=language, write=write,
    )  # fmt: skip
    return replace(bare, stack=True)


def _with_large(frame: pd.DataFrame, name: str, language: Language) -> Write:
    """Write shares of the cases; the large ones of enough cases are strong."""
    n_cases = (frame["n_cases"] / frame["share_cases"]).max()
    least = LARGE * frame[name].max() if n_cases >= FEW else float("inf")
    return lambda share: {"text": percent(share, language), "strong": bool(share > least)}
