"""Periods with more events than chance allows, judged by the periods before them only."""

from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from cxkit.errors import ParameterError
from cxkit.measures.holm import holm
from cxkit.measures.intervals import CONFIDENCE, Numbers
from cxkit.schema.conform import check_columns, conform, empty
from cxkit.schema.results.sentiment_timeline import SENTIMENT_TIMELINE
from cxkit.schema.results.spikes import SPIKES

BASE = 16
NO_SPREAD = 1e-9
"""Least spread of the base: below it counts are alike."""
COUNTS = ("n", "n_negative", "n_positive")


def spikes(timeline: pd.DataFrame, *, of: str = "n", base: int = BASE) -> pd.DataFrame:
    """Test every period's count against the periods before it.

    Parameters
    ----------
    timeline : DataFrame
        SENTIMENT_TIMELINE.
    of : {"n", "n_negative", "n_positive"}
        Which count.
    base : int
        How many periods before it make the base; earlier periods are not tested, and nothing is
        taken from later ones. A period that was a spike itself is left out of later
        bases; after four of them in a row the new height is usual.

    Returns
    -------
    DataFrame
        SPIKES ordered by group and time, one row a tested period. Partial periods are not tested.

    Raises
    ------
    ParameterError
        For an unknown count, or a base under 4.

    Notes
    -----
    Two tests must agree, and the larger p counts. One is for a base that varies as Poisson: the
    predictive distribution of a new count given the earlier ones, a negative binomial. The other
    takes the base as it varies: Student's prediction on the scale of square roots.
    In simulated years without a spike 0 to 7 in 100 have one for counts from Poisson to a variance
    of five times a mean of 20; with such a variance around a mean of 3 it is 13, and so it is
    where texts grow by 3 % a week.

    Examples
    --------
    >>> weeks = pd.date_range("2026-01-05", periods=20, freq="7D", tz="UTC")
    >>> timeline = pd.DataFrame({"group": "all", "period_at": weeks, "is_partial": False,
    ...     "n": [20, 22, 18, 21, 19, 20, 23, 20, 21] * 2 + [60, 20]})
    >>> found = spikes(timeline)
    >>> found.loc[found["is_spike"], "n"].tolist()
    [60]
    """
    check_columns(timeline, SENTIMENT_TIMELINE, ("group", "period_at", "n"))
    if of not in COUNTS:
        raise ParameterError(f"of={of!r} is not a count of a timeline. Use {', '.join(COUNTS)}.")
    if base < 4:
        raise ParameterError(f"base={base}: at least 4 periods are needed to know what is usual.")
    rows: list[dict[str, Any]] = []
    for name, periods in timeline.groupby("group", sort=True):
        rows += _tested(periods.sort_values("period_at"), str(name), of, base)
    if not rows:
        return empty(SPIKES)
    table = pd.DataFrame(rows)
    table["p_adjusted"] = holm(table["p_value"])
    table["is_spike"] = table["p_adjusted"] < 1 - CONFIDENCE
    return conform(table, SPIKES)


def _tested(periods: pd.DataFrame, group: str, of: str, base: int) -> list[dict[str, Any]]:
    whole = periods[~periods["is_partial"].astype(bool)]
    usual: list[float] = []
    suspects: list[float] = []
    rows: list[dict[str, Any]] = []
    for when, count in zip(whole["period_at"], whole[of].astype(float), strict=True):
        if len(usual) >= base:
            row = _compared(count, np.array(usual[-base:]))
            rows.append({"group": group, "period_at": when, "n": int(count), **row})
            suspects = [*suspects, count] if row["p_value"] < SUSPECT else []
            if suspects:
                if len(suspects) == LASTING:
                    usual += suspects
                continue
        usual.append(count)
    return rows


SUSPECT = 0.001
"""A count rarer than this does not become part of what is usual."""
LASTING = 4
"""So many of them in a row do: the number of texts has changed for good."""


def _compared(count: float, before: Numbers) -> dict[str, float]:
    periods, mean = len(before), float(before.mean())
    poisson = float(stats.nbinom.sf(count - 1, before.sum() + 0.5, periods / (periods + 1.0)))
    roots = np.sqrt(before)
    spread = float(roots.std(ddof=1)) * float(np.sqrt(1 + 1 / periods))
    distance = (np.sqrt(count) - roots.mean()) / max(spread, NO_SPREAD)
    varied = float(stats.t.sf(distance, periods - 1))
    return {
        "expected": mean,
        "dispersion": float(before.var(ddof=1)) / mean if mean else 1.0,
        "p_value": max(poisson, varied),
    }
