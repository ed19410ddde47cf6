"""Which language a sentence and a text are in: Russian, English, or another, not guessed at."""

import re
from collections.abc import Sequence
from typing import Protocol

from cxkit.language.ground.tokens import Token
from cxkit.language.word_lists import rows


class _Part(Protocol):
    """What a language can be asked of."""

    language: str
    tokens: list[Token]


def _stop_words() -> dict[str, frozenset[str]]:
    """Give the small words of each language that tell it from its neighbours."""
    found: dict[str, set[str]] = {}
    for language, listed in rows("stop_words"):
        found.setdefault(language, set()).update(listed.split())
    return {language: frozenset(words) for language, words in found.items()}


_STOP = _stop_words()
_CYRILLIC = frozenset(("uk", "kk", "bg", "ru"))
_OTHER_LATIN = (
    frozenset[str]().union(*(_STOP[code] for code in _STOP if code not in _CYRILLIC)) - _STOP["en"]
)
_OTHER_CYRILLIC = (_STOP["uk"] | _STOP["kk"] | _STOP["bg"]) - _STOP["ru"]
_OTHER = _OTHER_LATIN | _OTHER_CYRILLIC
_FOREIGN = "іїєґўқңғүұһәөљњћђџјѕѓќäöüßéèêëàâçîïôûùœæøåñáíóúąćęłńśźżčďěňřšťůžğışőűăâîșț"
_FOREIGN_LETTERS = frozenset(
    letter for letter in _FOREIGN + _FOREIGN.upper() if not letter.isascii()
)
"""Without "I" and "S", the capitals of "ı" and "ß"."""

_FOREIGN_LETTER = re.compile(f"[{''.join(sorted(_FOREIGN_LETTERS))}]")
_RUSSIAN_LETTER = re.compile("[а-яё]", re.IGNORECASE)
_LATIN_LETTER = re.compile("[a-z]", re.IGNORECASE)


def sure_language(text: str) -> str | None:
    """Give "ru" or "en" when one script and no sign of another language is in the text.

    Examples
    --------
    >>> sure_language("Спасибо"), sure_language("Thanks"), sure_language("Спасибо, iPhone")
    ('ru', 'en', None)
    """
    latin = _LATIN_LETTER.search(text)
    russian = None if text.isascii() else _RUSSIAN_LETTER.search(text)
    if bool(latin) is bool(russian) or _FOREIGN_LETTER.search(text):
        return None
    if not _OTHER.isdisjoint(text.lower().split()):
        return None
    return "en" if latin else "ru"


def language_of_sentence(tokens: Sequence[Token]) -> str:
    """Give "ru", "en" or "other" for the tokens of one sentence.

    Examples
    --------
    >>> from cxkit.language.ground.document import parse
    >>> [parse(text).language for text in ("Дуже дякую", "Das ist nicht gut", "ok")]
    ['other', 'other', 'en']
    """
    cyrillic = [token for token in tokens if "cyr" in token.tags]
    latin = [token for token in tokens if "lat" in token.tags]
    if not cyrillic and not latin:
        return "other"
    if cyrillic and not (len(latin) > len(cyrillic) and _has_form_word(latin)):
        return "other" if _is_foreign(cyrillic, _OTHER_CYRILLIC, _STOP["ru"]) else "ru"
    return "other" if _is_foreign(latin, _OTHER_LATIN, _STOP["en"]) else "en"


def _has_form_word(tokens: Sequence[Token]) -> bool:
    """Tell whether there is a small English word; names of brands alone make no English."""
    return any(token.text.lower() in _STOP["en"] for token in tokens)


def _is_foreign(tokens: Sequence[Token], other: frozenset[str], own: frozenset[str]) -> bool:
    """Tell whether letters and small words speak for another language."""
    against = 0
    for token in tokens:
        low = token.text.lower()
        if low in own:
            against -= 1
        elif low in other:
            against += 1
        elif not low.isascii() and not _FOREIGN_LETTERS.isdisjoint(low):
            against += 2
    return against > 0


def language_of_text(sentences: Sequence[_Part]) -> str:
    """Give the language of a text from those of its sentences: "mixed" when each has a fifth.

    Examples
    --------
    >>> language_of_text([])
    'other'
    """
    if len(sentences) == 1:
        return sentences[0].language
    length: dict[str, int] = {}
    for sentence in sentences:
        length[sentence.language] = length.get(sentence.language, 0) + len(sentence.tokens)
    named = {language: count for language, count in length.items() if language != "other"}
    if not named:
        return "other"
    total = sum(length.values())
    if len(named) == 2 and min(named.values()) >= 0.2 * total:
        return "mixed"
    return max(length, key=lambda language: length[language])
