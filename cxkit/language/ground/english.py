"""English lemmas: a table of irregular forms, then rules that undo regular endings."""

import re
from functools import cache

from cxkit.language.ground.word import Word
from cxkit.language.word_lists import rows, words

_VOWELS = "aeiouy"
_DOUBLED = re.compile(r"([bdgmnprt])\1$")
_SHORT = re.compile(r"^[^aeiou]*[aeiouy][^aeiouywx]$")
_WANTS_E = re.compile(r"(?:[vuzc]|[^s]s|[^aeioul]l|[nrd]g|[^aeiou]at|[iu]at|[aeiou]r[sv]|[aeo]th)$")
"""Ends of stems that lost a silent e: arriv-, chang-, creat-."""


@cache
def _irregular() -> dict[str, Word]:
    """Give the forms that no rule undoes."""
    return {
        form: Word(lemma, frozenset(tags.split()) | {"word", "lat"})
        for form, lemma, tags in rows("english_irregular")
    }


def is_listed(low: str) -> bool:
    """Tell whether a form is in one of the English lists.

    Examples
    --------
    >>> is_listed("went"), is_listed("called"), is_listed("ghbdtn")
    (True, False, False)
    """
    return low in _irregular() or low in words("english_verbs")


def english(low: str) -> Word:
    """Give lemma and tags of an English word in lower case.

    Examples
    --------
    >>> [english(form).lemma for form in ("went", "cancelled", "hoping", "boxes", "tried", "n't")]
    ['go', 'cancel', 'hope', 'box', 'try', 'not']
    """
    found = _irregular().get(low)
    if found is None:
        found = _by_rule(low)
    if low in words("negators"):
        return Word(found.lemma, found.tags | {"neg"})
    return found


def _by_rule(low: str) -> Word:
    """Undo a regular ending."""
    base, tags = low, ""
    if low in words("english_verbs"):
        tags = "verb pres"
    elif len(low) > 4 and low.endswith("ing") and _has_vowel(low[:-3]):
        base, tags = _restore(low[:-3]), "verb ing"
    elif len(low) > 4 and low.endswith("ied"):
        base, tags = low[:-3] + "y", "verb past participle"
    elif len(low) > 4 and low.endswith("eed"):
        base, tags = low[:-1], "verb past participle"
    elif len(low) > 3 and low.endswith("ed") and _has_vowel(low[:-2]):
        base, tags = _restore(low[:-2]), "verb past participle"
    elif len(low) > 4 and low.endswith("ly"):
        tags = "adv"
    elif len(low) > 3 and low.endswith("s") and low[-2] not in "su'":
        base = _singular(low)
        tags = "verb pres 3p plur" if base in words("english_verbs") else "plur"
    return Word(base, frozenset(tags.split()) | {"word", "lat"})


def _has_vowel(stem: str) -> bool:
    return any(letter in _VOWELS for letter in stem)


def _singular(low: str) -> str:
    """Undo -s: of a plural noun or of the third person."""
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("ches", "shes", "sses", "xes", "zzes", "oes")):
        return low[:-2]
    return low[:-1]


def _restore(stem: str) -> str:
    """Give back the silent e, or take away the doubled letter, that -ing and -ed hide."""
    if stem in words("english_verbs"):
        return stem
    if stem + "e" in words("english_final_e"):
        return stem + "e"
    if _DOUBLED.search(stem) and len(stem) > 3:
        return stem[:-1]
    if stem.endswith("ll") and stem[:-1] in words("english_doubles_l"):
        return stem[:-1]
    if _SHORT.match(stem) or _WANTS_E.search(stem):
        return stem + "e"
    return stem
