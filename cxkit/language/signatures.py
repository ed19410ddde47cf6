"""Names of people in signatures: no list need know them, their place tells them."""

import re
from collections.abc import Sequence
from functools import cache

from cxkit.language.person_names import Span
from cxkit.language.word_lists import words

_CONTACT = "\0"  # stands for a contact where a signature is looked for
_WORD = r"[^\W\d_a-zа-яё][a-zа-яё]+(?:[-'’][^\W\d_]+)?"


def signed_names(text: str, contacts: Sequence[Span]) -> list[Span]:
    """Find the names of signatures, which no list need know: after regards, before a contact.

    Parameters
    ----------
    text : str
        The whole text.
    contacts : sequence of (int, int)
        Places of its mails, phones and the like.

    Examples
    --------
    >>> signed_names("It is late. Kind regards, Anahit Marsh", [])
    [(26, 38)]
    """
    if not contacts and _partings().search(text) is None:
        return []
    for start, end in contacts:
        text = text[:start] + _CONTACT * (end - start) + text[end:]
    found = []
    for match in _signature().finditer(text):
        name = match[match.lastgroup or 0].lower()
        if not {name, *name.split()} & words("not_names"):
            found.append(match.span(match.lastgroup or 0))
    return found


@cache
def _partings() -> re.Pattern[str]:
    """Match the words after which a letter is signed: most texts have none."""
    return re.compile("|".join(sorted(words("partings"))), re.IGNORECASE)


@cache
def _signature() -> re.Pattern[str]:
    """Match two or three words with capitals: all of a line after regards, or before a contact."""
    name = f"{_WORD}(?: {_WORD}){{1,2}}"
    return re.compile(
        rf"(?:(?i:{_partings().pattern})[,!.]?\s+(?P<name>{name})[.,]?(?=\s*$|\s*[\n{_CONTACT}])"
        rf"|^[ \t]*(?P<line>{name})(?=[,;:]?\s*{_CONTACT}))",
        re.MULTILINE,
    )
