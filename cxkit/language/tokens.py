"""Tokens: words, numbers, marks, emoji, links, each with its place in the text."""

import re
from typing import NamedTuple

_INNER = "\u00ad\u200b-\u200d\u2060\u0300-\u036f"
_WORD = rf"[^\W\d_](?:[^\W\d_]|[{_INNER}])*"
_EMOJI = (
    "[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u2190-\u21ff\u231a-\u23ff]"
    "[\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff\U0001f1e6-\U0001f1ff]*"
)
PATTERN = re.compile(
    "|".join(
        (
            rf"{_WORD}(?=n['’]t\b)|n['’]t\b",
            rf"{_WORD}(?:[-‑]{_WORD}|\d+)*",
            r"['’](?:s|m|re|ve|ll|d)\b",
            r"\d+(?:[.,:/]\d+)*(?:-?(?:й|я|е|го|му|х|ти|ю|м|st|nd|rd|th)\b)?",
            r"[:;=8xX]['’]?-?[()D\]\[/\\|PpОоOo]{1,9}(?!\w)|\({2,}|\){2,}|<3",
            r"\.{2,}|[!?…]+[!?.…]*",
            _EMOJI,
            r"[^\s\u200b-\u200f\ufe0f\u00ad]",
        )
    )
)
LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"»]+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")


class Token(NamedTuple):
    """One word, number or mark.

    Attributes
    ----------
    start, end : int
        Its place: ``document.text[start:end] == text``.
    text : str
        As written.
    lemma : str
        Dictionary form in lower case, ё as е; for marks the mark itself.
    tags : frozenset of str
        What its form says; the list is in ``lemmas.py``.
    """

    start: int
    end: int
    text: str
    lemma: str
    tags: frozenset[str]
