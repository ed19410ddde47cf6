"""Told moments of each text and the codes that belong to them; feeds `journey_map`."""

import pandas as pd

from cxkit.schema.mentions import INFERRED

PARTS = ("channel", "emotion", "factor", "recovery", "contacts", "duration", "date")
"""Layers whose mentions say something about a moment."""

VALENCE_OF_TONE = 2.0
"""Touchpoint mentions are felt on -1 to 1, moments on -2 to 2."""


def told_moments(mentions: pd.DataFrame) -> pd.DataFrame:
    """One row a moment: told episodes, or touchpoints where a text has no episode.

    A review has no told events; each touchpoint that it names is one moment, felt as the mean of
    its mentions. Columns are those of `mentions`, ``episode`` complete and ``value`` in -2 to 2.
    """
    rows = mentions.loc[mentions["layer"].isin(["episode", "touchpoint"])]
    rows = rows.sort_values(["feedback_id", "start", "end"], kind="stable")
    is_episode = rows["layer"] == "episode"
    with_episodes = rows.loc[is_episode, "feedback_id"].unique()
    named = rows.loc[~is_episode & ~rows["feedback_id"].isin(with_episodes)]
    told = pd.concat([_numbered(rows.loc[is_episode]), _numbered(_one_a_touchpoint(named))])
    return told.sort_values(["feedback_id", "episode"], kind="stable", ignore_index=True)


def _one_a_touchpoint(named: pd.DataFrame) -> pd.DataFrame:
    keys = ["feedback_id", "code"]
    felt = named.groupby(keys, sort=False)["value"].transform("mean") * VALENCE_OF_TONE
    return named.assign(value=felt, episode=None).drop_duplicates(keys)


def _numbered(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep the numbers that the mentions bring; without them number by place in the text."""
    by_place = rows.groupby("feedback_id").cumcount() + 1
    given = pd.to_numeric(rows["episode"]).astype("Int64")
    complete = given.notna().groupby(rows["feedback_id"]).transform("all")
    numbered = rows.assign(episode=given.where(complete, by_place.astype("Int64")))
    return numbered.drop_duplicates(["feedback_id", "episode"])


def parts_of(mentions: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    """Mentions of `PARTS`, each with the ``episode`` that it belongs to.

    The mention's own number holds. Without one it belongs to the moment that it overlaps, else
    to the nearest moment of its sentence, else to none and is left out. A date inside a promise
    says when something is due, not when something happened: it is left out too. So are dates
    without a number in a text where others have one: its reader has placed what it could. A code
    that only the text as a whole tells belongs to no moment.
    """
    is_part = mentions["layer"].isin(PARTS) & ~mentions["by"].str.startswith(INFERRED)
    parts = mentions.loc[is_part].reset_index(drop=True)
    parts = parts.loc[~_is_promised(parts, mentions) & ~_is_loose_date(parts)]
    parts = parts.reset_index(drop=True)
    found = _nearest(_with_sentence(parts, mentions), _with_sentence(told, mentions))
    return parts.assign(episode=parts["episode"].fillna(found)).dropna(subset="episode")


def _is_loose_date(parts: pd.DataFrame) -> pd.Series:
    """Tell which dates have no moment although other dates of their text have one."""
    is_date = parts["layer"] == "date"
    placed = parts.loc[is_date & parts["episode"].notna(), "feedback_id"].unique()
    return is_date & parts["episode"].isna() & parts["feedback_id"].isin(placed)


def _is_promised(parts: pd.DataFrame, mentions: pd.DataFrame) -> pd.Series:
    """Tell which dates lie inside a promise."""
    spans = mentions.loc[
        mentions["layer"].isin(["promise", "due"]), ["feedback_id", "start", "end"]
    ]
    free = parts["episode"].isna()
    dates = parts.loc[parts["layer"].eq("date") & free, ["feedback_id", "start", "end"]]
    dates = dates.reset_index()
    pairs = dates.merge(spans, on="feedback_id", suffixes=("", "_promise"))
    held = (pairs["start_promise"] < pairs["end"]) & (pairs["start"] < pairs["end_promise"])
    return pd.Series(parts.index.isin(pairs.loc[held, "index"]), index=parts.index)


def _with_sentence(rows: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Add ``sentence``: start of the sentence that holds the row's start, -1 when unknown."""
    sentences = mentions.loc[mentions["layer"] == "sentence", ["feedback_id", "start", "end"]]
    sentences = sentences.assign(sentence=sentences["start"]).sort_values("start")
    sentences = sentences.rename(columns={"end": "until"})
    places = rows[["feedback_id", "start", "end", "episode"]].assign(row=range(len(rows)))
    joined = pd.merge_asof(
        places.sort_values("start", kind="stable"), sentences, on="start", by="feedback_id"
    )
    held = joined["sentence"].where(joined["start"] < joined["until"]).fillna(-1)
    return joined.assign(sentence=held).sort_values("row", ignore_index=True)


def _nearest(parts: pd.DataFrame, told: pd.DataFrame) -> pd.Series:
    """Episode number for each row of *parts* that has none, on the parts' index."""
    free = parts.loc[parts["episode"].isna()].drop(columns="episode")
    pairs = free.merge(told.drop(columns="row"), on="feedback_id", suffixes=("", "_told"))
    overlaps = (pairs["start"] < pairs["end_told"]) & (pairs["start_told"] < pairs["end"])
    together = (pairs["sentence"] == pairs["sentence_told"]) & (pairs["sentence"] >= 0)
    pairs = pairs.assign(
        apart=(~overlaps).astype("int64"),
        distance=(pairs["start"] - pairs["start_told"]).abs(),
    ).loc[overlaps | together]
    best = pairs.sort_values(["row", "apart", "distance"]).drop_duplicates("row")
    return best.set_index("row")["episode"].reindex(range(len(parts))).astype("Int64")
