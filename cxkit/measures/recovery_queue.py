"""Whom to call back first: negative texts without an answer, with reasons that can be checked."""

import pandas as pd

from cxkit.measures.journey_summary import LOST
from cxkit.schema.conform import conform, conform_columns, empty
from cxkit.schema.feedback import FEEDBACK
from cxkit.schema.mentions import MENTIONS
from cxkit.schema.results.recovery_queue import RECOVERY_QUEUE

WEIGHTS = {
    "leaves": 3.0,
    "broken_promise": 3.0,
    "known_customer": 1.0,
    "strong_feeling": 1.0,
    "low_rating": 1.0,
    "fresh": 2.0,
}
"""Reason to its weight. They are a judgement, not a measurement: they order, and say why."""
STRONG = ("anger", "frustration", "humiliation", "anxiety")
BROKEN = ("broken", "late")
FOUND = ("feedback_id", "layer", "code", "value", "start", "end", "quote")
WRITTEN = (
    ("feedback_id", "created_at"),
    ("reply_text", "customer_key", "rating", "rating_min", "rating_max"),
)
FRESH = pd.Timedelta(14, unit="D")
WORDY = r"(?:[^\W\d_]{2,}\W+){2}"
"""A sentence with two words and more tells something; a row of smiles does not."""


def recovery_queue(feedback: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Order the negative, unanswered texts by how much speaks for calling back.

    Parameters
    ----------
    feedback : DataFrame
        FEEDBACK; a text with a reply is left out.
    mentions : DataFrame
        MENTIONS of these texts.

    Returns
    -------
    DataFrame
        RECOVERY_QUEUE. The quote is the mention behind the strongest reason, else the most
        negative sentence. Empty when nobody waits.

    Notes
    -----
    Priority is the sum of the weights of the reasons that hold, plus the strength of the negative
    tone (0 to 1; 0 where a person gave the tone without it). "Fresh" means within 14 days of the
    newest text.

    Examples
    --------
    >>> feedback = pd.DataFrame({"feedback_id": ["a", "b"], "created_at": pd.to_datetime(
    ...     ["2026-03-02", "2026-03-03"], utc=True), "customer_key": [None, "K-1"]})
    >>> mentions = pd.DataFrame({"feedback_id": ["a", "b"] * 2, "layer": ["sentiment"] * 2
    ...     + ["sentence"] * 2, "code": "negative", "value": -0.5, "start": 0, "end": 4,
    ...     "quote": "Late"})
    >>> recovery_queue(feedback, mentions)["feedback_id"].tolist()
    ['b', 'a']
    """
    texts = conform_columns(feedback, FEEDBACK, *WRITTEN)
    found = conform_columns(mentions, MENTIONS, FOUND)
    waiting = _waiting(texts, found)
    if waiting.empty:
        return empty(RECOVERY_QUEUE)
    own = found[found["feedback_id"].isin(waiting["feedback_id"])]
    reasons = _reasons(waiting, own, texts["created_at"].max())
    quotes = _quotes(own)
    named = pd.Series(
        [", ".join(reasons.columns[row]) for row in reasons.to_numpy()], index=waiting.index
    )
    weights = pd.Series(WEIGHTS)[reasons.columns]
    table = waiting.assign(
        priority=(reasons * weights).sum(axis=1) - waiting["tone"].fillna(0.0),
        reasons=named.where(named != "", "negative"),
    ).merge(quotes, on="feedback_id")
    keys = ["priority", "created_at", "feedback_id"]
    order = table.sort_values(keys, ascending=[False, False, True])
    placed = order.assign(place=range(1, len(order) + 1))
    return conform(placed[[*RECOVERY_QUEUE.columns]], RECOVERY_QUEUE)


def _waiting(feedback: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    whole = mentions[mentions["layer"] == "sentiment"].drop_duplicates("feedback_id", keep="last")
    whole = whole[whole["code"] == "negative"]
    tone = whole.set_index("feedback_id")["value"].astype(float)
    rows = feedback[feedback["feedback_id"].isin(tone.index)]
    rows = rows[rows["reply_text"].isna()]
    return rows.assign(tone=rows["feedback_id"].map(tone)).reset_index(drop=True)


def _reasons(waiting: pd.DataFrame, own: pd.DataFrame, newest: pd.Timestamp) -> pd.DataFrame:
    def said(layer: str, codes: tuple[str, ...]) -> pd.Series:
        found = own[(own["layer"] == layer) & own["code"].isin(codes)]
        return waiting["feedback_id"].isin(found["feedback_id"])

    middle = (waiting["rating_min"].astype(float) + waiting["rating_max"].astype(float)) / 2
    return pd.DataFrame(
        {
            "leaves": said("outcome", LOST),
            "broken_promise": said("promise", BROKEN),
            "known_customer": waiting["customer_key"].notna(),
            "strong_feeling": said("emotion", STRONG),
            "low_rating": (waiting["rating"].astype(float) < middle).fillna(value=False),
            "fresh": (waiting["created_at"] >= newest - FRESH).fillna(value=False),
        }
    ).astype(bool)


def _quotes(own: pd.DataFrame) -> pd.DataFrame:
    """Choose the words that speak loudest: outcome, promise, else the most negative sentence.

    A sentence without words comes after those that have them.
    """
    rank = own["layer"].map({"outcome": 0, "promise": 1, "sentence": 2, "sentiment": 4})
    rank = rank.mask(rank.eq(2) & ~own["quote"].str.contains(WORDY, regex=True), 3)
    is_good = (own["layer"] == "outcome") & ~own["code"].isin(LOST)
    is_good |= (own["layer"] == "promise") & ~own["code"].isin(BROKEN)
    rank = rank.mask(is_good)
    ordered = own.assign(_rank=rank, _value=own["value"].astype(float))[rank.notna()]
    ordered = ordered.sort_values(["_rank", "_value", "start"], kind="stable")
    first = ordered.drop_duplicates("feedback_id")
    return first[["feedback_id", "start", "end", "quote"]]
