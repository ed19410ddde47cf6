"""Who speaks in a written-out talk: a chat, a call, an interview, a thread of a forum.

Known by form: lines that begin with a label and a colon ("DESK:", «Интервьюер:»), after a stamp or
not. A turn lasts to the end of its line; in a talk with the provider also over the lines right
under it. In a thread a line of its own says who wrote what follows, and when.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from cxkit.language.story.data_files import rows
from cxkit.language.story.mail import Part

ASKER, TELLER, PROVIDER, OTHER, HEAD = "asker", "teller", "provider", "other", "head"
UNTOLD = frozenset((ASKER, OTHER, HEAD))
"""Whose words tell nothing of the customer's way: questions, others' posts, names above posts."""

_STAMP = (
    r"\s*(?:[\[(](?=[^\])\n]*\d)[^\])\n]*[\])]"
    r"|(?:\d[\d./-]+,?\s+)?\d{1,2}[:.]\d\d(?::\d\d)?)[\s,–—-]*"
)
_NAME = r"([A-ZА-ЯЁ][\w.'’-]*(?: [A-ZА-ЯЁ\d][\w.'’-]*){0,3})(?: \([A-ZА-ЯЁ][^)\n]{1,40}\))?"
_LABEL = re.compile(rf"(?:{_STAMP})?\s*\*{{0,2}}{_NAME}\*{{0,2}}\s*:\*{{0,2}}\s")
_STAMPED = re.compile(_STAMP)
_NUMBERED = re.compile(r"[\s\d]+$")
_DIGIT = re.compile(r"\d")
_LEAST_TURNS = 4
_DATE = (
    r"(?:\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d\d-\d\d"
    r"|\d{1,2}\s+[^\W\d_]{3,9}\.?\s+\d{4}|[^\W\d_]{3,9}\.?\s+\d{1,2},?\s+\d{4})"
)
_POST = re.compile(
    rf"\s*(?P<name>@?[^\W\d][\w.-]*(?: [\w.-]+){{0,2}}?)[\s,|·•—–(-]+{_DATE}"
    r"[,\s]+(?:в |at )?\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]m)?\)?\s*$",
    re.IGNORECASE,
)
_LONGEST_HEAD = 100
_NICK = re.compile(r"[_@]|[^\W\d]\d")
_LEAST_POSTS = 3
_WORD = re.compile(r"\w+")


class _Said(NamedTuple):
    """One line: its place, its label, and whether it is parted from what was said before it."""

    start: int
    end: int
    name: str | None
    is_parted: bool


@lru_cache(maxsize=4)
def turns(text: str) -> list[Part]:
    r"""Give the turns of a written-out talk, none for another text.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    list of Part
        In order; the kind says whose turn it is (one of the names above). A text is a talk when at
        least four of its lines begin with labels, two or more different. Of an interview only what
        is asked is given: who answers tells a story as others do. A talk in which no label says who
        is the customer gives none. Of a thread the posts of others are given that tell of
        themselves, those of the provider, and the lines that say who wrote.

    Examples
    --------
    >>> text = "Q: And then?\nA: Nobody came.\nQ: Were you angry?\nA: Yes."
    >>> [(text[turn.start:turn.end], turn.kind) for turn in turns(text)]
    [('Q: And then?', 'asker'), ('Q: Were you angry?', 'asker')]
    """
    if text.count("\n") < _LEAST_TURNS - 1 or text.count(":") < _LEAST_POSTS:
        return []
    posts = _posts(text)
    if posts:
        return posts
    said = list(_said(text))
    names = [one.name for one in said if one.name]
    if len(names) < _LEAST_TURNS or len(set(names)) > len(names) / 2:
        return []
    askers = _askers(set(names))
    if askers:
        return [Part(one.start, one.end, ASKER) for one in said if one.name in askers]
    tellers = _labels(TELLER) & set(names)
    return list(_with_provider(said, tellers)) if tellers else []


def _said(text: str) -> Iterator[_Said]:
    """Give the lines of a text, empty ones too, with the labels that they begin with."""
    place = 0
    for line in text.splitlines(keepends=True):
        found = _LABEL.match(line)
        name = _NUMBERED.sub("", found[1].upper()) if found else None
        name = None if name is None or _DIGIT.search(name) else name  # "Added 20 March: ..."
        is_parted = not line.strip() or _STAMPED.match(line) is not None
        yield _Said(place, place + len(line.rstrip()), name or None, is_parted)
        place += len(line)


def _posts(text: str) -> list[Part]:
    """Give what is not the opener's in a thread, none for another text.

    At least three lines name who wrote and when, with the time of day, and one of the names is a
    nickname (olga_k, Sergey77): the headings of a diary ("Phone", "Call 2") are none.
    """
    lines = list(_said(text))
    matches = [
        (n, _POST.match(text[line.start : line.end]))
        for n, line in enumerate(lines)
        if line.end - line.start <= _LONGEST_HEAD
    ]
    heads = [n for n, match in matches if match]
    names = [match["name"] for _, match in matches if match]
    if len(heads) < _LEAST_POSTS or len(set(names)) < 2 or not any(map(_NICK.search, names)):
        return []
    found: list[Part] = []
    for head, name, end in zip(heads, names, [*heads[1:], len(lines)], strict=True):
        found.append(Part(lines[head].start, lines[head].end, HEAD))
        post = Part(lines[head].end + 1, lines[end - 1].end, OTHER)
        said = text[post.start : post.end]
        if any(word in name.lower() for word in _labels("staff")):
            found.append(post._replace(kind=PROVIDER))
        elif name != names[0] and _tells_of_self(said):
            found.append(post)
    return found


def _tells_of_self(said: str) -> bool:
    """Tell whether who wrote a post speaks of themselves, and not to the one who asked."""
    words = set(_WORD.findall(said.lower()))
    return not words.isdisjoint(_labels("own")) and words.isdisjoint(_labels("addressed"))


def _with_provider(said: list[_Said], tellers: frozenset[str]) -> Iterator[Part]:
    """Give the turns of a talk: who is neither the customer nor family is the provider."""
    family = _labels(OTHER)
    role = ""
    for one in said:
        if one.name:
            role = TELLER if one.name in tellers else OTHER if one.name in family else PROVIDER
        elif one.is_parted:
            role = ""
        if role:
            yield Part(one.start, one.end, role)


def _askers(names: set[str]) -> frozenset[str]:
    """Give the labels of who asks in an interview, empty when the talk is none."""
    paired = {own for role, own, *other in rows("talk") if role == "paired" and other[0] in names}
    return (_labels(ASKER) | paired) & names


@cache
def _labels(role: str) -> frozenset[str]:
    return frozenset(label for own, label, *_ in rows("talk") if own == role)
