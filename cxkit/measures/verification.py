"""Did the fix work: the topic's rate after it against before, and another topic beside it.

Proven is only what the interval proves: the upper bound of the rate after the fix must lie under
a bound that is worked out from the time before and during, not from the result.
"""

from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from cxkit.measures.intervals import CONFIDENCE, share_interval
from cxkit.measures.periods import midnights
from cxkit.schema.conform import conform, empty
from cxkit.schema.incident import Action, Incident, Language, Window
from cxkit.schema.results.verification import INCIDENT_ACTIONS, VERIFICATION

MARGIN = 0.05
"""Part of the rise that may be left: the bound is the rate before and 5% of the rise."""
LEAST_DAYS = 7.0
AGAIN = 0.5
"""Part of the incident's rise that a single day may not reach again, however low the mean is."""
CHANCE = 0.01
"""Chance of such a day at the bound of normal, over all days after the fix."""
LEAST_TEXTS = 30


class Phases(NamedTuple):
    """Before, from signal to fix, and after the fix has settled."""

    before: Window
    during: Window
    after: Window


def verify_contacts(
    topic: pd.Series, other: pd.Series, phases: Phases, *, time_zone: str = "UTC"
) -> dict[str, Any]:
    """Check that contacts on the topic are back to normal.

    A day after the fix that surely exceeds the bound of normal and reaches half of the incident's
    rise is a failure: the mean of many quiet weeks would hide it.

    *topic* are the times (UTC) at which contacts with the topic's words began, *other* those of the
    comparison topic, which the fix should not move; the phases are as far as there is a record of
    contacts. Returns one row of VERIFICATION, "contacts": rates a day with exact Poisson bounds,
    widened where days vary more than Poisson, for contacts come in clusters.
    """
    counts = [_inside(topic, window) for window in phases]
    days = [window.days for window in phases]
    spread = _spread(topic, phases.before, phases.after)
    row = _rates(
        "contacts", counts, days, lambda n, base: poisson_bounds(n / spread, base / spread)
    )
    is_enough = days[2] >= LEAST_DAYS
    row |= _counted(phases) | _other(other, phases)
    row |= _verdict(row, is_enough=is_enough, floor=1 / 3, spread=spread)
    usual = _spread(topic, phases.before)  # a wave after the fix must not excuse itself
    again = _again(phases.after.cut(topic.to_frame("at"), "at")["at"], row, usual, time_zone)
    row |= {"n_again": len(again), "again_at": again.min()}
    return row | ({"verdict": "failed"} if len(again) and is_enough else {})


def _again(after: pd.Series, row: dict[str, Any], spread: float, time_zone: str) -> pd.Series:
    """Give the days after the fix on which the incident was surely there again."""
    counts = midnights(after, time_zone).value_counts()
    before = np.nan_to_num(row["rate_before"])
    half = before + AGAIN * (row["rate_during"] - before)
    by_chance = stats.poisson.sf(counts / spread - 1, row["bound"] / spread)
    chance = by_chance * max(row["base_after"], 1.0)
    days = counts.index[(chance < CHANCE) & counts.ge(half).to_numpy()]
    return pd.Series(days, dtype="datetime64[us, UTC]")


def _counted(phases: Phases) -> dict[str, Any]:
    """Say which time counts as after the fix."""
    return {"after_from": phases.after.start, "after_until": phases.after.end}


def verify_complaints(about: pd.DataFrame, other: pd.Series, phases: Phases) -> dict[str, Any]:
    """Check that the share of unhappy texts among those about the topic is back to normal.

    *about* has one row a text about the topic's touchpoints: ``at`` (UTC) and ``is_unhappy``;
    *other* are the times of contacts of the comparison topic. Returns one row of VERIFICATION,
    "complaints": shares with Wilson bounds.
    """
    parts = [window.cut(about, "at") for window in phases]
    counts = [int(part["is_unhappy"].sum()) for part in parts]
    bases = [float(len(part)) for part in parts]
    row = _rates("complaints", counts, bases, lambda n, base: share_interval(n, base)[1:])
    row |= _counted(phases)
    is_enough = min(bases[0], bases[2]) >= LEAST_TEXTS
    return row | _other(other, phases) | _verdict(row, is_enough=is_enough, floor=0.02)


def verification(*checks: dict[str, Any]) -> pd.DataFrame:
    """Put checks into VERIFICATION in the order given; empty without checks."""
    return conform(pd.DataFrame(list(checks)), VERIFICATION) if checks else empty(VERIFICATION)


def poisson_bounds(n: float, base: float) -> tuple[float, float]:
    """Exact bounds (95 %) of a rate from a count; of a fraction where counts stand for clusters.

    References
    ----------
    Garwood, F. (1936). Fiducial limits for the Poisson distribution. Biometrika 28.

    Examples
    --------
    >>> [round(bound, 2) for bound in poisson_bounds(0, 10)]
    [0.0, 0.37]
    """
    if not base > 0:
        return float("nan"), float("nan")
    tail = (1 - CONFIDENCE) / 2
    low = stats.chi2.ppf(tail, 2 * n) / 2 if n else 0.0
    return float(low / base), float(stats.chi2.ppf(1 - tail, 2 * n + 2) / 2 / base)


def _inside(times: pd.Series, window: Window) -> int:
    return int((times.ge(window.start) & times.lt(window.end)).sum())


def _spread(times: pd.Series, *calm: Window) -> float:
    """Variance over mean of the days of some windows, each around its own mean; at least 1."""
    squares, freedom = 0.0, 0
    for window in calm:
        days = (times[times.ge(window.start)] - window.start) // pd.Timedelta("1D")
        whole = int(window.days)
        counts = np.bincount(days[days.lt(whole)], minlength=whole)
        if whole > 1 and counts.any():
            squares += float(((counts - counts.mean()) ** 2).sum() / counts.mean())
            freedom += whole - 1
    return max(1.0, squares / freedom) if freedom else 1.0


def _rates(check: str, counts: list[int], bases: list[float], bounds: Any) -> dict[str, Any]:
    row: dict[str, Any] = {"check": check}
    for phase, n, base in zip(("before", "during", "after"), counts, bases, strict=True):
        low, high = bounds(n, base)
        row |= {
            f"n_{phase}": n, f"base_{phase}": base,
            f"rate_{phase}": n / base if base > 0 else float("nan"),
            f"rate_{phase}_low": low, f"rate_{phase}_high": high,
        }  # fmt: skip
    return row


def _other(times: pd.Series, phases: Phases) -> dict[str, Any]:
    """Ratio of the comparison topic's rates, with exact bounds, widened as for the topic."""
    before, after = _inside(times, phases.before), _inside(times, phases.after)
    row: dict[str, Any] = {"n_other": before + after}
    if not before or not after:
        return row
    odds = phases.after.days / phases.before.days
    spread = _spread(times, phases.before, phases.after)
    low = stats.beta.ppf(0.025, after / spread, before / spread + 1)
    high = stats.beta.ppf(0.975, after / spread + 1, before / spread)
    return row | {
        "other_ratio": after / before / odds,
        "other_ratio_low": low / (1 - low) / odds,
        "other_ratio_high": high / (1 - high) / odds,
    }


def _verdict(
    row: dict[str, Any], *, is_enough: bool, floor: float, spread: float = 1.0
) -> dict[str, Any]:
    """Judge by the interval; *floor* keeps the bound of a rare topic above zero."""
    before, during = row["rate_before"], row["rate_during"]
    rise = np.nanmax([during - before, 0.0])
    bound = floor if np.isnan(before) else max(float(before + MARGIN * rise), floor)
    low, high = row["rate_after_low"], row["rate_after_high"]
    if np.isnan(high) or not is_enough:
        verdict = "too_few"
    elif high <= bound:
        verdict = "proven"
    else:
        verdict = "failed" if low > bound else "unproven"
    return {"bound": bound, "verdict": verdict, "base_needed": _needed(row, bound, spread)}


def _needed(row: dict[str, Any], bound: float, spread: float) -> float | None:
    """Return the base after the fix at which the rate seen proves it; None when it never does."""
    rate = row["rate_after"]
    if np.isnan(rate) or rate >= bound:
        return None
    if row["check"] == "contacts":
        # Normal approximation of the upper Poisson bound, on the square-root scale.
        settles = float(spread * (1.96 / (2 * (np.sqrt(bound) - np.sqrt(rate)))) ** 2)
        return max(settles, LEAST_DAYS)
    settles = float(1.96**2 * max(rate * (1 - rate), 0.05) / (bound - rate) ** 2)
    return max(settles, LEAST_TEXTS)


def incident_actions(incident: Incident, *, today: date, language: Language = "en") -> pd.DataFrame:
    """Return INCIDENT_ACTIONS of the incident file in its order, with what is overdue *today*.

    That is the last day of the data, so that a run repeats.
    """
    rows = [_action(action, today, language) for action in incident.actions]
    return conform(pd.DataFrame(rows, columns=list(INCIDENT_ACTIONS.columns)), INCIDENT_ACTIONS)


def _action(action: Action, today: date, language: Language) -> dict[str, Any]:
    is_waiting = action.state in ("open", "in progress")
    days_late = (today - action.due).days if action.due and is_waiting else 0
    return {
        "action_id": action.id,
        "what": action.what.of(language),
        "owner_role": action.owner_role.of(language) or None,
        "due_on": action.due.isoformat() if action.due else None,
        "ticket": action.ticket or None,
        "check": action.check.of(language) or None,
        "state": action.state,
        "is_overdue": days_late > 0,
        "days_late": days_late if days_late > 0 else None,
    }
