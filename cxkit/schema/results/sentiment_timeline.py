"""SENTIMENT_TIMELINE: what customers felt, period by period."""

import pandas as pd

from cxkit.errors import ParameterError
from cxkit.schema.table import FLAG, INSTANT, NUMBER, TEXT, WHOLE, Table, column, interval

SENTIMENT_TIMELINE = Table(
    name="sentiment_timeline",
    row="one period of one group",
    key=("group", "period_at"),
    columns={
        "group": column(TEXT, 'value that the series is split by, or "all"', required=True),
        "period_at": column(INSTANT, "beginning of the period, UTC", required=True),
        "period_end_at": column(INSTANT, "beginning of the next period, UTC", required=True),
        "n": column(WHOLE, "texts or mentions with a tone in the period", required=True),
        "n_effective": column(NUMBER, "independent texts, base of the intervals: at most n"),
        "n_negative": column(WHOLE, "of them negative", required=True),
        "n_positive": column(WHOLE, "of them positive", required=True),
        **interval("net", "share positive minus share negative", low=-1, high=1),
        **interval("sentiment", "mean tone", low=-1, high=1),
        **interval("share_negative", "share of negative", how="Wilson"),
        **interval("share_positive", "share of positive", how="Wilson"),
        "n_rated": column(WHOLE, "texts with a rating", required=True),
        **interval("rating", "mean rating, on the source's own scale"),
        "is_partial": column(FLAG, "the data cover only a part of the period", required=True),
        "is_small": column(FLAG, "fewer texts than the minimum base", required=True),
    },
)  # fmt: skip

NOTHING = {"time_zone": "UTC", "period": "1D"}
"""Of a timeline without rows."""


def told(timeline: pd.DataFrame, name: str) -> str:
    """Return the "time_zone" or the "period" of a timeline, which its ``attrs`` hold.

    Without rows and ``attrs``, where nothing hangs on it: "UTC" or "1D".

    Raises
    ------
    ParameterError
        When it is not there: pandas drops ``attrs`` in a merge, and a guess would move the days.

    Examples
    --------
    >>> timeline = pd.DataFrame()
    >>> timeline.attrs["time_zone"] = "Europe/Moscow"
    >>> told(timeline, "time_zone")
    'Europe/Moscow'
    """
    if name not in timeline.attrs and timeline.empty:
        return NOTHING[name]
    if name not in timeline.attrs:
        raise ParameterError(
            f"The timeline does not say its {name}: timeline.attrs has no {name!r}. A merge drops"
            " attrs; put them back: merged.attrs = timeline.attrs."
        )
    return str(timeline.attrs[name])


def check_one_group(table: pd.DataFrame) -> None:
    """Refuse a timeline, or its segments, of several groups: their days would be taken together.

    Raises
    ------
    ParameterError
        Saying how many groups there are.

    Examples
    --------
    >>> check_one_group(pd.DataFrame({"group": ["sofa", "lamp"]}))
    Traceback (most recent call last):
    cxkit.errors.ParameterError: The timeline has 2 groups; give it one: ...
    """
    groups = table["group"].nunique() if "group" in table else 1
    if groups > 1:
        raise ParameterError(
            f'The timeline has {groups} groups; give it one: timeline[timeline["group"] == NAME].'
        )
