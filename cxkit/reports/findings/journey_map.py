"""Sentences with numbers about one customer's path, in Russian and English."""

import pandas as pd

from cxkit.reports.journey_words import felt, minutes, say
from cxkit.reports.wording import (
    NO_BREAK_SPACE,
    Language,
    capital,
    counted,
    counted_of,
    days,
    number,
    word,
)

OUTCOMES = ("leave", "stay", "open")
"""Ends of a path that have a word of their own."""
VERDICTS = (*OUTCOMES, "warn", "promote")


def journey_finding(summary: pd.Series, labels: dict[int, str], language: Language) -> str:
    """Say how a path (one row of JOURNEY_SUMMARY) went: its worst or best moment, and its end.

    *labels* name the moments' touchpoints by their numbers.
    """
    if pd.isna(summary["mean"]):
        return say("felt_untold", language)
    start = _turning(summary, labels, language)
    verdict = _verdict(summary, language)
    return f"{start}; {verdict}" if verdict else start


def map_finding(summary: pd.Series, labels: dict[int, str], language: Language) -> str:
    """Say where the map is lowest or highest, with the length of that stretch."""
    if pd.isna(summary["peak"]) or summary["peak"] == 0:
        return say("even", language, n=counted(int(summary["n_moments"]), language, "moment"))
    n, side = int(summary["n_peak"]), "worst" if summary["peak"] < 0 else "best"
    told = {"label": labels[summary["peak_moment"]], "value": felt(summary["peak"], language)}
    if n == 1:
        return say(f"{side}_once", language, **told)
    return say(f"{side}_run", language, n=counted(n, language, "moment"), **told)


def peak_sentence(summary: pd.Series, language: Language) -> str:
    """Say the peak and how many moments in a row it lasted.

    Examples
    --------
    >>> peak_sentence(pd.Series({"peak": -2.0, "n_peak": 4}), "en")
    'Peak −2: 4 moments in a row'
    """
    if pd.isna(summary["peak"]) or not summary["peak"]:
        return ""
    value, n = felt(summary["peak"], language), int(summary["n_peak"])
    if n == 1:
        return say("peak_once", language, value=value)
    run = counted(n, language, "moment").replace(NO_BREAK_SPACE, " ")
    return say("peak_run", language, value=value, n=run)


def promises_finding(promises: pd.DataFrame, language: Language) -> str:
    """Say how many promises were given and what became of them."""
    n, counts = len(promises), promises["result"].value_counts()
    given = counted(n, language, "promise")
    if not n:
        return say("no_promises", language)
    kept, failed = int(counts.get("kept", 0)), int(counts.get("broken", 0) + counts.get("late", 0))
    ends = {"kept": kept, "failed": failed, "unknown": n - kept - failed}
    number_of = "one" if n == 1 else "all"
    said = [
        say(f"ends_{end}_{number_of}" if count == n else f"ends_{end}", language, n=count)
        for end, count in ends.items()
        if count
    ]
    return f"{given}: {', '.join(said)}"


def told_promises(promises: pd.DataFrame, language: Language) -> str:
    """Say the ledger's sum in the map's margin; empty without promises."""
    if not len(promises):
        return ""
    known = promises.loc[promises["result"].isin(["kept", "late", "broken"])]
    kept, of = int((known["result"] == "kept").sum()), len(known)
    if not of:
        return say("ends_unknown_one", language)
    return say("kept_of", language, kept=kept, of=of)


def told_effort(effort: pd.DataFrame, language: Language) -> str:
    """Say contacts and hours as told; what is not told is unknown.

    Examples
    --------
    >>> row = {"n_contacts": 2, "is_least": True, "hours_spent": 2.5, "hours_waited": None}
    >>> told_effort(pd.DataFrame([row]), "en").replace("\u00a0", " ")
    'at least 2 contacts, 2 h 30 min'
    """
    unknown = word("unknown", language)
    if not len(effort):
        return unknown
    row, parts = effort.iloc[0], []
    if pd.notna(row["n_contacts"]):
        write = counted_of if row["is_least"] else counted
        told = write(round(row["n_contacts"]), language, "contact")
        parts.append(say("at_least", language, n=told) if row["is_least"] else told)
    if pd.notna(row["hours_spent"]):
        parts.append(minutes(float(row["hours_spent"]) * 60, language))
    elif pd.notna(row["hours_waited"]):
        length = minutes(float(row["hours_waited"]) * 60, language)
        parts.append(say("waited_for", language, length=length))
    return ", ".join(parts) or unknown


def gap_words(gap_days: float | None, language: Language) -> str:
    """Say how far what happened was from what was promised; empty when it is not known.

    Examples
    --------
    >>> gap_words(2, "ru"), gap_words(-11, "en"), gap_words(0, "en"), gap_words(None, "en")
    ('на 2 дня позже', '11 days earlier', 'on time', '')
    >>> gap_words(0.13, "en"), gap_words(1.5, "ru")
    ('3 h late', 'на 1 д 12 ч позже')
    """
    if gap_days is None or pd.isna(gap_days):
        return ""
    if gap_days == 0:
        return say("gap_none", language)
    size = abs(float(gap_days))
    is_whole = size == round(size)
    hours = round(24 * size)  # days are told to a hundredth: minutes would be made up
    length = days(hours / 24 if hours else size, language)
    far = counted(round(size), language, "day") if is_whole else length
    far = far.replace(NO_BREAK_SPACE, " ")
    return say("gap_late" if gap_days > 0 else "gap_early", language, far=far)


def told_gap(promise: pd.Series, language: Language) -> str:
    """Say the gap of one promise; that it was met on time only where it had a time.

    Examples
    --------
    >>> told_gap(pd.Series({"gap_days": 0.0, "due_days": None, "due_quote": "by two"}), "en")
    'on time'
    >>> told_gap(pd.Series({"gap_days": 0.0, "due_days": None, "due_quote": None}), "en")
    ''
    """
    gap = promise["gap_days"]
    is_timed = pd.notna(promise["due_days"]) or pd.notna(promise["due_quote"])
    return "" if pd.notna(gap) and gap == 0 and not is_timed else gap_words(gap, language)


def factors_finding(
    n_codes: int, n_moments: int, language: Language, *, n_unplaced: int = 0, n_inferred: int = 0
) -> str:
    r"""Say how many causes are shown, in how many moments; how many only the whole text tells.

    Examples
    --------
    >>> factors_finding(10, 6, "en", n_unplaced=3).replace("\u00a0", " ")
    '10 causes in 6 moments of the path; the moment of 3 is unknown'
    >>> factors_finding(1, 1, "en", n_inferred=4).replace("\u00a0", " ")
    '1 cause in 1 moment of the path; 4 more only from the story as a whole'
    """
    if not n_codes and not n_inferred:
        return say("causes_none", language)
    causes = counted(n_codes or n_inferred, language, "cause")
    if not n_codes:
        return say("causes_inferred", language, n=causes)
    is_lost = n_unplaced == n_codes
    moments = counted(n_moments, language, "in_moment")
    parts = [
        say("causes_lost" if is_lost else "causes_placed", language, n=causes, moments=moments)
    ]
    if n_unplaced and not is_lost:
        parts.append(say("causes_unplaced", language, n=number(n_unplaced, language)))
    if n_inferred:
        parts.append(say("causes_more", language, n=number(n_inferred, language)))
    return "; ".join(parts)


def verdict_finding(summary: pd.Series, n_recovery: int, language: Language) -> str:
    """Say how the relationship ends and whether anything was made good."""
    outcome = summary["outcome"] if summary["outcome"] in VERDICTS else "untold"
    steps = counted(n_recovery, language, "step")
    tail = say("made_good" if n_recovery else "not_made_good", language, steps=steps)
    return f"{capital(say(f'verdict_{outcome}', language))}; {tail}"


def _turning(summary: pd.Series, labels: dict[int, str], language: Language) -> str:
    return say(
        "lowest" if summary["peak"] < 0 else "highest",
        language,
        label=labels[summary["peak_moment"]],
        value=felt(summary["peak"], language),
        mean=felt(summary["mean"], language, 1),
    )


def _verdict(summary: pd.Series, language: Language) -> str:
    told = str(summary["outcomes"]).split(";")
    outcome = summary["outcome"] if summary["outcome"] in VERDICTS else told[-1]
    return say(f"verdict_{outcome}", language) if outcome in VERDICTS else ""
