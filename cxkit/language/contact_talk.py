"""What is said in support contacts: answers given, promises made, what later contacts say of them.

A transcript is not a story: its promises stand in the future tense with their due time beside
them ("we will call you back within two hours"), and what became of them is told in another
contact. Both are read here; joining them is a measure's work.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from cxkit.language.document import Sentence, parse
from cxkit.language.quantities import quantities_in
from cxkit.language.quantity import Quantity
from cxkit.language.tokens import Token
from cxkit.language.topic import find_topic
from cxkit.language.word_lists import rows
from cxkit.schema.conform import conform, empty
from cxkit.schema.feedback import FEEDBACK
from cxkit.schema.mentions import MENTIONS

WEEKDAYS = frozenset(
    (
        "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресение",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        "полдень", "вечер", "утро", "noon", "evening", "morning",
    )
)  # fmt: skip
"""Times that are no date and no length."""
LENGTHS = {
    "час": 1 / 24, "hour": 1 / 24, "сутки": 1.0, "день": 1.0, "day": 1.0, "неделя": 7.0,
    "week": 7.0,
}  # fmt: skip
"""Days in a length that is named without a number: "within the hour"."""
_BEFORE_LENGTH = frozenset(("течение", "за", "через", "the", "a", "an", "within", "этот", "this"))
_BEFORE_DUE = frozenset((
    "до", "в", "к", "этот", "следующий", "близкий", "by", "before", "until", "on", "this", "next",
    "tomorrow",
))  # fmt: skip
_MONEY = frozenset(("refund", "money", "деньга", "возврат", "сумма", "платеж", "средство"))
"""What "will arrive" as a parcel does, and is none."""
_MOVES = frozenset(("arrive", "send", "поступить", "отправить", "прислать", "выслать"))
"""What both parcels and money do."""
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
            is_money = act in _MOVES and any(near.lemma in _MONEY for near in tokens)
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
        Due(tokens[index - 1].start, token.end, LENGTHS.get(token.lemma, np.nan))
        for index, token in enumerate(tokens)
        if index and _is_time(token.lemma, tokens[index - 1].lemma)
    ]
    verb = tokens[place].start
    return min(found, key=lambda due: (due.start < verb, abs(due.start - verb)), default=None)


def _is_time(lemma: str, before: str) -> bool:
    return (lemma in WEEKDAYS and before in _BEFORE_DUE) or (
        lemma in LENGTHS and before in _BEFORE_LENGTH
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


def speakers(feedback: pd.DataFrame, mentions: pd.DataFrame) -> pd.Series:
    r"""Say of each mention whose words it stands in: "customer", "staff", or "" where unmarked.

    The staff speaks after "Agent:", "Оператор:", "Answer:", "Ответ:" and the like to the end of
    the line or to the next speaker, in lines that begin with ">", and below a line of dashes. In a
    text that marks the staff anywhere, the rest is the customer's.

    Parameters
    ----------
    feedback : DataFrame
        FEEDBACK of support contacts.
    mentions : DataFrame
        MENTIONS of them.

    Returns
    -------
    Series of str
        On the index of *mentions*.

    Examples
    --------
    >>> feedback = pd.DataFrame({"feedback_id": ["c1"], "text": ["Customer: Paid!\nAgent: Wait."]})
    >>> mentions = pd.DataFrame({"feedback_id": ["c1", "c1"], "start": [10, 23]})
    >>> speakers(feedback, mentions).tolist()
    ['customer', 'staff']
    """
    wanted = feedback[feedback["feedback_id"].isin(mentions["feedback_id"])]
    staff = {
        feedback_id: [match.span() for match in _staff().finditer(text)]
        for feedback_id, text in zip(wanted["feedback_id"], wanted["text"], strict=True)
    }
    places = zip(mentions["feedback_id"], mentions["start"], strict=True)
    said = [_speaker(staff.get(feedback_id, []), int(start)) for feedback_id, start in places]
    return pd.Series(said, index=mentions.index, dtype="str")


def _speaker(staff: list[tuple[int, int]], start: int) -> str:
    if not staff:
        return ""
    return "staff" if any(first <= start < last for first, last in staff) else "customer"


def customer_turn(
    text: str, place: tuple[int, int], *, is_note: bool = False
) -> tuple[int, int] | None:
    r"""Return where the customer's turn around a place begins and ends.

    Parameters
    ----------
    text : str
        One support contact.
    place : tuple of int
        First character of some words in it, and the character after them.
    is_note : bool
        Whether the staff wrote the text down, as after a call: then only what stands after
        "Customer:", "Клиент:" and the like is the customer's.

    Returns
    -------
    tuple of int, or None
        None where the words are the staff's.

    Examples
    --------
    >>> text = "Customer: Paid!\nAgent: Wait."
    >>> customer_turn(text, (10, 15)), customer_turn(text, (23, 28))
    ((0, 16), None)
    >>> customer_turn("Customer is angry.", (12, 17), is_note=True)
    """
    start, end = place
    staff = [match.span() for match in _staff().finditer(text)]
    if any(first < end and start < last for first, last in staff):
        return None
    begin = max((last for _, last in staff if last <= start), default=0)
    stop = min((first for first, _ in staff if first >= end), default=len(text))
    labels = [match.start() for match in _customer().finditer(text, begin, stop)]
    opened = [label for label in labels if label <= start]
    if is_note and not opened:
        return None
    return (opened or [begin])[-1], min([label for label in labels if label >= end] or [stop])


def without_staff(text: str) -> str:
    r"""Blank what the staff says, so that every place stays where it is.

    Examples
    --------
    >>> without_staff("Customer: Paid!\nAgent: Wait.")
    'Customer: Paid!\n            '
    """
    return _staff().sub(lambda match: " " * len(match.group()), text)


@cache
def _customer() -> re.Pattern[str]:
    """Match the words before the customer's turn."""
    names = "|".join(dict(rows("speakers"))["customer"].split())
    return re.compile(rf"\b(?:{names}):", re.IGNORECASE)


@cache
def _staff() -> re.Pattern[str]:
    """Match a stretch of text that the staff says."""
    speakers = {role: "|".join(names.split()) for role, names in rows("speakers")}
    return re.compile(
        rf"(?:^|(?<=\s))(?:{speakers['staff']}):.*?(?=\n|\b(?:{speakers['customer']}):|\Z)"
        rf"|^>.*$|^-{{3,}}$[\s\S]*\Z",
        re.MULTILINE | re.IGNORECASE,
    )
