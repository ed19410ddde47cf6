"""Sections 5 to 7 of the post-mortem: impact, promises, the way through the lines."""

from typing import Any

import pandas as pd

from cxkit.codebook.load import load_codebook
from cxkit.reports.blocks import Block, Group, Note, Table, show
from cxkit.reports.findings import incident_postmortem as say_it
from cxkit.reports.incident_cells import heading, joined, missing, quote_cell, said_table
from cxkit.reports.incident_escalation import escalation_section
from cxkit.reports.incident_words import channel_name, is_said, say
from cxkit.reports.step_names import step_name
from cxkit.reports.wording import (
    FEW,
    Language,
    counted,
    counted_of,
    hours,
    interval,
    money,
    number,
    percent_interval,
    proportion,
    sample,
    signed,
    small_base,
    word,
)
from cxkit.schema.results.incident_postmortem import Postmortem

BASES = {
    "share_repeat": "contact_of_customer", "share_without_number": "contact_of_customer",
    "share_came_again": "case", "share_changed_channel": "case",
    "share_threatened_public": "case", "share_paid_twice": "case",
    "share_silent": "affected",
}  # fmt: skip
ROWS = {"usual": "impact", "texts": "membership", "share_silent": "reach", "cases": "cases"}
"""File in which the rows of a loss stand, where it is not contacts.csv."""


def losses_sections(post: Postmortem, *, language: Language = "en") -> Group:
    """Build sections 5 to 7: impact, promises, the way through the lines.

    Parameters
    ----------
    post : Postmortem
        All measures of the incident.
    language : {"ru", "en"}
        Language of the page.
    """
    return joined(
        _impact(post, language), _promises(post, language), escalation_section(post, language)
    )


def _impact(post: Postmortem, language: Language) -> Group:
    section = heading(5, say_it.impact_finding(post, language), language)
    rows = tuple(_loss(row, post, language) for _, row in post.impact.iterrows() if row["n"])
    if not rows:
        return show(section)
    told = account_rows(post, language)
    heads = ("loss", "how_many", "interval", "base")
    blocks: list[Block] = [
        section,
        said_table("losses", "impact_caption", heads, rows, language, align="lrll"),
    ]
    if told:
        named = ("what", "how_many")
        blocks.append(said_table("told", "told_caption", named, told, language, align="ll"))
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
            percent_interval(low, high, language) if n >= FEW else small_base(n, language),
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
    heads = ("channel", "asked")
    return said_table(
        "channels", "channels_caption", heads, rows, language, align="lr", folded=True
    )


def _reach(post: Postmortem, language: Language) -> Table:
    # Without contacts nobody knows who was silent.
    names = ("n_cases", "n_before", "n_customers", "n_silent")[: None if len(post.contacts) else 3]
    rows = tuple(
        (
            step_name(str(row["event"]), language),
            *(number(row[name], language) for name in names),
        )
        for _, row in post.reach.iterrows()
    )
    heads = ("event", *names)
    align = "l" + "r" * len(names)
    return said_table("reach", "reach_caption", heads, rows, language, align=align, folded=True)


def _tone(post: Postmortem, language: Language) -> Table:
    rows = tuple(
        (say(what, language), *(_felt(row, language) for _, row in group.iterrows()))
        for what, group in post.tone.groupby("what")
    )
    heads = ("what", "before", "during", "after")
    return said_table("tone", "tone_caption", heads, rows, language, align="lrrr", folded=True)


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
        return show(section)
    ledger = post.promises.assign(kind=post.promises["about"].fillna(""))
    rows = tuple(
        _promise_row(kind, group, post, language)
        for kind, group in sorted(ledger.groupby("kind"), key=lambda pair: -len(pair[1]))
    )
    heads = ("promise", "given", "kept", "broken", "unknown", "vague", "example")
    table = said_table("ledger", "promises_caption", heads, rows, language, align="lrrrrrl")
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


def account_rows(post: Postmortem, language: Language) -> tuple[tuple[Any, ...], ...]:
    """Return what stories tell of contacts, waiting and the end."""
    rows: list[tuple[Any, ...]] = []
    for _, row in post.effort.iterrows():
        if pd.notna(row["n_contacts"]):
            n = number(row["n_contacts"], language)
            told = say("at_least", language, n=n) if row["is_least"] is True else n
            rows.append((say("told_contacts", language), told))
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
