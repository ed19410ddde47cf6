"""Steps of each case in the order of time; shared by the measures of event logs."""

import pandas as pd

from cxkit.errors import ParameterError, did_you_mean
from cxkit.schema.conform import conform
from cxkit.schema.events import EVENTS

HOUR = pd.Timedelta(hours=1)


def in_case_order(events: pd.DataFrame) -> pd.DataFrame:
    """Conform *events* and sort them by case and time; ties keep the order of the log."""
    declared = conform(events, EVENTS)
    return declared.sort_values(["case_id", "event_at"], kind="stable", ignore_index=True)


def steps_by(events: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the log in order with ``step``, its column *by* as text; rows without are left out.

    Raises
    ------
    ParameterError
        *by* is no column; the message names the columns that there are.
    """
    if by not in events.columns:
        names = [str(name) for name in events.columns]
        raise ParameterError(
            f"by='{by}' is not a column of the events.{did_you_mean(by, names)}"
            f" Columns: {', '.join(names)}."
        )
    log = in_case_order(events).dropna(subset=by)
    return log.assign(step=log[by].astype("str"))


def opens_run(log: pd.DataFrame) -> pd.Series:
    """Tell which rows of `steps_by` begin a step: neighbours of a case with one step are a run."""
    return log["step"].ne(log["step"].shift()) | log["case_id"].ne(log["case_id"].shift())
