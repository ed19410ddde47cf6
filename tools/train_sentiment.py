"""Rebuild the head of the general sentiment model from named public files and our own texts.

    python tools/train_sentiment.py FOLDER

FOLDER holds the permissively licensed sets named in ``labelled_sets.POOL``, all but our own; the
card ``cxkit/language/data/sentiment_head.md`` says where they come from. Each set weighs the same
and so does each class inside it. One temperature, fitted on predictions for sets that were left
out, makes the probabilities honest. The result is ``sentiment_head.json``.
"""

import json
from pathlib import Path

import numpy as np
from labelled_sets import POOL, READERS, Labelled, folder_given
from scipy.optimize import minimize_scalar
from sklearn.linear_model import LogisticRegression

from cxkit.language.ground.document import parse
from cxkit.language.sentiment import tone
from cxkit.language.sentiment.sentiment_head import Head

TARGET = Path(__file__).parents[1] / "cxkit" / "language" / "data" / "sentiment_head.json"


def numbers_of(texts: list[str]) -> np.ndarray:
    """Give the features of texts, one row a text."""
    return np.array([tone.numbers_of(parse(text)) for text in texts])


def even_weights(labels: np.ndarray) -> np.ndarray:
    """Give weights that make classes equal and add up to 1."""
    weights = np.zeros(len(labels))
    for label in set(labels):
        weights[labels == label] = 1 / (labels == label).sum()
    return weights / weights.sum()


def fit(pool: list[Labelled], numbers: dict[str, np.ndarray]) -> LogisticRegression:
    """Fit the head on some sets, each with the same weight."""
    x = np.vstack([numbers[one.name] for one in pool])
    y = np.concatenate([np.array(one.labels) for one in pool])
    weights = np.concatenate([even_weights(np.array(one.labels)) for one in pool])
    return LogisticRegression(max_iter=1000).fit(x, y, sample_weight=weights * 10_000 / len(pool))


def temperature_of(pool: list[Labelled], numbers: dict[str, np.ndarray]) -> float:
    """Give the divisor of the logits that predicts left-out sets best (two-class sets apart)."""
    margins, hits, weights = [], [], []
    for left_out in (one for one in pool if len(one.classes) == 3):
        model = fit([one for one in pool if one is not left_out], numbers)
        labels = np.array(left_out.labels)
        margins.append(model.decision_function(numbers[left_out.name]))
        hits.append(labels + 1)
        weights.append(even_weights(labels))
    z, y, w = np.vstack(margins), np.concatenate(hits), np.concatenate(weights)

    def loss(divisor: float) -> float:
        scaled = z / divisor
        scaled -= scaled.max(axis=1, keepdims=True)
        chosen = scaled[np.arange(len(y)), y] - np.log(np.exp(scaled).sum(axis=1))
        return float(-(w * chosen).sum())

    return float(minimize_scalar(loss, bounds=(0.5, 3), method="bounded").x)


def head_of(model: LogisticRegression, temperature: float) -> Head:
    """Turn a fitted model into the head that the package reads."""
    return Head(
        tone.FEATURES,
        tuple(tuple(row) for row in (model.coef_ / temperature).round(4).tolist()),
        tuple((model.intercept_ / temperature).round(4).tolist()),
    )


def main() -> None:
    folder = folder_given(str(__doc__))
    pool = [READERS[name](folder) for name in POOL]
    numbers = {one.name: numbers_of(one.texts) for one in pool}
    head = head_of(fit(pool, numbers), temperature_of(pool, numbers))
    stored = {"features": head.features, "weights": head.weights, "intercepts": head.intercepts}
    TARGET.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(POOL)} sets, {len(tone.FEATURES)} features")


if __name__ == "__main__":
    main()
