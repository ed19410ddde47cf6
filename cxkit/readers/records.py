"""Read JSON, JSON Lines and XML records into a grid."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import lxml.etree
import pandas as pd

from cxkit.errors import ReadError
from cxkit.readers.cells import counted
from cxkit.readers.columns import n_recognised
from cxkit.readers.files import Source
from cxkit.readers.grid import Grid
from cxkit.readers.layout import Layout
from cxkit.readers.sniff import decode

NAMED = ("column", "field", "property", "attribute", "data", "value")
"""Elements whose one attribute is the name of a column."""
HALF = re.compile(r"[\ud800-\udfff]")
"""Half of a pair that stands for one character (a broken emoji); no table can hold it."""
DEEPEST = 3
"""Keys under which a list of records is looked for."""
TEXTS = ("text", "body", "message", "msg", "content", "comment")
"""Keys under which messages in a list have their words."""
NAMES = ("key", "name", "id")
"""Keys of the name in a list of names and values."""
FEW = 2
"""Keys beside those of records that are numbered by keys: "total_count"."""
LONGEST = 18
"""Digits of a whole number; longer ones, which are ids, stay text."""


def read_json(source: Source, layout: Layout) -> Grid:
    """Read a list of records, bare or under keys; rows count records from 2, as in a sheet.

    Raises
    ------
    ReadError
        The file is not JSON, or holds no list of records.
    """
    text, encoding, notes = decode(source.data, source.path.name, layout.encoding)
    try:
        found = _parsed(text)
    except (json.JSONDecodeError, RecursionError) as error:
        if _looks_like_lines(text):
            return _lines_grid(text, source, encoding, notes)
        raise ReadError(
            f"{source.path.name}: this is not whole JSON: {error}. Export it again."
        ) from error
    records, place = _records(found)
    if records is None:
        raise ReadError(
            f"{source.path.name}: this JSON holds no list of records ({_shape(found)})."
            ' cxkit reads [{"text": ...}, ...], the same list under one key, or JSON Lines.'
        )
    if place:
        notes = [*notes, f"records taken from '{place}'"]
    return _grid(list(enumerate(records, start=2)), source, encoding, notes)


def read_json_lines(source: Source, layout: Layout) -> Grid:
    """Read one record a line; a line that is not a record is refused. Rows count lines from 1."""
    text, encoding, notes = decode(source.data, source.path.name, layout.encoding)
    return _lines_grid(text, source, encoding, notes)


def read_xml(source: Source, layout: Layout) -> Grid:
    """Read the longest list of like elements; rows count them from 2, as in a sheet.

    Attributes and inner elements are columns; outside entities are not followed.

    Raises
    ------
    ReadError
        The XML is broken, or repeats no element.
    """
    parser = lxml.etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
    try:
        root = lxml.etree.fromstring(source.data, parser)
    except lxml.etree.XMLSyntaxError as error:
        raise ReadError(
            f"{source.path.name}: the XML is broken: {error}. Export it again."
        ) from error
    counts = Counter((one.getparent(), one.tag) for one in root.iter("{*}*"))
    lists = {pair: n for pair, n in counts.items() if n > 1 and pair[0] is not None}
    lasting = [(n, at, *pair) for at, (pair, n) in enumerate(lists.items()) if _is_record(*pair)]
    _, _, parent, tag = max(lasting, key=lambda one: (one[0], -one[1]), default=(0, 0, None, ""))
    if parent is None:
        raise ReadError(
            f"{source.path.name}: this XML holds no list of records: none of its elements comes"
            " twice. Export it as CSV, XLSX or JSON."
        )
    listed = {inner for _, inner in lists}
    records = [_element(one, listed) for one in parent.iterchildren(tag)]
    note = f"records are the elements '{lxml.etree.QName(tag).localname}'"
    return _grid(list(enumerate(records, start=2)), source, None, [note])


def _is_record(parent: lxml.etree._Element, tag: str) -> bool:
    """Tell whether the first of like elements has attributes or elements in it."""
    first = next(parent.iterchildren(tag))
    return len(first) > 0 or len(first.attrib) > 0


def _element(element: lxml.etree._Element, listed: set[str]) -> Any:
    """Give an element as JSON would: its text, or its attributes and inner elements.

    What is *listed* stays a list where there is but one. Words between inner elements make them
    marks of one text: "Great <b>food</b> here".
    """
    between = [element.text, *(one.tail for one in element)]
    if any((words or "").strip() for words in between):
        return "".join(element.itertext()).strip()
    inner: dict[str, list[Any]] = {}
    single: set[str] = set()
    for child in element.iterchildren("{*}*"):
        name = lxml.etree.QName(child).localname
        is_named = name in NAMED and len(child.attrib) == 1
        name = child.attrib.values()[0] if is_named else name
        inner.setdefault(name, []).append(_element(child, listed))
        single |= {name} if is_named or child.tag not in listed else set()
    values = {name: said[0] if name in single else said for name, said in inner.items()}
    attributes = {lxml.etree.QName(name).localname: value for name, value in element.items()}
    return (attributes if element.tag not in inner else {}) | values


def _lines_grid(text: str, source: Source, encoding: str, notes: list[str]) -> Grid:
    rows: list[tuple[int, Any]] = []
    for at, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            rows.append((at, _parsed(line)))
        except (json.JSONDecodeError, RecursionError):
            rows.append((at, line))
    if not any(isinstance(row, dict) for _, row in rows):
        raise ReadError(f"{source.path.name}: no line of it is a JSON record. Export it again.")
    return _grid(rows, source, encoding, notes)


def _parsed(text: str) -> Any:
    return json.loads(
        text, parse_int=lambda digits: digits if len(digits) > LONGEST else int(digits)
    )


def _looks_like_lines(text: str) -> bool:
    lines = [line for line in text.split("\n", 3)[:2] if line.strip()]
    return len(lines) == 2 and all(line.lstrip().startswith("{") for line in lines)


def _records(found: Any, depth: int = 0) -> tuple[list[Any] | None, str]:
    """Find the one list of records, bare or under keys: {"data": {"feedbacks": […]}}."""
    if isinstance(found, list) and any(isinstance(one, dict) for one in found):
        return found, ""
    if not isinstance(found, dict) or depth > DEEPEST:
        return None, ""
    listed = [one for one in found.values() if isinstance(one, dict)]
    if len(listed) > 1 and len(listed) >= len(found) - FEW and _are_alike(listed):
        return listed, ""
    direct = [(key, value, key) for key, value in found.items() if _records(value, DEEPEST + 1)[0]]
    deeper = [(key, *_records(value, depth + 1)) for key, value in found.items()]
    inner = direct or [(k, records, f"{k}.{place}") for k, records, place in deeper if records]
    known = [n_recognised([name for name, _ in _flat(one[1][0])]) for one in inner]
    best = [one for one, n in zip(inner, known, strict=True) if n == max(known)]
    return best[0][1:] if len(best) == 1 else (None, "")


def _are_alike(records: list[dict[str, Any]]) -> bool:
    """Tell whether objects under keys of their own are records of one sort."""
    return len({tuple(one) for one in records}) == 1 and bool(records[0])


def _shape(found: Any) -> str:
    if isinstance(found, dict):
        return f"it is an object with the keys {', '.join(map(str, list(found)[:5]))}"
    if isinstance(found, list):
        return f"it is a list of {len(found)} values that are no objects"
    return f"it is a single {type(found).__name__}"


def _grid(
    rows: list[tuple[int, Any]], source: Source, encoding: str | None, notes: list[str]
) -> Grid:
    good = [(at, dict(_flat(row))) for at, row in rows if isinstance(row, dict)]
    good, n_broken = _without_halves(good)
    if n_broken:
        notes = [*notes, f"{counted(n_broken, 'broken character')} replaced by \ufffd"]
    refused = [
        {
            "row": at,
            "column": "",
            "value": HALF.sub("\ufffd", str(row)[:200]),
            "reason": "not a JSON record",
        }
        for at, row in rows
        if not isinstance(row, dict)
    ]
    names = list(dict.fromkeys(name for _, row in good for name in row))
    index = pd.Index([at for at, _ in good], name="row", dtype="int64")
    cells = {n: pd.Series([row.get(n) for _, row in good], index, dtype="object") for n in names}
    return Grid(
        pd.DataFrame(cells, index=index), source.format, encoding, refused=refused, notes=notes
    )


def _without_halves(
    rows: list[tuple[int, dict[str, Any]]],
) -> tuple[list[tuple[int, dict[str, Any]]], int]:
    """Put U+FFFD for halves of characters in names and values, and count them."""
    n_broken = 0

    def whole(value: Any) -> Any:
        nonlocal n_broken
        if not isinstance(value, str):
            return value
        text, n = HALF.subn("\ufffd", value)
        n_broken += n
        return text

    cleaned = [(at, {whole(n): whole(value) for n, value in row.items()}) for at, row in rows]
    return cleaned, n_broken


def _flat(record: dict[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Give a record's values under dotted names; lists become JSON text."""
    for key, value in record.items():
        if isinstance(value, dict) and before.count(".") < 4:
            yield from _flat(value, f"{before}{key}.")
        elif answers := _answers(value):
            yield from answers.items()
        elif pairs := _named_values(value):
            yield from _flat(pairs, f"{before}{key}.")
        elif (said := _said(value)) is not None:
            yield f"{before}{key}", said
        elif isinstance(value, (list, dict)):
            yield f"{before}{key}", json.dumps(value, ensure_ascii=False)
        else:
            yield f"{before}{key}", value


def _answers(value: Any) -> dict[str, Any]:
    """Give answers that name their questions, as the interface of Typeform lists them.

    >>> _answers([{"field": {"id": "a7", "ref": "nps"}, "type": "number", "number": 9}])
    {'nps': 9}
    """
    if not isinstance(value, list):
        return {}
    if not all(isinstance(one, dict) and isinstance(one.get("field"), dict) for one in value):
        return {}
    return {_name(one["field"]): _chosen(one.get(one.get("type"))) for one in value}


def _named_values(value: Any) -> dict[str, Any]:
    """Give values that stand beside their names in a list, as analytics and help desks write them.

    >>> _named_values([{"key": "page", "value": {"string_value": "Home", "int_value": None}}])
    {'page': 'Home'}
    """
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        return {}
    found = {}
    for one in value:
        name = next((key for key in NAMES if set(one) == {key, "value"}), None)
        if name is None:
            return {}
        said = one["value"]
        typed = said if isinstance(said, dict) else {"": said}
        found[str(one[name])] = next((v for v in typed.values() if v is not None), None)
    return found


def _name(field: dict[str, Any]) -> str:
    return str(next((field[key] for key in ("title", "ref", "id") if field.get(key)), "field"))


def _chosen(answer: Any) -> Any:
    """Give the label of an option, or those of several; other answers as they are."""
    if not isinstance(answer, dict):
        return answer
    if listed := [label for label in (*(answer.get("labels") or ()), answer.get("other")) if label]:
        return "".join(f"{label};" for label in listed) if "labels" in answer else listed[0]
    return answer.get("label")


def _said(value: Any) -> str | None:
    """Give the text of a list: one in pieces, as messengers write it around links, or messages.

    Words alone are a list of options, parted by semicolons.
    """
    if not isinstance(value, list) or not value:
        return None
    if all(isinstance(piece, str) for piece in value):
        return "; ".join(value)
    texts = [_text(piece) for piece in value]
    is_one = all(isinstance(piece, str) or {"type", "text"} <= set(piece) for piece in value)
    return ("" if is_one else "\n").join(map(str, texts)) if None not in texts else None


def _text(piece: Any) -> str | None:
    if not isinstance(piece, dict):
        return piece if isinstance(piece, str) else None
    return next((piece[key] for key in TEXTS if isinstance(piece.get(key), str)), None)
