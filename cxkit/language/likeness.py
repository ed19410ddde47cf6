"""Texts that are like those of a stated topic, without its words: how like, and in which sentence.

The words of the researcher find most texts of a topic; others say the same differently. A small
model learns from the texts with the words (the topic) and from texts written before the topic
existed (not the topic), and scores the rest. It is trained anew on each set of data, in a second.
"""

from collections.abc import Collection
from itertools import pairwise

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from cxkit.language.ground.document import parse
from cxkit.language.speakers import without_staff
from cxkit.schema.conform import conform, empty
from cxkit.schema.feedback import FEEDBACK
from cxkit.schema.mentions import MENTIONS

FEWEST = 10
"""Texts with the topic's words, and without it, that are needed to learn from."""

LOWEST = 0.05
"""Texts less like than this are not listed."""


def find_likeness(
    feedback: pd.DataFrame,
    mentions: pd.DataFrame,
    *,
    topic: str,
    not_topic: Collection[str],
    among: Collection[str] | None = None,
) -> pd.DataFrame:
    """Score texts by their likeness to those that already have the topic's words.

    Parameters
    ----------
    feedback : DataFrame
        FEEDBACK.
    mentions : DataFrame
        MENTIONS of the topic by words, from :func:`cxkit.language.topic.find_topic`.
    topic : str
        Code of the topic.
    not_topic : collection of str
        Ids of texts that cannot be of the topic, such as those written before it existed.
    among : collection of str, optional
        Ids of the texts to score; all by default. Texts with the words are never scored.

    Returns
    -------
    DataFrame
        MENTIONS of the layer "topic", one a text, at its most telling sentence; ``score`` is the
        likeness, 0 to 1. Empty when there is too little to learn from.
    """
    rows = conform(feedback, FEEDBACK)
    rows = rows[rows["text"].notna()]
    has_words = rows["feedback_id"].isin(mentions.loc[mentions["code"].eq(topic), "feedback_id"])
    is_not = rows["feedback_id"].isin(set(not_topic)) & ~has_words
    asked = ~has_words if among is None else ~has_words & rows["feedback_id"].isin(set(among))
    if min(has_words.sum(), is_not.sum()) < FEWEST or not asked.any():
        return empty(MENTIONS)
    known = rows[has_words | is_not]
    words = TfidfVectorizer(analyzer=_features, sublinear_tf=True, min_df=2)
    model = LogisticRegression(C=20, class_weight="balanced", max_iter=1000)
    model.fit(words.fit_transform(known["text"]), has_words[known.index])
    scored = rows[asked].assign(likeness=0.0)
    scored["likeness"] = model.predict_proba(words.transform(scored["text"]))[:, 1]
    like = scored[scored["likeness"].ge(LOWEST)]
    if like.empty:
        return empty(MENTIONS)
    places = [_telling(text, words, model) for text in like["text"]]
    found = pd.DataFrame(places, columns=["start", "end", "quote"]).assign(
        feedback_id=like["feedback_id"].to_numpy(),
        layer="topic",
        code=topic,
        value=np.nan,
        score=like["likeness"].round(3).to_numpy(),
        by="likeness",
    )
    return conform(found, MENTIONS)


def _features(text: str) -> list[str]:
    """Give lemmas of words, and pairs of neighbours; numbers and marks say nothing of a topic."""
    lemmas = [token.lemma for token in parse(text).tokens if token.text[0].isalpha()]
    return lemmas + [f"{first} {second}" for first, second in pairwise(lemmas)]


def _telling(text: str, words: TfidfVectorizer, model: LogisticRegression) -> tuple[int, int, str]:
    """Find the customer's sentence that alone is most like the topic; any where none is marked."""
    own = without_staff(text)
    own = own if own.strip() else text
    bounds = [(part.start, part.end) for part in parse(own).sentences] or [(0, len(text))]
    scores = model.decision_function(words.transform([own[start:end] for start, end in bounds]))
    start, end = bounds[int(np.argmax(scores))]
    return start, end, text[start:end]
