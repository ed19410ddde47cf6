"""When the act of a promise was done, as a line tells it: after how long, or on which day."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from cxkit.language.document import Document
from cxkit.language.story.amounts import Span, numbers, spans
from cxkit.language.story.data_files import rows
from cxkit.language.story.reading import Line
from cxkit.language.story.time_cues import WORKING, cues_in
from cxkit.language.story.time_lists import said_of
from cxkit.language.story.time_points import Point
from cxkit.language.tokens import Token

_LONGEST_HEADING = 7  # tokens of a line that is a date alone


@cache
def promise_words(kind: str) -> frozenset[str]:
    """Give the words of a kind, from ``data/promise_words.tsv``."""
    return frozenset(
        word for name, words in rows("promise_words") if name == kind for word in words.split()
    )


class Told(NamedTuple):
    """A time that a line tells: days gone by, or a day of the year; its place."""

    start: int
    days: float | None
    date: float | None


def time_of(
    document: Document, line: Line, points: list[Point], done: int, after: int
) -> Told | None:
    """Give the one time that a line tells of an act, in its clause or alone in the line."""
    told = [one for one in _times(document, line, points, done) if one.start >= after]
    first, last = line.bounds[line.clause[done]]
    own = [one for one in told if first <= one.start < last]
    found = own if len(own) == 1 else told
    return found[0] if len(found) == 1 else None


def _times(document: Document, line: Line, points: list[Point], done: int) -> Iterator[Told]:
    """Give the times that a line tells: "three weeks later", «на следующий день», "on 5 May"."""
    tokens = line.tokens
    taken: set[int] = set()
    is_taken = tokens[done].lemma in promise_words("take")
    for span in spans(line.tokens):
        if _is_elapsed(tokens, span) or (is_taken and span.first > done and not span.order):
            taken |= set(range(span.first, span.last + 1))
            yield Told(tokens[span.first].start, span.days, None)
    sentence = next(one for one in document.sentences if one.start == line.start)
    held = {tokens[place].start for place in taken}
    for cue in cues_in(sentence, set())[0]:
        is_new = not any(cue.start <= start < cue.end for start in held)
        if cue.code == "relative" and cue.value >= 0 and is_new:
            yield Told(cue.start, cue.value, None)
    for point in points:
        if point.kind == "date" and not is_taken:
            yield Told(point.start, None, point.value)


def is_heading(line: Line) -> bool:
    """Tell whether a line is a date and nothing else: «7 июля.» above a note of a diary."""
    return len(line.tokens) <= _LONGEST_HEADING and not any(
        "verb" in token.tags and "VERB" in codes
        for token, codes in zip(line.tokens, line.classes, strict=True)
    )


def elided(line: Line, done: int, unit: float | None) -> Told | None:
    """Read a number whose unit was said in the promise: "within two weeks. It took six."."""
    if unit is None or line.tokens[done].lemma not in promise_words("take"):
        return None
    for number in numbers(line.tokens):
        between = line.tokens[done + 1 : number.first]
        after = line.tokens[number.last + 1 : number.last + 2]
        is_bare = not any("word" in token.tags for token in after)
        is_near = number.first > done and all(
            said_of(one) in promise_words("small") for one in between
        )
        if is_near and is_bare and number.kind == "count":
            return Told(line.tokens[number.first].start, number.value * unit, None)
    return None


def _is_elapsed(tokens: list[Token], span: Span) -> bool:
    """Tell whether a length is that of the time until something: "in two days", «через час»."""
    if span.order or not WORKING.isdisjoint(map(said_of, tokens[span.first : span.last + 1])):
        return False
    place = span.first - 1
    while place >= 0 and said_of(tokens[place]) in promise_words("small"):
        place -= 1
    before = said_of(tokens[place]) if place >= 0 else ""
    behind = said_of(tokens[span.last + 1]) if span.last + 1 < len(tokens) else ""
    further = said_of(tokens[span.last + 2]) if span.last + 2 < len(tokens) else ""
    if behind in promise_words("later"):
        return behind != "on" or not further.isalnum()
    return before in promise_words("until") and behind not in promise_words("other")
