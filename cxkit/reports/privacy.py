"""Personal data masked one mark a character.

The finder of the language floor serves quotes when they are made and the search of the finished
page alike, so that a page cannot fail on what its own quotes were masked for. Names are not
found by form; they are masked where the mentions of a text say so.
"""

from cxkit.language.personal import personal_in

MASK = "\u2022"


def mask(text: str) -> str:
    """Replace every character of personal data by a mark; the length stays.

    Examples
    --------
    >>> mask("Call 8 (912) 345-67-89 now")
    'Call ••••••••••••••••• now'
    """
    masked = text
    for item in personal_in(text):
        length = item.end - item.start
        masked = masked[: item.start] + MASK * length + masked[item.end :]
    return masked
