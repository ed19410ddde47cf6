"""The top of a journey report and its note on method."""

import pandas as pd

from cxkit.codebook.load import load_codebook
from cxkit.errors import ReportError
from cxkit.reports.blocks import Fact, Group, Head, Note, Section, Tone, show
from cxkit.reports.findings.event_flow import log_finding
from cxkit.reports.findings.journey_aggregate import base_of, many_findings, read_of
from cxkit.reports.findings.journey_map import (
    OUTCOMES,
    journey_finding,
    told_effort,
    told_promises,
)
from cxkit.reports.journey_words import felt, say
from cxkit.reports.series_words import local
from cxkit.reports.wording import (
    Language,
    counted,
    day,
    interval,
    number,
    proportion,
    word,
)


def journey_head(
    overview: pd.DataFrame,
    aggregate: pd.DataFrame,
    path: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame],
    feedback: pd.DataFrame | None = None,
    records: tuple[pd.DataFrame, pd.DataFrame] | None = None,
    *,
    subject: str = "",
    language: Language = "en",
) -> Head:
    """Build the top of the page: of many paths, of the one there is, or of the log without any.

    Parameters
    ----------
    overview, aggregate : DataFrame
        JOURNEY_OVERVIEW and JOURNEY_AGGREGATE.
    path : tuple of DataFrame
        Journey map, summary, promises and effort of one path, as `one_path` gives them.
    feedback : DataFrame, optional
        FEEDBACK that was read: its kinds, languages and time are told beside the paths.
    records : tuple of DataFrame, optional
        EVENTS and CONTACTS that were read: where no text tells a moment, the head is about them.
    subject : str
        Of what: a shop, a business.
    language : {"ru", "en"}
        Language of the page.

    Raises
    ------
    ReportError
        No text tells a moment and there are neither events nor contacts: nothing to report.
    """
    if overview.empty:
        finding, base = _of_records(feedback, records, language)
        name = say("report", language)
        return Head("journey_map", language, name, finding, base, subject=subject)
    n_paths = int(overview["n_paths"].iloc[0])
    finding, facts = (
        _of_one(path, language) if n_paths == 1 else _of_many(overview, aggregate, language)
    )
    return Head(
        report="journey_map",
        language=language,
        label=say("report", language),
        finding=finding,
        base=(
            *base_of(overview, language),
            *(() if feedback is None else read_of(feedback, language, n_paths)),
        ),
        facts=facts,
        subject=subject,
    )


def journey_method(overview: pd.DataFrame | None = None, *, language: Language = "en") -> Group:
    """Build the section on how moments were counted; nothing where no text tells one.

    What is said of many paths is left out of a page of one.

    Parameters
    ----------
    overview : DataFrame, optional
        JOURNEY_OVERVIEW of the page; without it the section stands.
    language : {"ru", "en"}
        Language of the page.
    """
    if overview is not None and overview.empty:
        return show()
    name = say("name_method", language)
    section = Section("method", say("method_heading", language), name)
    is_one = overview is not None and int(overview["n_paths"].iloc[0]) == 1
    keys = ("moments", "peak") if is_one else ("moments", "many", "peak")
    notes = (
        Note(say(f"method_{key}", language), title=say(f"method_{key}_title", language))
        for key in keys
    )
    return show(section, *notes)


def _of_records(
    feedback: pd.DataFrame | None,
    records: tuple[pd.DataFrame, pd.DataFrame] | None,
    language: Language,
) -> tuple[str, tuple[str, ...]]:
    """Say what a page without a path is about: the event log, else the contacts."""
    events, contacts = records or (pd.DataFrame(), pd.DataFrame())
    base = () if feedback is None else read_of(feedback, language)
    calls = counted(len(contacts), language, "contact")
    if len(events):
        when = events["event_at"]
        ends = (local(at, events) for at in (when.min(), when.max()))
        first, last = (day(at, language, year=True) for at in ends)
        told = (
            counted(len(events), language, "event"),
            first if first == last else f"{first} – {last}",
            *((calls,) if len(contacts) else ()),
        )
        return log_finding(events, language), (*told, *base)
    if len(contacts):
        return say("contacts_only", language, n=calls), base
    raise ReportError(
        "No text tells a touchpoint or an event: there is no journey to map. A recipe, an"
        " announcement or an advertisement tells no experience. Give texts in which customers tell"
        " what happened to them, and see with `cxkit check` what is read of a file."
    )


def _of_one(
    path: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame], language: Language
) -> tuple[str, tuple[Fact, ...]]:
    journey, summary, promises, effort = path
    row = summary.iloc[0]
    codes = load_codebook()
    labels = {
        int(moment): codes.label(code, language)
        for moment, code in zip(journey["moment"], journey["touchpoint"], strict=True)
    }
    unknown = word("unknown", language)
    outcome = row["outcome"]
    ends = say(f"outcome_{outcome}", language) if outcome in OUTCOMES else unknown
    facts = (
        _felt_fact(say("fact_mean", language), row["mean"], language, digits=1),
        _felt_fact(say("fact_end", language), row["end_value"], language),
        _kept_fact(promises, language),
        Fact(say("effort", language), told_effort(effort, language)),
        Fact(say("outcome", language), ends),
    )
    return journey_finding(row, labels, language), facts


def _kept_fact(promises: pd.DataFrame, language: Language) -> Fact:
    """Say how many promises were kept of those whose end is told."""
    unknown = word("unknown", language)
    is_known = promises["result"].isin(["kept", "late", "broken"])
    if not is_known.any():
        told = told_promises(promises, language) or unknown
        return Fact(say("promises", language), told, "", "vow")
    kept = proportion(int((promises["result"] == "kept").sum()), int(is_known.sum()), language)
    n_open = int((~is_known).sum())
    return Fact(say("promises_kept", language), kept, _rest_note(n_open, language), "vow")


def _felt_fact(name: str, value: float, language: Language, digits: int = 0) -> Fact:
    if pd.isna(value):
        return Fact(name, word("unknown", language))
    return Fact(name, felt(float(value), language, digits), "", _tone(float(value)), float(value))


def _of_many(
    overview: pd.DataFrame, aggregate: pd.DataFrame, language: Language
) -> tuple[str, tuple[Fact, ...]]:
    codes = load_codebook()
    labels = {code: codes.label(code, language) for code in aggregate["touchpoint"]}
    row = overview.iloc[0]
    facts = [_mean_fact(row, language)] if pd.notna(row["mean"]) else []
    known, told = int(row["n_known"]), int(row["n_stayed"] + row["n_left"])
    if known:
        kept = proportion(int(row["n_kept"]), known, language)
        note = _rest_note(int(row["n_unknown"]), language)
        facts.append(Fact(say("promises_kept", language), kept, note, "vow"))
    if told:
        stay = proportion(int(row["n_stayed"]), told, language)
        note = _rest_note(int(row["n_paths"]) - told, language)
        facts.append(Fact(say("stayed", language), stay, note))
    headline, _ = many_findings(aggregate, overview, labels, language)
    return headline, tuple(facts)


def _rest_note(n: int, language: Language) -> str:
    """Say of how many the end is not told; nothing where it is of all."""
    return say("end_untold", language, n=number(n, language)) if n else ""


def _mean_fact(row: pd.Series, language: Language) -> Fact:
    """Say the mean with its interval, in hundredths where tenths would hide the interval."""
    name = say("fact_mean", language)
    value, low, high = float(row["mean"]), row["mean_low"], row["mean_high"]
    if pd.isna(low):
        return Fact(name, felt(value, language, 1), "", _tone(value), value)
    digits = 2 if round(float(low), 1) == round(float(high), 1) else 1
    note = interval(float(low), float(high), language, digits, sign=True)
    return Fact(name, felt(value, language, digits), note, _tone(value), value)


def _tone(value: float) -> Tone:
    if round(value, 1) == 0:
        return ""
    return "neg" if value < 0 else "pos"
