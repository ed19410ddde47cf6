"""Effort as the story tells it: contacts counted, hours spent, days gone by."""

from dataclasses import dataclass

from cxkit.language.story.amounts import Span, numbers, spans
from cxkit.language.story.reading import Line, Reading
from cxkit.language.story.time_lists import is_would, said_of
from cxkit.language.tokens import Token

_CONTACT = frozenset(("CALL", "WRITE", "VISIT"))
_SPENT = frozenset(("HOLD", "WAIT", "PHONE_LINE", "CALL"))
_WAITED = frozenset(("HOLD", "WAIT"))
_AHEAD = frozenset(("FUT", "FUTURE", "PROMISE", "AD", "TERM"))
_CUES = frozenset(("PASSED", "STILL"))
_NOUNS = frozenset((
    "call", "phone", "email", "visit", "trip", "contact", "letter", "message", "attempt",
    "conversation", "звонок", "обращение", "письмо", "визит", "поездка", "сообщение", "попытка",
    "разговор", "заявка", "жалоба",
))  # fmt: skip
_UNTIL = frozenset(("in", "within", "after", "через", "спустя"))
_LATER = frozenset(("later", "спустя", "позже"))
_ARTICLES = frozenset(("a", "an", "the"))
_HOUR = 1 / 24
_WEEK = 7
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

    "I called a third time" tells of three.
    """
    if line.holds.isdisjoint(_CONTACT) and not any(t.lemma in _NOUNS for t in line.tokens):
        return []
    times, nouns = [0.0], 0.0
    lengths = {span.first for span in spans(line.tokens)}
    for number in numbers(line.tokens):
        if number.first in lengths:
            continue
        after = line.tokens[number.last + 1 : number.last + 4]
        of_times = number.kind == "times" or (after and after[0].lemma in ("раз", "time"))
        if number.kind == "order" and not of_times:
            continue
        if not 1 < number.value < _MOST or _is_date(line, number.last):
            continue
        near = range(max(0, number.first - _NEAR), min(len(line.tokens), number.last + 1 + _NEAR))
        own = [i for i in near if line.clause[i] == line.clause[number.first]]
        if of_times and any(not _CONTACT.isdisjoint(line.classes[i]) for i in own):
            times.append(number.value)
        elif any(_names_contact(token, n) for n, token in enumerate(after[:2])):
            nouns += number.value
    most = max(*times, nouns)
    return [Told("contacts", most, line.start, line.end)] if most else []


def _names_contact(token: Token, place: int) -> bool:
    """Tell whether a word after a number names contacts; right after it "emails" is no verb."""
    return token.lemma in _NOUNS and (place == 0 or "verb" not in token.tags)


def _is_date(line: Line, last: int) -> bool:
    """Tell whether a number is the day of a month."""
    return last + 1 < len(line.tokens) and "MONTH" in line.classes[last + 1]


def _times(line: Line) -> list[Told]:
    """Read hours spent on contact and days gone by; a promised time is neither."""
    told = []
    place = (line.start, line.end)
    spent = not line.holds.isdisjoint(_SPENT)
    for span in spans(line.tokens):
        is_hours = _HOUR * 0.9 <= span.days < 1 and spent
        if is_hours and not _is_promised(line, span) and not _is_until(line, span):
            told.append(Told("hours", round(span.days / _HOUR, 2), *place))
        elif _gone_by(line, span):
            told.append(Told("days", round(span.days), *place))
    return told


def _is_promised(line: Line, span: Span) -> bool:
    """Tell whether a length is promised: its clause is to come, or gives a promise before it."""
    own = line.clauses[line.clause[span.first]]
    if not _WAITED.isdisjoint(code for place in own for code in line.classes[place]):
        return False
    before = [place for place in own if place < span.first]
    return (
        any("FUT" in line.classes[place] for place in own)
        or any(not line.classes[place].isdisjoint(_AHEAD) for place in before)
        or any(is_would(line.tokens, place) for place in before)
    )


def _is_until(line: Line, span: Span) -> bool:
    """Tell whether a length is the time until something: "she rang back in an hour"."""
    own = line.clauses[line.clause[span.first]]
    if not _WAITED.isdisjoint(code for place in own for code in line.classes[place]):
        return False
    before = [said_of(token) for token in line.tokens[max(0, span.first - 2) : span.first]]
    before = [word for word in before if word not in _ARTICLES]
    after = [said_of(token) for token in line.tokens[span.last + 1 : span.last + 2]]
    return not _UNTIL.isdisjoint(before[-1:]) or not _LATER.isdisjoint(after)


def _gone_by(line: Line, span: Span) -> bool:
    """Tell whether a length of time is one that went by: a cue says so and nothing is promised."""
    if not 1 <= span.days <= _LONGEST_DAYS or line.holds & _AHEAD:
        return False
    near = range(max(0, span.first - _NEAR), min(len(line.tokens), span.last + 1 + _NEAR))
    cued = any(not _CUES.isdisjoint(line.classes[i]) for i in near)
    return cued and (span.first != span.last or span.days >= _WEEK)
