"""The told events of a story, in the order told: touchpoint, channel, what is felt, words."""

from dataclasses import dataclass

import numpy as np

from cxkit.language.story.judge import LONGEST, Verdict
from cxkit.language.story.line_terms import Terms
from cxkit.language.story.linear import Numbers, logit
from cxkit.language.story.reading import Line

LEAST = 0.06  # share of a touchpoint in a line below which no event is looked for
NEIGHBOURS = 2  # sentences before and after that belong to the passage of an event
_FEW = 0.15
_SECOND = 0.5  # share from which a sentence tells a second event
_NEAR = 2
_STRONG = 0.8  # surest sign of what is felt, from which it is "very"
_CONTEXT = 3  # lines before an event in which its channel may have been named
_STORY = 0.3  # weight of a code of the whole story beside one of the event's own line
_CHANNEL_CLASSES = (
    "CHAT", "SOCIAL", "EMAIL", "MESSAGE", "PHONE", "APP", "COURIER", "PLACE", "SITE", "CALL",
    "WRITE", "VISIT",
)  # fmt: skip
_CHANNEL_TERMS = tuple(f"c:+{name}" for name in _CHANNEL_CLASSES)


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
    shares = model.moments.shares([moment_numbers(verdict, run) for run in runs])[:, 0]
    told = np.flatnonzero(one_a_sentence(runs, shares) >= model.cuts["moments"]).tolist()
    if not told:
        return []
    told.sort(key=lambda place: runs[place].best)
    numbers = [felt_numbers(verdict, [runs[at].best], runs[at].touchpoint) for at in told]
    channels = model.channels.logits(numbers).argmax(axis=1)
    felt = model.valence.shares(numbers)
    return [
        _episode(
            verdict,
            runs[at],
            float(shares[at]),
            model.channels.codes[channel],
            _felt(dict(zip(model.valence.codes, signs, strict=True))),
        )
        for at, channel, signs in zip(told, channels, felt, strict=True)
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


def candidates(verdict: Verdict) -> list[Candidate]:
    """Give the runs of lines, at most one line apart, that may tell an event."""
    found = []
    for place in verdict.of_layer("touchpoint"):
        own = verdict.shares[:, place]
        runs: list[list[int]] = []
        for number in np.flatnonzero(own > LEAST).tolist():
            if runs and number - runs[-1][-1] <= 1:
                runs[-1].append(number)
            else:
                runs.append([number])
        n_clear = sum(bool(own[run].max() > _FEW) for run in runs)
        touchpoint = verdict.codes[place].partition(":")[2]
        for rank, run in enumerate(runs):
            best = run[int(own[run].argmax())]
            found.append(Candidate(touchpoint, run, best, rank, n_clear))
    return found


def moment_numbers(verdict: Verdict, run: Candidate) -> Terms:
    """Give the numbers by which a run of lines is judged to tell an event."""
    places = verdict.of_layer("touchpoint")
    own = verdict.columns[f"touchpoint:{run.touchpoint}"]
    others = [place for place in places if place != own]
    logits, shares, best = verdict.logits, verdict.shares, run.best
    n_lines = len(verdict.terms)
    beside = [shares[near, own] for near in (best - 1, best + 1) if 0 <= near < n_lines]
    around = logits[max(0, best - _NEAR) : best + _NEAR + 1]
    line = verdict.reading.lines[best]
    loud = float(logits[best, own])
    numbers = {
        "own": loud,
        "mean": float(logits[run.lines, own].mean()),
        "lines": float(len(run.lines)),
        "other": float(logits[best, others].max()),
        "over other": loud - float(logits[best, others].max()),
        "other around": float(around[:, others].max()),
        "nothing": float(np.prod(1 - shares[best, places])),
        "beside": float(logit(np.array(max(beside, default=0.0)))),
        "under highest": float(logits[:, own].max()) - loud,
        "runs": float(run.n_runs),
        "rank": float(run.rank),
        "where": best / n_lines,
        "length": float(np.log(n_lines)),
        "words": float(np.log1p(len(line.tokens))),
        f"told:{line.told}": 1.0,
        f"is:{run.touchpoint}": 1.0,
        f"own:{run.touchpoint}": loud,
    }
    for code, place in verdict.columns.items():
        if place not in places:
            numbers[f"with:{code}"] = float(shares[best, place])
    return numbers


def felt_numbers(verdict: Verdict, lines: list[int], touchpoint: str) -> Terms:
    """Give the numbers by which the channel and the felt value of an event are judged."""
    numbers: Terms = {f"is:{touchpoint}": 1.0}
    for number in lines:
        numbers |= verdict.terms[number]
    first = lines[0]
    for number in range(max(0, first - _CONTEXT), first):
        for term in verdict.terms[number]:
            if term.startswith(_CHANNEL_TERMS):
                numbers[f"{first - number} before:{term}"] = 1.0
    own, whole = verdict.shares[lines].max(axis=0), verdict.shares.max(axis=0)
    for code, place in verdict.columns.items():
        numbers[f"with:{code}"] = float(own[place])
        numbers[f"story:{code}"] = _STORY * float(whole[place])
    return numbers


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


def _episode(verdict: Verdict, run: Candidate, share: float, channel: str, valence: int) -> Episode:
    lines = verdict.reading.lines
    line = lines[run.best]
    return Episode(
        run.touchpoint,
        channel,
        valence,
        line.start,
        min(line.end, line.start + LONGEST),
        passage_of(lines, run.best),
        round(share, 3),
    )


def _felt(shares: dict[str, float]) -> int:
    """Turn the shares of bad, mixed and good into -2 to 2."""
    best = max(shares, key=shares.__getitem__)
    sign = {"bad": -1, "mixed": 0, "good": 1}[best]
    return sign * (2 if shares[best] >= _STRONG else 1)
