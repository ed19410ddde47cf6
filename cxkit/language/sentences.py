"""Sentences: candidate places, and a list of named reasons to leave them uncut."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from cxkit.language.word_lists import words

_CANDIDATE = re.compile(
    r"(?P<mark>[.!?…]+)(?P<close>[\"'»”’)\]]*)|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]\s*"
)
_LAST_WORD = re.compile(r"([^\W_]+(?:[.\-][^\W_]+)*)$")
_OPENING = " \t\u00a0«\"'“„(*-–—•#\u200b"


class Split(NamedTuple):
    """What stands around one candidate place."""

    word: str
    mark: str
    close: str
    right: str


def _lower_case_follows(split: Split) -> bool:
    """«... и т. д. и дальше»: a sentence rarely begins with a small letter after one point."""
    return split.mark == "." and split.right[:1].islower()


def _abbreviation(split: Split) -> bool:
    """«ул. Ленина», "Mr. Smith": the point belongs to the word."""
    return split.mark == "." and split.word.lower() in words("abbreviations")


def _initial(split: Split) -> bool:
    """«А. С. Пушкин», "J. Smith": one capital letter and a point."""
    word = split.word.rsplit(".", 1)[-1]
    return split.mark == "." and len(word) == 1 and word.isupper() and word not in "IЯ"


def _inside_a_number(split: Split) -> bool:
    """«5. 000», «10.5»: digits on both sides without a space."""
    return split.mark == "." and split.word[-1:].isdigit() and split.right[:1].isdigit()


def _short_inside(split: Split) -> bool:
    """«(sic!) он», «"Почему?" спросила она»: the mark closes a quotation, not the sentence."""
    return bool(split.close) and split.right.lstrip(_OPENING)[:1].islower()


def _trailing_off(split: Split) -> bool:
    """«ну... ладно»: dots inside a sentence."""
    return set(split.mark) <= {".", "…"} and split.right[:1].islower()


_RULES: tuple[Callable[[Split], bool], ...] = (
    _lower_case_follows,
    _abbreviation,
    _initial,
    _inside_a_number,
    _short_inside,
    _trailing_off,
)


def sentence_bounds(text: str) -> list[tuple[int, int]]:
    """Give the places of the sentences of a text, white space around them left out.

    Points, question and exclamation marks end a sentence unless a rule objects; line ends always
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
    """Tell whether marks end a sentence: room or a capital after them, and no rule objects."""
    after = text[end]
    if not after.isspace() and not after.isupper() and after not in '«"(':
        return False
    if found["mark"][0] in "!?" and not found["close"]:
        return True  # no rule speaks of these
    split = Split(
        word=_word_before(text, found.start()),
        mark=found["mark"],
        close=found["close"],
        right=text[end : end + 12].lstrip(_OPENING),
    )
    return not any(rule(split) for rule in _RULES)


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
