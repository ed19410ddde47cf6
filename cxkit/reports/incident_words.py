"""The words of the incident post-mortem, and the forms that its numbers take."""

from functools import partial

import pandas as pd

from cxkit.codebook.load import load_codebook
from cxkit.reports.wording import Language, number, percent, phrase, phrases_of, word

say = partial(phrase, "incident_words")
"""Return a phrase of the post-mortem: ``say("peak_day", "en", n=66)``."""


def is_said(key: str) -> bool:
    """Tell whether there is a word for *key*; a researcher's own codes have none."""
    return key in phrases_of("incident_words")


def line_name(line: str, language: Language) -> str:
    """Name a support line: the usual ones in words, others as the source writes them.

    Examples
    --------
    >>> line_name("2", "ru"), line_name("V30", "ru")
    ('2-я линия', 'V30')
    """
    return say(f"line_{line}", language) if is_said(f"line_{line}") else line


def channel_name(channel: str, language: Language) -> str:
    """Name a channel: those of the codebook in words, others as the source writes them.

    Examples
    --------
    >>> channel_name("phone", "ru"), channel_name("kiosk", "ru")
    ('Телефон', 'kiosk')
    """
    codes = load_codebook()
    return codes.label(channel, language) if channel in codes.channels else channel


def share_of(n_of: int, n: int, language: Language) -> str:
    """Write a share with its base; below 30 only the base.

    Examples
    --------
    >>> share_of(108, 239, "en"), share_of(7, 11, "en")
    ('45% (108 of 239)', '7 of 11')
    """
    counts = f"{number(n_of, language)} {word('from', language)} {number(n, language)}"
    return f"{percent(n_of / n, language)} ({counts})" if n >= 30 else counts


def local(when: pd.Timestamp, time_zone: str) -> pd.Timestamp:
    """Return an instant as the wall clock of the incident."""
    return when.tz_convert(time_zone).tz_localize(None)
