"""Tone: how a text, a sentence or any run of tokens feels about what it tells, and why.

Words, phrases and marks of the lexicon are found (:mod:`cxkit.language.sentiment.tone_hits`),
each with its place and the rule that gave it its value. A small head
(:mod:`cxkit.language.sentiment.sentiment_head`) turns ten numbers about the hits and the form of
the text into calibrated shares of negative, neutral and positive.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from math import log1p
from typing import NamedTuple

from cxkit.language.ground.document import Document
from cxkit.language.ground.tokens import Token
from cxkit.language.sentiment.sentiment_head import Head, shipped_head
from cxkit.language.sentiment.tone_hit import NO_CONTRAST, Hit
from cxkit.language.sentiment.tone_hits import Form, find_hits, with_masked

LABELS = ("negative", "neutral", "positive")

UNSURE = 0.36
"""The label is "unsure" when the likeliest one is less likely than this; chance is 0.33."""

MOST_MARKS = 4.0
"""Emoji and smileys count up to this sum: a row of twenty hearts is one feeling."""

LONGEST_PHRASE = 200
"""No phrase of the lexicon has more letters."""

SHORT = 3
"""In an answer of so many words "no" and "nothing" are the whole answer, not a complaint."""

WEAK = 1.2
"""A text whose hits are all weaker than this only hints."""

FEATURES = (
    "net", "net_after_but", "no_hit", "praise_marks", "blame_marks", "length", "mixed", "question",
    "denial", "weak",
)  # fmt: skip

WEIGHED = 50_000
"""Results of the head that are remembered."""

Worth = tuple[float, bool]
"""What a hit is worth, and whether it is a mark."""


class Tone(NamedTuple):
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
    tail : int
        How many of them stand before the last "but".
    form : Form
        What else the head was told.
    """

    score: float
    label: str
    confidence: float
    hits: list[Hit]
    tail: int
    form: Form


def read(document: Document, head: Head | None = None) -> Tone:
    """Read the tone of a whole text.

    Parameters
    ----------
    document : Document
        From :func:`cxkit.language.ground.document.parse`.
    head : Head, optional
        Another head than the one the package ships.

    Examples
    --------
    >>> from cxkit.language.ground.document import parse
    >>> tone = read(parse("Курьер нахамил, больше не закажу!"))
    >>> tone.label, [(hit.lemma, hit.rule) for hit in tone.hits]
    ('negative', [('нахамить', 'word'), ('большой не заказать', 'phrase')])
    """
    parts = [read_tokens(sentence.tokens, document.text, head) for sentence in document.sentences]
    return joined(parts, head)


def joined(parts: Sequence[Tone], head: Head | None = None) -> Tone:
    """Read the tone of a whole text from what was found in its sentences.

    Parameters
    ----------
    parts : sequence of Tone
        Of the sentences, in order.
    head : Head, optional
        Another head than the one the package ships.
    """
    if len(parts) == 1:
        return parts[0]
    hits: list[Hit] = []
    negators: list[Token] = []
    tail, n_words, question = NO_CONTRAST, 0, 0.0
    for part in parts:
        if part.tail != NO_CONTRAST:
            tail = len(hits) + part.tail
        hits += part.hits
        negators += part.form.negators
        n_words += part.form.n_words
        question = question or part.form.question
    return _tone(Form(n_words, question, negators), hits, tail, head)


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
    hits, tail, form = find_hits(tokens)
    if "*" in text:
        hits = with_masked(hits, tokens, text)
    return _tone(form, hits, tail, head)


def _tone(form: Form, hits: list[Hit], tail: int, head: Head | None) -> Tone:
    """Weigh what was found; a stretch without a word and without a hit has no tone to read."""
    if not hits and not form.n_words:
        return Tone(0.0, "unsure", 1 / 3, [], NO_CONTRAST, form)
    score, label, confidence = weigh(
        head or shipped_head(),
        form.n_words,
        form.question,
        _denies(form, hits),
        tuple([(hit.value, hit.rule == "mark") for hit in hits]),
        tail,
    )
    return Tone(score, label, confidence, hits, tail, form)


@lru_cache(maxsize=WEIGHED)
def weigh(
    head: Head, n_words: int, question: float, denial: bool, worth: Sequence[Worth], tail: int
) -> tuple[float, str, float]:
    """Give score, label and confidence; stretches with the same numbers are weighed once."""
    shares = head.shares(_numbers(n_words, question, denial, worth, tail))
    most = max(shares)
    label = LABELS[shares.index(most)] if most >= UNSURE else "unsure"
    return shares[2] - shares[0], label, most


def numbers_of(document: Document) -> list[float]:
    """Give the numbers that the head reads for a whole text."""
    return features(read(document))


def features(tone: Tone) -> list[float]:
    """Give the numbers that the head read of a stretch of text, in the order of ``FEATURES``."""
    form, hits = tone.form, tone.hits
    worth = [(hit.value, hit.rule == "mark") for hit in hits]
    return _numbers(form.n_words, form.question, _denies(form, hits), worth, tone.tail)


def _denies(form: Form, hits: Sequence[Hit]) -> bool:
    """Tell whether some denial is not spent on a word of tone."""
    if form.n_words <= SHORT or not form.negators:
        return False
    return any(not _used(token, hits) for token in form.negators)


def _numbers(
    n_words: int, question: float, denial: bool, worth: Sequence[Worth], tail: int
) -> list[float]:
    praise, blame, praise_marks, blame_marks = _sums(worth)
    late_praise, late_blame = _sums(worth[tail:])[:2] if tail > 0 else (praise, blame)
    total = praise + blame + 1.5
    return [
        (praise - blame) / total,
        (late_praise - late_blame) / (late_praise + late_blame + 1.5),
        0.0 if worth else 1.0,
        min(praise_marks, MOST_MARKS),
        min(blame_marks, MOST_MARKS),
        log1p(n_words),
        2 * min(praise, blame) / total,
        question,
        1.0 if denial else 0.0,
        1.0 if worth and all(-WEAK < value < WEAK for value, _ in worth) else 0.0,
    ]


def _sums(worth: Sequence[Worth]) -> tuple[float, float, float, float]:
    """Add up praise and blame, of all and of the marks alone."""
    praise = blame = praise_marks = blame_marks = 0.0
    for value, is_mark in worth:
        if is_mark:
            if value > 0:
                praise_marks += value
            else:
                blame_marks -= value
        elif value > 0:
            praise += value
        else:
            blame -= value
    praise += min(praise_marks, MOST_MARKS)
    blame += min(blame_marks, MOST_MARKS)
    return praise, blame, praise_marks, blame_marks


def _used(negator: Token, hits: Sequence[Hit]) -> bool:
    """Tell whether a negator belongs to a phrase or turned the word after it."""
    first = bisect_left(hits, (negator.start - LONGEST_PHRASE,))
    last = bisect_left(hits, (negator.start + 40,))
    return any(
        hit.start <= negator.start < hit.end
        or (hit.rule == "negated" and 0 < hit.start - negator.start < 40)
        for hit in hits[first:last]
    )
