"""How many contacts on an incident's topic come without it, and which ones stand above that."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from cxkit.schema.incident import Window
from cxkit.schema.results.incident_contacts import ASKED

HALF_DAY = pd.Timedelta("12h")
CHANCE = 0.05
"""Chance of calling half a day unusual in which nothing happened."""


class Usual(NamedTuple):
    """Contacts with the topic's words in the time before, and its days."""

    n: int
    days: float

    @property
    def rate(self) -> float:
        """Return contacts a day; 0 without a time before."""
        return self.n / self.days if self.days else 0.0


NONE = Usual(0, 0.0)


def usual_signals(times: pd.Series, before: Window | None) -> Usual:
    """Count what said the topic's words in the recorded baseline, by its *times* (UTC).

    Without one nothing is usual.

    Examples
    --------
    >>> days = pd.to_datetime(["2026-01-02", "2026-01-05", "2026-01-11", "2026-03-01"], utc=True)
    >>> usual_signals(pd.Series(days), Window(days[0], days[2]))
    Usual(n=2, days=9.0)
    """
    if before is None:
        return NONE
    return Usual(int((times.ge(before.start) & times.lt(before.end)).sum()), before.days)


def standing_out(incident: pd.DataFrame, usual: Usual) -> pd.DataFrame:
    """Leave out contacts of customers that lie in no half day with more than usual.

    A half day begins with a contact; it has more than usual when chance gives as many with under 5%
    (Poisson). What is usual stays where none is, and where no half day stands out. Of
    INCIDENT_CONTACTS handovers and calls of the provider stay.

    Examples
    --------
    >>> hours = ["01 08:00", "04 09:00", "04 10:00", "04 11:00"]
    >>> at = pd.to_datetime([f"2026-03-{hour}" for hour in hours], utc=True)
    >>> incident = pd.DataFrame({"role": "first", "started_at": at})
    >>> standing_out(incident, Usual(10, 20.0)).index.tolist()
    [1, 2, 3]
    """
    is_asked = incident["role"].isin(ASKED)
    at = incident.loc[is_asked, "started_at"].sort_values()
    until, place = at.searchsorted(at + HALF_DAY), np.arange(len(at))
    p = stats.poisson.sf(until - place - 1, usual.rate / 2)
    last = np.maximum.accumulate(np.where(p < CHANCE, until, 0))
    found = at.index[place < last]
    return incident[~is_asked | incident.index.isin(found)] if len(found) else incident
