"""Cases thrown from one line to another and back."""

import pandas as pd

from cxkit.measures.case_order import HOUR, opens_run, steps_by
from cxkit.schema.conform import conform
from cxkit.schema.results.ping_pong import PING_PONG


def ping_pong(events: pd.DataFrame, *, by: str) -> pd.DataFrame:
    """Return the pairs of lines between which cases went to and fro: A, then B, then A again.

    Parameters
    ----------
    events : DataFrame
        EVENTS with a column that says who had the case.
    by : str
        That column: "channel", or a column of the log's own such as "line" or "org:role". Rows
        where it is missing are left out; neighbours with one value count as one stay.

    Returns
    -------
    DataFrame
        PING_PONG, the most frequent first. Empty when no case came back.

    Raises
    ------
    ParameterError
        *by* is not a column of the log.
    """
    log = steps_by(events, by)
    stays = log.loc[opens_run(log), ["case_id", "step", "event_at"]]
    by_case = stays.groupby("case_id")
    turns = stays.assign(
        second_line=by_case["step"].shift(-1),
        back=by_case["step"].shift(-2),
        hours=(by_case["event_at"].shift(-2) - stays["event_at"]) / HOUR,
    ).rename(columns={"step": "first_line"})
    came_back = turns.loc[turns["first_line"].eq(turns["back"])]
    groups = came_back.groupby(["first_line", "second_line"])
    frame = pd.DataFrame(
        {
            "n": groups.size(),
            "n_cases": groups["case_id"].nunique(),
            "share_cases": groups["case_id"].nunique() / max(log["case_id"].nunique(), 1),
            "hours_median": groups["hours"].median(),
        }
    ).reset_index()
    ordered = frame.sort_values(["n", "first_line", "second_line"], ascending=[False, True, True])
    return conform(ordered, PING_PONG)
