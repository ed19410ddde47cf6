"""Whether the days of the week, or the months of the year, differ in their level."""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from cxkit.errors import ParameterError
from cxkit.measures.change_points import check_figure
from cxkit.measures.intervals import CONFIDENCE, Numbers
from cxkit.measures.periods import local_time
from cxkit.schema.conform import conform, empty
from cxkit.schema.results.seasonality import SEASONALITY
from cxkit.schema.results.sentiment_timeline import check_one_group, told

MIN_WEEKS = 8
MIN_YEARS = 2
ALPHA = 0.05


class Cycle(NamedTuple):
    """A cycle: its name, its number of places, and the fewest rounds that can be judged."""

    name: str
    n_places: int
    fewest: int


WEEK = Cycle("weekday", 7, MIN_WEEKS)
YEAR = Cycle("month", 12, MIN_YEARS)


def seasonality(days: pd.DataFrame, *, of: str = "net") -> pd.DataFrame:
    """Compare the weekdays inside their weeks, and the months inside their years.

    Parameters
    ----------
    days : DataFrame
        SENTIMENT_TIMELINE of one group by day (``period="1D"``).
    of : {"net", "share_negative", "share_positive", "sentiment", "rating"}
        Which figure of the timeline.

    Returns
    -------
    DataFrame
        SEASONALITY: seven rows for the week, twelve for the year. A cycle with fewer than 8 whole
        weeks or 2 whole years has one row with the verdict "too short". Empty without texts.

    Raises
    ------
    ParameterError
        When the timeline is not by day, has several groups or lost its ``attrs``, or the figure is
        unknown.

    Notes
    -----
    Least squares weighted by n with a level for every week, and for the months one that goes in
    straight lines from the middle of a year to that of the next, so that a slow change of level is
    no pattern. The verdict is an F-test at 5 %; intervals are Student's, widened for the
    number of places (Bonferroni). Months are the days of a month together. A change of level at
    the same time of only one year is not a season, yet with two years it can pass for one.

    Examples
    --------
    >>> when = pd.date_range("2026-01-05", periods=70, freq="1D", tz="UTC")
    >>> day = pd.Series(range(70))
    >>> days = pd.DataFrame({"group": "all", "period_at": when, "n": 40, "n_rated": 0,
    ...     "net": 0.3 - 0.2 * (day % 7 == 0) + 0.02 * (day % 2)})
    >>> days.attrs = {"period": "1D", "time_zone": "UTC"}
    >>> found = seasonality(days)
    >>> found.loc[found["cycle"] == "weekday", "difference"].round(2).tolist()[:2]
    [-0.17, 0.03]
    >>> found["verdict"].unique().tolist()
    ['pattern', 'too short']
    """
    _check(days, of)
    known = _known(days, of)
    if known.empty:
        return empty(SEASONALITY)
    monday = known["day"] - pd.to_timedelta(known["day"].dt.day_of_week, unit="D")
    by_day = known.assign(place=known["day"].dt.day_of_week + 1, round=monday)
    by_month = known.assign(place=known["day"].dt.month, round=known["day"].dt.year)
    rows = [*_cycle(by_day, WEEK), *_cycle(_pooled(by_month), YEAR)]
    return conform(pd.DataFrame(rows), SEASONALITY)


def _check(days: pd.DataFrame, of: str) -> None:
    check_figure(of)
    period = told(days, "period")
    if period != "1D":
        raise ParameterError(
            f"The timeline is by {period!r}; weekdays need days."
            ' Make it with sentiment_timeline(..., period="1D").'
        )
    check_one_group(days)


def _known(days: pd.DataFrame, of: str) -> pd.DataFrame:
    weight = days["n_rated" if of == "rating" else "n"].astype(float)
    clock = local_time(days["period_at"], told(days, "time_zone"))
    table = pd.DataFrame(
        {"day": clock.dt.normalize(), "value": days[of].astype(float), "weight": weight}
    )
    return table[table["value"].notna() & (table["weight"] > 0)]


def _pooled(known: pd.DataFrame) -> pd.DataFrame:
    """Put the days of each place of each round together, weighted by n."""
    summed = known.assign(value=known["value"] * known["weight"])
    together = summed.groupby(["round", "place"], as_index=False)[["value", "weight"]].sum()
    return together.assign(value=together["value"] / together["weight"])


def _cycle(known: pd.DataFrame, cycle: Cycle) -> list[dict[str, Any]]:
    whole = known.groupby("round")["place"].transform("nunique") == cycle.n_places
    rounds = known[whole]
    n_rounds = rounds["round"].nunique()
    base = {"cycle": cycle.name, "n_rounds": n_rounds}
    if n_rounds < cycle.fewest:
        return [base | {"verdict": "too short"}]
    effects, halves, p_value = _fitted(rounds, cycle.n_places)
    n = rounds.groupby("place")["weight"].sum()
    verdict = "pattern" if p_value < ALPHA else "none found"
    return [
        base
        | {
            "place": place + 1,
            "verdict": verdict,
            "n": int(n[place + 1]),
            "difference": effects[place],
            "difference_low": effects[place] - halves[place],
            "difference_high": effects[place] + halves[place],
            "p_value": p_value,
        }
        for place in range(cycle.n_places)
    ]


def _levels(rounds: pd.DataFrame, n_places: int) -> Numbers:
    """Return what each row takes of the level of each round, shape (rows, rounds).

    Weeks have a level each. Between the middles of years the level is a straight line: with steps a
    drift would fall through every year alike, and pass for a season.
    """
    if n_places == WEEK.n_places:
        return np.asarray(pd.get_dummies(rounds["round"], dtype=float))
    years = np.sort(rounds["round"].unique()).astype(float)
    place = (rounds["place"].to_numpy(dtype=float) - (n_places + 1) / 2) / n_places
    at = rounds["round"].to_numpy(dtype=float) + place
    before = np.clip(np.searchsorted(years, at, side="right") - 1, 0, len(years) - 2)
    part = (at - years[before]) / (years[before + 1] - years[before])
    rows = np.arange(len(at))
    level = np.zeros((len(at), len(years)))
    level[rows, before], level[rows, before + 1] = 1 - part, part
    return level


def _fitted(rounds: pd.DataFrame, n_places: int) -> tuple[Numbers, Numbers, float]:
    """Fit levels of rounds and effects of places that sum to zero; test the effects together."""
    root = np.sqrt(rounds["weight"].to_numpy())
    level = _levels(rounds, n_places)
    place = np.eye(n_places)[rounds["place"].to_numpy() - 1]
    contrast = place[:, :-1] - place[:, [-1]]
    design = np.hstack([level, contrast]) * root[:, np.newaxis]
    aim = rounds["value"].to_numpy() * root
    solved = np.linalg.lstsq(design, aim, rcond=None)[0]
    plain = np.linalg.lstsq(level * root[:, np.newaxis], aim, rcond=None)[0]
    left = float(((aim - design @ solved) ** 2).sum())
    left_plain = float(((aim - level @ plain * root) ** 2).sum())
    freedom = len(aim) - design.shape[1]
    noise = max(left / freedom, np.finfo(float).tiny)
    p_value = float(stats.f.sf((left_plain - left) / (n_places - 1) / noise, n_places - 1, freedom))
    sums = np.vstack([np.eye(n_places - 1), -np.ones(n_places - 1)])
    spread = np.linalg.pinv(design.T @ design)[-(n_places - 1) :, -(n_places - 1) :] * noise
    errors = np.sqrt(np.diag(sums @ spread @ sums.T))
    bound = stats.t.ppf(1 - (1 - CONFIDENCE) / 2 / n_places, freedom)
    return sums @ solved[-(n_places - 1) :], bound * errors, p_value
