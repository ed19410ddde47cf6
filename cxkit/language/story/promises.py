"""The promise ledger: what was promised, for when, and what a later line says became of it."""

from dataclasses import dataclass

from cxkit.language.story.amounts import spans
from cxkit.language.story.factors import best_of_line
from cxkit.language.story.frames import Hit, match
from cxkit.language.story.reading import Line, Reading
from cxkit.language.story.time_points import Point, days_after, points

_LONGEST = 400
_AHEAD = 8  # lines after a promise in which its fate is looked for
_MOST_DAYS = 200
_KEPT_EARLY = 14  # a date more days before the due date is another event
_AHEAD_FORMS = frozenset(("fut", "inf", "lat"))  # forms in which a promise names its act
_VAGUE_ACTS = frozenset(("быть", "мочь", "стать", "be", "do", "have", "get", "let", "see", "know"))


@dataclass(slots=True)
class Promise:
    """One promise and its fate (kept, late, broken, unknown, vague), days after the due time."""

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
    found: list[Promise] = []
    dated = _dated(reading.lines)
    for hit in _candidates(reading):
        if found and hit.start < found[-1].end:
            continue
        found.append(_promise(hit, reading.lines, dated))
    return found


def _dated(lines: list[Line]) -> list[list[Point]]:
    """Give the points in time of each line."""
    found = []
    month = None
    for line in lines:
        own, month = points(line, month)
        found.append(own)
    return found


def _candidates(reading: Reading) -> list[Hit]:
    """Give the strongest promise of each line."""
    lines = [line for line in reading.lines if line.told == "story"]
    best: dict[int, Hit] = {}
    for hit in best_of_line(match(lines, "promises")):
        known = best.get(hit.line.number)
        if known is None or hit.frame.score > known.frame.score:
            best[hit.line.number] = hit
    return [best[number] for number in sorted(best)]


def _promise(hit: Hit, lines: list[Line], dated: list[list[Point]]) -> Promise:
    due = _due_days(hit)
    fate, proof, gap = _fate(hit, lines, dated, due)
    if fate == "unknown" and hit.code == "vague":
        fate = "vague"
    place = (proof.start, proof.end) if proof else None
    end = min(hit.end, hit.start + _LONGEST)
    return Promise(
        hit.start, end, fate, gap, due, hit.frame.score, f"frame:promise.{hit.frame.name}", place
    )


def _due_days(hit: Hit) -> float | None:
    """Give the length of time that the promise names."""
    inside = [s for s in spans(hit.line) if hit.start <= hit.line.tokens[s.first].start < hit.end]
    return round(inside[0].days, 3) if inside else None


def _fate(
    hit: Hit, lines: list[Line], dated: list[list[Point]], due: float | None
) -> tuple[str, Line | None, float | None]:
    """Look ahead for the event, the delay, or the lack of it."""
    when = [point for point in dated[hit.line.number] if hit.start <= point.start < hit.end]
    acts = _acts(hit)
    for line in lines[hit.line.number : hit.line.number + _AHEAD + 1]:
        if line.told != "story":
            continue
        later = [point for point in dated[line.number] if point.start >= hit.end]
        read = _read_line(line, hit.end, when, later, due) or _read_acts(line, hit.end, acts)
        if read is not None:
            return read[0], line, read[1]
    return "unknown", None, None


def _acts(hit: Hit) -> frozenset[str]:
    """Give the acts that a promise names: "привезут", "will refund"."""
    return (
        frozenset(
            token.lemma
            for token in hit.line.tokens
            if hit.start <= token.start < hit.end
            and "verb" in token.tags
            and not token.tags.isdisjoint(_AHEAD_FORMS)
        )
        - _VAGUE_ACTS
    )


def _read_acts(line: Line, after: int, acts: frozenset[str]) -> tuple[str, float | None] | None:
    """Tell whether a line says that a promised act was done, or was not."""
    for token, codes in zip(line.tokens, line.classes, strict=True):
        if token.start >= after and token.lemma in acts and "PAST" in codes:
            return ("broken", None) if "-PAST" in codes else ("kept", 0.0)
    return None


def _read_line(
    line: Line, after: int, when: list[Point], later: list[Point], due: float | None
) -> tuple[str, float | None] | None:
    """Tell what one line says of a promise: fate and gap, None when it says nothing."""
    holds = _after(line, after)
    gap = _gap(line, after, when, later, due)
    if (
        gap is not None
        and 0 < gap < _MOST_DAYS
        and not holds.isdisjoint(("PAST", "LATE", "NOT_KEPT"))
    ):
        return "late", round(gap, 2)
    if not holds.isdisjoint(("NOT_KEPT", "LATE", "PROMISE_FAULT", "BLOWN")):
        return "broken", None
    if "ON_TIME" in holds or (gap is not None and -_KEPT_EARLY < gap <= 0 and "PAST" in holds):
        return "kept", 0.0
    return None


def _after(line: Line, place: int) -> set[str]:
    """Give the classes of a line after a place."""
    held: set[str] = set()
    for token, codes in zip(line.tokens, line.classes, strict=True):
        if token.start >= place:
            held |= codes
    return held


def _gap(
    line: Line, after: int, when: list[Point], later: list[Point], due: float | None
) -> float | None:
    """Give how many days after the due time something happened, when a line tells it."""
    lengths = [span for span in spans(line) if line.tokens[span.first].start >= after]
    if "LATE" in line.holds and lengths and not lengths[0].order:
        own = lengths[0].days
        return own - due if due is not None and own > due and "ONLY" in line.holds else own
    for point in when:
        for event in later:
            days = days_after(point, event)
            if days is not None:
                return days
    if due is not None and lengths:
        return max(span.days for span in lengths) - due
    return None
