"""Records of an incident for a tracker, and what changed since its last post-mortem."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from cxkit.errors import ReportError
from cxkit.reports.blameless import blameless
from cxkit.reports.blocks import Group, show
from cxkit.reports.findings import incident_postmortem as say_it
from cxkit.reports.findings.incident_recovery import overdue_words
from cxkit.reports.incident_cells import heading, missing, said_table
from cxkit.reports.incident_words import local, say
from cxkit.reports.privacy import mask
from cxkit.reports.tables import write_tables
from cxkit.reports.wording import Language, instant, number
from cxkit.schema.results.incident_postmortem import Postmortem
from cxkit.schema.results.promises import KNOWN

FACTS = "incident_facts.json"
COUNTS = ("customers", "contacts", "asked", "texts")


def write_incident_records(
    out: str | Path | None, post: Postmortem, *, language: Language = "en"
) -> tuple[Path, ...] | None:
    """Write actions and the known error as CSV and Markdown, and the facts for the next run.

    Parameters
    ----------
    out : path, optional
        Folder; without one nothing is written.
    post : Postmortem
        All measures of the incident.
    language : {"ru", "en"}
        Of the records.

    Returns
    -------
    tuple of Path, optional
        tracker_actions.csv, tracker_known_error.csv, tracker.md, incident_facts.json; None without
        a folder.
    """
    if out is None:
        return None
    record = _known_error(post, language)
    paths = write_tables(out, tracker_actions=post.actions, tracker_known_error=record)
    tracker, facts = Path(out) / "tracker.md", Path(out) / FACTS
    tracker.write_text(_markdown(post, record, language), encoding="utf-8")
    written = json.dumps(incident_facts(post), ensure_ascii=False, indent=1)
    facts.write_text(written + "\n", encoding="utf-8")
    return (*(paths or ()), tracker, facts)


def incident_facts(post: Postmortem) -> dict[str, Any]:
    """Return the numbers that the next run compares itself with."""
    return {
        "id": post.incident.id,
        "counts": {name: say_it.count(post, name) for name in COUNTS},
        "promises_known": int(post.promises["result"].isin(KNOWN).sum()),
        "overdue": sorted(post.actions.loc[post.actions["is_overdue"], "action_id"]),
        "done": sorted(post.actions.loc[post.actions["state"].eq("done"), "action_id"]),
        "verdicts": dict(
            zip(post.verification["check"], post.verification["verdict"], strict=True)
        ),
    }


def changes_section(
    post: Postmortem, previous: str | Path | None, *, language: Language = "en"
) -> Group:
    """Say what changed since the last post-mortem of the same incident; nothing without one.

    Parameters
    ----------
    post : Postmortem
        All measures of the incident.
    previous : path, optional
        incident_facts.json of the earlier run; or the folder of that run; or the folder of its
        series, for the last whole run in it.
    language : {"ru", "en"}
        Language of the page.

    Raises
    ------
    ReportError
        The file is of another incident, or is no such file.
    """
    if previous is None:
        return show()
    was, now = _read(Path(previous), post.incident.id), incident_facts(post)
    rows = _changed(was, now, language)
    heads, n = ("what", "was", "now"), number(len(rows), language)
    finding = say("changed_since" if rows else "nothing_changed", language, n=n)
    section = heading(15, finding, language)
    table = said_table("changed", "changed_caption", heads, rows, language, align="lrr")
    return blameless(show(section, table))


def _read(given: Path, incident_id: str) -> dict[str, Any]:
    path = max([*given.glob(f"tables/{FACTS}"), *given.glob(f"2*/tables/{FACTS}")], default=given)
    try:
        was = json.loads(path.read_text(encoding="utf-8"))
        found = was["id"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReportError(
            f"{path.name}: this is no {FACTS} of an earlier run. Give the one in its tables folder,"
            " the run's folder, or that of its series."
        ) from error
    if found != incident_id:
        raise ReportError(f"{path.name} is of incident {found}, not of {incident_id}.")
    return dict(was)


def _changed(
    was: Mapping[str, Any], now: Mapping[str, Any], language: Language
) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for name in COUNTS:
        before, after = was["counts"].get(name, 0), now["counts"][name]
        if before != after:
            label = say("asked_loss" if name == "asked" else name, language)
            rows.append((label, number(before, language), number(after, language)))
    for check, verdict in now["verdicts"].items():
        before = was["verdicts"].get(check)
        if before != verdict:
            old = say(before, language) if before else missing(say("unknown", language).lower())
            rows.append((say(f"check_{check}", language), old, say(verdict, language)))
    for name in ("overdue", "done"):
        if was[name] != now[name]:
            label = say(f"action_{name}", language)
            rows.append((label, ", ".join(was[name]) or "—", ", ".join(now[name]) or "—"))
    return rows


def _known_error(post: Postmortem, language: Language) -> pd.DataFrame:
    incident, at = post.incident, post.milestones.set_index("milestone")["at"]
    record = {
        "incident_id": incident.id,
        "title": incident.title.of(language),
        "known_error": incident.known_error.of(language),
        "workaround": incident.workaround.of(language),
        **{f"{name}_at": at.get(name) for name in ("known_error", "first_line_told", "fixed")},
        "n_customers": say_it.count(post, "customers"),
    }
    return pd.DataFrame([record])


def _markdown(post: Postmortem, record: pd.DataFrame, language: Language) -> str:
    row, zone = record.iloc[0], post.incident.time_zone
    lines = [f"# {row['incident_id']}: {row['title']}", ""]
    for name, key in (("ke_what", "known_error"), ("ke_workaround", "workaround")):
        lines += [f"- {say(name, language)}: {row[key]}"] if row[key] else []
    for name in ("known_error", "first_line_told", "fixed"):
        if pd.notna(row[f"{name}_at"]):
            when = instant(local(row[f"{name}_at"], zone), language)
            lines.append(f"- {say(name, language)}: {when} ({zone})")
    lines += ["", f"## {say('s11', language)}", ""]
    lines += [_action(action, language) for _, action in post.actions.iterrows()]
    return mask("\n".join(lines)) + "\n"


def _action(row: pd.Series, language: Language) -> str:
    box = "x" if row["state"] == "done" else " "
    parts = [f"- [{box}] {row['action_id']}: {row['what']}"]
    for name, key in (
        ("who", "owner_role"),
        ("due", "due_on"),
        ("ticket", "ticket"),
        ("check", "check"),
    ):
        if pd.notna(row[key]):
            parts.append(f"{say(name, language)}: {row[key]}")
    if row["is_overdue"]:
        parts.append(overdue_words(int(row["days_late"]), language))
    return "; ".join(parts)
