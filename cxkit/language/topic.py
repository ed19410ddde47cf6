"""Which texts speak of one stated topic: the researcher's own words, met by their lemmas.

A topic is a short list of words and phrases ("paid twice", «не оплачен»). A phrase is met when
its words stand in one sentence in this order with at most two words between neighbours, in any
grammatical form. What is met is a mention of the layer "topic", so that membership has evidence.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from cxkit.errors import ParameterError
from cxkit.language.ground.document import parse
from cxkit.language.ground.tokens import Token
from cxkit.schema.conform import conform, empty
from cxkit.schema.feedback import FEEDBACK
from cxkit.schema.mentions import MENTIONS

REACH = 2
"""Words that may stand between two neighbours of a phrase."""

FIELDS = ("feedback_id", "start", "end", "quote")


class Phrase(NamedTuple):
    """A phrase as it is looked for: the lemmas of its words, and how it was written."""

    lemmas: tuple[str, ...]
    written: str


def find_topic(feedback: pd.DataFrame, words: Sequence[str], *, topic: str) -> pd.DataFrame:
    """Find the places where texts speak of a topic.

    Parameters
    ----------
    feedback : DataFrame
        FEEDBACK; rows without a text give nothing.
    words : sequence of str
        Words and phrases in Russian or English, in any form.
    topic : str
        Its name; becomes the code of the mentions.

    Returns
    -------
    DataFrame
        MENTIONS of the layer "topic"; ``by`` names the phrase that was met. Empty when none is.

    Raises
    ------
    ParameterError
        Without a single word to look for.

    Examples
    --------
    >>> feedback = pd.DataFrame({"feedback_id": ["a", "b"],
    ...     "text": ["I have paid it twice!", "Nice lamp"]})
    >>> find_topic(feedback, ["paid twice"], topic="INC-1")["quote"].tolist()
    ['paid it twice']
    """
    phrases = _phrases(words)
    rows = conform(feedback, FEEDBACK)
    rows = rows[rows["text"].notna()]
    found = [
        (feedback_id, start, end, text[start:end], phrase)
        for feedback_id, text in zip(rows["feedback_id"], rows["text"], strict=True)
        for start, end, phrase in _places(text, phrases)
    ]
    if not found:
        return empty(MENTIONS)
    frame = pd.DataFrame(found, columns=[*FIELDS, "by"])
    by = "topic:" + frame["by"]
    return conform(frame.assign(layer="topic", code=topic, value=np.nan, by=by), MENTIONS)


def _phrases(words: Sequence[str]) -> dict[str, list[Phrase]]:
    """Give the phrases by the lemma of their first word, the longest first."""
    found: dict[str, list[Phrase]] = {}
    for written in words:
        lemmas = tuple(token.lemma for token in parse(written).tokens if token.text[0].isalnum())
        if lemmas:
            found.setdefault(lemmas[0], []).append(Phrase(lemmas, written))
    if not found:
        raise ParameterError(
            "words=[] names no topic. Give words or phrases, for example ['paid twice', 'оплата']."
        )
    for same_start in found.values():
        same_start.sort(key=lambda phrase: -len(phrase.lemmas))
    return found


def _places(text: str, phrases: Mapping[str, Sequence[Phrase]]) -> list[tuple[int, int, str]]:
    found = []
    for sentence in parse(text).sentences:
        tokens, index = sentence.tokens, 0
        while index < len(tokens):
            met = _met(tokens, index, phrases.get(tokens[index].lemma, ()))
            if met is None:
                index += 1
                continue
            last, written = met
            found.append((tokens[index].start, tokens[last].end, written))
            index = last + 1
    return found


def _met(tokens: Sequence[Token], index: int, phrases: Sequence[Phrase]) -> tuple[int, str] | None:
    for phrase in phrases:
        last = index
        for lemma in phrase.lemmas[1:]:
            near = range(last + 1, min(last + 2 + REACH, len(tokens)))
            step = next((place for place in near if tokens[place].lemma == lemma), None)
            if step is None:
                break
            last = step
        else:
            return last, phrase.written
    return None
