"""Recovery: who got which act how fast, and whether it shows in later ratings."""

from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from cxkit.measures.intervals import CONFIDENCE
from cxkit.measures.mean_difference import mean_difference
from cxkit.measures.tones import ratings_of_five
from cxkit.schema.conform import conform, empty
from cxkit.schema.mentions import MENTIONS
from cxkit.schema.results.recovery_effect import QUESTIONS, RECOVERY_ACTS, RECOVERY_EFFECT

FEWEST = 30
"""Ratings a group without which nothing is said."""
EFFECT = 0.5
"""Points of a rating that would matter, for the number of customers needed."""
BRIBE = "bribe"
"""A payment for silence is no recovery and is never counted as one."""


def recovery_acts(
    incident: pd.DataFrame, mentions: pd.DataFrame, *, after: pd.Timestamp | None
) -> pd.DataFrame:
    """List the recovery acts of contacts, for how many customers and how fast.

    *incident* are INCIDENT_CONTACTS, *mentions* theirs, of the layer recovery. A call or letter of
    the provider *after* the fix counts as follow-up; None: no call is known to have followed it. A
    bribe does not count.

    Returns
    -------
    DataFrame
        RECOVERY_ACTS, most customers first. Empty when nothing was done.
    """
    acts = conform(mentions, MENTIONS)
    acts = acts[acts["layer"].eq("recovery") & acts["code"].ne(BRIBE)]
    told = incident[_followed_up(incident, after)]
    follow_up = pd.DataFrame({"feedback_id": told["contact_id"], "code": "follow_up"})
    acts = pd.concat([acts[["feedback_id", "code", "start", "end", "quote"]], follow_up])
    done = acts.merge(incident, left_on="feedback_id", right_on="contact_id")
    if done.empty:
        return empty(RECOVERY_ACTS)
    began = incident.groupby("thread_id")["started_at"].min()
    done = done.assign(
        hours=(done["started_at"] - done["thread_id"].map(began)) / pd.Timedelta("1h")
    )
    done = done.sort_values(["started_at", "start"]).drop_duplicates(["code", "thread_id"])
    groups = done.groupby("code")
    shown = done.dropna(subset=["start"]).drop_duplicates("code").set_index("code")
    rows = pd.DataFrame({"n_customers": groups.size(), "hours": groups["hours"].median()})
    rows = rows.join(shown[["feedback_id", "start", "end", "quote"]])
    rows = rows.rename(columns={"feedback_id": "source_id"}).rename_axis("act").reset_index()
    rows = rows.assign(n_all=incident["thread_id"].nunique())
    return conform(rows.sort_values(["n_customers", "act"], ascending=[False, True]), RECOVERY_ACTS)


def _followed_up(incident: pd.DataFrame, after: pd.Timestamp | None) -> pd.Series:
    """Tell the contacts in which the provider came after the fix."""
    return incident["role"].eq("told") & incident["started_at"].ge(
        pd.NaT if after is None else after
    )


def recovery_effect(
    incident: pd.DataFrame,
    mentions: pd.DataFrame,
    promises: pd.DataFrame,
    feedback: pd.DataFrame,
    *,
    after: pd.Timestamp | None,
) -> pd.DataFrame:
    """Compare later ratings of customers by what was done for them.

    *recovered*: customers of the incident who got an act, less those who got none. *paradox*: those
    who got an act, less customers without the incident. *double_deviation*: those to whom a promise
    was broken as well, less other customers of the incident. The latest rating of FEEDBACK *after*
    the fix counts, one a customer; without a fix all is "too few". Welch's interval and a
    permutation test (`mean_difference`) with Bonferroni's correction for the three questions; below
    30 ratings a group the verdict is "too few".

    Returns
    -------
    DataFrame
        RECOVERY_EFFECT, always three rows.

    Notes
    -----
    The paradox has been found for satisfaction, not for repurchase. Customers chose themselves
    whether to rate, so a difference is no proof of an effect.

    References
    ----------
    de Matos, C. A., Henrique, J. L. & Rossi, C. A. V. (2007). Service recovery paradox: a
    meta-analysis. Journal of Service Research 10(1).
    Bitner, M. J., Booms, B. H. & Tetreault, M. S. (1990). The service encounter: diagnosing
    favorable and unfavorable incidents. Journal of Marketing 54(1).
    """
    ratings = _latest(feedback, after)
    hurt = set(incident["customer_key"].dropna())
    acts = mentions[mentions["layer"].eq("recovery") & mentions["code"].ne(BRIBE)]
    told = _followed_up(incident, after) | incident["contact_id"].isin(acts["feedback_id"])
    helped = set(incident.loc[told, "customer_key"].dropna())
    failed = promises.loc[promises["result"].isin(["broken", "late"]), "source_id"]
    twice = set(incident.loc[incident["contact_id"].isin(failed), "customer_key"].dropna())
    is_hurt, is_helped = ratings.index.isin(hurt), ratings.index.isin(helped)
    is_twice = ratings.index.isin(twice)
    groups = {
        "recovered": (is_helped, is_hurt & ~is_helped),
        "paradox": (is_helped, ~is_hurt),
        "double_deviation": (is_twice, is_hurt & ~is_twice),
    }
    rows = [
        {"question": question, **compare(ratings[one], ratings[other], of=len(QUESTIONS))}
        for question, (one, other) in groups.items()
    ]
    return conform(pd.DataFrame(rows), RECOVERY_EFFECT)


def _latest(feedback: pd.DataFrame, after: pd.Timestamp | None) -> pd.Series:
    """Give the latest rating of every customer, 1 to 5."""
    rows = feedback.assign(points=ratings_of_five(feedback)).dropna(
        subset=["points", "customer_key"]
    )
    rows = rows[rows["created_at"].ge(after)] if after is not None else rows.iloc[:0]
    rows = rows.sort_values(["created_at", "feedback_id"])
    rows = rows.drop_duplicates("customer_key", keep="last")
    return rows.set_index("customer_key")["points"]


def compare(one: pd.Series, other: pd.Series, *, of: int = 1) -> dict[str, Any]:
    """Compare two groups of ratings, with interval and verdict corrected for *of* questions.

    Examples
    --------
    >>> few = compare(pd.Series([4.0, 5.0]), pd.Series([2.0, 3.0]))
    >>> few["verdict"], few["effect"]
    ('too_few', 2.0)
    """
    n_one, n_other = len(one), len(other)
    found: dict[str, Any] = {"n_with": n_one, "n_without": n_other, "verdict": "too_few"}
    if n_one:
        found["mean_with"] = float(one.mean())
    if n_other:
        found["mean_without"] = float(other.mean())
    if min(n_one, n_other) < 2:
        return found
    level = (1 - CONFIDENCE) / of
    change, p_value = mean_difference(one, other, confidence=1 - level)
    found |= change.named("effect")
    found["n_needed"] = _needed(float(np.sqrt((one.var() + other.var()) / 2)), of)
    if min(n_one, n_other) >= FEWEST:
        verdict = "higher" if change.estimate > 0 else "lower"
        found["verdict"] = verdict if p_value < level else "no_difference"
    return found


def _needed(deviation: float, of: int) -> int:
    """Return the customers a group that show half a point with a power of 80%.

    The level is that of the interval: 5%, shared among *of* questions.
    """
    z = stats.norm.ppf(1 - 0.025 / of) + stats.norm.ppf(0.8)
    return max(FEWEST, int(np.ceil(2 * (z * deviation / EFFECT) ** 2)))
