"""The contacts of an incident in threads: who came first, who came again, who was passed on."""

import pandas as pd

from cxkit.measures.escalation import PARTNERS, PASSED_ON
from cxkit.measures.periods import in_utc, local_time, midnights
from cxkit.schema.conform import conform, empty
from cxkit.schema.contacts import CONTACTS
from cxkit.schema.incident import Window
from cxkit.schema.results.incident_contacts import (
    ASKED,
    INCIDENT_CONTACTS,
    INCIDENT_DAYS,
    INCIDENT_GAPS,
)

SOON = pd.Timedelta("12h")
"""Time in which a contact on the first line after one on another line is its way back."""
CHANCE = 0.01
"""Probability of calling any silence of a healthy record a gap."""
ENOUGH = 100
"""Contacts of a channel without which its share of all contacts says too little."""


def incident_contacts(
    contacts: pd.DataFrame, membership: pd.DataFrame, *, first_line: str = ""
) -> pd.DataFrame:
    """Put the CONTACTS that are of INCIDENT_MEMBERSHIP into threads and say what each was.

    A thread is one customer (or one case, where no customer is known). A contact is *told* when the
    provider came; *handover* when it is on another line than the first and does not begin the
    thread (a partner's may), or comes back to the first line within 12 hours of a contact that was
    passed on there; else the customer came: *first*, or *repeat*. The *first_line* is the one that
    has most contacts, unless it is given.

    Returns
    -------
    DataFrame
        INCIDENT_CONTACTS in order of time. Empty without members.
    """
    is_member = membership["is_member"] & membership["kind"].eq("contact")
    rows = conform(contacts, CONTACTS)
    rows = rows[rows["contact_id"].isin(membership.loc[is_member, "source_id"])]
    rows = rows[rows["started_at"].notna()].sort_values(["started_at", "contact_id"])
    if rows.empty:
        return empty(INCIDENT_CONTACTS)
    thread = rows["customer_key"].fillna(rows["case_id"]).fillna(rows["contact_id"])
    ended = rows["ended_at"].where(rows["ended_at"].ge(rows["started_at"]))
    rows = rows.assign(thread_id=thread, ended_at=ended)
    rows = rows.assign(role=_roles(rows, first_line or usual_line(rows)))
    return conform(rows[list(INCIDENT_CONTACTS.columns)], INCIDENT_CONTACTS)


def usual_line(contacts: pd.DataFrame) -> str:
    """Return the line that takes most contacts; empty when no line is recorded.

    Examples
    --------
    >>> usual_line(pd.DataFrame({"line": ["1", "2", "1"]}))
    '1'
    """
    counts = contacts["line"].dropna().value_counts()
    return "" if counts.empty else str(counts.index[0])


def _roles(rows: pd.DataFrame, first_line: str) -> pd.Series:
    threads = rows.groupby("thread_id")
    line = rows["line"].fillna(first_line)
    came_from = threads["line"].shift().fillna(first_line)
    was_passed = threads["resolution"].shift().str.lower().isin(PASSED_ON)
    is_soon = (rows["started_at"] - threads["started_at"].shift()).le(SOON)
    is_back = came_from.ne(first_line) & was_passed & is_soon
    # Nobody hands over what has not begun; a partner's call is no customer's.
    is_begun = threads.cumcount().gt(0) | line.str.lower().isin(PARTNERS)
    role = pd.Series("first", index=rows.index)
    role = role.mask((line.ne(first_line) & is_begun) | is_back, "handover")
    role = role.mask(rows["direction"].eq("out").fillna(False), "told")
    asked = role.eq("first")
    again = asked & asked.astype(int).groupby(rows["thread_id"]).cumsum().gt(1)
    return role.mask(again, "repeat")


def incident_days(
    incident: pd.DataFrame, gaps: pd.DataFrame, window: Window, *, time_zone: str
) -> pd.DataFrame:
    """Count INCIDENT_CONTACTS of each day of *time_zone*: INCIDENT_DAYS, every day of the window.

    A day that one of INCIDENT_GAPS touches says so.
    """
    last = window.end - pd.Timedelta("1us")
    first_on, last_on = local_time(pd.Series([window.start, last]), time_zone).dt.normalize()
    dates = pd.Series(pd.date_range(first_on, last_on, freq="D"))
    days = pd.DataFrame({"day_at": in_utc(dates, time_zone)})
    day = midnights(incident["started_at"], time_zone)
    role = incident["role"]
    counted = {
        "n_contacts": day,
        "n_asked": day[role.isin(ASKED)],
        "n_first": day[role.eq("first")],
        "n_repeat": day[role.eq("repeat")],
    }
    for name, which in counted.items():
        days[name] = days["day_at"].map(which.value_counts()).fillna(0).astype(int)
    ends = days["day_at"].shift(-1, fill_value=window.end)
    days["is_gap"] = [
        bool((gaps["from_at"].lt(end) & gaps["until_at"].gt(start)).any())
        for start, end in zip(days["day_at"], ends, strict=True)
    ]
    return conform(days, INCIDENT_DAYS)


def incident_gaps(contacts: pd.DataFrame, window: Window) -> pd.DataFrame:
    """Find stretches in which one channel of CONTACTS (all topics) is silent, others are not.

    If a channel has the share *s* of all contacts, *k* contacts of other channels in a row happen
    with probability (1 - s)^k. A silence is a gap when that, times the number of silences looked
    at, is under 0.01, and when it is longer, in contacts elsewhere, than every silence outside the
    window: contacts come in clusters, and the formula alone does not know that. Nights, weekends
    and quiet weeks are no gaps: the others are silent too. Only contacts in which the customer came
    are counted.

    Returns
    -------
    DataFrame
        INCIDENT_GAPS in order of time; the gap lies between two contacts, so it may be shorter.
        Empty where there is one channel only: nothing is there to tell its silence from a calm.
    """
    rows = conform(contacts, CONTACTS)
    rows = rows[rows["started_at"].notna() & rows["channel"].notna()]
    rows = rows[rows["direction"].ne("out").fillna(True)].sort_values("started_at")
    share = rows["channel"].value_counts(normalize=True)
    counts = rows["channel"].value_counts()
    found = [
        _silences(rows, channel, float(share[channel]))
        for channel in counts.index[counts.ge(ENOUGH) & share.lt(1)]
    ]
    if not found:
        return empty(INCIDENT_GAPS)
    silences = pd.concat(found)
    is_inside = silences["until_at"].ge(window.start) & silences["from_at"].lt(window.end)
    usual = silences[~is_inside].groupby("channel")["n_elsewhere"].max()
    longest = silences["channel"].map(usual).fillna(0)
    is_sure = (silences["chance"] * is_inside.sum()).lt(CHANCE)
    is_gap = is_inside & is_sure & silences["n_elsewhere"].gt(longest)
    gaps = silences[is_gap].sort_values("from_at")
    return conform(gaps[list(INCIDENT_GAPS.columns)], INCIDENT_GAPS)


def _silences(rows: pd.DataFrame, channel: str, share: float) -> pd.DataFrame:
    """Give the runs between neighbours of a channel, each with its probability."""
    is_own = rows["channel"].eq(channel)
    elsewhere = (~is_own).cumsum()[is_own].diff().fillna(0)
    times = rows.loc[is_own, "started_at"]
    return pd.DataFrame(
        {
            "channel": channel,
            "from_at": times.shift(),
            "until_at": times,
            "n_elsewhere": elsewhere.astype(int),
            "n_expected": (elsewhere * share / (1 - share)).round().astype(int),
            "chance": (1 - share) ** elsewhere,
        }
    ).dropna(subset=["from_at"])
