"""Durations, money and counts of contacts, in figures and in words, Russian and English."""

from collections.abc import Sequence
from functools import cache

from cxkit.language.ground.tokens import Token, once
from cxkit.language.quantities.dates import date_at, date_starts
from cxkit.language.quantities.numbers import BARE_ARTICLES, LINKS, Number, number_at, number_words
from cxkit.language.quantities.quantity import Quantity, Unit, context, units
from cxkit.language.word_lists import words

_TIMES = frozenset(("раз", "time", "раза"))
_BETWEEN = words("between_number_and_unit")
_SIGNS = frozenset("$€£₽₸₴¥")
_MOST_CONTACTS = 100
"""More than a customer makes: the number of a line, a loyalty status, a firm's statistics."""
_CALENDAR = range(1900, 2101)
_BEFORE_AGE = frozenset((",", "до", "от", "около", "of"))
_MONTH = 730
_MINUTES = frozenset(("мин", "m", "min", "mins"))
_BEFORE_CLOCK = frozenset(("до", "с", "со", "после", "к"))
_CLOCK = range(13, 24)
_OF_DAY = frozenset(("день", "вечер"))
_AFTER_SECOND = frozenset((
    "to", "and", "or", "but", "before", "after", "later", "ago", "of", "in", "on", "i", "we", "he",
    "she", "it", "they", "you", "when", "while", "then",
))  # fmt: skip


@cache
def _starts() -> frozenset[str]:
    """Give the lemmas with which a quantity can begin; only Russian units do so alone."""
    counting = {word for word, (kind, _) in number_words().items() if kind != "factor"}
    alone = {
        lemma for lemma, unit in units().items() if unit.kind == "duration" and not lemma.isascii()
    }
    return frozenset(counting | alone | _SIGNS | date_starts())


@once
def quantities_in(tokens: Sequence[Token]) -> list[Quantity]:
    """Give the durations, dates, amounts of money and counts of contacts of one sentence.

    Parameters
    ----------
    tokens : sequence of Token
        Of one sentence.

    Returns
    -------
    list of Quantity
        In order, not overlapping.

    Examples
    --------
    >>> from cxkit.language.ground.document import parse
    >>> tokens = parse("Ждал два часа, звонил пять раз, вернули 1 200 рублей.").tokens
    >>> [(found.layer, found.code, found.value) for found in quantities_in(tokens)]
    [('duration', 'waited', 2.0), ('contacts', 'phone', 5.0), ('money', 'RUB', 1200.0)]
    """
    starts = _starts()
    found: list[Quantity] = []
    free = 0
    for index in [
        place
        for place, token in enumerate(tokens)
        if token.lemma in starts or "number" in token.tags
    ]:
        if index >= free and not _is_plain_article(tokens, index):
            quantity = _quantity_at(tokens, index)
            if quantity is not None:
                free = quantity.last
                if quantity.layer:
                    found.append(quantity)
    return found


@cache
def _after_article() -> frozenset[str]:
    """Give the lemmas that make "a" a number: most articles stand before another word."""
    return frozenset((*number_words(), *units(), *_BETWEEN, *_TIMES, *LINKS))


def _is_plain_article(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a token is an article that counts nothing."""
    if tokens[index].lemma not in BARE_ARTICLES:
        return False
    return index + 1 == len(tokens) or tokens[index + 1].lemma not in _after_article()


def _quantity_at(tokens: Sequence[Token], index: int) -> Quantity | None:
    """Read the quantity that begins at a token."""
    date = date_at(tokens, index)
    if date is not None:
        return date
    lemma = tokens[index].lemma
    if lemma in _SIGNS:
        return _sign_first(tokens, index)
    kind, value = number_words().get(lemma, ("", None))
    if kind == "adverb" and value is not None:
        return _contacts(tokens, Number(index, index + 1, value))
    number = number_at(tokens, index)
    if number is not None:
        return _measured(tokens, number)
    if lemma in units() and "number" not in tokens[index].tags:
        return _unit_alone(tokens, index)
    return None


def _sign_first(tokens: Sequence[Token], index: int) -> Quantity | None:
    """Read "$20"."""
    if index + 1 >= len(tokens) or "number" not in tokens[index + 1].tags:
        return None
    number = number_at(tokens, index + 1)
    if number is None:
        return None
    unit = units()[tokens[index].lemma]
    return Quantity(index, number.last, "money", unit.code, number.value)


def _measured(tokens: Sequence[Token], number: Number) -> Quantity | None:
    """Read a number with the unit after it."""
    place = number.last
    while place < len(tokens) and place < number.last + 2 and tokens[place].lemma in _BETWEEN:
        place += 1
    if place >= len(tokens):
        return None
    lemma = tokens[place].lemma
    if lemma in _TIMES:
        return _contacts(tokens, Number(number.first, place + 1, number.value))
    unit = units().get(lemma)
    if unit is None:
        return None
    if unit.kind == "duration":
        return _time(tokens, number, place, unit)
    is_article = number.value == 1 and tokens[number.first].lemma in BARE_ARTICLES
    if (
        is_article
        or _is_weight(tokens, number, place)
        or (unit.kind == "contacts" and not _counted(tokens, number, place))
    ):
        return None
    return Quantity(number.first, place + 1, unit.kind, unit.code, number.value * unit.factor)


def _time(tokens: Sequence[Token], number: Number, place: int, unit: Unit) -> Quantity:
    """Read a number of hours, days, years; what is no length of time is read and of no layer."""
    if (
        _is_age(tokens, number.first, place + 1)
        or _is_calendar(tokens, number, place)
        or _is_hour_of_day(tokens, number, place)
        or _is_next(tokens, number, place)
    ):
        return Quantity(number.first, place + 1, "", "", None)
    last, hours = _with_rest(tokens, place + 1, unit)
    return _duration(tokens, number.first, last, number.value * unit.factor + hours)


def _with_rest(tokens: Sequence[Token], last: int, unit: Unit) -> tuple[int, float]:
    """Read on: "and a half" of a unit, the minutes of «3 ч 40 мин»; where it ends, in hours."""
    words = [token.lemma for token in tokens[last : last + 3]]
    if words == ["and", "a", "half"]:
        return last + 3, unit.factor / 2
    start = last + (words[:1] in (["and"], ["и"]))
    number = number_at(tokens, start) if start < len(tokens) else None
    if number is None or number.last >= len(tokens) or unit.factor != 1:
        return last, 0.0
    minutes = units().get(tokens[number.last].lemma, unit)
    is_short = tokens[number.last].text.lower() in _MINUTES
    if not is_short and (minutes.kind != "duration" or minutes.factor >= unit.factor):
        return last, 0.0
    return number.last + 1, number.value / 60 if is_short else number.value * minutes.factor


def _unit_alone(tokens: Sequence[Token], index: int) -> Quantity | None:
    """Read «ждал час», «неделю», «полгода»: a duration without a number, when waited or spent."""
    unit = units()[tokens[index].lemma]
    tags = tokens[index].tags
    if unit.kind != "duration" or "plur" in tags or not tags & {"acc", "nom"}:
        return None
    if _is_age(tokens, index, index + 1) and "dat" in tokens[index - 1].tags:
        return None  # «сыну год», and not «ребёнок полгода боялся»
    quantity = _duration(tokens, index, index + 1, unit.factor)
    if quantity.layer == "date" or quantity.code != "elapsed" or tokens[index].lemma[:3] == "пол":
        return quantity
    return None


def _is_age(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether a stretch of time is how old somebody is: "9 year old", «с сыном 8 месяцев»."""
    after = [token.lemma for token in tokens[last : last + 2]]
    if after[:1] == ["old"] or after == ["of", "age"]:
        return True
    if units()[tokens[last - 1].lemma].factor < _MONTH:
        return False
    if after and context().get(after[0]) in ("waited", "spent"):
        return False  # «ребёнок год ждал операции»
    place = first - 1
    if place > 0 and tokens[place].lemma in _BEFORE_AGE:
        place -= 1
    return place >= 0 and context().get(tokens[place].lemma) == "aged"


def _is_calendar(tokens: Sequence[Token], number: Number, place: int) -> bool:
    """Tell whether a number is that of a year: «2012 году», «2012-2013 годах»."""
    is_year = units()[tokens[place].lemma].factor == units()["year"].factor
    return is_year and tokens[number.first].text.isdecimal() and int(number.value) in _CALENDAR


def _is_hour_of_day(tokens: Sequence[Token], number: Number, place: int) -> bool:
    """Tell whether hours are those of the clock: «до 16 часов», not «после 20 часов ожидания»."""
    is_hour = tokens[place].lemma == "час" and number.value in _CLOCK
    if not is_hour or not number.first or tokens[number.first - 1].lemma not in _BEFORE_CLOCK:
        return False
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    return after is None or not after.tags >= {"noun", "gen"} or after.lemma in _OF_DAY


def _is_next(tokens: Sequence[Token], number: Number, place: int) -> bool:
    """Tell whether "a second" is one more of something: "a second time", and not "for a second"."""
    if tokens[place].text.lower() != "second" or tokens[number.first].text.lower() != "a":
        return False
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    return after is not None and "word" in after.tags and after.text.lower() not in _AFTER_SECOND


def _is_weight(tokens: Sequence[Token], number: Number, place: int) -> bool:
    """Tell whether pounds weigh something: "4 pound sandwiches", and not "a 20 pound fee"."""
    if tokens[place].lemma not in ("pound", "фунт"):
        return False
    near = (context().get(token.lemma) for token in _around(tokens, number.first, place + 1))
    meaning = next((one for one in near if one in ("paid", "weighed")), None)
    after = tokens[place + 1].lemma if place + 1 < len(tokens) else ""
    is_one_word = number.value > 1 and tokens[place].text.lower() == "pound"
    return meaning == "weighed" or (meaning is None and (is_one_word or after == "of"))


def _counted(tokens: Sequence[Token], number: Number, place: int) -> bool:
    """Tell whether a number counts the contacts after it, and is not a name: "800 message"."""
    token = tokens[place]
    if not 1 <= number.value <= _MOST_CONTACTS:
        return False
    if "cyr" in token.tags:
        return number.value % 10 == 1 or not {"nom", "sing"} <= token.tags
    many = f"{token.lemma.removesuffix('y')}ies" if token.lemma[-1] == "y" else f"{token.lemma}s"
    if token.text.lower() != (token.lemma if number.value == 1 else many):
        return False
    return token.lemma != "ticket" or any(
        context().get(near.lemma) == "filed" for near in _around(tokens, number.first, place + 1)
    )


def _duration(tokens: Sequence[Token], first: int, last: int, hours: float) -> Quantity:
    """Say what a stretch of time was: waited, spent, elapsed; or how far off it lies."""
    before = tokens[first - 1].lemma if first else ""
    after = tokens[last].lemma if last < len(tokens) else ""
    if after in ("назад", "ago"):
        return Quantity(first, last + 1, "date", "relative", -hours / 24)
    if last < len(tokens) and tokens[last].text.lower() in ("спустя", "later"):
        return Quantity(first, last + 1, "date", "relative", hours / 24)
    is_in = before == "in" and not _near(tokens, first, last, "past")
    if before in ("через", "спустя") or is_in:
        return Quantity(first - 1, last, "date", "relative", hours / 24)
    for token in _around(tokens, first, last):
        meaning = context().get(token.lemma)
        if meaning in ("waited", "spent"):
            return Quantity(first, last, "duration", meaning, hours)
    if before == "after" and hours >= 24:
        return Quantity(first - 1, last, "date", "relative", hours / 24)
    return Quantity(first, last, "duration", "elapsed", hours)


def _near(tokens: Sequence[Token], first: int, last: int, tag: str) -> bool:
    return any(tag in token.tags for token in _around(tokens, first, last))


def _around(tokens: Sequence[Token], first: int, last: int) -> list[Token]:
    """Give the words around a place, the nearest first."""
    before = _until_mark(list(reversed(tokens[max(0, first - 6) : first])))
    after = _until_mark(list(tokens[last : last + 5]))
    mixed = [token for pair in zip(before, after, strict=False) for token in pair]
    longer = before if len(before) > len(after) else after
    return mixed + longer[min(len(before), len(after)) :]


def _until_mark(tokens: list[Token]) -> list[Token]:
    """Give the tokens before the first mark."""
    marks = (index for index, token in enumerate(tokens) if "punct" in token.tags)
    return tokens[: next(marks, len(tokens))]


_CHANNEL_OF = {"call": "phone", "write": "message", "come": "in_person", "contact": "unknown"}


def _contacts(tokens: Sequence[Token], number: Number) -> Quantity | None:
    """Read «звонил пять раз», "emailed them twice": a count of contacts by the verb near it."""
    before = tokens[number.first - 1].lemma if number.first else ""
    after = tokens[number.last].tags if number.last < len(tokens) else frozenset[str]()
    is_once = before != "at" and tokens[number.first].lemma not in BARE_ARTICLES
    if not is_once or "comparative" in after or not 1 <= number.value <= _MOST_CONTACTS:
        return None  # "at once", "a long time", "100 times worse"
    for token in _around(tokens, number.first, number.last):
        channel = _CHANNEL_OF.get(context().get(token.lemma, ""))
        if channel is not None:
            code = "email" if token.lemma in ("email", "mail") else channel
            return Quantity(number.first, number.last, "contacts", code, number.value)
    return None
