"""The channel of a told event: the cue nearest to it, in its line or shortly before."""

from cxkit.language.story.reading import Line

_CUES = (
    ("chat", "CHAT"), ("social", "SOCIAL"), ("email", "EMAIL"), ("message", "MESSAGE"),
    ("phone", "PHONE_LINE"), ("app", "APP"),
    ("courier", "COURIER"), ("in_person", "PLACE"), ("web", "SITE"),
)  # fmt: skip


def channel_of(line: Line, place: int) -> str | None:
    """Give the channel named nearest to a place of a line, None when none is named."""
    best: tuple[int, int, str] | None = None
    for rank, (channel, code) in enumerate(_CUES):
        for token, codes in zip(line.tokens, line.classes, strict=True):
            if code in codes:
                far = (abs(token.start - place), rank, channel)
                best = far if best is None or far < best else best
    return best[2] if best else None
