"""Hits: the words, phrases and marks of the lexicon in a run of tokens, each with what it is worth.

Negation turns or silences a word, an intensifier strengthens it, the longest phrase is taken before
its words, and all of it is settled in one pass over the tokens.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from cxkit.language.lexicon import COMPARED, NEGATED_PRAISE, PAUSE, Lexicon, Phrase, key_of, lexicon
from cxkit.language.tokens import Token

REACH = {"cyr": 2, "lat": 4}
"""How many words after it a negator denies: a Russian one the next, an English one more."""

REACH_OF_BLAME = 2
"""Words of blame are only turned this near to the negator: "not a bad place"."""

NO_CONTRAST = -1
"""In place of a count of hits where there is no "but"."""

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


def with_masked(hits: list[Hit], tokens: Sequence[Token], text: str) -> list[Hit]:
    """Add the swear words written with stars that stand between the first token and the last."""
    if not tokens:
        return hits
    found = [
        Hit(match.start(), match.end(), match.group().lower(), -3.0, "masked")
        for match in _MASKED.finditer(text, tokens[0].start, tokens[-1].end)
    ]
    return sorted([*hits, *found])
