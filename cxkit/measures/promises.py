"""What was promised on each path, for when, and what became of it."""

import pandas as pd

from cxkit.measures.corrections import CODER
from cxkit.schema.conform import conform, conform_only
from cxkit.schema.mentions import MENTIONS
from cxkit.schema.results.journey_map import JOURNEY_MAP
from cxkit.schema.results.promises import PROMISES

KEYS = ["feedback_id", "promise"]
PLACE = ["start", "end", "quote"]


def promises(mentions: pd.DataFrame, journey: pd.DataFrame) -> pd.DataFrame:
    """Return the promise ledger: one row a promise, with the moments it joins on the map.

    A promise whose end the text does not tell is ``unknown``, one without time, price or action
    is ``vague``; neither counts as kept or as broken. Where the due time and the delay are told,
    their sum is the time that it took; a broken promise has taken none, its gap is so far.

    Parameters
    ----------
    mentions : DataFrame
        MENTIONS; layers promise, due and fulfilment are used, joined by their ``promise`` number.
    journey : DataFrame
        JOURNEY_MAP of the same mentions.

    Returns
    -------
    DataFrame
        PROMISES, by path and promise. Empty when nothing was promised.

    Raises
    ------
    SchemaError
        When a table is not what it should be.
    """
    declared = conform_only(mentions, MENTIONS)
    moments = conform(journey, JOURNEY_MAP)
    given = _layer(declared, "promise").rename(columns={"code": "result", "value": "gap_days"})
    due = _layer(declared, "due")[[*KEYS, "code", "value", "by", *PLACE]]
    names = {"code": "about", "value": "due_days", "by": "due_by"}
    due = due.rename(columns=names | _named("due"))
    closed = _proofs(_layer(declared, "fulfilment"), given)[[*KEYS, "value", "episode", *PLACE]]
    closed = closed.rename(columns={"value": "actual_days", "episode": "closed", **_named("proof")})
    ledger = given.merge(due, on=KEYS, how="left").merge(closed, on=KEYS, how="left")
    ledger = ledger.assign(
        moment_given=_moment(ledger, moments, "episode", "start"),
        moment_closed=_moment(ledger, moments, "closed", "proof_start"),
    )
    ledger = ledger.assign(day_given=_day(ledger, moments))
    gap = ledger["gap_days"].mask(_is_overruled(ledger))
    gap = gap.fillna(ledger["actual_days"] - ledger["due_days"])
    is_late = gap.gt(0) & ledger["result"].ne("broken")  # what is broken took no time yet
    actual = ledger["actual_days"].fillna((ledger["due_days"] + gap).where(is_late))
    ledger = ledger.assign(gap_days=gap, actual_days=actual)
    return conform(ledger[list(PROMISES.columns)], PROMISES)


def _is_overruled(ledger: pd.DataFrame) -> pd.Series:
    """Tell the gaps that no longer hold: a person gave another end, or another due time."""
    is_in_time = ledger["gap_days"].le(0)
    by_machine = ~ledger["by"].str.startswith(CODER)
    of_other_due = ledger["due_by"].str.startswith(CODER).fillna(False) & by_machine
    return is_in_time.ne(ledger["result"].eq("kept")) | of_other_due


def _proofs(closed: pd.DataFrame, given: pd.DataFrame) -> pd.DataFrame:
    """Leave out the machine's proof of another end than a person says a promise had."""
    said = closed.merge(
        given[[*KEYS, "result", "by"]], on=KEYS, how="left", suffixes=("", "_given")
    )
    overruled = said["by_given"].str.startswith(CODER).fillna(False) & (
        said["code"] != said["result"]
    )
    is_machine = ~said["by"].str.startswith(CODER)
    return closed.loc[~(overruled & is_machine).to_numpy()]


def _named(part: str) -> dict[str, str]:
    """Give the columns of a place the name of what stands there."""
    return {name: f"{part}_{name}" for name in PLACE}


def _layer(mentions: pd.DataFrame, layer: str) -> pd.DataFrame:
    own = mentions.loc[mentions["layer"] == layer]
    is_machine = ~own["by"].str.startswith(CODER)  # what a person added goes before it
    own = own.assign(is_machine=is_machine)
    rows = own.sort_values(["feedback_id", "start"])
    number = rows["promise"].fillna(rows.groupby("feedback_id").cumcount() + 1)
    numbered = rows.assign(promise=number).sort_values(
        ["feedback_id", "is_machine", "start"], kind="stable"
    )
    told = numbered.drop_duplicates(KEYS).drop(columns="is_machine")
    return told.sort_values(["feedback_id", "start"], kind="stable", ignore_index=True)


def _moment(ledger: pd.DataFrame, moments: pd.DataFrame, episode: str, start: str) -> pd.Series:
    """Find the moment by its number in the text, else the last one told at or before the place."""
    numbers = moments[["feedback_id", "episode", "moment"]]
    own = ledger[["feedback_id", episode]].merge(
        numbers, left_on=["feedback_id", episode], right_on=["feedback_id", "episode"], how="left"
    )["moment"]
    places = ledger[["feedback_id", start]].reset_index().dropna().sort_values(start)
    told = moments[["feedback_id", "start", "moment"]].sort_values("start")
    before = pd.merge_asof(places, told, left_on=start, right_on="start", by="feedback_id")
    by_place = before.set_index("index")["moment"]
    return own.fillna(by_place.reindex(ledger.index)).astype("Int64")


def _day(ledger: pd.DataFrame, moments: pd.DataFrame) -> pd.Series:
    days = moments[["feedback_id", "moment", "day"]].rename(columns={"moment": "moment_given"})
    return ledger.merge(days, on=["feedback_id", "moment_given"], how="left")["day"]
