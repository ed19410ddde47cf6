"""Clauses: the parts of a sentence that say one thing each, whether denied and how meant."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import compress, pairwise

from cxkit.language.ground.mood import mood_of
from cxkit.language.ground.negation import is_negated
from cxkit.language.ground.tokens import Token
from cxkit.language.word_lists import words

_CUTTING = frozenset((";", ":", "—", "–", "(", ")"))
_OPENING = words("clause_openers")
_PARTING = _CUTTING | _OPENING | {","}
_VERBAL = frozenset(("verb", "pred"))


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
    question = "?" in "".join([token.text for token in tokens[-3:]])
    places = [place for place, token in enumerate(tokens) if token.lemma in _PARTING]
    if not places:
        return [Clause(tokens[0].start, tokens[-1].end, tokens, question)]
    has_verb = [not _VERBAL.isdisjoint(token.tags) for token in tokens]
    cuts = _cuts(tokens, has_verb, places)
    if not cuts:
        return [Clause(tokens[0].start, tokens[-1].end, tokens, question)]
    parts = _merge(tokens, has_verb, pairwise((0, *cuts, len(tokens))))
    return [
        Clause(tokens[first].start, tokens[last - 1].end, tokens[first:last], question)
        for first, last in parts
    ]


def _cuts(tokens: list[Token], has_verb: list[bool], places: list[int]) -> list[int]:
    """Give the indexes before which the sentence may be cut, looking at some *places*."""
    cuts = []
    last = len(tokens) - 1
    last_verb = max(compress(range(len(tokens)), has_verb), default=-1)
    for index in places:
        token = tokens[index]
        if token.text == "," or token.lemma in _CUTTING:
            if index < last:
                cuts.append(index + 1)
        elif index and token.lemma in _OPENING and index < last_verb:
            cuts.append(index)
    return sorted(set(cuts))


def _merge(
    tokens: list[Token], has_verb: list[bool], parts: Iterable[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Join a part without a verb to the one before it, unless it opens with a conjunction."""
    joined: list[tuple[int, int]] = []
    had_verb = False
    for first, last in parts:
        verbal = True in has_verb[first:last]
        alone = not verbal and tokens[first].lemma not in _OPENING
        if joined and (alone or not had_verb) and tokens[first - 1].lemma not in _CUTTING:
            joined[-1] = (joined[-1][0], last)
            had_verb = had_verb or verbal
        else:
            joined.append((first, last))
            had_verb = verbal
    return joined
