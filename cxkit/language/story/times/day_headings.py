"""The days that stand at the head of what follows: in a diary, a log, a letter by dates, a mail."""

import re

from cxkit.language.ground.document import Sentence
from cxkit.language.ground.tokens import Token
from cxkit.language.story.mail import WHEN
from cxkit.language.story.times.time_lists import Cue, short_weekdays, words_of

DAYS = frozenset(("date", "yearless", "weekday", "monthday"))
"""Codes of times that name a day by itself."""

ABSOLUTE = DAYS | {"nth"}
"""The same, and the n-th day of a story."""

IN_FRONT = 3
"""Words at the head of a sentence in which a day opens it."""

BRACKETS = frozenset("[(")

_HEAD_ENDS = frozenset(".:;—–-…")
_LONGEST_LINE = 10
_BRACKETED = 5  # more words and marks that a heading in brackets may have
_CLOSE = 4  # characters between the name of a day and its date or number
_ZERO_DAY = re.compile(r"(?:day|день)\s+(?:0|zero|нулевой)\b", re.IGNORECASE)


def head_of(sentence: Sentence, cues: list[Cue], text: str, kind: str | None) -> Cue | None:
    """Give the day that a line sets over those that follow; *kind* is its part in a mail."""
    if kind == WHEN:
        days = [cue for cue in cues if cue.code in ABSOLUTE]
        return min(days, key=lambda cue: cue.code == "weekday", default=None)
    closes = text[sentence.end : sentence.end + 2].lstrip("])")[:1] in ("", "\n")
    return zero_day(sentence, text) or _heading(sentence, cues, is_line=closes)


def zero_day(sentence: Sentence, text: str) -> Cue | None:
    """Give the first day of a count that begins at nought: "Day 0"."""
    found = _ZERO_DAY.match(text, sentence.start, sentence.end)
    return Cue(*found.span(), "nth", 0.0) if found else None


def _heading(sentence: Sentence, cues: list[Cue], *, is_line: bool) -> Cue | None:
    """Give the day that stands at the head of a paragraph, set off from what follows.

    A short line of its own without a verb, or one that opens with a bracket, is a heading wherever
    the day stands in it; a label may stand before the day: "[Phone, 3 September. ...".
    """
    tokens = sentence.tokens
    first = next((cue for cue in cues if cue.code in ABSOLUTE), None)
    is_bracketed = tokens[0].text in BRACKETS
    longest = _LONGEST_LINE + _BRACKETED * is_bracketed
    is_short = len(tokens) <= longest and tokens[-1].text not in ("?", "!")
    names = short_weekdays()
    verbs = ("verb" in token.tags and token.text.lower() not in names for token in tokens)
    if first and is_line and is_short and (is_bracketed or not any(verbs)):
        return _surest(first, cues)
    front = tokens[is_bracketed:]
    is_labelled = len(front) > 2 and front[1].text == "," and "word" in front[0].tags
    head = _in_front(front[2:] if is_labelled and first else front, first)
    return _surest(head, cues) if head and _is_set_off(tokens, head, cues) else None


def _surest(head: Cue, cues: list[Cue]) -> Cue:
    """Give the date, or the number of the day, that stands close after a day of the week."""
    if head.code != "weekday":
        return head
    near = (cue for cue in cues if 0 <= cue.start - head.end < _CLOSE)
    return next((cue for cue in near if cue.code in ABSOLUTE - {"weekday"}), head)


def _in_front(tokens: list[Token], first: Cue | None) -> Cue | None:
    """Give the day with which a sentence begins; short names of weekdays count here alone."""
    for token in tokens[:IN_FRONT]:
        day = short_weekdays().get(token.text.lower())
        if first is not None and token.start == first.start:
            return first
        if day is not None and token.text[:1].isupper() and first is None:
            return Cue(token.start, token.end, "weekday", float(day))
        if "word" in token.tags and day is None and token.lemma not in words_of("beside"):
            return None
    return None


def _is_set_off(tokens: list[Token], head: Cue, cues: list[Cue]) -> bool:
    """Tell whether a mark or the end follows a day, with at most a time of day between."""
    for token in tokens:
        if token.start < head.end or any(cue.start <= token.start < cue.end for cue in cues):
            continue
        if token.text[:1] in _HEAD_ENDS:
            return True
        bare = "number" in token.tags or token.text in ",()[]"
        if not bare and token.lemma not in words_of("beside"):
            return False
    return True
