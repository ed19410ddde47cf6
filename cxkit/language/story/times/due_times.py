"""For when a promise was given: the words of it that name its time, and the days if it counts them.

A length of time ("within five days", «за час»), a day or an hour («до пятницы», "by two"), or both
ends of a stretch («с 10 до 12»). What lasts ("free for a month") or repeats (a price «в месяц») is
no due time. Nothing is guessed: a promise that names no time has none.
"""

from collections.abc import Sequence

from cxkit.language.ground.document import Document, Sentence
from cxkit.language.ground.tokens import Token, once
from cxkit.language.mention import Mention
from cxkit.language.story.times.amounts import is_working, number_of, spans
from cxkit.language.story.times.due_points import Part, points, repeats
from cxkit.language.story.times.time_lists import is_would, said_of, words_of

_NEXT = 3
"""Words that may stand between two parts of one due time."""

SURE, _TAKEN = 0.8, 0.5
"""Scores of a due time, and of one that may be what an act took that was done already."""

_OPEN = frozenset(":,")
_ARTICLES = frozenset(("a", "an", "the"))
_COUNTED_ELSE = frozenset(("ago", "назад", "late", "early", "overdue"))
"""After a length of time: it is counted from now or from the due time itself."""

_AHEAD = frozenset(("fut", "inf", "imper"))


def due_times(document: Document, told: Sequence[Mention]) -> list[Mention]:
    """Give the mentions of layer "due" that say for when the promises of a story were given.

    Parameters
    ----------
    document : Document
        The parsed story.
    told : sequence of Mention
        What was read out of it, promises among it.

    Returns
    -------
    list of Mention
        At most one a promise, with its number; the value is in days, None where the words name a
        day or an hour.

    Examples
    --------
    >>> from cxkit.language.ground.document import parse
    >>> text = "Обещали перезвонить в течение часа. They said by Friday noon."
    >>> told = [Mention(0, 35, "promise", "broken", None, None, "rule", None, 1),
    ...         Mention(36, 61, "promise", "broken", None, None, "rule", None, 2)]
    >>> [(text[due.start:due.end], due.value) for due in due_times(parse(text), told)]
    [('в течение часа', 0.042), ('by Friday noon', None)]
    """
    found = []
    for promise in told:
        if promise.layer != "promise":
            continue
        sentence = next((s for s in document.sentences if s.start <= promise.start < s.end), None)
        due = _due(sentence, promise, document.text) if sentence else None
        if due is not None and sentence is not None:
            first, last = sentence.tokens[due.first], sentence.tokens[due.last]
            days = None if due.days is None else round(due.days, 3)
            score = _TAKEN if _is_taken(sentence, due) else SURE
            found.append(Mention(first.start, last.end, "due", "time", days, score, "time",
                                 None, promise.promise))  # fmt: skip
    return found


def _due(sentence: Sentence, promise: Mention, text: str) -> Part | None:
    """Give the due time inside a promise, else in what its last mark opens.

    What an act took that was done already ("logged it in ten minutes and told me that ...") is
    taken last, the end of a time ("by", "within") before a time named otherwise.
    """
    tokens = sentence.tokens
    chains = [one for one in _chains(tokens) if not _tells_when_said(tokens, one)]
    instead = instead_at(tokens)
    chains = [one for one in chains if instead is None or one.first > instead]
    inside = [one for one in chains if promise.start <= tokens[one.first].start < promise.end]
    if not inside and text[promise.end - 1] in _OPEN:
        inside = [one for one in chains if tokens[one.first].start >= promise.end]
    return min(inside, key=lambda one: _rank(sentence, one), default=None)


def instead_at(tokens: Sequence[Token]) -> int | None:
    """Give the place of the word after which stands what was promised: "nine instead of five".

    None where no number follows it.
    """
    for place, token in enumerate(tokens):
        following = tokens[place + 1 : place + 1 + _NEXT + 1]
        if said_of(token) in words_of("instead") and any(map(number_of, following)):
            return place
    return None


def _rank(sentence: Sentence, part: Part) -> tuple[bool, bool, bool]:
    """Give what speaks against a time: a past act took it, it is no end, nothing is ahead."""
    is_ahead, is_past = _tenses(sentence, part)
    is_taken = part.days is not None and is_past and not is_ahead
    return is_taken, not part.is_end, not is_ahead


def _is_taken(sentence: Sentence, part: Part) -> bool:
    """Tell whether a length of time is what a past act took: its clause speaks of nothing ahead."""
    return _rank(sentence, part)[0]


def _tenses(sentence: Sentence, part: Part) -> tuple[bool, bool]:
    """Tell whether the clause of a time speaks of what is ahead, and of what is past."""
    place = sentence.tokens[part.first].start
    clause = next(one for one in sentence.clauses if one.start <= place < one.end)
    verbs = [token for token in clause.tokens if "verb" in token.tags]
    is_ahead = any(
        not token.tags.isdisjoint(_AHEAD)
        or said_of(token) in words_of("future")
        or is_would(clause.tokens, number)
        or token.lemma in words_of("giving")
        for number, token in enumerate(clause.tokens)
    )
    return is_ahead, any("past" in verb.tags for verb in verbs)


@once
def _chains(tokens: list[Token]) -> list[Part]:
    """Join the parts that follow each other closely: «с 10» «до 12», "by noon" "on Monday"."""
    found: list[Part] = []
    for part in _parts(tokens):
        between = tokens[found[-1].last + 1 : part.first] if found else []
        is_near = bool(found) and len(between) <= _NEXT
        words = [one for one in between if one.text != "," or not part.is_point]
        is_point = bool(found) and found[-1].is_point and part.is_point
        is_joined = all(said_of(one) in words_of("joined") for one in words)
        if is_near and is_joined and (is_point or len(words) == len(between)):
            is_free, is_end = found[-1].is_free or part.is_free, found[-1].is_end or part.is_end
            found[-1] = Part(found[-1].first, part.last, None, is_free, is_end, is_point)
        else:
            found.append(part)
    return [chain for chain in found if chain.is_free]


def _tells_when_said(tokens: list[Token], part: Part) -> bool:
    """Tell whether a time says when a promise was given: "On Friday they told me", "[9:40]"."""
    following = tokens[part.last + 1 :]
    opening = tokens[part.first : part.first + 2]
    is_deadline = any(said_of(one) in words_of("deadline") for one in opening)
    after = following[0].text if following else ""
    if after == "]" or (after == ":" and not is_deadline):
        return True
    if is_deadline or number_of(opening[0]) or any("word" in t.tags for t in tokens[: part.first]):
        return False
    verb = next((one for one in following if "verb" in one.tags), None)
    return verb is not None and not verb.tags.isdisjoint(("past", "pres"))


def _parts(tokens: list[Token]) -> list[Part]:
    """Give the lengths, days and hours of a sentence that can be due times, in order."""
    found = _lengths(tokens) + points(tokens)
    kept: list[Part] = []
    for part in sorted(found, key=lambda one: (one.first, -one.last)):
        if not kept or part.first > kept[-1].last:
            kept.append(part)
    return kept


def _lengths(tokens: list[Token]) -> list[Part]:
    """Read "within five days", «за час», "48 hours"."""
    found = []
    for span in spans(tokens):
        start = span.first - (bool(span.first) and said_of(tokens[span.first - 1]) in _ARTICLES)
        before = said_of(tokens[start - 1]) if start else ""
        inside = tokens[span.first : span.last + 1]
        is_end = before in words_of("term") or any(
            said_of(one) in words_of("term") for one in inside
        )
        is_counted = any(number_of(one) is not None for one in inside)
        is_other = before in words_of("lasting") or before in words_of("rate")
        is_other = is_other or repeats(tokens[start - 1 : start])
        is_other = is_other or said_of(tokens[span.last - 1]) in words_of("pointing")
        after = tokens[span.last + 1].lemma if span.last + 1 < len(tokens) else ""
        if span.order or after in _COUNTED_ELSE or not (is_end or (is_counted and not is_other)):
            continue
        is_opened = before in words_of("term")
        first = start - _words_before(tokens, start) if is_opened else span.first
        days = None if is_working(tokens, span) else span.days
        found.append(Part(first, span.last, days, is_end=is_end))
    return found


def _words_before(tokens: list[Token], place: int) -> int:
    """Count the words that open a length: one, or two for «в течение»."""
    return 2 if place > 1 and said_of(tokens[place - 1]) == "течение" else 1
