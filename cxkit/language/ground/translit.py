"""Russian written in Latin letters: recognised by the sentence, read word by word.

Only the lemmas of such a sentence become Russian; its words stay as they were written.
"""

import re
from collections.abc import Sequence
from functools import cache

from cxkit.language.ground.lemmas import WORDS, is_russian
from cxkit.language.ground.tokens import Token
from cxkit.language.ground.word import Word
from cxkit.language.word_lists import rows

_ENGLISH_FORMS = frozenset(("pron", "det", "prep", "conj", "modal", "verb", "num"))
_NEEDED = 0.8
"""Share of the words of a sentence that must be Russian words in Latin letters."""


@cache
def _letters() -> tuple[re.Pattern[str], dict[str, str]]:
    """Give a pattern of the Latin spellings, the longest first, and what each stands for."""
    table = {row[0]: row[1] for row in rows("translit")}
    longest_first = sorted(table, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), table


@cache
def _english_words() -> frozenset[str]:
    """Give English words of tone: "very tasty" is not Russian, whatever its letters spell."""
    return frozenset(row[1] for row in rows("lexicon_en") if row[0] != "phrase")


@cache
def _as_russian(low: str) -> Word | None:
    """Give the Russian word that a Latin spelling stands for, or None.

    Examples
    --------
    >>> _as_russian("horosho").lemma, _as_russian("ochen").lemma, _as_russian("food")
    ('хорошо', 'очень', None)
    """
    pattern, table = _letters()
    spelled = pattern.sub(lambda found: table[found[0]], low)
    spelled = re.sub("(?<=[аеиоуыэюя])ы", "й", spelled)
    guesses = (spelled, spelled + "ь", spelled.replace("е", "э", 1))
    known = [WORDS[guess] for guess in guesses if is_russian(guess)]
    return max(known, key=lambda word: "adv" in word.tags, default=None)


def from_latin(tokens: Sequence[Token]) -> list[Token] | None:
    """Give the tokens of a sentence with Russian lemmas if it is Russian in Latin letters.

    Parameters
    ----------
    tokens : sequence of Token
        Of a sentence in Latin letters.

    Returns
    -------
    list of Token or None
        None for a sentence with an English form word or word of tone, or with too few Russian
        words.

    Examples
    --------
    >>> from cxkit.language.ground.document import parse
    >>> [token.lemma for token in parse("vse ochen ploho").tokens]
    ['все', 'очень', 'плохо']
    >>> parse("great food").language
    'en'
    """
    for token in tokens:
        if not _ENGLISH_FORMS.isdisjoint(token.tags) or token.text.lower() in _english_words():
            return None
    latin = [token for token in tokens if "lat" in token.tags]
    if len(latin) < 2:
        return None
    found = {token.start: _as_russian(token.text.lower()) for token in latin}
    if sum(word is not None for word in found.values()) < _NEEDED * len(latin):
        return None
    return [_replaced(token, found.get(token.start)) for token in tokens]


def _replaced(token: Token, word: Word | None) -> Token:
    return token if word is None else token._replace(lemma=word.lemma, tags=word.tags)
