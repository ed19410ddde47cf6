"""Simulate surveys, and tell how often the interval of a score holds the true one.

``change_points.py`` writes the table into docs/simulations.md. The answers are scored as the
notebook scores them.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxkit.measures.score_timeline import score_timeline

Numbers = npt.NDArray[np.float64]

SIZES = (10, 20, 30, 60, 200)
HEADS = ["net promoter score", "share of 9 and 10", "mean answer"]
HAPPY = np.array([1, 1, 1, 2, 2, 4, 6, 13, 20, 22, 28]) / 100
SAD = np.array([9, 4, 5, 6, 7, 14, 12, 14, 12, 8, 9]) / 100
SAMPLED, REAL = 0.7, 0.5
"""Share of the happier people among those who answer, and among all customers."""
QUESTIONS = 6
ALIKE = 0.7
"""How much of an answer is the person's own level; two of one person correlate by its square."""
LARGE = 400_000


@dataclass(frozen=True)
class Survey:
    """Many surveys of the same n: one row an answer."""

    answers: pd.DataFrame
    truth: tuple[float, float, float]
    """Net score, share of the highest answers, mean."""


def plain(n: int, n_series: int, rng: np.random.Generator) -> Survey:
    values = rng.choice(11, n * n_series, p=HAPPY)
    return Survey(_answers(values, n), _truth(HAPPY))


def weighted(n: int, n_series: int, rng: np.random.Generator) -> Survey:
    """Weights that have nothing to do with the answers."""
    survey = plain(n, n_series, rng)
    weight = rng.gamma(4.0, 0.25, len(survey.answers))
    return Survey(survey.answers.assign(weight=weight), survey.truth)


def repaired(n: int, n_series: int, rng: np.random.Generator) -> Survey:
    """Weights that put a sample right in which the happier are too many."""
    is_happy = rng.random(n * n_series) < SAMPLED
    drawn = np.where(is_happy, *(rng.choice(11, n * n_series, p=p) for p in (HAPPY, SAD)))
    weight = np.where(is_happy, REAL / SAMPLED, (1 - REAL) / (1 - SAMPLED))
    answers = _answers(drawn, n).assign(weight=weight)
    return Survey(answers, _truth(REAL * HAPPY + (1 - REAL) * SAD))


def repeated(n: int, n_series: int, rng: np.random.Generator) -> Survey:
    """Six questions of every person, who answers them alike."""
    values = _alike(n * n_series, rng).ravel()
    answers = _answers(values, n * QUESTIONS)
    person = np.repeat(np.arange(n * n_series), QUESTIONS).astype(str)
    counts = np.bincount(_alike(LARGE, np.random.default_rng(1)).ravel(), minlength=11)
    return Survey(answers.assign(response_id=person), _truth(counts / counts.sum()))


def _alike(people: int, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    """Answers of people to six questions, shape (people, 6), each question with the same shares."""
    own, other = rng.normal(size=(people, 1)), rng.normal(size=(people, QUESTIONS))
    level = ALIKE * own + np.sqrt(1 - ALIKE**2) * other
    return np.clip(np.round(7.5 + 2.2 * level), 0, 10).astype(int)


def _answers(values: npt.NDArray[np.int64], n: int) -> pd.DataFrame:
    """ANSWERS of surveys of *n* answers each; the survey is the group."""
    return pd.DataFrame(
        {
            "survey_id": np.char.zfill((np.arange(len(values)) // n).astype(str), 6),
            "response_id": np.arange(len(values)).astype(str),
            "question_id": "q",
            "question_kind": "nps",
            "value": values.astype(float),
            "text": None,
            "weight": 1.0,
            "scale_min": 0,
            "scale_max": 10,
            "answered_at": pd.Timestamp("2026-03-02", tz="UTC"),
        }
    )


def _truth(shares: Numbers) -> tuple[float, float, float]:
    return (
        float(shares[9:].sum() - shares[:7].sum()),
        float(shares[9:].sum()),
        float(shares @ np.arange(11)),
    )


SCENES = {
    "each answer once": plain,
    "weights spread by half": weighted,
    "weights repair a sample": repaired,
    "six answers a person": repeated,
}


def rows(n_series: int) -> list[list[str]]:
    """Coverage of the three scores for every kind of survey and n."""
    found = []
    for name, make in SCENES.items():
        for n in SIZES:
            survey = make(n, n_series, np.random.default_rng(20261129))
            held = coverage(survey)
            found.append([f"{name}, n = {n}", *(f"{100 * share:.1f} %" for share in held)])
            print(found[-1], flush=True)
    return found


def coverage(survey: Survey) -> list[float]:
    """Share of the surveys whose interval holds the true score."""
    scored = score_timeline(survey.answers, by="survey_id")
    return [
        float(((scored[f"{name}_low"] <= truth) & (scored[f"{name}_high"] >= truth)).mean())
        for name, truth in zip(("net", "share_positive", "rating"), survey.truth, strict=True)
    ]
