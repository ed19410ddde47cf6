"""The told events of a story, in the order told: touchpoint, channel, what is felt, words."""

from dataclasses import dataclass

from cxkit.language.story.channels import channel_of
from cxkit.language.story.factors import best_of_line
from cxkit.language.story.frames import Hit, match
from cxkit.language.story.outcomes import decision_lines
from cxkit.language.story.reading import Line, Reading
from cxkit.language.story.valence import mood_of, valence_of

_LONGEST = 400
_MOST_A_LINE = 3
_DECISIONS = frozenset(("stays", "leaves", "not_again", "will_not", "other_one", "goes_on"))
_FAR = 3  # lines after which the same touchpoint is a new event
_NEW = frozenset(("AGAIN", "WEEKDAY", "MONTH", "FROM_START"))


@dataclass(slots=True)
class Episode:
    """One told event."""

    touchpoint: str
    channel: str
    valence: int
    start: int
    end: int
    score: float
    by: str
    lines: list[Line]


def episodes(reading: Reading, factors: list[Hit], recoveries: list[Hit]) -> list[Episode]:
    """Read the told events.

    Parameters
    ----------
    reading : Reading
        Marked lines.
    factors, recoveries : list of Hit
        Found in the same lines; they tell what is felt.
    """
    groups: list[list[Hit]] = []
    for hit in _candidates(reading):
        before = next((group for group in reversed(groups) if group[-1].code == hit.code), None)
        if before is not None and _goes_on(before, hit):
            before.append(hit)
        else:
            groups.append([hit])
    groups = _one_decision(groups)
    mood = mood_of(factors, recoveries)
    return [_episode(group, factors, recoveries, mood) for group in groups]


def _one_decision(groups: list[list[Hit]]) -> list[list[Hit]]:
    """Keep of several decisions about the relationship the surest, the last of equals."""
    decisions = [group for group in groups if group[0].code == "relationship"]
    if not decisions:
        return groups
    kept = max(reversed(decisions), key=lambda group: max(hit.frame.score for hit in group))
    return [group for group in groups if group[0].code != "relationship" or group is kept]


def _candidates(reading: Reading) -> list[Hit]:
    """Give the strongest touchpoints of each line that tells an event."""
    decisions = {line.number for line in decision_lines(reading)}
    hits = [
        hit for hit in best_of_line(match(reading.lines, "touchpoints")) if _may(hit, decisions)
    ]
    decided = any(hit.code == "relationship" and hit.frame.name in _DECISIONS for hit in hits)
    if decided:
        hits = [hit for hit in hits if hit.code != "relationship" or hit.frame.name in _DECISIONS]
    kept = []
    for line in reading.lines:
        own = sorted((hit for hit in hits if hit.line is line), key=lambda hit: -hit.frame.score)
        kept += sorted(own[:_MOST_A_LINE], key=lambda hit: hit.start)
    return kept


def _may(hit: Hit, decisions: set[int]) -> bool:
    if hit.code == "relationship":
        return hit.line.number in decisions and hit.line.told in ("story", "other")
    return hit.line.told == "story"


def _goes_on(group: list[Hit], hit: Hit) -> bool:
    """Tell whether a hit is more of the same event: near, and nothing says a new one."""
    last = group[-1]
    if hit.line.number - last.line.number > _FAR:
        return False
    if hit.end - group[0].start > _LONGEST:
        return False
    return hit.line is last.line or _NEW.isdisjoint(hit.line.holds)


def _episode(group: list[Hit], factors: list[Hit], recoveries: list[Hit], mood: float) -> Episode:
    best = max(group, key=lambda hit: hit.frame.score)
    lines = list({hit.line.number: hit.line for hit in group}.values())
    held = {line.number for line in lines}
    start = min(hit.start for hit in group)
    end = min(max(hit.end for hit in group), start + _LONGEST)
    usual, prior = best.frame.more[0], float(best.frame.more[1])
    channel = channel_of(best.line, best.start) if usual != "fixed" else None
    value = valence_of(
        lines,
        [hit for hit in factors if hit.line.number in held],
        [hit for hit in recoveries if hit.line.number in held],
        prior=prior,
        mood=mood,
    )
    by = f"frame:{best.code}.{best.frame.name}"
    return Episode(best.code, channel or usual, value, start, end, best.frame.score, by, lines)
