"""Effort as the story tells it: contacts counted, hours spent, days gone by."""

from dataclasses import dataclass

from cxkit.language.ground.tokens import Token
from cxkit.language.story.reading import Line, Reading
from cxkit.language.story.times.amounts import Number, Span, is_working, numbers, spans
from cxkit.language.story.times.time_lists import (
    lemma_of,
    places_of,
    said_of,
    stands_in,
    words_of,
    woulds,
)

_CONTACT = frozenset(("CALL", "WRITE", "VISIT"))
_WAITED = frozenset(("HOLD", "WAIT"))
_AHEAD = frozenset(("FUT", "FUTURE", "PROMISE", "AD", "TERM"))
_MADE = frozenset((
    "call", "visit", "trip", "contact", "attempt", "enquiry", "inquiry", "approach", "complaint",
    "conversation", "voicemail", "звонок", "вызов", "обращение", "визит", "поездка", "попытка",
    "разговор", "заявка", "жалоба", "контакт", "заход",
))  # fmt: skip
"""Contacts that the teller makes; letters may as well be those of the provider."""

_NOUNS = _MADE | {"phone", "email", "letter", "message", "письмо", "сообщение"}
_GOT = frozenset((
    "get", "receive", "have", "keep", "come", "arrive", "send", "получить", "прийти", "приходить",
    "прислать",
))  # fmt: skip
_YOUR = frozenset(("your", "ваш"))  # "your call is the fifth": a place in a queue
_BOTH = frozenset(("both", "оба"))
_UNTIL = frozenset(("in", "within", "inside", "after", "через", "спустя"))
_LATER = frozenset(("later", "спустя", "позже"))
_BEFORE_CLOCK = frozenset(("в", "к", "до", "с", "любой", "каждый", "every", "each", "per", "the"))
_ARTICLES = frozenset(("a", "an", "the"))
_HOUR = 1 / 24
_PASSED = frozenset(("прошла", "прошел", "прошли", "уже"))
_LONGEST_DAYS = 300
_FEW_DAYS = 4  # the n-th day tells how long it took from the fourth on
_DAYS = frozenset(("day", "день", "сутки"))
_LONG = _DAYS | {"night", "ночь", "week", "неделя", "недель"}
_CLOSING = frozenset(".!…")
_MOST = 100
_NEAR = 5


@dataclass(frozen=True, slots=True)
class Told:
    """An amount and the words that tell it: kind is "contacts", "hours" or "days"."""

    kind: str
    amount: float
    start: int
    end: int


def effort(reading: Reading) -> list[Told]:
    """Read the amounts of effort that the story tells: the largest of each kind."""
    found = []
    for line in reading.lines:
        if line.told == "story":
            found += _contacts(line) + _times(line)
    return [
        max((one for one in found if one.kind == kind), key=lambda one: one.amount)
        for kind in ("contacts", "hours", "days")
        if any(one.kind == kind for one in found)
    ]


def _contacts(line: Line) -> list[Told]:
    """Count contacts: "nine times I rang", «четыре звонка», "two trips and three calls".

    "I called a third time" tells of three. Those that came to the customer are none: "they emailed
    twice", "I got three letters".
    """
    if not any(_is_contact(line, place) for place in range(len(line.tokens))):
        return []
    times, nouns = [0.0], 0.0
    lengths = {span.first for span in spans(line.tokens)}
    for number in numbers(line.tokens):
        after = line.tokens[number.last + 1 : number.last + 4]
        is_noun = any(_names_contact(after, n, number) for n in range(len(after[:2])))
        of_times = number.kind == "times" or (after and after[0].lemma in ("раз", "time"))
        is_length = number.first in lengths and not of_times and after[0].lemma not in _NOUNS
        if is_length or not _may_count(line, number):
            continue
        if number.kind == "order" and not of_times:
            times += [number.value] if _is_nth_contact(line, number) else []
        elif of_times and _is_called(line, number):
            times.append(number.value)
        elif is_noun and not _is_got(line, number):
            nouns += number.value
    most = max(*times, nouns)
    return [Told("contacts", most, line.start, line.end)] if most else []


def _may_count(line: Line, number: Number) -> bool:
    """Tell whether a number may count contacts: no date or rate, no "both", no "two more"."""
    before = said_of(line.tokens[number.first - 1]) if number.first else ""
    is_factor = before == "в" and number.kind == "count"
    is_both = line.tokens[number.first].lemma in _BOTH
    is_whole = float(number.value).is_integer() and 1 < number.value < _MOST
    after = [said_of(token) for token in line.tokens[number.last + 1 : number.last + 4]]
    is_rate = not words_of("rate").isdisjoint(after[1:2]) and after[2:3] != ["течение"]
    is_rate = is_rate and number.kind != "order"
    is_part = before == "еще" or "more" in after[:2] or is_rate
    is_other = is_factor or is_both or is_part or _is_date(line, number.last)
    return is_whole and not is_other


def _is_called(line: Line, number: Number) -> bool:
    """Tell whether the customer made a contact as often as a number near its verb says.

    A contact that opens an English clause is the teller's: "Wrote to them twice".
    """
    near = range(max(0, number.first - _NEAR), min(len(line.tokens), number.last + 1 + _NEAR))
    clause = line.clauses[line.clause[number.first]]
    own = [place for place in near if place in clause and _is_contact(line, place)]
    return any(
        {"THEM", "SELF"} & line.classes[place] != {"THEM"}
        or "1p" in line.tokens[place].tags
        or (place == clause.start and "lat" in line.tokens[place].tags)
        for place in own
    )


def _is_contact(line: Line, place: int) -> bool:
    """Tell whether a word is one of a contact."""
    lemma = line.tokens[place].lemma
    is_named = lemma in _NOUNS or lemma in words_of("reaching")
    return is_named or not _CONTACT.isdisjoint(line.classes[place])


def _is_got(line: Line, number: Number) -> bool:
    """Tell whether counted contacts came to the teller: "I got three letters", not "I sent"."""
    last = number.first - 1
    verbs = [n for n in (last - 1, last) if n >= 0 and "verb" in line.tokens[n].tags]
    if not verbs or line.tokens[verbs[-1]].lemma not in _GOT:
        return False
    return line.tokens[verbs[-1]].lemma != "send" or "THEM" in line.classes[verbs[-1]]


def _is_nth_contact(line: Line, number: Number) -> bool:
    """Read "the fourth call", «третий звонок», «звонок пятый»: so many until then."""
    around = line.tokens[max(0, number.first - 1) : number.first]
    around += line.tokens[number.last + 1 : number.last + 2]
    is_named = any(token.lemma in _MADE and "plur" not in token.tags for token in around)
    is_named = is_named and not said_of(line.tokens[number.last]).endswith("го")  # «9-го звонок»
    own = line.clauses[line.clause[number.first]]
    other = _GOT | _YOUR
    return is_named and not any(line.tokens[place].lemma in other for place in own)


def _names_contact(after: list[Token], place: int, number: Number) -> bool:
    """Tell whether a word after a number names contacts; right after it "emails" is no verb.

    More than one is told: «девять звонков», «31 обращение», and not «в девять звонок».
    """
    token = after[place]
    is_verb = place and "verb" in token.tags and after[0].lemma != "phone"
    if token.lemma not in _NOUNS or is_verb:
        return False
    if "cyr" in token.tags:
        is_one = token.tags >= {"sing"} and not token.tags.isdisjoint(("nom", "acc"))
        return not is_one or number.value % 10 == 1
    return said_of(token) != token.lemma


def _is_date(line: Line, last: int) -> bool:
    """Tell whether a number is the day of a month."""
    return last + 1 < len(line.tokens) and "MONTH" in line.classes[last + 1]


def _times(line: Line) -> list[Told]:
    """Read hours spent on contact and days gone by; a promised time is neither."""
    told = []
    place = (line.start, line.end)
    for span in spans(line.tokens):
        is_hours = _HOUR * 0.9 <= span.days < 1 and not span.order
        if is_hours and _is_spent(line, span) and not _is_promised(line, span):
            told.append(Told("hours", round(span.days / _HOUR, 2), *place))
        elif _gone_by(line, span):
            told.append(Told("days", round(span.days), *place))
    return told


def _is_spent(line: Line, span: Span) -> bool:
    """Tell whether hours were spent waiting or on the phone, and are not those of the clock."""
    before = said_of(line.tokens[span.first - 1]) if span.first else ""
    is_bare = span.first == span.last and "lat" in line.tokens[span.first].tags
    is_clock = before in _BEFORE_CLOCK or "-" in line.tokens[span.last].text
    if is_clock or (is_bare and before not in _ARTICLES) or _is_until(line, span):
        return False
    if _is_waited(line, span):
        return True
    own = line.clauses[line.clause[span.first]]
    return stands_in(places_of(line.tokens, "spending", lemma_of), own.start, own.stop)


def _is_promised(line: Line, span: Span) -> bool:
    """Tell whether a length is promised: its clause is to come, or gives a promise before it."""
    held, start = line.held[line.clause[span.first]], line.clauses[line.clause[span.first]].start
    if _is_waited(line, span) or "FUT" in held:
        return not _is_waited(line, span)
    is_ahead = not _AHEAD.isdisjoint(held) and any(
        not codes.isdisjoint(_AHEAD) for codes in line.classes[start : span.first]
    )
    return is_ahead or stands_in(woulds(line.tokens), start, span.first)


def _is_waited(line: Line, span: Span) -> bool:
    """Tell whether the clause of a length speaks of waiting."""
    return not _WAITED.isdisjoint(line.held[line.clause[span.first]])


def _is_until(line: Line, span: Span) -> bool:
    """Tell whether a length is the time until something: "she rang back in an hour"."""
    if _is_waited(line, span):
        return False
    before = [said_of(token) for token in line.tokens[max(0, span.first - 2) : span.first]]
    before = [word for word in before if word not in _ARTICLES]
    after = [said_of(token) for token in line.tokens[span.last + 1 : span.last + 2]]
    return not _UNTIL.isdisjoint(before[-1:]) or not _LATER.isdisjoint(after)


def _gone_by(line: Line, span: Span) -> bool:
    """Tell whether a length of time is one that went by: the words beside it say so.

    "Nineteen days gone by", «прошло три недели», «пятый день без воды», "today is the tenth day".
    """
    if not 1 < span.days <= _LONGEST_DAYS or line.holds & _AHEAD or _is_until(line, span):
        return False
    after = [said_of(one) for one in line.tokens[span.last + 1 : span.last + 3]]
    before = [said_of(one) for one in line.tokens[max(0, span.first - 3) : span.first]]
    is_bare = span.first == span.last
    is_sum = stands_in(places_of(line.tokens, "sum", said_of), 0, span.first)
    is_now = span.order and stands_in(places_of(line.tokens, "today", said_of), 0, span.first)
    is_gone = not words_of("gone").isdisjoint(before) or not words_of("gone on").isdisjoint(after)
    if not words_of("rate").isdisjoint(before[-1:]):
        return False
    if is_bare:
        return is_gone and not _PASSED.isdisjoint(before[-1:] + after)
    return (
        is_sum
        or is_now
        or is_gone
        or any(tells(line, span) for tells in (_lasted, _is_nth_day, _is_all_told))
    )


def _lasted(line: Line, span: Span) -> bool:
    """Tell whether a Russian length stands right behind what the teller did: «добывала 9 дней»."""
    verbs = line.classes[span.first - 1 : span.first] if span.first else []
    return not span.order and any({"PAST", "SELF"} <= codes for codes in verbs)


def _is_nth_day(line: Line, span: Span) -> bool:
    """Tell whether a length is the n-th day that has come: "on day ten", «на девятые сутки»."""
    inside = line.tokens[span.first : span.last + 1]
    is_day = any(token.lemma in _DAYS for token in inside)
    is_late = span.order and span.days >= _FEW_DAYS
    return is_late and is_day and not is_working(line.tokens, span)


def _is_all_told(line: Line, span: Span) -> bool:
    """Tell whether a length stands for a whole sentence: "Twenty-nine days.", "Nine days of it"."""
    inside = line.tokens[span.first : span.last + 1]
    opening = line.tokens[: span.first]
    is_opening = all(token.tags.isdisjoint(("word", "number")) for token in opening)
    after = [said_of(token) for token in line.tokens[span.last + 1 : span.last + 3]]
    is_closed = not after or after[0] in _CLOSING or (after[0] == "of" and after[1:] != ["the"])
    is_long = any(token.lemma in _LONG for token in inside) and span.first != span.last
    is_one = not any("prep" in token.tags for token in inside)  # not «шесть писем за неделю»
    return is_opening and is_closed and is_long and is_one and not span.order
