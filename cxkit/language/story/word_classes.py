"""Word classes: sets of words and phrases that all frames share, read from ``data/word_classes.yaml``.

A class is one idea ("pays", "is told nothing") in Russian and English. The file says how an entry is
written; a researcher may add words there without touching any code.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from cxkit.language.lemmas import WORDS
from cxkit.language.tokens import SPLIT_PATTERN, Token

DATA = files("cxkit.language.story") / "data"
_ELEMENT = re.compile(r"[=*]?[^\s]+")
_GAP = ".."
_LONGEST_GAP = 3


@dataclass(frozen=True, slots=True)
class Element:
    """One word of an entry: forms and lemmas that it takes, or how the form begins or ends."""

    forms: frozenset[str]
    lemmas: frozenset[str]
    begins: str = ""
    ends: str = ""

    def takes(self, form: str, lemma: str) -> bool:
        """Tell whether a word, lower case and with е for ё, is meant."""
        if self.begins:
            return form.startswith(self.begins)
        if self.ends:
            return form.endswith(self.ends)
        return form in self.forms or lemma in self.lemmas


@dataclass(frozen=True, slots=True)
class Phrase:
    """Several elements in a row and the class that they belong to; ``gaps[i]`` lets words stand before i."""

    elements: tuple[Element, ...]
    gaps: tuple[bool, ...]
    code: str


class WordClasses:
    """All classes, ready to be looked up word by word.

    Attributes
    ----------
    codes : frozenset of str
        Names of the classes.
    """

    def __init__(self, table: dict[str, dict[str, str]]) -> None:
        self.codes = frozenset(table)
        self._forms: dict[str, set[str]] = {}
        self._lemmas: dict[str, set[str]] = {}
        self._begins: dict[str, set[str]] = {}
        self._ends: list[tuple[str, str]] = []
        self._starts: dict[str, list[Phrase]] = {}
        self._start_stems: dict[str, list[Phrase]] = {}
        self._known: dict[tuple[str, str], tuple[frozenset[str], tuple[Phrase, ...]]] = {}
        for code, languages in table.items():
            for language in ("ru", "en"):
                for entry in (languages.get(language) or "").split(","):
                    if entry.strip():
                        self._add(code, entry.strip())

    def of_word(self, form: str, lemma: str) -> tuple[frozenset[str], tuple[Phrase, ...]]:
        """Give the classes of a word and the phrases that it can open.

        Parameters
        ----------
        form : str
            As written, lower case, е for ё.
        lemma : str
            Its dictionary form.
        """
        key = (form, lemma)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._look_up(form, lemma)
        return known

    def _look_up(self, form: str, lemma: str) -> tuple[frozenset[str], tuple[Phrase, ...]]:
        codes = self._forms.get(form, set()) | self._lemmas.get(lemma, set())
        phrases = list(self._starts.get(form, ()))
        if lemma != form:
            phrases += [p for p in self._starts.get(lemma, ()) if p.elements[0].takes(form, lemma)]
        for length in range(2, len(form) + 1):
            codes = codes | self._begins.get(form[:length], set())
            phrases += self._start_stems.get(form[:length], ())
        codes = codes | {code for ending, code in self._ends if form.endswith(ending)}
        return frozenset(codes), tuple(dict.fromkeys(p for p in phrases if p.elements[0].takes(form, lemma)))

    def _add(self, code: str, entry: str) -> None:
        elements: list[Element] = []
        gaps: list[bool] = []
        gap = False
        for written in _ELEMENT.findall(entry.lower().replace("ё", "е")):
            if written == _GAP:
                gap = True
                continue
            for element in _elements(written):
                elements.append(element)
                gaps.append(gap)
                gap = False
        if len(elements) == 1:
            self._add_word(code, elements[0])
            return
        phrase = Phrase(tuple(elements), tuple(gaps), code)
        first = elements[0]
        if first.begins:
            self._start_stems.setdefault(first.begins, []).append(phrase)
        for key in first.forms | first.lemmas:
            self._starts.setdefault(key, []).append(phrase)

    def _add_word(self, code: str, element: Element) -> None:
        if element.begins:
            self._begins.setdefault(element.begins, set()).add(code)
        elif element.ends:
            self._ends.append((element.ends, code))
        for form in element.forms:
            self._forms.setdefault(form, set()).add(code)
        for lemma in element.lemmas:
            self._lemmas.setdefault(lemma, set()).add(code)


def _elements(written: str) -> list[Element]:
    """Read one written word of an entry; a contraction gives two elements."""
    nothing: frozenset[str] = frozenset()
    if written == "*":
        return [Element(nothing, nothing, ends="")]
    if written.startswith("*"):
        return [Element(nothing, nothing, ends=written[1:])]
    if written.endswith("*") and len(written) > 2:
        return [Element(nothing, nothing, begins=written[:-1])]
    exact = written.startswith("=") and len(written) > 1
    parts = SPLIT_PATTERN.findall(written.removeprefix("=") if exact else written)
    return [_element(part, exact=exact) for part in parts]


def _element(part: str, *, exact: bool) -> Element:
    nothing: frozenset[str] = frozenset()
    whole = not exact and WORDS[part].lemma == part
    return Element(frozenset((part,)), frozenset((part,)) if whole else nothing)


@cache
def word_classes() -> WordClasses:
    """Give the classes that the package ships.

    Examples
    --------
    >>> sorted(word_classes().of_word("refunded", "refund")[0] & {"REFUND", "CALL"})
    ['REFUND']
    """
    text = (DATA / "word_classes.yaml").read_text(encoding="utf-8")
    return WordClasses(yaml.safe_load(text))


def classes_of(tokens: list[Token]) -> list[set[str]]:
    """Give the classes of each token of one sentence, phrases included.

    Every word of a phrase gets the class of the phrase.
    """
    known = word_classes()
    forms = [(token.text.lower().replace("ё", "е").replace("’", "'"), token.lemma) for token in tokens]
    looked = [known.of_word(form, lemma) for form, lemma in forms]
    found = [set(codes) for codes, _ in looked]
    for index, (_, phrases) in enumerate(looked):
        for phrase in phrases:
            places = _match(phrase, forms, index)
            for place in places:
                found[place].add(phrase.code)
    return found


def _match(phrase: Phrase, forms: list[tuple[str, str]], at: int) -> list[int]:
    """Give the places of a phrase that begins at a word, nothing when it does not stand there."""
    places = [at]
    for element, gap in zip(phrase.elements[1:], phrase.gaps[1:], strict=True):
        after = places[-1] + 1
        reach = after + 1 + (_LONGEST_GAP if gap else 0)
        hit = next((i for i in range(after, min(reach, len(forms))) if element.takes(*forms[i])), None)
        if hit is None:
            return []
        places.append(hit)
    return places
