"""The layers of any text, short or long: language, tone, topics, quantities, personal data.

Each function takes a parsed text and gives mentions; the layers that only stories have are in
``cxkit.language.story``.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from cxkit.language.ground.clauses import Clause
from cxkit.language.ground.document import Document, Sentence
from cxkit.language.ground.tokens import Token
from cxkit.language.mention import Mention
from cxkit.language.personal.personal import personal_and_names_in
from cxkit.language.quantities.quantities import quantities_in
from cxkit.language.sentiment.tone import Tone, joined, read_tokens
from cxkit.language.topics import Terms, Topic, terms, topics_in

READ = ("ru", "en")
"""Languages whose words are read; of others only the language and personal data are told."""

_SURE, _FAIR = 0.9, 0.7
"""Confidence in a term of several words and of one."""


def read_layers(document: Document, known: Terms | None = None) -> list[Mention]:
    """Give all mentions of the layers of any text.

    Parameters
    ----------
    document : Document
        From :func:`cxkit.language.ground.document.parse`.
    known : mapping, optional
        Terms of touchpoints, channels and emotions; the package's own when absent.

    Returns
    -------
    list of Mention
        Layer by layer, each in the order of the text. Empty for a text without a word or a mark.

    Examples
    --------
    >>> from cxkit.language.ground.document import parse
    >>> found = read_layers(parse("Курьер опоздал на два часа."))
    >>> [one.code for one in found if one.layer in ("sentiment", "touchpoint", "duration")]
    ['negative', 'delivery', 'waiting', 'elapsed']
    """
    if not document.sentences:
        return []
    tones = [_tone(sentence, document.text) for sentence in document.sentences]
    found = [_language(document), *_tone_mentions(document, tones)]
    for sentence, tone in zip(document.sentences, tones, strict=True):
        if tone is not None:
            found += _topic_mentions(sentence, tone, known or terms(), document.text)
            found += _quantity_mentions(sentence)
    found += _personal_mentions(document)
    return found


def is_read(sentence: Sentence) -> bool:
    """Tell whether the words of a sentence are read: its language is known, or it has none."""
    return sentence.language in READ or not any("word" in token.tags for token in sentence.tokens)


def _tone(sentence: Sentence, text: str) -> Tone | None:
    """Read the tone of a sentence; None where its language is not read."""
    if not is_read(sentence):
        return None
    return read_tokens(sentence.tokens, text)


def _language(document: Document) -> Mention:
    """Say the language and the share of the words that are in it."""
    inside = total = 0
    for sentence in document.sentences:
        total += len(sentence.tokens)
        if document.language in (sentence.language, "mixed"):
            inside += len(sentence.tokens)
    share = inside / total if total else 0.0
    return Mention(
        0, len(document.text), "language", document.language, round(share, 3), None, "letters"
    )


def _tone_mentions(document: Document, tones: Sequence[Tone | None]) -> Iterator[Mention]:
    """Give the tone of the text and of each sentence."""
    read = [tone for tone in tones if tone is not None]
    if not read:
        return
    yield _tone_mention(0, len(document.text), "sentiment", joined(read))
    for sentence, tone in zip(document.sentences, tones, strict=True):
        if tone is not None:
            yield _tone_mention(sentence.start, sentence.end, "sentence", tone)


def _tone_mention(start: int, end: int, layer: str, tone: Tone) -> Mention:
    return Mention(start, end, layer, tone.label, tone.score, tone.confidence, "lexicon")


def _topic_mentions(sentence: Sentence, tone: Tone, known: Terms, text: str) -> list[Mention]:
    """Give touchpoints with what is felt about them, channels, emotions: each code once."""
    found: dict[tuple[str, int], Mention] = {}
    felt: dict[int, float] = {}
    for topic in topics_in(sentence.tokens, known):
        if topic.denied:
            continue
        if topic.layer != "touchpoint":
            found.setdefault((topic.code, -1), _plain(topic, sentence.tokens))
            continue
        clause = _clause_of(sentence, sentence.tokens[topic.first].start)
        start = clause.start
        if (topic.code, start) in found:
            continue
        if start not in felt:
            felt[start] = _felt(clause, tone, text) if len(sentence.clauses) > 1 else tone.score
        found[topic.code, start] = Mention(
            start, clause.end, "touchpoint", topic.code, felt[start], _sure(topic), "terms"
        )
    return list(found.values())


def _plain(topic: Topic, tokens: Sequence[Token]) -> Mention:
    """Make the mention of a channel or an emotion."""
    start, end = tokens[topic.first].start, tokens[topic.last - 1].end
    return Mention(start, end, topic.layer, topic.code, None, _sure(topic), "terms")


def _sure(topic: Topic) -> float:
    """Give the confidence in a term."""
    return _SURE if topic.last - topic.first > 1 else _FAIR


def _clause_of(sentence: Sentence, place: int) -> Clause:
    """Give the clause in which a word stands; by halving, for there may be a hundred thousand."""
    clauses = sentence.clauses
    if len(clauses) == 1:
        return clauses[0]
    return clauses[bisect_right(clauses, place, key=attrgetter("start")) - 1]


def _felt(clause: Clause, tone: Tone, text: str) -> float:
    """Give the tone of a clause: that of its sentence where it has no word of tone."""
    next_hit = bisect_left(tone.hits, (clause.start,))
    if next_hit == len(tone.hits) or tone.hits[next_hit].start >= clause.end:
        return tone.score
    return read_tokens(clause.tokens, text).score


def _quantity_mentions(sentence: Sentence) -> list[Mention]:
    """Give durations, dates, money and counts of contacts."""
    tokens = sentence.tokens
    return [
        Mention(
            tokens[found.first].start, tokens[found.last - 1].end, found.layer, found.code,
            found.value, None, "quantities",
        )
        for found in quantities_in(tokens)
    ]  # fmt: skip


def _personal_mentions(document: Document) -> list[Mention]:
    """Give contacts, numbers and names of people."""
    return [
        Mention(item.start, item.end, "personal", item.kind, None, None, "personal")
        for item in personal_and_names_in(document)
    ]
