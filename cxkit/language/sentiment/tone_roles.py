"""What a word or a mark can do in the search for tone, wherever it stands."""

from collections.abc import Mapping
from typing import NamedTuple

from cxkit.language.ground.memory import Memory
from cxkit.language.ground.word import Word
from cxkit.language.sentiment.lexicon import Lexicon, Phrase, Value, key_of, lexicon

KEPT = 100_000
"""Words whose role is remembered before the memory starts anew."""

WORDS = ("word", "contrast", "condition")
"""Sorts of words that deny nothing."""

_NO_PHRASES: Mapping[str, list[Phrase]] = {}
_BRACKETS = frozenset("()")
_CONDITION = frozenset(("если", "if"))
_CONTRAST = frozenset(("но", "однако", "зато", "but", "however", "except", "yet"))


class Role(NamedTuple):
    """What a word or a mark can do in the search, wherever it stands.

    Attributes
    ----------
    sort : str
        "word", "denial", "contrast" ("but"), "condition" ("if"); "mark" (emoji, smileys),
        "bracket", "question", "dash", or "pause", which ends a denial.
    lemma, key : str
        Its lemma, and what it is called in phrases.
    opened : mapping of str to list of Phrase
        Phrases that it opens, by their second key.
    value : (float, float) or None
        What it is worth, and what after a negation.
    factor : float or None
        By how much it strengthens the next word.
    acts : bool
        Whether it does anything outside a phrase.
    """

    sort: str
    lemma: str
    key: str
    opened: Mapping[str, list[Phrase]]
    value: Value | None
    factor: float | None
    acts: bool


END = Role("pause", "", "", _NO_PHRASES, None, None, acts=False)


Shown = tuple[str, str, frozenset[str]]
"""A token without its place: text, lemma and tags."""


def _role(token: Shown) -> Role:
    """Work out the role of a token."""
    written, lemma, tags = token
    known = lexicon()
    sort = _sort(known, lemma, tags)
    key = key_of(written, Word(lemma, tags))
    opened = known.phrases.get(key, _NO_PHRASES)
    value = factor = None
    if sort in WORDS:
        value = known.words.get(written.lower()) or known.words.get(lemma)
        factor = known.intensifiers.get(lemma)
    elif sort == "mark":
        value = (known.marks[lemma], known.marks[lemma])
    acts = sort not in ("word", "condition", "dash") or bool(value) or factor is not None
    return Role(sort, lemma, key, opened, value, factor, acts)


def _sort(known: Lexicon, lemma: str, tags: frozenset[str]) -> str:
    """Give the sort of a token, as told in :class:`Role`."""
    if "neg" in tags:
        return "denial"
    if "word" in tags:
        if lemma in _CONDITION:
            return "condition"
        return "contrast" if lemma in _CONTRAST and lemma not in known.intensifiers else "word"
    if lemma in known.marks:
        return "mark"
    if lemma in _BRACKETS:
        return "bracket"
    return {"?": "question", "-": "dash"}.get(lemma, "pause")


ROLES = Memory(_role, KEPT)
"""What words do."""
