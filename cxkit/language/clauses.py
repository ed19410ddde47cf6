"""Clauses: the parts of a sentence that say one thing each, whether denied and how meant."""

from dataclasses import dataclass
from itertools import pairwise

from cxkit.language.mood import mood_of
from cxkit.language.negation import is_negated
from cxkit.language.tokens import Token
from cxkit.language.word_lists import words

_CUTTING = frozenset((";", ":", "—", "–", "(", ")"))
_OPENING = words("clause_openers")


@dataclass(slots=True)
class Clause:
    """One clause.

    Attributes
    ----------
    start, end : int
        Its place in the text.
    tokens : list of Token
        Its words and marks, in order.
    is_question : bool
        Whether its sentence asks.
    """

    start: int
    end: int
    tokens: list[Token]
    is_question: bool

    @property
    def negated(self) -> bool:
        """Whether what its verb says is denied."""
        return is_negated(self.tokens)

    @property
    def mood(self) -> str:
        """How it is meant, as told in ``mood.py``."""
        return mood_of(self.tokens, self.is_question)


def clauses_of(tokens: list[Token]) -> list[Clause]:
    """Cut the tokens of a sentence into clauses.

    Marks and conjunctions cut; a part without a verb stays with its neighbour.

    Parameters
    ----------
    tokens : list of Token
        Of one sentence, not empty.
    """
    question = any("?" in token.text for token in tokens[-3:])
    cuts = _cuts(tokens)
    if not cuts:
        return [Clause(tokens[0].start, tokens[-1].end, tokens, question)]
    parts = _merge([tokens[first:last] for first, last in pairwise((0, *cuts, len(tokens)))])
    return [Clause(part[0].start, part[-1].end, part, question) for part in parts]


def _cuts(tokens: list[Token]) -> list[int]:
    """Give the indexes before which the sentence may be cut."""
    cuts = []
    last = len(tokens) - 1
    for index, token in enumerate(tokens):
        if token.text == "," or token.lemma in _CUTTING:
            if index < last:
                cuts.append(index + 1)
        elif index and token.lemma in _OPENING and _has_verb(tokens[index + 1 :]):
            cuts.append(index)
    return sorted(set(cuts))


def _has_verb(tokens: list[Token]) -> bool:
    return any("verb" in token.tags or "pred" in token.tags for token in tokens)


def _merge(parts: list[list[Token]]) -> list[list[Token]]:
    """Join a part without a verb to the one before it, unless it opens with a conjunction."""
    joined: list[list[Token]] = []
    for part in parts:
        alone = not _has_verb(part) and part[0].lemma not in _OPENING
        if joined and (alone or not _has_verb(joined[-1])) and joined[-1][-1].lemma not in _CUTTING:
            joined[-1] = joined[-1] + part
        else:
            joined.append(part)
    return joined
