"""Which step follows which in an event log, how often and how fast."""

import pandas as pd

from cxkit.measures.case_order import HOUR, steps_by
from cxkit.schema.conform import conform
from cxkit.schema.results.directly_follows import DIRECTLY_FOLLOWS, END, START


def directly_follows(events: pd.DataFrame, *, by: str = "event") -> pd.DataFrame:
    """Return the directly-follows graph: one row a pair of neighbouring steps.

    Every case begins at "(start)" and ends at "(end)", so that first and last steps are counted
    too; these have no time.

    Parameters
    ----------
    events : DataFrame
        EVENTS.
    by : str
        Column that names the step: "event", "touchpoint", "channel" or a column of the log's own.
        Rows where it is missing are left out.

    Returns
    -------
    DataFrame
        DIRECTLY_FOLLOWS, the most frequent first. Empty without events.

    Raises
    ------
    ParameterError
        *by* is not a column of the log.

    Examples
    --------
    >>> log = pd.DataFrame({"case_id": "c1", "event": ["order", "pay"],
    ...     "event_at": pd.to_datetime(["2026-03-01 10:00", "2026-03-01 12:00"], utc=True)})
    >>> directly_follows(log)[["source", "target", "n", "hours_median"]]
        source target  n  hours_median
    0  (start)  order  1          <NA>
    1    order    pay  1           2.0
    2      pay  (end)  1          <NA>
    """
    log = steps_by(events, by)
    step = log["step"]
    before = step.groupby(log["case_id"]).shift()
    pairs = pd.DataFrame(
        {
            "case_id": log["case_id"],
            "source": before.fillna(START),
            "target": step,
            "hours": log.groupby("case_id")["event_at"].diff() / HOUR,
        }
    )
    last = log["case_id"].ne(log["case_id"].shift(-1))
    ends = pairs.loc[last].assign(source=step[last], target=END, hours=pd.NA)
    return conform(_counted(pd.concat([pairs, ends])), DIRECTLY_FOLLOWS)


def _counted(pairs: pd.DataFrame) -> pd.DataFrame:
    timed = pairs.astype({"hours": "Float64"})
    is_tied = timed["hours"].eq(0).fillna(value=False)
    groups = timed.assign(is_tied=is_tied).groupby(["source", "target"])
    counted = pd.DataFrame(
        {
            "n": groups.size(),
            "n_cases": groups["case_id"].nunique(),
            "n_tied": groups["is_tied"].sum(),
            "hours_median": groups["hours"].median(),
            "hours_p90": groups["hours"].quantile(0.9),
        }
    ).reset_index()
    share = counted["n"] / counted.groupby("source")["n"].transform("sum")
    return counted.assign(share=share).sort_values(
        ["n", "source", "target"], ascending=[False, True, True]
    )
