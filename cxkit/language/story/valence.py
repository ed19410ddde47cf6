"""What is felt in a told event, -2 to 2: from its words, factors, recovery acts, touchpoint."""

from cxkit.language.story.frames import Hit
from cxkit.language.story.reading import Line
from cxkit.language.tone import read_tokens

_STRONG = 2
_MOST = 3
_BAD = ("+BAD_QUALITY", "+BREAK", "+DISRESPECT", "+LATE")
_WEIGHTS = {
    "prior": 0.8,
    "tone": 0.6,
    "good": 0.7,
    "bad": 0.25,
    "factor": 0.7,
    "recovery": 1.2,
    "mood": 1.0,
}
_BRIBE = 3.0
_NEUTRAL = 0.15  # felt value nearer to 0 is neutral
_USUAL_MOOD = -0.3


def valence_of(
    lines: list[Line], factors: list[Hit], recoveries: list[Hit], *, prior: float, mood: float
) -> int:
    """Weigh an event.

    Parameters
    ----------
    lines : list of Line
        Of the event.
    factors, recoveries : list of Hit
        Found in these lines.
    prior : float
        What the touchpoint's frame says when nothing else does.
    mood : float
        Of the whole story, from :func:`mood_of`.
    """
    tone = sum(read_tokens(line.tokens).score for line in lines) / len(lines)
    good = sum(_count(line, "+GOOD") - _count(line, "-GOOD") for line in lines)
    bad = sum(_count(line, code) for line in lines for code in _BAD)
    weight = (
        _WEIGHTS["prior"] * prior
        + _WEIGHTS["tone"] * tone
        + _WEIGHTS["good"] * min(good, _MOST)
        - _WEIGHTS["bad"] * min(bad, _MOST)
        - _WEIGHTS["factor"] * min(len(factors), 2)
        + _WEIGHTS["mood"] * (mood - _USUAL_MOOD)
    )
    if any(hit.code == "bribe" for hit in recoveries):
        weight -= _BRIBE
    else:
        weight += _WEIGHTS["recovery"] * min(len(recoveries), 2)
    if abs(weight) < _NEUTRAL:
        return 0
    return int(max(1, min(_STRONG, round(abs(weight))))) * (1 if weight > 0 else -1)


def mood_of(factors: list[Hit], recoveries: list[Hit]) -> float:
    """Give the mood of a story, -1 to 1: recovery acts against factors."""
    good = sum(hit.code != "bribe" for hit in recoveries)
    return (good - len(factors)) / (good + len(factors) + 1)


def _count(line: Line, code: str) -> int:
    """Count the words of a class in a line."""
    return sum(code in codes for codes in line.classes)
