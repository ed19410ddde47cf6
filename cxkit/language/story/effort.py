"""Effort as the story tells it: contacts counted, hours spent, days gone by."""

from dataclasses import dataclass

from cxkit.language.story.amounts import Number, Span, numbers, spans
from cxkit.language.story.reading import Line, Reading
from cxkit.language.story.time_lists import (
    lemma_of,
    places_of,
    said_of,
    stands_in,
    words_of,
    woulds,
)
from cxkit.language.tokens import Token

_CONTACT = frozenset(("CALL", "WRITE", "VISIT"))
_WAITED = frozenset(("HOLD", "WAIT"))
_AHEAD = frozenset(("FUT", "FUTURE", "PROMISE", "AD", "TERM"))
_NOUNS = frozenset((
    "call", "phone", "email", "visit", "trip", "contact", "letter", "message", "attempt",
    "conversation", "звонок", "обращение", "письмо", "визит", "поездка", "сообщение", "попытка",
    "разговор", "заявка", "жалоба",
))  # fmt: skip
_GOT = frozenset((
    "get", "receive", "have", "keep", "come", "arrive", "send", "получить", "прийти", "приходить",
    "прислать",
))  # fmt: skip
_BOTH = frozenset(("both", "оба"))
_UNTIL = frozenset(("in", "within", "inside", "after", "через", "спустя"))
_LATER = frozenset(("later", "спустя", "позже"))
_BEFORE_CLOCK = frozenset(("в", "к", "до", "с", "любой", "каждый", "every", "each", "per", "the"))
_ARTICLES = frozenset(("a", "an", "the"))
_HOUR = 1 / 24
_PASSED = frozenset(("прошла", "прошел", "прошли", "уже"))
_LONGEST_DAYS = 300
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
    if line.holds.isdisjoint(_CONTACT) and not any(t.lemma in _NOUNS for t in line.tokens):
        return []
    times, nouns = [0.0], 0.0
    lengths = {span.first for span in spans(line.tokens)}
    for number in numbers(line.tokens):
        if number.first in lengths or not _may_count(line, number):
            continue
        after = line.tokens[number.last + 1 : number.last + 4]
        of_times = number.kind == "times" or (after and after[0].lemma in ("раз", "time"))
        if number.kind == "order" and not of_times:
            continue
        if of_times and _is_called(line, number):
            times.append(number.value)
        elif any(_names_contact(token, n) for n, token in enumerate(after[:2])):
            before = line.tokens[max(0, number.first - 2) : number.first]
            if not any(token.lemma in _GOT for token in before):
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
    is_part = before == "еще" or "more" in after[:2] or not words_of("rate").isdisjoint(after[1:2])
    is_other = is_factor or is_both or is_part or _is_date(line, number.last)
    return is_whole and not is_other


def _is_called(line: Line, number: Number) -> bool:
    """Tell whether the customer made a contact as often as a number near its verb says."""
    near = range(max(0, number.first - _NEAR), min(len(line.tokens), number.last + 1 + _NEAR))
    own = [
        line.classes[i]
        for i in near
        if line.clause[i] == line.clause[number.first] and not _CONTACT.isdisjoint(line.classes[i])
    ]
    theirs = [codes for codes in own if "THEM" in codes and "SELF" not in codes]
    return bool(own) and len(theirs) < len(own)


def _names_contact(token: Token, place: int) -> bool:
    """Tell whether a word after a number names contacts; right after it "emails" is no verb.

    More than one is told: «девять звонков», and not «в девять звонок».
    """
    if token.lemma not in _NOUNS or (place and "verb" in token.tags):
        return False
    if "cyr" in token.tags:
        return not (token.tags >= {"sing"} and not token.tags.isdisjoint(("nom", "acc")))
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
    return is_sum or is_now or is_gone or _lasted(line, span)


def _lasted(line: Line, span: Span) -> bool:
    """Tell whether a Russian length stands right behind what the teller did: «добывала 9 дней»."""
    verbs = line.classes[span.first - 1 : span.first] if span.first else []
    return not span.order and any({"PAST", "SELF"} <= codes for codes in verbs)
