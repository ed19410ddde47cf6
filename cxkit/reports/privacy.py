"""Personal data masked one mark a character.

The finder of the language floor serves quotes when they are made and the search of the finished
page alike, so that a page cannot fail on what its own quotes were masked for. Words of customers
are masked by `mask`, forms and names; labels and headings by `mask_forms`: a city or a product
may be called as people are.
"""

from collections.abc import Iterable
from functools import lru_cache

import pandas as pd

from cxkit.language.ground.clean import overwritten
from cxkit.language.ground.document import parse
from cxkit.language.personal.personal import Personal, personal_and_names_in, personal_in
from cxkit.readers.columns import known_names, plain
from cxkit.readers.people import pseudonym

MASK = "\u2022"

KEPT = 256
"""Texts whose personal data are remembered: a map cuts many quotes out of one story."""

PLACED = ("feedback_id", "start", "end", "layer", "quote")
"""Columns of mentions that say where in a text personal data stand."""


def mask(text: str) -> str:
    """Replace every character of personal data, names too, by a mark; the length stays.

    Names are those that the language floor finds; well-known brands are none.

    Examples
    --------
    >>> mask("Call 8 (912) 345-67-89 now, or ask Jennifer at Tesco")
    'Call ••••••••••••••••• now, or ask •••••••• at Tesco'
    """
    while (blot := _blotted_once(text)) != text:
        text = blot
    return text


def _blotted_once(text: str) -> str:
    return blotted(text, ((item.start, item.end) for item in personal_of(text)))


def mask_forms(text: str) -> str:
    """Replace what has the form of personal data by marks; names stay.

    For labels, headings and names of files, which are no customer's words.

    Examples
    --------
    >>> mask_forms("Владимир, a@b.org")
    'Владимир, •••••••'
    """
    return blotted(text, ((item.start, item.end) for item in personal_in(text)))


def mask_id(text: str) -> str:
    """Mask an id; figures alone stay, since one id in ten looks like a phone or a card.

    Examples
    --------
    >>> mask_id("89161234567"), mask_id("app/89161234567"), mask_id("ann@shop.org")
    ('89161234567', 'app/89161234567', '••••••••••••')
    """
    found = (item for item in personal_in(text) if not text[item.start : item.end].isdigit())
    return blotted(text, ((item.start, item.end) for item in found))


def mask_key(text: str) -> str:
    """Write a customer's key: its pseudonym when it reads like personal data, else as it is.

    One loyalty number in ten passes the test of a bank card. Marks would make one customer of
    all of them; `cxkit.readers.people.pseudonyms` of one's own keys finds the customer again.

    Examples
    --------
    >>> mask_key("K-01173"), mask_key("4111111111111111")[:2], mask_key("ann@shop.org")[:2]
    ('K-01173', 'p-', 'p-')
    """
    return pseudonym(text) if personal_of(text) else text


def is_key(column: str) -> bool:
    """Tell whether a column holds keys of customers by its name.

    Examples
    --------
    >>> is_key("customer_key"), is_key("case_id")
    (True, False)
    """
    return column.endswith("_key")


def is_id(column: str) -> bool:
    """Tell whether a column or a field holds ids by its name.

    Examples
    --------
    >>> is_id("feedback_id"), is_id("data-source"), is_id("quote")
    (True, True, False)
    """
    return column.endswith("_id") or column == "data-source"


def is_words(column: str) -> bool:
    """Tell whether a column holds people's words by its name.

    So are named "resolution" and what a reader would take for a text ("Comment", «Отзыв»).

    Examples
    --------
    >>> is_words("due_quote"), is_words("Отзыв"), is_words("city")
    (True, True, False)
    """
    known = known_names("feedback")
    listed = (*known["text"], *known["reply_text"], "quote", "resolution")
    return column.endswith(("_text", "_quote")) or plain(column) in listed


@lru_cache(maxsize=KEPT)
def personal_of(text: str) -> tuple[Personal, ...]:
    """Find all that `mask` has to hide in a text, in order; nothing in an empty one.

    Examples
    --------
    >>> [item.kind for item in personal_of("Спасибо, Марья Ивановна")]
    ['name']
    """
    return tuple(personal_and_names_in(parse(text)))


def blotted(text: str, places: Iterable[tuple[int, int]]) -> str:
    """Put marks at places of a text.

    Examples
    --------
    >>> blotted("Ask Ann", [(4, 7)])
    'Ask •••'
    """
    return overwritten(text, places, MASK)


def personal_places(mentions: pd.DataFrame) -> dict[str, list[tuple[int, int]]]:
    """Give the places of the mentions of the layer "personal" by the id of their text."""
    rows = mentions[mentions["layer"].eq("personal")]
    places: dict[str, list[tuple[int, int]]] = {}
    for source_id, start, end in zip(rows["feedback_id"], rows["start"], rows["end"], strict=True):
        places.setdefault(str(source_id), []).append((int(start), int(end)))
    return places


def masked_quotes(mentions: pd.DataFrame) -> list[object]:
    """Give the quotes of mentions, masked also where the layer "personal" says so, in their order.

    A quote may be a surname alone, which nothing but its text shows to be one; a missing quote
    stays what it is.
    """
    places = personal_places(mentions)
    rows = zip(*(mentions[name] for name in ("feedback_id", "start", "quote")), strict=True)
    return [
        mask(blotted_within(quote, int(start), places.get(str(source_id), ())))
        if isinstance(quote, str)
        else quote
        for source_id, start, quote in rows
    ]


def blotted_within(quote: str, start: int, places: Iterable[tuple[int, int]]) -> str:
    """Blot those places of a text that meet the quote which begins at *start*.

    Examples
    --------
    >>> blotted_within("Smith knew", 4, [(0, 9)])
    '••••• knew'
    """
    own = ((max(0, first - start), min(len(quote), last - start)) for first, last in places)
    return blotted(quote, ((first, last) for first, last in own if first < last))
