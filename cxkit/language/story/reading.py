"""A text made ready for frames: classes of every word, what is denied, how a sentence is told."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cache
from itertools import accumulate, pairwise

from cxkit.language.ground.clauses import Clause
from cxkit.language.ground.document import Document, Sentence
from cxkit.language.ground.memory import Memory
from cxkit.language.ground.tokens import Token
from cxkit.language.story.actors import (
    WITH_ACTOR,
    Codes,
    mark_actors,
    quoted_tokens,
    tellers_gender,
    with_denial,
)
from cxkit.language.story.frames.word_classes import (
    Look,
    form_of,
    phrases_in,
    with_phrases,
    word_classes,
)  # fmt: skip
from cxkit.language.story.mail import Part, kind_at
from cxkit.language.story.talk import TELLER, UNTOLD, turns

_CLOCK = re.compile(r"[0-2]?\d[:.][0-5]\d")
_QUOTE_MARKS = frozenset('«»"“”„')
_FORMS = {
    "past": "PAST",
    "1p": "FIRST",
    "imper": "IMPER",
    "fut": "FUT",
    "number": "NUM",
    "num": "NUM",
    "verb": "VERB",
}
_BIDDING = frozenset(("pres", "lat", "verb"))
_KEPT = 100_000  # words that are remembered before the memory starts anew


_Words = Memory[tuple[str, str, frozenset[str]], Look]
"""What is known of every token by its text, lemma and tags."""


@cache
def _words_of(codes: frozenset[str] | None) -> _Words:
    """Give the memory of words for all classes, or for some."""
    classes = word_classes(codes)
    same = Memory[Codes, Codes](frozenset, _KEPT)  # equal classes are one object: quicker found

    def look(token: tuple[str, str, frozenset[str]]) -> Look:
        written, lemma, tags = token
        found = classes.of_word(form_of(written), lemma)
        forms = {_FORMS[tag] for tag in tags & _FORMS.keys()} | _of_mark(written)
        return replace(found, codes=same[found.codes | forms])

    return Memory(look, _KEPT)


def _of_mark(written: str) -> frozenset[str]:
    """Give the class of a mark or of a time of day."""
    if written in _QUOTE_MARKS:
        return frozenset(("QUOTE",))
    if _CLOCK.fullmatch(written):
        return frozenset(("CLOCK",))
    return frozenset(("QUESTION",) if "?" in written else ())


WAYS = ("story", "other", "hypothesis", "aside", "title", "furniture")
"""How a line may be told."""


@dataclass(slots=True)
class Line:
    """One sentence with the classes of its words.

    Attributes
    ----------
    number : int
        Which sentence of the text, from 0.
    start, end : int
        Its place in the text.
    tokens : list of Token
        Its words and marks.
    clause : list of int
        Number of the clause of each token, from 0.
    bounds : list of (int, int)
        Places of its clauses.
    clauses : list of range
        Which tokens are in each of them.
    classes : list of frozenset of str
        Classes of each token; "-X" says that X is denied there, "+X" that it is not.
    paragraph : int
        Which paragraph of the text, from 0.
    told : str
        How it is told, one of ``WAYS``: "other" is somebody else's case.
    is_bare : bool
        Whether its words have only the classes that they have by themselves.
    """

    number: int
    start: int
    end: int
    tokens: list[Token]
    clause: list[int]
    bounds: list[tuple[int, int]]
    clauses: list[range]
    classes: list[Codes]
    paragraph: int
    told: str = "story"
    is_bare: bool = True
    _holds: Codes | None = field(default=None, repr=False)
    _held: list[Codes] | None = field(default=None, repr=False)

    @property
    def holds(self) -> Codes:
        """All classes of the sentence, put together when first asked for."""
        if self._holds is None:
            self._holds = frozenset[str]().union(*self.classes)
        return self._holds

    @property
    def held(self) -> list[Codes]:
        """All classes of each clause."""
        if self._held is None:
            parts = [self.classes[part.start : part.stop] for part in self.clauses]
            self._held = [frozenset[str]().union(*part) for part in parts]
        return self._held

    def mark(self, classes: list[Codes]) -> None:
        """Give its tokens other classes than they have by themselves."""
        self.classes, self.is_bare, self._holds, self._held = classes, False, None, None

    def span_of(self, places: list[int]) -> tuple[int, int]:
        """Give the place of the clauses that hold some tokens."""
        held = sorted({self.clause[place] for place in places})
        return self.bounds[held[0]][0], self.bounds[held[-1]][1]


@dataclass(slots=True)
class Reading:
    """A document and its lines."""

    document: Document
    lines: list[Line] = field(default_factory=list)


class Wanted(Enum):
    """How far a sentence is to be marked."""

    NOTHING = 0
    DENIAL = 1
    ALL = 2


def read(
    document: Document,
    wanted: Callable[[Sequence[Line]], Sequence[Wanted]] | None = None,
    classes: frozenset[str] | None = None,
) -> Reading:
    """Mark the words of a parsed text with their classes.

    Parameters
    ----------
    document : Document
        From :func:`cxkit.language.ground.document.parse`.
    wanted : callable, optional
        Told the lines of a text with their bare classes, says how far to mark each; by default all
        are marked for denial and for who acts.
    classes : frozenset of str, optional
        The only word classes to look for; all when absent.

    Examples
    --------
    >>> from cxkit.language.ground.document import parse
    >>> line = read(parse("The courier never called.")).lines[0]
    >>> "-CALL" in line.holds, "+CALL" in line.holds
    (True, False)
    """
    lines = _bare_lines(document, _words_of(classes))
    talk = turns(document.text)
    # who speaks in a talk adds to what its lines hold
    asked = [Wanted.ALL] * len(lines) if wanted is None or talk else wanted(lines)
    quoted: set[int] | None = None
    gender = ""
    for line, far in zip(lines, asked, strict=True):
        if far is Wanted.NOTHING:
            continue
        _cut(line, document.sentences[line.number].clauses)
        marked = line.classes
        if far is Wanted.ALL and any("VERB" in codes for codes in marked):
            if quoted is None:
                quoted = quoted_tokens(document)
                gender = tellers_gender(document, quoted)
            mark_actors(line.tokens, marked, line.clause, quoted=quoted, gender=gender)
            marked = [WITH_ACTOR[codes] if codes else codes for codes in marked]
        line.mark(with_denial(line.tokens, marked, line.clause))
    _mark_speakers(lines, talk)
    return Reading(document, lines)


def _bare_lines(document: Document, words: _Words) -> list[Line]:
    """Make the lines of a text, with the classes that words and phrases have by themselves."""
    text = document.text
    lines: list[Line] = []
    paragraph = 0
    before = 0
    for number, sentence in enumerate(document.sentences):
        start = sentence.start
        paragraph += number > 0 and "\n" in text[before:start]
        lines.append(_bare_line(number, sentence, paragraph, words))
        end = sentence.end
        before = end - 1 if end and text[end - 1] == "\n" else end
    return lines


def _bare_line(number: int, sentence: Sentence, paragraph: int, words: _Words) -> Line:
    tokens, start, end = sentence.tokens, sentence.start, sentence.end
    looked = [words[token[2:]] for token in tokens]
    classes = with_phrases(looked, phrases_in(looked))
    if _is_bidding(tokens):
        classes[0] |= {"IMPER"}
    n_tokens = len(tokens)
    return Line(
        number, start, end, tokens, [0] * n_tokens, [(start, end)], [range(n_tokens)], classes,
        paragraph,
    )  # fmt: skip


def _cut(line: Line, clauses: Sequence[Clause]) -> None:
    """Say which clauses a line has."""
    line.bounds = [(part.start, part.end) for part in clauses]
    line.clause = [index for index, part in enumerate(clauses) for _ in part.tokens]
    ends = accumulate((len(part.tokens) for part in clauses), initial=0)
    line.clauses = [range(first, last) for first, last in pairwise(ends)]


def _is_bidding(tokens: list[Token]) -> bool:
    """Tell whether an English sentence begins with a verb that bids: "Check every line"."""
    first = tokens[0]
    bare = first.tags >= _BIDDING and first.lemma == first.text.lower()
    return bare and "?" not in tokens[-1].text and first.lemma not in ("be", "have", "do")


def _mark_speakers(lines: list[Line], talk: list[Part]) -> None:
    """Say of each line of a talk who speaks: the teller or the provider; others tell nothing."""
    for line in lines:
        role = kind_at(talk, line.start)
        if role in UNTOLD:
            line.told = "furniture"
        elif role is not None:
            _speak(line, "SELF" if role == TELLER else "THEM")


def _speak(line: Line, actor: str) -> None:
    """Give all verbs of a line to who speaks; the provider's words count as quoted."""
    classes = [
        frozenset(code for code in codes if not code.endswith(("SELF", "THEM")))
        for codes in line.classes
    ]
    classes = [
        codes | {f"{code}&{actor}" for code in codes} | {actor} if "VERB" in codes else codes
        for codes in classes
    ]
    classes[0] |= {"QUOTE", "THEM", "SAY"} if actor == "THEM" else {"SELF", "FIRST"}
    line.mark(classes)
