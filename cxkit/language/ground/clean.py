"""Cleaning that never moves an offset: every character of the text keeps its place.

Markup, entities and hidden characters are overwritten by others of the same length, and only in
the copy that the rules look at. What is quoted is always cut from the text as it came.
"""

import html
import re
import unicodedata
from collections.abc import Iterable

FILLER = "\u200b"
"""Zero-width space: stands for what is left over when an entity shrinks; part of a word."""

_BLOCK = re.compile(r"</?(?:br|p|div|li|ul|ol|tr|td|h[1-6]|blockquote)\b", re.IGNORECASE)
_MARKUP = re.compile(
    r"<!--.{0,2000}?-->|</?[a-zA-Z][^<>]{0,300}>|&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|\w{2,8});"
)
_HIDDEN = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u0300-\u036f]"
)
_MOJIBAKE = re.compile(
    "(?:[РС][\u00a0-\u00bf\u0402-\u040f\u0452-\u045f\u2018-\u203a]){2}|[ÐÑ][\x80-\u00bf]|Ã[\x80-\u00bf]|â€"
)


def mask(text: str) -> str:
    """Give the text with markup made invisible, character for character as long as before.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The same length. A tag becomes spaces, or a line end where it ends a paragraph; an entity
        becomes its character and fillers. A text without markup comes back as it is.

    Examples
    --------
    >>> mask("Всё <b>плохо</b>")
    'Всё    плохо    '
    >>> len(mask("a<br>b")), mask("a<br>b").split()
    (6, ['a', 'b'])
    """
    if "<" not in text and "&" not in text:
        return text
    return _MARKUP.sub(_overwrite, text)


def _overwrite(found: re.Match[str]) -> str:
    """Give a stand-in of the same length for one tag or entity."""
    markup = found.group()
    if markup[0] == "<":
        first = "\n" if _BLOCK.match(markup) else " "
        return first + " " * (len(markup) - 1)
    character = html.unescape(markup)
    if len(character) != 1:
        return markup
    return character + FILLER * (len(markup) - 1)


def overwritten(text: str, places: Iterable[tuple[int, int]], sign: str) -> str:
    """Put one sign in the place of every character of some stretches; the length stays.

    Examples
    --------
    >>> overwritten("Ask Ann Lee", [(8, 11), (4, 7)], "*")
    'Ask *** ***'
    """
    pieces, done = [], 0
    for start, end in sorted(places):
        if end > done:
            pieces += [text[done:start], sign * (end - max(start, done))]
            done = end
    return "".join([*pieces, text[done:]])


def bare(word: str) -> str:
    """Give a word in lower case, ё as е, without accents and hidden characters, for look-up only.

    Examples
    --------
    >>> bare("Ёлка"), bare("заме\u0301тил"), bare("Cafe\u0301")
    ('елка', 'заметил', 'café')
    """
    low = word.lower()
    if not low.isascii():
        low = _HIDDEN.sub("", unicodedata.normalize("NFC", low)).replace("ё", "е")
        low = low.replace("’", "'").replace("ʼ", "'").replace("‑", "-")
    return low


def is_mojibake(text: str) -> bool:
    """Tell whether a text was decoded with the wrong encoding.

    Examples
    --------
    >>> is_mojibake("Спасибо".encode().decode("cp1251", "replace"))
    True
    >>> is_mojibake("Спасибо"), is_mojibake("Ça va très bien")
    (False, False)
    """
    return _MOJIBAKE.search(text) is not None
