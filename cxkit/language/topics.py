"""Touchpoints, channels and emotions that a text names, found by two lists of terms.

The lists are ``data/topics.tsv`` and ``data/emotions.tsv``.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from cxkit.codebook.model import Codebook, Entry
from cxkit.language.ground.lemmas import WORDS
from cxkit.language.ground.tokens import SPLIT_PATTERN, Token
from cxkit.language.word_lists import rows

NOTHING = "-"
"""Code of the terms that only look like a topic."""

_REACH = 3
"""How many words before a feeling a denial still reaches it: "not very happy"."""


class Term(NamedTuple):
    """One term of a list, under the lemma of its first word."""

    rest: tuple[str, ...]
    layer: str
    code: str
    exact: str | None


class Opening(NamedTuple):
    """What a word can open: terms of one word, and of several by the lemma that comes next."""

    words: list[Term]
    phrases: dict[str, list[Term]]


Terms = Mapping[str, Opening]
"""Terms by the lemma of their first word."""


class Topic(NamedTuple):
    """One term met in a text.

    Attributes
    ----------
    first, last : int
        Indexes of its tokens; ``last`` is the one after.
    layer, code : str
        "touchpoint", "channel" or "emotion", and which.
    denied : bool
        Whether a denial before it takes the feeling back.
    """

    first: int
    last: int
    layer: str
    code: str
    denied: bool


@cache
def terms() -> Terms:
    """Give the terms of both lists."""
    return _by_first_word(listed_terms())


def terms_of(codebook: Codebook | None) -> Terms:
    """Give the package's terms and, for codes that they do not know, the codebook's labels.

    Parameters
    ----------
    codebook : Codebook, optional
        None for the package's terms alone.
    """
    if codebook is None:
        return terms()
    listed = listed_terms()
    own = {(term.layer, term.code) for _, term in listed}
    sections: dict[str, Mapping[str, Entry]] = {
        "touchpoint": codebook.touchpoints,
        "channel": codebook.channels,
        "emotion": codebook.emotions,
    }
    added = [
        _term(label, layer, code)
        for layer, section in sections.items()
        for code, entry in section.items()
        if (layer, code) not in own and code != "unknown"
        for label in (entry.ru, entry.en)
    ]
    return _by_first_word(added + listed)


def listed_terms() -> list[tuple[str, Term]]:
    """Read both lists: the lemma of the first word and the term."""
    return [
        _term(written.strip(), layer, code)
        for layer, code, listed in rows("topics") + rows("emotions")
        for written in listed.split(", ")
    ]


def _by_first_word(listed: Sequence[tuple[str, Term]]) -> Terms:
    """Group terms by their first lemma; those of several words by the second, longest first."""
    found: dict[str, Opening] = {}
    for first, term in listed:
        opening = found.setdefault(first, Opening([], {}))
        if term.rest:
            opening.phrases.setdefault(term.rest[0], []).append(term)
        else:
            opening.words.append(term)
    for opening in found.values():
        opening.words.sort(key=lambda term: term.exact is None)
        for same_start in opening.phrases.values():
            same_start.sort(key=lambda term: -len(term.rest))
    return found


def _term(written: str, layer: str, code: str) -> tuple[str, Term]:
    """Read one term of a list."""
    exact = written[1:].lower() if written[0] == "=" and written[1:].isalpha() else None
    lemmas = [WORDS[part].lemma for part in SPLIT_PATTERN.findall(exact or written)]
    return lemmas[0], Term(tuple(lemmas[1:]), layer, code, exact)


def topics_in(tokens: Sequence[Token], known: Terms | None = None) -> list[Topic]:
    """Give the topics that a stretch of tokens names, in order.

    At each place the longest term of a layer counts, and its words count for no other term of
    that layer.

    Parameters
    ----------
    tokens : sequence of Token
        Usually of one sentence.
    known : mapping, optional
        From :func:`terms_of`; the package's own terms when absent.

    Examples
    --------
    >>> from cxkit.language.ground.document import parse
    >>> document = parse("Звонил на горячую линию, не рад")
    >>> [(topic.layer, topic.code, topic.denied) for topic in topics_in(document.tokens)]
    [('channel', 'phone', False), ('touchpoint', 'support_contact', False), ('channel', 'phone',
    False), ('emotion', 'joy', True)]
    """
    if known is None:
        known = terms()
    found: list[Topic] = []
    taken: dict[str, int] = {}
    last_place = len(tokens) - 1
    for index in [place for place, token in enumerate(tokens) if token.lemma in known]:
        opening = known[tokens[index].lemma]
        candidates = opening.words
        if opening.phrases and index < last_place:
            longer = opening.phrases.get(tokens[index + 1].lemma)
            if longer is not None:
                candidates = longer + candidates
        for term in candidates:
            rest, layer, code, exact = term
            if taken.get(layer, 0) > index or (
                (exact is not None or len(rest) > 1) and not _is_met(term, tokens, index)
            ):
                continue
            last = taken[layer] = index + 1 + len(rest)
            if code != NOTHING:
                denied = layer == "emotion" and _is_denied(tokens, index)
                found.append(Topic(index, last, layer, code, denied))
    return found


def _is_met(term: Term, tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the words of a term stand at this place."""
    if term.exact is not None:
        return tokens[index].text.lower().replace("ё", "е") == term.exact
    following = tokens[index + 1 : index + 1 + len(term.rest)]
    return tuple(token.lemma for token in following) == term.rest


def _is_denied(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a denial before a feeling reaches it; no mark or conjunction lies between."""
    for token in reversed(tokens[max(0, index - _REACH) : index]):
        if "punct" in token.tags or "conj" in token.tags:
            return False
        if "neg" in token.tags:
            return True
    return False
