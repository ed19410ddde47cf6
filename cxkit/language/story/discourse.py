"""How a text is told: which lines tell the customer's own experience.

Decided by form: person, tense, conditions, who is spoken of, and the mode of the whole paragraph.
What is cut is cut by paragraph or by line, never because of what a word is about.
"""

from collections.abc import Callable
from functools import cache
from itertools import groupby

from cxkit.language.story.data_files import rows
from cxkit.language.story.mail import kind_at, mail_parts
from cxkit.language.story.reading import Line, Reading
from cxkit.language.story.talk import PROVIDER, UNTOLD, turns

ASKED_BY_TELLING = frozenset(("OTHER_PERSON", "IF_HYPO", "OWN_JOB", "ASIDE", "ELSEWHERE", "I"))
"""The word classes by which :func:`mark_told` tells lines apart."""

_SELF = frozenset(("i", "me", "my", "mine", "я", "мой", "im", "ive", "id"))
_FEW_TOLD = 0.2
_LEAST_LINES = 3
_TOP = 5
_LONGEST_TITLE = 90


def mark_told(reading: Reading) -> None:
    """Say of each line how it is told; the lines are changed in place.

    The lines of furniture (comments below a page, the form of a mail, what an interviewer asks) are
    taken out of the reading and the rest numbered anew, unless nothing else is left.
    """
    inside = _furniture(reading.document.text)
    for line in reading.lines:
        is_furniture = line.told == "furniture" or inside(line.start)
        line.told = "furniture" if is_furniture else _how(line)
    own = [line for line in reading.lines if line.told != "furniture"]
    if not own:
        return
    for number, line in enumerate(own):
        line.number = number
    reading.lines[:] = own
    for _, group in groupby(own, key=lambda line: line.paragraph):
        lines = list(group)
        if _is_aside(lines, last=own[-1].paragraph):
            for line in lines:
                line.told = "aside"
    for line in _titles(reading):
        line.told = "title"


def words_of_others(text: str) -> Callable[[int], bool]:
    r"""Tell which places of a text are not the customer's own words.

    The provider's and the interviewer's turns of a talk, quoted mails, comments below a page.

    Parameters
    ----------
    text : str
        Any text.

    Examples
    --------
    >>> text = "Me: No.\nDesk: I am so sorry.\nMe: Why?\nDesk: We regret it."
    >>> is_others = words_of_others(text)
    >>> is_others(text.index("No")), is_others(text.index("sorry"))
    (False, True)
    """
    inside, talk = _furniture(text), turns(text)
    return lambda place: inside(place) or kind_at(talk, place) in UNTOLD | {PROVIDER}


def _furniture(text: str) -> Callable[[int], bool]:
    """Tell which places of a text are comments, page furniture or the form of a mail."""
    cut, parts = _end_of_page(text), mail_parts(text)
    return lambda place: place >= cut or kind_at(parts, place) is not None


def _end_of_page(text: str) -> int:
    """Give the place where comments and page furniture begin."""
    place = 0
    for written in text.splitlines(keepends=True):
        if place > len(text) // 4:
            said = written.strip().lower()
            if said.startswith(_furniture_marks()) and len(said) < 60:
                return place
        place += len(written)
    return len(text) + 1


@cache
def _furniture_marks() -> tuple[str, ...]:
    """Give how the lines begin with which comments and page furniture begin."""
    return tuple(row[0] for row in rows("furniture"))


def _titles(reading: Reading) -> list[Line]:
    """Give the lines at the top that stand alone and end in no mark: titles, bylines, addresses."""
    found = []
    for line in reading.lines[:_TOP]:
        text = reading.document.text
        alone = "\n" in text[line.end - 1 : line.end + 1] or text[line.end : line.end + 1] == "\n"
        said = text[line.start : line.end].strip()
        if not alone or len(said) > _LONGEST_TITLE or said[-1:] in '.!…:»"”)':
            break
        found.append(line)
    return found if len(reading.lines) > 2 * _TOP else []


def _how(line: Line) -> str:
    if "OTHER_PERSON" in line.holds and _others_case(line):
        return "other"
    if "IF_HYPO" in line.holds and _is_supposed(line):
        return "hypothesis"
    return "story"


def _is_supposed(line: Line) -> bool:
    """Tell whether at least half of the clauses of a sentence suppose what did not happen."""
    places = {line.clause[i] for i, codes in enumerate(line.classes) if "IF_HYPO" in codes}
    return 2 * len(places) >= len(line.bounds)


def _others_case(line: Line) -> bool:
    """Tell whether somebody else's experience is told: another person, another place or no I."""
    if "ELSEWHERE" in line.holds:
        return True
    places = {line.clause[i] for i, codes in enumerate(line.classes) if "OTHER_PERSON" in codes}
    return not any(
        "I" in codes or "FIRST" in codes
        for i, codes in enumerate(line.classes)
        if line.clause[i] in places
    )


def _is_aside(lines: list[Line], *, last: int) -> bool:
    """Tell whether a paragraph speaks of things in general."""
    if "OWN_JOB" in lines[0].holds or (len(lines) > 1 and "ASIDE" in lines[0].holds):
        return lines[0].paragraph != last or "ASIDE" in lines[0].holds
    told = sum(is_event(line) for line in lines)
    return (
        len(lines) >= _LEAST_LINES
        and told / len(lines) < _FEW_TOLD
        and not any(_is_self(x) for x in lines)
    )


def is_event(line: Line) -> bool:
    """Tell whether a line tells what happened: past, a quotation, or the narrator acting."""
    return not line.holds.isdisjoint(("PAST", "QUOTE", "FIRST"))


def _is_self(line: Line) -> bool:
    """Tell whether the narrator speaks of himself or herself."""
    return any(token.lemma in _SELF or {"1p", "sing"} <= token.tags for token in line.tokens)
