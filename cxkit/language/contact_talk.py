"""What is said in support contacts: answers given, promises made, what later contacts say of them.

A transcript is not a story: its promises stand in the future tense with their due time beside
them ("we will call you back within two hours"), and what became of them is told in another
contact. Both are read here; joining them is a measure's work.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from cxkit.language.ground.document import Sentence, parse
from cxkit.language.ground.tokens import Token
from cxkit.language.quantities.quantities import quantities_in
from cxkit.language.quantities.quantity import Quantity
from cxkit.language.topic import find_topic
from cxkit.language.word_lists import rows
from cxkit.schema.conform import conform, empty
from cxkit.schema.feedback import FEEDBACK
from cxkit.schema.mentions import MENTIONS

OWN = ("contact", "fix")
"""What is promised without a date as well; "I will pass you back" promises nothing."""
_SURE, _VAGUE, _PHRASE = 0.8, 0.5, 0.8


class Due(NamedTuple):
    """When a promise falls due: its place, and days after the promise where that is said."""

    start: int
    end: int
    days: float


def read_contact_talk(feedback: pd.DataFrame) -> pd.DataFrame:
    """Read answers, promises and fulfilments out of transcripts.

    Parameters
    ----------
    feedback : DataFrame
        FEEDBACK of support contacts; rows without a text give nothing.

    Returns
    -------
    DataFrame
        MENTIONS: layer "topic" with codes "answer:…", "lacks:…", "given:…" and "act:…"; "promise"
        (unknown, or vague without a time) with its "due"; "fulfilment" (kept, broken), told of a
        promise made in an earlier contact; "recovery". Empty when nothing is found.

    Examples
    --------
    >>> feedback = pd.DataFrame({"feedback_id": ["c1"],
    ...     "text": ["Agent: Please wait. We'll call you back within two hours."]})
    >>> talk = read_contact_talk(feedback)
    >>> talk[["layer", "code"]].values.tolist()
    [['topic', 'answer:wait'], ['promise', 'unknown'], ['due', 'contact']]
    """
    texts = conform(feedback, FEEDBACK)
    texts = texts[texts["text"].notna()]
    if texts.empty:
        return empty(MENTIONS)
    phrases, promises = _phrases_in(texts), _promises_in(texts)
    threats = phrases[phrases["code"].eq("act:threat_public")]
    return conform(pd.concat([phrases, _without_threats(promises, threats)]), MENTIONS)


def _without_threats(promises: pd.DataFrame, threats: pd.DataFrame) -> pd.DataFrame:
    """Leave out what holds a threat: "I will write to the regulator" is a customer's word."""
    pairs = promises[["feedback_id", "promise", "start", "end"]].merge(
        threats[["feedback_id", "start", "end"]], on="feedback_id", suffixes=("", "_threat")
    )
    met = pairs[pairs["start"].lt(pairs["end_threat"]) & pairs["start_threat"].lt(pairs["end"])]
    keys = ["feedback_id", "promise"]
    is_threat = promises.set_index(keys).index.isin(met.set_index(keys).index)
    return promises[~is_threat]


@cache
def _meanings() -> dict[str, tuple[str, str]]:
    """Give layer and code of every phrase of the list."""
    return {
        phrase: (layer, code)
        for layer, code, phrases in rows("contact_talk")
        for phrase in phrases.split("|")
    }


def _phrases_in(texts: pd.DataFrame) -> pd.DataFrame:
    found = find_topic(texts, list(_meanings()), topic="talk")
    meant = [_meanings()[by.removeprefix("topic:")] for by in found["by"]]
    return found.assign(
        layer=[layer for layer, _ in meant],
        code=[code for _, code in meant],
        score=_PHRASE,
        by="contact_talk",
    )


@cache
def _due_words() -> dict[str, frozenset[str]]:
    """Give the lists of words about times of promises, by what they say."""
    return {kind: frozenset(lemmas.split()) for kind, lemmas in rows("due_words")}


@cache
def _lengths() -> dict[str, float]:
    """Give the days in a length that is named without a number: "within the hour"."""
    named = (length.split(":") for length in _due_words()["length"])
    return {lemma: float(hours) / 24 for lemma, hours in named}


@cache
def _commitments() -> dict[str, str]:
    return {lemma: about for about, lemmas in rows("commitments") for lemma in lemmas.split()}


def _promises_in(texts: pd.DataFrame) -> pd.DataFrame:
    found = [
        (feedback_id, *part)
        for feedback_id, text in zip(texts["feedback_id"], texts["text"], strict=True)
        for part in _promises(text)
    ]
    names = ["feedback_id", "start", "end", "quote", "layer", "code", "value", "score", "promise"]
    return pd.DataFrame(found, columns=names).assign(by="contact_talk")


def _promises(text: str) -> Iterator[tuple[int, int, str, str, str, float, float, int]]:
    number = 0
    for sentence in parse(text).sentences:
        if text[sentence.start : sentence.end].rstrip().endswith("?"):
            continue
        act = _committed(sentence)
        if act is None:
            continue
        first, about = act
        due = _due(sentence, first)
        if due is None and (about not in OWN or "1p" not in _person(sentence.tokens, first)):
            continue
        number += 1
        start, end = _place(sentence.tokens, first, due)
        code, score = ("vague", _VAGUE) if due is None else ("unknown", _SURE)
        yield start, end, text[start:end], "promise", code, np.nan, score, number
        if due is not None:
            yield (
                due.start, due.end, text[due.start : due.end], "due", about, due.days, score, number
            )  # fmt: skip


def _committed(sentence: Sentence) -> tuple[int, str] | None:
    """Find the verb in the future by which somebody binds the provider."""
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        is_form = token.lemma != token.text.lower() in _commitments()
        if not (is_form or "fut" in token.tags) or "2p" in token.tags:
            continue
        if "modal" in token.tags and any(
            near.lemma == "you" for near in tokens[max(0, place - 1) : place + 2]
        ):
            continue
        verbs = [token] if "modal" not in token.tags else list(tokens[place + 1 : place + 3])
        act = next((verb.lemma for verb in verbs if verb.lemma in _commitments()), None)
        if act is not None and not _is_denied(tokens, place):
            is_money = act in _due_words()["moves"] and any(
                near.lemma in _due_words()["money"] for near in tokens
            )
            return place, "money" if is_money else _commitments()[act]
    return None


def _is_denied(tokens: Sequence[Token], place: int) -> bool:
    near = tokens[max(0, place - 1) : place + 2]
    return any("neg" in token.tags for token in near if token is not tokens[place])


def _person(tokens: Sequence[Token], place: int) -> frozenset[str]:
    before = tokens[place - 1].tags if place else frozenset[str]()
    return tokens[place].tags | (before & {"1p"})


def _due(sentence: Sentence, place: int) -> Due | None:
    """Find the time nearest after the verb, or before it."""
    tokens = sentence.tokens
    found = [
        Due(tokens[item.first].start, tokens[item.last - 1].end, _days(item))
        for item in quantities_in(tokens)
        if item.layer in ("date", "duration")
    ]
    found += [
        Due(tokens[index - 1].start, token.end, _lengths().get(token.lemma, np.nan))
        for index, token in enumerate(tokens)
        if index and _is_time(token.lemma, tokens[index - 1].lemma)
    ]
    verb = tokens[place].start
    return min(found, key=lambda due: (due.start < verb, abs(due.start - verb)), default=None)


def _is_time(lemma: str, before: str) -> bool:
    known = _due_words()
    return (lemma in known["time"] and before in known["before_time"]) or (
        lemma in _lengths() and before in known["before_length"]
    )


def _days(told: Quantity) -> float:
    """Give days from the contact: 0 for a time of day, missing for a day of the calendar."""
    if told.value is None:
        return 0.0 if told.layer == "date" else np.nan
    if told.layer == "duration":
        return told.value / 24
    return told.value if told.code == "relative" else np.nan


def _place(tokens: Sequence[Token], first: int, due: Due | None) -> tuple[int, int]:
    """Cover verb and time, or the verb and what follows it to the end of the sentence."""
    start = tokens[first - 1].start if first and "1p" in tokens[first - 1].tags else None
    start = tokens[first].start if start is None else start
    if due is None:
        last = next((t for t in reversed(tokens) if "punct" not in t.tags), tokens[-1])
        return start, max(last.end, tokens[first].end)
    return min(start, due.start), max(due.end, tokens[first].end)
