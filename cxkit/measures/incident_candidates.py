"""Find what may be an incident: bursts of one topic against its own weeks, with an error rate."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from cxkit.measures.holm import holm
from cxkit.measures.incident_severity import incident_severity
from cxkit.measures.periods import in_utc, local_time
from cxkit.schema.conform import conform, empty
from cxkit.schema.incident import Severity
from cxkit.schema.results.incident_candidates import INCIDENT_CANDIDATES, INCIDENT_SIGNALS

Elsewhere = dict[str, NDArray[np.float64]]
"""Days by topics, for each topic that shares texts with others."""

ALPHA = 0.01
"""Chance of naming any burst in a record without one, over all days and topics."""
EDGE = 0.05
"""Days next to a sure one belong to the burst while their own p, uncorrected, is under this."""
WEEKS = 8
"""Weeks before a day that make its base."""
STRIKING = 0.001
LEAST_RATIO = 1.5
"""A day does not count for what is usual when its p, uncorrected, is under STRIKING and it has so
many times the expected; the second keeps a topic that only grows from standing out for good."""
ROUNDS = 4
"""Of estimating the spread; it moves little after the second."""
UNSURE = 0.05
"""The dispersion is below its bound with this chance: a lucky guess of it is a false alarm."""
LEAST_SPREAD = 1.05
"""Variance over mean of a topic's days, at least."""
LEAST_DAYS = 28
LEAST_EXCESS = 10.0
"""Signals above what was expected without which a burst is not worth a name."""
USUAL = 0.75
"""Share of a topic's days, its quietest, that tell how many texts of other topics name it too."""
LEAST_APART = 0.2
"""A topic whose texts nearly all name another counts at most five times in the ones that do not."""
BRIDGE = pd.Timedelta("3D")
"""Bursts no further apart are one."""
DAY = pd.Timedelta("1D")
KINDS = ("contacts", "feedback", "events")
"""In this order a group of bursts takes its name: the customers' side first."""


def incident_candidates(signals: pd.DataFrame, *, time_zone: str = "UTC") -> pd.DataFrame:
    """Find the bursts of any topic that chance, weekdays and a busy week do not explain.

    Parameters
    ----------
    signals : DataFrame
        INCIDENT_SIGNALS of one or more kinds.
    time_zone : str
        In which days begin.

    Returns
    -------
    DataFrame
        INCIDENT_CANDIDATES in order of time. Bursts that meet are one candidate: under what
        customers say rather than the log, and the topic with most signals above the expected.
        Empty when nothing stands out or there are under 28 days.

    Notes
    -----
    A day's expected count is the mean of the eight weeks before it, on the share of its weekday,
    times how busy the day was for the other topics of its kind, in texts that do not name this
    one (at least 1: a quiet day excuses nothing). Striking days and weeks (p under 0.001,
    uncorrected, and half as much again) do not count for what is usual, so that a burst of months
    does not become its own normal: under four usual weeks before a day the last base holds, and at
    the start of the record that of its first eight weeks. A rise that stays, and a topic that
    begins, is a burst up to the end of the record. A burst is open when under three days follow its
    last one: it was not seen to end. Counts vary more than Poisson; the tail is a negative binomial
    with the upper bound (95 %) of the dispersion of the usual days. Shares of weekdays and
    dispersion are of the whole record. Holm's correction over all days and topics.

    References
    ----------
    Farrington, C. P. et al. (1996). A statistical algorithm for the early detection of outbreaks
    of infectious disease. Journal of the Royal Statistical Society A 159(3).
    """
    rows = conform(signals, INCIDENT_SIGNALS)
    tested = [_tested(part, time_zone) for _, part in rows.groupby("kind")]
    days = pd.concat([part for part in tested if len(part)] or [pd.DataFrame()])
    if days.empty:
        return empty(INCIDENT_CANDIDATES)
    days = days.assign(corrected=holm(days["p"]))
    bursts = [
        burst
        for (kind, topic), series in days.groupby(["kind", "topic"])
        for burst in _bursts(series.sort_values("day"), kind, topic)
    ]
    if not bursts:
        return empty(INCIDENT_CANDIDATES)
    found = [_candidate(group, rows, time_zone) for group in _overlapping(bursts)]
    return conform(pd.DataFrame(found).sort_values("from_at"), INCIDENT_CANDIDATES)


def untestable(signals: pd.DataFrame, *, time_zone: str = "UTC") -> dict[str, tuple[int, int]]:
    """Give the kinds of signals in which no burst could be found, whatever happened.

    Parameters
    ----------
    signals : DataFrame
        INCIDENT_SIGNALS.
    time_zone : str
        In which days begin.

    Returns
    -------
    dict of str to (int, int)
        Kind to its days from the first signal to the last and the signals of its commonest
        topic: under 28 days, or under 10 signals. Empty when every kind can be tested and when
        there is no signal.

    Examples
    --------
    >>> at = pd.to_datetime(["2026-03-01", "2026-03-09"], utc=True)
    >>> untestable(pd.DataFrame({"kind": "events", "topic": "paid", "at": at, "source_id": "1"}))
    {'events': (9, 2)}
    """
    rows = conform(signals, INCIDENT_SIGNALS)
    day = local_time(rows["at"], time_zone).dt.normalize()
    by_kind = day.groupby(rows["kind"])
    found = {}
    for kind, days in ((by_kind.max() - by_kind.min()).dt.days + 1).items():
        most = int(rows.loc[rows["kind"].eq(kind), "topic"].value_counts().max())
        if days < LEAST_DAYS or most < LEAST_EXCESS:
            found[str(kind)] = (int(days), most)
    return found


def _tested(rows: pd.DataFrame, time_zone: str) -> pd.DataFrame:
    """Give every day of every topic of one kind: count, expected count, p."""
    day = local_time(rows["at"], time_zone).dt.normalize()
    named = rows[["topic"]].assign(day=day)
    counts = named.pivot_table(index="day", columns="topic", aggfunc="size", fill_value=0)
    counts = counts.reindex(pd.date_range(day.min(), day.max(), freq="D"), fill_value=0)
    if len(counts) < LEAST_DAYS:
        return pd.DataFrame()
    is_told = rows["kind"].iloc[0] != "events"  # steps of a case at one time are no text
    elsewhere = _elsewhere(rows[["source_id", "at"]].join(named), counts) if is_told else {}
    expected, p = _expected_and_p(counts, elsewhere)
    long = [
        frame.reset_index(names="day").melt("day", var_name="topic", value_name=name)
        for name, frame in (("n", counts), ("expected", expected), ("p", p))
    ]
    found = long[0].assign(expected=long[1]["expected"], p=long[2]["p"])
    return found.assign(kind=rows["kind"].iloc[0])


def _elsewhere(signals: pd.DataFrame, counts: pd.DataFrame) -> Elsewhere:
    """Give, for topics that share texts, the signals of days and topics in all other texts.

    They are raised by the share that such texts have on the topic's own usual days, so that they
    compare with all signals. A text that names the topic beside others cannot excuse its rise.
    """
    pairs = signals.merge(signals, on=["source_id", "at", "day"], suffixes=("", "_beside"))
    pairs = pairs[pairs["topic"].ne(pairs["topic_beside"])]
    apart = {}
    for topic, beside in pairs.groupby("topic"):
        named = beside.pivot_table(
            index="day", columns="topic_beside", aggfunc="size", fill_value=0
        ).reindex(index=counts.index, columns=counts.columns, fill_value=0)
        is_usual = counts[topic].le(counts[topic].quantile(USUAL))
        both, all_of_them = named[is_usual].sum(), counts[is_usual].sum().clip(lower=1)
        share = (1 - both / all_of_them).clip(lower=LEAST_APART)
        apart[str(topic)] = ((counts - named) / share).to_numpy()
    return apart


def _expected_and_p(
    counts: pd.DataFrame, elsewhere: Elsewhere
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Leave striking days out of what is usual, estimate the spread from the rest, judge again.

    The first round takes the least spread for granted: a long burst would pass for spread.
    """
    counts = counts.astype(float)  # masked whole numbers would be kept column by column: slow
    usual, spread = counts, pd.Series(LEAST_SPREAD, index=counts.columns)
    for _ in range(ROUNDS):
        usual, expected = _left_out(counts, usual, spread, elsewhere)
        spread = _dispersion(usual, expected)
        usual = counts.mask(_striking(counts, expected, spread))
    return expected, _tails(counts, expected, spread)


def _left_out(
    counts: pd.DataFrame, usual: pd.DataFrame, spread: pd.Series, elsewhere: Elsewhere
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Leave out more striking days until none is left; each turn reaches further into a burst."""
    while True:
        base = _base(usual).clip(lower=0.1)
        expected = base.mul(_busy(counts, elsewhere, base))
        rest = usual.mask(_striking(counts, expected, spread))
        if rest.equals(usual):
            return usual, expected
        usual = rest


def _striking(counts: pd.DataFrame, expected: pd.DataFrame, spread: pd.Series) -> pd.DataFrame:
    """Tell the days that stand out far, alone or with the week around them."""
    found = counts.isna()
    for days in (1, 7):
        n, mean = (part.rolling(days, 1, center=True).sum() for part in (counts, expected))
        found |= _tails(n, mean, spread).lt(STRIKING) & n.ge(LEAST_RATIO * mean)
    return found


def _base(usual: pd.DataFrame) -> pd.DataFrame:
    """Mean of the weeks before each day, shaped by its weekday; striking days are missing."""
    day = usual.index.day_of_week
    share = (usual.groupby(day).mean() / usual.mean().clip(lower=1e-9)).fillna(1.0)
    weekday = share.clip(lower=0.2).loc[day].set_axis(usual.index)
    parts = usual, weekday.where(usual.notna())
    window = {"window": 7 * WEEKS, "min_periods": LEAST_DAYS}
    signals, days = (part.shift().rolling(**window).sum() for part in parts)
    first_signals, first_days = (part.iloc[: 7 * WEEKS].sum() for part in parts)
    return (signals / days).ffill().fillna(first_signals / first_days) * weekday


def _busy(counts: pd.DataFrame, elsewhere: Elsewhere, base: pd.DataFrame) -> pd.DataFrame:
    """How much busier a day was for the other topics; at least 1."""
    others = np.ones(base.shape)
    if base.shape[1] > 3:
        all_of_them, usual = counts.to_numpy(), base.to_numpy()
        for place, topic in enumerate(counts.columns):
            ratio = elsewhere.get(topic, all_of_them) / usual
            others[:, place] = np.median(np.delete(ratio, place, axis=1), axis=1)
    return pd.DataFrame(others.clip(min=1.0), base.index, base.columns)


def _dispersion(usual: pd.DataFrame, expected: pd.DataFrame) -> pd.Series:
    """Upper bound of variance over mean, from the days that do not strike."""
    freedom = (usual.notna().sum() - 7).clip(lower=1)
    squares = ((usual - expected) ** 2 / expected).sum()
    return (squares / stats.chi2.ppf(UNSURE, freedom)).clip(lower=LEAST_SPREAD)


def _tails(counts: pd.DataFrame, mean: pd.DataFrame, spread: pd.Series) -> pd.DataFrame:
    """Chance of so many or more: negative binomial with variance *spread* times its mean."""
    p = stats.nbinom.sf(counts - 1, mean / (spread - 1), 1 / spread)
    return pd.DataFrame(p, index=counts.index, columns=counts.columns)


@dataclass
class _Burst:
    """Days in which one topic stands out."""

    kind: str
    topic: str
    first: pd.Timestamp
    last: pd.Timestamp
    n: int = 0
    expected: float = 0.0
    p: float = 1.0
    is_open: bool = False

    @property
    def excess(self) -> float:
        """Return the signals above what was expected."""
        return self.n - self.expected

    def meets(self, other: "_Burst") -> bool:
        """Tell whether the days of two bursts overlap or nearly do."""
        return self.first <= other.last + BRIDGE and other.first <= self.last + BRIDGE


def _bursts(series: pd.DataFrame, kind: str, topic: str) -> list[_Burst]:
    """Join sure days, and the unusual days next to them, into bursts."""
    unusual = set(series.loc[series["p"].lt(EDGE), "day"])
    bursts: list[_Burst] = []
    for day in series.loc[series["corrected"].lt(ALPHA), "day"]:
        if not bursts or day - bursts[-1].last > BRIDGE:
            bursts.append(_Burst(kind, topic, day, day))
        burst = bursts[-1]
        burst.first = _reach(burst.first, unusual, -DAY)
        burst.last = _reach(max(day, burst.last), unusual, DAY)
    for burst in bursts:
        inside = series[series["day"].between(burst.first, burst.last)]
        burst.n, burst.expected = int(inside["n"].sum()), float(inside["expected"].sum())
        burst.p = float(inside["corrected"].min())
        burst.is_open = bool(series["day"].max() - burst.last < BRIDGE)
    return [burst for burst in bursts if burst.excess >= LEAST_EXCESS]


def _reach(day: pd.Timestamp, unusual: set[pd.Timestamp], step: pd.Timedelta) -> pd.Timestamp:
    """Go from a day to the last unusual one, over single days that are none."""
    while ahead := [day + n * step for n in (1, 2) if day + n * step in unusual]:
        day = ahead[-1]
    return day


def _overlapping(bursts: list[_Burst]) -> list[list[_Burst]]:
    """Group bursts whose days meet; what customers say comes first, then the largest rise."""
    groups: list[list[_Burst]] = []
    for burst in sorted(bursts, key=lambda one: one.first):
        if groups and any(one.meets(burst) for one in groups[-1]):
            groups[-1].append(burst)
        else:
            groups.append([burst])
    for group in groups:
        group.sort(key=lambda one: (KINDS.index(one.kind), -one.excess, one.topic))
    return groups


def _candidate(group: list[_Burst], rows: pd.DataFrame, time_zone: str) -> dict[str, object]:
    """Put a group into one row: the first topic's own days; the others are named."""
    main = group[0]
    start, end = in_utc(pd.Series([main.first, main.last + DAY]), time_zone)
    inside = rows["at"].ge(start) & rows["at"].lt(end)
    own = rows[inside & rows["kind"].eq(main.kind) & rows["topic"].eq(main.topic)]
    n_customers = int(own["customer_key"].nunique() or own["source_id"].nunique())
    also = sorted({one.topic for one in group} - {main.topic})
    return {
        "kind": main.kind, "topic": main.topic, "from_at": start, "until_at": end,
        "n_days": (main.last - main.first).days + 1, "is_open": main.is_open,
        "n": main.n, "n_expected": main.expected,
        "ratio": main.n / main.expected, "p": main.p, "n_customers": n_customers,
        "severity": incident_severity(Severity(workaround_exists=True), n_customers)[0],
        "also": ", ".join(also) or None,
    }  # fmt: skip
