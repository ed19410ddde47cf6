"""The way of cases through the support lines: handovers, ping-pong, and whose move it was."""

import pandas as pd

from cxkit.schema.conform import conform, empty
from cxkit.schema.incident import Log
from cxkit.schema.results.escalation import ESCALATION_CASES, ESCALATION_LINES, ESCALATION_STEPS

WAITS_ON_CUSTOMER = ("waiting_customer", "waiting customer", "ждём клиента")
"""Resolutions that say that the customer is to move next."""
PASSED_ON = ("transferred", "escalated", "передано", "переведено")
"""Resolutions that say that the case moved on."""
PARTNERS = ("partner", "партнёр", "vendor")
"""Lines that are not ours."""
UNKNOWN_LINE = "unknown"
"""Where the record names no line."""


def escalation_steps(incident: pd.DataFrame) -> pd.DataFrame:
    """Cut each thread of INCIDENT_CONTACTS into stretches of work and of waiting.

    Returns
    -------
    DataFrame
        ESCALATION_STEPS, by thread and time. A contact without a known end has no length; a wait
        is on the customer or the partner when the last contact says so, else on us. A call of the
        provider after a contact that was passed on is a handover.
    """
    if incident.empty:
        return empty(ESCALATION_STEPS)
    rows = incident.sort_values(["thread_id", "started_at", "contact_id"])
    line = rows["line"].fillna(UNKNOWN_LINE)
    is_partner = line.str.lower().isin(PARTNERS)
    until = rows["ended_at"].fillna(rows["started_at"])
    was_passed = rows.groupby("thread_id")["resolution"].shift().str.lower().isin(PASSED_ON)
    role = rows["role"].mask(rows["role"].eq("told") & was_passed, "handover")
    work = pd.DataFrame(
        {
            "thread_id": rows["thread_id"], "kind": "work", "line": line,
            "waits_on": is_partner.map({True: "partner", False: "us"}),
            "from_at": rows["started_at"], "until_at": until, "source_id": rows["contact_id"],
            "role": role,
        }
    )  # fmt: skip
    on_customer = rows["resolution"].str.lower().isin(WAITS_ON_CUSTOMER)
    wait = work.assign(
        kind="wait",
        waits_on=work["waits_on"].mask(on_customer, "customer"),
        from_at=work.groupby("thread_id")["until_at"].cummax(),
        until_at=rows.groupby("thread_id")["started_at"].shift(-1),
    )
    wait = wait[wait["until_at"].gt(wait["from_at"])]
    return _steps(pd.concat([work, wait]))


def log_steps(events: pd.DataFrame, log: Log) -> pd.DataFrame:
    """Cut each case of EVENTS into stretches, from one event to the next: ESCALATION_STEPS.

    *log* names the columns of line and state, and which states wait on whom; without levels a line
    is itself. The last event of a case ends it: a step of no length.
    """
    if events.empty:
        return empty(ESCALATION_STEPS)
    rows = events.assign(_order=range(len(events)))
    rows = rows.sort_values(["case_id", "event_at", "_order"])
    until = rows.groupby("case_id")["event_at"].shift(-1)
    rows = rows.assign(until=until.fillna(rows["event_at"]))
    line = support_line(rows, log)
    state = rows[log.state] if log.state in rows else rows["event"]
    waits = pd.Series("us", index=rows.index)
    waits = waits.mask(
        line.str.lower().isin(PARTNERS) | state.isin(log.waits_on_partner), "partner"
    )
    waits = waits.mask(state.isin(log.waits_on_customer), "customer")
    is_wait = waits.ne("us") | state.isin(log.queued)
    return _steps(
        pd.DataFrame(
            {
                "thread_id": rows["case_id"], "line": line, "waits_on": waits,
                "kind": is_wait.map({True: "wait", False: "work"}),
                "from_at": rows["event_at"], "until_at": rows["until"],
                "source_id": rows["case_id"], "role": None,
            }
        )
    )  # fmt: skip


def support_line(events: pd.DataFrame, log: Log) -> pd.Series:
    """Return the support line of each event: the highest level whose mark its group's name holds.

    Examples
    --------
    >>> events = pd.DataFrame({"org:group": ["V30", "V13 2nd 3rd", "G2 2nd"]})
    >>> log = Log(line="org:group", levels={"2": "2nd", "3": "3rd"})
    >>> support_line(events, log).tolist()
    ['1', '3', '2']
    """
    if log.line not in events:
        return pd.Series(UNKNOWN_LINE, index=events.index, dtype="str")
    group = events[log.line].fillna(UNKNOWN_LINE).astype("str")
    if not log.levels:
        return group
    level = pd.Series("1", index=events.index, dtype="str")
    for name, mark in sorted(log.levels.items()):
        level = level.mask(group.str.contains(mark, regex=False), name)
    return level


def _steps(steps: pd.DataFrame) -> pd.DataFrame:
    # A wait begins when the work before it ends, so at equal times work comes first.
    ordered = steps.assign(_rank=steps["kind"].eq("wait"))
    ordered = ordered.sort_values(["thread_id", "from_at", "_rank"], kind="stable")
    hours = (ordered["until_at"] - ordered["from_at"]) / pd.Timedelta("1h")
    number = ordered.groupby("thread_id").cumcount() + 1
    return conform(
        ordered.assign(hours=hours, step=number)[list(ESCALATION_STEPS.columns)], ESCALATION_STEPS
    )


def escalation_cases(steps: pd.DataFrame, incident: pd.DataFrame | None = None) -> pd.DataFrame:
    """Sum up each case of ESCALATION_STEPS: path, handovers, returns, hours by whose move it was.

    Ping-pong is a path in which a line of ours that passed the case on gets it back from another
    line of ours; calls of a partner in between do not count, nor do customers who come to the first
    line again by themselves. News that the provider brings is no handover. *incident*,
    INCIDENT_CONTACTS, tells the contacts without a case number.

    Returns
    -------
    DataFrame
        ESCALATION_CASES; exactly one case is typical: nearest the medians of hours and handovers,
        each in units of its middle half.
    """
    if steps.empty:
        return empty(ESCALATION_CASES)
    visits = _visits(steps)
    threads = visits.groupby("thread_id", sort=True)
    ours = visits[~visits["line"].str.lower().isin(PARTNERS)]
    ours = ours[ours["line"].ne(ours.groupby("thread_id")["line"].shift())]
    is_back = ours.duplicated(["thread_id", "line"]) & ours["is_handed"]
    is_move = visits["is_handed"] & threads.cumcount().gt(0)
    cases = pd.DataFrame(
        {
            "path": threads["line"].agg(">".join),
            "n_steps": steps[steps["kind"].eq("work")].groupby("thread_id").size(),
            "n_handovers": is_move.groupby(visits["thread_id"]).sum(),
            "n_returns": is_back.groupby(ours["thread_id"]).sum(),
            "is_first_line_only": threads["line"].nunique().eq(1)
            & threads["line"].first().eq(_first_line(visits)),
        }
    ).fillna({"n_returns": 0, "n_steps": 1})
    cases = cases.join(_hours(steps)).rename_axis("thread_id").reset_index()
    cases["is_ping_pong"] = cases["n_returns"].gt(0)
    cases["n_without_number"] = _without_number(cases["thread_id"], incident)
    cases["n_steps"] = cases["n_steps"].clip(lower=1)
    cases["is_typical"] = cases.index == _nearest_median(cases)
    return conform(cases, ESCALATION_CASES)


def _visits(steps: pd.DataFrame) -> pd.DataFrame:
    """Join neighbouring stretches of one line: one row a stay of a case at a line."""
    rows = steps.sort_values(["thread_id", "step"])
    is_told = rows["role"].eq("told").fillna(False)
    is_only_told = is_told.groupby(rows["thread_id"]).transform("all")
    rows = rows[~is_told | is_only_told]
    is_new = rows["line"].ne(rows.groupby("thread_id")["line"].shift())
    is_handed = rows["role"].isna() | rows["role"].eq("handover")
    return rows.assign(is_handed=is_handed).loc[is_new, ["thread_id", "line", "is_handed"]]


def _first_line(visits: pd.DataFrame) -> str:
    """Return the line at which most cases begin."""
    return str(visits.drop_duplicates("thread_id")["line"].value_counts().index[0])


def _hours(steps: pd.DataFrame) -> pd.DataFrame:
    threads = steps.groupby("thread_id")
    total = (threads["until_at"].max() - threads["from_at"].min()) / pd.Timedelta("1h")
    parts = steps.pivot_table(
        index="thread_id", columns="waits_on", values="hours", aggfunc="sum", fill_value=0.0
    ).reindex(columns=["us", "customer", "partner"], fill_value=0.0)
    return parts.add_prefix("hours_").assign(hours=total)


def _without_number(threads: pd.Series, incident: pd.DataFrame | None) -> pd.Series:
    if incident is None or incident["case_id"].isna().all():
        return pd.Series(pd.NA, index=threads.index, dtype="Int64")
    return threads.map(incident["case_id"].isna().groupby(incident["thread_id"]).sum())


def _nearest_median(cases: pd.DataFrame) -> int:
    distance = pd.Series(0.0, index=cases.index)
    for name in ("hours", "n_handovers"):
        values = cases[name].astype(float)
        spread = values.quantile(0.75) - values.quantile(0.25)
        distance += (values - values.median()).abs() / (spread or 1.0)
    return int(distance.idxmin())


def escalation_lines(steps: pd.DataFrame) -> pd.DataFrame:
    """Sum up each line of ESCALATION_STEPS: cases, stretches, hours of work, the usual wait.

    The result is ESCALATION_LINES, most cases first. Hours of work are missing where no end is
    recorded.
    """
    if steps.empty:
        return empty(ESCALATION_LINES)
    is_work = steps["kind"].eq("work")
    lines = pd.DataFrame(
        {
            "n_cases": steps.groupby("line")["thread_id"].nunique(),
            "n_steps": steps[is_work].groupby("line").size(),
            "hours_work": steps[is_work & steps["hours"].gt(0)].groupby("line")["hours"].sum(),
            "hours_wait": steps[~is_work].groupby("line")["hours"].median(),
        }
    ).fillna({"n_steps": 0})
    lines = (
        lines.rename_axis("line")
        .reset_index()
        .sort_values(["n_cases", "line"], ascending=[False, True])
    )
    return conform(lines, ESCALATION_LINES)
