"""Words of one sentence that tell when something happened, Russian and English."""

import re
from functools import cache
from typing import NamedTuple

from cxkit.language.document import Sentence
from cxkit.language.quantities import quantities_in
from cxkit.language.story.amounts import Number, numbers, spans
from cxkit.language.story.data_files import rows
from cxkit.language.tokens import Token

_DAYS_BEFORE = (0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335)
"""Days of a leap year before each month."""

_LAST_DAY, _LAST_MONTH = 31, 12
_BARE_DATE = re.compile(r"(\d{2})\.(\d{2})")
_BARE_DAY = re.compile(r"(\d{1,2})-?(?:го|е|th|st|nd|rd)", re.IGNORECASE)
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_NEAR_MONTHS = 2
_BESIDE = 15  # characters between a date and the distance that says it again
_DAY_WORDS = frozenset(("день", "сутки", "day"))
WORKING = frozenset(("рабочий", "рабочих", "working", "business"))
_AFTER = frozenset(("после", "с", "со", "after", "since", "from"))
_QUOTES = frozenset('«»"“”„')
_LATER = frozenset(("позже", "позднее", "спустя"))
_PASSES = frozenset(("пройти", "миновать", "минуть", "пролететь", "pass", "go"))
_BEFORE_A_DAY = frozenset(("the", "этот", "тот", ","))
_RANGES = frozenset(("с", "from", "between", "до", "to", "-", "–", "—", "после", "after"))


class Cue(NamedTuple):
    """Words that tell a time: their place, what they are counted from, and how far.

    Attributes
    ----------
    start, end : int
        Their place in the text.
    code : str
        "date", "yearless", "weekday", "nth", "relative", "ago" or "clock".
    value : float
        Days, number of the day of the week, or minutes after midnight.
    """

    start: int
    end: int
    code: str
    value: float


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str, float]]]:
    """Give the phrases by their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str, float]]] = {}
    for code, value, written in rows("time_phrases"):
        words = tuple(written.split())
        found.setdefault(words[0], []).append((words, code, float(value)))
    return {first: sorted(own, key=lambda one: -len(one[0])) for first, own in found.items()}


@cache
def words_of(kind: str) -> frozenset[str]:
    """Give the words of a kind around a time."""
    return frozenset(word for name, words in rows("time_words") if name == kind
                     for word in words.split())  # fmt: skip


@cache
def calendar(kind: str) -> dict[str, int]:
    """Give the number of each "month" or "weekday"."""
    return {word: int(number) for own, word, number in rows("calendar") if own == kind}


@cache
def short_weekdays() -> dict[str, int]:
    """Give the number of each short name of a day of the week."""
    return {word: day for day in range(1, 8) for word in words_of(f"weekday{day}")}


def cues_in(
    sentence: Sentence, quoted: set[int], month: int | None = None
) -> tuple[list[Cue], int | None]:
    """Give the times of one sentence in order, and the month that holds after it.

    Parameters
    ----------
    sentence : Sentence
        Of a parsed document.
    quoted : set of int
        Places of the words in quoted speech, whose times are left out.
    month : int, optional
        Month named last before, for days told without one («25-го»).

    Examples
    --------
    >>> from cxkit.language.document import parse
    >>> cues, month = cues_in(parse("Обещали до 5 мая, привезли 9-го.").sentences[0], set())
    >>> [(cue.code, cue.value) for cue in cues], month
    ([('yearless', 129.0)], 5)
    """
    tokens = sentence.tokens
    found = _phrase_cues(tokens) + _quantity_cues(tokens)
    dated, month = _date_cues(tokens, month)
    is_dated = bool(dated) or any(cue.code in ("date", "yearless") for cue in found)
    found += dated + _weekday_cues(tokens) + _clock_cues(tokens)
    found += [] if is_dated else _span_cues(sentence)
    found.sort(key=lambda cue: (cue.start, cue.start - cue.end))
    alone = {(t.start, t.end) for b, t, a in zip(tokens, tokens[1:], tokens[2:], strict=False)
             if b.text in _QUOTES and a.text in _QUOTES}  # fmt: skip
    kept: list[Cue] = []
    future = _future_clauses(sentence)
    for cue in found:
        if any(start <= cue.start < end for start, end in future):
            continue
        if kept and cue.code in ("nth", "relative") and _restates(kept[-1], cue):
            continue
        apart = not kept or cue.start >= kept[-1].end
        if apart and cue.start not in quoted and (cue.start, cue.end) not in alone:
            kept.append(cue)
    return kept, month


def tells_more(sentence: Sentence, cues: list[Cue]) -> bool:
    """Tell whether a sentence tells a time that is not read: a length of days, a month."""
    lengths = [(one.first, one.last) for one in spans(sentence) if one.days >= 1]
    months = [(n, n) for n, token in enumerate(sentence.tokens)
              if token.lemma in calendar("month") or token.lemma in calendar("weekday")
              or _BARE_DAY.fullmatch(token.text)]  # fmt: skip
    starts = [sentence.tokens[first].start for first, _ in lengths + months]
    return any(not any(cue.start <= one < cue.end for cue in cues) for one in starts)


def _future_clauses(sentence: Sentence) -> list[tuple[int, int]]:
    """Give the clauses that tell what is to come: a time in them is not that of a happening."""
    return [
        (clause.start, clause.end)
        for clause in sentence.clauses
        if any("fut" in token.tags or token.lemma in words_of("future") for token in clause.tokens)
    ]


def _restates(before: Cue, cue: Cue) -> bool:
    """Tell whether a distance only says a date again: «22 июля, то есть на пятнадцатый день»."""
    return before.code in ("date", "yearless") and 0 <= cue.start - before.end < _BESIDE


def _cue(tokens: list[Token], first: int, last: int, code: str, value: float) -> Cue:
    """Make a cue of the tokens from *first* to *last*, both taken."""
    return Cue(tokens[first].start, tokens[last].end, code, value)


def _is_due(tokens: list[Token], first: int) -> bool:
    """Tell whether the words before a time make it a due day, a name or a habit."""
    before = [token.lemma for token in tokens[max(0, first - 3) : first]]
    while before and (before[-1] in _BEFORE_A_DAY or before[-1] in calendar("weekday")):
        before.pop()
    last = before[-1] if before else ""
    return last in words_of("due") or last in words_of("repeated")


def _named(token: Token, kind: str) -> int | None:
    """Give the number of a month or weekday, also where a bare date is taken for Russian."""
    return calendar(kind).get(token.lemma) or calendar(kind).get(_said(token))


def _said(token: Token) -> str:
    return token.text.lower().replace("ё", "е")


def _phrase_cues(tokens: list[Token]) -> list[Cue]:
    found = []
    for index, token in enumerate(tokens):
        for words, code, value in _phrases().get(_said(token), ()):
            own = tokens[index : index + len(words)]
            if len(own) == len(words) and all(map(_is_word, own, words)):
                found.append(_cue(tokens, index, index + len(words) - 1, code, value))
                break
    return found


def _is_word(token: Token, word: str) -> bool:
    return word in (_said(token), token.lemma)


def _span_cues(sentence: Sentence) -> list[Cue]:
    """Read "on day ten", «на пятые сутки»: the n-th day, the first day counted."""
    tokens = sentence.tokens
    found = []
    for span in spans(sentence):
        inside = {token.lemma for token in tokens[span.first : span.last + 1]}
        if not span.order or inside.isdisjoint(_DAY_WORDS) or not inside.isdisjoint(WORKING):
            continue
        if not float(span.days).is_integer() or span.days < 1:
            continue
        after = tokens[span.last + 1].lemma if span.last + 1 < len(tokens) else ""
        if after in _AFTER:
            found.append(_cue(tokens, span.first, span.last, "relative", span.days))
        else:
            found.append(_cue(tokens, span.first, span.last, "nth", span.days - 1))
    return found


def _quantity_cues(tokens: list[Token]) -> list[Cue]:
    """Take over the dates and the distances that are read in any text."""
    found = []
    for one in quantities_in(tokens):
        if one.layer != "date" or one.value is None or one.code == "clock":
            continue
        before = tokens[one.first - 1].lemma if one.first else ""
        place = (one.first, one.last - 1)
        if one.code in ("date", "yearless"):
            if not _is_due(tokens, one.first):
                found.append(_cue(tokens, *place, one.code, one.value))
        elif one.value < 0 and tokens[one.last - 1].lemma in ("ago", "назад"):
            found.append(_cue(tokens, *place, "ago", one.value))
        elif one.value > 0 and one.last - one.first > 1 and before not in ("на", "by"):
            found.append(_cue(tokens, *place, "relative", one.value))
    for index, token in enumerate(tokens):
        found += _later(tokens, index, token)
    return found + _passed(tokens)


def _passed(tokens: list[Token]) -> list[Cue]:
    """Read «прошла неделя», "three days went by", "answered in two days": days gone by."""
    found = []
    for span in spans(_Words(tokens)):
        around = tokens[max(0, span.first - 2) : span.first] + tokens[span.last + 1 : span.last + 3]
        words = {token.lemma for token in around if "past" in token.tags}
        goes_by = "go" not in words or "by" in {token.lemma for token in around}
        passed = not words.isdisjoint(_PASSES) and goes_by
        within = span.first > 1 and tokens[span.first - 1].lemma == "in"
        within = within and "past" in tokens[span.first - 2].tags
        if (passed or within) and span.days >= 1 and not span.order:
            found.append(_cue(tokens, span.first, span.last, "relative", span.days))
    return found


def _later(tokens: list[Token], index: int, token: Token) -> list[Cue]:
    """Read «неделей позже», "two days after we got home"."""
    is_after = token.lemma == "after" and index + 1 < len(tokens)
    if not is_after and _said(token) not in _LATER:
        return []
    if not {_said(one) for one in tokens[max(0, index - 2) : index]}.isdisjoint(WORKING):
        return []
    own = [one for one in spans(_Words(tokens)) if one.last == index - 1 and not one.order]
    if not own or (own[0].first and tokens[own[0].first - 1].lemma in ("на", "by", "for")):
        return []
    return [_cue(tokens, own[0].first, index, "relative", own[0].days)]


class _Words(NamedTuple):
    tokens: list[Token]


def _date_cues(tokens: list[Token], month: int | None) -> tuple[list[Cue], int | None]:
    """Read dates in words and figures; days alone («25-го») take the month named last."""
    found = []
    known = numbers(_Words(tokens))
    for index, token in enumerate(tokens):
        named = _named(token, "month")
        beside = [n for n in known if index - 1 in (n.last,) or n.first == index + 1]
        days = [n for n in beside if 1 <= n.value <= _LAST_DAY and float(n.value).is_integer()]
        if named is not None and days:
            month = named
            first, last = min(days[0].first, index), max(days[0].last, index)
            if not _is_due(tokens, first):
                value = _DAYS_BEFORE[named - 1] + days[0].value - 1
                found.append(_cue(tokens, first, last, "yearless", value))
        bare = _BARE_DATE.fullmatch(token.text)
        if bare and _is_date(bare) and _stands_free(tokens, index, month):
            month = int(bare[2])
            value = _DAYS_BEFORE[month - 1] + int(bare[1]) - 1.0
            found.append(_cue(tokens, index, index, "yearless", value))
    for number in known:
        if month and _is_day_alone(tokens, number) and not _is_due(tokens, number.first):
            value = _DAYS_BEFORE[month - 1] + number.value - 1.0
            found.append(_cue(tokens, number.first, number.last, "yearless", value))
    return found, month


def _is_day_alone(tokens: list[Token], number: Number) -> bool:
    """Tell whether an ordinal stands for a day of the month: «25-го», "on the 9th"."""
    if number.kind != "order" or not 1 <= number.value <= _LAST_DAY:
        return False
    first, last = tokens[number.first], tokens[number.last]
    before = tokens[number.first - 1].lemma if number.first else ""
    following = tokens[number.last + 1] if number.last + 1 < len(tokens) else None
    bound = following is not None and {"noun", "gen"} <= following.tags
    free = (
        following is None or "noun" not in following.tags or not (bound or "lat" in following.tags)
    )
    russian = _said(last).endswith(("ого", "его", "го"))
    return free and (russian or (first.text[:1].isdigit() and before == "the"))


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
    return index == 0 or (is_near and tokens[index - 1].lemma != "в" and not _is_due(tokens, index))


def _weekday_cues(tokens: list[Token]) -> list[Cue]:
    found = []
    for index, token in enumerate(tokens):
        day = _named(token, "weekday")
        if day is None or "plur" in token.tags or _is_due(tokens, index):
            continue
        following = tokens[index + 1].text if index + 1 < len(tokens) else ""
        is_earlier = any(_said(one) == "had" for one in tokens[max(0, index - 6) : index])
        if following not in ("'s", "’s") and not is_earlier:
            found.append(_cue(tokens, index, index, "weekday", float(day)))
    return found


def _clock_cues(tokens: list[Token]) -> list[Cue]:
    found = []
    for index, token in enumerate(tokens):
        clock = _CLOCK.fullmatch(token.text)
        before = tokens[index - 1].lemma if index else ""
        if clock and before not in _RANGES and not _is_due(tokens, index):
            minutes = int(clock[1]) * 60.0 + int(clock[2])
            found.append(_cue(tokens, index, index, "clock", minutes))
    return found
