"""The promise ledger: what was promised, for when, and what a later line says became of it."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from cxkit.language.story.frames.factors import best_of_line
from cxkit.language.story.frames.frame_match import Hit, match
from cxkit.language.story.judge.judge import LONGEST, Verdict
from cxkit.language.story.judge.line_terms import Terms, named
from cxkit.language.story.promises.promise_acts import Promised, done, promise_words, promised
from cxkit.language.story.promises.promise_days import counted
from cxkit.language.story.reading import Line
from cxkit.language.story.times.amounts import spans
from cxkit.language.story.times.time_cues import may_tell
from cxkit.language.story.times.time_lists import said_of

_AHEAD = 8  # lines after a promise in which its fate is looked for
_CLEAR = 0.15  # share of a broken promise in a line that proves one
_OWN_TERMS = ("w:", "c:", "f:", "g:")
_LATER_TERMS = ("w:", "c:", "f:")
_SIGNS_OF_FATE = frozenset((
    "factor:broken_promise", "factor:no_proactive_update", "factor:repeated_contact",
    "recovery:fix", "recovery:compensation", "recovery:follow_up", "touchpoint:waiting",
    "touchpoint:resolution", "touchpoint:refund", "touchpoint:delivery", "touchpoint:repair",
))  # fmt: skip
_DENIED = frozenset(("NEG", "NOT_KEPT", "-PAST"))
_THOUGH = frozenset(("хотя", "though", "although", "despite"))
_THAN_DUE = (
    "than",
    "deadline",
    "due",
    "promised",
    "agreed",
    "чем",
    "срок",
    "обещ",
    "назнач",
    "заявл",
    "обозн",
)
_AFTER = (["later"], ["after"], ["позже"], ["позднее"], ["после"])
_DELAYS = ("late", "delay", "опозд", "опазд", "задерж", "просроч")


@dataclass(slots=True)
class Promise:
    """One promise and its fate (kept, late, broken, unknown, vague), days after the due time."""

    start: int
    end: int
    fate: str
    gap_days: float | None
    due_days: float | None
    score: float
    by: str
    proof: tuple[int, int] | None


def promises(verdict: Verdict) -> list[Promise]:
    """Read the promises of the provider and what became of them.

    Parameters
    ----------
    verdict : Verdict
        From :func:`cxkit.language.story.judge.judge.judge`.
    """
    model = verdict.model
    shares = verdict.shares[:, verdict.columns["promise"]]
    given = np.flatnonzero(shares >= verdict.cut("promise")).tolist()
    if not given:
        return []
    read = [read_outright(verdict, number) for number in given]
    rows = [fate_numbers(verdict, one.given.line.number, one.fate) for one in read]
    best = model.fates.logits(rows).argmax(axis=1)
    found = [
        _promise(verdict, one, model.fates.codes[place])
        for one, place in zip(read, best, strict=True)
    ]
    pairs = zip(found, read, strict=True)
    missed = [one for one, own in pairs if one.fate == "broken" and _is_timed(own.given)]
    _add_told_delays(verdict.reading.lines, missed)
    return found


def fate_numbers(verdict: Verdict, number: int, read: str) -> Terms:
    """Give the numbers by which the fate of a promise in a line is judged.

    The words of its line, those of the lines after it (the nearer the heavier), the signs of fate
    among them, what the whole story tells, and the fate that a later line tells outright
    (:func:`read_outright`).
    """
    n_lines = len(verdict.terms)
    of_own, of_later = named("own:", _OWN_TERMS), named("after:", _LATER_TERMS)
    numbers = {of_own(term): value for term, value in verdict.terms[number].items()}
    for far in reversed(range(1, min(_AHEAD, n_lines - number))):
        numbers |= dict.fromkeys(map(of_later, verdict.terms[number + far]), 1 / far**0.5)
    del numbers[""]
    later = verdict.shares[number + 1 : number + _AHEAD].max(axis=0, initial=0).tolist()
    for code, share, whole in zip(verdict.codes, later, verdict.loudest.tolist(), strict=True):
        if code in _SIGNS_OF_FATE and number + 1 < n_lines:
            numbers[f"after:{code}"] = 2 * share
        if not code.startswith("touchpoint:"):
            numbers[f"story:{code}"] = whole / 2
    numbers["where"] = number / n_lines
    numbers[f"read:{read}"] = 1.0
    return numbers


def _named(lines: list[Line]) -> list[Hit]:
    """Give the strongest frame of a promise of each line."""
    best: dict[int, Hit] = {}
    for hit in best_of_line(match(lines, "promises")):
        known = best.get(hit.line.number)
        if known is None or hit.frame.score > known.frame.score:
            best[hit.line.number] = hit
    return list(best.values())


@dataclass(frozen=True, slots=True)
class _Given:
    """A line that promises, and the frame that says where in it."""

    line: Line
    hit: Hit | None

    @property
    def start(self) -> int:
        return self.hit.start if self.hit else self.line.start

    @property
    def end(self) -> int:
        return min(self.hit.end if self.hit else self.line.end, self.start + LONGEST)


class _Asked(NamedTuple):
    """What is asked of later lines: the line of the promise, its end, days and acts."""

    number: int
    after: int
    due: float | None
    what: Promised


_Read = tuple[str, float | None]
"""A fate and the days after the due time."""


@dataclass(frozen=True, slots=True)
class Outright:
    """What is read outright: the promise, its due time, what a later line says of it.

    ``is_plain`` says that the days were counted, or the line itself says that it was not done, so
    that nothing is left to judge.
    """

    given: _Given
    due: float | None
    fate: str
    proof: Line | None
    gap: float | None
    is_plain: bool = False


def read_outright(verdict: Verdict, number: int) -> Outright:
    """Look for a later line that tells when, late or not, the promise of a line was met."""
    lines = verdict.reading.lines
    named = {hit.line.number: hit for hit in _named(lines[number : number + 1])}
    given = _Given(lines[number], named.get(number))
    due = _due_days(given)
    days = counted(verdict.reading, verdict.timed, number, given.start, given.end)
    if days is not None and days.gap is not None and days.is_met:
        fate = "late" if days.gap else "kept"
        return Outright(given, due, fate, days.line, days.gap, is_plain=True)
    if _is_undone(given):
        return Outright(given, due, "broken", given.line, None, is_plain=True)
    if days is not None:
        return Outright(given, due, "broken", days.line, days.gap)
    return Outright(given, due, *_fate(given, lines, due))


def _promise(verdict: Verdict, read: Outright, judged: str) -> Promise:
    """Put together what is read and how it is judged."""
    given, gap = read.given, read.gap
    number = given.line.number
    proof = read.proof if _agree(read.fate, judged) else None
    if read.is_plain:
        fate, proof = read.fate, read.proof
    elif judged == "broken":
        fate = "late" if read.fate == "late" else "broken"
        proof = proof or _sign_of_fate(verdict, number)
    elif judged == "kept" and (read.proof or number + 1 < len(verdict.terms)):
        fate, gap = "kept", 0.0 if read.fate == "kept" else None
    else:
        fate = "vague" if given.hit is not None and given.hit.code == "vague" else "unknown"
    share = verdict.shares[number, verdict.columns["promise"]]
    return Promise(
        given.start,
        given.end,
        fate,
        gap if fate in ("kept", "late") or read.fate == fate == "broken" else None,
        read.due,
        round(float(share), 3),
        "judge:promise",
        (proof.start, min(proof.end, proof.start + LONGEST)) if proof else None,
    )


def _is_timed(given: _Given) -> bool:
    """Tell whether a promise has a word of time."""
    return may_tell([one for one in given.line.tokens if given.start <= one.start < given.end])


def _add_told_delays(lines: list[Line], given: list[Promise]) -> None:
    """Give the last of some broken promises before a line the days of delay that it tells."""
    for line in lines if given else ():
        known = [one for one in given if one.start < line.start and one.gap_days is None]
        days = _told_late(line, line.start) if known and line.told == "story" else None
        if days is not None and days >= 1 and line.holds.isdisjoint(_DENIED):
            last = known[-1]
            last.fate, last.gap_days = "late", round(days, 2)
            last.proof = (line.start, min(line.end, line.start + LONGEST))


def _agree(read: str, judged: str) -> bool:
    """Tell whether what a line was read to say of a promise proves what was judged."""
    return read == judged or (read == "late" and judged == "broken")


def _sign_of_fate(verdict: Verdict, number: int) -> Line | None:
    """Give the line after a promise that says most clearly that it was broken."""
    own = verdict.shares[number + 1 : number + _AHEAD, verdict.columns["factor:broken_promise"]]
    if not len(own) or own.max() < _CLEAR:
        return None
    return verdict.reading.lines[number + 1 + int(own.argmax())]


def _due_days(given: _Given) -> float | None:
    """Give the length of time that the promise names."""
    inside = [
        s
        for s in spans(given.line.tokens)
        if given.start <= given.line.tokens[s.first].start < given.end
    ]
    return round(inside[0].days, 3) if inside else None


def _fate(
    given: _Given, lines: list[Line], due: float | None
) -> tuple[str, Line | None, float | None]:
    """Look ahead for the event, the delay, or the lack of it."""
    what = promised(given.line, given.start, given.end)
    asked = _Asked(given.line.number, given.end, due, what)
    for line in lines[given.line.number : given.line.number + _AHEAD + 1]:
        read = _read_line(line, asked) if line.told == "story" else None
        if read is not None:
            return read[0], line, read[1]
    return "unknown", None, None


def _is_undone(given: _Given) -> bool:
    """Tell whether a promise stands behind what was not done: "still no lift, though promised"."""
    before = [
        (token, codes)
        for token, codes in zip(given.line.tokens, given.line.classes, strict=True)
        if token.start < given.start
    ]
    held = frozenset[str]().union(*(codes for _, codes in before))
    opened = [token.lemma for token in given.line.tokens if token.start <= given.start][-2:]
    is_though = not _THOUGH.isdisjoint(opened)
    return is_though and "STILL" in held and not held.isdisjoint(("-PAST", "-VERB", "NOT_KEPT"))


def _read_line(line: Line, asked: _Asked) -> _Read | None:
    """Tell what one line says of a promise, None when it says nothing."""
    tokens = [
        (token, codes)
        for token, codes in zip(line.tokens, line.classes, strict=True)
        if token.start >= asked.after
    ]
    holds = frozenset[str]().union(*(codes for _, codes in tokens))
    lengths = [span for span in spans(line.tokens) if line.tokens[span.first].start >= asked.after]
    late = _told_late(line, asked.after) if "LATE" in line.holds else None
    is_own = line.number <= asked.number + 1 or done(line, asked.after, asked.what) is not None
    if late is not None and is_own and holds.isdisjoint(_DENIED):
        return "late", round(late, 2)
    if not holds.isdisjoint(("NOT_KEPT", "LATE", "PROMISE_FAULT", "BLOWN")):
        return "broken", None
    if "ON_TIME" in holds:
        return "kept", 0.0
    if asked.due is not None and any(
        span.days == asked.due or (span.days > asked.due and "PASSED" in holds) for span in lengths
    ):
        return "broken", None  # "three weeks, nothing": who names the length has waited it out
    own = frozenset[str]().union(
        *(codes for token, codes in tokens if token.lemma in asked.what.acts)
    )
    return ("broken", None) if "-PAST" in own else ("kept", 0.0) if "+PAST" in own else None


def _told_late(line: Line, after_place: int) -> float | None:
    """Give the days of delay that a line names: "two days late", «опоздали на час»."""
    for span in spans(line.tokens):
        if line.tokens[span.first].start < after_place or span.order:
            continue
        before = [said_of(token) for token in line.tokens[max(0, span.first - 3) : span.first]]
        after = [said_of(token) for token in line.tokens[span.last + 1 : span.last + 4]]
        is_late = not promise_words("late").isdisjoint(after[:1])
        is_later = after[:1] in _AFTER and _is_than_due(after[1:])
        is_by = before[-1:] in (["на"], ["by"], ["of"], ["в"]) and any(
            word.startswith(_DELAYS) for word in before[:-1]
        )
        is_by = is_by or (
            before[-1:] == ["на"] and before[:1] in _AFTER and _is_than_due(before[1:])
        )
        is_so_much = before[-1:] == ["на"] and after[:1] in (["позже"], ["позднее"])
        if is_late or is_later or is_by or is_so_much:
            return span.days
    return None


def _is_than_due(words: list[str]) -> bool:
    """Tell whether some words name the due time: "than promised", «срока»."""
    return any(word.startswith(_THAN_DUE) for word in words)
