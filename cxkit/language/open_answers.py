"""The tone of open survey answers: what an answer means depends on what was asked.

"Nothing" is good news after "What did you dislike?" and bad news after "What did you like?"; a
bare "price" is a complaint after the first and praise after the second.
"""

import re
from functools import cache
from typing import Literal, NamedTuple

import pandas as pd

from cxkit.errors import SchemaError
from cxkit.language.annotate import annotate
from cxkit.language.sentiment_model import SentimentModel
from cxkit.language.word_lists import rows
from cxkit.schema.conform import conform
from cxkit.schema.mentions import MENTIONS

Asks = Literal["fault", "wish", "praise", ""]
Says = Literal["nothing", "everything", "no answer", "except", ""]

STRENGTH = 0.5
"""Value given to an answer whose tone is only in the question: a convention, not a measurement."""
SHORT = 3
"""Words of a wish that names a thing: "better prices" sounds good and is a complaint."""
WHOLE = ("sentiment", "sentence")
FELT = (*WHOLE, "touchpoint")
SIGNS = {"fault": -1, "wish": -1, "praise": 1}


class Verdict(NamedTuple):
    """What the question makes of an answer."""

    sign: int
    """-1, 0 (as read) or 1."""
    is_certain: bool
    """Whether it also holds where the words were read as a tone of their own."""
    is_answer: bool = True


def annotate_answers(
    feedback: pd.DataFrame, *, sentiment: SentimentModel | None = None
) -> pd.DataFrame:
    """Read open answers as `annotate` does, and correct their tone by the question.

    Parameters
    ----------
    feedback : DataFrame
        FEEDBACK with a column "question", the wording shown to the respondent; a missing one
        changes nothing.
    sentiment : SentimentModel, optional
        As for `annotate`.

    Returns
    -------
    DataFrame
        MENTIONS. A tone that comes from the question has ``by == "question"`` and the value 0.5
        or -0.5. An answer that is none ("don't know", "-") has no tone. Empty for an empty table.

    Raises
    ------
    SchemaError
        If there is no column "question", or *feedback* is not FEEDBACK.

    Examples
    --------
    >>> answers = pd.DataFrame({"feedback_id": ["a", "b"], "text": ["Nothing", "цены"],
    ...     "question": ["What did you dislike?", "Что нам улучшить?"]})
    >>> mentions = annotate_answers(answers)
    >>> mentions.loc[mentions["layer"] == "sentiment", "code"].tolist()
    ['positive', 'negative']
    """
    if "question" not in feedback:
        raise SchemaError(
            "feedback has no column 'question', so the answers' tone cannot be told by what was"
            " asked. Make the table with open_answers(answers), or use annotate(feedback)."
        )
    mentions = annotate(feedback, sentiment=sentiment)
    told = feedback[feedback["text"].notna() & feedback["question"].notna()]
    verdicts = {
        row.feedback_id: verdict(str(row.question), str(row.text))
        for row in told[["feedback_id", "question", "text"]].itertuples()
    }
    return _corrected(mentions, pd.Series(verdicts, dtype=object))


def asks(question: str) -> Asks:
    """Tell what a question asks for; empty when it asks for no side or for both.

    Examples
    --------
    >>> asks("Что вам НЕ понравилось?"), asks("What should we improve?"), asks("Почему?")
    ('fault', 'wish', '')
    >>> asks("Что понравилось, а что не понравилось?")
    ''
    """
    rest = plain(question)
    found: list[Asks] = []
    for kind, part in _wording():
        if re.search(rf"\b{re.escape(part)}", rest):
            rest = re.sub(rf"\b{re.escape(part)}\w*", " ", rest)
            found.append(kind)
    kinds = set(found)
    if kinds >= {"praise", "fault"} or not kinds:
        return ""
    return next(kind for kind in ("fault", "wish", "praise") if kind in kinds)


def says(answer: str) -> Says:
    """Tell whether an answer says nothing, everything, nothing except, or is no answer.

    Examples
    --------
    >>> says("Да вообще ничего!"), says("Nothing, except the price"), says("-"), says("The price")
    ('nothing', 'except', 'no answer', '')
    """
    known = _answer_words()
    words = plain(answer)
    if words in known["no answer"] or not re.search(r"\w", words):
        return "no answer"
    first = _unfilled(plain(re.split(r"[.,;!?\n(–—]", answer.strip(" -–—.,"))[0]))
    kinds: tuple[Says, ...] = ("nothing", "everything")
    for kind in kinds:
        if {first, _unfilled(words)} & known[kind]:
            rest = words[len(first) :] if first in known[kind] else ""
            return "except" if _takes_back(rest) else kind
    opening = next((part for part in known["nothing"] if words.startswith(f"{part} ")), "")
    return "except" if opening and _takes_back(words[len(opening) :], at_once=True) else ""


def verdict(question: str, answer: str) -> Verdict:
    """Tell what a question makes of an answer.

    Examples
    --------
    >>> verdict("What did you like?", "Nothing").sign, verdict("Why?", "Nothing").sign
    (-1, 0)
    """
    kind, said = asks(question), says(answer)
    if said == "no answer":
        return Verdict(0, is_certain=True, is_answer=False)
    if not kind:
        return Verdict(0, is_certain=False)
    if said == "nothing":
        return Verdict(-SIGNS[kind], is_certain=True)
    if said == "everything":
        return Verdict(1 if kind != "fault" or len(plain(answer).split()) > 1 else -1, True)
    named = kind == "wish" and len(plain(answer).split()) <= SHORT
    return Verdict(SIGNS[kind], is_certain=said == "except" or named)


def plain(text: str) -> str:
    """Reduce a text to its words in lower case, with е for ё and straight apostrophes.

    Examples
    --------
    >>> plain("  Всё — ОТЛИЧНО!  Don’t ")
    "все отлично don't"
    """
    bare = text.casefold().replace("ё", "е").replace("’", "'")
    words = re.sub(r"[^\w\s']", " ", bare)
    return " ".join(words.split())


def _unfilled(words: str) -> str:
    for filler in sorted(_answer_words()["filler"], key=len, reverse=True):
        words = re.sub(rf"\b{re.escape(filler)}\b", " ", words)
    return " ".join(words.split())


def _takes_back(rest: str, *, at_once: bool = False) -> bool:
    """Whether the rest of an answer holds an "except"; *at_once*: begins with it."""
    parts = "|".join(re.escape(part) for part in _answer_words()["except"])
    pattern = rf"(?:{parts})\b"
    return bool(re.match(rf"\s*{pattern}", rest) if at_once else re.search(rf"\b{pattern}", rest))


def _corrected(mentions: pd.DataFrame, verdicts: pd.Series) -> pd.DataFrame:
    own = mentions["feedback_id"].map(verdicts)
    known = own.notna()
    is_answer = ~known | own.map(lambda one: one.is_answer, na_action="ignore").eq(other=True)
    sign = own.map(lambda one: one.sign, na_action="ignore").fillna(0).astype(int)
    is_certain = own.map(lambda one: one.is_certain, na_action="ignore").eq(other=True)
    felt = mentions["layer"].isin(FELT)
    side = mentions["code"].isin(["negative", "positive"]) & mentions["layer"].isin(WHOLE)
    side |= mentions["layer"].eq("touchpoint") & mentions["value"].abs().gt(0).fillna(value=False)
    changed = felt & sign.ne(0) & (is_certain | ~side)
    corrected = mentions.assign(value=mentions["value"].mask(changed, sign * STRENGTH))
    label = sign.map({-1: "negative", 0: "neutral", 1: "positive"}).astype("str")
    corrected["code"] = mentions["code"].mask(changed & mentions["layer"].isin(WHOLE), label)
    corrected["score"] = mentions["score"].mask(changed)
    corrected["by"] = mentions["by"].mask(changed, "question")
    kept = corrected[~felt | is_answer.astype(bool)]
    return conform(kept.reset_index(drop=True), MENTIONS)


@cache
def _wording() -> tuple[tuple[Asks, str], ...]:
    return tuple((kind, part) for kind, part in rows("question_wording"))  # type: ignore[misc]


@cache
def _answer_words() -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    for kind, words in rows("answer_words"):
        kinds.setdefault(kind, set()).add(plain(words) or words)
    return {kind: frozenset(words) for kind, words in kinds.items()}
