"""Sections 11 to 14 of the post-mortem: actions, verification, traceability, limits."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from cxkit.figures.verification import plot_verification
from cxkit.measures.verification import LEAST_DAYS, LEAST_TEXTS
from cxkit.reports.blameless import blameless
from cxkit.reports.blocks import Block, Call, Group, Items, Note, Quote, Table, show
from cxkit.reports.charts import chart
from cxkit.reports.findings import incident_recovery as say_it
from cxkit.reports.incident_cells import heading, missing, nothing, quote_cell, tag, turn_of
from cxkit.reports.incident_words import DAYS, REVIEWS, bounds, say, share_of
from cxkit.reports.quotes import quotes
from cxkit.reports.series_words import on_clock
from cxkit.reports.wording import (
    FEW,
    NO_BREAK_SPACE,
    Language,
    counted_of,
    interval,
    number,
    percent,
    proportion,
    word,
)
from cxkit.schema.results.incident_postmortem import Postmortem

NEEDED: dict[str, dict[str, tuple[str, ...]]] = {
    "contacts": DAYS,
    "complaints": REVIEWS,
}
TONES = {"proven": "pos", "failed": "neg"}
QUOTES_SHOWN = 6
OWN = 0.9
"""Score of the topic's words when a customer says them."""


def proof_sections(
    post: Postmortem, *inputs: pd.DataFrame | None, language: Language = "en"
) -> Group:
    """Build sections 11 to 14.

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
    parts = (
        _actions(post, language),
        _verification(post, language),
        _traceability(post, language),
        _limits(post, refused, sum(map(_undated, inputs)), language),
    )
    return blameless(show(*(block for part in parts for block in part.blocks)))


def _actions(post: Postmortem, language: Language) -> Group:
    section = heading(11, say_it.actions_finding(post, language), language)
    if post.actions.empty:
        return nothing(section, language)
    rows = tuple(_action(row, language) for _, row in post.actions.iterrows())
    heads = ("id", "action", "who", "due", "ticket", "check", "state")
    columns = tuple(say(name, language) for name in heads)
    return show(
        section, Table("actions", say("actions_caption", language), columns, rows, align="lllllll")
    )


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
        row["action_id"],
        row["what"],
        _or(row["owner_role"], "no_owner", language),
        due,
        row["ticket"] if pd.notna(row["ticket"]) else "—",
        _or(row["check"], "no_check", language),
        state,
    )


def _or(value: Any, absent: str, language: Language) -> Any:
    return missing(say(absent, language)) if pd.isna(value) else value


def _verification(post: Postmortem, language: Language) -> Group:
    section = heading(12, say_it.verification_finding(post, language), language)
    if post.verification.empty:
        return nothing(section, language)
    wide, slim = (
        plot_verification(post.verification, language=language, is_narrow=is_narrow)
        for is_narrow in (False, True)
    )
    figure = chart(
        wide,
        _checks_table(post, language),
        anchor="verify",
        title=say("verify_title", language),
        how_to_read=say("verify_how", language),
        alt=say("verify_alt", language),
        narrow=slim,
    )
    calls = [_call(row, language) for _, row in post.verification.iterrows()]
    return show(section, figure, *calls)


def _checks_table(post: Postmortem, language: Language) -> Table:
    rows = tuple(
        (
            say(f"check_{row['check']}", language),
            *(_rate(row, phase, language) for phase in ("before", "during", "after")),
            _number(row, float(row["bound"]), language),
            tag(say(row["verdict"], language), TONES[row["verdict"]])
            if row["verdict"] in TONES
            else missing(say(row["verdict"], language)),
        )
        for _, row in post.verification.iterrows()
    )
    heads = ("check", "before", "during", "after", "bound", "verdict")
    columns = tuple(say(name, language).capitalize() for name in heads)
    return Table("verify", say("verify_caption", language), columns, rows, align="lrrrrl")


def _rate(row: pd.Series, phase: str, language: Language) -> Any:
    value = row[f"rate_{phase}"]
    if pd.isna(value):
        return missing(say("unknown", language).lower())
    low, high = row[f"rate_{phase}_low"], row[f"rate_{phase}_high"]
    if row["check"] == "complaints":
        base = int(row[f"base_{phase}"])
        told = share_of(int(row[f"n_{phase}"]), base, language)
        spread = bounds(low, high, language) if base >= FEW else word("small_base", language)
        return f"{told}, {spread}"
    return f"{number(value, language, 1)} ({interval(low, high, language, 1)})"


def _number(row: pd.Series, value: float, language: Language) -> str:
    return percent(value, language) if row["check"] == "complaints" else number(value, language, 1)


def _call(row: pd.Series, language: Language) -> Call:
    title = f"{say('check_' + row['check'], language)}: {say(row['verdict'], language)}"
    state = TONES.get(row["verdict"], "few")
    return Call(title, " ".join(_reasons(row, language)), state=state)  # type: ignore[arg-type]


def _reasons(row: pd.Series, language: Language) -> list[str]:
    said = [_against_bound(row, language)]
    if pd.notna(row["other_ratio"]):
        said.append(_comparison(row, language))
    if row["verdict"] in ("unproven", "too_few"):
        said.append(_needed(row, language))
    return [sentence for sentence in said if sentence]


def _against_bound(row: pd.Series, language: Language) -> str:
    """Say the rate after the fix beside the bound; a share of few texts only as its counts."""
    ru, bound = language == "ru", _number(row, float(row["bound"]), language)
    normal = (
        f"граница нормы, посчитанная по времени до исправления: {bound}"
        if ru
        else f"the limit of normal, from the time before the fix, is {bound}"
    )
    if pd.isna(row["rate_after"]):
        return f"После исправления данных нет; {normal}." if ru else (
            f"There are no data after the fix; {normal}."
        )  # fmt: skip
    n, base = int(row["n_after"]), int(row["base_after"])
    if row["check"] == "complaints" and base < FEW:
        told = proportion(n, base, language)
        return f"После исправления недовольны {told}; {normal}." if ru else (
            f"After the fix {told} are unhappy; {normal}."
        )  # fmt: skip
    after, high = (
        _number(row, float(row[name]), language) for name in ("rate_after", "rate_after_high")
    )
    return f"После исправления {after}, верх интервала {high}; {normal}." if ru else (
        f"After the fix {after}, upper bound {high}; {normal}."
    )  # fmt: skip


def _comparison(row: pd.Series, language: Language) -> str:
    """Say whether the comparison topic moved as well."""
    ratio = number(row["other_ratio"], language, 2)
    spread = interval(row["other_ratio_low"], row["other_ratio_high"], language, 2)
    moved = float(row["other_ratio_low"]) > 1 or float(row["other_ratio_high"]) < 1
    if language == "ru":
        tail = "сдвинулась тоже, поэтому часть перемены может быть общей" if moved else (
            "не сдвинулась"
        )  # fmt: skip
        return (
            f"Тема для сравнения {tail}: частота после исправления к прежней: {ratio} ({spread})."
        )
    tail = "moved as well, so part of the change may be general" if moved else "did not move"
    return f"The comparison topic {tail}: {ratio} times its former rate ({spread})."


def _needed(row: pd.Series, language: Language) -> str:
    """Say how much would settle it; "" where what was seen would never prove it."""
    forms = NEEDED[row["check"]][language]
    if pd.notna(row["base_needed"]):
        need = counted_of(round(row["base_needed"]), language, forms)
        return f"При таком уровне нужно около {need} после исправления." if language == "ru" else (
            f"At this rate about {need} after the fix are needed."
        )  # fmt: skip
    if row["verdict"] != "too_few":
        return ""
    if row["check"] == "contacts":
        need = counted_of(round(LEAST_DAYS), language, forms)
        return f"Чтобы судить, нужно не меньше {need} после исправления." if language == "ru" else (
            f"To say more, {need} or more after the fix are needed."
        )  # fmt: skip
    need = counted_of(LEAST_TEXTS, language, forms)
    before, after = (number(row[f"base_{phase}"], language) for phase in ("before", "after"))
    return (
        f"Чтобы судить, нужно не меньше {need} до сбоя и столько же после исправления; есть"
        f" {before} и {after}."
        if language == "ru"
        else f"To say more, {need} or more before the incident and as many after the fix are"
        f" needed; there are {before} and {after}."
    )


def _traceability(post: Postmortem, language: Language) -> Group:
    tables = {name: frame for name, frame in post.tables().items() if len(frame)}
    section = heading(13, say_it.traceability_finding(len(tables), language), language)
    blocks: list[Block] = [
        section,
        _members(post, language),
        Note(say("members_note", language), small=True),
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
    columns = tuple(say(name, language) for name in ("rule", "rows", "in_it", "example"))
    return Table("members", say("members_caption", language), columns, tuple(rows), align="lrll")


def _files(tables: Mapping[str, pd.DataFrame], language: Language) -> Table:
    rows = tuple(
        ({"text": f"{name}.csv", "link": f"tables/{name}.csv"}, number(len(frame), language))
        for name, frame in tables.items()
    )
    columns = (say("file", language), say("rows", language))
    return Table("files", say("files_caption", language), columns, rows, align="lr", twin=True)


def _undated(frame: pd.DataFrame | None) -> int:
    """Count the rows that no window can take in: without a date, and no story."""
    if frame is None:
        return 0
    dates = frame.columns.intersection(["started_at", "created_at", "event_at"])
    undated = frame[dates].isna().all(axis=1) if len(dates) else pd.Series(False, frame.index)
    if "kind" in frame:
        undated &= frame["kind"].ne("story").fillna(True)
    return int(undated.sum())


def _limits(post: Postmortem, n_refused: int, n_undated: int, language: Language) -> Group:
    said = say_it.limits(post, language, n_refused=n_refused, n_undated=n_undated)
    section = heading(14, say_it.limits_finding(said, language), language)
    return show(section, Items("limits", tuple({"text": text} for text in said)))
