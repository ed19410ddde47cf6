"""The told events of a story, in the order told: touchpoint, channel, what is felt, words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from cxkit.language.story.actors import Changed, Codes
from cxkit.language.story.candidates import Candidate, candidates, one_a_sentence
from cxkit.language.story.judge.judge import LONGEST, Verdict
from cxkit.language.story.judge.line_terms import Terms
from cxkit.language.story.judge.linear import Numbers, Table, logit, shares_of
from cxkit.language.story.reading import WAYS, Line

NEIGHBOURS = 2  # sentences before and after that belong to the passage of an event
_NEAR = 2
_STRONG = np.log(
    4
)  # logit (a share of 0.8) of the surest sign of what is felt, from which it is "very"
SIGNS = {"bad": -1, "mixed": 0, "good": 1}
_CONTEXT = 3  # lines before an event in which its channel may have been named
_LOUD = 2.0  # weight of the tone of an event's own line
_STORY = 0.3  # weight of a code of the whole story beside one of the event's own line
_CHANNEL_CLASSES = (
    "CHAT", "SOCIAL", "EMAIL", "MESSAGE", "PHONE", "APP", "COURIER", "PLACE", "SITE", "CALL",
    "WRITE", "VISIT",
)  # fmt: skip
_CHANNEL_CODES = tuple(f"+{name}" for name in _CHANNEL_CLASSES)
_SUPPOSED = frozenset(("relationship", "feedback"))
"""Touchpoints that may be told as what would be: "I would go there again"."""


@dataclass(frozen=True, slots=True)
class Episode:
    """One told event; ``passage`` is its sentence with those around it."""

    touchpoint: str
    channel: str
    valence: int
    start: int
    end: int
    passage: tuple[int, int]
    score: float


def episodes(verdict: Verdict) -> list[Episode]:
    """Read the told events of a judged story, in the order told."""
    model = verdict.model
    runs = candidates(verdict)
    if not runs:
        return []
    numbers = moment_numbers(verdict, runs)
    first = shares_of(model.moments.logits_of(numbers))[:, 0]
    beside = beside_numbers(runs, first, len(verdict.terms))
    shares = shares_of(model.chosen.logits_of(numbers.with_columns(beside)))[:, 0]
    happened = [_happened(verdict, run) for run in runs]
    shares = np.where(happened, shares, 0.0)
    told = np.flatnonzero(one_a_sentence(runs, shares) >= verdict.cut("moments")).tolist()
    told.sort(key=lambda place: runs[place].best)
    rows = [_felt_terms(verdict, [runs[at].best], runs[at].touchpoint) for at in told]
    around = _beside_felt(verdict, [[runs[at].best] for at in told])
    logits = model.felt.logits(rows, around)
    return [
        _episode(verdict, runs[at], float(shares[at]), channel, valence)
        for at, (channel, valence) in zip(told, _felt(model.felt.codes, logits), strict=True)
    ]


def _happened(verdict: Verdict, run: Candidate) -> bool:
    """Tell whether a run is of what happened to the customer; a decision may be supposed."""
    told = verdict.reading.lines[run.best].told
    return told != "hypothesis" or run.touchpoint in _SUPPOSED


def moment_numbers(verdict: Verdict, runs: list[Candidate]) -> Table:
    """Give the numbers by which runs of lines are judged to tell an event.

    Parameters
    ----------
    verdict : Verdict
        From :func:`cxkit.language.story.judge.judge.judge`.
    runs : list of Candidate
        From :func:`candidates`; at least one.
    """
    touchpoints = verdict.of_layer("touchpoint")
    others = [place for place in verdict.columns.values() if place not in set(touchpoints)]
    names = [verdict.codes[place].partition(":")[2] for place in touchpoints]
    best = np.array([run.best for run in runs])
    own = np.array([names.index(run.touchpoint) for run in runs])
    n_lines = len(verdict.terms)
    logits = verdict.logits[:, touchpoints]
    shares = verdict.shares[:, touchpoints]
    loud = logits[best, own]
    is_own = np.eye(len(names))[own]
    other = np.where(is_own, -np.inf, logits[best]).max(axis=1)
    padded = np.pad(shares, ((1, 1), (0, 0)))
    lines = [verdict.reading.lines[place] for place in best]
    of_run = {
        "own": loud,
        "mean": _means(runs, own, logits),
        "lines": [len(run.lines) for run in runs],
        "other": other,
        "over other": loud - other,
        "other around": np.where(is_own, -np.inf, _highest_near(logits)[best]).max(axis=1),
        "nothing": (1 - shares[best]).prod(axis=1),
        "beside": logit(np.maximum(padded[best, own], padded[best + 2, own])),
        "under highest": logits.max(axis=0)[own] - loud,
        "runs": [run.n_runs for run in runs],
        "rank": [run.rank for run in runs],
        "where": best / n_lines,
        "length": np.full(len(runs), np.log(n_lines)),
        "words": np.log1p([len(line.tokens) for line in lines]),
    }
    told = np.eye(len(WAYS))[[WAYS.index(line.told) for line in lines]]
    ways = [f"told:{way}" for way in WAYS]
    of_touchpoint = [f"{mark}:{name}" for mark in ("is", "own") for name in names]
    beside = [f"with:{verdict.codes[place]}" for place in others]
    values = np.column_stack(
        [*of_run.values(), told, is_own, is_own * loud[:, None], verdict.shares[best][:, others]]
    )
    return Table((*of_run, *ways, *of_touchpoint, *beside), values)


def _means(runs: list[Candidate], own: Numbers, logits: Numbers) -> list[float]:
    """Give the mean logit of the touchpoint of each run."""
    columns = logits.T.tolist()
    return [
        sum([columns[place][line] for line in run.lines]) / len(run.lines)
        for run, place in zip(runs, own.tolist(), strict=True)
    ]


def beside_numbers(runs: list[Candidate], shares: Numbers, n_lines: int) -> Table:
    """Give the numbers by which a run is judged again, once all runs of its story are.

    A sentence tells one event more often than two, and a moment is told once: what stands in the
    same sentence and near it, and what else is said of the same touchpoint, speaks against a run.

    Parameters
    ----------
    runs : list of Candidate
        Of one story; at least one.
    shares : array
        How likely each is an event, judged by itself.
    n_lines : int
        Lines of the story.
    """
    best = np.array([run.best for run in runs])
    touchpoints = np.array([run.touchpoint for run in runs])
    others = ~np.eye(len(runs), dtype=bool)
    far = np.abs(best[:, None] - best)
    near = (far <= _NEAR) & others
    same = (touchpoints[:, None] == touchpoints) & others
    louder = shares > shares[:, None]
    of_run = {
        "share": shares,
        "judged": logit(shares),
        **{f"{lines} away": np.where((far == lines) & others, shares, 0).max(axis=1)
           for lines in range(_NEAR + 1)},
        "near": np.where(near, shares, 0).sum(axis=1),
        "all": np.full(len(runs), shares.sum() / n_lines),
        "louder": louder.sum(axis=1) / n_lines,
        "louder near": (louder & near).sum(axis=1),
        "loudest of same": np.where(same, shares, 0).max(axis=1),
        "same": np.where(same, shares, 0).sum(axis=1),
    }  # fmt: skip
    return Table(tuple(of_run), np.column_stack(list(of_run.values())))


def _highest_near(logits: Numbers) -> Numbers:
    """Give the highest logit of each code within two lines of each line."""
    padded = np.pad(logits, ((_NEAR, _NEAR), (0, 0)), constant_values=-np.inf)
    return sliding_window_view(padded, 2 * _NEAR + 1, axis=0).max(axis=2)


def felt_numbers(verdict: Verdict, lines: list[int], touchpoint: str) -> Terms:
    """Give the numbers by which the channel and the felt value of an event are judged."""
    (beside,) = _beside_felt(verdict, [lines]).rows
    return _felt_terms(verdict, lines, touchpoint) | beside


def _felt_terms(verdict: Verdict, lines: list[int], touchpoint: str) -> Terms:
    """Give the terms of the lines of an event, and the channels named before them."""
    first, last = lines[0], lines[-1]
    numbers = verdict.terms[first] | {f"is:{touchpoint}": 1.0}
    for number in lines[1:]:
        numbers |= verdict.terms[number]
    tones = verdict.tones
    tone = sum(tones[number] for number in lines) / len(lines)
    numbers |= {"tone": _LOUD * tone, f"tone:{touchpoint}": tone}
    numbers["tone before"] = tones[first - 1] if first else 0.0
    numbers["tone after"] = tones[last + 1] if last + 1 < len(tones) else 0.0
    for number in range(max(0, first - _CONTEXT), first):
        for code in _CHANNELS.of_words(verdict.reading.lines[number].classes):
            numbers[f"{first - number} before:c:{code}"] = 1.0
    return numbers


def _channels(codes: Codes) -> Codes:
    """Give the classes of a word that name a channel and are not denied."""
    return frozenset(code for code in codes if code.startswith(_CHANNEL_CODES))


_CHANNELS = Changed(_channels)


def _beside_felt(verdict: Verdict, events: list[list[int]]) -> Table:
    """Give what else is told in the lines of each event, and in the whole story."""
    names = tuple(f"{mark}:{code}" for mark in ("with", "story") for code in verdict.codes)
    own = np.array([verdict.shares[lines].max(axis=0) for lines in events])
    own = own.reshape(len(events), len(verdict.codes))
    whole = np.broadcast_to(_STORY * verdict.loudest, own.shape)
    return Table(names, np.hstack([own, whole]))


def passage_of(lines: list[Line], number: int) -> tuple[int, int]:
    """Give the sentence with those around it, as many as 400 characters hold."""
    first = last = number
    for _ in range(NEIGHBOURS):
        if last + 1 < len(lines) and lines[last + 1].end - lines[first].start <= LONGEST:
            last += 1
    for _ in range(NEIGHBOURS):
        if first > 0 and lines[last].end - lines[first - 1].start <= LONGEST:
            first -= 1
    return lines[first].start, min(lines[last].end, lines[first].start + LONGEST)


def _episode(verdict: Verdict, run: Candidate, sure: float, channel: str, valence: int) -> Episode:
    lines = verdict.reading.lines
    line = lines[run.best]
    return Episode(
        run.touchpoint,
        channel,
        valence,
        line.start,
        min(line.end, line.start + LONGEST),
        passage_of(lines, run.best),
        round(sure, 3),
    )


def _felt(codes: Sequence[str], logits: Numbers) -> Iterator[tuple[str, int]]:
    """Give the likeliest channel of each event, and what is felt, -2 to 2."""
    likeliest = []
    for mark in ("channel:", "valence:"):
        own = [place for place, code in enumerate(codes) if code.startswith(mark)]
        best = logits[:, own].argmax(axis=1)
        likeliest.append([codes[own[at]].removeprefix(mark) for at in best.tolist()])
    is_strong = logits[:, own].max(axis=1) >= _STRONG
    for channel, sign, strong in zip(*likeliest, is_strong.tolist(), strict=True):
        yield channel, SIGNS[sign] * (2 if strong else 1)
