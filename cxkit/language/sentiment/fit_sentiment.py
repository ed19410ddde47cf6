"""Adapting sentiment to the researcher's own ratings."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize_scalar
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedGroupKFold

from cxkit.language.ground.document import Document, parse
from cxkit.language.sentiment.sentiment_head import shipped_head
from cxkit.language.sentiment.sentiment_model import Block, SentimentModel, letter_terms, word_terms
from cxkit.language.sentiment.sentiment_signs import signs_of
from cxkit.language.sentiment.tone import numbers_of
from cxkit.schema.conform import conform
from cxkit.schema.feedback import FEEDBACK

LEAST = 150
"""Below so many rated texts the general model stays."""

LEAST_IN_CLASS = 15
FOLDS, MANY_FOLDS, FEW_TEXTS = 3, 5, 3_000
"""Up to so many texts five folds are quick; above them three are enough."""

STRENGTH = 2.0
"""Inverse of the penalty (C); fixed beforehand on other sets, not searched for."""

LEANING = 0.5
"""How far a term's weight goes from 1 to its leaning towards a sign; half-way, as published."""

MOST_TERMS = 40_000

Numbers = NDArray[np.float64]
Signs = NDArray[np.int64]
Places = NDArray[np.int64]


def fit_sentiment(feedback: pd.DataFrame, *, seed: int = 0) -> SentimentModel:
    """Learn the sentiment of a domain from rated texts; keep it only if it beats the general model.

    Ratings become signs by their place on their scale: the lowest two fifths are negative, the
    middle is neutral, the highest two fifths positive (stars 1-2, 3, 4-5). A term that leans
    towards a sign among the rated texts weighs more in the regression. Macro-F1 of the
    adapted and of the general model are both measured on texts left out of the fit (five
    folds, three above 3,000 texts; equal texts stay together).

    Parameters
    ----------
    feedback : DataFrame
        FEEDBACK with ``rating``, ``rating_min`` and ``rating_max``; rows without text or rating
        are left out.
    seed : int
        Of the folds.

    Returns
    -------
    SentimentModel
        With ``report``: ``kept`` ("adapted" or "general"), ``why``, ``n``, ``classes`` (texts of
        each sign) and, when there was enough to fit, ``folds``, ``f1_adapted``, ``f1_general``.
        The general model is kept below 150 rated texts, when fewer than two signs have 15 texts
        each, and when it is at least as good.

    Raises
    ------
    SchemaError
        If *feedback* is not FEEDBACK.

    References
    ----------
    Wang, S., Manning, C. D. (2012). Baselines and bigrams: simple, good sentiment and topic
    classification. ACL.

    Examples
    --------
    >>> few = pd.DataFrame({"feedback_id": ["r1"], "text": ["Great"], "rating": [5.0],
    ...                     "rating_min": [1.0], "rating_max": [5.0]})
    >>> fit_sentiment(few).report["why"]
    '1 rated text, 150 needed'
    """
    rows = conform(feedback, FEEDBACK)
    signs = signs_of(rows)
    rated = signs.notna() & rows["text"].notna()
    return fit_signs(rows.loc[rated, "text"].tolist(), signs[rated].tolist(), seed=seed)


def fit_signs(texts: Sequence[str], signs: Sequence[int], *, seed: int = 0) -> SentimentModel:
    """Learn from texts whose signs are known; as :func:`fit_sentiment`.

    Parameters
    ----------
    texts : sequence of str
        Each at least one word long.
    signs : sequence of int
        -1, 0 or 1 for each text; signs with fewer than 15 texts are left out.
    seed : int
        Of the folds.
    """
    y = np.array(signs, dtype=np.int64)
    classes = [sign for sign in (-1, 0, 1) if (y == sign).sum() >= LEAST_IN_CLASS]
    kept = np.isin(y, classes)
    report: dict[str, Any] = {
        "n": len(y),
        "classes": {str(sign): int((y == sign).sum()) for sign in classes},
    }
    if len(y) < LEAST:
        unit = "text" if len(y) == 1 else "texts"
        return _general_model(report, f"{len(y)} rated {unit}, {LEAST} needed")
    if len(classes) < 2:
        return _general_model(report, f"fewer than two signs have {LEAST_IN_CLASS} texts")
    chosen = [text for text, keep in zip(texts, kept, strict=True) if keep]
    return _fit([parse(text) for text in chosen], y[kept], report, seed)


def _general_model(report: dict[str, Any], why: str) -> SentimentModel:
    """Give the model that reads as the general one does, and says why."""
    return SentimentModel((-1, 0, 1), (), [], [], 1.0, {**report, "kept": "general", "why": why})


def _fit(documents: list[Document], y: Signs, report: dict[str, Any], seed: int) -> SentimentModel:
    """Fit, measure on left-out folds, and keep what is better."""
    vectorizers = (_vectorizer(_words_of), _vectorizer(_letters_of))
    form = _form(documents)
    parts = [vectorizer.fit_transform(documents) for vectorizer in vectorizers]
    x = sparse.hstack([*parts, sparse.csr_matrix(form)], format="csr")
    ends = np.cumsum([part.shape[1] for part in parts]).tolist()
    folds = MANY_FOLDS if len(y) <= FEW_TEXTS else FOLDS
    groups = pd.factorize(pd.Series([document.text for document in documents]))[0]
    splitter = StratifiedGroupKFold(folds, shuffle=True, random_state=seed)
    logits = _left_out(x, y, ends, list(splitter.split(x, y, groups)))
    classes = np.unique(y)
    adapted = _macro_f1(y, classes[logits.argmax(axis=1)])
    general = _macro_f1(y, _general_signs(form, classes))
    report = {**report, "folds": folds, "f1_adapted": adapted, "f1_general": general}
    if adapted <= general:
        return _general_model(report, "the general model is as good on texts left out")
    report |= {"kept": "adapted", "why": "better than the general model on texts left out"}
    return _model(_fitted(x, y, ends), vectorizers, _temperature(logits, y), report)


def _left_out(
    x: sparse.csr_matrix, y: Signs, ends: Sequence[int], folds: Sequence[tuple[Places, Places]]
) -> Numbers:
    """Give the logits of each text from a fit that has not seen it."""
    logits = np.zeros((len(y), len(np.unique(y))))
    for fit, test in folds:
        logits[test] = _logits(_fitted(x[fit], y[fit], ends), x[test])
    return logits


def _macro_f1(y: Signs, predicted: Signs) -> float:
    return round(float(f1_score(y, predicted, average="macro")), 4)


def _fitted(x: sparse.csr_matrix, y: Signs, ends: Sequence[int]) -> LogisticRegression:
    """Fit on weighed terms; the weights then go into the coefficients, so *x* is read as it is."""
    weights = np.ones(x.shape[1])
    for start, end in pairwise([0, *ends]):
        weights[start:end] = leanings(x[:, start:end], y)
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", solver="newton-cg", tol=1e-3)
    model.fit(x.multiply(weights).tocsr(), y)
    model.coef_ *= weights
    return model


def leanings(terms: sparse.csr_matrix, y: Signs) -> Numbers:
    """Weigh each term of a block by how it leans towards one sign against the others.

    Parameters
    ----------
    terms : sparse matrix
        One row a text, one column a term; above 0 where the text has the term.
    y : array of int
        The signs of the texts.

    Returns
    -------
    array
        One weight a term: half 1, half the ratio of its share among the terms of the sign that it
        leans to most and its share elsewhere (as a logarithm, over the usual one of the block).
    """
    present = (terms > 0).astype(np.float64)
    whole = np.asarray(present.sum(axis=0)).ravel()
    ratios = []
    for sign in np.unique(y):
        inside = np.asarray(present[y == sign].sum(axis=0)).ravel()
        shares = [(count + 1) / (count + 1).sum() for count in (inside, whole - inside)]
        ratios.append(np.abs(np.log(shares[0] / shares[1])))
    strongest = np.max(ratios, axis=0)
    usual = float(np.sqrt(np.mean(strongest**2)))
    scaled = strongest / usual if usual else np.ones_like(strongest)
    weights: Numbers = 1 - LEANING + LEANING * scaled
    return weights


def _logits(model: LogisticRegression, x: sparse.csr_matrix) -> Numbers:
    """Give one column a class, also when there are two."""
    values: Numbers = model.decision_function(x)
    return values if values.ndim == 2 else np.column_stack([np.zeros(len(values)), values])


def _vectorizer(terms: Callable[[Document], Iterator[str]]) -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer=terms, min_df=2, max_features=MOST_TERMS, sublinear_tf=True, dtype=np.float64
    )


def _words_of(document: Document) -> Iterator[str]:
    return word_terms(document.tokens)


def _letters_of(document: Document) -> Iterator[str]:
    return letter_terms(document.text)


def _form(documents: Sequence[Document]) -> Numbers:
    """Give the features of the lexicon, one row a text."""
    return np.array([numbers_of(document) for document in documents])


def _general_signs(form: Numbers, classes: Signs) -> Signs:
    """Give what the general model says, in the classes that are asked for."""
    head = shipped_head()
    shares = np.array([head.shares(row) for row in form.tolist()])
    return classes[shares[:, classes + 1].argmax(axis=1)]


def _temperature(logits: Numbers, y: Signs) -> float:
    """Give the divisor that makes the probabilities of left-out texts most likely."""
    right = np.searchsorted(np.unique(y), y)

    def loss(divisor: float) -> float:
        scaled = logits / divisor
        scaled = scaled - scaled.max(axis=1, keepdims=True)
        chosen = scaled[np.arange(len(y)), right] - np.log(np.exp(scaled).sum(axis=1))
        return -float(chosen.mean())

    return float(minimize_scalar(loss, bounds=(0.3, 5.0), method="bounded").x)


def _model(
    model: LogisticRegression,
    vectorizers: Sequence[TfidfVectorizer],
    temperature: float,
    report: dict[str, Any],
) -> SentimentModel:
    """Take a fitted regression apart into plain numbers."""
    weights, intercepts = model.coef_, model.intercept_
    if len(weights) == 1:
        weights = np.vstack([np.zeros_like(weights), weights])
        intercepts = np.array([0.0, intercepts[0]])
    blocks, first = [], 0
    for vectorizer in vectorizers:
        terms = vectorizer.get_feature_names_out().tolist()
        last = first + len(terms)
        places = {term: place for place, term in enumerate(terms)}
        blocks.append(Block(places, vectorizer.idf_.tolist(), weights[:, first:last].T.tolist()))
        first = last
    classes = tuple(int(sign) for sign in model.classes_)
    return SentimentModel(
        classes, tuple(blocks), weights[:, first:].T.tolist(), intercepts.tolist(),
        temperature, report,
    )  # fmt: skip
