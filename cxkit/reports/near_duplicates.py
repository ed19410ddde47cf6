"""The warning that a period holds many near-duplicates."""

from typing import Any

import pandas as pd

from cxkit.figures.time_axes import period_label
from cxkit.figures.units import UNITS
from cxkit.reports.blocks import Call, Group, Section, Table, show
from cxkit.reports.findings.sentiment_timeline import timeline_finding
from cxkit.reports.series_words import in_period, is_long, local, say
from cxkit.reports.wording import Language, capital, counted, lowered, number, percent, proportion


def duplicates_section(
    doubled: pd.DataFrame,
    timeline: pd.DataFrame,
    *,
    each: tuple[pd.DataFrame, pd.DataFrame] | None = None,
    of: str = "net",
    language: Language = "en",
) -> Group:
    """Say which periods near-duplicates doubled: one in a box, several in a folded table.

    Parameters
    ----------
    doubled : DataFrame
        What `doubled_periods` found, with the figures of a timeline in which a batch is one text.
    timeline : DataFrame
        SENTIMENT_TIMELINE in which every text counts, for its clock, its period and the figure.
    each : pair of DataFrame, optional
        The same timeline and its CHANGE_POINTS: it is then said what the finding of the page would
        be if every copy counted.
    of : str
        Figure that is told both ways.
    language : {"ru", "en"}
        Language of the page.
    """
    if doubled.empty:
        return show()
    rows, name = doubled.to_dict("records"), say("doubled_name", language)
    said = [
        say(
            "doubled_finding", language,
            finding=lowered(timeline_finding(*found, of=of, language=language)),
        )
        for found in ([each] if each else [])
    ]  # fmt: skip
    if len(rows) == 1:
        (row,) = rows
        when = _when(row["period_at"], timeline, language)
        call = Call(when, " ".join(_said(row, timeline, of, language)), state="flag")
        heading = say("doubled_heading", language)
        return show(Section("duplicates", heading, name, " ".join(said)), call)
    periods = counted(len(rows), language, "in_period")
    section = Section(
        "duplicates",
        say("doubled_many", language, periods=periods),
        name,
        " ".join([say("doubled_lead", language), *said]),
    )
    keys = ("col_period", "doubled_name", "doubled_all", "doubled_alone", "col_interval")
    columns = (*(say(key, language) for key in keys), "n")
    cells = tuple(_cells(row, timeline, of, language) for row in rows)
    return show(
        section,
        Table(
            "duplicates-table",
            say("doubled_table", language),
            columns,
            cells,
            "lrrrrr",
            folded=True,
        ),
    )


def _cells(
    row: dict[str, Any], timeline: pd.DataFrame, of: str, language: Language
) -> tuple[str, ...]:
    unit = UNITS[of]
    whole = timeline.loc[timeline["period_at"] == row["period_at"], of].iloc[0]
    known = pd.notna(row.get(f"{of}_without")) and pd.notna(row[f"{of}_low_without"])
    without = (
        unit.axis(row[f"{of}_without"], language),
        unit.bounds(row[f"{of}_low_without"], row[f"{of}_high_without"], language),
        number(row["n_effective_without"], language),
    ) if known else ("–", "–", "–")  # fmt: skip
    return (
        period_label(local(row["period_at"], timeline), language, short=True),
        proportion(int(row["n_duplicates"]), int(row["n"]), language),
        unit.axis(whole, language) if pd.notna(whole) else "–",
        *without,
    )


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
        n=number(row["n_effective_without"], language),
    )
    return (told, without)


def _when(period_at: pd.Timestamp, timeline: pd.DataFrame, language: Language) -> str:
    when = in_period(
        local(period_at, timeline), timeline.attrs["period"], language, year=is_long(timeline)
    )
    return capital(when)
