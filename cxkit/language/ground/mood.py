"""Mood: whether a clause tells an event, or asks, supposes, quotes, asks for or generalises.

Decided by form (tense, person, conjunctions, marks), never by what the words are about.
"""

from collections.abc import Sequence

from cxkit.language.ground.tokens import Token

_IF = frozenset(("если", "if", "unless", "whether", "когда-нибудь", "вдруг"))
_WOULD = frozenset(("бы", "б", "чтобы", "чтоб", "would", "should", "might"))
_QUOTES = frozenset('«»"“”„')


def mood_of(tokens: Sequence[Token], question: bool) -> str:
    """Give the mood of one clause.

    One of "told", "general", "conditional", "hypothetical", "quoted", "question", "imperative".

    Parameters
    ----------
    tokens : sequence of Token
        Of the clause.
    question : bool
        Whether the sentence ends in a question mark.
    """
    lemmas = {token.lemma for token in tokens}
    if not _QUOTES.isdisjoint(lemmas):
        return "quoted"
    if not _IF.isdisjoint(lemmas):
        return "conditional"
    if not _WOULD.isdisjoint(lemmas):
        return "hypothetical"
    return "question" if question else _by_tense(tokens)


def _by_tense(tokens: Sequence[Token]) -> str:
    """Tell an event from a request and from general talk by tense and person."""
    tags = frozenset[str]().union(*(token.tags for token in tokens))
    if "imper" in tags and "past" not in tags and "1p" not in tags:
        return "imperative"
    return "told" if "past" in tags or "1p" in tags else "general"
