"""Names of people told by how they are written: with initials, in a field, in a signature."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from cxkit.language.ground.clean import overwritten
from cxkit.language.ground.lemmas import WORDS, may_be_name
from cxkit.language.personal.name_words import NAME_TAGS
from cxkit.language.personal.person_names import Span
from cxkit.language.word_lists import words

_CONTACT = "\0"  # stands for a contact where a signature is looked for
_INITIAL = "[A-ZА-ЯЁ]"
_WORD = r"[^\W\d_a-zа-яё](?:['’][A-Z])?[a-zа-яё]+(?:[-'’][^\W\d_]+|[A-Z][a-z]+)?"
_INITIALS_FIRST = re.compile(
    rf"(?<![^\W_]){_INITIAL}\.[ \u00a0-]?(?P<sure>{_INITIAL}\.[ \u00a0]?)?(?P<name>{_WORD})"
)
_INITIALS_LAST = re.compile(
    rf"(?<![^\W_])(?P<name>{_WORD})[ \u00a0]{_INITIAL}\.(?P<sure>[ \u00a0-]?{_INITIAL}\.?)?(?!\w)"
)
_INITIAL_SEEN = re.compile(rf"{_INITIAL}\.")


def written_names(text: str, contacts: Sequence[Span]) -> list[Span]:
    """Find the names that their form tells, which no list need know.

    Parameters
    ----------
    text : str
        The whole text.
    contacts : sequence of (int, int)
        Places of its mails, phones and the like.

    Returns
    -------
    list of (int, int)
        Surnames with initials, what stands after "Recipient:" and the like, two or three words with
        capitals after regards or before a contact.

    Examples
    --------
    >>> text = "Sold by E. Peterson. Kind regards, Anahit Marsh"
    >>> [text[start:end] for start, end in written_names(text, [])]
    ['E. Peterson', 'Anahit Marsh']
    """
    found = list(_with_initials(text)) if _INITIAL_SEEN.search(text) is not None else []
    if contacts or ":" in text or "=" in text or _partings().search(text) is not None:
        found += _signed(text, contacts)
    return found


def _with_initials(text: str) -> Iterator[Span]:
    """Give surnames with one or two initials; with one only those known for surnames."""
    for form in (_INITIALS_FIRST, _INITIALS_LAST):
        for match in form.finditer(text):
            written, is_sure = match["name"], match["sure"] is not None
            if written.lower() not in words("not_names") and _is_surname(written, is_sure=is_sure):
                yield match.span()


def _is_surname(written: str, *, is_sure: bool) -> bool:
    tags, low = WORDS[written].tags, written.lower()
    if low in words("english_surnames") or low in words("english_names"):
        return True
    if "unknown" in tags:
        return is_sure and not NAME_TAGS.isdisjoint(tags)
    return may_be_name(low, kinds=("Name", "Surn"))


def _signed(text: str, contacts: Sequence[Span]) -> Iterator[Span]:
    text = overwritten(text, contacts, _CONTACT)
    for match in _signature().finditer(text):
        name = match[match.lastgroup or 0].lower()
        if not {name, *name.split()} & words("not_names"):
            yield match.span(match.lastgroup or 0)


@cache
def _partings() -> re.Pattern[str]:
    """Match the words after which a letter is signed: most texts have none."""
    return re.compile(rf"\b(?:{'|'.join(sorted(words('partings')))})", re.IGNORECASE)


@cache
def _signature() -> re.Pattern[str]:
    """Match words with capitals: after a field, all of a line after regards, before a contact."""
    partings, fields = ("|".join(sorted(words(name))) for name in ("partings", "name_fields"))
    name = f"{_WORD}(?: {_WORD}){{1,2}}"
    return re.compile(
        rf"(?:(?i:{partings})[,!.]?\s+(?P<name>{name})[.,]?(?=\s*$|\s*[\n{_CONTACT}])"
        rf"|(?:^|[\n.;,(|])[ \t]*(?i:{fields})[ \t]*[:=][ \t]*(?P<field>{_WORD}(?: {_WORD}){{0,2}})"
        rf"|^[ \t]*(?P<line>{name})(?=[,;:]?\s*{_CONTACT}))",
        re.MULTILINE,
    )
