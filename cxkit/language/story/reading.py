"""A text made ready for frames: the classes of every word, what is denied, and how each sentence is told."""

import re
from dataclasses import dataclass, field

from cxkit.language.document import Document, Sentence
from cxkit.language.story.word_classes import classes_of
from cxkit.language.tokens import Token

_REACH = 5  # words before a word in which a denial of its clause is looked for
_CLOCK = re.compile(r"[0-2]?\d[:.][0-5]\d")
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
    lines: list[Line] = []
    paragraph = 0
    before = 0
    for number, sentence in enumerate(document.sentences):
        paragraph += "\n" in document.text[before : sentence.start] and number > 0
        before = sentence.end
        line = _line(number, sentence)
        line.paragraph = paragraph
        lines.append(line)
        before = max(before - 1, 0) if document.text[before - 1 : before] == "\n" else before
    mark_speakers(document.text, lines)
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
        elif _CLOCK.fullmatch(token.text):
            classes[index].add("CLOCK")
        elif "?" in token.text:
            classes[index].add("QUESTION")
    for part, index in zip(sentence.clauses, range(len(bounds)), strict=True):
        _mark_actor(part.tokens, [c for c, held in zip(classes, clause, strict=True) if held == index])
    _pass_on(tokens, classes, clause)
    _join_actor(classes)
    _mark_denial(classes, clause)
    holds = frozenset().union(*classes) if classes else frozenset()
    return Line(number, sentence.start, sentence.end, tokens, classes, clause, bounds, holds)


def _join_actor(classes: list[set[str]]) -> None:
    """Add "X&SELF" or "X&THEM" to a verb of class X: who does just that."""
    for codes in classes:
        for actor in _ACTORS & codes:
            codes |= {f"{code}&{actor}" for code in codes - _ACTORS}


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


_WE = frozenset(("i", "we", "я", "мы"))
_OTHERS = frozenset(("he", "she", "they", "you", "он", "она", "они", "вы"))
_PROVIDER = frozenset(("STAFF", "BOSS", "COMPANY"))
_ACTORS = frozenset(("SELF", "THEM"))


def _mark_actor(tokens: list[Token], classes: list[set[str]]) -> None:
    """Mark the verbs of one clause with who acts: SELF, the customer, or THEM, the provider."""
    verbs = [i for i, token in enumerate(tokens) if "verb" in token.tags and "inf" not in token.tags]
    acts = [i for i, token in enumerate(tokens) if "verb" in token.tags]
    if not verbs:
        return
    actor = _subject(tokens, classes, verbs) or _unsaid(tokens, classes, verbs[0])
    for i in acts if actor else ():
        classes[i].add("THEM" if actor == "SELF" and _done_to(tokens, i) else str(actor))
        if actor == "SELF" and _done_to(tokens, i):
            classes[i].add("TO_ME")


def _done_to(tokens: list[Token], at: int) -> bool:
    """Tell whether an English verb is done to its subject: "I was told", "we got charged"."""
    before = [token.lemma for token in tokens[max(0, at - 3) : at]]
    return {"participle", "lat"} <= tokens[at].tags and bool({"be", "get"} & set(before)) and not tokens[at].text.endswith("ing")


def _subject(tokens: list[Token], classes: list[set[str]], verbs: list[int]) -> str | None:
    """Give who acts when a pronoun or a name of staff says so."""
    for i, token in enumerate(tokens):
        if token.lemma in _WE and ("nom" in token.tags or "lat" in token.tags) and token.text.lower() not in ("us", "me"):
            return "SELF"
        if token.lemma in _OTHERS and ("nom" in token.tags or "lat" in token.tags):
            return "THEM"
        nominative = "nom" in token.tags or ("lat" in token.tags and i < verbs[0])
        if nominative and not _PROVIDER.isdisjoint(classes[i]) and "verb" not in token.tags:
            return "THEM"
    if any("1p" in tokens[i].tags for i in verbs):
        return "SELF"
    return None


def _unsaid(tokens: list[Token], classes: list[set[str]], verb: int) -> str | None:
    """Give who acts in a Russian clause with no subject: one person is the teller, many are "they"."""
    tags = tokens[verb].tags
    if "cyr" not in tags or not {"past", "3p"} & tags:
        return None
    before = [t for t in tokens[:verb] if "nom" in t.tags and ("noun" in t.tags or "pron" in t.tags)]
    if before:
        return None
    if "plur" in tags:
        after = [t for t in tokens[verb:] if "nom" in t.tags and "plur" in t.tags and "noun" in t.tags]
        return None if after else "THEM"
    if "past" not in tags or "neut" in tags:
        return None
    gender = "fem" if "fem" in tags else "masc"
    fits = [t for t in tokens[verb:] if "nom" in t.tags and gender in t.tags and ("noun" in t.tags or "pron" in t.tags)]
    return None if fits else "SELF"


def _pass_on(tokens: list[Token], classes: list[set[str]], clause: list[int]) -> None:
    """Let a clause with no actor of its own take that of the clause before ("I rang and had to wait").

    An English sentence that begins with a past verb is told of the teller ("Joined in May").
    """
    actor = None
    first = next((i for i, token in enumerate(tokens) if "word" in token.tags), None)
    if first is not None and {"past", "lat"} <= tokens[first].tags and tokens[-1].text[:1] != "?":
        actor = "SELF"
    for number in sorted(set(clause)):
        held = [i for i, own in enumerate(clause) if own == number]
        said = next((a for i in held for a in sorted(_ACTORS & classes[i])), None)
        if said:
            actor = said
            continue
        if any("nom" in tokens[i].tags or "lat" in tokens[i].tags and "pron" in tokens[i].tags for i in held):
            continue
        for i in held:
            if actor and "verb" in tokens[i].tags:
                classes[i].add(actor)


_LABEL = re.compile(r"\s*(?:[\[(]?\d{1,2}[:.]\d\d[\])]?,?\s*)?([A-ZА-ЯЁ][\w.-]*(?: [A-ZА-ЯЁ][\w.-]*)?)\s*:\s")
_OWN_LABELS = frozenset(("ME", "I", "CUSTOMER", "CALLER", "CLIENT", "Я", "КЛИЕНТ", "ПОКУПАТЕЛЬ", "АБОНЕНТ", "МЫ", "US"))
_LEAST_TURNS = 4


def mark_speakers(text: str, lines: list[Line]) -> None:
    """Say who speaks in a written-out talk ("DESK: ...", «Оператор: ...»): the teller or the provider.

    A text is a talk when its paragraphs begin with at least four labels, two or more different.
    """
    said: dict[int, str] = {}
    for line in lines:
        label = _LABEL.match(text, line.start, line.end + 1)
        if label and line.paragraph not in said:
            said[line.paragraph] = label[1].upper()
    if len(said) < _LEAST_TURNS or len(set(said.values())) > len(said) / 2:
        return
    for line in lines:
        if line.paragraph in said:
            own = said[line.paragraph] in _OWN_LABELS
            _speak(line, "SELF" if own else "THEM")


def _speak(line: Line, actor: str) -> None:
    """Give all verbs of a line to who speaks; the provider's words count as quoted."""
    for codes in line.classes:
        codes -= {code for code in codes if code.endswith(("SELF", "THEM"))}
        if "VERB" in codes:
            codes |= {f"{code}&{actor}" for code in codes} | {actor}
    if actor == "THEM":
        line.classes[0] |= {"QUOTE", "THEM", "SAY"}
    else:
        line.classes[0] |= {"SELF", "FIRST"}
    line.holds = frozenset().union(*line.classes)
