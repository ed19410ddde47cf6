"""Word classes: words and phrases that all frames share, read from ``data/word_classes.yaml``.

A class is one idea ("pays", "is told nothing") in Russian and English. The file says how an entry
is written; a researcher may add words there without touching any code.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from cxkit.language.lemmas import WORDS
from cxkit.language.tokens import SPLIT_PATTERN, Token

DATA = files("cxkit.language.story") / "data"
_ELEMENT = re.compile(r"[=*]?[^\s]+")
_GAPS = frozenset(("..", "*"))
_LONGEST_GAP = 3
_LONGEST_PART = 20  # letters of a word that a beginning or an ending may have
_KEPT = 200_000  # words whose classes are remembered


Keys = frozenset[str]
"""What is asked of a word, or what it answers to: "=form", "lemma", "begin*", "*end"."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Several words in a row and their class; ``gaps[i]`` lets words stand before word i."""

    elements: tuple[Keys, ...]
    gaps: tuple[bool, ...]
    code: str


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of one word.

    Attributes
    ----------
    codes : frozenset of str
        Its classes.
    keys : frozenset of str
        What it answers to.
    after, later : dict of str to list of Phrase
        Phrases that it opens, by a key of the word that comes next, or that comes after a gap.
    """

    codes: frozenset[str]
    keys: Keys
    after: dict[str, list[Phrase]]
    later: dict[str, list[Phrase]]


class WordClasses:
    """All classes, ready to be looked up word by word.

    Attributes
    ----------
    codes : frozenset of str
        Names of the classes.
    """

    def __init__(self, table: dict[str, dict[str, str]]) -> None:
        self.codes = frozenset(table)
        self._words: dict[str, set[str]] = {}
        self._phrases: dict[str, list[Phrase]] = {}
        self._asked: set[str] = set()
        self._looked: dict[tuple[str, str], Look] = {}
        for code, languages in table.items():
            for language in ("ru", "en"):
                for entry in (languages.get(language) or "").split(","):
                    if entry.strip():
                        self._add(code, entry.strip())

    def of_word(self, form: str, lemma: str) -> Look:
        """Give the classes of a word and the phrases that it can open.

        Parameters
        ----------
        form : str
            As written, lower case, е for ё.
        lemma : str
            Its dictionary form.
        """
        look = self._looked.get((form, lemma))
        if look is None:
            look = self._look_up(form, lemma)
            if len(self._looked) < _KEPT:
                self._looked[form, lemma] = look
        return look

    def _look_up(self, form: str, lemma: str) -> Look:
        parts = range(1, min(len(form), _LONGEST_PART) + 1)
        keys = {f"={form}", lemma}
        keys |= {f"{form[:length]}*" for length in parts} & self._asked
        keys |= {f"*{form[-length:]}" for length in parts} & self._asked
        codes = frozenset[str]().union(*(self._words.get(key, ()) for key in keys))
        after: dict[str, list[Phrase]] = {}
        later: dict[str, list[Phrase]] = {}
        for phrase in dict.fromkeys(one for key in keys for one in self._phrases.get(key, ())):
            opened = later if phrase.gaps[1] else after
            for key in phrase.elements[1]:
                opened.setdefault(key, []).append(phrase)
        return Look(codes, frozenset(keys), after, later)

    def _add(self, code: str, entry: str) -> None:
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
        self._asked.update(*elements)
        for key in elements[0]:
            if len(elements) == 1:
                self._words.setdefault(key, set()).add(code)
            else:
                phrase = Phrase(tuple(elements), tuple(gaps), code)
                self._phrases.setdefault(key, []).append(phrase)


def _elements(written: str) -> list[Keys]:
    """Read one written word of an entry; a contraction gives two elements."""
    if written.startswith("*") or (written.endswith("*") and len(written) > 2):
        return [frozenset((written,))]
    exact = written.startswith("=") and len(written) > 1
    parts = SPLIT_PATTERN.findall(written.removeprefix("=") if exact else written)
    return [_element(part, exact=exact) for part in parts]


def _element(part: str, *, exact: bool) -> Keys:
    form = frozenset((f"={part}",))
    return form | {part} if not exact and WORDS[part].lemma == part else form


@cache
def word_classes() -> WordClasses:
    """Give the classes that the package ships.

    Examples
    --------
    >>> sorted(word_classes().of_word("refunded", "refund").codes & {"REFUND", "CALL"})
    ['REFUND']
    """
    text = (DATA / "word_classes.yaml").read_text(encoding="utf-8")
    return WordClasses(yaml.safe_load(text))


def classes_of(tokens: list[Token]) -> list[set[str]]:
    """Give the classes of each token of one sentence, phrases included.

    Every word of a phrase gets the class of the phrase.
    """
    of_word = word_classes().of_word
    looked = [of_word(form_of(token.text), token.lemma) for token in tokens]
    found = [set(look.codes) for look in looked]
    for index, look in enumerate(looked):
        if not look.after and not look.later:
            continue
        for phrase in _opened(look, looked, index):
            for place in _match(phrase, looked, index):
                found[place].add(phrase.code)
    return found


def form_of(written: str) -> str:
    """Give a word as it is looked up: lower case, е for ё, a straight apostrophe."""
    return written.lower().replace("ё", "е").replace("’", "'")


def _opened(look: Look, looked: list[Look], at: int) -> Iterator[Phrase]:
    """Give the phrases whose first two words stand here; one may come twice."""
    if look.after and at + 1 < len(looked):
        for key in looked[at + 1].keys & look.after.keys():
            yield from look.after[key]
    if look.later:
        for after in looked[at + 1 : at + 2 + _LONGEST_GAP]:
            for key in after.keys & look.later.keys():
                yield from look.later[key]


def _match(phrase: Phrase, looked: list[Look], at: int) -> list[int]:
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
