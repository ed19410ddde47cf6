"""Where actual paths leave the plan: ad hoc, order, failed, missing."""

from bisect import bisect_left

import numpy as np
import pandas as pd

from cxkit.measures.case_order import HOUR, in_case_order
from cxkit.schema.conform import conform, empty
from cxkit.schema.plan import PLAN
from cxkit.schema.results.journey_deviations import JOURNEY_DEVIATIONS


def journey_deviations(events: pd.DataFrame, plan: pd.DataFrame) -> pd.DataFrame:
    """Compare every case with the plan.

    Parameters
    ----------
    events : DataFrame
        EVENTS.
    plan : DataFrame
        PLAN; events that it does not name are unplanned.

    Returns
    -------
    DataFrame
        JOURNEY_DEVIATIONS, by case and time, missing steps last. Empty when all went as planned.

    Raises
    ------
    SchemaError
        When a table is not what it should be.

    Notes
    -----
    *ad hoc*: a step outside the plan, or a planned one again. *failed*: a step that the plan
    names as a failure, or a planned one later than its time after the planned step before it; where
    planned steps between are left out, their times count too, and without one nothing is late.
    *order*: a planned step out of place; as few as possible are called so (the rest keeps the
    longest order). *missing*: a planned step that is not optional and did not happen although a
    later one did, or although its time ran out before the log's end.

    References
    ----------
    Halvorsrud, R., Kvale, K. & Følstad, A. (2016). Improving service quality through customer
    journey analysis. Journal of Service Theory and Practice 26(6).
    """
    log = in_case_order(events)
    rules = conform(plan, PLAN).set_index("event")
    steps = rules.dropna(subset="step").sort_values("step")
    planned = log.loc[log["event"].isin(steps.index)].drop_duplicates(["case_id", "event"])
    actual = planned.assign(step=planned["event"].map(steps["step"]).astype("int64"))
    found = [
        _unplanned(log, rules),
        _misplaced(actual),
        _late(actual, steps),
        _missing(actual, steps, log["event_at"].max()),
    ]
    frame = pd.concat([rows for rows in found if len(rows)] or [empty(JOURNEY_DEVIATIONS)])
    ordered = frame.reindex(columns=list(JOURNEY_DEVIATIONS.columns)).sort_values(
        ["case_id", "event_at"], kind="stable"
    )
    return conform(ordered, JOURNEY_DEVIATIONS)


def deviating_cases(deviations: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Count for each type and step the cases that deviate, the most frequent first.

    The columns are deviation, event, why, n_cases and share_cases, of all cases.
    """
    n = max(in_case_order(events)["case_id"].nunique(), 1)
    keys = ["deviation", "event", "why"]
    counted = conform(deviations, JOURNEY_DEVIATIONS).groupby(keys)["case_id"].nunique()
    frame = counted.rename("n_cases").reset_index()
    return frame.assign(share_cases=frame["n_cases"] / n).sort_values(
        ["n_cases", *keys], ascending=[False, True, True, True], ignore_index=True
    )


def _unplanned(log: pd.DataFrame, rules: pd.DataFrame) -> pd.DataFrame:
    is_failure = log["event"].isin(rules.index[rules["is_failure"]])
    is_planned = log["event"].isin(rules.index[rules["step"].notna()])
    is_again = is_planned & log.duplicated(["case_id", "event"])
    return pd.concat(
        [
            log.loc[is_failure].assign(deviation="failed", why="named as a failure"),
            log.loc[~is_failure & ~is_planned].assign(deviation="ad hoc", why="not planned"),
            log.loc[is_again].assign(deviation="ad hoc", why="again"),
        ]
    )


def _misplaced(actual: pd.DataFrame) -> pd.DataFrame:
    falls = actual.groupby("case_id")["step"].diff().lt(0)
    unordered = actual.loc[falls.groupby(actual["case_id"]).transform("any")]
    out = [
        row
        for _, rows in unordered.groupby("case_id")["step"]
        for row in set(rows.index) - {rows.index[at] for at in _longest_order(rows.tolist())}
    ]
    return actual.loc[sorted(out)].assign(deviation="order", why="out of place")


def _longest_order(steps: list[int]) -> list[int]:
    """Places of the longest rising run of *steps*, gaps allowed (patience sorting)."""
    tops: list[int] = []
    tops_at: list[int] = []
    before: list[int | None] = []
    for place, step in enumerate(steps):
        pile = bisect_left(tops, step)
        before.append(tops_at[pile - 1] if pile else None)
        tops[pile : pile + 1], tops_at[pile : pile + 1] = [step], [place]
    run: list[int] = []
    at = tops_at[-1] if tops_at else None
    while at is not None:
        run.append(at)
        at = before[at]
    return run[::-1]


def _late(actual: pd.DataFrame, steps: pd.DataFrame) -> pd.DataFrame:
    rows = actual.sort_values(["case_id", "step"])
    waited = rows.groupby("case_id")["event_at"].diff() / HOUR
    # A planned step may have been left out: then the times of all since the last one are allowed.
    within = steps["within_hours"].astype("Float64")
    in_all, n_free = within.fillna(0).cumsum(), within.isna().cumsum()
    so_far = pd.DataFrame({"hours": in_all, "n_free": n_free.astype("Float64")})
    allowed = so_far.reindex(rows["event"]).set_index(rows.index).groupby(rows["case_id"]).diff()
    behind = (waited - allowed["hours"]).where(allowed["n_free"].eq(0))
    late = rows.assign(deviation="failed", why="too late", hours_late=behind)
    return late.loc[behind.gt(0).fillna(value=False)]


def _missing(actual: pd.DataFrame, steps: pd.DataFrame, log_ends: pd.Timestamp) -> pd.DataFrame:
    """Cross the cases with the steps that must happen, and keep those that should have."""
    cases = actual.groupby("case_id").agg(furthest=("step", "max"), reached=("event_at", "max"))
    needed = steps.loc[~steps["is_optional"], ["step", "touchpoint"]].reset_index()
    pairs = cases.reset_index().merge(needed, how="cross")
    happened = pairs.merge(actual[["case_id", "event"]], how="left", indicator="found")
    pairs = pairs.loc[happened["found"].eq("left_only").to_numpy()]
    limits = steps.set_index("step")["within_hours"].astype(float).fillna(np.inf)
    between = list(zip(pairs["furthest"], pairs["step"], strict=True))
    allowed = {
        (furthest, step): limits.loc[(limits.index > furthest) & (limits.index <= step)].sum()
        for furthest, step in set(between)
    }
    is_due = (log_ends - pairs["reached"]) / HOUR > [allowed[pair] for pair in between]
    gone = pairs.loc[is_due | (pairs["step"] < pairs["furthest"])]
    return gone.assign(deviation="missing", why="never happened")[
        ["case_id", "deviation", "event", "touchpoint", "why"]
    ]
