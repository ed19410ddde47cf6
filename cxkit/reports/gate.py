"""The privacy gate: personal data in a finished page, notebook or table stop the build."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import lxml.html

from cxkit.errors import ReportError, some
from cxkit.language.personal import personal_in

CHECKED_ATTRIBUTES = ("aria-label", "title", "alt", "data-say", "data-source", "content", "href")
"""Attributes that a reader may see or hear."""

_WHOLE = ("blockquote", "dd", "figcaption", "h1", "h2", "h3", "li", "p", "q", "summary", "td", "th")
"""Elements whose text is also searched as one piece: a mark may cut an address in two."""

_NOT_TEXT = ("bdata", "sha256")
_TEXT_FILES = (".csv", ".json", ".md", ".txt")

_LONG_ID = re.compile(r"^\d{17,}$|\b\d{17,}(?= \[\d+:\d+\])")
"""A platform's own number of a text, whole or before offsets; one in ten looks like a bank card.

Bank cards in use have up to 16 digits.
"""
_IDS = ("data-source", "source_id")


def check_page(page: str) -> None:
    """Refuse a page that shows personal data.

    Everything that can be read is searched: text, labels and the data of figures.

    Raises
    ------
    ReportError
        Naming kind and surroundings, never the data.

    Examples
    --------
    >>> check_page("<p>Write to us</p>")
    """
    _refuse(_page_texts(page), "the finished page")


def check_notebook(notebook: Mapping[str, Any]) -> None:
    """Refuse an executed notebook that holds personal data in a cell or an output.

    Raises
    ------
    ReportError
        Naming kind and surroundings, never the data.
    """
    _refuse(_strings(notebook.get("cells", [])), "the executed notebook")


def check_files(folder: Path) -> None:
    """Refuse a run whose tables or records hold personal data.

    Parameters
    ----------
    folder : Path
        What the notebook wrote; files that are no text are passed over.

    Raises
    ------
    ReportError
        Naming the file, kind and surroundings, never the data.
    """
    for path in sorted(folder.glob("*")):
        if path.suffix in _TEXT_FILES:
            _refuse(path.read_text(encoding="utf-8").splitlines(), path.name)


def _refuse(texts: Iterable[str], where: str) -> None:
    found = [
        f"{item.kind} after '{text[max(0, item.start - 25) : item.start].strip()}'"
        for text in texts
        for item in personal_in(text)
    ]
    if found:
        raise ReportError(
            f"Personal data in {where}: {some(found)}. No page is written. Mask the text with"
            " quotes(...) or table(...), or leave it out."
        )


def _page_texts(page: str) -> Iterator[str]:
    root = lxml.html.document_fromstring(page)
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "script":
            if element.get("type") == "application/json":
                yield from _strings(json.loads(element.text or "null"))
        elif element.tag != "style":
            for name in CHECKED_ATTRIBUTES:
                yield _without_id(name, element.get(name, ""))
            text = element.text_content() if element.tag in _WHOLE else element.text or ""
            yield _LONG_ID.sub("", text) if " [" in text else text
        yield element.tail or ""


def _strings(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, Mapping):
        for name, value in node.items():
            if name not in _NOT_TEXT:
                yield from _strings(_without_id(name, value))
    elif isinstance(node, Sequence):
        for value in node:
            yield from _strings(value)


def _without_id(name: str, value: Any) -> Any:
    return _LONG_ID.sub("", value) if name in _IDS and isinstance(value, str) else value
