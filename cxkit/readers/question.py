"""One question of a survey, and what kind of question it is.

The kind is told by the labels of the answers, then by the wording, then by the values. What is
not sure is the plainer kind: a number or a choice. A researcher's word always wins.
"""

import re
from dataclasses import dataclass, field
from functools import cache

import pandas as pd

from cxkit.readers.cells import as_text, present
from cxkit.readers.columns import plain
from cxkit.readers.numbers import as_numbers
from cxkit.readers.words import words

SCORES = ("nps", "csat", "ces", "likert")
"""Kinds whose answers are points of a scale."""
BOUNDS = ((1, 5), (1, 7), (0, 10), (1, 10))
MOSTLY = 0.6
"""Share of numbers from which the answers to a question are numbers."""
BETWEEN = re.compile(r"(?:\(|от |from |\b)([01])\s*(?:-|–|—|…|\.\.\.?|до|to)\s*(\d{1,2})\b")
"""A scale told by the wording: "(1–7)", "от 0 до 10"."""
LABELLED = re.compile(r"^\s*(\d{1,2})\s*[-–—.:)=(]*\s*(?=[^\W\d_])")
"""A number before its label: "10 - Extremely likely"."""


@dataclass
class Question:
    """A question with all its answers.

    Attributes
    ----------
    id, wording : str
        Permanent id; what the respondent saw.
    cells : Series
        Answers as found; index = row of the file.
    labels : dict of float to str
        Labels of the points, from the file.
    missing : set of float
        Points that stand for no answer.
    kind : str
        A kind of ANSWERS, empty while it is not known.
    option : str
        For one option of a multiple question: its label.
    scale : (float, float), optional
        Lowest and highest point.
    texts : Series, optional
        Labels or comments that the file gives beside the answers.
    """

    id: str
    wording: str
    cells: pd.Series
    labels: dict[float, str] = field(default_factory=dict)
    missing: set[float] = field(default_factory=set)
    kind: str = ""
    option: str = ""
    scale: tuple[float, float] | None = None
    texts: pd.Series | None = None


@dataclass
class Points:
    """Answers of a question as numbers and as texts; same index as the cells."""

    value: pd.Series
    text: pd.Series


def points_of(question: Question) -> Points:
    """Read the answers as points of a scale and as texts, by whichever way fits.

    Examples
    --------
    >>> cells = pd.Series(["Very easy", "Difficult", "Don't know", None])
    >>> points = points_of(Question("q", "How easy was it?", cells))
    >>> points.value.tolist(), points.text.tolist()
    ([5.0, 2.0, <NA>, <NA>], ['Very easy', 'Difficult', "Don't know", nan])
    """
    cells = question.cells
    if question.labels:
        numbers = as_numbers(cells)[0]
        labels = numbers.map(lambda point: question.labels.get(float(point)), na_action="ignore")
        return Points(numbers.mask(numbers.isin(question.missing)), labels.astype("str"))
    texts = as_text(cells)
    ladder = ladder_of(texts)
    if ladder:
        steps = {label: float(at) for at, label in enumerate(ladder[1], start=1)}
        value = texts.map(lambda text: steps.get(plain(text)), na_action="ignore")
        question.scale = question.scale or (1.0, float(len(steps)))
        return Points(value.astype("Float64"), texts)
    led = texts.str.extract(LABELLED, expand=False)
    numbers = as_numbers(cells)[0]
    value = numbers.fillna(pd.to_numeric(led, errors="coerce").astype("Float64"))
    if value.notna().sum() > MOSTLY * texts.notna().sum():
        return Points(value, texts.mask(numbers.notna()))
    return Points(numbers.mask(numbers.notna()), texts)


def ladder_of(texts: pd.Series) -> tuple[str, list[str]] | None:
    """Find the labelled scale that holds all answers; its kind and its labels, lowest first."""
    distinct = {plain(text) for text in texts.dropna().unique()[:60]}
    given = distinct - set(_no_answers())
    if len(given) < 2 or len(given) > 11:
        return None
    for name, labels in words("ladders").items():
        if given <= set(labels):
            return str(name).split()[0], labels
    return None


@cache
def _no_answers() -> frozenset[str]:
    """Words of no answer, except where a ladder has them as its middle."""
    return frozenset(words("no_answer")["any"])


def is_no_answer(label: str) -> bool:
    """Whether a label stands for no answer.

    Examples
    --------
    >>> is_no_answer("Don't know"), is_no_answer("Fair")
    (True, False)
    """
    return plain(label) in _no_answers()


def recognise_kind(question: Question, points: Points) -> str:
    """Say what kind of question it is.

    Returns
    -------
    str
        nps, csat, ces, likert, single, number or open. (Multiple questions are known by their
        columns, before this.)
    """
    value = points.value.dropna()
    if not len(value):
        return _kind_of_texts(question, points.text.dropna())
    if not _whole(value) or value.min() < 0 or value.max() > 10:
        return "single" if question.labels else "number"
    told = _kind_of_wording(f"{question.id} {question.wording}")
    if told == "nps" and (value.max() > 1 or question.scale == (0, 10)):
        return "nps" if value.max() > 7 or question.scale == (0, 10) else "likert"
    labels = pd.Series(list(question.labels.values()), dtype="str")
    ladder = ladder_of(labels if len(labels) else points.text)
    if ladder and (ladder[0] == "likert" or told not in SCORES):
        # Labels of agreement win over the wording: "I am satisfied" is then a statement.
        return ladder[0]
    if told in SCORES and value.max() > 1:
        return told
    return _kind_of_numbers(question, points, value)


def _kind_of_numbers(question: Question, points: Points, value: pd.Series) -> str:
    """Tell choices with a label each from points of a scale and from plain numbers."""
    if len(question.labels) >= max(2, value.nunique()):
        return "single"
    if not question.labels and points.text.notna().any():
        return "single"
    return "likert" if _fills_a_scale(value) else "number"


def scale_of(question: Question, points: Points) -> tuple[float, float] | None:
    """Give the lowest and the highest point: the labels', the kind's, or the usual scale."""
    if question.kind == "nps":
        return 0.0, 10.0
    if question.scale is not None:
        return question.scale
    labelled = [
        point for point, label in question.labels.items()
        if point not in question.missing and not is_no_answer(label)
    ]  # fmt: skip
    if len(labelled) > 1:
        return min(labelled), max(labelled)
    value = points.value.dropna()
    told = BETWEEN.search(question.wording)
    if told and 3 < int(told[2]) <= 10 and value.between(int(told[1]), int(told[2])).mean() > 0.9:
        return float(told[1]), float(told[2])
    fitting = [(low, high) for low, high in BOUNDS if len(value) and value.between(low, high).all()]
    return (float(fitting[0][0]), float(fitting[0][1])) if fitting else None


def _kind_of_wording(wording: str) -> str:
    bare = f" {plain(wording)} "
    for kind, parts in words("question_words").items():
        for part in parts:
            if f" {part} " in bare or (len(part) > 3 and part in bare):
                return str(kind)
    return ""


def _kind_of_texts(question: Question, texts: pd.Series) -> str:
    if not len(texts):
        return "open"
    if ladder := ladder_of(texts):
        return ladder[0]
    share = texts.nunique() / len(texts)
    asked = _kind_of_wording(question.wording) == "open"
    if asked and (share > 0.3 or texts.nunique() > 12):
        return "open"
    often = share <= 0.15 or (share <= 0.5 and texts.nunique() <= 40)
    return "single" if often and texts.str.len().median() < 60 else "open"


def _whole(value: pd.Series) -> bool:
    return bool((value % 1 == 0).all())


def _fills_a_scale(value: pd.Series) -> bool:
    """Whether bare whole numbers look like points: 0 or 1 up to 5, 7 or 10, hardly any unused."""
    low, high = value.min(), value.max()
    return low in (0, 1) and high in (5, 7, 10) and value.nunique() >= high - low - 1


def has_answers(cells: pd.Series) -> bool:
    """Whether anybody answered."""
    return len(present(cells)) > 0
