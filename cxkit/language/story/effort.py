"""Effort as the story tells it: contacts counted, hours spent, days gone by."""

from dataclasses import dataclass

from cxkit.language.story.amounts import Span, numbers, spans
from cxkit.language.story.reading import Line, Reading
from cxkit.language.story.time_lists import is_would

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
    """Count contacts: "nine times I rang", «четыре звонка», "two trips and three calls"."""
    if line.holds.isdisjoint(_CONTACT) and not any(t.lemma in _NOUNS for t in line.tokens):
        return []
    times, nouns = [0.0], 0.0
    lengths = {span.first for span in spans(line)}
    for number in numbers(line):
        if number.first in lengths:
            continue
        after = line.tokens[number.last + 1 : number.last + 4]
        if number.kind == "order" or not 1 < number.value < _MOST or _is_date(line, number.last):
            continue
        near = range(max(0, number.first - _NEAR), min(len(line.tokens), number.last + 1 + _NEAR))
        of_times = number.kind == "times" or (after and after[0].lemma in ("раз", "time"))
        if of_times and any(not _CONTACT.isdisjoint(line.classes[i]) for i in near):
            times.append(number.value)
        elif any(token.lemma in _NOUNS and "verb" not in token.tags for token in after[:2]):
            nouns += number.value
    most = max(*times, nouns)
    return [Told("contacts", most, line.start, line.end)] if most else []


def _is_date(line: Line, last: int) -> bool:
    """Tell whether a number is the day of a month."""
    return last + 1 < len(line.tokens) and "MONTH" in line.classes[last + 1]


def _times(line: Line) -> list[Told]:
    """Read hours spent on contact and days gone by; a promised time is neither."""
    told = []
    place = (line.start, line.end)
    spent = not line.holds.isdisjoint(_SPENT)
    for span in spans(line):
        if _HOUR * 0.9 <= span.days < 1 and spent and not _is_promised(line, span):
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


def _gone_by(line: Line, span: Span) -> bool:
    """Tell whether a length of time is one that went by: a cue says so and nothing is promised."""
    if not 1 <= span.days <= _LONGEST_DAYS or line.holds & _AHEAD:
        return False
    near = range(max(0, span.first - _NEAR), min(len(line.tokens), span.last + 1 + _NEAR))
    cued = any(not _CUES.isdisjoint(line.classes[i]) for i in near)
    return cued and (span.first != span.last or span.days >= _WEEK)
