"""Runs of lines that may tell an event, before they are judged."""

from dataclasses import dataclass

import numpy as np

from cxkit.language.story.judge.judge import Verdict
from cxkit.language.story.judge.linear import Numbers

LEAST = 0.06  # share of a touchpoint in a line below which no event is looked for
_FEW = 0.15
_SECOND = 0.4  # share from which a sentence tells a second event
_PEAK, _DIP = 0.2, 0.7  # least share of two peaks of a run, and how low it falls between them


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run of lines that may tell an event at one touchpoint.

    Attributes
    ----------
    touchpoint : str
        Its code.
    lines : list of int
        Numbers of the lines.
    best : int
        The line that speaks loudest.
    rank : int
        How many runs of the touchpoint came before.
    n_runs : int
        How many clear runs of the touchpoint the story has.
    """

    touchpoint: str
    lines: list[int]
    best: int
    rank: int
    n_runs: int


def candidates(verdict: Verdict) -> list[Candidate]:
    """Give the runs of neighbouring lines that may tell an event."""
    found = []
    touchpoints = verdict.of_layer("touchpoint")
    shares = verdict.shares[:, touchpoints].T
    for column in np.flatnonzero(shares.max(axis=1) > LEAST).tolist():
        place, own = touchpoints[column], shares[column].tolist()
        runs: list[list[int]] = []
        for number in np.flatnonzero(shares[column] > LEAST).tolist():
            if runs and number - runs[-1][-1] <= 1:
                runs[-1].append(number)
            else:
                runs.append([number])
        runs = [part for run in runs for part in _parted(run, own)]
        best = [max(run, key=own.__getitem__) for run in runs]
        n_clear = sum(own[line] > _FEW for line in best)
        touchpoint = verdict.codes[place].partition(":")[2]
        for rank, run in enumerate(runs):
            found.append(Candidate(touchpoint, run, best[rank], rank, n_clear))
    return found


def _parted(run: list[int], own: list[float]) -> list[list[int]]:
    """Part a run where its touchpoint falls and rises again: it is told once more.

    Examples
    --------
    >>> _parted([2, 3, 4, 5], [0.0, 0.0, 0.8, 0.1, 0.6, 0.5])
    [[2], [3, 4, 5]]
    """
    cuts, peak, low = [run[0]], run[0], run[0]
    for line in run:
        lower = min(own[peak], own[line])
        if lower >= _PEAK and own[low] <= _DIP * lower:
            cuts.append(low)
            peak = low = line
        elif own[line] >= own[peak]:
            peak = low = line
        elif own[line] < own[low]:
            low = line
    ends = [*cuts[1:], run[-1] + 1]
    return [
        [line for line in run if start <= line < end] for start, end in zip(cuts, ends, strict=True)
    ]


def one_a_sentence(runs: list[Candidate], shares: Numbers) -> Numbers:
    """Give the shares, 0 for all but the likeliest event of a sentence and a nearly sure second.

    Parameters
    ----------
    runs : list of Candidate
        Of one story.
    shares : array
        How likely each is an event.
    """
    kept = np.zeros(len(runs))
    taken: dict[int, int] = {}
    for place in np.argsort(-shares, kind="stable").tolist():
        line = runs[place].best
        before = taken.setdefault(line, 0)
        if before == 0 or (before == 1 and shares[place] >= _SECOND):
            kept[place] = shares[place]
        taken[line] += 1
    return kept
