"""A text parsed once: sentences, clauses, tokens, each with its place in the text as it came.

``parse`` is the one door to everything that reads language: what finds sentiment, touchpoints,
quantities or the parts of a story takes the :class:`Document` that it gives.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cxkit.language.ground.clauses import Clause, clauses_of
from cxkit.language.ground.clean import FILLER, is_mojibake, mask, overwritten
from cxkit.language.ground.language_of import language_of_sentence, language_of_text, sure_language
from cxkit.language.ground.lemmas import WORDS
from cxkit.language.ground.sentences import sentence_bounds
from cxkit.language.ground.tokens import LINK, PATTERN, SPLIT_PATTERN, Token, Words
from cxkit.language.ground.translit import from_latin

_LINK = frozenset(("link",))


@dataclass(slots=True)
class Sentence:
    """One sentence.

    Attributes
    ----------
    start, end : int
        Its place in the text.
    language : str
        "ru", "en", or "other".
    tokens : list of Token
        Its words and marks, in order.
    """

    start: int
    end: int
    language: str
    tokens: list[Token]
    _clauses: list[Clause] | None = field(default=None, repr=False, compare=False)

    @property
    def clauses(self) -> list[Clause]:
        """Its clauses, in order; together they hold all its tokens. Found when first asked for."""
        if self._clauses is None:
            self._clauses = clauses_of(self.tokens)
        return self._clauses


@dataclass(slots=True)
class Document:
    """One text and what its form says.

    Attributes
    ----------
    text : str
        As it came; all offsets point into it.
    language : str
        "ru", "en", "mixed", or "other".
    sentences : list of Sentence
        In order.
    """

    text: str
    language: str
    sentences: list[Sentence]
    _tokens: list[Token] | None = field(default=None, repr=False, compare=False)

    @property
    def tokens(self) -> list[Token]:
        """All tokens of the text, in order; put together when first asked for."""
        if self._tokens is None:
            self._tokens = [token for sentence in self.sentences for token in sentence.tokens]
        return self._tokens

    def remember(self) -> None:
        """Let what is found in its sentences be found once: worth while for a story."""
        self._tokens = Words(self.tokens)
        for sentence in self.sentences:
            sentence.tokens = Words(sentence.tokens)


def parse(text: str) -> Document:
    """Read the form of a text: language, sentences, tokens with lemmas; clauses on demand.

    Parameters
    ----------
    text : str
        Any text in any language; HTML is looked through.

    Returns
    -------
    Document
        ``document.text[part.start:part.end]`` is the part, for every token, clause and sentence.
        An empty text gives no sentences and the language "other".

    Examples
    --------
    >>> document = parse("Курьер опоздал, но извинился. Спасибо!")
    >>> [token.lemma for token in document.sentences[0].tokens]
    ['курьер', 'опоздать', ',', 'но', 'извиниться', '.']
    >>> document.language, len(document.sentences), len(document.sentences[0].clauses)
    ('ru', 2, 2)
    """
    seen = mask(text)
    links = _links(seen)
    if links:
        seen = overwritten(seen, links, FILLER)
    tokens = tokens_of(text, seen, links)
    sure = sure_language(seen)
    if sure is None and is_mojibake(seen):
        sure = "other"
    sentences = []
    first = 0
    for start, end in sentence_bounds(seen):
        last = bisect_left(tokens, (end,), first)
        if last > first:
            sentences.append(_sentence(start, end, sure, tokens[first:last]))
        first = last
    return Document(text, language_of_text(sentences), sentences)


def _sentence(start: int, end: int, sure: str | None, tokens: list[Token]) -> Sentence:
    """Make a sentence, with Russian lemmas where it is Russian in Latin letters."""
    language = sure or language_of_sentence(tokens)
    if language == "en":
        russian = from_latin(tokens)
        if russian is not None:
            return Sentence(start, end, "ru", russian)
    return Sentence(start, end, language, tokens)


def tokens_of(text: str, seen: str, links: Sequence[tuple[int, int]] = ()) -> list[Token]:
    """Cut a text into tokens.

    Parameters
    ----------
    text : str
        As it came.
    seen : str
        The same with markup and links masked.
    links : sequence of (int, int)
        Places of the links: each is one token.
    """
    words = WORDS
    new = tuple.__new__  # half the time of Token(...), and most of the time of reading goes here
    pattern = SPLIT_PATTERN if "'" in seen or "’" in seen else PATTERN
    tokens = []
    end = 0
    # Only white space and hidden characters stand between tokens, and no token begins with one:
    # looking for the next token's text is quicker than asking the pattern for its place.
    for written in pattern.findall(seen):
        start = seen.index(written, end)
        end = start + len(written)
        lemma, tags = words[written]
        tokens.append(new(Token, (start, end, written, lemma, tags)))
    if seen is text:
        return tokens
    return _as_written(tokens, text, links)


def _as_written(tokens: list[Token], text: str, links: Sequence[tuple[int, int]]) -> list[Token]:
    """Give the tokens of a masked text their words as they came, and add the links."""
    whole = _cut_at(tokens, [start for start, _ in links]) if links else tokens
    cut = [token._replace(text=text[token.start : token.end]) for token in whole]
    cut += [Token(start, end, text[start:end], text[start:end], _LINK) for start, end in links]
    return sorted(cut)


def _cut_at(tokens: Sequence[Token], starts: Sequence[int]) -> Iterator[Token]:
    """End tokens where a link begins: it is hidden in them, as hidden characters are in words."""
    for token in tokens:
        after = bisect_right(starts, token.start)
        if after < len(starts) and starts[after] < token.end:
            part = token.text[: starts[after] - token.start]
            yield Token(token.start, starts[after], part, *WORDS[part])
        else:
            yield token


def _links(seen: str) -> list[tuple[int, int]]:
    """Give the places of links and mail addresses."""
    if "@" not in seen and "http" not in seen and "www." not in seen:
        return []
    return [found.span() for found in LINK.finditer(seen)]
