"""Factors that no sentence holds alone: found by keeping account of the whole story."""

from cxkit.language.mention import Mention
from cxkit.language.story.effort import Told
from cxkit.language.story.promises import Promise
from cxkit.language.story.reading import Reading

_LEAST_CONTACTS = 3
_LONGEST = 400
_NEW_TIME = ("WEEKDAY", "MONTH", "ELAPSED", "AGAIN", "QUICK")


def ledger_factors(reading: Reading, promises: list[Promise], told: list[Told]) -> list[Mention]:
    """Give the factors that follow from promises, counts of contacts and repeated surveys.

    Parameters
    ----------
    reading : Reading
        Marked lines.
    promises : list of Promise
        With their fates.
    told : list of Told
        Amounts of effort.
    """
    found = [
        _late(promise)
        for promise in promises
        if promise.fate in ("late", "broken") and promise.proof
    ]
    found += [
        _counted(one) for one in told if one.kind == "contacts" and one.amount >= _LEAST_CONTACTS
    ]
    return found + _second_surveys(reading)


def _late(promise: Promise) -> Mention:
    start, end = promise.proof or (promise.start, promise.end)
    return Mention(
        start,
        min(end, start + _LONGEST),
        "factor",
        "broken_promise",
        None,
        0.7,
        "ledger:broken_promise.late",
    )


def _counted(one: Told) -> Mention:
    end = min(one.end, one.start + _LONGEST)
    return Mention(
        one.start, end, "factor", "repeated_contact", None, 0.7, "ledger:repeated_contact.counted"
    )


def _second_surveys(reading: Reading) -> list[Mention]:
    """Find a survey that came at another time than the first."""
    asked = [
        line
        for line in reading.lines
        if line.told == "story" and "SURVEY" in line.holds and "SURVEY&SELF" not in line.holds
    ]
    return [
        Mention(
            line.start,
            line.end,
            "factor",
            "duplicate_survey",
            None,
            0.6,
            "ledger:duplicate_survey.second",
        )
        for line in asked[1:]
        if not line.holds.isdisjoint(_NEW_TIME)
    ]
