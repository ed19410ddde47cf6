"""Word classes: words and phrases that all frames share, read from ``data/word_classes.yaml``.

A class is one idea ("pays", "is told nothing") in Russian and English. The file says how an entry
is written; a researcher may add words there without touching any code.
"""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, TypeVar

import yaml

from cxkit.language.ground.lemmas import WORDS
from cxkit.language.ground.tokens import SPLIT_PATTERN

DATA = files("cxkit.language.story") / "data"
_ELEMENT = re.compile(r"[=*]?[^\s]+")
_GAPS = frozenset(("..", "*"))
_NOTHING: Mapping[str, Sequence[Any]] = {}
_LONGEST_GAP = 3
_LONGEST_PART = 20  # letters of a word that a beginning or an ending may have


Keys = frozenset[str]
"""What is asked of a word, or what it answers to: "=form", "lemma", "begin*", "*end".

Equal keys are one object: that makes them the quickest to look up."""

Opened = TypeVar("Opened")

Found = tuple[str, Sequence[int]]
"""The class of a phrase that was met, and the places of its words."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Several words and their class; ``gaps[i]`` lets other words stand before word i."""

    elements: tuple[Keys, ...]
    gaps: tuple[bool, ...]
    code: str


@dataclass(slots=True, eq=False)
class Step:
    """Where a phrase without gaps has got to after some of its words.

    Phrases that begin alike share their steps, so that a word is asked once for all of them.

    Attributes
    ----------
    codes : tuple of str
        Classes of the phrases that are complete here.
    ways : dict of str to tuple of Step
        Where each key of the next word leads.
    """

    codes: tuple[str, ...] = ()
    ways: dict[str, tuple["Step", ...]] = field(default_factory=dict)

    def lead(self, element: Keys, step: "Step") -> None:
        """Lead from here to a step by each key of an element."""
        made: dict[tuple[Step, ...], tuple[Step, ...]] = {}  # one object for keys that lead alike
        for key in element:
            steps = (*self.ways.get(key, ()), step)
            self.ways[key] = made.setdefault(steps, steps)


Steps = dict[tuple[Step, Keys], Step]
"""Where an element leads from a step: what is known while phrases are read."""


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What is known of one word.

    Attributes
    ----------
    codes : frozenset of str
        Its classes.
    keys : frozenset of str
        What it answers to.
    inner : frozenset of str
        Those of its keys that a phrase asks of a word after its first one.
    after : mapping of str to sequence of Step
        Phrases without gaps that it opens, by a key of the word that comes next.
    asked : frozenset of str
        The keys of ``after``.
    later : mapping of str to sequence of Phrase
        Phrases with gaps that it opens, by a key of their second word.
    """

    codes: frozenset[str]
    keys: Keys
    inner: Keys
    after: Mapping[str, Sequence[Step]]
    asked: Keys
    later: Mapping[str, Sequence[Phrase]]


class WordClasses:
    """All classes, ready to be looked up word by word.

    Attributes
    ----------
    codes : frozenset of str
        Names of the classes.
    """

    def __init__(self, table: dict[str, dict[str, str]]) -> None:
        self.codes = frozenset(table)
        self._words: dict[str, tuple[str, ...]] = {}
        self._root = Step()
        self._later: dict[str, dict[str, list[Phrase]]] = {}
        self._inner: set[str] = set()
        self._same: dict[Keys, Keys] = {}
        self._beginnings: dict[int, set[str]] = {}
        self._endings: dict[int, set[str]] = {}
        known: Steps = {}
        for code, languages in table.items():
            for language in ("ru", "en"):
                for entry in (languages.get(language) or "").split(","):
                    if entry.strip():
                        self._add(code, entry.strip(), known)

    def of_word(self, form: str, lemma: str) -> Look:
        """Give the classes of a word and the phrases that it can open.

        Parameters
        ----------
        form : str
            As written, lower case, е for ё.
        lemma : str
            Its dictionary form.
        """
        keys = frozenset(map(sys.intern, (f"={form}", lemma, *self._parts(form))))
        codes = frozenset[str]().union(*(self._words[key] for key in keys & self._words.keys()))
        opened = {step for key in keys for step in self._root.ways.get(key, ())}
        after = _joined([step.ways for step in opened])
        later = _joined([self._later[key] for key in keys & self._later.keys()])
        inner, asked = self._one(keys & self._inner), self._one(frozenset(after))
        return Look(codes, keys, inner, after, asked, later)

    def _one(self, keys: Keys) -> Keys:
        """Give equal sets as one object: what is asked of every word then lies close together."""
        return self._same.setdefault(keys, keys)

    def _parts(self, form: str) -> Iterator[str]:
        """Give the beginnings and endings of a word that some entry asks for."""
        for length, beginnings in self._beginnings.items():
            if form[:length] in beginnings:
                yield f"{form[:length]}*"
        for length, endings in self._endings.items():
            if form[-length:] in endings:
                yield f"*{form[-length:]}"

    def _add(self, code: str, entry: str, known: Steps) -> None:
        elements: list[Keys] = []
        gaps: list[bool] = []
        gap = False
        for written in _ELEMENT.findall(entry.lower().replace("ё", "е")):
            if written in _GAPS:
                gap = True
                continue
            for element in _elements(written):
                elements.append(element)
                gaps.append(gap)
                gap = False
        for key in frozenset[str]().union(*elements):
            self._ask(key)
        if len(elements) == 1:
            for key in elements[0]:
                self._words[key] = (*self._words.get(key, ()), code)
            return
        self._inner.update(*elements[1:])
        if any(gaps):
            self._add_with_gaps(Phrase(tuple(elements), tuple(gaps), code))
        else:
            self._add_steps(elements, code, known)

    def _ask(self, key: str) -> None:
        """Remember which beginnings and endings of words are asked for."""
        part = key.strip("*")
        if part == key or not 0 < len(part) <= _LONGEST_PART:
            return
        kept = self._endings if key[0] == "*" else self._beginnings
        kept.setdefault(len(part), set()).add(part)

    def _add_with_gaps(self, phrase: Phrase) -> None:
        for first in phrase.elements[0]:
            opened = self._later.setdefault(first, {})
            for second in phrase.elements[1]:
                opened.setdefault(second, []).append(phrase)

    def _add_steps(self, elements: Sequence[Keys], code: str, known: Steps) -> None:
        step = self._root
        for element in elements:
            following = known.get((step, element))
            if following is None:
                following = known[step, element] = Step()
                step.lead(element, following)
            step = following
        if code not in step.codes:
            step.codes += (code,)


def _joined(parts: Sequence[Mapping[str, Sequence[Opened]]]) -> Mapping[str, Sequence[Opened]]:
    """Put several mappings to lists together; one alone is given as it is, not copied."""
    if len(parts) < 2:
        return parts[0] if parts else _NOTHING
    found: dict[str, tuple[Opened, ...]] = {}
    for part in parts:
        for key, opened in part.items():
            found[key] = (*found.get(key, ()), *opened)
    return found


def _elements(written: str) -> list[Keys]:
    """Read one written word of an entry; a contraction gives two elements."""
    if written.startswith("*") or (written.endswith("*") and len(written) > 2):
        return [frozenset((sys.intern(written),))]
    exact = written.startswith("=") and len(written) > 1
    parts = SPLIT_PATTERN.findall(written.removeprefix("=") if exact else written)
    return [_element(part, exact=exact) for part in parts]


def _element(part: str, *, exact: bool) -> Keys:
    form = frozenset((sys.intern(f"={part}"),))
    return form | {sys.intern(part)} if not exact and WORDS[part].lemma == part else form


@cache
def word_classes(codes: frozenset[str] | None = None) -> WordClasses:
    """Give the classes that the package ships, or only those that are named.

    Examples
    --------
    >>> sorted(word_classes().of_word("refunded", "refund").codes & {"REFUND", "CALL"})
    ['REFUND']
    """
    table = _table()
    return WordClasses({code: table[code] for code in table if codes is None or code in codes})


@cache
def _table() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = yaml.safe_load(
        (DATA / "word_classes.yaml").read_text(encoding="utf-8")
    )
    return found


def with_phrases(looked: Sequence[Look], phrases: Sequence[Found]) -> list[frozenset[str]]:
    """Give each word its own classes and those of the phrases that it is part of."""
    found = [look.codes for look in looked]
    for code, places in phrases:
        for place in places:
            found[place] |= {code}
    return found


def form_of(written: str) -> str:
    """Give a word as it is looked up: lower case, е for ё, a straight apostrophe."""
    return written.lower().replace("ё", "е").replace("’", "'")


def phrases_in(looked: Sequence[Look]) -> list[Found]:
    """Give the phrases that stand in a sentence; one may come twice."""
    found: list[Found] = []
    for index, (look, following) in enumerate(pairwise(looked)):
        if not look.asked.isdisjoint(following.inner):
            _walk(look.after, looked, index, index + 1, found)
        if look.later:
            for phrase in _opened(look, looked, index):
                places = _match(phrase, looked, index)
                if places:
                    found.append((phrase.code, places))
    return found


def _walk(
    ways: Mapping[str, Sequence[Step]],
    looked: Sequence[Look],
    first: int,
    at: int,
    found: list[Found],
) -> None:
    """Follow the phrases that begin at a word as far as the words after it allow."""
    if at == len(looked):
        return
    met = [step for key in looked[at].inner if key in ways for step in ways[key]]
    for step in set(met) if len(met) > 1 else met:
        found += [(code, range(first, at + 1)) for code in step.codes]
        if step.ways:
            _walk(step.ways, looked, first, at + 1, found)


def _opened(look: Look, looked: Sequence[Look], at: int) -> Iterator[Phrase]:
    """Give the phrases with gaps whose first two words stand here; one may come twice."""
    keys = look.later.keys()
    for after in looked[at + 1 : at + 2 + _LONGEST_GAP]:
        if not keys.isdisjoint(after.inner):
            for key in after.inner & keys:
                yield from look.later[key]


def _match(phrase: Phrase, looked: Sequence[Look], at: int) -> list[int]:
    """Give the places of a phrase that begins at a word, nothing when it does not stand there."""
    places = [at]
    for element, gap in zip(phrase.elements[1:], phrase.gaps[1:], strict=True):
        after = places[-1] + 1
        for place in range(after, min(after + 1 + (_LONGEST_GAP if gap else 0), len(looked))):
            if not element.isdisjoint(looked[place].keys):
                places.append(place)
                break
        else:
            return []
    return places
