"""A tone learned from the researcher's own ratings: fitted or loaded, and saved for later runs."""

from pathlib import Path

import pandas as pd

from cxkit.language.fit_sentiment import fit_sentiment
from cxkit.language.sentiment_model import SentimentModel, load_sentiment

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
