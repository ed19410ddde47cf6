"""Sections 1 to 4 of the post-mortem: summary, header, chronology, two clocks."""

from functools import partial
from typing import Any

import pandas as pd

from cxkit.codebook.load import load_codebook
from cxkit.figures.incident_clocks import plot_incident_clocks
from cxkit.reports.blameless import blameless
from cxkit.reports.blocks import Fact, Group, Head, Items, Note, Table, show
from cxkit.reports.charts import chart
from cxkit.reports.findings import incident_postmortem as say_it
from cxkit.reports.findings.incident_summary import summary, summary_finding
from cxkit.reports.incident_cells import (
    heading,
    joined,
    missing,
    opening,
    place_of,
    said_table,
    tag,
)
from cxkit.reports.incident_words import channel_name, local, say, share_of
from cxkit.reports.wording import Language, capital, counted, day, hours, instant, number, word
from cxkit.schema.results.incident_postmortem import Postmortem
from cxkit.schema.results.promises import KNOWN

ARROW = " → "


def incident_head(post: Postmortem, *, language: Language = "en") -> Head:
    """Build the top of the page: what happened, its base, and five key facts.

    Parameters
    ----------
    post : Postmortem
        All measures of the incident.
    language : {"ru", "en"}
        Language of the page.

    Raises
    ------
    ReportError
        The incident's title looks for a culprit.
    """
    incident, finding = post.incident, say_it.postmortem_finding(post, language)
    counts = [
        counted(say_it.count(post, name), language, noun)
        for name, noun in (("customers", "customer"), ("asked", "contact"), ("texts", "review"))
        if say_it.count(post, name)
    ]
    return blameless(
        Head(
            report="incident_postmortem",
            language=language,
            label=say("report", language),
            finding=finding,
            base=tuple(
                part
                for part in (_base(counts, post, language), _data_window(post, language))
                if part and part not in finding
            ),
            facts=tuple(_facts(post, language)),
            subject=incident.id,
            state=say("state_" + incident.state.replace(" ", "_"), language),
        )
    )


def _base(counts: list[str], post: Postmortem, language: Language) -> str:
    """Write n: of contacts and reviews, or of accounts where there is nothing else."""
    if say_it.count(post, "contacts"):
        return ", ".join(counts)
    return say_it.told_once(post, language) or say("none_found", language)


def _data_window(post: Postmortem, language: Language) -> str:
    if post.incident.window is None and post.contacts.empty:
        return ""
    return f"{say('window', language)}: {say_it.window_words(post, language)}"


def _facts(post: Postmortem, language: Language) -> list[Fact]:
    facts = []
    for name, tone in (("signal_to_acknowledged", "neg"), ("signal_to_fixed", "")):
        length = say_it.clock(post, name)
        if length is not None and length > 0:
            n = post.clocks.loc[post.clocks["clock"].eq(name), "n_asked"].iloc[0]
            came = "" if post.contacts.empty else counted(int(n), language, "contact")
            told, title = hours(length, language), capital(say(name, language))
            facts.append(Fact(title, told, came, tone, length))  # type: ignore[arg-type]
    usual = say_it.loss(post, "usual")
    if usual is not None and usual["value"] >= 1:
        note = say("came_usual", language, n=number(usual["value"], language))
        came = number(say_it.count(post, "asked"), language)
        facts.append(Fact(say("came", language), came, note))
    repeat = say_it.loss(post, "share_repeat")
    if repeat is not None:
        written = share_of(int(repeat["n_of"]), int(repeat["n"]), language)
        value, _, base = written.partition(" (")
        facts.append(Fact(say("share_repeat", language), value, base.rstrip(")"), "neg"))
    known = int(post.promises["result"].isin(KNOWN).sum())
    if known:
        kept = int(post.promises["result"].eq("kept").sum())
        n_open = len(post.promises) - known
        note = f"{say('unknown', language).lower()}: {number(n_open, language)}" if n_open else ""
        value = f"{number(kept, language)} {word('from', language)} {number(known, language)}"
        facts.append(
            Fact(f"{say('s6', language)}: {say('kept', language).lower()}", value, note, "vow")
        )
    for _, row in post.verification.head(1).iterrows():
        tone = {"proven": "pos", "failed": "neg"}.get(row["verdict"], "mid")
        facts.append(
            Fact(say("s12", language), capital(say(row["verdict"], language)),
                 say(f"check_{row['check']}", language).lower(), tone)  # type: ignore[arg-type]
        )  # fmt: skip
    if len(post.actions):
        facts.append(_to_do(post.actions, language))
    return facts


def _to_do(actions: pd.DataFrame, language: Language) -> Fact:
    """Say how many actions are done, and which are overdue."""
    done, late = int(actions["state"].eq("done").sum()), actions[actions["is_overdue"]]
    value = f"{number(done, language)} {word('from', language)} {number(len(actions), language)}"
    note = f"{say('action_overdue', language)}: {', '.join(late['action_id'])}" if len(late) else ""
    return Fact(say("actions_done", language), value, note, "neg" if len(late) else "")


def overview_sections(post: Postmortem, *, language: Language = "en") -> Group:
    """Build sections 1 to 4: summary, header, chronology, two clocks.

    Parameters
    ----------
    post : Postmortem
        All measures of the incident.
    language : {"ru", "en"}
        Language of the page.
    """
    return joined(
        _summary(post, language),
        _header(post, language),
        _chronology(post, language),
        _clocks(post, language),
    )


def _header(post: Postmortem, language: Language) -> Group:
    incident, zone = post.incident, post.incident.time_zone
    unknown = missing(say("unknown", language).lower())
    baseline = unknown if post.before is None else say_it.days_of(post.before, zone, language)
    values: list[tuple[str, Any]] = [
        ("id", incident.id),
        ("title", incident.title.of(language) or unknown),
        ("severity", f"{post.severity}: {say(post.severity_reason, language)}"),
        ("state", say("state_" + incident.state.replace(" ", "_"), language)),
        ("owner", incident.owner_role.of(language) or missing(say("no_owner", language))),
        ("window", say_it.window_words(post, language)),
        ("baseline", baseline),
        ("languages", _languages(post, language) or unknown),
    ]
    rows = tuple((say(name, language), value) for name, value in values)
    heads = ("field", "value")
    table = said_table("header", "header_caption", heads, rows, language, align="ll", folded=True)
    section = heading(2, say_it.header_finding(post, language), language)
    rule = Note(say("severity_rule", language), title=say("severity_how", language))
    return show(section, table, rule)


def _languages(post: Postmortem, language: Language) -> str:
    spoken = post.mentions[post.mentions["layer"].eq("language")]
    counts = spoken.drop_duplicates("feedback_id")["code"].value_counts()
    return ", ".join(f"{say(code, language)} {number(n, language)}" for code, n in counts.items())


def _summary(post: Postmortem, language: Language) -> Group:
    section = heading(1, summary_finding(post, language), language)
    sentences = summary(post, language)
    if not sentences:
        return show(section)
    return show(section, Note(" ".join(sentences)))


def _chronology(post: Postmortem, language: Language) -> Group:
    section = heading(3, say_it.chronology_finding(post, language), language)
    if post.chronology.empty:
        return show(section)
    items = tuple(_entry(row, post, language) for _, row in post.chronology.iterrows())
    note = Note(say("zone_note", language, zone=post.incident.time_zone), small=True)
    return show(section, Items("t", items, style="chronology"), note)


def _entry(row: pd.Series, post: Postmortem, language: Language) -> dict[str, Any]:
    zone = post.incident.time_zone
    if row["entry"] == "gap":
        gap = post.gaps[post.gaps["from_at"].eq(row["at"])].iloc[0]
        text = say(
            "gap_text", language, channel=channel_name(row["about"], language),
            until=instant(local(row["until_at"], zone), language),
            n=counted(int(gap["n_elsewhere"]), language, "contact"),
            expected=number(gap["n_expected"], language),
        )  # fmt: skip
        when = instant(local(row["at"], zone), language)
        return {"gap": True, "mark": say("gap", language), "text": text, "when": when}
    item: dict[str, Any] = {
        "mark": str(int(row["mark"])),
        "when": _when(row, zone, language),
        "text": _entry_text(row, post, language),
        "tone": "neg" if row["side"] == "customers" else "",
    }
    place = _words_of(row, post)
    if place is not None:
        item["quote"] = place
    elif pd.notna(row["source_id"]):
        item["where"] = str(row["source_id"])
    elif row["side"] == "company":
        item["where"] = say(row["about"], language)
    return item


def _words_of(row: pd.Series, post: Postmortem) -> dict[str, Any] | None:
    """Return the words that an entry shows: a contact opens with what the customer came with."""
    if row["side"] != "customers" or pd.isna(row["source_id"]):
        return None
    if row["entry"] == "episode":
        return place_of(post, row)
    return opening(post, str(row["source_id"]))


def _when(row: pd.Series, zone: str, language: Language) -> str:
    if pd.isna(row["at"]):
        return say("time_unknown", language)
    if row["is_day_only"]:
        written = day(_day_of(row["at"], zone), language)
        return (
            written if row["entry"] == "peak_day" else f"{written}, {say('hour_unknown', language)}"
        )
    return instant(local(row["at"], zone), language)


def _day_of(at: pd.Timestamp, zone: str) -> pd.Timestamp:
    """Return the day of a time at midnight: of its own zone, UTC, or of the incident's."""
    return at if at == at.normalize() else local(at, zone)


def _entry_text(row: pd.Series, post: Postmortem, language: Language) -> str:
    if row["entry"] == "peak_day":
        return say("peak_day", language, n=number(int(row["about"]), language))
    if row["entry"] == "episode":
        return say("episode", language, name=load_codebook().label(row["about"], language))
    is_late = row["entry"] == "first_signal" and post.record_from is not None
    text = say("first_recorded" if is_late else row["entry"], language)
    if row["is_conflict"]:
        stated = post.milestones.set_index("milestone").loc[row["entry"], "stated_at"]
        at = instant(local(stated, post.incident.time_zone), language)
        text += f" ({say('conflict', language, at=at)})"
    return text


def _clocks(post: Postmortem, language: Language) -> Group:
    section = heading(4, say_it.clocks_finding(post, language), language)
    lengths = _lengths(post, language)
    if post.contacts.empty:
        return show(section, lengths) if lengths.items else show(section)
    zone = post.incident.time_zone
    marked = post.chronology[post.chronology["mark"].notna()]
    labels = {
        int(row["mark"]): f"{_when(row, zone, language)}: {_entry_text(row, post, language)}"
        for _, row in marked.iterrows()
    }
    draw = partial(
        plot_incident_clocks,
        post.chronology,
        post.days,
        labels=labels,
        time_zone=zone,
        language=language,
    )
    figure = chart(
        draw,
        _days_table(post, language),
        anchor="clocks",
        title=say("clocks_title", language),
        how_to_read=say("clocks_how", language),
        alt=say("clocks_alt", language),
    )
    return show(section, figure, lengths)


def _lengths(post: Postmortem, language: Language) -> Items:
    """Give the known clocks; one that ran backwards is told from its other end."""
    known = post.clocks[post.clocks["hours"].notna()]
    items = tuple(
        {
            "mark": hours(abs(row["hours"]), language),
            "text": _ends(row, language),
            "tone": "neg" if row["clock"] == "signal_to_acknowledged" and row["hours"] > 0 else "",
        }
        for _, row in known.iterrows()
    )
    return Items("clock-lengths", items, style="clocks")


def _ends(row: pd.Series, language: Language) -> str:
    first, last = say(row["clock"], language).split(ARROW)
    return f"{last}{ARROW}{first}" if row["hours"] < 0 else f"{first}{ARROW}{last}"


def _days_table(post: Postmortem, language: Language) -> Table:
    zone = post.incident.time_zone
    heads = ("day", "asked", "first", "repeated", "all_contacts", "record")
    counts = ("n_asked", "n_first", "n_repeat", "n_contacts")
    rows = tuple(
        (
            day(local(row["day_at"], zone), language),
            *(number(row[name], language) for name in counts),
            tag(say("part_missing", language), "flag") if row["is_gap"] else "",
        )
        for _, row in post.days.iterrows()
    )
    return said_table("days", "days_caption", heads, rows, language, align="lrrrrl")
