"""What the words around a hit take back: «проблем с оплатой не было», "if it had come on time".

The search for hits (:mod:`cxkit.language.sentiment.tone_hits`) sees a denial beside the word that
it denies. Here are the forms that reach further and are told by grammar: the genitive of what was
not there, two denials that affirm, "I can't say that", and what would have been.
"""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from cxkit.language.ground.tokens import Token
from cxkit.language.sentiment.lexicon import Lexicon
from cxkit.language.sentiment.tone_hit import NO_CONTRAST, Hit
from cxkit.language.word_lists import rows

REACH = 5
"""Words between a verb of being there and what was not there, on either side."""
AFFIRMED = 3
"""Words after two denials that cancel."""
SAID = 8
"""Words after "I can't say that" that it denies."""
NOWHERE = 1_000_000
"""Place of what is not in the sentence."""

_WOULD = frozenset(("бы", "б", "would"))
_ABSENT = frozenset(("не", "нет"))
_CONDITION = frozenset(("если", "if"))


@cache
def _listed(kind: str) -> tuple[tuple[str, ...], ...]:
    """Give the forms of a kind, each as its lemmas."""
    return tuple(tuple(lemmas.split()) for own, lemmas in rows("denials") if own == kind)


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(lemma for form in _listed(kind) for lemma in form)


class Forms(NamedTuple):
    """Places of what takes back in a run of tokens.

    Attributes
    ----------
    absent : set of int
        Words for what was not there.
    affirmed : set of int
        Words after two denials that cancel.
    unsaid : set of int
        Words of what somebody does not say.
    openers : set of int
        Where such a form begins; a phrase of tone there («не могу») is part of it.
    supposed : int
        From here on it is told what would have been; ``NOWHERE`` where it is not.
    """

    absent: frozenset[int]
    affirmed: frozenset[int]
    unsaid: frozenset[int]
    openers: frozenset[int]
    supposed: int


def settle(
    tokens: Sequence[Token], hits: list[Hit], tail: int, known: Lexicon
) -> tuple[list[Hit], int]:
    """Turn the hits that are denied from afar, and take away those that are only supposed.

    Parameters
    ----------
    tokens : sequence of Token
        Of one sentence or clause.
    hits : list of Hit
        What was found in it, in order; may be empty.
    tail : int
        How many of them stand before the last "but"; ``NO_CONTRAST`` without one.
    known : Lexicon
        For what a word is worth, as it is and denied.

    Returns
    -------
    list of Hit, int
        What is left of the hits, and how many of those stand before the last "but".
    """
    forms = forms_in(tokens)
    if forms is None:
        return hits, tail
    place_of = {token.start: place for place, token in enumerate(tokens)}
    settled = [_settled(hit, place_of[hit.start], forms, known) for hit in hits]
    if tail != NO_CONTRAST:
        tail = sum(hit is not None for hit in settled[:tail])
    return [hit for hit in settled if hit is not None], tail


def _settled(hit: Hit, place: int, forms: Forms, known: Lexicon) -> Hit | None:
    """Give a hit as the words around it leave it; None where they take it back."""
    if hit.rule == "mark":
        return hit
    if hit.value > 0 and place > forms.supposed:
        return None
    if hit.rule == "phrase" and hit.value < 0 and place in forms.openers and _is_bare(hit):
        return None
    value, denied = known.words.get(hit.lemma, (0.0, 0.0))
    if hit.rule == "negated" and place in forms.affirmed and value:
        return hit._replace(value=value, rule="word")
    if hit.rule in ("word", "intensified") and place in forms.absent | forms.unsaid:
        return hit._replace(value=denied, rule="negated") if denied else None
    return hit


def _is_bare(hit: Hit) -> bool:
    """Tell whether a phrase is only the denial: «не могу», «никогда не»."""
    return _words("bare").issuperset(hit.lemma.split())


def forms_in(tokens: Sequence[Token]) -> Forms | None:
    """Find what takes back; None where nothing does.

    Parameters
    ----------
    tokens : sequence of Token
        Of one sentence or clause.

    Examples
    --------
    >>> from cxkit.language.ground.document import parse
    >>> forms_in(parse("Проблем с оплатой не возникло").tokens)
    Forms(absent=frozenset({0}), affirmed=frozenset(), unsaid=frozenset(), openers=frozenset({2}),
    supposed=1000000)
    """
    lemmas = [token.lemma for token in tokens]
    there = frozenset(lemmas)
    denials = [] if there.isdisjoint(_ABSENT) else _absences(lemmas)
    absent = {place for at in denials for place in _near(tokens, at)}
    affirmed = _after(_listed("affirmed"), lemmas, there)
    unsaid = _after(_listed("unsaid"), lemmas, there)
    supposed = NOWHERE if there.isdisjoint(_CONDITION) else _supposed_from(tokens, lemmas)
    if not absent and not affirmed and not unsaid and supposed == NOWHERE:
        return None
    return Forms(
        frozenset(absent),
        frozenset(end + more for end in affirmed.values() for more in range(AFFIRMED)),
        frozenset(end + more for end in unsaid.values() for more in range(SAID)),
        frozenset([*affirmed, *unsaid, *(at - 1 for at in denials if absent)]),
        supposed,
    )


def _after(
    forms: Sequence[tuple[str, ...]], lemmas: Sequence[str], there: frozenset[str]
) -> dict[int, int]:
    """Give the places at which forms stand, and for each the place after it."""
    return {
        at: at + len(form)
        for form in forms
        if there.issuperset(form)
        for at in range(len(lemmas) - len(form) + 1)
        if tuple(lemmas[at : at + len(form)]) == form
    }


def _absences(lemmas: Sequence[str]) -> list[int]:
    """Give the places that say of something that it is not there: «не было», «нет»."""
    existing = _words("existing")
    return [
        at
        for at, (lemma, following) in enumerate(zip(lemmas, [*lemmas[1:], ""], strict=True))
        if lemma == "нет" or (lemma == "не" and following in existing)
    ]


def _near(tokens: Sequence[Token], at: int) -> list[int]:
    """Give the places of the genitives around a denial, up to the next mark or "but"."""
    before = range(at - 1, max(-1, at - 1 - REACH), -1)
    after = range(at + 1, min(len(tokens), at + 2 + REACH))
    found = []
    for side in (before, after):
        for place in side:
            if not tokens[place].tags.isdisjoint(("punct", "conj")) and tokens[place].lemma != "и":
                break
            is_free = place == 0 or "prep" not in tokens[place - 1].tags
            if tokens[place].lemma in _words("such"):
                return []
            if "gen" in tokens[place].tags and is_free:
                found.append(place)
    return found


def _supposed_from(tokens: Sequence[Token], lemmas: Sequence[str]) -> int:
    """Give the place from which it is told what would have been: «если бы», "if it had come"."""
    for at, lemma in enumerate(lemmas):
        following = lemmas[at + 1 : at + 5]
        russian = (
            lemma == "если" and following[:1] in (["бы"], ["б"]) and "не" not in following[1:2]
        )
        if russian or (lemma == "if" and _is_past_perfect(tokens[at + 1 : at + 6])):
            return next((place for place in range(at) if lemmas[place] in _WOULD), at)
    return NOWHERE


def _is_past_perfect(tokens: Sequence[Token]) -> bool:
    """Tell whether "had come" stands here, without a denial."""
    return any(had.text.lower() == "had" and "verb" in done.tags for had, done in pairwise(tokens))
