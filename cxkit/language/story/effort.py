"""Effort as the story tells it: contacts counted, hours spent, days gone by."""

from dataclasses import dataclass

from cxkit.language.story.amounts import numbers, spans
from cxkit.language.story.reading import Line, Reading

_CONTACT = frozenset(("CALL", "WRITE", "VISIT"))
_SPENT = frozenset(("HOLD", "WAIT", "PHONE_LINE", "CALL"))
_HOUR = 1 / 24
_NEAR = 5


@dataclass(frozen=True, slots=True)
class Told:
    """An amount and the words that tell it: kind is "contacts", "hours" or "days"."""

    kind: str
    amount: float
    start: int
    end: int


def effort(reading: Reading) -> list[Told]:
    """Read the amounts of effort that the story tells."""
    found = []
    for line in reading.lines:
        if line.told == "story":
            found += _contacts(line) + _times(line)
    return found


def _contacts(line: Line) -> list[Told]:
    """Count contacts: "nine times I rang", «четыре звонка», "three emails"."""
    told = []
    for number in numbers(line):
        after = [token.lemma for token in line.tokens[number.last + 1 : number.last + 4]]
        near = range(max(0, number.first - _NEAR), min(len(line.tokens), number.last + 1 + _NEAR))
        contact = any(not _CONTACT.isdisjoint(line.classes[i]) for i in near)
        of_times = after[:1] in (["раз"], ["time"]) or number.kind == "times"
        of_noun = any(lemma in _NOUNS for lemma in after)
        if number.kind != "order" and 1 < number.value < 100 and ((of_times and contact) or of_noun):
            told.append(Told("contacts", number.value, line.start, line.end))
    return told


_NOUNS = frozenset(("call", "phone", "email", "visit", "trip", "contact", "letter", "звонок", "обращение", "письмо", "визит"))


def _times(line: Line) -> list[Told]:
    told = []
    for span in spans(line):
        place = (line.start, line.end)
        if span.days < 0.9 and not _SPENT.isdisjoint(line.holds) and span.days >= _HOUR * 0.9:
            told.append(Told("hours", round(span.days / _HOUR, 2), *place))
        elif span.days >= 1 and (span.order or not line.holds.isdisjoint(("STILL", "ELAPSED"))):
            told.append(Told("days", span.days, *place))
    return told
