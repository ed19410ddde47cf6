"""Lemmas: from a word as written to its dictionary form and what its form says.

Tags of a word (one small set for both languages):

======================================== =====================================================
cyr, lat, letters                        its script: Cyrillic, Latin, another
word, number, punct, emoji, smiley, link what sort of token it is
noun verb adj adv pron prep conj part    part of speech
num intj pred
past pres fut inf imper participle       form of a verb; English -ing forms are "ing"
gerund ing modal
1p 2p 3p sing plur masc fem neut         person, number, gender
nom gen dat acc ins loc                  case
name surname patronymic place            names of people and places
neg                                      a negating word: не, нет, not, never, didnt
unknown                                  not in the dictionary
======================================== =====================================================
"""

import re
import sys
from functools import cache
from typing import Any

import pymorphy3

from cxkit.language.ground.clean import bare
from cxkit.language.ground.english import english, is_listed
from cxkit.language.ground.word import Word
from cxkit.language.word_lists import words

KEPT = 300_000
"""Words that the cache holds before it starts anew: some 100 MB at most."""

LONGEST = 40
"""Longer strings of letters are nobody's word: they are their own lemma and are not kept."""

_TYPED_FROM = 5

_TAGS = {
    "NOUN": "noun", "VERB": "verb", "INFN": "verb inf", "ADJF": "adj", "ADJS": "adj short",
    "COMP": "adv comparative", "PRTF": "verb participle", "PRTS": "verb participle short",
    "GRND": "verb gerund", "NUMR": "num", "ADVB": "adv", "NPRO": "pron", "PRED": "pred",
    "PREP": "prep", "CONJ": "conj", "PRCL": "part", "INTJ": "intj",
    "past": "past", "pres": "pres", "futr": "fut", "impr": "imper", "pssv": "passive",
    "1per": "1p", "2per": "2p", "3per": "3p", "sing": "sing", "plur": "plur", "masc": "masc",
    "femn": "fem", "neut": "neut", "nomn": "nom", "gent": "gen", "datv": "dat", "accs": "acc",
    "ablt": "ins", "loct": "loc", "Name": "name", "Surn": "surname", "Patr": "patronymic",
    "Geox": "place", "Apro": "pron",
}  # fmt: skip
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[a-z\u00c0-\u024f]")
_REPEATED = re.compile(r"(.)\1{2,}")
_DOUBLED = re.compile(r"(.)\1+")
_FROM_KEYBOARD = str.maketrans(
    "qwertyuiop[]asdfghjkl;'zxcvbnm,.", "йцукенгшщзхъфывапролджэячсмитьбю"
)
_LOOKALIKES = str.maketrans("aeopcyxkmtbh", "аеорсухкмтвн")
_LAUGHTER = re.compile(r"[ах]*(?:ха|ах){2,}[ах]*|[ah]*(?:ha|ah){2,}[ah]*")
_EMOJI = re.compile("[\u2190-\u21ff\u231a-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")
_SMILEY = re.compile(r"[:;=8xX<].*[()D\]\[/\\|PpОоOo3]|[()]{2,}")


@cache
def _morph() -> pymorphy3.MorphAnalyzer:
    """Load the Russian dictionary, at the first Russian word."""
    return pymorphy3.MorphAnalyzer(lang="ru")


@cache
def _tags_of(grammemes: frozenset[str]) -> frozenset[str]:
    """Translate pymorphy's grammemes to the tags of this module."""
    found = " ".join(_TAGS[grammeme] for grammeme in grammemes if grammeme in _TAGS)
    return frozenset(found.split()) | {"word", "cyr"}


class _Cache(dict[str, Word]):
    """Every word looked up once; starts anew when it is full.

    Equal lemmas are one object, and equal tags: what is asked of every word lies close together.
    """

    def __init__(self) -> None:
        super().__init__()
        self._tags: dict[frozenset[str], frozenset[str]] = {}

    def __missing__(self, written: str) -> Word:
        lemma, tags = _look_up(written)
        word = Word(sys.intern(lemma), self._tags.setdefault(tags, tags))
        if len(written) <= LONGEST:
            if len(self) >= KEPT:
                self.clear()
            self[written] = word
        return word


WORDS = _Cache()


def lemma(written: str) -> str:
    """Give the dictionary form of one word.

    Examples
    --------
    >>> lemma("Обещали"), lemma("promised"), lemma("ооочень"), lemma("ghbdtn"), lemma("ЁЛКИ")
    ('обещать', 'promise', 'очень', 'привет', 'елка')
    """
    return WORDS[written].lemma


def _look_up(written: str) -> Word:
    """Look a word up in the dictionary of its script."""
    low = bare(written[:LONGEST]) if len(written) > LONGEST else bare(written)
    if not low or not low[0].isalpha():
        return _not_a_word(written, low)
    if len(written) > LONGEST:
        return Word(low, frozenset(("word", "unknown", _script(low))))
    if _CYRILLIC.search(low):
        return _russian(low.translate(_LOOKALIKES) if _LATIN.search(low) else low)
    if _LATIN.search(low):
        return _latin(low)
    return Word(low, frozenset(("word", "letters")))


def _script(low: str) -> str:
    if _CYRILLIC.search(low):
        return "cyr"
    return "lat" if _LATIN.search(low) else "letters"


def _not_a_word(written: str, low: str) -> Word:
    """Tag a number, an emoji, a smiley or a mark."""
    if written[0].isdigit():
        return Word(low, frozenset(("number",)))
    if (low[:1] in "'’" and len(low) > 1) or low in ("n't", "n’t"):
        return english(low)
    if _EMOJI.match(written):
        return Word(written[0], frozenset(("emoji",)))
    if _SMILEY.fullmatch(written):
        return Word(_plain_smiley(written), frozenset(("smiley",)))
    return Word(written[:1] if written[:1] in "!?." else written, frozenset(("punct",)))


def _plain_smiley(written: str) -> str:
    """Give a smiley without repeats: «:)))» is «:)», «((((» is «((»."""
    once = re.sub(r"(.)\1+", r"\1", written)
    return once * 2 if len(once) == 1 else once


def _russian(low: str) -> Word:
    """Look up a Russian word; repeated letters are undone when that gives a known word."""
    if _LAUGHTER.fullmatch(low):
        return Word("хаха", frozenset(("word", "cyr", "intj")))
    morph = _morph()
    if not morph.word_is_known(low):
        for shorter in (
            _REPEATED.sub(r"\1", low),
            _REPEATED.sub(r"\1\1", low),
            _DOUBLED.sub(r"\1", low),
        ):
            if shorter != low and morph.word_is_known(shorter):
                low = shorter
                break
    parses = morph.parse(low)
    best = parses[0]
    tags = _tags_of(best.tag.grammemes) | _hidden_imperative(parses)
    if low in words("negators"):
        tags |= {"neg"}
    if not best.is_known:
        tags |= {"unknown"}
    return Word(best.normal_form.replace("ё", "е"), tags)


def _hidden_imperative(parses: list[Any]) -> frozenset[str]:
    """Say "imper" also when the imperative is only as likely as the form that came first."""
    best = parses[0]
    for parse in parses[1:]:
        if parse.score < best.score:
            break
        if "impr" in parse.tag:
            return frozenset(("imper",))
    return frozenset()


def is_russian(low: str) -> bool:
    """Tell whether the Russian dictionary holds a word form.

    Examples
    --------
    >>> is_russian("доставки"), is_russian("доставко")
    (True, False)
    """
    return bool(_morph().word_is_known(low))


def may_be_name(low: str, *, kinds: tuple[str, ...] = ("Name",)) -> bool:
    """Tell whether some reading of a Russian word form is a first name or a surname ("Surn").

    Examples
    --------
    >>> may_be_name("вере"), may_be_name("дроздов"), may_be_name("дроздов", kinds=("Surn",))
    (True, False, True)
    """
    return _CYRILLIC.match(low) is not None and any(
        parse.is_known and any(kind in parse.tag for kind in kinds) for parse in _morph().parse(low)
    )


def _latin(low: str) -> Word:
    """Look up an English word; one typed on the wrong keyboard layout is a Russian one.

    Only from five letters: shorter English words often have a Russian twin on the keys.
    """
    if len(low) >= _TYPED_FROM and low.isascii() and low.isalpha() and not is_listed(low):
        typed = low.translate(_FROM_KEYBOARD)
        if typed.isalpha() and is_russian(typed):
            return _russian(typed)
    if _LAUGHTER.fullmatch(low):
        return Word("haha", frozenset(("word", "lat", "intj")))
    if _REPEATED.search(low):
        for shorter in (_REPEATED.sub(r"\1\1", low), _REPEATED.sub(r"\1", low)):
            if is_listed(shorter):
                return english(shorter)
        return english(_REPEATED.sub(r"\1", low))
    return english(low)
