"""Tokens: words, numbers, marks, emoji, links, each with its place in the text."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any, NamedTuple, TypeVar, TypeVarTuple

_JOINTS = "\\-'’‑\u00ad\u200b-\u200d\u2060\u0300-\u036f"
_NUMBER = r"\d+(?:[.,:/]\d+)*(?:-?(?:го|му|[йяехтюм]|ти|st|nd|rd|th)(?!\w))?"
_WORD = rf"\w+(?:[{_JOINTS}]+\w+)*[\u0300-\u036f]*"
_MARKS = (
    r"\.{2,}|[!?…][!?.…]*|[:;=]['’]?-?[()D\]\[/\\|PpОоOo]{1,9}(?!\w)|\({2,}|\){2,}|<3|"
    "[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u2190-\u21ff\u231a-\u23ff]"
    "[\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff\U0001f1e6-\U0001f1ff]*|"
    r"[^\s\u00ad\u200b-\u200f\u2060\ufe0f\ufeff]"
)
PATTERN = re.compile(f"{_NUMBER}|{_WORD}|{_MARKS}")
"""Words first and few choices for each: half of the time of reading is spent here."""

_APOSTROPHE = "['’]\u200b*"
SPLIT_PATTERN = re.compile(
    rf"{_NUMBER}|[A-Za-z]+(?=n{_APOSTROPHE}t(?!\w))|n{_APOSTROPHE}t(?!\w)|"
    rf"[A-Za-z]+(?={_APOSTROPHE}(?:s|m|re|ve|ll|d)(?!\w))|{_APOSTROPHE}(?:s|m|re|ve|ll|d)(?!\w)|"
    rf"{_WORD}|{_MARKS}",
    re.IGNORECASE,
)
"""The same with contractions taken apart: did + n't, I + 'm."""

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


class Words(list[Token]):
    """Tokens, mostly of a sentence, and what was found in them by functions under :func:`once`."""

    __slots__ = ("found",)

    def __init__(self, tokens: Iterable[Token]) -> None:
        super().__init__(tokens)
        self.found: dict[object, Any] = {}


Some = TypeVar("Some", bound=Sequence[Token])
More = TypeVarTuple("More")
Found = TypeVar("Found")


def once(find: Callable[[Some, *More], Found]) -> Callable[[Some, *More], Found]:
    """Let what is found in the words of a sentence be found once for all who ask.

    Nobody changes what was found.
    """

    @wraps(find)
    def found(tokens: Some, *args: *More) -> Found:
        if not isinstance(tokens, Words):
            return find(tokens, *args)
        key = (find, *args) if args else find
        kept: Found | None = tokens.found.get(key)
        if kept is None:
            kept = tokens.found[key] = find(tokens, *args)
        return kept

    return found
