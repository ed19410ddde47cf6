"""What is felt in a told event: -2 to 2, from its words, its factors and recovery acts, and its touchpoint."""

from cxkit.language.story.frames import Hit
from cxkit.language.story.reading import Line

_STRONG = 2


def valence_of(lines: list[Line], factors: list[Hit], recoveries: list[Hit], prior: float) -> int:
    """Weigh an event.

    Parameters
    ----------
    lines : list of Line
        Of the event.
    factors, recoveries : list of Hit
        Found in these lines.
    prior : float
        What the touchpoint's frame says when nothing else does.
    """
    good = sum(_count(line, "+GOOD") - _count(line, "-GOOD") for line in lines)
    bad = sum(_count(line, code) for line in lines for code in ("+BAD_QUALITY", "+BREAK", "+DISRESPECT", "+LATE"))
    bribed = any(hit.code == "bribe" for hit in recoveries)
    weight = prior + min(good, 3) * 0.8 - min(bad, 3) * 0.6 - 1.2 * len(factors)
    weight += -3 if bribed else 1.2 * len(recoveries)
    return max(-_STRONG, min(_STRONG, round(weight)))


def _count(line: Line, code: str) -> int:
    return sum(code in codes for codes in line.classes)
