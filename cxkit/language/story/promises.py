"""The promise ledger: what was promised, for when, and what a later line says became of it."""

from dataclasses import dataclass

from cxkit.language.story.amounts import spans
from cxkit.language.story.factors import best_of_line
from cxkit.language.story.frames import Hit, match
from cxkit.language.story.reading import Line, Reading

_LONGEST = 400
_AHEAD = 6  # lines after a promise in which its fate is looked for


@dataclass(slots=True)
class Promise:
    """One promise and its fate: kept, late, broken, unknown or vague; the gap in days after the due time."""

    start: int
    end: int
    fate: str
    gap_days: float | None
    due_days: float | None
    score: float
    by: str
    proof: tuple[int, int] | None


def promises(reading: Reading) -> list[Promise]:
    """Read the promises of the provider and what became of them."""
    found = []
    for hit in _candidates(reading):
        if found and hit.start < found[-1].end:
            continue
        found.append(_promise(hit, reading.lines))
    return found


def _candidates(reading: Reading) -> list[Hit]:
    lines = [line for line in reading.lines if line.told == "story"]
    best: dict[int, Hit] = {}
    for hit in best_of_line(match(lines, "promises")):
        known = best.get(hit.line.number)
        if known is None or hit.frame.score > known.frame.score:
            best[hit.line.number] = hit
    return [best[number] for number in sorted(best)]


def _promise(hit: Hit, lines: list[Line]) -> Promise:
    due = _due_days(hit)
    fate, proof, gap = _fate(hit, lines, due)
    if fate == "unknown" and hit.code == "vague":
        fate = "vague"
    place = (proof.start, proof.end) if proof else None
    end = min(hit.end, hit.start + _LONGEST)
    return Promise(hit.start, end, fate, gap, due, hit.frame.score, f"frame:promise.{hit.frame.name}", place)


def _due_days(hit: Hit) -> float | None:
    lengths = [span.days for span in spans(hit.line) if hit.start <= hit.line.tokens[span.first].start < hit.end]
    return lengths[0] if lengths else None


def _fate(hit: Hit, lines: list[Line], due: float | None) -> tuple[str, Line | None, float | None]:
    """Look ahead for the event, the delay, or the lack of it."""
    for line in lines[hit.line.number : hit.line.number + _AHEAD + 1]:
        if line.told != "story":
            continue
        holds = _after(line, hit.end)
        if holds & {"NOT_KEPT", "LATE"}:
            gap = _gap(line, due)
            return ("late" if gap else "broken"), line, gap
        if "ON_TIME" in holds and line is not hit.line:
            return "kept", line, 0.0
        gap = _gap(line, due) if line is not hit.line else None
        if gap is not None and due is not None and gap > 0:
            return "late", line, gap
    return "unknown", None, None


def _after(line: Line, place: int) -> set[str]:
    """Give the classes of a line after a place."""
    return set().union(*(c for t, c in zip(line.tokens, line.classes, strict=True) if t.start >= place), set())


def _gap(line: Line, due: float | None) -> float | None:
    """Give how many days after the due time the thing happened, when a line tells it."""
    lengths = spans(line)
    if "LATE" in line.holds and lengths:
        return lengths[0].days
    if due is not None and lengths:
        return max(span.days for span in lengths) - due
    return None
