"""The promise ledger of an incident: a promise made in one contact, its end told in another."""

import pandas as pd

from cxkit.schema.conform import conform, empty
from cxkit.schema.mentions import MENTIONS
from cxkit.schema.results.incident_promises import INCIDENT_PROMISES
from cxkit.schema.results.promises import PROMISES

SURE = 0.65
"""Score from which the factor "broken promise" speaks of a promise, not of what has not come."""
LATE = ".late"
"""Rule of that factor that speaks of mere lateness; staff do so too."""


def incident_promises(
    mentions: pd.DataFrame, incident: pd.DataFrame, *, stories: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Join promises of contacts with what later contacts of their thread say: INCIDENT_PROMISES.

    A promise is kept or broken when a later contact of the thread says so, the first word counts. A
    customer who tells of a broken promise (the factor) breaks the open one whose time is over.
    Later contacts are read up to the first one after which another promise stands; what is said
    after that belongs to the new promise. All else is unknown, never kept by silence.

    PROMISES of *stories* about the incident are added as they are. In order of time; empty when
    nothing was promised.
    """
    parts = [_of_contacts(conform(mentions, MENTIONS), incident)]
    if stories is not None and len(stories):
        parts.append(_of_stories(conform(stories, PROMISES)))
    rows = pd.concat([part for part in parts if len(part)] or parts[:1])
    return conform(rows.sort_values(["given_at", "source_id", "promise"]), INCIDENT_PROMISES)


def _of_contacts(mentions: pd.DataFrame, incident: pd.DataFrame) -> pd.DataFrame:
    own = mentions[mentions["feedback_id"].isin(incident["contact_id"])]
    keys = ["feedback_id", "promise"]
    given = own[own["layer"].eq("promise") & own["promise"].notna()].drop_duplicates(keys)
    if given.empty:
        return empty(INCIDENT_PROMISES)
    due = own[own["layer"].eq("due")].drop_duplicates(keys)
    due = due[[*keys, "code", "value"]].rename(columns={"code": "about", "value": "due_days"})
    ledger = given[[*keys, "code", "start", "end", "quote"]].merge(due, on=keys, how="left")
    places = incident[["contact_id", "thread_id", "started_at", "line"]]
    ledger = ledger.merge(places, left_on="feedback_id", right_on="contact_id")
    ledger = ledger.rename(
        columns={"feedback_id": "source_id", "started_at": "given_at", "code": "result"}
    )
    ledger = ledger.merge(_fates(own, incident, ledger), on="source_id", how="left")
    result = ledger["told"].fillna(ledger["result"])
    return conform(ledger.assign(result=result)[list(INCIDENT_PROMISES.columns)], INCIDENT_PROMISES)


def _fates(own: pd.DataFrame, incident: pd.DataFrame, ledger: pd.DataFrame) -> pd.DataFrame:
    """Find, for each contact with a promise, the first later word on it."""
    words = _said(own)
    due = ledger["given_at"] + pd.to_timedelta(ledger["due_days"].fillna(0.0), unit="D")
    over = due.groupby(ledger["source_id"]).max()
    found = []
    for _, thread in incident.sort_values(["started_at", "contact_id"]).groupby("thread_id"):
        waiting: list[str] = []
        for contact_id, at in zip(thread["contact_id"], thread["started_at"], strict=True):
            if contact_id in words.index:
                told, is_explicit = words.loc[contact_id]
                ended = [one for one in waiting if is_explicit or at >= over[one]]
                found += [(one, told, contact_id, at) for one in ended]
                waiting = [one for one in waiting if one not in ended]
            if contact_id in over.index:
                waiting = [contact_id]
    rows = pd.DataFrame(found, columns=["source_id", "told", "told_by", "told_at"])
    return rows.astype({"told_at": "datetime64[us, UTC]"})


def is_of_promise(mentions: pd.DataFrame) -> pd.Series:
    """Tell which MENTIONS are the factor "broken promise" and speak of a promise."""
    is_sure = mentions["score"].ge(SURE) & ~mentions["by"].str.endswith(LATE)
    return mentions["code"].eq("broken_promise") & is_sure


def _said(own: pd.DataFrame) -> pd.DataFrame:
    """Give what each contact says of promises: a fulfilment in so many words before a factor."""
    is_told = own["layer"].eq("fulfilment")
    said = own[is_told | is_of_promise(own)].assign(is_explicit=is_told)
    said["code"] = said["code"].mask(~said["is_explicit"], "broken")
    said = said.sort_values("is_explicit", ascending=False, kind="stable")
    return said.drop_duplicates("feedback_id").set_index("feedback_id")[["code", "is_explicit"]]


def _of_stories(stories: pd.DataFrame) -> pd.DataFrame:
    rows = stories.rename(columns={"feedback_id": "source_id"})
    rows = rows.assign(thread_id=rows["source_id"], told_by=rows["source_id"])
    rows["told_by"] = rows["told_by"].where(rows["moment_closed"].notna())
    names = [name for name in INCIDENT_PROMISES.columns if name in rows]
    return conform(rows[names], INCIDENT_PROMISES)
