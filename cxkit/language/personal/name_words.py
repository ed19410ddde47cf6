"""What a word can be in a name of a person: a first name, a surname, or a word as well."""

import re
import unicodedata
from functools import lru_cache

from cxkit.language.ground.lemmas import WORDS, may_be_name
from cxkit.language.ground.memory import Memory
from cxkit.language.ground.tokens import Token
from cxkit.language.word_lists import words

KEPT = 50_000
"""Words of which it is remembered whether they can be names."""

NAME_TAGS = frozenset(("name", "surname", "patronymic"))
SMALL_TAGS = frozenset(("pron", "prep", "conj", "part", "modal", "neg"))
_OPEN_TAGS = {"title": frozenset(("unknown", "lat")), "role": frozenset(("unknown",))}
"""What of a word no list has may be a name after an opener."""
_PARTED = re.compile(r"[^\W\d_](?:['’]|[^\W\d_]+-)[^\W\d_]+")
"""A name of two parts: O'Brien, Иванова-Петрова."""
_IRISH = re.compile(r"O['’][A-Z][a-z]+")
_LATIN = re.compile("[a-z\u00c0-\u024f]")

SMALL, OPEN, ALSO_WORD, _KNOWN = "small", "open", "also a word", "known"
"""How a word can begin a name: in small letters, only after an opener, or as what it is."""


def _begins(written: str) -> str:
    """Tell how a word as written can begin a name, or ""."""
    if not written[0].isupper():
        return SMALL if _is_small_name(written) else ""
    word = WORDS[written]
    if not NAME_TAGS.isdisjoint(word.tags) or _could_be_listed(written, word.lemma)[1]:
        return _KNOWN
    return ALSO_WORD if _is_also_word(written) else OPEN


BEGINS = Memory(_begins, KEPT)


def _is_also_word(written: str) -> bool:
    """Tell whether a word with a capital is a first name in one of its meanings: Вера, Mark."""
    if written.isupper() or not SMALL_TAGS.isdisjoint(WORDS[written].tags):
        return False
    low = written.lower()
    is_noun = "noun" in WORDS[written].tags
    return low in words("english_word_names") or (is_noun and may_be_name(low))


def _is_small_name(written: str) -> bool:
    """Tell whether a word in small letters is a name in a dictionary or a list of English ones."""
    if written in words("english_names") or written in words("english_surnames"):
        return True
    tags = WORDS[written].tags
    return "cyr" in tags and "unknown" not in tags and not NAME_TAGS.isdisjoint(tags)


def could_be_name(token: Token, opener: str | None) -> bool:
    """Tell whether a token is a word as names are written, and not a small one.

    A shouted word is one only when it is known to be a name: all ordinary words may be shouted.
    """
    written = token.text
    if written.isupper() and len(written) > 1:
        return "unknown" not in token.tags and is_name_word(token)
    if not written[0].isupper() or not (written[1:].islower() or _PARTED.fullmatch(written)):
        return False
    if opener is None or is_name_word(token):
        return is_name_word(token)
    if opener != "known" and not _OPEN_TAGS[opener].isdisjoint(token.tags):
        return SMALL_TAGS.isdisjoint(token.tags)
    return BEGINS[written] == ALSO_WORD


def is_name_word(token: Token) -> bool:
    """Tell whether a word can be a name by itself, first or last."""
    return not NAME_TAGS.isdisjoint(token.tags) or _could_be_listed(token.text, token.lemma)[1]


def _is_listed_name(token: Token) -> bool:
    """Tell whether a word is in our own lists of names, or a patronymic as it is spoken."""
    return _could_be_listed(token.text, token.lemma)[0]


@lru_cache(maxsize=KEPT)
def _could_be_listed(written: str, lemma: str) -> tuple[bool, bool]:
    """Tell whether a word is in our lists of names, and whether it is or looks like one."""
    listed, low = words("russian_names"), _without_accents(written.lower())
    is_listed = (
        low in words("english_names")
        or lemma in words("english_names")
        or lemma.endswith("ыч")
        or lemma in listed
        or low in listed
        or _is_double_name(low)
    )
    looks = low in words("english_surnames") or _IRISH.fullmatch(written) is not None
    return is_listed, is_listed or looks


def _without_accents(low: str) -> str:
    if low.isascii():
        return low
    parted = unicodedata.normalize("NFD", low) if _LATIN.match(low) else low
    return "".join(sign for sign in parted if not unicodedata.combining(sign))


def _is_double_name(low: str) -> bool:
    """Tell whether a word is two first names with a hyphen: "Ann-Marie", «Анне-Марии»."""
    first, hyphen, last = low.partition("-")
    if not hyphen or not first or not last:
        return False
    return {first, last} <= words("english_names") or (may_be_name(first) and may_be_name(last))


def is_surely_name(token: Token) -> bool:
    """Tell whether a word is a first name or a patronymic by itself.

    A word that is in no dictionary is no first name: typing errors and shops would be names.
    """
    if "patronymic" in token.tags or _is_listed_name(token):
        return True
    return "name" in token.tags and "unknown" not in token.tags


def is_known_surname(token: Token) -> bool:
    """Tell whether a list or the dictionary has a word for a surname."""
    known = "surname" in token.tags and "unknown" not in token.tags
    return known or token.text.lower() in words("english_surnames")


def is_long_english_name(token: Token) -> bool:
    """Tell whether a word is an English first name that no shouted abbreviation is taken for."""
    return len(token.text) > 3 and token.text.lower() in words("english_names")
