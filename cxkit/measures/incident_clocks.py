"""The two clocks of an incident: what customers signalled, and when the company knew."""

from typing import NamedTuple

import pandas as pd

from cxkit.measures.periods import midnights
from cxkit.schema.conform import conform
from cxkit.schema.events import EVENTS
from cxkit.schema.incident import MILESTONES, Incident
from cxkit.schema.results.incident_clocks import CLOCKS, INCIDENT_CLOCKS, INCIDENT_MILESTONES
from cxkit.schema.results.incident_contacts import ASKED

LOGGED = {
    "service_deployed": "deployed", "release_deployed": "deployed",
    "monitoring_alert": "monitoring_alert", "known_error_logged": "known_error",
    "first_line_told": "first_line_told", "customers_told": "acknowledged",
    "acknowledged": "acknowledged", "fix_deployed": "fixed", "fix_verified": "verified",
}  # fmt: skip
"""Events of the incident's own case that are milestones."""
SAME = pd.Timedelta("1min")
"""Two records of one milestone may differ by this much."""


class Ends(NamedTuple):
    """Where a clock starts and stops."""

    start: str
    stop: str


ENDS = {
    "signal_to_alert": Ends("signal", "monitoring_alert"),
    "signal_to_known_error": Ends("signal", "known_error"),
    "signal_to_acknowledged": Ends("signal", "acknowledged"),
    "signal_to_fixed": Ends("signal", "fixed"),
    "signal_to_verified": Ends("signal", "verified"),
    "deployed_to_signal": Ends("deployed", "signal"),
    "deployed_to_fixed": Ends("deployed", "fixed"),
    "known_error_to_first_line": Ends("known_error", "first_line_told"),
    "first_line_to_acknowledged": Ends("first_line_told", "acknowledged"),
    "acknowledged_to_fixed": Ends("acknowledged", "fixed"),
}


def incident_milestones(events: pd.DataFrame, incident: Incident) -> pd.DataFrame:
    """Bring together what the log and the incident file say of the company's side.

    Of EVENTS those count whose case is the incident's id; of the file, its ``times``.

    Returns
    -------
    DataFrame
        INCIDENT_MILESTONES, all of them, in the usual order; the log's time wins, and a
        difference of over a minute is a conflict.
    """
    log = conform(events, EVENTS)
    own = log[log["case_id"].eq(incident.id)].sort_values("event_at")
    own = own.assign(milestone=own["event"].map(LOGGED)).dropna(subset=["milestone"])
    first = own.drop_duplicates("milestone").set_index("milestone")
    rows = pd.DataFrame({"milestone": list(MILESTONES)})
    known = first.reindex(rows["milestone"]).reset_index(drop=True)
    logged = known["event_at"]
    stated = pd.to_datetime(rows["milestone"].map(incident.at), utc=True)
    source = pd.Series("missing", index=rows.index)
    source = source.mask(stated.notna(), "stated").mask(logged.notna(), "log")
    is_apart = (logged - stated).abs().gt(SAME)
    return conform(
        rows.assign(
            at=logged.fillna(stated),
            source=source,
            source_id=known["source"],
            stated_at=stated,
            is_conflict=is_apart,
        ),
        INCIDENT_MILESTONES,
    )


def first_signal(
    incident: pd.DataFrame, texts: pd.DataFrame | None = None, *, time_zone: str = "UTC"
) -> pd.Timestamp | None:
    """Return when the first customer spoke up, UTC, or None: in INCIDENT_CONTACTS or FEEDBACK.

    Texts dated by the day only (midnight of *time_zone* or of UTC) cannot be the first signal:
    their hour is unknown.
    """
    times = incident.loc[incident["role"].isin(ASKED), "started_at"]
    if texts is not None and len(texts):
        times = pd.concat(
            [times, texts.loc[~is_day_only(texts["created_at"], time_zone), "created_at"]]
        )
    earliest = times.min()
    return None if pd.isna(earliest) else earliest


def is_day_only(instants: pd.Series, time_zone: str = "UTC") -> pd.Series:
    """Tell which times stand at midnight exactly, as dates without an hour do.

    Examples
    --------
    >>> times = pd.Series(pd.to_datetime(["2026-04-13 21:00", "2026-04-14 08:07"], utc=True))
    >>> is_day_only(times).tolist(), is_day_only(times, "Europe/Moscow").tolist()
    ([False, False], [True, False])
    """
    return instants.eq(instants.dt.normalize()) | instants.eq(midnights(instants, time_zone))


def incident_clocks(
    incident: pd.DataFrame,
    milestones: pd.DataFrame,
    *,
    signal: pd.Timestamp | None,
    is_late: bool = False,
) -> pd.DataFrame:
    """Measure the lengths between the first signal and what the company did.

    *incident* are INCIDENT_CONTACTS, *signal* is from :func:`first_signal`. Where the record begins
    after the incident did (*is_late*), who knew first is unknown where the company did by the
    record.

    Returns
    -------
    DataFrame
        INCIDENT_CLOCKS, all of them; hours are missing while one end is unknown, negative when
        the company knew first.
    """
    at = dict(zip(milestones["milestone"], milestones["at"], strict=True))
    at["signal"] = pd.NaT if signal is None else signal
    asked = incident.loc[incident["role"].isin(ASKED), "started_at"]
    rows = []
    for clock in CLOCKS:
        start, stop = at[ENDS[clock].start], at[ENDS[clock].stop]
        known = pd.notna(start) and pd.notna(stop)
        if is_late and known:
            # An earlier signal makes a clock that starts with it longer, one that ends with it
            # shorter.
            known = ENDS[clock].stop != "signal" and (ENDS[clock].start != "signal" or stop > start)
        rows.append(
            {
                "clock": clock,
                "from_at": start,
                "until_at": stop,
                "hours": (stop - start) / pd.Timedelta("1h") if known else None,
                "n_asked": int((asked.ge(start) & asked.lt(stop)).sum()) if known else None,
            }
        )
    return conform(pd.DataFrame(rows), INCIDENT_CLOCKS)
