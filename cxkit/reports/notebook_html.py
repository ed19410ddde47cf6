"""How a block shows itself in a notebook: plain HTML without style, everything escaped.

The finished page has templates; this is for the researcher at work, where the same facts are
enough. It reads a block's plain data, so that blocks need not know how they look.
"""

import html
from collections.abc import Callable, Iterable, Mapping
from typing import Any

Data = Mapping[str, Any]


def notebook_html(data: Data, plain: str) -> str:
    """Show a block's plain data as simple HTML; an unknown kind as its one line of text.

    Examples
    --------
    >>> notebook_html({"kind": "note", "text": "5 < 6"}, "")
    '<p>5 &lt; 6</p>'
    """
    show = _KINDS.get(str(data["kind"]))
    return show(data) if show else _tag("p", plain)


def _tag(name: str, text: object) -> str:
    return f"<{name}>{html.escape(str(text))}</{name}>"


def _head(data: Data) -> str:
    said = [f"{fact['name']}: {fact['value']} {fact['note']}" for fact in data["facts"]]
    listed = "".join(_tag("li", line) for line in said)
    base = _tag("p", " · ".join(data["base"]))
    return f"{_tag('h1', data['finding'])}{base}<ul>{listed}</ul>"


def _section(data: Data) -> str:
    return _tag("h2", data["finding"]) + (_tag("p", data["lead"]) if data["lead"] else "")


def _table(data: Data) -> str:
    """Show a table; a notebook else sets words to the right and lets no caption wrap."""
    align = data["align"].ljust(len(data["columns"]), "l")
    head = _row("th", data["columns"], align)
    rows = "".join(_row("td", map(_text, row), align) for row in data["rows"])
    caption = html.escape(data["caption"])
    named = f'<caption style="white-space:normal">{caption}</caption>'
    return f"<table>{named}<thead>{head}</thead><tbody>{rows}</tbody></table>"


def _row(cell: str, texts: Iterable[str], align: str) -> str:
    styled = {"l": f'<{cell} style="text-align:left"', "r": f"<{cell}"}
    cells = (
        f"{styled[side]}>{html.escape(text)}</{cell}>"
        for text, side in zip(texts, align, strict=True)
    )
    return f"<tr>{''.join(cells)}</tr>"


def _text(cell: Any) -> str:
    return cell if isinstance(cell, str) else str(cell["text"])


def _figure(data: Data) -> str:
    table = data["table"]
    return _tag("p", f"{data['title']}. {data['how_to_read']}") + (_table(table) if table else "")


def _quotes(data: Data) -> str:
    said = "".join(_quote(quote) for quote in data["quotes"])
    return _tag("h3", data["title"]) * bool(data["title"]) + said + _tag("p", data["rule"])


def _quote(quote: Data) -> str:
    before, words, after = (html.escape(quote[name]) for name in ("before", "quote", "after"))
    place = _tag("small", f"{quote['source_id']} [{quote['start']}:{quote['end']}] {quote['note']}")
    return f"<blockquote>{before}<u>{words}</u>{after}<br>{place}</blockquote>"


def _note(data: Data) -> str:
    return _tag("p", data["text"])


def _call(data: Data) -> str:
    return f"<p><b>{html.escape(data['title'])}</b> {html.escape(data['text'])}</p>"


def _items(data: Data) -> str:
    names = ("mark", "when", "text", "state")
    lines = [
        " ".join(str(item[name]) for name in names if item.get(name)) for item in data["items"]
    ]
    return f"<ul>{''.join(_tag('li', line) for line in lines)}</ul>"


def _journey_grid(data: Data) -> str:
    return _table(data["table"]) if data["table"] else ""


def _walk(_: Data) -> str:
    """Show nothing: the slider under a figure is there in the finished page only."""
    return ""


def _provenance(data: Data) -> str:
    lines = [f"{item['path']}: n = {item.get('n_rows', 0)}" for item in data["inputs"]]
    return f"<ul>{''.join(_tag('li', line) for line in lines)}</ul>"


_KINDS: dict[str, Callable[[Data], str]] = {
    "head": _head, "section": _section, "table": _table, "figure": _figure, "quotes": _quotes,
    "note": _note, "call": _call, "items": _items, "journey_grid": _journey_grid,
    "provenance": _provenance, "walk": _walk,
}  # fmt: skip
