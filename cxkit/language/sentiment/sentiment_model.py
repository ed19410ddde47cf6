"""A sentiment model of one researcher's domain: what it is, how it reads, how it is kept in a file.

It is a balanced logistic regression on three blocks of numbers: words and pairs of words (denied
ones marked), runs of three to five letters, and what the general model sees (the features of the
lexicon). It is made by :func:`cxkit.language.sentiment.fit_sentiment.fit_sentiment`.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from cxkit.errors import ReadError
from cxkit.language.ground.document import Document
from cxkit.language.ground.tokens import Token
from cxkit.language.sentiment.tone import LABELS, UNSURE, Tone, features, read

DENIED = 3
"""How many words after a negator are marked as denied."""

LETTERS = range(3, 6)
BLOCKS = ("words", "letters")

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Block:
    """One block of terms.

    Attributes
    ----------
    places : dict of str to int
        Row of each term in the other two.
    rarity : list of float
        Inverse document frequency of each term.
    weights : list of list of float
        Weight of each term for each class that was learned.
    """

    places: dict[str, int]
    rarity: list[float]
    weights: list[list[float]]


@dataclass(frozen=True, slots=True)
class SentimentModel:
    """Sentiment as the ratings of one researcher define it.

    Attributes
    ----------
    classes : tuple of int
        The signs that were learned: -1, 0, 1 or two of them.
    blocks : tuple of Block
        Words, then letters; none when the general model was kept.
    form_weights : list of list of float
        Weights of the lexicon's features, one row a feature.
    intercepts : list of float
        One a class.
    temperature : float
        What the logits are divided by, so that the probabilities are honest.
    report : dict
        How it was made; see :func:`cxkit.language.sentiment.fit_sentiment.fit_sentiment`.
    """

    classes: tuple[int, ...]
    blocks: tuple[Block, ...]
    form_weights: list[list[float]]
    intercepts: list[float]
    temperature: float
    report: dict[str, object]

    def read(self, document: Document) -> Tone:
        """Read the tone of a whole text.

        Parameters
        ----------
        document : Document
            From :func:`cxkit.language.ground.document.parse`.
        """
        general = read(document)
        if not self.blocks:
            return general
        logits = list(self.intercepts)
        tokens = document.tokens
        found = (word_terms(tokens), letter_terms(document.text))
        for block, terms in zip(self.blocks, found, strict=True):
            _add_block(logits, block, terms)
        form = features(general)
        for number, row in zip(form, self.form_weights, strict=True):
            for place, weight in enumerate(row):
                logits[place] += number * weight
        shares = self._shares(logits)
        best = max(range(3), key=shares.__getitem__)
        label = LABELS[best] if shares[best] >= UNSURE else "unsure"
        return Tone(
            shares[2] - shares[0], label, shares[best], general.hits, general.tail, general.form
        )

    def _shares(self, logits: Sequence[float]) -> list[float]:
        """Turn logits of the learned classes into shares of negative, neutral and positive."""
        highest = max(logits)
        odds = [exp((logit - highest) / self.temperature) for logit in logits]
        shares = [0.0, 0.0, 0.0]
        for sign, odd in zip(self.classes, odds, strict=True):
            shares[sign + 1] = odd / sum(odds)
        return shares

    def save(self, path: str | Path) -> Path:
        """Write the model to one file (a zip of plain arrays; nothing in it is ever run).

        Parameters
        ----------
        path : str or Path
            A file name; ".npz" is put after it when it has another ending.

        Returns
        -------
        Path
            Where it was written.
        """
        path = Path(path)
        path = path if path.suffix == ".npz" else path.with_name(path.name + ".npz")
        arrays: dict[str, NDArray[np.generic]] = {}
        for name, block in zip(BLOCKS, self.blocks, strict=False):
            arrays[f"{name}_terms"] = np.array("\n".join(block.places).encode())
            arrays[f"{name}_rarity"] = np.array(block.rarity, dtype=np.float32)
            arrays[f"{name}_weights"] = np.array(block.weights, dtype=np.float32)
        head = {
            "classes": self.classes,
            "form_weights": self.form_weights,
            "intercepts": self.intercepts,
            "temperature": self.temperature,
            "report": self.report,
        }
        arrays["head"] = np.array(json.dumps(head))
        np.savez_compressed(path, allow_pickle=False, **arrays)
        return path


def load_sentiment(path: str | Path) -> SentimentModel:
    """Read a model that :meth:`SentimentModel.save` wrote.

    Parameters
    ----------
    path : str or Path
        The file.

    Raises
    ------
    ReadError
        If there is no such file, or it is not a sentiment model.
    """
    try:
        with np.load(path, allow_pickle=False) as stored:
            head = json.loads(str(stored["head"]))
            blocks = tuple(
                _block(
                    bytes(stored[f"{name}_terms"]).decode().split("\n"),
                    stored[f"{name}_rarity"],
                    stored[f"{name}_weights"],
                )
                for name in BLOCKS
                if f"{name}_terms" in stored
            )
    except (OSError, ValueError, KeyError, BadZipFile) as problem:
        raise ReadError(
            f"{path} is not a sentiment model that cxkit saved ({problem}). "
            "Give the .npz file that SentimentModel.save wrote, or fit the model again."
        ) from problem
    return SentimentModel(
        tuple(head["classes"]), blocks, head["form_weights"], head["intercepts"],
        head["temperature"], head["report"],
    )  # fmt: skip


def _block(terms: Sequence[str], rarity: Numbers, weights: Numbers) -> Block:
    """Make a block of arrays."""
    places = {term: place for place, term in enumerate(terms)}
    return Block(places, rarity.tolist(), weights.tolist())


def _add_block(logits: list[float], block: Block, terms: Iterator[str]) -> None:
    """Add what the terms of one text say; their numbers are scaled to the length 1."""
    places, rarity, weights = block.places, block.rarity, block.weights
    counts = Counter(place for term in terms if (place := places.get(term)) is not None)
    size = 0.0
    sums = [0.0] * len(logits)
    for place, count in counts.items():
        number = (1 + log(count)) * rarity[place]
        size += number * number
        for index, weight in enumerate(weights[place]):
            sums[index] += number * weight
    if size:
        for index, total in enumerate(sums):
            logits[index] += total / sqrt(size)


def word_terms(tokens: Sequence[Token]) -> Iterator[str]:
    """Give lemmas and pairs of lemmas; a denied one begins with "¬".

    Examples
    --------
    >>> from cxkit.language.ground.document import parse
    >>> list(word_terms(parse("Не работает звук.").tokens))
    ['не', '¬работать', 'не ¬работать', '¬звук', '¬работать ¬звук']
    """
    denied = 0
    before = ""
    for token in tokens:
        if "word" not in token.tags:
            denied = 0 if "punct" in token.tags else denied
            term = "" if token.lemma in ",.-()\"'«»:;" else token.lemma
        else:
            term = "¬" + token.lemma if denied else token.lemma
            denied = DENIED if "neg" in token.tags else max(denied - 1, 0)
        if term:
            yield term
            if before:
                yield f"{before} {term}"
        before = term


def letter_terms(text: str) -> Iterator[str]:
    """Give the runs of three to five letters inside words, a space marking the ends of a word.

    Examples
    --------
    >>> list(letter_terms("Ай"))
    [' ай', 'ай ', ' ай ']
    """
    for word in text.lower().replace("ё", "е").split():
        padded = f" {word} "
        for size in LETTERS:
            for start in range(max(len(padded) - size + 1, 0)):
                yield padded[start : start + size]
