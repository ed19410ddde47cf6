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


def column_of(events: pd.DataFrame, by: str) -> str:
    """Check that *by* is a column of the log, and return it.

    Raises
    ------
    ParameterError
        It is not; the message names the columns that there are.
    """
    if by not in events.columns:
        names = [str(name) for name in events.columns]
        raise ParameterError(
            f"by='{by}' is not a column of the events.{did_you_mean(by, names)}"
            f" Columns: {', '.join(names)}."
        )
    return by
