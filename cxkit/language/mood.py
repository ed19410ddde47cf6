"""Mood: whether a clause tells an event, or asks, supposes, quotes, asks for or generalises.

Decided by form (tense, person, conjunctions, marks), never by what the words are about.
"""

from collections.abc import Sequence

from cxkit.language.tokens import Token

_IF = frozenset(("если", "if", "unless", "whether", "когда-нибудь", "вдруг"))
_WOULD = frozenset(("бы", "б", "чтобы", "чтоб", "would", "should", "might"))
_QUOTES = frozenset("«»\"“”„")


def mood_of(tokens: Sequence[Token], parts: Sequence[Sequence[Token]], question: bool) -> str:
    """Give the mood of one clause.

    Parameters
    ----------
    tokens : sequence of Token
        Of the clause.
    parts : sequence of sequences of Token
        All clauses of the sentence.
    question : bool
        Whether the sentence ends in a question mark.
    """
    lemmas = {token.lemma for token in tokens}
    tags: set[str] = set()
    for token in tokens:
        tags |= token.tags
    if any(token.text in _QUOTES for token in tokens):
        return "quoted"
    if not _IF.isdisjoint(lemmas):
        return "conditional"
    if not _WOULD.isdisjoint(lemmas):
        return "hypothetical"
    if question:
        return "question"
    if "imper" in tags and "past" not in tags and "1p" not in tags:
        return "imperative"
    if "past" in tags or "1p" in tags:
        return "told"
    return "general"
