"""Tone: how a text, a sentence or any stretch of tokens feels about what it tells, and why.

Words, phrases and marks of the lexicon are found (:func:`find_hits`), each with its place and the
rule that gave it its value. A small head (:mod:`cxkit.language.head`) turns ten numbers about the
hits and the form of the text into calibrated shares of negative, neutral and positive.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p
from typing import NamedTuple

from cxkit.language.document import Document
from cxkit.language.head import Head, shipped_head
from cxkit.language.lexicon import (
    COMPARED,
    NEGATED_BLAME,
    NEGATED_PRAISE,
    Lexicon,
    key_of,
    lexicon,
)
from cxkit.language.tokens import Token

LABELS = ("negative", "neutral", "positive")
UNSURE = 0.36
"""The label is "unsure" when its share is below this; chance is 0.33."""

REACH = {True: 2, False: 4}
"""How many words after a negator it denies: Russian (True) denies the next, English more."""

_CONTRAST = frozenset(("но", "однако", "зато", "but", "however", "except", "yet"))
_MASKED = re.compile(r"(?<!\w)(?:[хпбеёзжмfscb]|на|за|о)\w{0,3}[*#@$]{1,6}\w{1,8}", re.IGNORECASE)


class Hit(NamedTuple):
    """One word, phrase or mark that carries tone.

    Attributes
    ----------
    start, end : int
        Its place in the text.
    lemma : str
        The entry of the lexicon.
    value : float
        What it is worth here, about -4 to 4, after negation and intensifier.
    rule : str
        "word", "phrase", "mark", "negated", "intensified" or "masked".
    """

    start: int
    end: int
    lemma: str
    value: float
    rule: str


@dataclass(frozen=True, slots=True)
class Tone:
    """How a stretch of text feels.

    Attributes
    ----------
    score : float
        -1 to 1: the probability of positive less that of negative.
    label : str
        "negative", "neutral", "positive" or "unsure".
    confidence : float
        Calibrated probability of the likeliest label.
    hits : list of Hit
        The words that made it.
    """

    score: float
    label: str
    confidence: float
    hits: list[Hit]


def read(document: Document, head: Head | None = None) -> Tone:
    """Read the tone of a whole text.

    Parameters
    ----------
    document : Document
        From :func:`cxkit.language.document.parse`.
    head : Head, optional
        Another head than the one the package ships.

    Examples
    --------
    >>> from cxkit.language.document import parse
    >>> tone = read(parse("Курьер нахамил, больше не закажу!"))
    >>> tone.label, [(hit.lemma, hit.rule) for hit in tone.hits]
    ('negative', [('нахамить', 'word'), ('больше не заказать', 'phrase')])
    """
    return read_tokens(document.tokens, document.text, head)


def read_tokens(tokens: Sequence[Token], text: str = "", head: Head | None = None) -> Tone:
    """Read the tone of any run of tokens: a sentence, a clause, the clauses about one thing.

    Parameters
    ----------
    tokens : sequence of Token
        In order; may be empty.
    text : str
        The whole text, only to find swear words masked with stars.
    head : Head, optional
        Another head than the one the package ships.
    """
    hits, tail = find_hits(tokens)
    if "*" in text:
        hits = _with_masked(hits, tokens, text)
    shares = (head or shipped_head()).shares(features(tokens, hits, tail))
    best = max(range(3), key=shares.__getitem__)
    label = LABELS[best] if shares[best] >= UNSURE else "unsure"
    return Tone(shares[2] - shares[0], label, shares[best], hits)


def find_hits(tokens: Sequence[Token]) -> tuple[list[Hit], int]:
    """Find what carries tone.

    Returns
    -------
    list of Hit
        In order.
    int
        How many of them stand before the last "but".
    """
    known = lexicon()
    words, phrases, marks = known.words, known.phrases, known.marks
    hits: list[Hit] = []
    tail = denied_until = blame_until = 0
    index, n_tokens = 0, len(tokens)
    boost, boost_at = 1.0, -9
    while index < n_tokens:
        token = tokens[index]
        tags = token.tags
        if "word" not in tags:
            if token.lemma in marks:
                hits.append(Hit(token.start, token.end, token.lemma, marks[token.lemma], "mark"))
            elif token.lemma != "-":
                denied_until = 0
            index += 1
            continue
        lemma = token.lemma
        negator = "neg" in tags
        key = key_of(token.text, token) if negator or lemma in COMPARED else lemma
        if key in phrases:
            match = _phrase(phrases[key], tokens, index)
            if match and not _only_denies(tokens, index, match[0], known):
                length, value = match
                if value:
                    rule = "phrase"
                    if index < denied_until and not negator:
                        value, rule = value * (NEGATED_PRAISE if value > 0 else NEGATED_BLAME), "negated"
                    last = tokens[index + length - 1]
                    name = " ".join(part.lemma for part in tokens[index : index + length])
                    hits.append(Hit(token.start, last.end, name, value, rule))
                index += length
                denied_until = 0
                continue
        if negator:
            if hits and lemma == "нет" and hits[-1].rule == "word" and _just_before(hits[-1], token):
                hits[-1] = _denied(hits[-1], words)
            denied_until = index + 1 + REACH["cyr" in tags]
            blame_until = index + 3
            index += 1
            continue
        if lemma in _CONTRAST:
            tail, denied_until = len(hits), 0
        low = token.text.lower()
        value_pair = words.get(low) or words.get(lemma)
        if value_pair is not None:
            value, negated = value_pair
            rule = "word"
            if index < denied_until and (value >= 0 or index < blame_until):
                value, rule = negated, "negated"
            elif boost_at >= index - 1 and boost != 1.0:
                value, rule = value * boost, "intensified"
            if value:
                hits.append(Hit(token.start, token.end, lemma, value, rule))
        if lemma in known.intensifiers:
            boost, boost_at = known.intensifiers[lemma], index
            if index < denied_until:
                denied_until += 1
        index += 1
    return hits, tail


def _phrase(
    entries: list[tuple[tuple[str, ...], float]], tokens: Sequence[Token], index: int
) -> tuple[int, float] | None:
    """Give length and value of the longest phrase that begins here."""
    for rest, value in entries:
        end = index + 1 + len(rest)
        if end > len(tokens):
            continue
        for place, key in enumerate(rest, index + 1):
            token = tokens[place]
            if token.lemma != key or key in COMPARED:
                if key_of(token.text, token) != key:
                    break
        else:
            return len(rest) + 1, value
    return None


def _only_denies(tokens: Sequence[Token], index: int, length: int, known: Lexicon) -> bool:
    """Tell whether a phrase such as «не очень» only denies the valued word after it."""
    last = index + length - 1
    if last + 1 >= len(tokens) or "neg" not in tokens[index].tags:
        return False
    return tokens[last].lemma in known.intensifiers and tokens[last + 1].lemma in known.words


def _just_before(hit: Hit, token: Token) -> bool:
    return token.start - hit.end <= 6


def _denied(hit: Hit, words: dict[str, tuple[float, float]]) -> Hit:
    """Turn a hit into what it is worth after a negation."""
    negated = words.get(hit.lemma, (hit.value, -0.5 * hit.value))[1]
    return hit._replace(value=negated, rule="negated")


def _with_masked(hits: list[Hit], tokens: Sequence[Token], text: str) -> list[Hit]:
    """Add swear words written with stars."""
    if not tokens:
        return hits
    found = [
        Hit(match.start(), match.end(), match.group().lower(), -3.0, "masked")
        for match in _MASKED.finditer(text, tokens[0].start, tokens[-1].end)
    ]
    return sorted([*hits, *found])


FEATURES = (
    "net", "net_after_but", "no_hit", "praise_marks", "blame_marks", "length", "mixed", "question",
    "denials",
)  # fmt: skip


def features(tokens: Sequence[Token], hits: Sequence[Hit], tail: int) -> list[float]:
    """Give the numbers that the head reads, in the order of ``FEATURES``."""
    praise = blame = tail_praise = tail_blame = praise_marks = blame_marks = 0.0
    for place, hit in enumerate(hits):
        value = hit.value
        if hit.rule == "mark":
            if value > 0:
                praise_marks += 1
            else:
                blame_marks += 1
        if value > 0:
            praise += value
            if place >= tail:
                tail_praise += value
        else:
            blame -= value
            if place >= tail:
                tail_blame -= value
    n_words = 0
    question = 0.0
    denials = 0
    for token in tokens:
        tags = token.tags
        if "word" in tags:
            n_words += 1
            if "neg" in tags:
                denials += 1
        elif token.lemma == "?":
            question = 1.0
    total = praise + blame + 1.5
    return [
        (praise - blame) / total,
        (tail_praise - tail_blame) / (tail_praise + tail_blame + 1.5),
        0.0 if hits else 1.0,
        min(praise_marks, 3.0),
        min(blame_marks, 3.0),
        log1p(n_words),
        2 * min(praise, blame) / total,
        question,
        min(denials, 4.0),
    ]
