"""The stamps with which the lines of a log, a chat or a list of calls begin: "[Tue 07:41]".

A text is kept as a log when at least three of its lines begin with a time of day. A stamp that
names a day holds until the next one does; a clock that runs on is the same day, one that passes
midnight is the next, and one that goes back begins a day of which nothing is known.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cxkit.language.ground.document import Document
from cxkit.language.story.times.time_lists import Cue, calendar, short_weekdays

_STAMP = re.compile(
    r"(?P<open>[\[(]?)\s*(?:(?P<day>[^\W\d_]{2,12})\.?,?\s+)?"
    r"(?P<date>(?:\d{1,2}\s+[^\W\d_]{3,9}\.?|\d{1,4}[./-]\d{1,2})(?:[\s./-]\d{1,4})?,?\s+)?"
    r"(?P<hours>[01]?\d|2[0-3])(?P<mark>[:.])(?P<minutes>[0-5]\d)(?!\d|[.:/]\d)"
    r"(?::\d\d)?\s*(?P<half>[ap]\.?m\b\.?)?(?P<close>[\])]?)(?P<after>\s|[.,:;—–-]|$)",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?P<label>[^\W\d_][^\d\n.:]{0,24}?[\d ]{0,3}),\s+(?P<hours>[01]?\d|2[0-3])(?P<mark>:)"
    r"(?P<minutes>[0-5]\d)(?P<after>\s*(?:$|\n|[:(\])]))"
)
_LEAST = 3
_HALF_DAY, _NOON = 720, 12
_LATE, _EARLY = 20 * 60, 6 * 60
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Stamp:
    """One stamp: its place, minutes after midnight, and the day of the week when it names one."""

    start: int
    end: int
    minutes: int
    weekday: Cue | None
    is_dotted: bool

    @property
    def clock(self) -> Cue:
        """The time of day as a cue."""
        return Cue(self.start, self.end, "clock", float(self.minutes))


def stamps_of(document: Document) -> dict[int, Stamp]:
    r"""Give the stamps of a text kept as a log, by the start of the sentence that they open.

    Parameters
    ----------
    document : Document
        Any parsed text.

    Examples
    --------
    >>> from cxkit.language.ground.document import parse
    >>> log = parse("[Tue 07:41] bus gone\n[08:05] no bus\n[Wed 16:10] wrote to them")
    >>> [(one.minutes, one.weekday is not None) for one in stamps_of(log).values()]
    [(461, True), (485, False), (970, True)]
    >>> stamps_of(parse("At 8:05 nobody came. 8:10 passed."))
    {}
    """
    found = dict(_found(document))
    dotted = [one for one in found.values() if one.is_dotted]
    if not any(one.minutes % 60 > _MONTHS for one in dotted):
        found = {place: one for place, one in found.items() if not one.is_dotted}
    return found if len(found) >= _LEAST else {}


def _found(document: Document) -> Iterator[tuple[int, Stamp]]:
    text, before = document.text, 0
    for number, sentence in enumerate(document.sentences):
        if number == 0 or "\n" in text[before : sentence.start]:
            stamp = _stamp(text, sentence.start)
            if stamp is not None:
                yield sentence.start, stamp
        before = sentence.end


def _stamp(text: str, start: int) -> Stamp | None:
    """Read the stamp at a place, None when there is none."""
    found = _STAMP.match(text, start) or _LABELLED.match(text, start)
    if found is None:
        return None
    parts = found.groupdict()
    is_dotted = parts["mark"] == "."
    if is_dotted and parts.get("after", "").isspace() and not parts.get("half"):
        return None  # "12.50 was taken from my card"
    weekday = None
    named = parts.get("day")
    if named:
        number = _weekday(named)
        if number is None:
            return None
        weekday = Cue(found.start("day"), found.end("day"), "weekday", float(number))
    minutes = _minutes(int(parts["hours"]), int(parts["minutes"]), parts.get("half") or "")
    return Stamp(found.start("hours"), found.end("minutes"), minutes, weekday, is_dotted)


def _weekday(named: str) -> int | None:
    said = named.lower()
    return short_weekdays().get(said) or calendar("weekday").get(said)


def _minutes(hours: int, minutes: int, half: str) -> int:
    """Count minutes after midnight; "pm" adds half a day."""
    if half and hours <= _NOON:
        hours = hours % _NOON
        return hours * 60 + minutes + (_HALF_DAY if half[0] in "pP" else 0)
    return hours * 60 + minutes


class Days:
    """The days of a log, told by its stamps one after another."""

    def __init__(self) -> None:
        self._day: Cue | None = None
        self._minutes: int | None = None

    def head(self, day: Cue) -> None:
        """Take the day of a heading between the stamps."""
        self._day, self._minutes = day, None

    def stamp(self, stamp: Stamp) -> Cue:
        """Give what the lines under a stamp are placed by: a day, else the time of day alone."""
        before, self._minutes = self._minutes, stamp.minutes
        if stamp.weekday is not None:
            self._day = stamp.weekday
        elif before is not None and stamp.minutes < before:
            is_next = before >= _LATE and stamp.minutes <= _EARLY
            self._day = _day_after(self._day, stamp) if is_next else None
        return self._day or stamp.clock


def _day_after(day: Cue | None, stamp: Stamp) -> Cue:
    """Give the day after one known by its name or date, else one day more."""
    if day is None or day.code == "relative":
        return Cue(stamp.start, stamp.end, "relative", 1.0)
    value = day.value % 7 + 1 if day.code == "weekday" else day.value + 1
    return Cue(stamp.start, stamp.end, day.code, value)
