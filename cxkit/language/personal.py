"""Personal data in a text: contacts and numbers by form and checksum, and names of people.

Forms are data (``data/personal.yaml``). Every finder favours the customer: what could be a card,
a phone or a name is taken for one.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

import yaml

from cxkit.language.checksums import iban, inn, luhn, snils
from cxkit.language.document import Document
from cxkit.language.person_names import names_in
from cxkit.language.signatures import signed_names
from cxkit.language.word_lists import DATA

_DASH = re.compile(r"(?<=[\d)])[\u2010-\u2013\u2212](?=[\d(])")
"""A dash within figures stands for a hyphen; beside words it keeps figures apart."""
_WIDE = {0xFEE0 + code: chr(code) for code in range(33, 127)} | {0x2007: " ", 0x202F: " "}
"""Full-width signs and narrow spaces to the signs that the forms know, one for one."""
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


def _always(_: str) -> bool:
    return True


def _card(figures: str) -> bool:
    return 13 <= len(figures) <= 19 and len(set(figures)) > 1 and luhn(figures)


def _phone(figures: str) -> bool:
    return 10 <= len(figures) <= 15 and len(set(figures)) > 2


_CHECKS: dict[str, Callable[[str], bool]] = {
    "always": _always, "card": _card, "iban": iban, "snils": snils, "inn": inn, "phone": _phone,
}  # fmt: skip


@cache
def _forms() -> tuple[tuple[re.Pattern[str], tuple[Form, ...]], ...]:
    """Read the forms, each group with the sign that a text must show to be searched for them."""
    groups = yaml.safe_load((DATA / "personal.yaml").read_text(encoding="utf-8"))
    return tuple((re.compile(group["sign"]), tuple(map(_form, group["forms"]))) for group in groups)


def _form(listed: dict[str, str]) -> Form:
    return Form(listed["kind"], re.compile(listed["pattern"]), _CHECKS[listed["check"]])


def personal_in(text: str) -> list[Personal]:
    """Find contacts and numbers of people in a text, in order, without overlaps.

    Kinds: email, phone, card (Luhn), iban (mod 97), snils, inn (checksums), passport, handle,
    link (to a person in a messenger), address. A dash of any kind is a hyphen, a full-width sign
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
    for sign, forms in _forms():
        if sign.search(text) is None:
            continue
        for form in forms:
            group = "id" if "id" in form.pattern.groupindex else 0
            for match in form.pattern.finditer(text):
                if form.holds is _always or form.holds(re.sub(r"[\W_]", "", match.group(group))):
                    yield Personal(form.kind, match.start(group), match.end(group))


def personal_and_names_in(document: Document) -> list[Personal]:
    """Find all personal data in a text: what has a form, and names of people.

    Parameters
    ----------
    document : Document
        From :func:`cxkit.language.document.parse`.

    Returns
    -------
    list of Personal
        In order, without overlaps; kinds as in :func:`personal_in`, and "name". Empty when there
        is nothing personal.

    Examples
    --------
    >>> from cxkit.language.document import parse
    >>> document = parse("Иван Петров, ivan@shop.org, звонил в Мегафон")
    >>> [found.kind for found in personal_and_names_in(document)]
    ['name', 'email']
    """
    found = personal_in(document.text)
    signed = signed_names(document.text, [(item.start, item.end) for item in found])
    names = [name for sentence in document.sentences for name in names_in(sentence.tokens)]
    if not signed and not names:
        return found
    for more in (signed, names):
        found += [
            Personal("name", start, end) for start, end in more
            if not any(item.start < end and start < item.end for item in found)
        ]  # fmt: skip
    found.sort(key=lambda item: item.start)
    return found
