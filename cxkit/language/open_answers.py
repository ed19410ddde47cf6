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
from cxkit.language.ground.document import parse
from cxkit.language.sentiment.sentiment_model import SentimentModel
from cxkit.language.sentiment.tone import read
from cxkit.language.word_lists import rows
from cxkit.schema.conform import conform
from cxkit.schema.mentions import MENTIONS

Asks = Literal["fault", "wish", "praise", "-", ""]
Says = Literal["nothing", "everything", "all well", "no answer", "except", ""]

STRENGTH = 0.5
"""Value given to an answer whose tone is only in the question: a convention, not a measurement."""
SHORT = 6
"""Words of a wish up to which "better prices" sounds good and is a complaint."""
FAINT = 0.3
"""Tone of a touchpoint under which the question decides, on the scale from 0 to 1."""
BARE = 12
"""Words of an answer without a tone up to which the question decides; longer ones stay as read."""
WHOLE = ("sentiment", "sentence")
FELT = (*WHOLE, "touchpoint")
LEADS = ("nothing", "ничего", "no complaints", "no problems", "претензий нет", "жалоб нет")
"""What an answer may begin with to mean nothing whatever follows, unless it is taken back."""
ANYTHING = re.compile(r"\b(?:comments?|anything else|комментари\w*|что ?(?:нибудь|то) еще)\b")
"""A question for anything more, to which a bare "no" is no answer."""
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
    kinds = set(found) - {"-"}
    if kinds >= {"praise", "fault"} or not kinds:
        return ""
    return next(kind for kind in ("fault", "wish", "praise") if kind in kinds)


def says(answer: str) -> Says:
    """Tell whether an answer says nothing, everything, that all is well, or is no answer.

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
    kinds: tuple[Says, ...] = ("all well", "nothing", "everything")
    for kind in kinds:
        if {first, _unfilled(words)} & known[kind]:
            rest = words[len(first) :] if first in known[kind] else ""
            return "except" if _holds(rest, "except") else kind
    return _opening(words)


def _opening(words: str) -> Says:
    """Tell what an answer that begins with "nothing", or holds such a phrase, says."""
    known = _answer_words()
    if _holds(words, "inside"):
        return "nothing"
    told = _unfilled(words)
    opening = next((part for part in LEADS if told.startswith(f"{part} ")), "")
    rest = told[len(opening) :]
    if not opening or rest.split()[0] in known["denies"]:
        return ""
    if _holds(rest, "except"):
        return "except"
    return "" if read(parse(rest)).label == "negative" else "nothing"


def _holds(words: str, kind: str) -> bool:
    parts = "|".join(re.escape(part) for part in _answer_words()[kind])
    return bool(re.search(rf"\b(?:{parts})\b", words))


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
        is_silent = said == "nothing" and ANYTHING.search(plain(question)) is not None
        is_silent &= _unfilled(plain(answer)) in _answer_words()["silent"]
        return Verdict(0, is_certain=False, is_answer=not is_silent)
    side = SIGNS[kind]
    certain = {"all well": 1, "nothing": -side, "everything": side, "except": side}
    if said in certain:
        return Verdict(certain[said], is_certain=True)
    words = plain(answer)
    length = len(words.split())
    is_wish = kind == "wish" and length <= SHORT and _holds(words, "wish")
    return Verdict(side if length <= BARE else 0, is_certain=is_wish)


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


def _corrected(mentions: pd.DataFrame, verdicts: pd.Series) -> pd.DataFrame:
    own = mentions["feedback_id"].map(verdicts)
    known = own.notna()
    is_answer = ~known | own.map(lambda one: one.is_answer, na_action="ignore").eq(other=True)
    sign = own.map(lambda one: one.sign, na_action="ignore").fillna(0).astype(int)
    is_certain = own.map(lambda one: one.is_certain, na_action="ignore").eq(other=True)
    felt = mentions["layer"].isin(FELT)
    side = mentions["code"].isin(["negative", "positive"]) & mentions["layer"].isin(WHOLE)
    side |= mentions["layer"].eq("touchpoint") & mentions["value"].abs().ge(FAINT).fillna(
        value=False
    )
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
