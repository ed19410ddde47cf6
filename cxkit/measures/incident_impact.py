"""What an incident cost its customers: counts, shares with intervals, and feeling by phase."""

from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from cxkit.measures.incident_usual import NONE, Usual
from cxkit.measures.intervals import Interval, mean_interval, net_interval, share_interval
from cxkit.measures.tones import ratings_of_five
from cxkit.measures.verification import poisson_bounds
from cxkit.schema.conform import conform
from cxkit.schema.incident import Window
from cxkit.schema.mentions import MENTIONS
from cxkit.schema.results.incident_contacts import ASKED
from cxkit.schema.results.incident_impact import INCIDENT_IMPACT, INCIDENT_TONE, PHASES

SOLVED = ("solved", "resolved", "closed", "completed", "решено", "закрыто")
"""Resolutions that say that the matter was settled."""
SAID = {"share_threatened_public": "act:threat_public", "share_paid_twice": "act:paid_twice"}
"""Losses that are looked for by words; none found is no proof of none, and is not told."""
OF_FIVE = (1.0, 5.0)
"""Ends of the scale to which ratings are brought."""


def incident_impact(
    incident: pd.DataFrame,
    membership: pd.DataFrame,
    mentions: pd.DataFrame,
    *,
    reach: pd.DataFrame | None = None,
    usual: Usual = NONE,
    days: float = 0.0,
) -> pd.DataFrame:
    """Count the losses of the incident's customers.

    *incident* and *membership* are INCIDENT_CONTACTS and INCIDENT_MEMBERSHIP, *mentions* those of
    the contacts: what they say of threats, second payments, money. *reach*, INCIDENT_REACH, tells
    of customers who never got in touch; *usual* are the contacts on the topic that come without an
    incident, *days* the length of the stretch whose contacts were judged.

    Returns
    -------
    DataFrame
        INCIDENT_IMPACT. Shares have Wilson intervals, the median its order-statistic interval;
        full counts have none. What cannot be counted is left out.
    """
    asked = incident[incident["role"].isin(ASKED)]
    texts = membership[membership["is_member"] & membership["kind"].eq("feedback")]
    keys = pd.concat([incident["customer_key"], texts["customer_key"]]).dropna()
    rows = [
        _count("customers", keys.nunique()),
        _count("contacts", len(incident)),
        _count("asked", len(asked)),
        *_expected(usual, days),
        _count("cases", incident["thread_id"].nunique()),
        _count("texts", len(texts)),
        *_to_resolution(incident),
        *_shares(incident, asked, conform(mentions, MENTIONS)),
        *_silent(reach if len(incident) else None),
        *_money(conform(mentions, MENTIONS), incident),
    ]
    return conform(pd.DataFrame(rows), INCIDENT_IMPACT)


def _count(loss: str, n: int) -> dict[str, Any]:
    return {"loss": loss, "value": float(n), "n": n}


def _expected(usual: Usual, days: float) -> list[dict[str, Any]]:
    """Estimate how many of the contacts would have come without the incident."""
    if not usual.n:
        return []
    rate = Interval(usual.rate, *poisson_bounds(usual.n, usual.days))
    value = Interval(*(end * days for end in rate)).named("value")
    return [{"loss": "usual", **value, "n": usual.n}]


def _share(loss: str, n_of: int, n: int) -> list[dict[str, Any]]:
    if not n:
        return []
    return [{"loss": loss, **share_interval(n_of, n).named("value"), "n": n, "n_of": n_of}]


def _to_resolution(incident: pd.DataFrame) -> list[dict[str, Any]]:
    """Median number of times a customer came until a contact that settled the matter."""
    is_asked = incident["role"].isin(ASKED)
    is_solved = incident["resolution"].str.lower().isin(SOLVED) & incident["role"].ne("told")
    ordered = incident.assign(asked=is_asked, solved=is_solved).sort_values("started_at")
    counts = []
    for _, thread in ordered.groupby("thread_id"):
        if thread["solved"].any():
            last = int(np.flatnonzero(thread["solved"])[-1])
            counts.append(int(thread["asked"].iloc[: last + 1].sum()))
    if not counts:
        return []
    middle = Interval(float(np.median(counts)), *_median_bounds(np.sort(counts)))
    return [{"loss": "contacts_to_resolution", **middle.named("value"), "n": len(counts)}]


def _median_bounds(ordered: "np.ndarray[Any, Any]") -> tuple[float, float]:
    """Bounds of a median by order statistics; missing below six values."""
    n = len(ordered)
    lower = int(stats.binom.ppf(0.025, n, 0.5))
    if n < 6:
        return float("nan"), float("nan")
    return float(ordered[max(lower - 1, 0)]), float(ordered[min(n - lower, n - 1)])


def _shares(
    incident: pd.DataFrame, asked: pd.DataFrame, mentions: pd.DataFrame
) -> list[dict[str, Any]]:
    n_threads = asked["thread_id"].nunique()
    channels = asked.groupby("thread_id")["channel"].nunique()
    times = asked.groupby("thread_id").size()
    by_customer = [
        *_share("share_repeat", int(asked["role"].eq("repeat").sum()), len(asked)),
        *_share("share_came_again", int(times.gt(1).sum()), n_threads),
        *_share("share_changed_channel", int(channels.gt(1).sum()), n_threads),
    ]
    # Without customers' keys a thread is one case, and nobody can be seen to come again.
    known = by_customer if asked["customer_key"].notna().any() else []
    # An export without any case number has no such column: it is not known who got one.
    n_without = int(asked["case_id"].isna().sum())
    numbers = _share("share_without_number", n_without, len(asked)) if (
        n_without < len(asked)
    ) else []  # fmt: skip
    said = [
        row
        for loss, code in SAID.items()
        if (n_of := _threads(mentions, incident, code).nunique())
        for row in _share(loss, n_of, n_threads)
    ]
    return known + numbers + said


def _threads(mentions: pd.DataFrame, incident: pd.DataFrame, code: str) -> pd.Series:
    """Give the threads of the contacts in which a code was found."""
    said = mentions.loc[mentions["code"].eq(code), "feedback_id"]
    return incident.loc[incident["contact_id"].isin(said), "thread_id"]


def _silent(reach: pd.DataFrame | None) -> list[dict[str, Any]]:
    if reach is None or reach.empty:
        return []
    widest = reach.iloc[0]
    return _share("share_silent", int(widest["n_silent"]), int(widest["n_customers"]))


def _money(mentions: pd.DataFrame, incident: pd.DataFrame) -> list[dict[str, Any]]:
    """Sum the largest amount that each customer who paid twice names, by the usual currency."""
    threads = _threads(mentions, incident, SAID["share_paid_twice"])
    contacts = incident.loc[incident["thread_id"].isin(threads), ["contact_id", "thread_id"]]
    named = mentions[mentions["layer"].eq("money") & mentions["value"].gt(0)]
    named = named.merge(contacts, left_on="feedback_id", right_on="contact_id")
    if named.empty:
        return []
    currency = str(named["code"].value_counts().index[0])
    largest = named[named["code"].eq(currency)].groupby("thread_id")["value"].max()
    return [
        {"loss": "money_told", "value": float(largest.sum()), "n": len(largest), "unit": currency}
    ]


def incident_tone(
    feedback: pd.DataFrame, mentions: pd.DataFrame, before: Window, during: Window, after: Window
) -> pd.DataFrame:
    """Compare ratings and net sentiment before, during and after: INCIDENT_TONE.

    FEEDBACK of all topics counts, not only of the incident: also of customers who do not name it.
    Three rows a measure; values are missing without texts. Ratings are brought to 1 to 5, and so
    are the bounds of their mean.
    """
    tone = mentions[mentions["layer"].eq("sentiment")].drop_duplicates("feedback_id")
    signs = feedback[["feedback_id", "created_at"]].merge(tone[["feedback_id", "code"]])
    rated = feedback.assign(rating=ratings_of_five(feedback)).dropna(subset=["rating"])
    windows = dict(zip(PHASES, (before, during, after), strict=True))
    rows = []
    for phase, window in windows.items():
        ratings = window.cut(rated, "created_at")["rating"]
        mean = mean_interval(ratings).cut(*OF_FIVE)
        rows.append({"what": "rating", "phase": phase, "n": len(ratings), **mean.named("value")})
        codes = window.cut(signs, "created_at")["code"]
        net = net_interval(codes.eq("positive").sum(), codes.eq("negative").sum(), len(codes))
        rows.append({"what": "net", "phase": phase, "n": len(codes), **net.named("value")})
    return conform(pd.DataFrame(rows).sort_values("what", kind="stable"), INCIDENT_TONE)
