"""The parts of a mail that tell nothing: its head, what it quotes, how it closes.

They are known by their form, line by line, in Russian and English. The places are those of the
text as it came; what stands in them is read by nobody but ``moment_times``, which takes the day of
a mail from its head.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from cxkit.language.ground.clean import mask
from cxkit.language.story.data_files import rows

HEAD, WHEN, QUOTED, CLOSING = "head", "when", "quoted", "closing"

_LABEL = re.compile(r"[\s*>]{0,6}([A-Za-zА-Яа-яЁё][\w -]{1,20}?)\*{0,2}:\*{0,2}(?=\s|$)")
_BARE_DAY = re.compile(r"\d{1,4}[ ./-].{1,26}[^.!?…:]")
_QUOTE = re.compile(r"\s{0,3}>")
_MARKS = " \t-–—_=*>:,.!"
_LEAST_OWN_WORDS = 8
"""Words outside of quoted lines below which a text is taken to be the quotation itself."""

_LONGEST_NOTE = 160
_LONGEST_NAME = 60
_MOST_NAMES = 6
_MOST_WORDS_OF_NAME = 4
_TOP = 3


class Part(NamedTuple):
    """One line of a mail's form, or one turn of a talk: its place and what it is."""

    start: int
    end: int
    kind: str


class _Written(NamedTuple):
    """One line as written: its number among all lines, its place, what is said in it."""

    number: int
    start: int
    end: int
    said: str
    is_indented: bool


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(word for own, word in rows("mail") if own == kind)


@lru_cache(maxsize=4)
def mail_parts(text: str) -> list[Part]:
    r"""Give the lines of a text that are the form of a mail and tell nothing.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    list of Part
        In order. Kinds: "head" (from, to, subject, the line between two mails), "when" (the line
        of a head that holds the day), "quoted" (lines after ">" and the line that says who wrote
        them), "closing" (regards, name, post, what the program adds). A single quoted mail, with
        next to nothing of one's own around it, is no quotation.

    Examples
    --------
    >>> text = "From: A\nTo: B\n\nMy parcel never came.\n\nBest regards,\nAnn"
    >>> [(text[part.start:part.end], part.kind) for part in mail_parts(text)][:2]
    [('From: A', 'head'), ('To: B', 'head')]
    """
    if "\n" not in text:
        return []
    lines = list(_lines(mask(text)))
    kinds: dict[int, str] = {}
    for find in (_quoted, _heads, _notes, _closings):
        for number, kind in find(lines, kinds):
            kinds.setdefault(number, kind)
    return [Part(lines[n].start, lines[n].end, kinds[n]) for n in sorted(kinds)]


def kind_at(parts: list[Part], place: int) -> str | None:
    """Give the kind of the part in which a place lies, None when it lies in none.

    Examples
    --------
    >>> kind_at([Part(0, 7, "head")], 3), kind_at([Part(0, 7, "head")], 7)
    ('head', None)
    """
    number = bisect_right(parts, place, key=lambda part: part.start) - 1
    return parts[number].kind if number >= 0 and place < parts[number].end else None


_Found = Iterator[tuple[int, str]]


def _lines(seen: str) -> Iterator[_Written]:
    """Give the lines of a text that say anything, without the space around."""
    place = 0
    for number, written in enumerate(seen.splitlines(keepends=True)):
        said = written.strip()
        if said:
            end = place + len(written.rstrip())
            yield _Written(number, place, end, said, written[0].isspace())
        place += len(written)


def _quoted(lines: list[_Written], _: dict[int, str]) -> _Found:
    """Find the lines that begin with ">", when there is a text of one's own beside them."""
    quoted = {n for n, line in enumerate(lines) if _QUOTE.match(line.said)}
    own = sum(len(line.said.split()) for n, line in enumerate(lines)
              if n not in quoted and _label(line) is None)  # fmt: skip
    if own >= _LEAST_OWN_WORDS:
        yield from ((number, QUOTED) for number in sorted(quoted))


def _heads(lines: list[_Written], _: dict[int, str]) -> _Found:
    """Find two or more lines together that begin with a label of a head, and single subjects."""
    for run in _runs(lines):
        first = _label(lines[run[0]])
        if len(run) > 1 or (run[0] < _TOP and first in _words("title")):
            yield from ((number, _kind(lines[number])) for number in run)


def _kind(line: _Written) -> str:
    label = _label(line)
    is_day = label in _words("when") if label else _BARE_DAY.fullmatch(line.said)
    return WHEN if is_day else HEAD


def _runs(lines: list[_Written]) -> Iterator[list[int]]:
    """Give the runs of lines with a label of a head.

    A line folded under one belongs to it, and so does a day alone.
    """
    run: list[int] = []
    for number, line in enumerate(lines):
        is_next = bool(run) and line.number == lines[number - 1].number + 1
        is_under = is_next and (line.is_indented or _BARE_DAY.fullmatch(line.said))
        if is_under or _label(line) is not None:
            run.append(number)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _label(line: _Written) -> str | None:
    """Give the label of a head with which a line begins."""
    found = _LABEL.match(line.said)
    label = found[1].lower() if found else None
    return label if label in _words("label") or label in _words("title") else None


def _notes(lines: list[_Written], _: dict[int, str]) -> _Found:
    """Find the lines between mails, and those that say who wrote what is quoted below them."""
    for number, line in enumerate(lines):
        bare = line.said.strip(_MARKS).lower()
        if bare in _words("parted") or bare == "begin forwarded message":
            yield number, HEAD
        is_note = line.said.endswith(":") and len(line.said) <= _LONGEST_NOTE
        if is_note and bare.endswith(_words("wrote")) and re.search(r"\d|@", line.said):
            yield number, QUOTED


def _closings(lines: list[_Written], kinds: dict[int, str]) -> _Found:
    """Find regards with the name and address below them, and what a program adds."""
    for number, line in enumerate(lines):
        if line.said.lower().startswith(_words("device")) and len(line.said) <= _LONGEST_NAME:
            yield number, CLOSING
        if number and (line.said == "--" or _is_closing(line.said)):
            yield number, CLOSING
            yield from ((n, CLOSING) for n in _names(lines, number + 1, kinds))


def _is_closing(said: str) -> bool:
    """Tell whether a line is regards, with at most a name: "Kind regards, Ann"."""
    lower = said.lower()
    if not lower.startswith(_words("closing")):
        return False
    rest = said[max(len(word) for word in _words("closing") if lower.startswith(word)) :]
    if rest[:1].isalnum() or rest.endswith(("?", "…")):
        return False
    names = rest.strip(_MARKS).split()
    return len(names) <= _MOST_WORDS_OF_NAME and all(not name[0].islower() for name in names)


def _names(lines: list[_Written], first: int, kinds: dict[int, str]) -> Iterator[int]:
    """Give the short lines under regards that are no sentences: name, post, address, phone.

    An empty line may stand before them; the next one ends them.
    """
    for number in range(first, min(first + _MOST_NAMES, len(lines))):
        line = lines[number]
        is_apart = number > first and line.number > lines[number - 1].number + 1
        is_sentence = len(line.said) > _LONGEST_NAME or line.said[-1:] in ".!?…:"
        if is_apart or is_sentence or number in kinds:
            return
        yield number
