"""Words of one sentence that tell when something happened, Russian and English."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from operator import attrgetter

from cxkit.language.ground.document import Sentence
from cxkit.language.ground.tokens import Token, once
from cxkit.language.quantities.dates import date_starts
from cxkit.language.quantities.quantities import quantities_in
from cxkit.language.story.data_files import rows
from cxkit.language.story.times.amounts import Span, is_working, ordinals, spans, units
from cxkit.language.story.times.date_cues import date_cues
from cxkit.language.story.times.time_lists import (
    Cue,
    calendar,
    cue_of,
    is_due,
    lemma_of,
    number_named,
    places_of,
    said_of,
    stands_in,
    words_of,
)

_BARE_DAY = re.compile(r"(\d{1,2})-?(?:го|е|th|st|nd|rd)", re.IGNORECASE)
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_BESIDE = 15  # characters between a date and the distance that says it again
_DAY_WORDS = frozenset(("день", "сутки", "day"))
_AFTER = frozenset(("после", "с", "со", "after", "since", "from"))
_REPORTED = frozenset(("date", "yearless", "monthday"))
_QUOTES = frozenset('«»"“”„')
_MARKS = frozenset(",:;—–")
_LATER = frozenset(("позже", "позднее", "спустя"))
_PASSES = frozenset(("пройти", "миновать", "минуть", "пролететь", "pass", "go"))
_RANGES = frozenset(("с", "from", "between", "до", "to", "-", "–", "—", "после", "after"))


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str, float]]]:
    """Give the phrases by their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str, float]]] = {}
    for code, value, written in rows("time_phrases"):
        words = tuple(written.split())
        found.setdefault(words[0], []).append((words, code, float(value)))
    return {first: sorted(own, key=lambda one: -len(one[0])) for first, own in found.items()}


@cache
def _time_words() -> frozenset[str]:
    """Give words without which, and without a figure, no sentence tells a time."""
    endings = {words[-1] for opened in _phrases().values() for words, _, _ in opened}
    days = calendar("month").keys() | calendar("weekday").keys() | date_starts() | ordinals()
    return frozenset(endings | units().keys() | days)


def may_tell(tokens: Sequence[Token]) -> bool:
    """Tell whether a sentence has a word that can tell a time; most have none.

    Examples
    --------
    >>> from cxkit.language.ground.document import parse
    >>> may_tell(parse("He came on Monday.").tokens), may_tell(parse("He came back.").tokens)
    (True, False)
    """
    return bool(telling(tokens))


@once
def telling(tokens: Sequence[Token]) -> list[int]:
    """Give the places of the words that can tell a time, or are part of what tells one."""
    known = _time_words()
    return [
        place for place, token in enumerate(tokens)
        if token.lemma in known or said_of(token) in known or token.text[0].isdigit()
    ]  # fmt: skip


def is_reported(sentence: Sentence, cue: Cue) -> bool:
    """Tell whether a day is that of what somebody was told: "said that it was sent on 5 May".

    Examples
    --------
    >>> from cxkit.language.ground.document import parse
    >>> sentence = parse("He told me it had been rejected on 10 June.").sentences[0]
    >>> [is_reported(sentence, cue) for cue in cues_in(sentence, set())[0]]
    [True]
    """
    if cue.code not in _REPORTED:
        return False
    tokens = sentence.tokens
    telling_words = places_of(tokens, "telling", lemma_of)
    own = bisect_left(tokens, (cue.start,))
    told = bisect_left(telling_words, own)
    if not told:
        return False
    between = telling_words[told - 1] + 1, own
    is_russian = "cyr" in tokens[between[0] - 1].tags
    if stands_in(places_of(tokens, "apart", said_of), *between) or (
        is_russian and not stands_in(places_of(tokens, "opening", said_of), *between)
    ):
        return False
    return stands_in(_past_verbs(tokens), *between)


@once
def _past_verbs(tokens: Sequence[Token]) -> list[int]:
    return [place for place, token in enumerate(tokens) if {"verb", "past"} <= token.tags]


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
    >>> from cxkit.language.ground.document import parse
    >>> cues, month = cues_in(parse("Обещали до 5 мая, привезли 9-го.").sentences[0], set())
    >>> [(cue.code, cue.value) for cue in cues], month
    ([('yearless', 129.0)], 5)
    """
    tokens = sentence.tokens
    found, month = times_of(tokens, month)
    if not found:
        return [], month
    alone = {(t.start, t.end) for b, t, a in zip(tokens, tokens[1:], tokens[2:], strict=False)
             if b.text in _QUOTES and a.text in _QUOTES}  # fmt: skip
    kept: list[Cue] = []
    clauses, ahead = sentence.clauses, _starts_ahead(tokens)
    for cue in found:
        clause = clauses[bisect_right(clauses, cue.start, key=attrgetter("start")) - 1]
        if stands_in(ahead, clause.start, clause.end):
            continue
        if kept and cue.code in ("nth", "relative") and _restates(kept[-1], cue):
            continue
        apart = not kept or cue.start >= kept[-1].end
        if apart and cue.start not in quoted and (cue.start, cue.end) not in alone:
            kept.append(cue)
    return kept, month


@once
def times_of(tokens: list[Token], month: int | None) -> tuple[list[Cue], int | None]:
    """Give all times that some words name, and the month that holds after them."""
    places = telling(tokens)
    found = _phrase_cues(tokens) + _quantity_cues(tokens)
    dated, month = date_cues(tokens, places, month)
    is_dated = bool(dated) or any(cue.code in ("date", "yearless") for cue in found)
    found += dated + _weekday_cues(tokens, places) + _clock_cues(tokens, places)
    found += [] if is_dated else _span_cues(tokens)
    return sorted(found, key=lambda cue: (cue.start, cue.start - cue.end)), month


def tells_more(sentence: Sentence, cues: list[Cue], quoted: set[int]) -> bool:
    """Tell whether a sentence tells a time that is not read: a length of days, a month.

    Parameters
    ----------
    sentence : Sentence
        Of a parsed document.
    cues : list of Cue
        What is read of its times.
    quoted : set of int
        Places of the words in quoted speech, which pass no time.
    """
    tokens = sentence.tokens
    lengths = [one.first for one in spans(tokens) if one.days >= 1]
    months = [place for place in telling(tokens) if _names_day(tokens[place])]
    starts = [tokens[place].start for place in lengths + months]
    read = sorted(cues)
    reach = [0, *accumulate((cue.end for cue in read), max)]
    return any(
        reach[bisect_right(read, one, key=attrgetter("start"))] <= one
        for one in starts
        if one not in quoted
    )


def _names_day(token: Token) -> bool:
    is_named = token.lemma in calendar("month") or token.lemma in calendar("weekday")
    return is_named or _BARE_DAY.fullmatch(token.text) is not None


def _starts_ahead(tokens: Sequence[Token]) -> list[int]:
    """Give where the words stand whose clause tells what is to come: its times place nothing."""
    ahead = words_of("future")
    return [token.start for token in tokens if "fut" in token.tags or token.lemma in ahead]


def _restates(before: Cue, cue: Cue) -> bool:
    """Tell whether a distance only says a date again: «22 июля, то есть на пятнадцатый день»."""
    return before.code in ("date", "yearless", "weekday") and 0 <= cue.start - before.end < _BESIDE


def _phrase_cues(tokens: list[Token]) -> list[Cue]:
    found, known = [], _phrases()
    for index, token in enumerate(tokens):
        for words, code, value in known.get(said_of(token), ()):
            own = tokens[index : index + len(words)]
            if len(own) == len(words) and all(map(_is_word, own, words)):
                found.append(cue_of(tokens, index, index + len(words) - 1, code, value))
                break
    return found


def _is_word(token: Token, word: str) -> bool:
    return word in (said_of(token), token.lemma)


def _span_cues(tokens: list[Token]) -> list[Cue]:
    """Read "on day ten", «на пятые сутки»: the n-th day, the first day counted."""
    found = []
    for span in spans(tokens):
        own = tokens[span.first : span.last + 1]
        inside = {token.lemma for token in own} | {said_of(token) for token in own}
        if not span.order or inside.isdisjoint(_DAY_WORDS) or is_working(tokens, span):
            continue
        if not float(span.days).is_integer() or span.days < 1:
            continue
        if span.days == 1 and not any(token.text[:1].isdigit() for token in own):
            continue  # "the first day" is that of a stay, a club, a lease
        after = tokens[span.last + 1].lemma if span.last + 1 < len(tokens) else ""
        counted = after in _AFTER and not _with_what(tokens[span.last + 2 : span.last + 3])
        if counted:
            found.append(cue_of(tokens, span.first, span.last, "relative", span.days))
        else:
            found.append(cue_of(tokens, span.first, span.last, "nth", span.days - 1))
    return found


def _with_what(following: list[Token]) -> bool:
    """Tell whether «с» means "with" and not "since": «пятый день с температурой»."""
    return any("ins" in token.tags for token in following)


def _quantity_cues(tokens: list[Token]) -> list[Cue]:
    """Take over the dates and the distances that are read in any text."""
    found = []
    for one in quantities_in(tokens):
        if one.layer != "date" or one.value is None or one.code == "clock":
            continue
        before = tokens[one.first - 1].lemma if one.first else ""
        place = (one.first, one.last - 1)
        if one.code in ("date", "yearless"):
            if not is_due(tokens, one.first):
                found.append(cue_of(tokens, *place, one.code, one.value))
        elif one.value < 0 and tokens[one.last - 1].lemma in ("ago", "назад"):
            found.append(cue_of(tokens, *place, "ago", one.value))
        elif tokens[one.first].lemma == "in":
            continue  # "three times in one week"; what follows a verb is read by `_passed`
        elif one.value > 0 and one.last - one.first > 1 and before not in ("на", "by"):
            found.append(cue_of(tokens, *place, "relative", one.value))
    lengths = spans(tokens)
    by_end = {span.last: span for span in reversed(lengths) if not span.order}
    later = [cue_of(tokens, span.first, last + 1, "relative", span.days)
             for last, span in sorted(by_end.items()) if _is_later(tokens, span)]  # fmt: skip
    return found + later + _passed(tokens, lengths)


def _passed(tokens: list[Token], lengths: list[Span]) -> list[Cue]:
    """Read «прошла неделя», "three days went by", "answered in two days": days gone by."""
    found = []
    for span in lengths:
        around = tokens[max(0, span.first - 2) : span.first] + tokens[span.last + 1 : span.last + 3]
        words = {token.lemma for token in around if "past" in token.tags}
        goes_by = "go" not in words or "by" in {token.lemma for token in around}
        passed = not words.isdisjoint(_PASSES) and goes_by
        within = span.first > 1 and tokens[span.first - 1].lemma == "in"
        within = within and "past" in tokens[span.first - 2].tags
        if (passed or within) and span.days >= 1 and not span.order:
            found.append(cue_of(tokens, span.first, span.last, "relative", span.days))
    return found


def _is_later(tokens: list[Token], span: Span) -> bool:
    """Read «неделей позже», "two days after we got home", "ten days on, nothing"."""
    index = span.last + 1
    if index == len(tokens):
        return False
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    is_after = tokens[index].lemma == "after" and following is not None
    is_on = tokens[index].lemma == "on" and following is not None and following.text in _MARKS
    if not is_after and not is_on and said_of(tokens[index]) not in _LATER:
        return False
    return not is_working(tokens, span) and (
        not span.first or tokens[span.first - 1].lemma not in ("на", "by", "for", "the")
    )


def _weekday_cues(tokens: list[Token], places: list[int]) -> list[Cue]:
    found = []
    for index in places:
        token = tokens[index]
        day = number_named(token, "weekday")
        if day is None or "plur" in token.tags or is_due(tokens, index):
            continue
        following = tokens[index + 1].text if index + 1 < len(tokens) else ""
        if index and tokens[index - 1].lemma == "a":
            continue  # "on a Wednesday"
        is_earlier = any(said_of(one) == "had" for one in tokens[max(0, index - 6) : index])
        if following not in ("'s", "’s", "week") and not is_earlier:
            found.append(cue_of(tokens, index, index, "weekday", float(day)))
    return found


def _clock_cues(tokens: list[Token], places: list[int]) -> list[Cue]:
    found = []
    for index in places:
        clock = _CLOCK.fullmatch(tokens[index].text)
        before = tokens[index - 1].lemma if index else ""
        if clock and before not in _RANGES and not is_due(tokens, index):
            minutes = int(clock[1]) * 60.0 + int(clock[2])
            found.append(cue_of(tokens, index, index, "clock", minutes))
    return found
