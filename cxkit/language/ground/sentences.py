"""Sentences: candidate places, and the reasons to leave them uncut."""

import re
from collections.abc import Iterator

from cxkit.language.word_lists import words

_CANDIDATE = re.compile(
    r"(?P<mark>[.!?…]+)(?P<close>[\"'»”’)\]]*)|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]\s*"
)
_LAST_WORD = re.compile(r"([^\W_]+(?:[.\-][^\W_]+)*)$")
_OPENING = " \t\u00a0«\"'“„(*-–—•#\u200b"


def _belongs_to_word(word: str, right: str) -> bool:
    """Tell whether a point belongs to the word before it and ends no sentence.

    Abbreviations: «ул. Ленина», "Mr. Smith"; initials: «А. С. Пушкин», "J. Smith"; numbers that
    a space parts: «5. 000».
    """
    last = word.rsplit(".", 1)[-1]
    return (
        word.lower() in words("abbreviations")
        or (len(last) == 1 and last.isupper() and last not in "IЯ")
        or (right[:1].isdigit() and word[-1:].isdigit())
    )


def sentence_bounds(text: str) -> list[tuple[int, int]]:
    """Give the places of the sentences of a text, white space around them left out.

    Points, question and exclamation marks end a sentence unless a reason objects; line ends always
    do, so each item of a list is a sentence.

    Parameters
    ----------
    text : str
        Text with its markup masked.

    Returns
    -------
    list of (int, int)
        In order, not overlapping. Empty for a text of white space only.

    Examples
    --------
    >>> text = "Ждал на ул. Ленина. Никто не пришёл!"
    >>> [text[start:end] for start, end in sentence_bounds(text)]
    ['Ждал на ул. Ленина.', 'Никто не пришёл!']
    """
    bounds: list[tuple[int, int]] = []
    start = 0
    for cut in _cuts(text):
        _append(bounds, text, start, cut)
        start = cut
    _append(bounds, text, start, len(text))
    return bounds


def _cuts(text: str) -> Iterator[int]:
    """Give the places at which the text is cut."""
    size = len(text)
    for found in _CANDIDATE.finditer(text):
        end = found.end()
        if end < size and (found["mark"] is None or _is_end(text, found, end)):
            yield end


def _is_end(text: str, found: re.Match[str], end: int) -> bool:
    """Tell whether marks end a sentence: room or a capital after them, and nothing objects."""
    after = text[end]
    if not after.isspace() and not after.isupper() and after not in '«"(':
        return False
    mark, close = found["mark"], found["close"]
    if mark[0] in "!?" and not close:
        return True
    right = text[end : end + 12].lstrip(_OPENING)
    if right[:1].islower() and (close or not mark.strip(".…")):
        return False  # «ну... ладно», «"Почему?" спросила она», «и т. д. и дальше»
    return mark != "." or not _belongs_to_word(_word_before(text, found.start()), right)


def _word_before(text: str, end: int) -> str:
    """Give the word that ends at a place; the pattern is for those that space does not begin."""
    first = text.rfind(" ", max(0, end - 24), end) + 1
    if first and text[first:end].isalnum():
        return text[first:end]
    before = _LAST_WORD.search(text, max(0, end - 24), end)
    return before[1] if before else ""


def _append(bounds: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    """Append the stretch without the white space around it."""
    stretch = text[start:end]
    inner = stretch.strip()
    if inner:
        first = start + stretch.index(inner[0])
        bounds.append((first, first + len(inner)))
