"""Tone by the researcher's own ratings: a model learned from them, and what contradicts them."""

from pathlib import Path

import pandas as pd

from cxkit.language.ground.document import parse
from cxkit.language.sentiment.fit_sentiment import fit_sentiment
from cxkit.language.sentiment.sentiment_model import SentimentModel, load_sentiment
from cxkit.language.sentiment.sentiment_signs import NAMES, signs_of
from cxkit.language.sentiment.tone import read
from cxkit.schema.conform import conform
from cxkit.schema.feedback import FEEDBACK

FILE = "sentiment_model.npz"


def adapted_sentiment(
    feedback: pd.DataFrame,
    *,
    fit: bool = False,
    model: str | Path | None = None,
    out: str | Path | None = None,
) -> SentimentModel | None:
    """Learn the tone from ratings, or load what an earlier run learned.

    Parameters
    ----------
    feedback : DataFrame
        FEEDBACK with ratings.
    fit : bool
        Learn from them; the general model stays where it is at least as good.
    model : path, optional
        The file that an earlier run saved; then nothing is learned.
    out : path, optional
        Folder in which a learned model is saved as "sentiment_model.npz".

    Returns
    -------
    SentimentModel or None
        None when neither is asked for.

    Examples
    --------
    >>> adapted_sentiment(pd.DataFrame()) is None
    True
    """
    if model is not None:
        return load_sentiment(model)
    if not fit:
        return None
    learned = fit_sentiment(feedback)
    if out is not None:
        folder = Path(out)
        folder.mkdir(parents=True, exist_ok=True)
        learned.save(folder / FILE)
    return learned


def contradictions(
    feedback: pd.DataFrame, *, model: SentimentModel | None = None, least: float = 0.6
) -> pd.DataFrame:
    """List the texts whose stars say the opposite of their words.

    Parameters
    ----------
    feedback : DataFrame
        FEEDBACK with ``rating``, ``rating_min`` and ``rating_max``.
    model : SentimentModel, optional
        An adapted model; the general one when absent, which has never seen the stars.
    least : float
        Confidence in the tone below which nothing is said, 0 to 1.

    Returns
    -------
    DataFrame
        ``feedback_id``, ``rating``, ``tone`` (negative or positive), ``score`` (-1 to 1),
        ``confidence``, ``text``; the surest first. Empty when nothing contradicts.

    Examples
    --------
    >>> reviews = pd.DataFrame({
    ...     "feedback_id": ["a", "b"], "rating": [5.0, 5.0], "rating_min": 1.0, "rating_max": 5.0,
    ...     "text": ["Ужасное качество, порвалось на второй день, не советую!", "Отлично!"]})
    >>> contradictions(reviews)[["feedback_id", "tone"]].values.tolist()
    [['a', 'negative']]
    """
    rows = conform(feedback, FEEDBACK)
    rows = rows.assign(sign=signs_of(rows)).dropna(subset=["text", "sign"])
    tell = model.read if model else read
    tones = [tell(parse(text)) for text in rows["text"]]
    rows = rows.assign(
        tone=[tone.label for tone in tones],
        score=[tone.score for tone in tones],
        confidence=[tone.confidence for tone in tones],
    )
    against = rows["tone"].map(NAMES) == -rows["sign"].where(rows["sign"] != 0)
    found = rows[against.fillna(False).astype(bool) & (rows["confidence"] >= least)]
    found = found.sort_values("confidence", ascending=False, kind="stable", ignore_index=True)
    return found[["feedback_id", "rating", "tone", "score", "confidence", "text"]]
