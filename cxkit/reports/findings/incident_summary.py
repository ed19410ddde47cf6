"""Sentences of the summary: the whole incident in a few lines."""

import pandas as pd

from cxkit.reports.findings.incident_postmortem import (
    clock,
    count,
    loss,
    promises_finding,
    told_once,
    who,
)
from cxkit.reports.incident_words import say
from cxkit.reports.wording import Language, counted, counted_of, hours, number
from cxkit.schema.results.incident_postmortem import Postmortem

CLOSED = ("done", "dropped")
"""States of an action of which nothing is left to do."""


def summary_finding(post: Postmortem, language: Language) -> str:
    """Say how many came how often."""
    asked = count(post, "asked")
    if not asked:
        return told_once(post, language) or say("none_found", language)
    times = counted(asked, language, "contact")
    return say("came_times", language, came=who(post, language), times=times)


def summary(post: Postmortem, language: Language) -> list[str]:
    """Tell the incident in plain sentences; what is unknown is listed at the end of the report."""
    sentences = [
        _what(post, language),
        _told(post, language),
        _who(post, language),
        _first_line(post, language),
        _workaround(post, language),
        _after(post, language),
        _to_do(post, language),
    ]
    return [sentence for sentence in sentences if sentence]


def _what(post: Postmortem, language: Language) -> str:
    error, length = post.incident.known_error.of(language), clock(post, "signal_to_fixed")
    if length is None:
        return " ".join(filter(None, (error, _still_open(post, language))))
    return f"{error} {say('took', language, took=hours(length, language))}"


def _still_open(post: Postmortem, language: Language) -> str:
    """Say that no fix is known, where the company stated anything at all."""
    at = post.milestones.set_index("milestone")["at"]
    if pd.notna(at["fixed"]) or at.isna().all():
        return ""
    return say("no_fix", language)


def _told(post: Postmortem, language: Language) -> str:
    """Tell what accounts say, where there is no record."""
    if count(post, "asked") or not count(post, "texts"):
        return ""
    said, promised = told_once(post, language), promises_finding(post, language)
    return say("words_alone", language, said=said, promised=promised)


def _who(post: Postmortem, language: Language) -> str:
    repeat, silent = loss(post, "share_repeat"), loss(post, "share_silent")
    without = _without_it(post, language)
    if repeat is None:
        came = say("came_all", language, n=number(count(post, "asked"), language))
        return f"{came} {without}" if without else ""
    n, of = number(repeat["n_of"], language), counted_of(int(repeat["n"]), language, "contact")
    said = [say("came_again", language, n=n, of=of), without]
    if silent is not None:
        hit = counted_of(int(silent["n"]), language, "customer")
        said.append(say("log_hit", language, hit=hit, quiet=number(silent["n_of"], language)))
    return " ".join(filter(None, said))


def _without_it(post: Postmortem, language: Language) -> str:
    """Say how many of the contacts would have come anyway; "" where none did before."""
    usual = loss(post, "usual")
    if usual is None or usual["value"] < 1:
        return ""
    return say("usual_told", language, n=number(usual["value"], language))


def n_answers(post: Postmortem, time: str) -> int:
    """Return how many different answers were given in a stretch of the incident."""
    return int(post.answers["time"].eq(time).sum())


def _first_line(post: Postmortem, language: Language) -> str:
    n, wait = n_answers(post, "before_told"), clock(post, "known_error_to_first_line")
    answers = counted(n, language, "different_answer")
    if wait is None or wait <= 0:
        return "" if n < 2 else say("line_answers", language, answers=answers)
    key = "line_late" if n < 2 else "line_late_answers"
    return say(key, language, late=hours(wait, language), answers=answers)


def _workaround(post: Postmortem, language: Language) -> str:
    workaround = post.incident.workaround.of(language)
    return f"{say('ke_workaround', language)}: {workaround}" if workaround else ""


def _after(post: Postmortem, language: Language) -> str:
    checks = post.verification[post.verification["check"].eq("contacts")]
    if checks.empty:
        return ""
    verdict = checks.iloc[0]["verdict"]
    return say(f"after_{verdict if verdict in ('proven', 'failed') else 'open'}", language)


def _to_do(post: Postmortem, language: Language) -> str:
    """Say how many actions are left, and which of them are overdue."""
    rows = post.actions
    left = rows[~rows["state"].isin(CLOSED)]
    if left.empty:
        return ""
    n, of = number(len(left), language), counted_of(len(rows), language, "action")
    late = ", ".join(left.loc[left["is_overdue"], "action_id"])
    return say("to_do_late" if late else "to_do", language, n=n, of=of, late=late)
