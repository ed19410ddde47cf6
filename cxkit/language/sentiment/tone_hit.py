"""One word, phrase or mark that carries tone, as the search finds it."""

from typing import NamedTuple

NO_CONTRAST = -1
"""In place of a count of hits where there is no "but"."""


class Hit(NamedTuple):
    """One word, phrase or mark that carries tone.

    Attributes
    ----------
    start, end : int
        Its place in the text.
    lemma : str
        What was found, as lemmas.
    value : float
        What it is worth here, about -4 to 4, after negation and intensifier.
    rule : str
        "word", "phrase", "mark", "negated", "intensified" or "masked".
    """

    start: int
    end: int
    lemma: str
    value: float
    rule: str
