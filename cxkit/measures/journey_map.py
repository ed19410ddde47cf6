"""The moments of each customer's path in the order in which they happened."""

import pandas as pd

from cxkit.codebook.load import load_codebook
from cxkit.codebook.model import Codebook
from cxkit.measures.journey_days import moment_days
from cxkit.measures.journey_moments import parts_of, told_moments
from cxkit.schema.conform import conform, conform_only
from cxkit.schema.mentions import MENTIONS
from cxkit.schema.results.journey_map import JOURNEY_MAP, SEPARATOR

KEYS = ["feedback_id", "episode"]
MINUTES_AN_HOUR = 60


def journey_map(mentions: pd.DataFrame, *, codebook: Codebook | None = None) -> pd.DataFrame:
    """Return the moments of every path, ordered as they happened.

    A story gives its told episodes; a text without episodes gives one moment for each touchpoint
    that it names. Moments keep the order told unless their days say otherwise: a moment without
    a known day stays behind the one told before it. ``day_low`` and ``day_high`` say between which
    days it lies when the moments told around it are known.

    Parameters
    ----------
    mentions : DataFrame
        MENTIONS of one text or of many.
    codebook : Codebook, optional
        Gives each touchpoint its stage; the package's own by default.

    Returns
    -------
    DataFrame
        JOURNEY_MAP, one row a moment, by path and moment. Empty when no text tells a moment.

    Raises
    ------
    SchemaError
        When *mentions* is not a MENTIONS table.

    Examples
    --------
    >>> told = pd.DataFrame({
    ...     "feedback_id": "s1", "start": [0, 9], "end": [5, 14], "quote": ["I pay", "It's late"],
    ...     "layer": "episode", "code": ["payment", "waiting"], "value": [1, -2], "by": "rule",
    ... })
    >>> journey_map(told)[["moment", "stage", "touchpoint", "valence"]]
       moment    stage touchpoint  valence
    0       1      buy    payment      1.0
    1       2  receive    waiting     -2.0
    """
    declared = conform_only(mentions, MENTIONS)
    told = told_moments(declared)
    parts = parts_of(declared, told)
    moments = told.join(moment_days(told, parts)).rename(
        columns={"code": "touchpoint", "value": "valence"}
    )
    for columns in (_codes(parts), _amounts(parts), _channels(parts)):
        moments = moments.merge(columns, on=KEYS, how="left")
    lists = ["emotions", "factors", "recovery"]
    moments = moments.fillna({"channel": "unknown", **dict.fromkeys(lists, "")})
    ordered = _in_order(moments)
    staged = _with_stages(ordered, codebook or load_codebook())
    return conform(staged[list(JOURNEY_MAP.columns)], JOURNEY_MAP)


def _codes(parts: pd.DataFrame) -> pd.DataFrame:
    """Join the different codes of each layer, in the order told."""
    names = {"emotion": "emotions", "factor": "factors", "recovery": "recovery"}
    rows = parts.loc[parts["layer"].isin(names)].sort_values(["feedback_id", "start", "code"])
    rows = rows.drop_duplicates([*KEYS, "layer", "code"])
    joined = rows.pivot_table(
        index=KEYS, columns="layer", values="code", aggfunc=SEPARATOR.join, observed=True
    )
    wide = joined.rename(columns=names).reindex(columns=list(names.values()))
    return wide.astype("str").where(wide.notna(), "").reset_index()


def _amounts(parts: pd.DataFrame) -> pd.DataFrame:
    contacts = parts["layer"] == "contacts"
    told = parts["layer"].eq("duration") & parts["code"].isin(["spent", "waited"])
    rows = parts.loc[contacts | told]
    names = {"spent": "minutes_spent", "waited": "minutes_waited"}
    what = rows["code"].map(names).where(rows["layer"].eq("duration"), "n_contacts")
    amount = rows["value"].where(contacts, rows["value"] * MINUTES_AN_HOUR)
    known = rows.assign(what=what, amount=amount).dropna(subset="amount")
    wide = known.pivot_table(index=KEYS, columns="what", values="amount", aggfunc="sum")
    return wide.reindex(columns=["n_contacts", *names.values()]).reset_index()


def _channels(parts: pd.DataFrame) -> pd.DataFrame:
    """Name the first channel told; a channel named only with a count of contacts serves too."""
    rows = parts.loc[parts["layer"].isin(["channel", "contacts"]) & (parts["code"] != "unknown")]
    first = rows.sort_values(["feedback_id", "layer", "start"]).drop_duplicates(KEYS)
    return first[[*KEYS, "code"]].rename(columns={"code": "channel"})


def _in_order(moments: pd.DataFrame) -> pd.DataFrame:
    """Order by day; a moment without one stays behind the one told before it, or the next one."""
    forward = moments.groupby("feedback_id")["day"].ffill()
    held = forward.groupby(moments["feedback_id"]).bfill()
    ordered = moments.assign(held=held).sort_values(["feedback_id", "held", "episode"])
    place = ordered.groupby("feedback_id").cumcount() + 1
    return ordered.assign(moment=place).reset_index(drop=True)


def _with_stages(moments: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    stage_of = {code: touchpoint.stage for code, touchpoint in codebook.touchpoints.items()}
    stage = moments["touchpoint"].map(stage_of)
    order = stage.map({code: place for place, code in enumerate(codebook.stages)})
    before = order.groupby(moments["feedback_id"]).shift()
    return moments.assign(stage=stage, is_returned=(order < before).fillna(value=False))
