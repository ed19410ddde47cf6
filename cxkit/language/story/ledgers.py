"""Ledgers: what a story adds up to beyond any of its sentences.

Contacts told by number, promises kept and broken, surveys that came: counts that the judge weighs
beside the lines.
"""

import math

from cxkit.language.story.effort import Told
from cxkit.language.story.judge.line_terms import Terms
from cxkit.language.story.promises.promises import Promise
from cxkit.language.story.reading import Reading

_NEW_TIME = ("WEEKDAY", "MONTH", "ELAPSED", "AGAIN", "QUICK")


def ledger_numbers(reading: Reading, promises: list[Promise], told: list[Told]) -> Terms:
    """Give what the ledgers of a story count.

    Parameters
    ----------
    reading : Reading
        Marked lines.
    promises : list of Promise
        With their fates.
    told : list of Told
        Amounts of effort.

    Returns
    -------
    dict
        Contacts told by number and promises by fate (logarithms of one more), and whether a survey
        came after the first at another time.
    """
    fates = [promise.fate for promise in promises]
    contacts = max((one.amount for one in told if one.kind == "contacts"), default=0.0)
    return {
        "ledger:contacts": math.log1p(contacts),
        "ledger:broken": math.log1p(sum(fate in ("late", "broken") for fate in fates)),
        "ledger:kept": math.log1p(fates.count("kept")),
        "ledger:promises": math.log1p(len(fates)),
        "ledger:second survey": float(_has_second_survey(reading)),
    }


def _has_second_survey(reading: Reading) -> bool:
    """Tell whether a survey came at another time than the first."""
    asked = [
        line
        for line in reading.lines
        if line.told == "story" and "SURVEY" in line.holds and "SURVEY&SELF" not in line.holds
    ]
    return any(not line.holds.isdisjoint(_NEW_TIME) for line in asked[1:])
