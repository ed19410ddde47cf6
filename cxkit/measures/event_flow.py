"""The first steps of all cases, place by place, as a flow that never runs backwards."""

import pandas as pd

from cxkit.errors import ParameterError
from cxkit.measures.case_order import HOUR, opens_run, steps_by
from cxkit.schema.conform import conform
from cxkit.schema.results.directly_follows import END
from cxkit.schema.results.event_flow import EVENT_FLOW, OTHER


def event_flow(
    events: pd.DataFrame, *, by: str = "event", places: int = 5, most: int = 6
) -> pd.DataFrame:
    """Return how many cases go from which step to which, at each place of their paths.

    Neighbours with the same step count as one, so that a flow shows changes.

    Parameters
    ----------
    events : DataFrame
        EVENTS.
    by : str
        Column that names the step; rows where it is missing are left out.
    places : int
        How many places of a path to follow, 2 or more.
    most : int
        Different steps a place; the rarer ones are "(other)" there.

    Returns
    -------
    DataFrame
        EVENT_FLOW, by place. Empty without events.

    Raises
    ------
    ParameterError
        *by* is not a column of the log, or *places* is below 2.
    """
    if places < 2:
        raise ParameterError(f"places={places}: a flow needs two places or more.")
    log = steps_by(events, by)
    steps = log.loc[opens_run(log)]
    steps = steps.assign(place=steps.groupby("case_id").cumcount() + 1)
    steps = steps.loc[steps["place"] <= places]
    steps = steps.assign(step=_lumped(steps, most))
    after = steps.groupby("case_id")
    pairs = steps.assign(
        source=steps["step"],
        target=after["step"].shift(-1).fillna(END),
        hours=(after["event_at"].shift(-1) - steps["event_at"]) / HOUR,
    ).loc[steps["place"] < places]
    groups = pairs.groupby(["place", "source", "target"])
    frame = pd.DataFrame({"n_cases": groups.size(), "hours_median": groups["hours"].median()})
    ordered = frame.reset_index().sort_values(
        ["place", "n_cases", "source", "target"], ascending=[True, False, True, True]
    )
    return conform(ordered, EVENT_FLOW)


def _lumped(steps: pd.DataFrame, most: int) -> pd.Series:
    counted = steps.groupby(["place", "step"]).size().reset_index(name="n")
    ranked = counted.sort_values(["place", "n", "step"], ascending=[True, False, True])
    common = ranked.loc[ranked.groupby("place").cumcount() < most, ["place", "step"]]
    kept = steps[["place", "step"]].merge(common, how="left", indicator="found")
    return steps["step"].where(kept["found"].eq("both").to_numpy(), OTHER)
