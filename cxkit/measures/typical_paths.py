"""Real paths that stand for many, each with the share of paths that are near to it."""

import numpy as np
import pandas as pd

from cxkit.errors import ParameterError
from cxkit.schema.conform import conform
from cxkit.schema.results.effort import EFFORT
from cxkit.schema.results.journey_map import JOURNEY_MAP
from cxkit.schema.results.journey_summary import JOURNEY_SUMMARY
from cxkit.schema.results.typical_paths import TYPICAL_PATHS

NEAR = 0.5
"""Two paths are near when at most half of the steps of the longer one must be changed."""

LEAST_STEPS = 3
"""A path of fewer moments has no shape that could stand for others."""

SHAPES = 100
"""Candidates: the most frequent shapes; rarer ones are still assigned to them."""

Step = tuple[str, int]


def typical_paths(
    journey: pd.DataFrame, summary: pd.DataFrame, effort: pd.DataFrame, *, n: int = 3
) -> pd.DataFrame:
    """Return up to *n* real paths that between them are near to as many paths as can be.

    Paths of fewer than three moments are left out. A path's shape is its stages with the sign of
    what was felt, neighbours of one kind joined. The first path chosen is near to most paths,
    each next one to most of those not yet near to any. Paths that are near to none stay
    unexplained: their share is what the shares lack to 1.

    Parameters
    ----------
    journey, summary, effort : DataFrame
        JOURNEY_MAP, JOURNEY_SUMMARY and EFFORT of the same texts.
    n : int
        How many paths at most.

    Returns
    -------
    DataFrame
        TYPICAL_PATHS, one row a step of a chosen path. Empty when no path has three moments.

    Raises
    ------
    ParameterError
        *n* is below 1.

    Notes
    -----
    Distance is the least number of steps to insert, remove or change (Levenshtein), over the
    length of the longer shape; near is 0.5 or less. Ties go to the more frequent shape, then to
    the first by name; within a shape the path of middle length stands for it.
    """
    if n < 1:
        raise ParameterError(f"n={n}: at least one path is needed. Pass n=1 or more.")
    moments = conform(journey, JOURNEY_MAP)
    verdicts = conform(summary, JOURNEY_SUMMARY).set_index("feedback_id")["outcome"]
    contacts = conform(effort, EFFORT).set_index("feedback_id")["n_contacts"]
    shapes = _shapes(moments)
    chosen = _cover(shapes, n)
    frames = [
        _one(place, stands_for, members, moments).assign(
            share_paths=len(members) / len(shapes),
            outcome=verdicts.get(stands_for),
            contacts_median=contacts.reindex(members).median(),
        )
        for place, (stands_for, members) in enumerate(chosen, start=1)
    ]
    joined = pd.concat(frames) if frames else pd.DataFrame(columns=list(TYPICAL_PATHS.columns))
    return conform(joined[list(TYPICAL_PATHS.columns)], TYPICAL_PATHS)


def _shapes(moments: pd.DataFrame) -> pd.Series:
    """Shape of each path that is long enough, on the paths' ids."""
    sign = np.sign(moments["valence"].fillna(0).astype(float)).astype(int)
    steps = moments.assign(step=list(zip(moments["stage"].fillna(""), sign, strict=True)))
    longer = steps.groupby("feedback_id")["moment"].transform("size") >= LEAST_STEPS
    paths = steps.loc[longer].groupby("feedback_id")["step"]
    return paths.agg(lambda path: _joined(tuple(path)))


def _joined(path: tuple[Step, ...]) -> tuple[Step, ...]:
    return tuple(step for place, step in enumerate(path) if place == 0 or step != path[place - 1])


def _cover(shapes: pd.Series, n: int) -> list[tuple[str, list[str]]]:
    counts = shapes.value_counts(sort=False)
    ordered = sorted(counts.index, key=lambda shape: (-counts[shape], shape))
    candidates = ordered[:SHAPES]
    near = np.array(
        [[_is_near(shape, other) for other in ordered] for shape in candidates], dtype=bool
    ).reshape(len(candidates), len(ordered))
    weights = np.array([counts[shape] for shape in ordered])
    free = np.ones(len(ordered), dtype=bool)
    chosen = []
    for _ in range(min(n, len(candidates))):
        support = (near & free) @ weights
        best = int(support.argmax())
        if not support[best]:
            break
        members = shapes.index[shapes.isin([ordered[i] for i in np.flatnonzero(near[best] & free)])]
        own = sorted(shapes.index[shapes == candidates[best]])
        chosen.append((own[len(own) // 2], list(members)))
        free &= ~near[best]
    return chosen


def _is_near(one: tuple[Step, ...], other: tuple[Step, ...]) -> bool:
    longer, shorter = max(len(one), len(other)), min(len(one), len(other))
    if longer - shorter > NEAR * longer:
        return False
    return _distance(one, other) <= NEAR * longer


def _distance(one: tuple[Step, ...], other: tuple[Step, ...]) -> int:
    """Levenshtein distance, one row of the table at a time."""
    row = list(range(len(other) + 1))
    for i, step in enumerate(one, start=1):
        before, row[0] = row[0], i
        for j, own in enumerate(other, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (step != own))
    return row[-1]


def _one(place: int, stands_for: str, members: list[str], moments: pd.DataFrame) -> pd.DataFrame:
    own = moments.loc[moments["feedback_id"] == stands_for]
    return own[["feedback_id", "touchpoint", "valence"]].assign(
        path=place, n_paths=len(members), step=own["moment"]
    )
