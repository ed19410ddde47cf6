"""Clauses: the parts of a sentence that say one thing each, whether denied and how meant."""

from collections.abc import Sequence
from dataclasses import dataclass

from cxkit.language.mood import mood_of
from cxkit.language.negation import is_negated
from cxkit.language.tokens import Token
from cxkit.language.word_lists import words

_ALWAYS = frozenset((";", ":", "—", "–", "(", ")"))


@dataclass(slots=True)
class Clause:
    """One clause.

    Attributes
    ----------
    start, end : int
        Its place in the text.
    tokens : list of Token
        Its words and marks, in order.
    negated : bool
        Whether what its verb says is denied.
    mood : str
        "told", "general", "conditional", "hypothetical", "quoted", "question" or "imperative".
    """

    start: int
    end: int
    tokens: list[Token]
    negated: bool
    mood: str


def clauses_of(tokens: Sequence[Token], language: str) -> list[Clause]:
    """Cut the tokens of a sentence into clauses.

    Parameters
    ----------
    tokens : sequence of Token
        Of one sentence, not empty.
    language : str
        "ru", "en" or "other".
    """
    parts = _merge([part for part in _cut(tokens) if part])
    question = any(token.text[0] == "?" or "?" in token.text for token in tokens[-3:])
    return [
        Clause(part[0].start, part[-1].end, part, is_negated(part), mood_of(part, question))
        for part in parts
    ]


def _cut(tokens: Sequence[Token]) -> list[list[Token]]:
    """Cut at marks and at conjunctions."""
    opening = words("clause_openers")
    parts: list[list[Token]] = [[]]
    for index, token in enumerate(tokens):
        if token.lemma in _ALWAYS or token.text == ",":
            parts[-1].append(token)
            parts.append([])
            continue
        if parts[-1] and token.text.lower() in opening and _has_verb(tokens[index + 1 :]):
            parts.append([])
        parts[-1].append(token)
    return parts


def _has_verb(tokens: Sequence[Token]) -> bool:
    return any("verb" in token.tags or "pred" in token.tags for token in tokens)


def _merge(parts: list[list[Token]]) -> list[list[Token]]:
    """Join a part without a verb to the one before it, unless it opens with a conjunction."""
    opening = words("clause_openers")
    joined: list[list[Token]] = []
    for part in parts:
        alone = not _has_verb(part) and part[0].text.lower() not in opening
        if joined and (alone or not _has_verb(joined[-1])) and joined[-1][-1].lemma not in _ALWAYS:
            joined[-1] = joined[-1] + part
        else:
            joined.append(part)
    return joined
