"""Sentences with numbers about an incident: the headline, the summary, the first seven sections."""

import pandas as pd

from cxkit.measures.escalation import UNKNOWN_LINE
from cxkit.reports.incident_words import local, say
from cxkit.reports.wording import (
    Language,
    counted,
    counted_of,
    day,
    hours,
    instant,
    number,
)
from cxkit.schema.incident import Window
from cxkit.schema.results.incident_postmortem import Postmortem
from cxkit.schema.results.promises import KNOWN


def clock(post: Postmortem, name: str) -> float | None:
    """Return the hours of a clock; None while one of its ends is unknown."""
    found = post.clocks.loc[post.clocks["clock"].eq(name), "hours"]
    return None if found.empty or pd.isna(found.iloc[0]) else float(found.iloc[0])


def loss(post: Postmortem, name: str) -> pd.Series | None:
    """Return one row of the losses, or None."""
    found = post.impact[post.impact["loss"].eq(name)]
    return None if found.empty else found.iloc[0]


def count(post: Postmortem, name: str) -> int:
    """Return a count of the losses; 0 when it was not counted."""
    row = loss(post, name)
    return 0 if row is None else int(row["n"])


def postmortem_finding(post: Postmortem, language: Language) -> str:
    """Say what happened, and by how long customers were ahead of the company."""
    title = post.incident.title.of(language) or post.incident.id
    ahead = clock(post, "signal_to_acknowledged")
    if ahead is None:
        told = _unacknowledged(post, language) or told_once(post, language)
        return f"{title}: {told}" if told else title
    by = hours(abs(ahead), language)
    return f"{title}; {say('head_late' if ahead > 0 else 'head_early', language, by=by)}"


def _unacknowledged(post: Postmortem, language: Language) -> str:
    """Say since when customers report what the company, which states other times, has not owned.

    "" where the company states nothing, or nobody can say when the first customer came.
    """
    at = post.milestones.set_index("milestone")["at"]
    since = reported_since(post, language)
    if not since or pd.notna(at["acknowledged"]) or at.isna().all():
        return ""
    return say("head_unacknowledged", language, since=since)


def reported_since(post: Postmortem, language: Language) -> str:
    """Write when the first customer spoke; "" where nobody can say."""
    signal = post.clocks.set_index("clock")["from_at"].get("signal_to_fixed")
    if signal is None or pd.isna(signal) or post.record_from is not None:
        return ""
    return instant(local(signal, post.incident.time_zone), language)


def told_once(post: Postmortem, language: Language) -> str:
    """Say how many spoke of it, when no clock can be read."""
    n, texts = count(post, "asked"), count(post, "texts")
    if n:
        asked = counted(n, language, "contact")
        people = counted(count(post, "cases"), language, "case")
        return f"{asked}, {people}"
    if texts:
        is_story = post.texts["kind"].eq("story").any()
        told = [counted(texts, language, "account" if is_story else "review")]
        calls = post.effort["n_contacts"].sum()
        told += [counted(int(calls), language, "contact")] if calls else []
        told += _open(post, language)
        return ", ".join(told)
    return ""


def _open(post: Postmortem, language: Language) -> list[str]:
    """Say that an account ends unresolved."""
    ends = post.mentions.loc[post.mentions["layer"].eq("outcome"), "code"]
    if not ends.eq("open").any():
        return []
    return [say("still_open", language)]


def header_finding(post: Postmortem, language: Language) -> str:
    """Say the severity and what decided it."""
    reason = say(post.severity_reason, language)
    return say("header_finding", language, severity=post.severity, reason=reason)


def who(post: Postmortem, language: Language) -> str:
    """Say how many customers there are, or cases where customers have no keys."""
    people = count(post, "customers")
    if people:
        return counted(people, language, "customer")
    return counted(count(post, "cases"), language, "case")


def chronology_finding(post: Postmortem, language: Language) -> str:
    """Say how many entries, gaps and conflicting times there are."""
    rows = post.chronology
    is_gap = rows["entry"].eq("gap")
    entries = counted(int((~is_gap).sum()), language, "entry")
    gaps = counted(int(is_gap.sum()), language, "gap")
    n = int(rows["is_conflict"].sum())
    return f"{entries}, {gaps}; {say('clashes' if n else 'no_clash', language, n=n)}"


def clocks_finding(post: Postmortem, language: Language) -> str:
    """Say who knew first and by how much."""
    for name in ("signal_to_alert", "signal_to_known_error", "signal_to_acknowledged"):
        ahead = clock(post, name)
        if ahead is not None:
            side = "late" if ahead > 0 else "early"
            return say(f"{name}_{side}", language, by=hours(abs(ahead), language))
    return _no_clock(post, language)


def _no_clock(post: Postmortem, language: Language) -> str:
    """Say why nobody can tell who knew first."""
    since = reported_since(post, language)
    if post.record_from is not None:
        return say("knew_before_record", language)
    if since:
        return say("knew_since", language, since=since)
    is_stated = post.milestones["at"].notna().any()
    return say("knew_no_signal" if is_stated else "knew_no_times", language)


def impact_finding(post: Postmortem, language: Language) -> str:
    """Say how many were hit and how many of them were silent."""
    if not count(post, "contacts"):
        return _hit_by_log(post, language)
    silent, again = loss(post, "share_silent"), loss(post, "share_came_again")
    key, row = ("hit_silent", silent) if silent is not None else ("hit_again", again)
    hit = who(post, language)
    if row is None:
        return say("hit", language, hit=hit)
    part, of = number(row["n_of"], language), number(row["n"], language)
    return say(key, language, hit=hit, part=part, of=of)


def _hit_by_log(post: Postmortem, language: Language) -> str:
    """Say what texts tell, and whom the log shows to be hit, where there are no contacts."""
    told = told_once(post, language) or say("none_found", language)
    if post.reach.empty:
        return told
    hit = counted(int(post.reach.iloc[0]["n_customers"]), language, "customer")
    return f"{told}; {say('hit_by_log', language, hit=hit)}"


def promises_finding(post: Postmortem, language: Language) -> str:
    """Say how many promises there were, whose end is known, and how many were kept."""
    n, results = len(post.promises), post.promises["result"]
    if not n:
        return _no_promise(post, language)
    known, kept = int(results.isin(KNOWN).sum()), int(results.eq("kept").sum())
    counts = {"n": number(n, language), "given": counted(n, language, "promise")}
    if not known:
        return say("promises_open", language, **counts)
    of = counted_of(known, language, "promise")
    return say("promises_ended", language, kept=number(kept, language), of=of, **counts)


def _no_promise(post: Postmortem, language: Language) -> str:
    """Say that no answer holds a promise, and how many tell of a broken one nevertheless."""
    rows = post.factors.set_index("factor")["n_cases"]
    told = int(rows.get("broken_promise", 0))
    if not told:
        return say("promises_none", language)
    return say("promises_told", language, cases=counted(told, language, "case"))


def escalation_finding(post: Postmortem, language: Language) -> str:
    """Say how many cases left the first line, and how many came back."""
    cases = post.cases
    if not has_lines(post):
        return _told_way(post, language)
    counts = cases["n_handovers"].gt(0).sum(), cases["is_ping_pong"].sum()
    moved, back = (number(int(value), language) for value in counts)
    n = counted_of(len(cases), language, "case")
    return say("way_counted", language, n=n, moved=moved, back=back)


def has_lines(post: Postmortem) -> bool:
    """Tell whether any record says which line had a case."""
    return bool(post.lines["line"].ne(UNKNOWN_LINE).any())


def _told_way(post: Postmortem, language: Language) -> str:
    """Say what an account tells of the way, where no record shows it."""
    told = set(post.factors["factor"])
    if "no_escalation_path" not in told:
        return say("way_unknown", language)
    return say("way_pressed" if "responds_to_pressure" in told else "way_told", language)


def window_words(post: Postmortem, language: Language) -> str:
    """Write the incident's window, its last day included."""
    zone = post.incident.time_zone
    if post.incident.window is None and post.contacts.empty:
        return say("unknown", language).lower()
    return f"{days_of(post.window, zone, language)}, {zone}"


def days_of(window: Window, zone: str, language: Language) -> str:
    """Write the first and last day of a stretch; both years where they differ."""
    first, last = local(window.start, zone), local(window.end - pd.Timedelta("1s"), zone)
    begun = day(first, language, year=first.year != last.year)
    return f"{begun} – {day(last, language, year=True)}"
