"""What the provider did to make it right."""

from cxkit.language.story.factors import best_of_line
from cxkit.language.story.frames import Hit, match
from cxkit.language.story.reading import Reading


def recovery_hits(reading: Reading) -> list[Hit]:
    """Give the best hit of each recovery act in each line that tells the customer's own case."""
    return best_of_line(hit for hit in match(reading.lines, "recovery") if hit.line.told == "story")
