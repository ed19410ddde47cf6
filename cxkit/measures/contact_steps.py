"""After which step of an event log customers contact support."""

import pandas as pd

from cxkit.measures.case_order import HOUR, steps_by
from cxkit.measures.intervals import share_intervals
from cxkit.schema.conform import conform
from cxkit.schema.contacts import CONTACTS
from cxkit.schema.results.contact_steps import CONTACT_STEPS
from cxkit.schema.results.directly_follows import START


def contact_steps(
    events: pd.DataFrame, contacts: pd.DataFrame, *, by: str = "event"
) -> pd.DataFrame:
    """Return after which steps contacts came, and of how many of those who reached the step.

    A contact belongs to the last step of its case before it; one whose case the log does not know,
    to the last step of its customer. Contacts of the provider ("out"), without a time, or with
    neither case nor customer in the log are left out. One before the first step of its case comes
    after "(start)", which has no share.

    Parameters
    ----------
    events, contacts : DataFrame
        EVENTS and CONTACTS.
    by : str
        Column of the events that names the step; rows where it is missing are left out.

    Returns
    -------
    DataFrame
        CONTACT_STEPS, the most contacts first. Empty where no contact meets the log.

    Raises
    ------
    ParameterError
        *by* is not a column of the log.

    Examples
    --------
    >>> at = pd.to_datetime(["2026-03-01 10:00", "2026-03-01 12:00"], utc=True)
    >>> log = pd.DataFrame({"case_id": "c1", "event": ["order", "pay"], "event_at": at})
    >>> call = pd.DataFrame({"contact_id": ["k1"], "case_id": "c1", "started_at": at[1:]})
    >>> contact_steps(log, call)[["event", "n_contacts", "hours_median"]]
       event  n_contacts  hours_median
    0  order           1           2.0
    """
    steps = steps_by(events, by).assign(log_case=lambda log: log["case_id"])
    calls = conform(contacts, CONTACTS).dropna(subset="started_at")
    calls = calls.loc[calls["direction"].ne("out").fillna(value=True)]
    in_log = calls["case_id"].isin(steps["case_id"].unique())
    known = steps["customer_key"].dropna().unique()
    of_customer = ~in_log & calls["customer_key"].isin(known)
    joined = pd.concat(
        [
            _after(calls.loc[in_log], steps, "case_id"),
            _after(calls.loc[of_customer], steps, "customer_key"),
        ]
    )
    joined = joined.assign(step=joined["step"].astype("object").fillna(START))
    groups = joined.groupby("step")
    n_cases = groups["log_case"].nunique()
    reached = steps.groupby("step")["case_id"].nunique().reindex(n_cases.index)
    shares = share_intervals(n_cases, reached, name="share_cases")
    frame = shares.assign(
        n_contacts=groups.size(), n_cases=n_cases, hours_median=groups["hours"].median()
    )
    named = frame.rename_axis("event").reset_index()
    ordered = named.sort_values(["n_contacts", "event"], ascending=[False, True])
    return conform(ordered, CONTACT_STEPS)


def _after(calls: pd.DataFrame, steps: pd.DataFrame, key: str) -> pd.DataFrame:
    """Give each contact the last step before it, of its case or of its customer."""
    last = pd.merge_asof(
        calls[[key, "started_at"]].sort_values("started_at"),
        steps.dropna(subset=key)[[key, "event_at", "step", "log_case"]].sort_values(
            "event_at", kind="stable"
        ),
        left_on="started_at",
        right_on="event_at",
        by=key,
        allow_exact_matches=False,
    )
    hours = (last["started_at"] - last["event_at"]) / HOUR
    return last.assign(hours=hours, log_case=last["log_case"].fillna(last[key]))
