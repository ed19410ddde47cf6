"""A text made ready for frames: the classes of every word, what is denied, and how each sentence is told."""

from dataclasses import dataclass, field

from cxkit.language.document import Document, Sentence
from cxkit.language.story.word_classes import classes_of
from cxkit.language.tokens import Token

_REACH = 5  # words before a word in which a denial of its clause is looked for
_QUOTE_MARKS = frozenset("«»\"“”„")
_FORMS = {"past": "PAST", "1p": "FIRST", "imper": "IMPER", "fut": "FUT", "number": "NUM", "num": "NUM", "verb": "VERB"}


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
    classes : list of set of str
        Classes of each token; "-X" says that X is denied there, "+X" that it is not.
    clause : list of int
        Number of the clause of each token, from 0.
    holds : frozenset of str
        All classes of the sentence.
    paragraph : int
        Which paragraph of the text, from 0.
    told : str
        How it is told: "story", "other" (somebody else's case), "hypothesis", "aside", "furniture".
    """

    number: int
    start: int
    end: int
    tokens: list[Token]
    classes: list[set[str]]
    clause: list[int]
    bounds: list[tuple[int, int]]
    holds: frozenset[str]
    paragraph: int = 0
    told: str = "story"

    def span_of(self, places: list[int]) -> tuple[int, int]:
        """Give the place of the clauses that hold some tokens."""
        held = sorted({self.clause[place] for place in places})
        return self.bounds[held[0]][0], self.bounds[held[-1]][1]


@dataclass(slots=True)
class Reading:
    """A document and its lines."""

    document: Document
    lines: list[Line] = field(default_factory=list)


def read(document: Document) -> Reading:
    """Mark the words of a parsed text with their classes.

    Examples
    --------
    >>> from cxkit.language.document import parse
    >>> line = read(parse("The courier never called.")).lines[0]
    >>> "-CALL" in line.holds, "+CALL" in line.holds
    (True, False)
    """
    lines = []
    paragraph = 0
    before = 0
    for number, sentence in enumerate(document.sentences):
        paragraph += "\n" in document.text[before : sentence.start] and number > 0
        before = sentence.end
        line = _line(number, sentence)
        line.paragraph = paragraph
        lines.append(line)
        before = max(before - 1, 0) if document.text[before - 1 : before] == "\n" else before
    return Reading(document, lines)


def _line(number: int, sentence: Sentence) -> Line:
    tokens = sentence.tokens
    classes = classes_of(tokens)
    clause: list[int] = []
    bounds = []
    for index, part in enumerate(sentence.clauses):
        clause += [index] * len(part.tokens)
        bounds.append((part.start, part.end))
    for index, token in enumerate(tokens):
        classes[index] |= {_FORMS[tag] for tag in token.tags if tag in _FORMS}
        if token.text in _QUOTE_MARKS:
            classes[index].add("QUOTE")
        elif "?" in token.text:
            classes[index].add("QUESTION")
    _mark_denial(classes, clause)
    holds = frozenset().union(*classes) if classes else frozenset()
    return Line(number, sentence.start, sentence.end, tokens, classes, clause, bounds, holds)


def _mark_denial(classes: list[set[str]], clause: list[int]) -> None:
    """Add "-X" or "+X" for every class X of every word."""
    denials = [index for index, codes in enumerate(classes) if "NEG" in codes]
    for index, codes in enumerate(classes):
        denied = any(
            clause[place] == clause[index] and index - _REACH <= place <= index + 2 and place != index
            for place in denials
        )
        sign = "-" if denied else "+"
        codes |= {sign + code for code in codes}
