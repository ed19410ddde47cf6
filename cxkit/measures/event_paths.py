"""Whole paths through an event log, the most common first."""

import pandas as pd

from cxkit.measures.case_order import HOUR, opens_run, steps_by
from cxkit.schema.conform import conform
from cxkit.schema.results.event_paths import ARROW, EVENT_PATHS


def event_paths(events: pd.DataFrame, *, by: str = "event", n: int | None = None) -> pd.DataFrame:
    """Return the different paths of the cases, with the cases that went each.

    A step that repeats in a row is written once with how often ("Accepted ×3"), and counts as
    the same path only with the same number.

    Parameters
    ----------
    events : DataFrame
        EVENTS.
    by : str
        Column that names the step; rows where it is missing are left out.
    n : int, optional
        Only the *n* most common paths; all by default.

    Returns
    -------
    DataFrame
        EVENT_PATHS, the most common first. Empty without events.

    Raises
    ------
    ParameterError
        *by* is not a column of the log.
    """
    log = steps_by(events, by)
    runs = log.assign(run=opens_run(log).cumsum()).groupby("run", sort=False)
    written = runs[["case_id", "step"]].first().assign(times=runs.size())
    repeated = written["step"] + " ×" + written["times"].astype("str")
    written["step"] = written["step"].where(written["times"] == 1, repeated)
    times = log.groupby("case_id")["event_at"].agg(["min", "max"])
    cases = pd.DataFrame(
        {
            "path": written.groupby("case_id")["step"].agg(ARROW.join),
            "n_steps": log.groupby("case_id").size(),
            "hours": (times["max"] - times["min"]) / HOUR,
        }
    )
    groups = cases.groupby("path")
    paths = pd.DataFrame(
        {
            "n_steps": groups["n_steps"].first(),
            "n_cases": groups.size(),
            "hours_median": groups["hours"].median(),
        }
    ).reset_index()
    paths = paths.sort_values(["n_cases", "n_steps", "path"], ascending=[False, True, True])
    share = paths["n_cases"] / max(len(cases), 1)
    frame = paths.assign(share_cases=share, share_so_far=share.cumsum().clip(upper=1))
    return conform(frame if n is None else frame.head(n), EVENT_PATHS)
