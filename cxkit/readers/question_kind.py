"""What kind of question a survey asks, and on which scale.

The kind is told by the labels of the answers, then by the wording, then by the values. What is
not sure is the plainer kind: a number or a choice. A researcher's word always wins.
"""

import re

import pandas as pd

from cxkit.readers.columns import plain
from cxkit.readers.dates import as_instants
from cxkit.readers.ladders import is_no_answer, ladder_of
from cxkit.readers.numbers import as_numbers
from cxkit.readers.question import LABELLED, MOSTLY, TOLD, Points, Question, ladder_for
from cxkit.readers.words import words

SCORES = ("nps", "csat", "ces", "likert")
"""Kinds whose answers are points of a scale."""
BOUNDS = ((1, 5), (1, 7), (0, 10), (1, 10))
BETWEEN = re.compile(r"(?:\(|от |from |\b)([01])\s*(?:-|–|—|…|\.\.\.?|до|to)\s*(\d{1,3})\b")
"""A scale told by the wording: "(1–7)", "от 0 до 10"."""
SLIDER = 100
"""Highest point of a scale beyond ten."""
CODES = frozenset({-1, -2, -7, -8, -9, -77, -88, -98, -99, 77, 88, 97, 98, 99, 977, 988, 998, 999})
"""Numbers that stand for no answer on a scale that ends at ten or before."""
ENDS = 2
"""Labels of a scale of which only the lowest and the highest point have one."""
LOOK = 200
"""How many answers tell whether all are dates."""
STRAY = 0.1
"""Share of answers off the scale up to which a question is still taken by its wording."""


def recognise_kind(question: Question, points: Points) -> str:
    """Say what kind of question it is.

    Returns
    -------
    str
        nps, csat, ces, likert, single, number or open. (Multiple questions are known by their
        columns, before this.)
    """
    value = points.value.dropna()
    texts = points.text.dropna()
    if not len(value) or _are_dates(texts):
        return _kind_of_texts(question, texts)
    told = kind_of_wording(f"{question.id} {question.wording}")
    is_on = value.between(0, 10)
    if told in SCORES or (is_on | value.isin(CODES)).all():
        value = value[is_on | ~_are_strays(value)] if is_on.any() else value
    if not _whole(value) or value.min() < 0 or value.max() > 10:
        is_slid = SLIDER in (high for _, high in _ends_told(question)) and value.max() <= SLIDER
        number = told if told in ("csat", "ces") and is_slid else "number"
        return "single" if question.labels else number
    is_nps = told == "nps" and _is_to_ten(question)
    if told == "nps" and (value.max() > 1 or is_nps):
        return "nps" if value.max() > 7 or is_nps else "likert"
    labels = pd.Series([*(question.labels or question.told).values()], dtype="str")
    ladder = ladder_of(labels) if len(labels) else ladder_for(question, points.text)
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
    ends = _ends_told(question)
    is_named = "nps" in plain(f"{question.id} {question.wording}").split()
    return question.scale == (0, 10) or (0, 10) in ends or (is_named and not ends)


def _ends_told(question: Question) -> list[tuple[float, float]]:
    return [(float(m[1]), float(m[2])) for m in BETWEEN.finditer(question.wording)]


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
        if (3 < high <= 10 or high == SLIDER) and value.between(low, high).mean() > 0.9:
            return low, high
    return _usual_scale(value) if len(value) else None


def _scales_told(question: Question) -> list[tuple[float, float]]:
    """Give the ends of the scale that labels or the wording tell."""
    ladder = ladder_of(pd.Series([*question.told.values()], dtype="str"))
    told = _ends_told(question)
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
    fitting = [ends for ends in BOUNDS if ends[0] <= low and high <= ends[1]]
    return (float(fitting[0][0]), float(fitting[0][1])) if fitting else None


def _are_strays(value: pd.Series) -> pd.Series:
    """Tell which answers are codes of no answer, or so few off the scale that they are slips."""
    is_off = ~value.between(0, 10)
    if not is_off.any():
        return is_off
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
                return "" if kind == "statement" else str(kind).split()[0]
    return ""


def _kind_of_texts(question: Question, texts: pd.Series) -> str:
    if not len(texts):
        return "open"
    if _are_dates(texts):
        return "single"
    if ladder := ladder_of(texts):
        return ladder.kind
    share = texts.nunique() / len(texts)
    asked = kind_of_wording(question.wording) == "open"
    if asked and (share > 0.3 or texts.nunique() > 12):
        return "open"
    often = share <= 0.15 or (share <= 0.5 and texts.nunique() <= 40)
    return "single" if often and texts.str.len().median() < 60 else "open"


def _are_dates(texts: pd.Series) -> bool:
    """Tell whether answers are dates: no words of the respondent."""
    return len(texts) > 0 and bool(as_instants(texts.head(LOOK))[0].notna().mean() > MOSTLY)


def _whole(value: pd.Series) -> bool:
    return bool((value % 1 == 0).all())


def _fills_a_scale(value: pd.Series) -> bool:
    """Whether bare whole numbers look like points: 0 or 1 up to 5, 7 or 10, hardly any unused."""
    low, high = value.min(), value.max()
    return low in (0, 1) and high in (5, 7, 10) and value.nunique() >= high - low - 1
