"""Sentences about what the data of an incident cannot say."""

import pandas as pd

from cxkit.reports.findings.incident_postmortem import count, loss
from cxkit.reports.incident_words import channel_name, local, say
from cxkit.reports.wording import Language, counted, counted_of, day, instant, number
from cxkit.schema.incident import MILESTONES
from cxkit.schema.results.incident_postmortem import Postmortem

PROVEN = ("words", "column", "researcher")
"""Rules that hold a case to the incident by more than likeness."""


def limits_finding(said: list[str], language: Language) -> str:
    """Say how many limits follow."""
    return say("limits_finding", language, n=counted(len(said), language, "question"))


def limits(
    post: Postmortem,
    language: Language,
    *,
    n_refused: int = 0,
    n_undated: int = 0,
    n_wordless: int = 0,
) -> list[str]:
    """List what the data cannot say; each sentence from a fact of the data."""
    said = [_gap(gap, post, language) for _, gap in post.gaps.iterrows()]
    missing = [
        say(name, language).lower()
        for name in MILESTONES
        if post.milestones.loc[post.milestones["milestone"].eq(name), "source"].eq("missing").all()
    ]
    if missing:
        said.append(say("limit_times", language, names=", ".join(missing)))
    if post.record_from is not None:
        first = day(local(post.record_from, post.incident.time_zone), language, year=True)
        said.append(say("limit_record", language, first=first))
    earlier = int(post.membership["rule"].eq("earlier").sum())
    said += _counted_limits({"limit_earlier": earlier}, language)
    counts = {"limit_refused": n_refused, "limit_undated": n_undated, "limit_wordless": n_wordless}
    said += _counted_limits(counts, language)
    said += _limits_of_contacts(post, language)
    unknown = int(post.promises["result"].isin(["unknown", "vague"]).sum())
    if unknown:
        of = counted_of(len(post.promises), language, "promise")
        said.append(say("limit_promises", language, n=number(unknown, language), of=of))
    if post.before is None:
        said.append(say("limit_before", language))
    return [*said, say("limit_causes", language)]


def _counted_limits(counts: dict[str, int], language: Language) -> list[str]:
    """Say each limit that has a count."""
    return [say(key, language, n=number(n, language)) for key, n in counts.items() if n]


def _gap(gap: pd.Series, post: Postmortem, language: Language) -> str:
    zone = post.incident.time_zone
    start, until = (instant(local(gap[name], zone), language) for name in ("from_at", "until_at"))
    n, name = number(gap["n_expected"], language), channel_name(gap["channel"], language)
    return say("limit_gap", language, channel=name, start=start, until=until, n=n)


def _limits_of_contacts(post: Postmortem, language: Language) -> list[str]:
    calls = post.contacts
    if calls.empty:
        return [say("limit_contacts", language)]
    said = _by_likeness_alone(post, language)
    if calls["case_id"].isna().all():
        said.append(say("limit_numbers", language))
    silent = loss(post, "share_silent")
    n_silent = 0 if silent is None else int(silent["n_of"])
    counts = {"limit_ends": int(calls["ended_at"].isna().sum()), "limit_silent": n_silent}
    said += _counted_limits(counts, language)
    if not n_silent and post.reach.empty:
        said.append(say("limit_reach", language))
    if count(post, "customers") == 0:
        said.append(say("limit_keys", language))
    return said


def _by_likeness_alone(post: Postmortem, language: Language) -> list[str]:
    """Say how many cases no word of the topic holds to the incident."""
    rule = post.contacts["contact_id"].map(post.membership.set_index("source_id")["rule"])
    proven = post.contacts.loc[rule.isin(PROVEN), "thread_id"]
    alone = post.contacts.loc[rule.eq("likeness") & ~post.contacts["thread_id"].isin(proven)]
    n_alone = alone["thread_id"].nunique()
    if not n_alone:
        return []
    n, of = number(n_alone, language), number(post.contacts["thread_id"].nunique(), language)
    return [say("limit_likeness", language, n=n, of=of)]
