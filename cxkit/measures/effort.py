"""What each path cost the customer: contacts, channels, repeats and hours, as the text says."""

import pandas as pd

from cxkit.schema.conform import conform
from cxkit.schema.mentions import MENTIONS
from cxkit.schema.results.effort import EFFORT
from cxkit.schema.results.journey_map import JOURNEY_MAP

CONTACTS = ("support_contact", "escalation")
"""Touchpoints at which the customer makes contact."""

REPEATED = "repeated_contact"


def effort(mentions: pd.DataFrame, journey: pd.DataFrame) -> pd.DataFrame:
    """Return the customer's effort on every path.

    Contacts are the number that the text tells, or the number of its contact moments where these
    are more. The number is a lower bound (``is_least``) when the text has contact moments beside
    the words that tell it: "I wrote twice more" is not all. Hours are summed as told; a text that
    tells no time leaves them missing, which is not zero.

    Parameters
    ----------
    mentions : DataFrame
        MENTIONS; layers contacts, duration and factor are used.
    journey : DataFrame
        JOURNEY_MAP of the same mentions.

    Returns
    -------
    DataFrame
        EFFORT, one row a path of the map, by path.

    Raises
    ------
    SchemaError
        When a table is not what it should be.
    """
    declared = conform(mentions, MENTIONS)
    moments = conform(journey, JOURNEY_MAP)
    paths = pd.Index(sorted(moments["feedback_id"].unique()), name="feedback_id")
    told = _sum(declared, "contacts", None).reindex(paths)
    contacts = moments.loc[moments["touchpoint"].isin(CONTACTS)]
    counted = contacts.groupby("feedback_id").size().reindex(paths).astype("Float64")
    is_least = (counted.notna() & told.isna()) | _beside(contacts, declared).reindex(
        paths, fill_value=False
    )
    by_channel = contacts.loc[contacts["channel"] != "unknown"]
    repeats = declared.loc[declared["layer"].eq("factor") & declared["code"].eq(REPEATED)]
    result = pd.DataFrame(
        {
            "n_contacts": pd.concat([told, counted], axis=1).max(axis=1),
            "is_least": is_least.where(told.notna() | counted.notna()),
            "n_channels": by_channel.groupby("feedback_id")["channel"].nunique(),
            "n_switches": _switches(by_channel),
            "n_repeats": repeats.groupby("feedback_id").size(),
            "hours_spent": _sum(declared, "duration", "spent"),
            "hours_waited": _sum(declared, "duration", "waited"),
        },
        index=paths,
    )
    counts = ["n_channels", "n_switches", "n_repeats"]
    return conform(result.fillna(dict.fromkeys(counts, 0)).reset_index(), EFFORT)


def _beside(contacts: pd.DataFrame, mentions: pd.DataFrame) -> pd.Series:
    """Tell which paths have contact moments outside of the words that tell a number of them."""
    told = mentions.loc[mentions["layer"] == "contacts", ["feedback_id", "start", "end"]]
    pairs = contacts.merge(told, on="feedback_id", suffixes=("", "_told"))
    inside = (pairs["start"] < pairs["end_told"]) & (pairs["start_told"] < pairs["end"])
    return (~inside).groupby(pairs["feedback_id"]).any()


def _sum(mentions: pd.DataFrame, layer: str, code: str | None) -> pd.Series:
    rows = mentions.loc[mentions["layer"] == layer]
    rows = rows if code is None else rows.loc[rows["code"] == code]
    return rows.groupby("feedback_id")["value"].sum(min_count=1)


def _switches(contacts: pd.DataFrame) -> pd.Series:
    before = contacts.groupby("feedback_id")["channel"].shift()
    switched = before.notna() & (contacts["channel"] != before)
    return switched.groupby(contacts["feedback_id"]).sum()
