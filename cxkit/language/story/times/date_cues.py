"""Dates of one sentence, in words and figures: "5 May", «26.09», "on the 9th", «25-го»."""

import re
from bisect import bisect_left, bisect_right
from operator import attrgetter

from cxkit.language.ground.tokens import Token
from cxkit.language.story.times.amounts import Number, numbers
from cxkit.language.story.times.time_lists import (
    Cue,
    calendar,
    cue_of,
    is_due,
    number_named,
    said_of,
    words_of,
)

_DAYS_BEFORE = (0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335)
"""Days of a leap year before each month."""
_LAST_DAY, _LAST_MONTH = 31, 12
_BARE_DATE = re.compile(r"(\d{2})\.(\d{2})")
_NEAR_MONTHS = 2
_OF_DAY = 2  # words from a day to its month: "the 2nd of May"


def date_cues(
    tokens: list[Token], places: list[int], month: int | None
) -> tuple[list[Cue], int | None]:
    """Read dates in words and figures; days alone («25-го») take the month named last.

    *places* are those of the words that can tell a time.
    """
    found = []
    known = numbers(tokens)
    for index in places:
        token = tokens[index]
        named = number_named(token, "month") if known else None
        day = _day_beside(tokens, index, known) if named is not None else None
        if named is not None and day is not None:
            month = named
            first, last = min(day.first, index), max(day.last, index)
            if not is_due(tokens, first):
                value = _DAYS_BEFORE[named - 1] + day.value - 1
                found.append(cue_of(tokens, first, last, "yearless", value))
        bare = _BARE_DATE.fullmatch(token.text)
        if bare and _is_date(bare) and _stands_free(tokens, index, month):
            month = int(bare[2])
            value = _DAYS_BEFORE[month - 1] + int(bare[1]) - 1.0
            found.append(cue_of(tokens, index, index, "yearless", value))
    for number in known:
        if not _is_day_alone(tokens, number) or is_due(tokens, number.first):
            continue
        place = (tokens, number.first, number.last)
        if month:
            value = _DAYS_BEFORE[month - 1] + number.value - 1.0
            found.append(cue_of(*place, "yearless", value))
        elif _is_day_of_month(tokens, number):
            found.append(cue_of(*place, "monthday", float(number.value)))
    return found, month


def _day_beside(tokens: list[Token], index: int, known: list[Number]) -> Number | None:
    """Give the number beside a month that is its day."""
    first = bisect_left(known, index - _OF_DAY, key=attrgetter("last"))
    last = bisect_right(known, index + 1, key=attrgetter("first"))
    for n in known[first:last]:
        is_beside = n.last == index - 1 or _is_of(tokens, index, n) or _follows(tokens, index, n)
        if is_beside and 1 <= n.value <= _LAST_DAY and float(n.value).is_integer():
            return n
    return None


def _is_of(tokens: list[Token], index: int, number: Number) -> bool:
    """Tell whether a number is the day of an English month: "the 2nd of May"."""
    is_before = number.last == index - 2 and number.kind == "order"
    return is_before and tokens[index - 1].lemma == "of"


def _follows(tokens: list[Token], index: int, number: Number) -> bool:
    """Tell whether a number is the day after an English month: "May 5", not «в мае двое»."""
    is_next = number.first == index + 1 and "lat" in tokens[index].tags
    return is_next and (number.kind == "order" or tokens[number.first].text[:1].isdigit())


def _is_day_of_month(tokens: list[Token], number: Number) -> bool:
    """Tell whether an ordinal is a day where no month is told: «14-го», "on the 9th we rang"."""
    if not tokens[number.first].text[:1].isdigit():
        return False
    following = tokens[number.last + 1] if number.last + 1 < len(tokens) else None
    if following is not None and "lat" not in following.tags and "noun" in following.tags:
        return following.lemma == "число"
    words = [token.lemma for token in tokens[max(0, number.first - 2) : number.first]]
    is_russian = following is None or "lat" not in following.tags
    return is_russian or words[:1] == ["on"] or words[-1] in calendar("weekday")


def _counts_a_thing(following: Token) -> bool:
    """Tell whether an English ordinal is that of a thing: "the 9th floor"."""
    if not {"lat", "word"} <= following.tags or not following.text.islower():
        return False
    is_plain = following.tags.isdisjoint(("pron", "past"))
    return is_plain and following.lemma not in words_of("afterday")


def _is_day_alone(tokens: list[Token], number: Number) -> bool:
    """Tell whether an ordinal stands for a day of the month: «25-го», "on the 9th"."""
    if number.kind != "order" or not 1 <= number.value <= _LAST_DAY:
        return False
    first, last = tokens[number.first], tokens[number.last]
    before = tokens[number.first - 1].lemma if number.first else ""
    if before in words_of("part of an hour"):
        return False
    following = tokens[number.last + 1] if number.last + 1 < len(tokens) else None
    bound = following is not None and {"noun", "gen"} <= following.tags
    free = following is None or not (bound or _counts_a_thing(following))
    russian = said_of(last).endswith(("ого", "его", "го"))
    after_day = before == "the" or before in calendar("weekday")
    return free and (russian or (first.text[:1].isdigit() and after_day))


def _is_date(bare: re.Match[str]) -> bool:
    return 1 <= int(bare[2]) <= _LAST_MONTH and 1 <= int(bare[1]) <= _LAST_DAY


def _stands_free(tokens: list[Token], index: int, month: int | None) -> bool:
    """Tell whether «26.09» is a date and no price, size or time.

    It opens the sentence, or a date near it was told before.
    """
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is not None and not following.tags.isdisjoint(("number", "noun")):
        return False
    told = int(tokens[index].text[3:])
    is_near = month is not None and abs(told - month) <= _NEAR_MONTHS
    return index == 0 or (is_near and tokens[index - 1].lemma != "в" and not is_due(tokens, index))
