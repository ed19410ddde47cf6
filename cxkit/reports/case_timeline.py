"""The section about one case: everything known about it in the order of time."""

from typing import Any

import pandas as pd

from cxkit.codebook.load import load_codebook
from cxkit.reports.blocks import Group, Items, Section, Tone, show
from cxkit.reports.findings.journey_aggregate import case_finding
from cxkit.reports.journey_map import place_of, texts_of
from cxkit.reports.journey_words import say
from cxkit.reports.wording import Language, instant


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
    items = tuple(_item(row, texts, language) for _, row in timeline.iterrows())
    section = Section("case", case_finding(timeline, case, language), say("name_case", language))
    return show(section, Items("case-items", items, style="chronology"))


def _item(row: pd.Series, texts: dict[str, str], language: Language) -> dict[str, Any]:
    codes = load_codebook()
    channel = "" if pd.isna(row["channel"]) else f", {codes.label(row['channel'], language)}"
    what = codes.label(row["what"], language)
    at = row["at"]
    item: dict[str, Any] = {
        "when": say("no_time", language) if pd.isna(at) else instant(at, language),
        "text": f"{say('kind_' + row['kind'], language)}: {what}{channel}",
        "where": str(row["source_id"]),
        "tone": _tone(row["valence"]),
    }
    if pd.notna(row["quote"]):
        place = row.rename({"source_id": "feedback_id"})
        item["quote"] = place_of(place, texts)
    return item


def _tone(valence: float) -> Tone:
    if pd.isna(valence) or valence == 0:
        return ""
    return "neg" if valence < 0 else "pos"
