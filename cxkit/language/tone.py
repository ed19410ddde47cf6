"""Tone: how a text, a sentence or any run of tokens feels about what it tells, and why.

Words, phrases and marks of the lexicon are found (:func:`find_hits`), each with its place and the
rule that gave it its value. A small head (:mod:`cxkit.language.head`) turns ten numbers about the
hits and the form of the text into calibrated shares of negative, neutral and positive.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import log1p
from typing import NamedTuple

from cxkit.language.document import Document
from cxkit.language.head import Head, shipped_head
from cxkit.language.lexicon import (
    COMPARED,
    NEGATED_PRAISE,
    PAUSE,
    Lexicon,
    Phrase,
    key_of,
    lexicon,
)  # fmt: skip
from cxkit.language.tokens import Token

LABELS = ("negative", "neutral", "positive")

UNSURE = 0.36
"""The label is "unsure" when the likeliest one is less likely than this; chance is 0.33."""

REACH = {"cyr": 2, "lat": 4}
"""How many words after it a negator denies: a Russian one the next, an English one more."""

REACH_OF_BLAME = 2
"""Words of blame are only turned this near to the negator: "not a bad place"."""

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

NO_CONTRAST = -1
"""In place of a count of hits where there is no "but"."""

WEIGHED = 50_000
"""Results of the head that are remembered."""

Worth = tuple[float, bool]
"""What a hit is worth, and whether it is a mark."""

_BRACKETS = frozenset("()")
_SMILE, _FROWN = 1.0, -1.5

_CONTRAST = frozenset(("но", "однако", "зато", "but", "however", "except", "yet"))
_MASKED = re.compile(r"(?<!\w)(?:[хпбеёзжмfscb]|на|за|о)\w{0,3}[*#@$]{1,6}\w{1,8}", re.IGNORECASE)


class Hit(NamedTuple):
    """One word, phrase or mark that carries tone.

    Attributes
    ----------
    start, end : int
        Its place in the text.
    lemma : str
        What was found, as lemmas.
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


class Form(NamedTuple):
    """What the head is told of a stretch of text besides its hits.

    Attributes
    ----------
    n_words : int
        How many words it has.
    question : float
        1 where it asks, 0 otherwise.
    negators : list of Token
        Its denying words.
    """

    n_words: int
    question: float
    negators: list[Token]


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
        From :func:`cxkit.language.document.parse`.
    head : Head, optional
        Another head than the one the package ships.

    Examples
    --------
    >>> from cxkit.language.document import parse
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
    hits, tail = find_hits(tokens)
    if "*" in text:
        hits = _with_masked(hits, tokens, text)
    return _tone(_form(tokens), hits, tail, head)


def _form(tokens: Sequence[Token]) -> Form:
    """Count words and denials, and see whether there is a question mark."""
    n_words, question, negators = 0, 0.0, []
    for token in tokens:
        tags = token.tags
        if "word" in tags:
            n_words += 1
            if "neg" in tags:
                negators.append(token)
        elif token.lemma == "?":
            question = 1.0
    return Form(n_words, question, negators)


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


def find_hits(tokens: Sequence[Token]) -> tuple[list[Hit], int]:
    """Find what carries tone.

    Returns
    -------
    list of Hit
        In order.
    int
        How many of them stand before the last "but"; ``NO_CONTRAST`` without one.
    """
    search = _Search(tokens, lexicon())
    search.run()
    return search.hits, search.tail


@dataclass(slots=True)
class _Search:
    """One pass over tokens: what was found and what is denied or strengthened from here."""

    tokens: Sequence[Token]
    known: Lexicon
    hits: list[Hit] = field(default_factory=list)
    tail: int = NO_CONTRAST
    denied_until: int = 0
    blame_until: int = 0
    boost: float = 1.0
    boost_at: int = -9

    def run(self) -> None:
        """Look at every token that may carry something."""
        tokens, quiet = self.tokens, self.known.quiet
        index, n_tokens = 0, len(tokens)
        while index < n_tokens:
            token = tokens[index]
            opened = quiet.get(token[2:4])
            if opened is None:
                index += self.step(index, token)
            elif opened is PAUSE:
                self.denied_until = 0
                index += 1
            elif opened and self.goes_on(index, opened):
                index += self.step(index, token)
            else:
                index += 1

    def goes_on(self, index: int, opened: Mapping[str, list[Phrase]]) -> bool:
        """Tell whether the word after this one may be the second of a phrase."""
        if index + 1 == len(self.tokens):
            return False
        following = self.tokens[index + 1]
        lemma = following.lemma
        return lemma in opened or lemma in COMPARED or "neg" in following.tags

    def step(self, index: int, token: Token) -> int:
        """Take what a token carries; give how many tokens that was: more than one for a phrase."""
        known, lemma = self.known, token.lemma
        denies = "neg" in token.tags
        key = key_of(token.text, token) if denies or lemma in COMPARED else lemma
        if key in known.phrases and (length := self.phrase(index, known.phrases[key])):
            return length
        if denies:
            self.deny(index, token)
        elif "word" in token.tags:
            self.take(index, token, key)
        elif lemma in known.marks:
            self.add(token, token, lemma, known.marks[lemma], "mark")
        elif lemma in _BRACKETS:
            self.bracket(index, token)
        elif lemma != "-":
            self.denied_until = 0
            if key not in known.phrases:
                known.keep_quiet(token[2:4], PAUSE)
        return 1

    def bracket(self, index: int, token: Token) -> None:
        """Take a bracket without a partner after a Russian word for a smile or a frown."""
        opens = token.lemma == "("
        before, after = self.tokens[:index], self.tokens[index + 1 :]
        if not before or "cyr" not in before[-1].tags or (opens and after):
            return
        if not opens and any(other.lemma == "(" for other in before):
            return
        self.add(token, token, token.lemma, _FROWN if opens else _SMILE, "mark")

    def take(self, index: int, token: Token, key: str) -> None:
        """Take a word of tone, an intensifier, a "but"; remember a word that is none of them."""
        known, lemma, low = self.known, token.lemma, token.text.lower()
        is_loud = low in known.words or lemma in known.words
        if is_loud:
            self.word(index, token, low)
        if lemma in known.intensifiers:
            self.strengthen(index, known.intensifiers[lemma])
        elif lemma in _CONTRAST:
            self.tail, self.denied_until = len(self.hits), 0
        elif not is_loud:
            known.keep_quiet(token[2:4], known.phrases.get(key, {}))

    def add(self, first: Token, last: Token, lemma: str, value: float, rule: str) -> None:
        """Keep a hit, if it is worth anything."""
        if value:
            self.hits.append(Hit(first.start, last.end, lemma, value, rule))

    def phrase(self, index: int, entries: dict[str, list[Phrase]]) -> int:
        """Take the longest phrase that begins here; give its length, or 0."""
        tokens = self.tokens
        if index + 1 >= len(tokens):
            return 0
        near = _opened(entries, tokens[index + 1])
        found = (entry for entry in near if _matches(tokens, index + 1, entry[0]))
        rest, value = next(found, ((), 0.0))
        if not rest or self.only_denies(index, len(rest)):
            return 0
        inside = tokens[index : index + len(rest) + 1]
        rule = "phrase"
        if index < self.denied_until and not any("neg" in token.tags for token in inside):
            rule, value = "negated", max(value, 0.0) * NEGATED_PRAISE
        lemma = " ".join(token.lemma for token in inside)
        self.add(inside[0], inside[-1], lemma, value, rule)
        self.denied_until = 0
        if "neg" in inside[-1].tags:
            self.deny(index + len(rest), inside[-1])
        return len(inside)

    def only_denies(self, index: int, n_more: int) -> bool:
        """Tell whether a phrase such as «не очень» only denies the word of tone after it."""
        after = index + n_more + 1
        if after >= len(self.tokens) or "neg" not in self.tokens[index].tags:
            return False
        last = self.tokens[after - 1].lemma
        return last in self.known.intensifiers and self.tokens[after].lemma in self.known.words

    def deny(self, index: int, token: Token) -> None:
        """Begin a negation; «нет» turns the word before it («запаха нет»)."""
        last = self.hits[-1] if self.hits else None
        if last and token.lemma == "нет" and last.rule == "word" and token.start - last.end <= 6:
            negated = self.known.words.get(last.lemma, (0.0, 0.0))[1]
            self.hits[-1] = last._replace(value=negated, rule="negated")
        self.denied_until = index + 1 + REACH["cyr" if "cyr" in token.tags else "lat"]
        self.blame_until = index + 1 + REACH_OF_BLAME

    def word(self, index: int, token: Token, low: str) -> None:
        """Take a word of tone: as it is, denied or strengthened."""
        words = self.known.words
        value, negated = words[low] if low in words else words[token.lemma]
        rule = "word"
        if index < self.denied_until and (value >= 0 or index < self.blame_until):
            value, rule = negated, "negated"
        elif self.boost_at == index - 1 and self.boost != 1.0:
            value, rule = value * self.boost, "intensified"
        self.add(token, token, token.lemma, value, rule)

    def strengthen(self, index: int, factor: float) -> None:
        """Strengthen or weaken the next word; a negation reaches over it."""
        self.boost, self.boost_at = factor, index
        if index < self.denied_until:
            self.denied_until += 1


def _opened(entries: dict[str, list[Phrase]], following: Token) -> list[Phrase]:
    """Give the phrases whose second word can be this one, the longest first."""
    near = entries.get(following.lemma, [])
    key = key_of(following.text, following)
    if key == following.lemma or key not in entries:
        return near
    return sorted(near + entries[key], key=lambda phrase: -len(phrase[0]))


def _matches(tokens: Sequence[Token], index: int, keys: tuple[str, ...]) -> bool:
    """Tell whether the tokens from *index* on are these."""
    if index + len(keys) > len(tokens):
        return False
    for place, key in enumerate(keys, index):
        token = tokens[place]
        if (token.lemma != key or key in COMPARED) and key_of(token.text, token) != key:
            return False
    return True


def _with_masked(hits: list[Hit], tokens: Sequence[Token], text: str) -> list[Hit]:
    """Add swear words written with stars."""
    if not tokens:
        return hits
    found = [
        Hit(match.start(), match.end(), match.group().lower(), -3.0, "masked")
        for match in _MASKED.finditer(text, tokens[0].start, tokens[-1].end)
    ]
    return sorted([*hits, *found])


def numbers_of(document: Document) -> list[float]:
    """Give the numbers that the head reads for a whole text."""
    tone = read(document)
    return features(document.tokens, tone.hits, tone.tail)


def features(tokens: Sequence[Token], hits: Sequence[Hit], tail: int) -> list[float]:
    """Give the numbers that the head reads, in the order of ``FEATURES``.

    Parameters
    ----------
    tokens : sequence of Token
        Of the stretch of text.
    hits : sequence of Hit
        What was found in it.
    tail : int
        How many of the hits stand before the last "but".
    """
    form = _form(tokens)
    worth = [(hit.value, hit.rule == "mark") for hit in hits]
    return _numbers(form.n_words, form.question, _denies(form, hits), worth, tail)


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
