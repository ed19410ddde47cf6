"""Each step of an event log: who reaches it, who stops there, who comes back to it."""

import pandas as pd

from cxkit.measures.case_order import HOUR, steps_by
from cxkit.measures.intervals import share_intervals
from cxkit.schema.conform import conform
from cxkit.schema.results.event_steps import EVENT_STEPS

MOSTLY = 0.5
"""A step that ends a smaller part of its cases than this is mostly followed by another."""


def event_steps(events: pd.DataFrame, *, by: str = "event") -> pd.DataFrame:
    """Return reach, drop-off and loops of every step.

    A loop is a return to a step after another one; a repeat is the same step twice in a row. A
    case that is not over yet ends at its last recorded step like any other. It may not be over
    where another step mostly follows this one and the log ends sooner after it than nine of ten
    of those came.

    Parameters
    ----------
    events : DataFrame
        EVENTS.
    by : str
        Column that names the step; rows where it is missing are left out.

    Returns
    -------
    DataFrame
        EVENT_STEPS, by reach. Empty without events.

    Raises
    ------
    ParameterError
        *by* is not a column of the log.
    """
    log = steps_by(events, by)
    same_case = log["case_id"].eq(log["case_id"].shift())
    is_repeat = same_case & log["step"].eq(log["step"].shift())
    is_loop = log.duplicated(["case_id", "step"]) & ~is_repeat
    is_last = log["case_id"].ne(log["case_id"].shift(-1))
    is_open = is_last & _may_go_on(log, is_last)
    n_cases = log.groupby("step")["case_id"].nunique()
    n_last = log.loc[is_last].groupby("step").size().reindex(n_cases.index).fillna(0)
    frame = pd.DataFrame(
        {
            "n": log.groupby("step").size(),
            "n_cases": n_cases,
            "share_cases": n_cases / max(log["case_id"].nunique(), 1),
            "n_last": n_last,
            "n_open": log.loc[is_open].groupby("step").size(),
            "n_looped": log.loc[is_loop].groupby("step")["case_id"].nunique(),
            "n_repeated": log.loc[is_repeat].groupby("step")["case_id"].nunique(),
        }
    ).fillna({"n_open": 0, "n_looped": 0, "n_repeated": 0})
    frame = frame.join(share_intervals(n_last, n_cases, name="share_last"))
    named = frame.rename_axis("event").reset_index()
    ordered = named.sort_values(["n_cases", "event"], ascending=[False, True])
    return conform(ordered, EVENT_STEPS)


def _may_go_on(log: pd.DataFrame, is_last: pd.Series) -> pd.Series:
    """Tell after which rows the next step may still come."""
    waits = (log["event_at"].shift(-1) - log["event_at"]).where(~is_last) / HOUR
    usual = waits.groupby(log["step"]).transform("quantile", 0.9)
    is_followed = is_last.groupby(log["step"]).transform("mean") < MOSTLY
    return is_followed & ((log["event_at"].max() - log["event_at"]) / HOUR < usual)
