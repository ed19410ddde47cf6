"""The warning that a period holds many near-duplicates."""

from typing import Any

import pandas as pd

from cxkit.figures.units import UNITS
from cxkit.reports.blocks import Call, Group, Section, show
from cxkit.reports.findings.sentiment_timeline import timeline_finding
from cxkit.reports.series_words import in_period, is_long, local, say
from cxkit.reports.wording import Language, capital, number, percent


def duplicates_section(
    doubled: pd.DataFrame,
    timeline: pd.DataFrame,
    *,
    without: tuple[pd.DataFrame, pd.DataFrame] | None = None,
    of: str = "net",
    language: Language = "en",
) -> Group:
    """Say which periods near-duplicates doubled; nothing where there are none.

    Parameters
    ----------
    doubled : DataFrame
        What `doubled_periods` found.
    timeline : DataFrame
        SENTIMENT_TIMELINE, for its clock, its period and the figure with the near-duplicates.
    without : pair of DataFrame, optional
        SENTIMENT_TIMELINE of the texts that are no near-duplicates, and its CHANGE_POINTS: it is
        then said what the finding of the page would be without them.
    of : str
        Figure that is told with them and without.
    language : {"ru", "en"}
        Language of the page.
    """
    if doubled.empty:
        return show()
    calls = [
        Call(
            say("doubled_title", language, when=_when(row["period_at"], timeline, language)),
            " ".join(_said(row, timeline, of, language)),
            state="flag",
        )
        for row in doubled.to_dict("records")
    ]
    section = Section(
        anchor="duplicates",
        finding=say("doubled_heading", language),
        name=say("doubled_name", language),
        lead=""
        if without is None
        else say(
            "doubled_finding",
            language,
            finding=timeline_finding(*without, of=of, language=language),
        ),
    )
    return show(section, *calls)


def _said(
    row: dict[str, Any], timeline: pd.DataFrame, of: str, language: Language
) -> tuple[str, ...]:
    told = say(
        "doubled_text",
        language,
        n=number(row["n_duplicates"], language),
        all=number(row["n"], language),
        share=percent(row["share_duplicates"], language),
    )
    if pd.isna(row.get(f"{of}_without")) or pd.isna(row[f"{of}_low_without"]):
        return (told,)
    unit = UNITS[of]
    whole = timeline.loc[timeline["period_at"] == row["period_at"], of].iloc[0]
    without = say(
        "doubled_without",
        language,
        value=unit.axis(row[f"{of}_without"], language),
        all=unit.axis(whole, language),
        bounds=unit.bounds(row[f"{of}_low_without"], row[f"{of}_high_without"], language),
        n=number(row["n_without"], language),
    )
    return (told, without)


def _when(period_at: pd.Timestamp, timeline: pd.DataFrame, language: Language) -> str:
    when = in_period(
        local(period_at, timeline), timeline.attrs["period"], language, year=is_long(timeline)
    )
    return capital(when)
