"""One thing found in a text, before the frame knows which text it was."""

from typing import NamedTuple


class Mention(NamedTuple):
    """One finding; what ``code`` and ``value`` hold is told in ``cxkit.schema.mentions``.

    Attributes
    ----------
    start, end : int
        Its place in the text.
    layer, code : str
        What it is.
    value : float or None
        In the unit of the layer.
    score : float or None
        Confidence, 0 to 1.
    by : str
        The rule that gave it.
    episode, promise : int or None
        Number of the told event or of the promise that it belongs to.
    """

    start: int
    end: int
    layer: str
    code: str
    value: float | None
    score: float | None
    by: str
    episode: int | None = None
    promise: int | None = None
