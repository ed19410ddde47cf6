"""The section about an event log: flow, common paths, drop-offs, loops, to and fro."""

from dataclasses import replace
from functools import partial

import pandas as pd

from cxkit.figures.event_flow import PLACES_NARROW, plot_event_flow
from cxkit.reports.blocks import Block, Group, Note, Section, Table, show
from cxkit.reports.charts import chart
from cxkit.reports.findings.event_flow import (
    flow_finding,
    flow_note,
    unordered_finding,
    wait_finding,
)
from cxkit.reports.journey_words import say
from cxkit.reports.step_names import step_name
from cxkit.reports.tables import LARGE, Write, table
from cxkit.reports.wording import FEW, Language, number, percent, word
from cxkit.schema.results.directly_follows import END, START
from cxkit.schema.results.event_flow import OTHER
from cxkit.schema.results.event_paths import ARROW

ROWS = 12
"""Rows that a table of the page shows; the files have all of them."""
UNORDERED = 0.5
"""From more than this part of neighbouring steps at one time on, the log tells no order."""
LONG = 12
"""Steps of a path that a row of the page can hold."""


def flows_section(
    flow: pd.DataFrame,
    follows: pd.DataFrame,
    paths: pd.DataFrame,
    steps: pd.DataFrame,
    turns: pd.DataFrame,
    asked: pd.DataFrame | None = None,
    *,
    language: Language = "en",
) -> Group:
    """Build the section; nothing without events.

    Parameters
    ----------
    flow, follows, paths, steps, turns : DataFrame
        EVENT_FLOW, DIRECTLY_FOLLOWS, EVENT_PATHS, EVENT_STEPS and PING_PONG of one log.
    asked : DataFrame, optional
        CONTACT_STEPS: after which step customers contacted support.
    language : {"ru", "en"}
        Language of the page.
    """
    if steps.empty:
        return show()
    n = round(float((steps["n_cases"] / steps["share_cases"]).iloc[0]))
    note = Note(flow_note(steps, follows, n, language), small=True)
    flow, steps, follows = (_named(rows, language) for rows in (flow, steps, follows))
    blocks: list[Block] = [_heading(steps, follows, n, language)]
    if len(flow):
        blocks.append(_figure(_merged(flow), _follows(follows, language), language))
    waits = _waits(follows)
    blocks += [_longest(waits, language)] if len(waits) else []
    blocks += [_paths(paths, language), _steps(steps, language)]
    blocks += [] if asked is None or asked.empty else [_asked(asked, language)]
    return show(*blocks, *([_turns(turns, language)] if len(turns) else []), note)


def _heading(steps: pd.DataFrame, follows: pd.DataFrame, n: int, language: Language) -> Section:
    """Say where cases end and wait; of a log that does not order its steps, that it does not."""
    n_pairs = follows.loc[follows["hours_median"].notna(), "n"].sum()
    if follows["n_tied"].sum() > UNORDERED * n_pairs:
        return Section("flows", unordered_finding(n, language), say("name_flows", language))
    finding, lead = flow_finding(steps, n, language), wait_finding(_waits(follows), language)
    return Section("flows", finding, say("name_flows", language), lead)


def _figure(flow: pd.DataFrame, twin: Table, language: Language) -> Block:
    title = say("flow_title", language)
    n_places = int(flow["place"].max()) + 1
    draw = partial(plot_event_flow, flow, language=language)
    return chart(
        draw,
        twin,
        anchor="flow-figure",
        title=title,
        how_to_read=say("flow_how", language, n=n_places, few=min(n_places, PLACES_NARROW + 1)),
        alt=f"{title}. {twin.caption}.",
    )


def _follows(follows: pd.DataFrame, language: Language) -> Table:
    words = {START: say("start_step", language), END: say("end_step", language)}
    named = follows.replace({"source": words, "target": words})
    columns = "source target n n_cases share hours_median hours_p90"
    return _table(named, columns, "follows", language)


def _waits(follows: pd.DataFrame) -> pd.DataFrame:
    """Return what takes time, the slowest first; of enough cases where any has them."""
    slow = follows.loc[follows["hours_median"].gt(0).fillna(value=False)]
    enough = slow.loc[slow["n_cases"] >= FEW]
    return (enough if len(enough) else slow).sort_values("hours_median", ascending=False)


def _longest(waits: pd.DataFrame, language: Language) -> Table:
    name = "waits" if waits["n_cases"].min() >= FEW else "few_waits"
    built = _table(waits, "source target n_cases hours_median hours_p90", name, language)
    return replace(built, anchor="waits-table")


def _paths(paths: pd.DataFrame, language: Language) -> Table:
    common = paths.loc[paths["n_cases"] > 1] if paths["n_cases"].max() > 1 else paths
    shown = common.head(ROWS)
    named = shown.assign(path=[_shorter(path, language) for path in shown["path"]])
    columns = "path n_steps n_cases share_cases share_so_far hours_median"
    return _table(named, columns, "variants", language, strong="share_cases", n_all=len(paths))


def _steps(steps: pd.DataFrame, language: Language) -> Table:
    columns = (
        "event n_cases share_cases n_last share_last share_last_low n_open n_looped n_repeated"
    )
    return _table(steps, columns, "steps", language, strong="share_last", rows=2 * ROWS)


def _turns(turns: pd.DataFrame, language: Language) -> Table:
    columns = "first_line second_line n n_cases share_cases hours_median"
    return _table(_named(turns, language), columns, "turns", language)


def _asked(asked: pd.DataFrame, language: Language) -> Table:
    named = _named(asked, language).replace({"event": {START: say("start_step", language)}})
    columns = "event n_contacts n_cases share_cases share_cases_low hours_median"
    return _table(named, columns, "asked", language)


def _named(rows: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Return the rows with their steps and lines in words."""
    told = rows.copy()
    for column in ("event", "source", "target", "first_line", "second_line"):
        if column in told:
            told[column] = [_step(str(step), language) for step in told[column]]
    return told


def _merged(flow: pd.DataFrame) -> pd.DataFrame:
    """Add up what bears one name, as steps do whose phones are masked; its median is not known."""
    groups = flow.groupby(["place", "source", "target"], sort=False)
    hours = groups["hours_median"].first().where(groups.size() == 1)
    return pd.DataFrame({"n_cases": groups["n_cases"].sum(), "hours_median": hours}).reset_index()


def _shorter(path: str, language: Language) -> str:
    """Write a path in words; of a long one its first and last steps."""
    steps = [_step(step, language) for step in path.split(ARROW)]
    if len(steps) > LONG:
        n = number(len(steps) - 2 * (LONG // 2), language)
        steps[LONG // 2 : -(LONG // 2)] = [say("steps_between", language, n=n)]
    return ARROW.join(steps)


def _step(step: str, language: Language) -> str:
    """Name a step, with the "×2" of one that was repeated in a row."""
    if step in (START, END, OTHER):
        return step
    code, times, n = step.rpartition(" ×")
    return f"{step_name(code, language)}{times}{n}" if times else step_name(step, language)


HEADS = {
    "source": "from_step", "target": "to_step", "event": "from_step", "n": "n_times",
    "share": "share_next", "path": "path_head", "hours_median": "hours_between",
    "share_last_low": "interval", "share_cases_low": "interval", "n_last": "last_here",
    "n_open": "still_open", "n_looped": "looped", "n_repeated": "repeated",
}  # fmt: skip
"""Heading of a column, where it is not of the column's name."""

HEADS_OF = {
    "variants": {"hours_median": "hours_path"},
    "turns": {"hours_median": "hours_back"},
    "asked": {"event": "after_step", "share_cases": "share_last",
              "hours_median": "hours_to_contact"},
}  # fmt: skip
"""Headings that a table has of its own."""


def _table(
    frame: pd.DataFrame,
    columns: str,
    name: str,
    language: Language,
    *,
    strong: str = "",
    rows: int = ROWS,
    n_all: int = 0,
) -> Table:
    """Build a folded table of the first *rows*; large shares of the column *strong* are in bold."""
    caption = say(f"caption_{name}", language)
    if (n_all := n_all or len(frame)) > min(rows, len(frame)):
        shown = number(min(rows, len(frame)), language)
        caption += f" ({shown} {word('from', language)} {number(n_all, language)})"
        frame = frame.head(rows)
    heads = HEADS | HEADS_OF.get(name, {})
    named = {column: say(heads.get(column, column), language) for column in columns.split()}
    write = {strong: _with_large(frame, strong, language)} if strong else None
    bare = table(
        frame, named, anchor=f"{name}-table", caption=caption, language=language, write=write,
    )  # fmt: skip
    return replace(bare, stack=True, folded=True)


def _with_large(frame: pd.DataFrame, name: str, language: Language) -> Write:
    """Write shares of the cases; the large ones of enough cases are strong."""
    n_cases = (frame["n_cases"] / frame["share_cases"]).max()
    least = LARGE * frame[name].max() if n_cases >= FEW else float("inf")
    return lambda share: {"text": percent(share, language), "strong": bool(share > least)}
