"""How the story ends: the decision about the relationship, and whether it is still open."""

from cxkit.language.story.factors import best_of_line
from cxkit.language.story.frames import Hit, match
from cxkit.language.story.reading import Line, Reading

_LAST = 0.3  # share of the text from its end in which decisions are looked for
_FIRST_LINES = 4
_LEAST_LAST = 5


def outcome_hits(reading: Reading) -> list[Hit]:
    """Give the outcomes told in the first lines or in the last part of a story."""
    lines = decision_lines(reading)
    return best_of_line(
        hit for hit in match(lines, "outcomes") if hit.line.told not in ("furniture", "hypothesis")
    )


def decision_lines(reading: Reading) -> list[Line]:
    """Give the lines in which a decision about the relationship may stand."""
    lines = [line for line in reading.lines if line.told != "furniture"]
    count = max(_LEAST_LAST, round(len(lines) * _LAST))
    return [
        line
        for index, line in enumerate(lines)
        if index < _FIRST_LINES or index >= len(lines) - count
    ]
