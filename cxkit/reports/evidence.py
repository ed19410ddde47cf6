"""The evidence check: every quote on the finished page stands in its source, at its place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import lxml.html

from cxkit.errors import ReportError
from cxkit.reports.markup import LOST_SIGN
from cxkit.reports.privacy import MASK

SHOWN = 60
_CONTROLS = {code: LOST_SIGN for code in (*range(32), *range(127, 160)) if code not in (9, 10, 13)}


@dataclass(frozen=True)
class Shown:
    """A quote as the finished page shows it."""

    source_id: str
    start: int
    end: int
    quote: str
    before: str
    after: str


def check_quotes(page: str, sources: Mapping[str, Sequence[str]]) -> int:
    """Compare every quote of a finished page and its context with its source; count them.

    A masked character may stand for any other one; nothing else may differ. *sources* lead from an
    id to the texts that have it.

    Raises
    ------
    ReportError
        A quote has no source, or differs from it; the message names the first one.

    Examples
    --------
    >>> page = '<p data-source="r1" data-start="0" data-end="4"><mark>Late</mark></p>'
    >>> check_quotes(page, {"r1": ["Late again"]})
    1
    """
    shown = list(shown_quotes(page))
    for quote in shown:
        texts = sources.get(quote.source_id, [])
        if not texts:
            raise ReportError(
                f"The page quotes '{quote.source_id}', which is in none of its inputs."
                " Pass the frame that holds it to provenance(...)."
            )
        if not any(stands_in(quote, text) for text in texts):
            raise ReportError(
                f"The quote '{quote.quote[:SHOWN]}' is not what {quote.source_id} says at"
                f" {quote.start} to {quote.end}"
                f" ('{texts[0][quote.start : quote.end][:SHOWN]}'). No page is written;"
                " quotes must be cut from the text as it was read."
            )
    return len(shown)


def shown_quotes(page: str) -> Iterator[Shown]:
    """Find the quotes of a page: elements with ``data-source``, or set in the customer's voice.

    Raises
    ------
    ReportError
        Words are set as the customer's but name no source.
    """
    root = lxml.html.document_fromstring(page)
    for element in root.xpath(
        "//*[@data-source or contains(@class, 'voice')] | //blockquote | //q"
    ):
        if "data-source" not in element.attrib:
            raise ReportError(
                f"Words are set as a customer's but name no source:"
                f" '{element.text_content().strip()[:SHOWN]}'."
            )
        context = element.xpath("./*[contains(@class, 'ctx')]")
        yield Shown(
            source_id=element.get("data-source"),
            start=int(element.get("data-start")),
            end=int(element.get("data-end")),
            quote="".join(mark.text_content() for mark in element.xpath("./mark")),
            before="".join(e.text_content() for e in context if "after" not in e.get("class")),
            after="".join(e.text_content() for e in context if "after" in e.get("class")),
        )


def stands_in(quote: Shown, text: str) -> bool:
    """Tell whether a text has the words of a quote and its context at their place."""
    first, last = quote.start - len(quote.before), quote.end + len(quote.after)
    if first < 0 or quote.end - quote.start != len(quote.quote) or not quote.quote:
        return False
    expected = text[first:last].translate(_CONTROLS)
    return same_but_masked(quote.before + quote.quote + quote.after, expected)


def same_but_masked(shown: str, text: str) -> bool:
    """Tell whether words differ from a text in nothing but marks, one a character.

    Examples
    --------
    >>> same_but_masked("Ask •••", "Ask Ann"), same_but_masked("Ask Ann", "Ask Bob")
    (True, False)
    """
    return len(shown) == len(text) and all(
        sign in (true, MASK) for sign, true in zip(shown, text, strict=True)
    )
