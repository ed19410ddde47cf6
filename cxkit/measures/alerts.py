"""Which rules the latest whole period of a timeline trips."""

import warnings
from typing import Any

import pandas as pd

from cxkit.errors import CxkitWarning, some
from cxkit.measures.periods import length_of
from cxkit.schema.conform import conform, empty
from cxkit.schema.results.alerts import ALERTS

COUNT = "n"
"""The figure that is the base itself."""
RATING = "rating"
"""The figure whose base is not all texts."""


def alerts(*timelines: pd.DataFrame, rules: pd.DataFrame) -> pd.DataFrame:
    """Test the latest whole period against every rule.

    A rule is tripped when the whole interval of the figure lies beyond the threshold, so that a
    few angry texts do not wake anybody; the number of texts has no interval and needs no least
    number. Earlier periods that tripped the rule keep it quiet for
    the rule's quiet time; that is worked out from the timeline, a run remembers nothing.

    Parameters
    ----------
    *timelines : DataFrame
        SENTIMENT_TIMELINE, of all texts and of groups; a rule looks for its own group.
    rules : DataFrame
        ALERT_RULES.

    Returns
    -------
    DataFrame
        ALERTS in the order of the rules; no rows when nothing is to be told.

    Raises
    ------
    ParameterError
        A rule's quiet time is no length of time.

    Warns
    -----
    CxkitWarning
        The timelines do not have a rule's group, so that the rule cannot be tripped.

    Examples
    --------
    >>> weeks = pd.date_range("2026-01-05", periods=2, freq="7D", tz="UTC")
    >>> timeline = pd.DataFrame({"group": "all", "period_at": weeks, "is_partial": False,
    ...     "n": [50, 50], "net": [0.3, -0.4], "net_low": [0.1, -0.6], "net_high": [0.5, -0.2]})
    >>> rules = pd.DataFrame([{"rule": "bad", "figure": "net", "group": "all", "side": "below",
    ...     "threshold": 0.0, "min_n": 30, "quiet": "28D"}])
    >>> alerts(timeline, rules=rules)["rule"].tolist()
    ['bad']
    """
    seen = [timeline for timeline in timelines if len(timeline)]
    if not seen:
        return empty(ALERTS)
    timeline = pd.concat(seen, ignore_index=True)
    _tell_absent(rules, timeline["group"])
    whole = timeline[~timeline["is_partial"].astype(bool)]
    told = [
        row
        for rule in rules.to_dict("records")
        for row in _tripped(whole[whole["group"] == rule["group"]], rule)
    ]
    return conform(pd.DataFrame(told), ALERTS) if told else empty(ALERTS)


def _tell_absent(rules: pd.DataFrame, groups: pd.Series) -> None:
    absent = rules[~rules["group"].isin(groups)]
    for rule in absent.to_dict("records"):
        warnings.warn(
            f"alerts: rule '{rule['rule']}' looks for the group '{rule['group']}', which the"
            f" timelines do not have; it cannot be tripped. They have: {some(groups.unique())}.",
            CxkitWarning,
            stacklevel=3,
        )


def _tripped(periods: pd.DataFrame, rule: dict[str, Any]) -> list[dict[str, Any]]:
    quiet = length_of(rule["quiet"], f"Rule '{rule['rule']}': quiet")
    ordered = periods.sort_values("period_at").to_dict("records")
    last: pd.Timestamp | None = None
    for period in ordered:
        is_due = last is None or period["period_at"] - last >= quiet
        if is_due and _is_beyond(period, rule):
            last = period["period_at"]
    if not ordered or last is None or ordered[-1]["period_at"] != last:
        return []
    return [_alert(ordered[-1], rule)]


def _is_beyond(period: dict[str, Any], rule: dict[str, Any]) -> bool:
    figure = rule["figure"]
    end = "high" if rule["side"] == "below" else "low"
    bound = period.get(f"{figure}_{end}")
    bound = period[figure] if pd.isna(bound) else bound
    n = period["n_rated"] if figure == RATING else period["n"]
    if pd.isna(bound) or (figure != COUNT and n < rule["min_n"]):
        return False
    is_below = bool(bound < rule["threshold"])
    is_above = bool(bound > rule["threshold"])
    return is_below if rule["side"] == "below" else is_above


def _alert(period: dict[str, Any], rule: dict[str, Any]) -> dict[str, Any]:
    figure = rule["figure"]
    return {
        **{name: rule[name] for name in ("rule", "figure", "group", "side", "threshold")},
        "period_at": period["period_at"],
        "value": period[figure],
        "value_low": period.get(f"{figure}_low"),
        "value_high": period.get(f"{figure}_high"),
        "n": period["n"],
    }
