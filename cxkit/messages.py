"""Floor 0: what cxkit says of files, calls and runs, put into Russian where the system is Russian.

The code raises, warns and notes plain English sentences. The catalogue ``messages_ru.po`` has their
Russian, with ``{0}``, ``{1}`` in the places of what changes; a sentence is translated when it is
shown (decision 11).
"""

import locale
import os
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

VARIABLE = "CXKIT_LANGUAGE"
_OF_THE_SYSTEM = ("LC_ALL", "LC_MESSAGES", "LANG")
_PLACE = re.compile(r"\{(\d)\}")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_NARROW_SPACE = "\u202f"
_STOP = "."
_NAMED, _LISTED = ": ", "; "
_DEEPEST = 8
"""How many sentences stand in the places of one another at most."""
_FORM_OF_NUMBER = {"one": 0, "few": 1, "many": 2}


class _Entry(NamedTuple):
    """An English sentence as the words between its places, and its Russian.

    Of a counted noun the Russian has three forms: 1 строка, 2 строки, 5 строк.
    """

    words: tuple[str, ...]
    russian: tuple[str, ...]


def language() -> Literal["ru", "en"]:
    """Give the language of messages: ``CXKIT_LANGUAGE`` (ru or en), else that of the system.

    Examples
    --------
    >>> language() in ("ru", "en")
    True
    """
    said = next(filter(None, map(os.environ.get, (VARIABLE, *_OF_THE_SYSTEM))), None)
    return "ru" if (said or locale.getlocale()[0] or "").lower().startswith("ru") else "en"


def shown(sentence: str) -> str:
    """Give a sentence in the language of messages.

    Parameters
    ----------
    sentence : str
        As the code says it, in English.

    Returns
    -------
    str
        The same sentence where messages are in English, or where the catalogue does not have it.

    Examples
    --------
    >>> shown("nobody has put this into the catalogue")
    'nobody has put this into the catalogue'
    """
    return in_russian(sentence) if language() == "ru" else sentence


def in_russian(sentence: str) -> str:
    """Put a sentence, and the known phrases in its places, into Russian.

    Of several entries that it fits, the one with most words of its own is taken.

    Examples
    --------
    >>> in_russian("sales.csv: this is a folder. Name one file in it.")
    'sales.csv: это папка. Назовите один файл в ней.'
    >>> in_russian("2 rows"), in_russian("a, b and 5 more")
    ('2 строки', 'a, b и ещё 5')
    """
    return _in_russian(sentence, _DEEPEST)


def _in_russian(sentence: str, depth: int) -> str:
    bare = sentence.strip().removesuffix(_STOP)
    for entry in _catalogue() if depth else ():
        found = _in_places(bare, entry.words)
        if found is not None and (len(entry.russian) == 1 or found[0][:1].isdigit()):
            parts = [_in_russian(part, depth - 1) for part in found]
            return sentence.replace(bare, _filled(_of_number(entry.russian, found), parts), 1)
    return _THOUSANDS.sub(_NARROW_SPACE, sentence)


@cache
def _catalogue() -> list[_Entry]:
    """Read the catalogue, the entries with most words of their own first."""
    from babel.messages.pofile import read_po  # only here: English messages do not wait for it

    with files("cxkit").joinpath("messages_ru.po").open("rb") as catalogue:
        entries = [
            _Entry(tuple(_PLACE.split(english)[::2]), _forms(message.string or ""))
            for message in read_po(catalogue, locale="ru")
            for english in _forms(message.id)
            if english
        ]
    return sorted(
        entries, key=lambda one: (len("".join(one.words)), _LISTED not in one.words), reverse=True
    )


def _forms(text: str | Sequence[str]) -> tuple[str, ...]:
    """Give the forms of an entry without full stops: a note may stand in a sentence or alone."""
    return tuple(form.removesuffix(_STOP) for form in ((text,) if isinstance(text, str) else text))


def _in_places(sentence: str, words: tuple[str, ...]) -> list[str] | None:
    """Give what stands in the places between *words*, or None where the sentence is another.

    Each word is looked for from the left, and the last one at the end: the time grows with the
    sentence alone, whatever strangers' text stands in it. The name of a file in front, "x.csv: ",
    is no part of what is said of it.
    """
    first, *between = words
    if not between:
        return [] if sentence == first else None
    last = between.pop()
    if not (sentence.startswith(first) and sentence.endswith(last)):
        return None
    if len(first) + len(last) > len(sentence):
        return None
    rest = sentence[len(first) : len(sentence) - len(last)]
    found = []
    for word in between:
        part, met, rest = rest.partition(word)
        if not met:
            return None
        found.append(part)
    found.append(rest)
    is_named = not first and _NAMED in found[0] and words[1] != _LISTED
    return None if is_named else found


def _filled(russian: str, parts: list[str]) -> str:
    """Set the parts into the places; what looks like a place inside a part stays as it is."""
    return _PLACE.sub(lambda place: parts[int(place[1])], russian)


def _of_number(russian: tuple[str, ...], found: list[str]) -> str:
    """Choose the form of a counted noun by the number in its place."""
    if len(russian) == 1:
        return russian[0]
    from babel.core import Locale

    number = re.sub(r"\D", "", found[0]) or "0"
    return russian[_FORM_OF_NUMBER.get(Locale("ru").plural_form(int(number)), 1)]
