"""Personal data in a text: contacts and numbers by form and checksum, and names of people.

Forms are data (``data/personal.yaml``). Every finder favours the customer: what could be a card,
a phone or a name is taken for one.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cache
from operator import attrgetter
from typing import NamedTuple

import yaml

from cxkit.language.ground.document import Document
from cxkit.language.personal.checksums import iban, inn, luhn, snils
from cxkit.language.personal.name_forms import written_names
from cxkit.language.personal.person_names import Span, names_in
from cxkit.language.word_lists import DATA

_DASH = re.compile(r"(?<=[\d)])[\u2010-\u2013\u2212](?=[\d(])")
"""A dash within figures stands for a hyphen; beside words it keeps figures apart."""
_WIDE = {0xFEE0 + code: chr(code) for code in range(33, 127)} | {0x2007: " ", 0x202F: " "}
"""Full-width signs and narrow spaces to the signs that the forms know, one for one."""
_CONTACTS = frozenset(("email", "phone", "handle", "link"))
"""Kinds before which a signature stands."""
_FIGURE = re.compile(r"\d")
_PART = re.compile(r"\{\{(\w+)\}\}")
_TO_FOLD = re.compile("[\u2007\u2010-\u2013\u202f\u2212\uff01-\uff5e]")


class Personal(NamedTuple):
    """One piece of personal data: its kind and its place."""

    kind: str
    start: int
    end: int


class Form(NamedTuple):
    """One form of the list: what it looks like and which test its figures pass."""

    kind: str
    pattern: re.Pattern[str]
    holds: Callable[[str], bool]


class Group(NamedTuple):
    """Forms that are looked for together, and what a text must show before they are."""

    needs_figure: bool
    words: tuple[str, ...]
    sign: re.Pattern[str] | None
    forms: tuple[Form, ...]


def _always(_: str) -> bool:
    return True


def _card(figures: str) -> bool:
    return 13 <= len(figures) <= 19 and len(set(figures)) > 1 and luhn(figures)


def _phone(figures: str) -> bool:
    return 10 <= len(figures) <= 15 and len(set(figures)) > 2


def _local_phone(figures: str) -> bool:
    return 7 <= len(figures) <= 15 and len(set(figures)) > 1


_CHECKS: dict[str | None, Callable[[str], bool]] = {
    None: _always, "card": _card, "iban": iban, "snils": snils, "inn": inn, "phone": _phone,
    "local phone": _local_phone,
}  # fmt: skip


@cache
def _groups() -> tuple[Group, ...]:
    """Read the list of forms."""
    listed = yaml.safe_load((DATA / "personal.yaml").read_text(encoding="utf-8"))
    parts = {name: f"(?:{'|'.join(ways)})" for name, ways in listed["parts"].items()}
    return tuple(
        Group(
            group.get("figure", True),
            tuple(group.get("words", ())),
            _pattern(group["sign"], parts) if "sign" in group else None,
            tuple(_form(form, parts) for form in group["forms"]),
        )
        for group in listed["groups"]
    )


def _form(listed: dict[str, str], parts: dict[str, str]) -> Form:
    return Form(listed["kind"], _pattern(listed["pattern"], parts), _CHECKS[listed.get("check")])


def _pattern(written: str, parts: dict[str, str]) -> re.Pattern[str]:
    """Put the parts into a pattern, also those that stand in parts."""
    while (put := _PART.sub(lambda part: parts[part[1]], written)) != written:
        written = put
    return re.compile(written)


def personal_in(text: str) -> list[Personal]:
    """Find contacts and numbers of people in a text, in order, without overlaps.

    Kinds: email, phone, card (Luhn), iban (mod 97), account, snils, inn (checksums), ssn,
    passport, document, secret (passwords), handle, link (to a person, or into an account),
    address, place (coordinates), plate, birth. A dash of any kind is a hyphen, a full-width sign
    its plain one.

    Examples
    --------
    >>> [found.kind for found in personal_in("Mail a.b@shop.org or +7 912 345-67-89")]
    ['email', 'phone']
    >>> personal_in("Order 1234567890 from 12.08.2015 cost 1 198,50")
    []
    """
    if _TO_FOLD.search(text) is not None:
        text = _DASH.sub("-", text.translate(_WIDE))
    kept: list[Personal] = []
    for item in sorted(_matches(text), key=lambda item: (item.start, -item.end)):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def _matches(text: str) -> Iterator[Personal]:
    """Give everything that has a form and passes its test."""
    has_figure, low = _FIGURE.search(text) is not None, text.lower()
    for needs_figure, signs, sign, forms in _groups():
        if needs_figure and not has_figure:
            continue
        if signs:
            for word in signs:  # not any(): a call for each word would take longer than all of it
                if word in low:
                    break
            else:
                continue
        if sign is None or sign.search(text) is not None:
            for form in forms:
                yield from _of_form(text, form)


def _of_form(text: str, form: Form) -> Iterator[Personal]:
    group = "id" if "id" in form.pattern.groupindex else 0
    for match in form.pattern.finditer(text):
        if form.holds is _always or form.holds(re.sub(r"[\W_]", "", match.group(group))):
            yield Personal(form.kind, match.start(group), match.end(group))


def personal_and_names_in(document: Document) -> list[Personal]:
    """Find all personal data in a text: what has a form, and names of people.

    Parameters
    ----------
    document : Document
        From :func:`cxkit.language.ground.document.parse`.

    Returns
    -------
    list of Personal
        In order, without overlaps; kinds as in :func:`personal_in`, and "name". Empty when there
        is nothing personal.

    Examples
    --------
    >>> from cxkit.language.ground.document import parse
    >>> document = parse("Иван Петров, ivan@shop.org, звонил в Мегафон")
    >>> [found.kind for found in personal_and_names_in(document)]
    ['name', 'email']
    """
    found = personal_in(document.text)
    contacts = [(item.start, item.end) for item in found if item.kind in _CONTACTS]
    written = written_names(document.text, contacts)
    named = [name for sentence in document.sentences for name in names_in(sentence.tokens)]
    if not written and not named:
        return found
    names = [
        Personal("name", start, end)
        for start, end in _joined(sorted(written + named))
        if not _meets(found, start, end)
    ]
    return sorted(found + names, key=lambda item: item.start)


def _meets(found: list[Personal], start: int, end: int) -> bool:
    """Tell whether a stretch meets what is found, which is in order."""
    last = bisect_left(found, end, key=attrgetter("start"))
    return last > 0 and found[last - 1].end > start


def _joined(spans: list[Span]) -> list[Span]:
    """Make one of spans that meet."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
