"""The privacy gate: personal data in a finished page, notebook or table stop the build.

What has a form (contacts, cards, numbers) is searched everywhere; names of people are searched in
quotes and in the columns of people's words, since elsewhere a city or a product may read so.
"""

import html
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import lxml.html
import pandas as pd

from cxkit.errors import ReportError, some
from cxkit.language.personal.personal import personal_in
from cxkit.reports.evidence import shown_quotes, stands_in
from cxkit.reports.privacy import MASK, is_id, is_words, personal_of

CHECKED_ATTRIBUTES = ("aria-label", "title", "alt", "data-say", "data-source", "content", "href")
"""Attributes that a reader may see or hear."""

_WHOLE = ("blockquote", "dd", "figcaption", "h1", "h2", "h3", "li", "p", "q", "summary", "td", "th")
"""Elements whose text is also searched as one piece: a mark may cut an address in two."""

_NOT_TEXT = ("bdata", "sha256")
TEXT_FILES = (".csv", ".htm", ".html", ".json", ".md", ".txt")
"""Files of a run that are searched, and cleaned of secrets; others hold no text to read."""

_OFFSETS = re.compile(r" \[\d+:\d+\]")
_FIGURES = re.compile(r"(?<![+\d])\d{7,}")
"""Figures of an id: one id in ten looks like a phone or a bank card."""
_NUMBER = re.compile(r"(?:-?\d{1,7}(?:\.\d+)?(?:e-?\d+)?)?")
"""What a column of numbers holds; longer ones may be phones or cards."""
_MARKS = re.compile(f"{MASK}+")


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
    _refuse(_strings_of(notebook.get("cells", [])), "the executed notebook")


def check_quoted(page: str, sources: Mapping[str, Sequence[str]]) -> int:
    """Refuse a page whose quotes show personal data, names of people too; count the pieces masked.

    Each quote is held against the whole text from which it was cut: a surname alone is found only
    beside its first name. The page has passed `check_quotes`, which takes the same *sources*.

    Raises
    ------
    ReportError
        Naming kind and source, never the data.

    Examples
    --------
    >>> page = '<p data-source="r1" data-start="0" data-end="12"><mark>•••••••• knew</mark></p>'
    >>> check_quoted(page, {"r1": ["Jennifer knew it"]})
    1
    """
    masked = 0
    found: list[str] = []
    for quote in shown_quotes(page):
        shown, first = quote.before + quote.quote + quote.after, quote.start - len(quote.before)
        masked += len(_MARKS.findall(shown))
        for text in sources.get(quote.source_id, ()):
            if stands_in(quote, text):
                found += [
                    f"{item.kind} in a quote of {quote.source_id}"
                    for item in personal_of(text)
                    if shown[max(0, item.start - first) : max(0, item.end - first)].strip(MASK)
                ]
    _stop(found, "the finished page")
    return masked


def check_files(folder: Path) -> None:
    """Refuse a run whose tables or records, in a folder and those in it, hold personal data.

    Names of people are searched in the columns of people's words, as `write_tables` masks them.
    Files that are no text are passed over.

    Raises
    ------
    ReportError
        Naming the file, kind and surroundings, never the data; or a file that is not UTF-8.
    """
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix.lower() in TEXT_FILES:
            _check_file(path, path.relative_to(folder).as_posix())


def _check_file(path: Path, name: str) -> None:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ReportError(
            f"{name}: the file cannot be read as UTF-8, so it cannot be searched for personal data."
            " No page is written. Write tables with write_tables(out, ...), or with"
            " encoding='utf-8'."
        ) from error
    kind = path.suffix.lower()
    if kind in (".htm", ".html"):
        _refuse(_page_texts(text) if text.strip() else (), name)
    elif kind == ".csv":
        _check_table(text, name)
    else:
        _refuse(_json_texts(text) if kind == ".json" else text.splitlines(), name)


def _check_table(text: str, name: str) -> None:
    try:
        read = pd.read_csv(io.StringIO(text), dtype=str, na_filter=False, index_col=False)
    except (ValueError, pd.errors.ParserError):
        _refuse(text.splitlines(), name)
        return
    _refuse(read.columns, name)
    for column in read.columns:
        values = read[column].unique()
        if all(_NUMBER.fullmatch(value) for value in values):
            values = [value for value in values if "." not in value]  # a measure reads like a phone
        _refuse((_without_id(column, value) for value in values), name)
        if is_words(column):
            found = [item.kind for value in values for item in personal_of(value)]
            _stop([f"{kind} in the column '{column}'" for kind in found], name)


def _json_texts(text: str) -> Iterable[str]:
    try:
        return list(_strings_of(json.loads(text)))
    except ValueError:
        return text.splitlines()


def _refuse(texts: Iterable[str], where: str) -> None:
    found = [
        f"{item.kind} after '{text[max(0, item.start - 25) : item.start].strip()}'"
        for text in texts
        for item in personal_in(text)
    ]
    _stop(found, where)


def _stop(found: Sequence[str], where: str) -> None:
    if found:
        raise ReportError(
            f"Personal data in {where}: {some(found)}. No page is written. Mask the text with"
            " quotes(...), table(...) or write_tables(...), or leave it out."
        )


def _page_texts(page: str) -> Iterator[str]:
    root = lxml.html.document_fromstring(page)
    ids = {str(value) for value in root.xpath("//@data-source")}
    for element in root.iter():  # comments too: they go out with the page
        if element.tag == "script":
            if element.get("type") == "application/json":
                yield from _strings(json.loads(element.text or "null"), ids)
        elif element.tag != "style":
            for name in CHECKED_ATTRIBUTES:
                yield _without_id(name, element.get(name) or "")
            text = element.text_content() if element.tag in _WHOLE else element.text or ""
            yield _without_ids(text, ids)
        yield element.tail or ""


def _strings_of(node: Any) -> Iterator[str]:
    """Give the texts of plain data; its ids stand as they are and as HTML writes them."""
    ids = set(_ids(node))
    return _strings(node, ids | {html.escape(id_) for id_ in ids})


def _strings(node: Any, ids: set[str]) -> Iterator[str]:
    if isinstance(node, str):
        yield _without_ids(node, ids)
    elif isinstance(node, Mapping):
        for name, value in node.items():
            if name not in _NOT_TEXT:
                yield from _strings(_without_id(name, value), ids)
    elif isinstance(node, Sequence):
        for value in node:
            yield from _strings(value, ids)


def _ids(node: Any) -> Iterator[str]:
    """Give the values of all fields that hold ids."""
    if isinstance(node, Mapping):
        for name, value in node.items():
            if isinstance(value, str) and is_id(name):
                yield value
            else:
                yield from _ids(value)
    elif isinstance(node, Sequence) and not isinstance(node, str):
        for value in node:
            yield from _ids(value)


def _without_id(name: str, value: Any) -> Any:
    return _FIGURES.sub("", value) if isinstance(value, str) and is_id(name) else value


def _without_ids(text: str, ids: set[str]) -> str:
    """Take the figures out of the ids that stand before offsets.

    There may be no space between a quote and the id under it: only the ids themselves go.
    """
    lengths = {len(id_) for id_ in ids}
    for match in reversed(list(_OFFSETS.finditer(text))):
        end = match.start()
        known = [end - length for length in lengths if text[max(0, end - length) : end] in ids]
        if known:
            start = max(0, min(known))
            text = text[:start] + _FIGURES.sub("", text[start:end]) + text[end:]
    return text
