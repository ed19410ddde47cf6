"""Blameless language: words that look for a culprit, in Russian and English.

For a report's own sentences. Customers' words are never checked and never changed.
"""

import re
from functools import cache
from typing import NamedTuple

from cxkit.language.word_lists import rows


class Blame(NamedTuple):
    """One place that blames: its words, and what to say instead."""

    start: int
    end: int
    words: str
    instead: str


def find_blame(text: str) -> list[Blame]:
    """Find the places of a sentence that look for a culprit.

    Parameters
    ----------
    text : str
        Russian or English; a sentence of a report.

    Returns
    -------
    list of Blame
        In the order of the text. Empty when nothing blames.

    References
    ----------
    Dekker, S. (2014). The field guide to understanding "human error". 3rd ed. Ashgate.

    Examples
    --------
    >>> [found.words for found in find_blame("Сбой произошёл по вине оператора.")]
    ['по вине']
    >>> find_blame("The first line was told after 25 hours.")
    []
    """
    found = [
        Blame(*match.span(), match[0], instead)
        for pattern, instead in _patterns()
        for match in pattern.finditer(text)
    ]
    return sorted(found)


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    return [
        (re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), instead)
        for pattern, _, instead in rows("blame")
    ]
