"""Why each code was given to a text, and which were withheld."""

from collections.abc import Iterator
from functools import cache, cached_property
from typing import Literal

import pandas as pd

from cxkit.errors import ParameterError
from cxkit.language.annotate import read_text
from cxkit.language.ground.document import Document, Sentence, parse
from cxkit.language.layers import is_read
from cxkit.language.mention import Mention
from cxkit.language.sentiment.tone import read_tokens
from cxkit.language.sentiment.tone_hit import Hit
from cxkit.language.story.discourse import mark_told
from cxkit.language.story.frames.factors import is_praise, tones_of
from cxkit.language.story.frames.frame_match import match
from cxkit.language.story.judge.judge import Verdict, judge
from cxkit.language.story.judge.line_terms import spoken, telling
from cxkit.language.story.reading import read
from cxkit.language.topics import Topic, topics_in
from cxkit.language.word_lists import rows
from cxkit.schema.mentions import INFERRED

COLUMNS = ("given", "layer", "code", "quote", "value", "because", "start", "end")

Row = tuple[bool, str, str, str, float | None, str, int, int]


def explain(
    text: str, *, is_story: bool = False, language: Literal["ru", "en"] = "en"
) -> pd.DataFrame:
    """Show which word or rule gave each code to a text, and what was withheld and why.

    Parameters
    ----------
    text : str
        One review, answer or story.
    is_story : bool
        Whether to read it as a story as well.
    language : {"en", "ru"}
        Language of the explanations.

    Returns
    -------
    DataFrame
        One row a code, in the order of the text: ``given`` (False: withheld), ``layer``, ``code``,
        ``quote``, ``value``, ``because``, ``start``, ``end``. Empty for an empty text.

    Raises
    ------
    ParameterError
        *text* is no text, as the empty cell of a table.

    Examples
    --------
    >>> found = explain("I was not glad, but the courier was polite.")
    >>> found.loc[found["layer"] == "emotion", ["given", "code", "because"]].values.tolist()
    [[False, 'joy', 'withheld: “glad” is denied by “not”']]
    """
    if not isinstance(text, str):
        raise ParameterError(
            f"text={text!r:.40}: one text is needed, and this is of the type"
            f" {type(text).__name__}. Pass one cell: explain(reviews['text'].iloc[0]);"
            " a whole table goes to annotate()."
        )
    document = parse(text)
    explained = _Explanation(document, language, is_story=is_story)
    found = [explained.of_mention(mention) for mention in read_text(text, is_story=is_story)]
    found += explained.withheld()
    frame = pd.DataFrame(found, columns=list(COLUMNS))
    return frame.sort_values(["start", "end", "layer"], kind="stable", ignore_index=True)


@cache
def _words(language: str) -> dict[str, str]:
    """Give the sentences of one language."""
    place = 1 if language == "en" else 2
    return {row[0]: row[place] for row in rows("explain_words")}


class _Explanation:
    """The rows about one text."""

    def __init__(self, document: Document, language: str, *, is_story: bool) -> None:
        self.document = document
        self.is_story = is_story
        self.words = _words(language)
        self.topics = [
            (sentence, topic)
            for sentence in document.sentences
            for topic in topics_in(sentence.tokens)
        ]

    def of_mention(self, mention: Mention) -> Row:
        """Explain a code that was given."""
        quote = self.document.text[mention.start : mention.end]
        return (
            True, mention.layer, mention.code, quote, mention.value, self._because(mention),
            mention.start, mention.end,
        )  # fmt: skip

    def _because(self, mention: Mention) -> str:
        """Say which word or rule gave a mention."""
        if mention.by == "lexicon":
            return self._tone(mention.start, mention.end) or self.words["no_tone"]
        if mention.by.startswith("terms"):
            return self._term(mention)
        if mention.by.startswith("judge:"):
            return self._judged(mention)
        if mention.by in ("letters", "quantities", "personal"):
            key = {"letters": "letters", "quantities": "quantity", "personal": "personal"}
            return self.words[key[mention.by]]
        return self.words["frame"].format(mention.by)

    @cached_property
    def verdict(self) -> Verdict:
        """What the judge says of the lines, worked out when it is first asked for."""
        reading = read(self.document)
        mark_told(reading)
        return judge(reading)

    def _judged(self, mention: Mention) -> str:
        """Name what spoke most for a code in its line."""
        code = mention.by.removeprefix(INFERRED).removeprefix("judge:").replace(".", ":", 1)
        lines = self.verdict.reading.lines
        number = next(line.number for line in lines if line.end > mention.start)
        spoke = self.verdict.model.lines.why(telling(self.verdict.terms[number]), code)
        is_inferred = mention.by.startswith(INFERRED)
        return self.words["inferred" if is_inferred else "judged"].format(spoken(spoke))

    def _tone(self, start: int, end: int) -> str:
        """List the words of tone between two places, found sentence by sentence as in reading."""
        hits: list[Hit] = []
        for sentence in filter(is_read, self.document.sentences):
            inside = [token for token in sentence.tokens if start <= token.start < end]
            hits += read_tokens(inside, self.document.text).hits
        return "; ".join(map(self._hit, hits))

    def _hit(self, hit: Hit) -> str:
        written = self.document.text[hit.start : hit.end]
        return f"{written} {hit.value:+.1f} ({hit.rule})"

    def _term(self, mention: Mention) -> str:
        """Name the term that gave a touchpoint, a channel or an emotion."""
        named = [
            (sentence, topic)
            for sentence, topic in self.topics
            if (topic.layer, topic.code) == (mention.layer, mention.code)
            and mention.start <= sentence.tokens[topic.first].start < mention.end
        ]
        written = ", ".join(_written(self.document, *one) for one in named)
        if mention.layer != "touchpoint":
            return self.words["term"].format(written)
        whole = named[0][0]  # a clause without a word of tone takes the tone of its sentence
        felt = self._tone(mention.start, mention.end) or self._tone(whole.start, whole.end)
        felt = felt or self.words["no_tone"]
        key = "term_tone" if mention.by == "terms" else "term_fault"
        return self.words[key].format(written, felt)

    def withheld(self) -> Iterator[Row]:
        """Explain what looked like a code and was not given."""
        for sentence in self.document.sentences:
            if not is_read(sentence):
                because = self.words["foreign"]
                yield self._row(sentence.start, sentence.end, "language", "other", because)
        for sentence, topic in self.topics:
            if topic.denied:
                yield self._denied(sentence, topic)
        yield from self._not_told()

    def _denied(self, sentence: Sentence, topic: Topic) -> Row:
        tokens = sentence.tokens
        near = tokens[max(0, topic.first - 3) : topic.first]
        denial = next(token.text for token in reversed(near) if "neg" in token.tags)
        written = _written(self.document, sentence, topic)
        because = self.words["denied"].format(written, denial)
        start, end = tokens[topic.first].start, tokens[topic.last - 1].end
        return self._row(start, end, topic.layer, topic.code, because)

    def _not_told(self) -> Iterator[Row]:
        """Explain factors whose sentence does not tell an event, or praises."""
        reading = read(self.document)
        hits = list(match(reading.lines, "factors"))
        mark_told(reading)
        felt = tones_of(self.document)
        for hit in hits:
            if hit.line.told != "story" and hit.line.told in self.words:
                because = self.words["not_told"].format(self.words[hit.line.told])
                yield self._row(hit.start, hit.end, "factor", hit.code, because)
            elif not self.is_story and is_praise(hit, felt):
                because = self.words["praise"].format(self._tone(hit.line.start, hit.line.end))
                yield self._row(hit.start, hit.end, "factor", hit.code, because)

    def _row(self, start: int, end: int, layer: str, code: str, because: str) -> Row:
        return False, layer, code, self.document.text[start:end], None, because, start, end


def _written(document: Document, sentence: Sentence, topic: Topic) -> str:
    """Give the words of a term as they stand in the text."""
    tokens = sentence.tokens
    return document.text[tokens[topic.first].start : tokens[topic.last - 1].end]
