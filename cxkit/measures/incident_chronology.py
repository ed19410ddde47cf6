"""The chronology of an incident: every entry with the record that says so, gaps included."""

from typing import Any

import pandas as pd

from cxkit.measures.incident_clocks import is_day_only
from cxkit.schema.conform import conform, empty
from cxkit.schema.results.incident_clocks import INCIDENT_CHRONOLOGY
from cxkit.schema.results.incident_contacts import ASKED
from cxkit.schema.results.journey_map import JOURNEY_MAP


def incident_chronology(
    incident: pd.DataFrame,
    membership: pd.DataFrame,
    milestones: pd.DataFrame,
    days: pd.DataFrame,
    gaps: pd.DataFrame,
    *,
    journey: pd.DataFrame | None = None,
    time_zone: str = "UTC",
) -> pd.DataFrame:
    """Put both sides of an incident into one order of time: INCIDENT_CHRONOLOGY.

    Of the customers' side: the first signal, which is the first of INCIDENT_CONTACTS or, if older,
    the first text outside support (public); the day with most contacts, the last contact, the first
    customer whom the provider came to, told of the fix where that was after it, and the episodes of
    stories (JOURNEY_MAP), whose moments have no clock time. Of the company's side: its milestones.
    Gaps of the record stand between. Entries without a time come last, in the order told. A date
    without an hour may stand at midnight of *time_zone*.
    """
    entries = [
        *_contact_entries(incident, membership, _fixed_at(milestones)),
        *_public_entries(membership, time_zone),
        *_peak(days),
        *_milestone_entries(milestones),
        *(
            _entry("gap", at=gap["from_at"], until_at=gap["until_at"], about=gap["channel"])
            for _, gap in gaps.iterrows()
        ),
        *_told(journey),
    ]
    if not entries:
        return empty(INCIDENT_CHRONOLOGY)
    rows = _first_named(pd.DataFrame(entries)).sort_values("at", kind="stable", na_position="last")
    is_numbered = rows["entry"].ne("gap")
    mark = is_numbered.cumsum().where(is_numbered)
    return conform(rows.assign(mark=mark), INCIDENT_CHRONOLOGY)


def _first_named(rows: pd.DataFrame) -> pd.DataFrame:
    """Call the first text the first signal where it is known to be older than the first contact."""
    first, public = (rows.index[rows["entry"].eq(name)] for name in ("first_signal", "public"))
    if len(first) and len(public):
        text = rows.loc[public[0]]
        if not text["is_day_only"] and text["at"] < rows.loc[first[0], "at"]:
            rows.loc[[first[0], public[0]], "entry"] = ["first_contact", "first_signal"]
    return rows


def _entry(entry: str, *, side: str = "customers", **known: Any) -> dict[str, Any]:
    flags = {"is_day_only": False, "is_conflict": False}
    return {"entry": entry, "side": side, "at": pd.NaT, **flags, **known}


def _fixed_at(milestones: pd.DataFrame) -> pd.Timestamp:
    return milestones.loc[milestones["milestone"].eq("fixed"), "at"].min()


def _contact_entries(
    incident: pd.DataFrame, membership: pd.DataFrame, fixed: pd.Timestamp
) -> list[dict[str, Any]]:
    asked = incident[incident["role"].isin(ASKED)]
    reached = incident[incident["role"].eq("told")]
    told = reached[reached["started_at"].ge(fixed)]
    places = _places(membership, "contact")
    entries = []
    for entry, rows, which in (
        ("first_signal", asked, 0), ("last_contact", asked, -1), ("told_customer", told, 0),
        ("reached_customer", reached if told.empty else reached.iloc[:0], 0),
    ):  # fmt: skip
        if len(rows) > (1 if entry == "last_contact" else 0):
            row = rows.iloc[which]
            source_id = row["contact_id"]
            entries.append(
                _entry(
                    entry, at=row["started_at"], source_id=source_id, **places.get(source_id, {})
                )
            )
    return entries


def _places(membership: pd.DataFrame, kind: str) -> dict[str, dict[str, Any]]:
    rows = membership[membership["kind"].eq(kind) & membership["start"].notna()]
    rows = rows.set_index("source_id")[["start", "end", "quote"]]
    return {str(source_id): row.to_dict() for source_id, row in rows.iterrows()}


def _public_entries(membership: pd.DataFrame, time_zone: str) -> list[dict[str, Any]]:
    texts = membership[membership["is_member"] & membership["kind"].eq("feedback")]
    texts = texts[texts["at"].notna()].sort_values(["at", "source_id"]).head(1)
    day_only = is_day_only(texts["at"], time_zone)
    return [
        _entry(
            "public", at=row["at"], source_id=row["source_id"], start=row["start"],
            end=row["end"], quote=row["quote"], is_day_only=bool(day_only[index]),
        )
        for index, row in texts.iterrows()
    ]  # fmt: skip


def _peak(days: pd.DataFrame) -> list[dict[str, Any]]:
    if days.empty or days["n_asked"].max() < 2:
        return []
    top = days.loc[days["n_asked"].idxmax()]
    return [_entry("peak_day", at=top["day_at"], about=str(top["n_asked"]), is_day_only=True)]


def _milestone_entries(milestones: pd.DataFrame) -> list[dict[str, Any]]:
    known = milestones[milestones["at"].notna()]
    return [
        _entry(
            row["milestone"], side="company", at=row["at"], source_id=row["source_id"],
            about=row["source"], is_conflict=row["is_conflict"],
        )
        for _, row in known.iterrows()
    ]  # fmt: skip


def _told(journey: pd.DataFrame | None) -> list[dict[str, Any]]:
    if journey is None:
        return []
    names = {"touchpoint": "about", "feedback_id": "source_id"}
    rows = conform(journey, JOURNEY_MAP).rename(columns=names)
    kept = ["source_id", "start", "end", "quote", "about"]
    return [_entry("episode", **row[kept].to_dict()) for _, row in rows.iterrows()]
