"""Days, hours and parts of the day in a sentence, which a promise can be due on or by."""

import re
from typing import NamedTuple

from cxkit.language.ground.tokens import Token
from cxkit.language.quantities.quantities import quantities_in
from cxkit.language.story.times.amounts import is_unit, number_of
from cxkit.language.story.times.time_lists import number_named, said_of, words_of

_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[:.][0-5]\d")
_DATE = re.compile(r"[0-3]?\d\.[01]\d(?:\.\d{2,4})?")
_DAY = re.compile(r"(?:[12]?\d|3[01])-?(?:го|му|е|th|st|nd|rd)", re.IGNORECASE)
_DAYS = range(1, 32)
_BEFORE_ONE = frozenset(("в", "во"))
_OF_DAY = frozenset(("am", "pm", "a.m", "p.m", "o'clock", "час", "утро", "вечер", "день", "ночь"))
_ADJECTIVES = frozenset(("завтрашний", "сегодняшний", "следующий", "близкий"))
_ENDS = frozenset(("end", "close", "конец"))
_INSIDE = frozenset(("of", "the", "this", "that"))
_NEW, _YEARS = frozenset(("new", "новый")), frozenset(("year", "год"))


class Part(NamedTuple):
    """Words from one token to another, both taken, and the days they count.

    ``is_free`` says that they can be a due time by themselves, ``is_end`` that a word before them
    makes them the end of a time ("by", «за»), ``is_point`` that they name a day or an hour.
    """

    first: int
    last: int
    days: float | None
    is_free: bool = True
    is_end: bool = False
    is_point: bool = False


def points(tokens: list[Token]) -> list[Part]:
    """Read «до пятницы», "on 5 May", "by two", "tomorrow"."""
    found: list[Part] = []
    dated = {one.first: one for one in quantities_in(tokens) if one.layer == "date"}
    for index, token in enumerate(tokens):
        if found and index <= found[-1].last:
            continue
        last, days = index, None
        date = dated.get(index)
        if date is not None and date.code in ("date", "yearless", "relative"):
            last = date.last - 1
            days = date.value if date.code == "relative" else None
        elif not _is_point(tokens, index):
            continue
        if (days is not None and days < 0) or repeats(tokens[index - 1 : index]):
            continue
        opened = _opened(tokens, index)
        last += any(number_named(one, "month") for one in tokens[last + 1 : last + 2])
        last += _has_part_of_day(tokens, last)
        is_named = (
            date is not None
            or number_named(token, "weekday") is not None
            or _is_day_alone(tokens, index)
            or last > index
        )
        is_end = any(said_of(one) in words_of("end") for one in tokens[opened:index])
        found.append(Part(opened, last, days, is_named or opened < index, is_end, is_point=True))
    return found


def _is_point(tokens: list[Token], index: int) -> bool:
    """Tell whether a token is a day, an hour or a part of the day."""
    token = tokens[index]
    if number_named(token, "weekday") is not None or any(
        form.fullmatch(token.text) for form in (_CLOCK, _DAY, _DATE)
    ):
        return True
    if said_of(token) in words_of("partday") or token.lemma in words_of("partday"):
        return True
    if _is_day_alone(tokens, index) or _is_end_of(tokens, index) or _is_season(tokens, index):
        return True
    before = said_of(tokens[index - 1]) if index else ""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    number = None if repeats(tokens[index - 1 : index]) else number_of(token)
    if number is None or number[1] == "times" or number[0] not in _DAYS:
        return False
    if following is not None and following.lemma in _OF_DAY:
        return number[1] == "count"
    is_dated = following is not None and number_named(following, "month") is not None
    opens = "day" if number[1] == "order" else "hour"
    is_one = number[0] == 1 and before in _BEFORE_ONE
    return is_dated or (before in words_of(opens) and not is_one and _is_bare(following))


def _is_end_of(tokens: list[Token], index: int) -> bool:
    """Tell whether a token ends what a promise runs to: "by the end of the week"."""
    if tokens[index].lemma not in words_of("over"):
        return False
    place = index - 1
    while place >= 0 and (said_of(tokens[place]) in _INSIDE or tokens[place].lemma in _ADJECTIVES):
        place -= 1
    return place >= 0 and tokens[place].lemma in _ENDS and _opened(tokens, place) < place


def _is_season(tokens: list[Token], index: int) -> bool:
    """Tell whether a token names a month or a holiday until which a promise runs: "by June"."""
    token, before = tokens[index], tokens[index - 1] if index else None
    is_new = before is not None and before.lemma in _NEW and token.lemma in _YEARS
    place = index - is_new
    is_named = number_named(token, "month") is not None or token.lemma in words_of("holiday")
    opened = _opened(tokens, place)
    return (is_named or is_new) and any(
        said_of(one) in words_of("end") for one in tokens[opened:place]
    )


def _is_bare(following: Token | None) -> bool:
    """Tell whether what follows a number is not what it counts."""
    if following is None or "word" not in following.tags:
        return True
    return not is_unit(following) and ("lat" in following.tags or "noun" not in following.tags)


def _is_day_alone(tokens: list[Token], index: int) -> bool:
    """Tell whether a Russian ordinal names a day of the month: «восемнадцатого», «20-е»."""
    number, said = number_of(tokens[index]), said_of(tokens[index])
    if number is None or number[1] != "order" or number[0] not in _DAYS:
        return False
    if said.endswith(("ого", "его", "го")):
        return True
    is_bare = all(one.tags.isdisjoint(("noun", "adj")) for one in tokens[index + 1 : index + 2])
    return is_bare and said.endswith(("ое", "ье", "-е"))


def _opened(tokens: list[Token], index: int) -> int:
    """Give the place of the words that make a point a due time: "by the", «до»."""
    place = index - (tokens[index].lemma in _YEARS and index > 0)
    if _is_end_of(tokens, index):
        place = next(n for n in range(index, -1, -1) if tokens[n].lemma in _ENDS)
    while place and (
        said_of(tokens[place - 1]) in words_of("point")
        or said_of(tokens[place - 1]) == "the"
        or tokens[place - 1].lemma in _ADJECTIVES
    ):
        place -= 1
    opens = any(said_of(one) in words_of("point") for one in tokens[place:index])
    return place if opens else index


def _has_part_of_day(tokens: list[Token], last: int) -> bool:
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    return following is not None and (
        following.lemma in _OF_DAY or said_of(following) in words_of("partday")
    )


def repeats(before: list[Token]) -> bool:
    """Tell whether a word makes what follows a habit: "every four hours", «каждые два дня»."""
    return any(one.lemma in words_of("repeated") for one in before)
