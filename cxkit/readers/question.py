"""One question of a survey, and its answers as points of a scale."""

import re
from dataclasses import dataclass, field

import pandas as pd

from cxkit.readers.cells import as_text, present
from cxkit.readers.ladders import (
    Ladder,
    is_no_answer,
    is_on_ladders,
    ladder_of,
    ladder_with,
    same,
    steps_of,
)
from cxkit.readers.numbers import as_numbers

MOSTLY = 0.6
"""Share of numbers from which the answers to a question are numbers."""
LABELLED = re.compile(r"^\s*(?P<point>\d{1,2})\s*[-–—.:)=(]*\s*(?P<label>[^\W\d_].*)$", re.S)
"""A number before its label: "10 - Extremely likely"."""
TOLD = re.compile(
    r"\b(?P<point>\d{1,2})\s*[-–—=:(]\s*[«\"“]?(?P<label>[^\W\d_][^\d,;.()»\"”]*?)"
    r"(?=\s*(?:$|[,;.()»\"”]|\b(?:and|to|а|и|до)\s+\d))"
)
"""A point and its label in the wording: "1 — very easy, 7 — very difficult"."""


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
    items : Series, optional
        Answers to all items of the same matrix: they share one scale.
    told : dict of float to str
        Labels of points that the answers or the wording tell; see `points_of`.
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
    items: pd.Series | None = None
    told: dict[float, str] = field(default_factory=dict)


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
    ladder = ladder_for(question, texts)
    if ladder:
        value = texts.map(steps_of(ladder, texts), na_action="ignore")
        question.scale = question.scale or (1.0, float(len(ladder.steps)))
        return Points(value.astype("Float64"), texts)
    led = texts.str.extract(LABELLED)
    numbers = as_numbers(cells)[0]
    value = numbers.fillna(pd.to_numeric(led["point"], errors="coerce").astype("Float64"))
    if value.notna().sum() > MOSTLY * texts.notna().sum():
        question.told = _told(question, value, led["label"])
        is_none = led["label"].map(is_no_answer, na_action="ignore").eq(True)
        is_said = numbers.isna() & cells.index.isin(present(cells).index)
        return Points(value.mask(is_none), texts.where(is_said))
    return Points(numbers.mask(numbers.notna()), texts)


def ladder_for(question: Question, texts: pd.Series) -> Ladder | None:
    """Find the labelled scale of a question, of its whole matrix where that has one."""
    whole = ladder_of(as_text(question.items)) if question.items is not None else None
    return whole or ladder_of(texts)


def _told(question: Question, value: pd.Series, label: pd.Series) -> dict[float, str]:
    """Collect the labels of points that stand before answers, beside them or in the wording."""
    beside = label if question.texts is None else question.texts.loc[value.index]
    told = {float(m["point"]): m["label"] for m in TOLD.finditer(question.wording)}
    if not beside.notna().any():
        return {point: text for point, text in told.items() if is_on_ladders(text)}
    pairs = pd.DataFrame({"point": value, "label": beside}).dropna().drop_duplicates()
    told |= dict(zip(pairs["point"].astype(float).head(60), pairs["label"].head(60), strict=True))
    return {point: text for point, text in told.items() if is_on_ladders(text)}


def turned(question: Question, points: Points) -> Points | None:
    """Turn a scale round whose labels run from best to worst; None where it does not.

    Only labels that are on a ladder decide: the file's, or those that answers and wording tell.

    Examples
    --------
    >>> question = Question("q", "Happy? (1 = very satisfied, 5 = very dissatisfied)",
    ...     pd.Series([1, 1, 4]), kind="csat", scale=(1, 5))
    >>> turned(question, points_of(question)).value.tolist()
    [5.0, 5.0, 2.0]
    """
    labels = {
        point: label for point, label in (question.labels or question.told).items()
        if point not in question.missing and not is_no_answer(label)
    }  # fmt: skip
    ladder = ladder_with({same(label) for label in labels.values()})
    if question.scale is None or ladder is None:
        return None
    steps = [ladder.step(labels[point]) for point in sorted(labels)]
    if steps != sorted(steps, reverse=True):
        return None
    return Points(sum(question.scale) - points.value, points.text)


def has_answers(cells: pd.Series) -> bool:
    """Whether anybody answered."""
    return len(present(cells)) > 0
