"""Sections 11 to 14 of the post-mortem: actions, verification, traceability, limits."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from cxkit.reports.blocks import Block, Group, Items, Note, Quote, Table, show
from cxkit.reports.findings import incident_recovery as say_it
from cxkit.reports.findings.incident_limits import limits, limits_finding
from cxkit.reports.findings.incident_summary import CLOSED
from cxkit.reports.incident_cells import (
    heading,
    joined,
    missing,
    quote_cell,
    said_table,
    tag,
    turn_of,
)
from cxkit.reports.incident_verification import verification_section
from cxkit.reports.incident_words import say
from cxkit.reports.quotes import quotes
from cxkit.reports.series_words import on_clock
from cxkit.reports.wording import NO_BREAK_SPACE, Language, day, number
from cxkit.schema.results.incident_postmortem import Postmortem

QUOTES_SHOWN = 6
OWN = 0.9
"""Score of the topic's words when a customer says them."""


def proof_sections(
    post: Postmortem, *inputs: pd.DataFrame | None, language: Language = "en"
) -> Group:
    """Build sections 11 to 14: actions, verification, traceability, limits.

    Parameters
    ----------
    post : Postmortem
        All measures of the incident.
    *inputs : DataFrame
        The frames of the readers, for the numbers of refused and of undated rows.
    language : {"ru", "en"}
        Language of the page.
    """
    refused = sum(
        int(reading.get("n_refused", 0))
        for frame in inputs
        if frame is not None
        for reading in frame.attrs.get("reading", [])
    )
    return joined(
        _actions(post, language),
        verification_section(post, language),
        _traceability(post, language),
        _limits(post, refused, inputs, language),
    )


def _actions(post: Postmortem, language: Language) -> Group:
    section = heading(11, say_it.actions_finding(post, language), language)
    late, is_closed = post.actions["is_overdue"], post.actions["state"].isin(CLOSED)
    left = post.actions[~is_closed].sort_values("is_overdue", ascending=False, kind="stable")
    blocks: list[Block] = [section]
    if len(left):
        blocks.append(_action_table("actions", left, language))
    blocks += [_judged_on(row, language) for _, row in post.actions[late].head(1).iterrows()]
    if is_closed.any():
        blocks.append(_action_table("closed_actions", post.actions[is_closed], language))
    return show(*blocks)


def _action_table(name: str, actions: pd.DataFrame, language: Language) -> Table:
    """Return a table of actions; those that are closed are folded."""
    rows = tuple(_action(row, language) for _, row in actions.iterrows())
    heads = ("action", "who", "due", "ticket", "check", "state")
    is_closed = name != "actions"
    return said_table(
        name, f"{name}_caption", heads, rows, language, align="llllll", folded=is_closed
    )


def _judged_on(late: pd.Series, language: Language) -> Note:
    """Say on which day actions are overdue: the last one of the data, whenever the page is read."""
    last = pd.Timestamp(late["due_on"]) + pd.Timedelta(int(late["days_late"]), unit="D")
    return Note(say("overdue_on", language, day=day(last, language, year=True)), small=True)


def _action(row: pd.Series, language: Language) -> tuple[Any, ...]:
    if row["is_overdue"]:
        state = tag(say_it.overdue_words(int(row["days_late"]), language), "neg")
    else:
        state = tag(say("action_" + row["state"].replace(" ", "_"), language),
                    "pos" if row["state"] == "done" else "")  # fmt: skip
    due: Any = missing(say("no_due", language))
    if pd.notna(row["due_on"]):
        due = say_it.due_words(row["due_on"], language).replace(" ", NO_BREAK_SPACE)
    return (
        f"{row['action_id']}. {row['what']}",
        _or(row["owner_role"], "no_owner", language),
        due,
        row["ticket"] if pd.notna(row["ticket"]) else "—",
        _or(row["check"], "no_check", language),
        state,
    )


def _or(value: Any, absent: str, language: Language) -> Any:
    return missing(say(absent, language)) if pd.isna(value) else value


def _traceability(post: Postmortem, language: Language) -> Group:
    tables = {name: frame for name, frame in post.tables().items() if len(frame)}
    section = heading(13, say_it.traceability_finding(len(tables), language), language)
    blocks: list[Block] = [
        section,
        _members(post, language),
        Note(say("members_note", language), title=say("members_how", language)),
    ]
    topics = post.mentions[
        post.mentions["layer"].eq("topic") & post.mentions["code"].eq(post.incident.id)
    ]
    factors = post.mentions[post.mentions["layer"].eq("factor")]
    own, named = (_of_customers(post, rows) for rows in (topics[topics["score"].ge(OWN)], factors))
    shown = own if len(own) else named
    if len(shown):
        personal = post.mentions[post.mentions["layer"].eq("personal")]
        chosen = quotes(
            pd.concat([shown, personal]), on_clock(post.texts, post.incident.time_zone),
            n=QUOTES_SHOWN, language=language, title=say("quotes_title", language),
        )  # fmt: skip
        within = tuple(_in_turn(post, quote) for quote in chosen.quotes)
        blocks.append(replace(chosen, quotes=within))
    return show(*blocks, _files(tables, language))


def _of_customers(post: Postmortem, rows: pd.DataFrame) -> pd.DataFrame:
    """Keep the words that customers said; notes and answers of the staff are no voice of theirs."""
    places = zip(rows["feedback_id"], rows["start"], rows["end"], strict=True)
    is_own = [
        turn_of(post, str(source_id), (int(start), int(end))) is not None
        for source_id, start, end in places
    ]
    return rows[pd.Series(is_own, index=rows.index, dtype="bool")]


def _in_turn(post: Postmortem, quote: Quote) -> Quote:
    """End a quote's context where the customer's turn ends."""
    turn = turn_of(post, quote.source_id, (quote.start, quote.end))
    if turn is None:
        return quote
    before = max(0, quote.start - max(turn[0], quote.start - len(quote.before)))
    after = max(0, turn[1] - quote.end)
    return replace(
        quote,
        before=quote.before[len(quote.before) - before :],
        after=quote.after[:after].rstrip(),
        goes_on=quote.goes_on or after < len(quote.after),
    )


def _members(post: Postmortem, language: Language) -> Table:
    groups = post.membership.groupby(["rule", "is_member"], sort=False)
    rows = [
        (
            say(f"rule_{rule}", language),
            number(len(group), language),
            say("in_it", language) if is_member else "—",
            quote_cell(post, group.sort_values("score").iloc[-1]),
        )
        for (rule, is_member), group in sorted(groups, key=lambda pair: -len(pair[1]))
    ]
    heads = ("rule", "rows", "in_it", "example")
    return said_table(
        "members", "members_caption", heads, rows, language, align="lrll", folded=True
    )


def _files(tables: Mapping[str, pd.DataFrame], language: Language) -> Table:
    rows = tuple(
        ({"text": f"{name}.csv", "link": f"tables/{name}.csv"}, number(len(frame), language))
        for name, frame in tables.items()
    )
    columns = (say("file", language), say("rows", language))
    return Table("files", say("files_caption", language), columns, rows, align="lr", folded=True)


def _undated(frame: pd.DataFrame | None) -> int:
    """Count the rows that no window can take in: without a date, and no story."""
    if frame is None:
        return 0
    dates = frame.columns.intersection(["started_at", "created_at", "event_at"])
    undated = frame[dates].isna().all(axis=1) if len(dates) else pd.Series(False, frame.index)
    if "kind" in frame:
        undated &= frame["kind"].ne("story").fillna(True)
    return int(undated.sum())


def _wordless(frame: pd.DataFrame | None) -> int:
    """Count the contacts of a record in which no contact has a text."""
    is_record = frame is not None and "started_at" in frame and frame["text"].isna().all()
    return len(frame) if is_record and frame is not None else 0


def _limits(
    post: Postmortem, n_refused: int, inputs: tuple[pd.DataFrame | None, ...], language: Language
) -> Group:
    said = limits(
        post,
        language,
        n_refused=n_refused,
        n_undated=sum(map(_undated, inputs)),
        n_wordless=sum(map(_wordless, inputs)),
    )
    section = heading(14, limits_finding(said, language), language)
    return show(section, Items("limits", tuple({"text": text} for text in said)))
