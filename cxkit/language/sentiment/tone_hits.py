"""Hits: the words, phrases and marks of the lexicon in a run of tokens, each with what it is worth.

Negation turns or silences a word, an intensifier strengthens it, the longest phrase is taken before
its words, and all of it is settled in one pass over the tokens.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from cxkit.language.ground.tokens import Token, once
from cxkit.language.sentiment.denial import settle
from cxkit.language.sentiment.lexicon import (
    COMPARED,
    NEGATED_PRAISE,
    Lexicon,
    Phrase,
    Value,
    lexicon,
)  # fmt: skip
from cxkit.language.sentiment.tone_hit import NO_CONTRAST, Hit
from cxkit.language.sentiment.tone_roles import END, ROLES, WORDS, Role

REACH = {"cyr": 2, "lat": 4}
"""How many words after it a negator denies: a Russian one the next, an English one more."""

REACH_OF_BLAME = 2
"""Words of blame are only turned this near to the negator: "not a bad place"."""

_SMILE, _FROWN = 1.0, -1.5

_MASKED = re.compile(r"(?<!\w)(?:[хпбеёзжмfscb]|на|за|о)\w{0,3}[*#@$]{1,6}\w{1,8}", re.IGNORECASE)


class Form(NamedTuple):
    """What else is read of a stretch of text.

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


@once
def find_hits(tokens: Sequence[Token]) -> tuple[list[Hit], int, Form]:
    """Find what carries tone.

    Returns
    -------
    list of Hit
        In order.
    int
        How many of them stand before the last "but"; ``NO_CONTRAST`` without one.
    Form
        What else the tokens show.
    """
    own = [ROLES[token[2:]] for token in tokens]
    search = _Search(tokens, own, lexicon())
    search.run()
    sorts = [role.sort for role in own]
    if search.hits and ("denial" in sorts or "condition" in sorts):
        return *settle(tokens, search.hits, search.tail, search.known), _form(tokens, sorts)
    return search.hits, search.tail, _form(tokens, sorts)


def _form(tokens: Sequence[Token], sorts: list[str]) -> Form:
    """Count words and denials, and see whether there is a question mark."""
    n_denials = sorts.count("denial")
    n_words = n_denials + sum(map(sorts.count, WORDS))
    negators = [
        token for token, sort in zip(tokens, sorts, strict=True) if sort == "denial"
    ] if n_denials else []  # fmt: skip
    return Form(n_words, 1.0 if "question" in sorts else 0.0, negators)


@dataclass(slots=True)
class _Search:
    """One pass over tokens: what was found and what is denied or strengthened from here."""

    tokens: Sequence[Token]
    roles: list[Role]
    known: Lexicon
    hits: list[Hit] = field(default_factory=list)
    tail: int = NO_CONTRAST
    denied_until: int = 0
    blame_until: int = 0
    boost: float = 1.0
    boost_at: int = -9

    def run(self) -> None:
        """Take what every token carries that carries something."""
        free = 0
        for index, (role, following) in enumerate(pairwise([*self.roles, END])):
            if index < free:
                continue
            opened = role.opened
            if opened and (following.lemma in opened or following.key in opened):
                free = index + self.phrase(index, opened, following)
            if role.acts and index >= free:
                self.take(index, role)

    def take(self, index: int, role: Role) -> None:
        """Take what a token carries by itself."""
        token, sort = self.tokens[index], role.sort
        if sort in ("pause", "question"):
            self.denied_until = 0
        elif sort == "denial":
            self.deny(index, token)
        elif sort == "mark" and role.value:
            self.add(token, token, role.lemma, role.value[0], "mark")
        elif sort == "bracket":
            self.bracket(index, token)
        else:
            if role.value:
                self.word(index, token, role.value)
            if role.factor is not None:
                self.strengthen(index, role.factor)
            elif sort == "contrast":
                self.tail, self.denied_until = len(self.hits), 0

    def bracket(self, index: int, token: Token) -> None:
        """Take a bracket without a partner after a Russian word for a smile or a frown."""
        opens = token.lemma == "("
        before, after = self.tokens[:index], self.tokens[index + 1 :]
        if not before or "cyr" not in before[-1].tags or (opens and after):
            return
        if not opens and any(other.lemma == "(" for other in before):
            return
        self.add(token, token, token.lemma, _FROWN if opens else _SMILE, "mark")

    def add(self, first: Token, last: Token, lemma: str, value: float, rule: str) -> None:
        """Keep a hit, if it is worth anything."""
        if value:
            self.hits.append(Hit(first.start, last.end, lemma, value, rule))

    def phrase(self, index: int, entries: Mapping[str, list[Phrase]], following: Role) -> int:
        """Take the longest phrase that begins here; give its length, or 0."""
        phrases = _opened(entries, following)
        found = next((one for one in phrases if _matches(self.roles, index + 1, one[0])), None)
        if found is None or self.only_denies(index, len(found[0])):
            return 0
        rest, value = found
        inside = self.tokens[index : index + len(rest) + 1]
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
        is_near = last and last.rule == "word" and token.start - last.end <= 6
        if last and is_near and token.lemma == "нет" and not self.is_headed(index):
            negated = self.known.words.get(last.lemma, (0.0, 0.0))[1]
            self.hits[-1] = last._replace(value=negated, rule="negated")
        self.denied_until = index + 1 + REACH["cyr" if "cyr" in token.tags else "lat"]
        self.blame_until = index + 1 + REACH_OF_BLAME

    def is_headed(self, index: int) -> bool:
        """Tell whether a denial begins what a heading lists: «Недостатки: нет крышки»."""
        after = self.roles[index + 1 : index + 2]
        listed = bool(after) and after[0].sort in WORDS
        return listed and index > 0 and self.tokens[index - 1].lemma == ":"

    def word(self, index: int, token: Token, worth: Value) -> None:
        """Take a word of tone: as it is, denied or strengthened."""
        value, negated = worth
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


def _opened(entries: Mapping[str, list[Phrase]], following: Role) -> list[Phrase]:
    """Give the phrases whose second word can be this one, the longest first."""
    near = entries.get(following.lemma, [])
    if following.key == following.lemma or following.key not in entries:
        return near
    return sorted(near + entries[following.key], key=lambda phrase: -len(phrase[0]))


def _matches(roles: Sequence[Role], index: int, keys: tuple[str, ...]) -> bool:
    """Tell whether the tokens from *index* on are these."""
    if index + len(keys) > len(roles):
        return False
    for place, key in enumerate(keys, index):
        role = roles[place]
        if (role.lemma != key or key in COMPARED) and role.key != key:
            return False
    return True


def with_masked(hits: list[Hit], tokens: Sequence[Token], text: str) -> list[Hit]:
    """Add the swear words written with stars that stand between the first token and the last."""
    if not tokens:
        return hits
    found = [
        Hit(match.start(), match.end(), match.group().lower(), -3.0, "masked")
        for match in _MASKED.finditer(text, tokens[0].start, tokens[-1].end)
    ]
    return sorted([*hits, *found])
