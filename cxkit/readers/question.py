"""One question of a survey, and what kind of question it is.

The kind is told by the labels of the answers, then by the wording, then by the values. What is
not sure is the plainer kind: a number or a choice. A researcher's word always wins.
"""

import re
from dataclasses import dataclass, field

import pandas as pd

from cxkit.readers.cells import as_text, present
from cxkit.readers.columns import plain
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
from cxkit.readers.words import words

SCORES = ("nps", "csat", "ces", "likert")
"""Kinds whose answers are points of a scale."""
BOUNDS = ((1, 5), (1, 7), (0, 10), (1, 10))
MOSTLY = 0.6
"""Share of numbers from which the answers to a question are numbers."""
BETWEEN = re.compile(r"(?:\(|от |from |\b)([01])\s*(?:-|–|—|…|\.\.\.?|до|to)\s*(\d{1,2})\b")
"""A scale told by the wording: "(1–7)", "от 0 до 10"."""
LABELLED = re.compile(r"^\s*(?P<point>\d{1,2})\s*[-–—.:)=(]*\s*(?P<label>[^\W\d_].*)$", re.S)
"""A number before its label: "10 - Extremely likely"."""
TOLD = re.compile(
    r"\b(?P<point>\d{1,2})\s*[-–—=:(]\s*[«\"“]?(?P<label>[^\W\d_][^\d,;.()»\"”]*?)"
    r"(?=\s*(?:$|[,;.()»\"”]|\b(?:and|to|а|и|до)\s+\d))"
)
"""A point and its label in the wording: "1 — very easy, 7 — very difficult"."""
DATED = re.compile(r"^\s*(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4})(?:[ T].*)?$")
"""A date alone: no open answer."""
CODES = frozenset({-1, -2, -7, -8, -9, -77, -88, -98, -99, 77, 88, 97, 98, 99, 977, 988, 998, 999})
"""Numbers that stand for no answer on a scale that ends at ten or before."""
ENDS = 2
"""Labels of a scale of which only the lowest and the highest point have one."""
STRAY = 0.1
"""Share of answers off the scale up to which a question is still taken by its wording."""


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
    ladder = _ladder(question, texts)
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


def _ladder(question: Question, texts: pd.Series) -> Ladder | None:
    """Find the labelled scale of a question, of its whole matrix where that has one."""
    whole = ladder_of(as_text(question.items)) if question.items is not None else None
    return whole or ladder_of(texts)


def _told(question: Question, value: pd.Series, label: pd.Series) -> dict[float, str]:
    """Collect the labels of points that stand before answers, beside them or in the wording."""
    beside = label if question.texts is None else question.texts.loc[value.index]
    pairs = pd.DataFrame({"point": value, "label": beside}).dropna().drop_duplicates()
    told = {float(m["point"]): m["label"] for m in TOLD.finditer(question.wording)}
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
    told = kind_of_wording(f"{question.id} {question.wording}")
    is_on = value.between(0, 10)
    if told in SCORES or (is_on | value.isin(CODES)).all():
        value = value[is_on | ~_are_strays(value)] if is_on.any() else value
    if not _whole(value) or value.min() < 0 or value.max() > 10:
        return "single" if question.labels else "number"
    is_nps = told == "nps" and _is_to_ten(question)
    if told == "nps" and (value.max() > 1 or is_nps):
        return "nps" if value.max() > 7 or is_nps else "likert"
    labels = pd.Series([*(question.labels or question.told).values()], dtype="str")
    ladder = ladder_of(labels) if len(labels) else _ladder(question, points.text)
    is_whole = not len(labels) or len(labels) > ENDS
    if ladder and (told not in SCORES or (ladder.kind == "likert" and is_whole)):
        # Labels of agreement win over the wording: "I am satisfied" is then a statement. Labels
        # of the ends alone do not: "How easy was it?" from "disagree" to "agree" asks for effort.
        return ladder.kind
    if told in SCORES and value.max() > 1:
        return told
    return _kind_of_numbers(question, points, value)


def _kind_of_numbers(question: Question, points: Points, value: pd.Series) -> str:
    """Tell choices with a label each from points of a scale and from plain numbers."""
    if len(question.labels) >= max(2, value.nunique()):
        return "single"
    if not question.labels and _are_choices(points, value):
        return "single"
    if question.items is not None:
        value = as_numbers(question.items)[0].dropna()
    return "likert" if _fills_a_scale(value) else "number"


def _are_choices(points: Points, value: pd.Series) -> bool:
    """Whether texts stand beside the numbers that are no labels of the ends and no "N/A"."""
    texts = pd.Series(
        [t for t in points.text.dropna().unique() if not is_no_answer(t)], dtype="str"
    )
    is_labelled = texts.str.match(LABELLED).all()
    return len(texts) > 0 and not (is_labelled and len(texts) < value.nunique())


def _is_to_ten(question: Question) -> bool:
    """Whether a recommend question is told to run from 0 to 10, whatever was answered."""
    ends = {(int(m[1]), int(m[2])) for m in BETWEEN.finditer(question.wording)}
    is_named = "nps" in plain(f"{question.id} {question.wording}").split()
    return question.scale == (0, 10) or (0, 10) in ends or (is_named and not ends)


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
    if question.items is not None:
        value = pd.concat([value, as_numbers(question.items)[0].dropna()])
    value = value[value.between(0, 10) | ~_are_strays(value)]
    for low, high in _scales_told(question):
        if 3 < high <= 10 and value.between(low, high).mean() > 0.9:
            return low, high
    return _usual_scale(value) if len(value) else None


def _scales_told(question: Question) -> list[tuple[float, float]]:
    """Give the ends of the scale that labels or the wording tell."""
    ladder = ladder_of(pd.Series([*question.told.values()], dtype="str"))
    told = [(float(m[1]), float(m[2])) for m in BETWEEN.finditer(question.wording)]
    if ladder and all(
        point in (step, len(ladder.steps) + 1 - step)
        for point, step in ((point, ladder.step(label)) for point, label in question.told.items())
    ):
        told.append((1.0, float(len(ladder.steps))))
    ends = [float(m["point"]) for m in TOLD.finditer(question.wording)]
    return [*told, (min(ends), max(ends))] if len(ends) > 1 else told


def _usual_scale(value: pd.Series) -> tuple[float, float] | None:
    """Give the usual scale that the answers fill or, failing that, the first that holds all."""
    low, high = float(value.min()), float(value.max())
    if (low, high) in ((0, 5), (1, 10)) and value.nunique() > high - low:
        return low, high
    fitting = [ends for ends in BOUNDS if value.between(*ends).all()]
    return (float(fitting[0][0]), float(fitting[0][1])) if fitting else None


def _are_strays(value: pd.Series) -> pd.Series:
    """Tell which answers are codes of no answer, or so few off the scale that they are slips."""
    is_off = ~value.between(0, 10)
    return is_off & (value.isin(CODES) | ((is_off & ~value.isin(CODES)).mean() < STRAY))


def no_answer_codes(question: Question, points: Points) -> set[float]:
    """Find the numbers beyond a scale that ends at ten or before which stand for no answer."""
    value = points.value.dropna()
    is_on, is_code = value.between(0, 10), value.isin(CODES)
    is_count = question.kind == "number" and is_on.any() and bool((is_on | is_code).all())
    if not is_count and (question.scale is None or question.scale[1] > 10):
        return set()
    return {float(one) for one in value[~is_on & is_code].unique()}


def kind_of_wording(wording: str) -> str:
    """Say what kind of question a wording asks; empty where it does not tell.

    Examples
    --------
    >>> kind_of_wording("How easy was it?"), kind_of_wording("Your city")
    ('ces', '')
    """
    bare = f" {plain(wording)} "
    for kind, parts in words("question_words").items():
        for part in parts:
            if f" {part} " in bare or (len(part) > 3 and part in bare):
                return str(kind)
    return ""


def _kind_of_texts(question: Question, texts: pd.Series) -> str:
    if not len(texts):
        return "open"
    if texts.str.match(DATED).mean() > MOSTLY:
        return "single"
    if ladder := ladder_of(texts):
        return ladder.kind
    share = texts.nunique() / len(texts)
    asked = kind_of_wording(question.wording) == "open"
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
