"""What a line of a story shows: the named numbers that the judge weighs.

======== ============================================================================
``w:``   a lemma; ``s:`` its first five letters; ``b:`` two lemmas in a row
``c:``   a word class with its sign and who acts: ``c:-NOTIFY``, ``c:+CALL&SELF``
``f:``   a frame that is met, and its code
``p:``   a word class of the line before, ``n:`` of the line after; ``pf:``, ``nf:`` codes of frames
``seen:`` a code that a frame gave in an earlier line
``g:``   a grammatical tag, ``m:`` a mark, ``len:`` fives of words
``told:`` how the line is told, ``pos:`` fifths of the story, ``first``, ``last``, ``lang:``
======== ============================================================================
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache

from cxkit.language.ground.memory import Memory
from cxkit.language.story.actors import Changed, Codes
from cxkit.language.story.frames.frame_match import match
from cxkit.language.story.reading import Line, Reading

KINDS = ("factors", "recovery", "outcomes", "touchpoints", "promises")
MARKS = frozenset('?!«"…:')
_FORMS = ("g:", "m:", "len:", "told:", "pos:", "lang:", "first", "last")
_STEM = 5
_NEAR = 0.5  # weight of what stands in a neighbouring line
_LONGEST = 6
_PARTS = 5
_LAST_LINES = 2
_REMEMBERED = 50_000  # tokens

Terms = dict[str, float]


def line_terms(reading: Reading) -> list[Terms]:
    """Give the terms of each line.

    Parameters
    ----------
    reading : Reading
        Lines marked by :func:`cxkit.language.story.discourse.mark_told`.

    Returns
    -------
    list of dict
        One a line: the weight of each term that the line shows.

    Examples
    --------
    >>> from cxkit.language.ground.document import parse
    >>> from cxkit.language.story.reading import read
    >>> terms = line_terms(read(parse("I rang on Monday. Nobody called back.")))
    >>> terms[1]["c:-CALL"], terms[1]["p:WEEKDAY"]
    (1.0, 0.5)
    """
    lines = reading.lines
    frames = _frames(lines)
    bare = [_BARE.of_words(line.classes) for line in lines]
    codes = [[code for code in held if "." not in code] for held in frames]
    found: list[Terms] = []
    seen: dict[str, float] = {}
    of_frame, of_seen = named("f:"), named("seen:")
    marks = ((-1, named("p:"), named("pf:")), (1, named("n:"), named("nf:")))
    for index, line in enumerate(lines):
        own = [*_own(line), *_place(reading, index), *map(of_frame, frames[index])]
        around: list[str] = []
        for step, of_class, of_code in marks:
            near = index + step
            if 0 <= near < len(lines):
                around += map(of_class, bare[near])
                around += map(of_code, codes[near])
        found.append(dict.fromkeys(own, 1.0) | seen | dict.fromkeys(around, _NEAR))
        seen |= dict.fromkeys(map(of_seen, codes[index]), 1.0)
    return found


def _frames(lines: list[Line]) -> list[set[str]]:
    """Give the frames that each line meets: "kind:code" and "kind:code.name"."""
    found: list[set[str]] = [set() for _ in lines]
    for hit in match(lines, *KINDS):
        code = f"{hit.frame.kind}:{hit.code}"
        found[hit.line.number] |= {code, f"{code}.{hit.frame.name}"}
    return found


def _bare(codes: Codes) -> Codes:
    """Give the classes of a word alone, without their signs and who acts."""
    return frozenset(code for code in codes if code[0] not in "+-" and "&" not in code)


def _signed(codes: Codes) -> Codes:
    """Give the terms of the classes of a word with their signs."""
    return frozenset(map(named("c:"), [code for code in codes if code[0] in "+-"]))


_BARE, _SIGNED = Changed(_bare), Changed(_signed)


@cache
def named(mark: str, only: tuple[str, ...] = ("",)) -> Callable[[str], str]:
    """Give what makes terms of codes, by the mark before them; "" of those that begin otherwise.

    The mark "p:" and the code "CALL" make "p:CALL".
    """

    def term(code: str) -> str:
        return sys.intern(mark + code) if code.startswith(only) else ""

    return Memory(term, _REMEMBERED).__getitem__


def _own(line: Line) -> list[str]:
    """Give the words, classes and forms of a line."""
    found: list[str] = []
    before = ""
    for token in line.tokens:
        terms, key = _of_token(token.text if token.text in MARKS else "", token.lemma, token.tags)
        found += terms
        if key:
            if before:
                found.append(f"b:{before} {key}")
            before = key
    found += _SIGNED.of_words(line.classes)
    found.append(f"len:{min(_LONGEST, len(line.tokens) // 5)}")
    return found


@lru_cache(maxsize=_REMEMBERED)
def _of_token(mark: str, lemma: str, tags: frozenset[str]) -> tuple[tuple[str, ...], str]:
    """Give the terms of a token by itself, and what it is called in a pair, if in any."""
    terms = [f"g:{tag}" for tag in tags]
    if mark:
        terms.append(f"m:{mark}")
    is_number = lemma[:1].isdigit()
    if "word" not in tags and not is_number:
        return tuple(map(sys.intern, terms)), ""
    key = "#" if is_number else lemma
    terms.append(f"w:{key}")
    if "word" in tags:
        terms.append(f"s:{lemma[:_STEM]}")
    return tuple(map(sys.intern, terms)), key


def _place(reading: Reading, index: int) -> Iterator[str]:
    """Say where in the story a line stands, and how it is told."""
    n_lines = len(reading.lines)
    yield f"told:{reading.lines[index].told}"
    yield f"lang:{reading.document.language}"
    yield f"pos:{_PARTS * index // n_lines}"
    if index == 0:
        yield "first"
    if index >= n_lines - _LAST_LINES:
        yield "last"


_SHOWN = {
    "w": "“{}”", "s": "“{}…”", "b": "“{}”", "c": "{}", "f": "{}", "p": "← {}", "n": "→ {}",
    "pf": "← {}", "nf": "→ {}", "seen": "… {}",
}  # fmt: skip
"""How a term is shown: a word in quotes, a class bare, a neighbour's with an arrow."""


def telling(terms: Terms) -> Terms:
    """Give the terms that tell a person something: words, classes and frames, not forms and places.

    Examples
    --------
    >>> telling({"w:promise": 1.0, "g:noun": 1.0, "pos:2": 1.0})
    {'w:promise': 1.0}
    """
    return {term: value for term, value in terms.items() if not term.startswith(_FORMS)}


def spoken(terms: Iterable[tuple[str, float]]) -> str:
    """Write terms for a person, each with what it adds.

    Examples
    --------
    >>> spoken([("w:promise", 1.24), ("p:WEEKDAY", 0.5)])
    '“promise” +1.2, ← WEEKDAY +0.5'
    """
    return ", ".join(f"{_shown(term)} {added:+.1f}" for term, added in terms)


def _shown(term: str) -> str:
    mark, _, name = term.partition(":")
    return _SHOWN.get(mark, f"{mark} {{}}").format(name)
