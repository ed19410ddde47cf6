"""How the story ends: the decision about the relationship, and whether it is still open."""

from cxkit.language.story.factors import best_of_line
from cxkit.language.story.frames import Hit, match
from cxkit.language.story.reading import Line, Reading

_LAST = 0.3  # share of the text from its end in which decisions are looked for
_FIRST_LINES = 4
_LEAST_LAST = 5
_PLAIN = 0.7  # score of a frame that needs no place
_LEFT_OUT = frozenset(("furniture", "hypothesis", "title"))


def outcome_hits(reading: Reading) -> list[Hit]:
    """Give the outcomes told in the last part of a story, and the plain ones of its first lines."""
    lines = decision_lines(reading)
    late = {line.number for line in _last_part(reading)}
    return best_of_line(
        hit
        for hit in match(lines, "outcomes")
        if hit.line.told not in _LEFT_OUT and (hit.line.number in late or hit.frame.score >= _PLAIN)
    )


def decision_lines(reading: Reading) -> list[Line]:
    """Give the lines in which a decision about the relationship may stand."""
    late = _last_part(reading)
    return [line for line in _told(reading)[:_FIRST_LINES] if line.number < late[0].number] + late


def _last_part(reading: Reading) -> list[Line]:
    lines = _told(reading)
    return lines[-max(_LEAST_LAST, round(len(lines) * _LAST)) :]


def _told(reading: Reading) -> list[Line]:
    return [line for line in reading.lines if line.told != "furniture"]
