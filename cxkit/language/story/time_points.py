"""Points in time that a line names: a day of the year, a weekday, a time of day."""

from dataclasses import dataclass
from datetime import date, timedelta

from cxkit.language.quantities import quantities_in
from cxkit.language.story.amounts import Number, numbers
from cxkit.language.story.reading import Line
from cxkit.language.story.time_lists import calendar

_WEEK = 7
_DAY_MINUTES = 1440
_DAYS_BEFORE = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_LAST_DAY = 31
_EPOCH = date(1970, 1, 1)
_YEAR = 4  # characters of a year, the least that a day in figures with its year has


@dataclass(frozen=True, slots=True)
class Point:
    """A point in time: a "date" (day of the year), "weekday" (1 to 7) or "clock" (minutes)."""

    kind: str
    value: float
    start: int


def points(line: Line, month: int | None = None) -> tuple[list[Point], int | None]:
    """Give the points of a line and the month that holds after it.

    Parameters
    ----------
    line : Line
        A marked sentence.
    month : int, optional
        Month named last before the line, for days told without one ("on the 9th").
    """
    found = []
    known = numbers(line.tokens)
    weekdays, months = calendar("weekday"), calendar("month")
    for index, token in enumerate(line.tokens):
        weekday, named = weekdays.get(token.lemma), months.get(token.lemma)
        if weekday is not None:
            found.append(Point("weekday", weekday, token.start))
        if named is not None:
            day = _day_beside(known, index)
            if day is not None:
                month = named
                found.append(Point("date", _DAYS_BEFORE[named - 1] + day, token.start))
        if "CLOCK" in line.classes[index]:
            hours, minutes = token.text.replace(".", ":").split(":")
            found.append(Point("clock", int(hours) * 60 + int(minutes), token.start))
    for number in known:
        if (
            number.kind == "order"
            and month
            and 1 <= number.value <= _LAST_DAY
            and _alone(line, number)
        ):
            found.append(
                Point(
                    "date", _DAYS_BEFORE[month - 1] + number.value, line.tokens[number.first].start
                )
            )
    return sorted(found + _in_figures(line), key=lambda point: point.start), month


def _in_figures(line: Line) -> list[Point]:
    """Read days in figures that have a year: "2024-03-05", «05.03.2024»."""
    if not any(token.text[0].isdigit() and len(token.text) >= _YEAR for token in line.tokens):
        return []
    found = []
    for one in quantities_in(line.tokens):
        own = line.tokens[one.first : one.last]
        is_date = one.layer == "date" and one.code == "date" and one.value is not None
        if is_date and not any("word" in token.tags for token in own):
            day = _EPOCH + timedelta(days=one.value or 0.0)
            value = _DAYS_BEFORE[day.month - 1] + day.day
            found.append(Point("date", value, own[0].start))
    return found


def _day_beside(known: list[Number], index: int) -> float | None:
    """Give the number just before or after the name of a month."""
    beside = [n.value for n in known if n.last == index - 1] or [
        n.value for n in known if n.first == index + 1
    ]
    return beside[0] if beside and 1 <= beside[0] <= _LAST_DAY else None


def _alone(line: Line, number: Number) -> bool:
    """Tell whether an ordinal stands for a day: «13-го», "the 9th", not "the second sum"."""
    text = line.tokens[number.first].text
    return text[:1].isdigit() or (text.lower().endswith(("ого", "его")) and number.first == 0)


def days_after(due: Point, event: Point) -> float | None:
    """Give the days from a due point to an event, None when they are of different kinds."""
    if due.kind != event.kind:
        return None
    if due.kind == "date":
        return event.value - due.value
    if due.kind == "weekday":
        return (event.value - due.value) % _WEEK
    return (event.value - due.value) / _DAY_MINUTES
