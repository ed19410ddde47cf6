"""Whom an incident reached, by the event log: also those who never wrote or called."""

import numpy as np
import pandas as pd
from scipy import stats

from cxkit.measures.holm import holm
from cxkit.schema.conform import conform, empty
from cxkit.schema.events import EVENTS
from cxkit.schema.incident import Window
from cxkit.schema.results.incident_impact import INCIDENT_REACH

ALPHA = 0.01
"""Error rate over all kinds of events."""
LEAST_RATIO = 2.0
"""An event must come at least twice as often, surely, to be the incident's."""


def incident_reach(
    events: pd.DataFrame, during: Window, before: Window, *, customers: set[str]
) -> pd.DataFrame:
    """Find the EVENTS that came with the incident, and who had them.

    The cases with an event are compared with the time before as two Poisson counts whose bases are
    all events of the log, so that a busy week alone is no sign; the test is exact (conditional
    binomial), Holm-corrected over all kinds. Kept are kinds whose share at least doubled by the
    lower bound of its interval, or that were never seen before. *during* is from release (or first
    signal) to the fix, *before* the baseline; *customers* are those who spoke of the incident, in
    contacts or texts.

    Returns
    -------
    DataFrame
        INCIDENT_REACH, most cases first. Empty when no event stands out or no log is given.

    References
    ----------
    Przyborowski, J. & Wilenski, H. (1940). Homogeneity of results in testing samples from Poisson
    series. Biometrika 31.
    """
    log = conform(events, EVENTS)
    now, then = during.cut(log, "event_at"), before.cut(log, "event_at")
    if now.empty or then.empty:
        return empty(INCIDENT_REACH)
    n_now = now.groupby("event")["case_id"].nunique()
    n_before = then.groupby("event")["case_id"].nunique().reindex(n_now.index, fill_value=0)
    share = len(now) / (len(now) + len(then))
    total = n_now + n_before
    p = pd.Series(stats.binom.sf(n_now - 1, total, share), index=n_now.index)
    corrected = holm(p)
    ratio = _ratios(n_now, total, share)
    rows = pd.DataFrame(
        {
            "n_cases": n_now,
            "n_before": n_before,
            "n_expected": n_before * len(now) / len(then),
            **ratio,
            "p": corrected,
            "is_new": n_before.eq(0),
        }
    )
    rows = rows[rows["p"].lt(ALPHA) & (rows["ratio_low"].ge(LEAST_RATIO) | rows["is_new"])]
    rows = rows.join(_customers(now, customers)).rename_axis("event").reset_index()
    rows = rows.sort_values(["n_cases", "event"], ascending=[False, True])
    return conform(rows, INCIDENT_REACH)


def _ratios(n_now: pd.Series, total: pd.Series, share: float) -> dict[str, pd.Series]:
    """Ratio of two Poisson rates with its exact (Clopper-Pearson) bounds."""
    odds = share / (1 - share)
    n_before = total - n_now
    low = stats.beta.ppf(0.025, n_now, n_before + 1)
    high = np.where(n_before > 0, stats.beta.ppf(0.975, n_now + 1, n_before), 1.0)
    with np.errstate(divide="ignore"):
        bounds = [pd.Series(end / (1 - end) / odds, index=n_now.index) for end in (low, high)]
    ratio = (n_now / n_before.where(n_before > 0)) / odds
    return {"ratio": ratio, "ratio_low": bounds[0], "ratio_high": bounds[1].replace(np.inf, np.nan)}


def _customers(now: pd.DataFrame, customers: set[str]) -> pd.DataFrame:
    keyed = now.dropna(subset=["customer_key"]).drop_duplicates(["event", "customer_key"])
    return pd.DataFrame(
        {
            "n_customers": keyed.groupby("event").size(),
            "n_silent": (~keyed["customer_key"].isin(customers)).groupby(keyed["event"]).sum(),
        }
    ).reindex(now["event"].unique(), fill_value=0)
