"""Sentences with numbers about an incident: causes, help, actions, proof and limits."""

import pandas as pd

from cxkit.codebook.load import load_codebook
from cxkit.reports.findings.incident_postmortem import clock, count
from cxkit.reports.incident_words import say, share_of
from cxkit.reports.step_names import step_name
from cxkit.reports.wording import Language, capital, counted, counted_of, day, hours, number
from cxkit.schema.results.incident_postmortem import Postmortem


def factors_finding(post: Postmortem, language: Language) -> str:
    """Say how many factors there are, and which one shows in most cases."""
    rows = post.factors
    if rows.empty:
        return say("factors_none", language)
    first, n = rows.iloc[0], counted(len(rows), language, "factor")
    cases, of = int(first["n_cases"]), int(first["n_all"])
    if of == 1:
        return say("factors_one_account", language, n=n)
    told = {
        "n": n,
        "label": load_codebook().label(first["factor"], language).lower(),
        "share": say(
            "cases_of", language, n=number(cases, language), cases=counted(cases, language, "case"),
            of=number(of, language), of_cases=counted_of(of, language, "case"),
        ),
    }  # fmt: skip
    return say("factors_one" if len(rows) == 1 else "factors_many", language, **told)


def cases_of_texts(post: Postmortem, language: Language) -> str:
    """Say how many cases are reviews or stories alone, which no contact joins; "" without any."""
    n_all = 0 if post.factors.empty else int(post.factors["n_all"].iloc[0])
    n_cases = count(post, "cases")
    extra = n_all - n_cases
    if not n_cases or extra <= 0:
        return ""
    counts = {"n": number(n_cases, language), "extra": number(extra, language)}
    return say("cases_in_all", language, cases=counted(n_all, language, "case"), **counts)


def limited(post: Postmortem, language: Language) -> list[str]:
    """Say what limited the damage, as far as the data show it."""
    found = []
    workaround = post.answers[
        post.answers["answer"].eq("known_error") & post.answers["time"].eq("after_told")
    ]
    if len(workaround) and post.incident.workaround.of(language):
        row = workaround.iloc[0]
        n = number(row["n"], language)
        of = counted_of(int(row["n_answered"]), language, "answer")
        found.append(say("limited_workaround", language, n=n, of=of))
    reach = post.reach.set_index("event")["n_cases"] if len(post.reach) else pd.Series(dtype=int)
    if len(reach) > 1:
        last, most = reach.index[-1], reach.index[0]
        counts = {"few": number(reach[last], language),
                  "many": counted_of(int(reach[most]), language, "order")}  # fmt: skip
        begun, ended = (step_name(str(event), language) for event in (most, last))
        found.append(say("limited_reach", language, begun=begun, ended=ended, **counts))
    return found


def went_well(post: Postmortem, language: Language) -> list[str]:
    """Say what went well: acts within a day, and lacks that went down."""
    found = []
    for name in ("acknowledged_to_fixed", "first_line_to_acknowledged"):
        length = clock(post, name)
        if length is not None and 0 <= length <= 24:
            found.append(say(f"well_{name}", language, took=hours(length, language)))
    rows = post.first_line[post.first_line["lack"].eq("no_reference")].set_index("time")
    if {"before_told", "after_told"} <= set(rows.index):
        was, now = rows.loc["before_told"], rows.loc["after_told"]
        if float(now["share_high"]) < float(was["share_low"]):
            before, after = (
                share_of(int(row["n_of"]), int(row["n"]), language) for row in (was, now)
            )
            found.append(say("well_numbers", language, before=before, after=after))
    return found


def known_error_finding(post: Postmortem, language: Language) -> str:
    """Say how late the first line and the customers learnt, and who had to ask."""
    line = clock(post, "known_error_to_first_line")
    told, asked = told_before_asking(post)
    # Without one contact of the provider's own, the export may leave them all out.
    is_seen = bool(post.contacts["role"].eq("told").any())
    if line is None and not is_seen:
        return say("learnt_unknown", language)
    counts = {"told": counted_of(told, language, "customer"), "asked": number(asked, language),
              "people": counted(asked, language, "customer")}  # fmt: skip
    key = ("warned" if told else "warned_none") if is_seen else "only_asked"
    said = say(key, language, **counts)
    if line is None:
        return capital(said)
    side = "learnt_late" if line >= 0 else "learnt_early"
    return f"{say(side, language, by=hours(abs(line), language))}; {said}"


def told_before_asking(post: Postmortem) -> tuple[int, int]:
    """Return how many customers were told before they asked, and how many had to ask."""
    first = post.contacts.sort_values("started_at").drop_duplicates("thread_id")
    return int(first["role"].eq("told").sum()), int(first["role"].ne("told").sum())


def recovery_finding(post: Postmortem, language: Language) -> str:
    """Say whether help shows in later ratings, or that it is too early."""
    if post.acts.empty and post.effect["n_with"].max() == 0:
        return say("recovery_none", language)
    row = post.effect[post.effect["question"].eq("recovered")].iloc[0]
    counts = {name: number(row[name], language) for name in ("n_with", "n_without")}
    verdict = str(row["verdict"])
    if verdict == "too_few":
        return say("recovery_too_few", language, **counts)
    return say("recovery_seen", language, verdict=say(f"verdict_{verdict}", language))


def actions_finding(post: Postmortem, language: Language) -> str:
    """Say how many actions there are, done and overdue."""
    rows = post.actions
    if rows.empty:
        return say("actions_none", language)
    done, late = int(rows["state"].eq("done").sum()), int(rows["is_overdue"].sum())
    n = counted(len(rows), language, "action")
    return say("actions_counted", language, n=n, done=done, late=late)


def verification_finding(post: Postmortem, language: Language) -> str:
    """Say each check's verdict."""
    if post.verification.empty:
        return say("verify_nothing", language)
    parts = [
        say(f"{row['check']}_{row['verdict']}", language) for _, row in post.verification.iterrows()
    ]
    return capital("; ".join(parts))


def traceability_finding(n_tables: int, language: Language) -> str:
    """Say that every number opens its rows."""
    return say("traceable", language, n=counted(n_tables, language, "table"))


def overdue_words(days_late: int, language: Language) -> str:
    r"""Say by how many days an action is late.

    Examples
    --------
    >>> overdue_words(31, "en") == "overdue by 31\u00a0days"
    True
    """
    return say("overdue_by", language, n=counted(days_late, language, "day"))


def due_words(iso: str, language: Language) -> str:
    """Write a due day.

    Examples
    --------
    >>> due_words("2026-05-08", "en")
    '8 May'
    """
    return day(pd.Timestamp(iso), language)
