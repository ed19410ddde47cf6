"""Negation: which clause is denied, told by its negating words and their place."""

from collections.abc import Sequence

from cxkit.language.ground.tokens import Token

_NOT_DENYING = frozenset(("без", "without", "едва", "hardly", "barely", "вряд"))
_EMPHATIC = (
    ("не", "только"),
    ("not", "only"),
    ("не", "просто"),
    ("not", "just"),
    ("no", "doubt"),
    ("no", "wonder"),
)


def is_negated(tokens: Sequence[Token]) -> bool:
    """Tell whether the verb of a clause, or the whole clause, is denied.

    Two denials of verbs cancel (не мог не); «никто не» is one denial; «не только», "not only" deny
    nothing; nor does a "no" that only answers ("No, thanks").

    Parameters
    ----------
    tokens : sequence of Token
        Of one clause.
    """
    direct = other = 0
    for index, token in enumerate(tokens):
        if "neg" not in token.tags or token.lemma in _NOT_DENYING:
            continue
        following = tokens[index + 1].lemma if index + 1 < len(tokens) else ""
        if (token.lemma, following) in _EMPHATIC or following == ",":
            continue
        if token.lemma in ("не", "not"):
            direct += 1
        else:
            other += 1
    return direct % 2 == 1 if direct else other > 0
