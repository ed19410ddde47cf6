"""Labelled scales: which ladder of labels the answers to a question stand on.

The ladders are in ``words.yaml``, lowest label first. Labels are compared first as they are, then
by degree: "Extremely satisfied" and "Completely satisfied" are the same step of a scale that has
only one of them.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import pandas as pd

from cxkit.readers.columns import plain
from cxkit.readers.words import meaning_of, words

MOST = 11
"""Points of the longest ladder."""
ENDING = re.compile(r"\s*\(\s*-?[а-яё]{1,6}\s*\)|(?<=[а-яё])\s*/\s*-?[а-яё]+", re.I)
"""Another gender of a label: "согласен(на)", "доволен / довольна"."""


@dataclass(frozen=True)
class Ladder:
    """A labelled scale.

    Attributes
    ----------
    kind : str
        csat, ces or likert.
    steps : tuple of str
        Labels in the form of `same` or `degree`, lowest first.
    by_degree : bool
        Whether the steps are in the form of `degree`.
    """

    kind: str
    steps: tuple[str, ...]
    by_degree: bool

    def step(self, label: str) -> int:
        """Give the place of a label from 1; 0 where it is not on the ladder."""
        form = degree(same(label)) if self.by_degree else same(label)
        return self.steps.index(form) + 1 if form in self.steps else 0


def ladder_of(texts: pd.Series) -> Ladder | None:
    """Find the labelled scale that holds all answers; one that they fill goes first.

    Examples
    --------
    >>> ladder_of(pd.Series(["Скорее согласен", "Полностью согласна", "Затрудняюсь"])).kind
    'likert'
    >>> ladder_of(pd.Series(["Agree", "Disagree"])) is None
    True
    """
    distinct = [text for text in texts.dropna().unique()[:60] if not is_no_answer(text)]
    given = {same(text) for text in distinct}
    return None if _is_yes_or_no(given) else ladder_with(given)


def ladder_with(given: set[str]) -> Ladder | None:
    """Find the labelled scale that holds all labels, each in the form of `same`.

    Examples
    --------
    >>> ladder_with({"легко", "сложно"}).kind
    'ces'
    """
    if len(given) < 2 or len(given) > MOST:
        return None
    by_degree = {degree(one) for one in given}
    forms = [(given, False)] + [(by_degree, True)] * (len(by_degree) == len(given))
    for labels, is_by_degree in forms:
        held = [one for one in _ladders(is_by_degree) if labels <= set(one.steps)]
        if held:
            return next((one for one in held if labels == set(one.steps)), held[0])
    return None


def steps_of(ladder: Ladder, texts: pd.Series) -> dict[str, float]:
    """Give the step of every different text that is on the ladder."""
    found = {text: ladder.step(text) for text in texts.dropna().unique()}
    return {text: float(step) for text, step in found.items() if step}


def is_on_ladders(label: str) -> bool:
    """Whether any ladder has the label, by its degree.

    Examples
    --------
    >>> is_on_ladders("очень легко"), is_on_ladders("балльной шкале")
    (True, False)
    """
    return degree(same(label)) in _all_steps()


def is_no_answer(label: str) -> bool:
    """Whether a label stands for no answer.

    Examples
    --------
    >>> is_no_answer("Don't know"), is_no_answer("Fair")
    (True, False)
    """
    return plain(label) in _no_answers()


@lru_cache(maxsize=4096)
def same(label: str) -> str:
    """Bring the wordings of one label together; a face is its own word.

    Examples
    --------
    >>> same("Не согласен(на)"), same("Unsatisfied"), same("🙂")
    ('несогласен', 'dissatisfied', '🙂')
    """
    bare = plain(ENDING.sub("", label))
    if not bare:
        return label.strip().rstrip("\ufe0f")
    for said, meant in _longest_first("same_labels"):
        bare = re.sub(rf"\b{re.escape(said)}\b", meant, bare)
    return bare


@lru_cache(maxsize=4096)
def degree(label: str) -> str:
    """Put the degree of a label before it, in one word for all that mean as much.

    Examples
    --------
    >>> degree("extremely easy"), degree("agree completely"), degree("neither easy nor difficult")
    ('very easy', 'very agree', 'neutral')
    """
    if label in _neutral():
        return "neutral"
    for said, meant in _longest_first("degrees"):
        rest, n = re.subn(rf"\b{re.escape(said)}\b", " ", label)
        if n:
            return f"{meant} {' '.join(rest.split())}"
    return label


def _is_yes_or_no(given: set[str]) -> bool:
    """Whether the answers are a thing and its denial, without a degree: consent, no scale."""
    return len(given) == 2 and any(
        given == {one.steps[place], one.steps[-1 - place]}
        for one in _ladders(False)
        for place in range(len(one.steps) // 2)
        if all(degree(label) == label for label in given)
        and any(label in {one.steps[place], one.steps[-1 - place]} for label in _denied())
    )


@cache
def _denied() -> frozenset[str]:
    return frozenset(words("same_labels"))


@cache
def _ladders(by_degree: bool) -> tuple[Ladder, ...]:
    found = []
    for name, labels in words("ladders").items():
        steps = [same(label) for label in labels]
        steps = [degree(label) for label in steps] if by_degree else steps
        if len(set(steps)) == len(steps):
            found.append(Ladder(str(name).split()[0], tuple(steps), by_degree))
    return tuple(found)


@cache
def _all_steps() -> frozenset[str]:
    return frozenset(degree(step) for one in _ladders(False) for step in one.steps)


@cache
def _neutral() -> frozenset[str]:
    return frozenset(same(label) for label in words("neutral")["any"])


@cache
def _no_answers() -> frozenset[str]:
    return frozenset(words("no_answer")["any"])


@cache
def _longest_first(section: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(meaning_of(section).items(), key=lambda pair: -len(pair[0])))
