"""The section about one case: everything known about it in the order of time."""

from typing import Any

import pandas as pd

from cxkit.reports.blocks import Group, Items, Section, Tone, show
from cxkit.reports.findings.journey_aggregate import case_finding
from cxkit.reports.journey_map import place_of, texts_of
from cxkit.reports.journey_words import say
from cxkit.reports.series_words import local
from cxkit.reports.step_names import step_name
from cxkit.reports.wording import Language, instant, lowered


def case_section(
    timeline: pd.DataFrame, feedback: pd.DataFrame, *, case: str, language: Language = "en"
) -> Group:
    """Build the section; nothing when nothing is known about the case.

    Parameters
    ----------
    timeline : DataFrame
        CASE_TIMELINE.
    feedback : DataFrame
        FEEDBACK with the texts of its moments.
    case : str
        The case or customer.
    language : {"ru", "en"}
        Language of the page.
    """
    if timeline.empty:
        return show()
    texts = texts_of(feedback)
    rows = [row for _, row in timeline.iterrows()]
    times = [_when(row["at"], timeline, language) for row in rows]
    items = tuple(
        _item(row, when, texts, case, language) for row, when in zip(rows, times, strict=True)
    )
    section = Section("case", case_finding(timeline, case, language), say("name_case", language))
    return show(section, Items("case-items", items, style="chronology"))


def _when(at: pd.Timestamp, timeline: pd.DataFrame, language: Language) -> str:
    return say("no_time", language) if pd.isna(at) else instant(local(at, timeline), language)


def _item(
    row: pd.Series, when: str, texts: dict[str, str], case: str, language: Language
) -> dict[str, Any]:
    channel = "" if pd.isna(row["channel"]) or row["channel"] == "unknown" else row["channel"]
    tail = f", {_inside(channel, language)}" if channel else ""
    item: dict[str, Any] = {
        "when": when,
        "text": f"{_what(row, language)}{tail}",
        "where": None if row["source_id"] == case else str(row["source_id"]),
        "tone": _tone(row["valence"]),
    }
    if pd.notna(row["quote"]):
        place = row.rename({"source_id": "feedback_id"})
        item["quote"] = place_of(place, texts)
    return item


def _what(row: pd.Series, language: Language) -> str:
    """Say what happened: a step or a moment by its name, a contact by who came."""
    if row["kind"] in ("event", "moment"):
        return f"{say('kind_' + row['kind'], language)}: {_inside(row['what'], language)}"
    who = f"kind_{row['kind']}_{row['what']}"
    return say(who if row["what"] in ("in", "out") else f"kind_{row['kind']}", language)


def _inside(code: str, language: Language) -> str:
    """Write a name inside a sentence; one in the source's own words keeps its capitals."""
    name = step_name(code, language)
    return name if name == code else lowered(name)


def _tone(valence: float) -> Tone:
    if pd.isna(valence) or valence == 0:
        return ""
    return "neg" if valence < 0 else "pos"
