"""Cells that hold nothing, and cells as text."""

import datetime as dt
import html
import re
from collections.abc import Callable

import pandas as pd

from cxkit.readers.columns import plain
from cxkit.readers.words import words

NOTHING = frozenset({"", "nan", "null", "none", "n/a", "#n/a", "na", "nat", "-", "–", "—", "\\n"})
"""What exports write for nothing, where a number or a date is expected."""

_TAGS = "p|br|div|span|b|i|u|em|strong|a|ul|ol|li|table|tbody|tr|td|th|h[1-6]|font|img|blockquote"
TAG = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.I)
BREAK = re.compile(r"<br\s*/?>\s*|</(?:p|div|li|tr|h[1-6]|blockquote)>\s*(?=\S)", re.I)
UNSEEN = re.compile(r"<(script|style)\b.*?</\1>", re.I | re.S)
MARKUP = re.compile(rf"{TAG.pattern}|&(?:nbsp|amp|quot|lt|gt|laquo|raquo|[mn]dash|#\d+);", re.I)
"""Tags and signs by which a text is a piece of a web page."""
NEVER_SAID = re.compile(r"<br\s*/?>", re.I)
"""A break of lines that nobody types."""
MARKED = 0.2
"""Share of marked texts from which an export writes tags; fewer are what somebody wrote."""
LONGEST = 60
"""Letters of the longest text that only stands in place of one."""

MACHINE_NOTHING = frozenset({"nan", "NaN", "NULL", "null", "#N/A", "<NA>", "NaT", "\\N"})
"""What only machines write for nothing: taken as missing in texts as well."""


def present(column: pd.Series) -> pd.Series:
    """Give the cells of *column* that hold something, as objects.

    Examples
    --------
    >>> present(pd.Series(["5", " ", "NULL", None, 4])).tolist()
    ['5', 4]
    """
    cells = column.astype("object")
    is_there = cells.notna().to_numpy()
    keep = [
        there and not (isinstance(cell, str) and cell.strip().casefold() in NOTHING)
        for there, cell in zip(is_there, cells, strict=True)
    ]
    return cells[keep]


def as_text(column: pd.Series) -> pd.Series:
    """Read a column as text, verbatim; blank cells are missing, whole numbers have no ".0".

    Examples
    --------
    >>> as_text(pd.Series([" =1+1", "", 12.0, None])).tolist()
    [' =1+1', nan, '12', nan]
    """
    if column.dtype == "str":
        empty = column.str.strip().eq("") | column.isin(MACHINE_NOTHING)
        return column.mask(empty.fillna(True).astype(bool))
    texts = [_text(cell) for cell in column]
    return pd.Series(
        [None if text is None or is_blank(text) else text for text in texts],
        index=column.index,
        dtype="str",
    )


def is_blank(text: str) -> bool:
    """Tell whether a text is nothing, or what only machines write for nothing."""
    return not text.strip() or text in MACHINE_NOTHING


def unanswered(texts: pd.Series) -> pd.Series:
    """Tell which texts are only what an export writes where nobody answered.

    Examples
    --------
    >>> unanswered(pd.Series(["Did not answer.", "They did not answer the phone", None])).tolist()
    [True, False, False]
    """
    known = frozenset(words("unanswered")["any"])
    return _are(texts, lambda text: plain(text) in known)


def without_markup(texts: pd.Series) -> tuple[pd.Series, int]:
    r"""Take the tags of an export out of its texts, and count the texts that had some.

    Where only a few have tags, and no breaks of lines, somebody wrote them, and they stay.

    Examples
    --------
    >>> without_markup(pd.Series(["<p>Fast &amp; kind<br>Thanks</p>", "1 < 2 & 3 > 2"]))[0].tolist()
    ['Fast & kind\nThanks', '1 < 2 & 3 > 2']
    """
    marked = texts[texts.str.contains(MARKUP).eq(True)]
    if len(marked) < MARKED * texts.notna().sum() and not marked.str.contains(NEVER_SAID).any():
        return texts, 0
    plain_ones = marked.map(
        lambda text: html.unescape(TAG.sub("", BREAK.sub("\n", UNSEEN.sub("", text)))).strip()
    )
    return texts.where(~texts.index.isin(marked.index), plain_ones).astype("str"), len(marked)


def deleted(texts: pd.Series) -> pd.Series:
    """Tell which texts only stand in place of one that was taken away.

    Examples
    --------
    >>> deleted(pd.Series(["[deleted]", "Отзыв удалён.", "Удалено", None])).tolist()
    [True, True, False, False]
    """
    known, bare = (frozenset(words("deleted")[kind]) for kind in ("any", "bare"))
    return _are(
        texts,
        lambda text: plain(text) in known or (text.strip()[:1] in "[(<" and plain(text) in bare),
    )


def _are(texts: pd.Series, is_one: Callable[[str], bool]) -> pd.Series:
    """Ask of each short text whether it is what exports write; a long one never is."""
    return texts.map(
        lambda text: len(text) <= LONGEST and is_one(text), na_action="ignore"
    ).eq(True)  # fmt: skip


def _text(cell: object) -> str | None:
    if isinstance(cell, str):
        return cell
    if pd.api.types.is_scalar(cell) and pd.isna(cell):
        return None
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, (dt.datetime, dt.date)):
        return cell.isoformat(sep=" ") if isinstance(cell, dt.datetime) else cell.isoformat()
    if isinstance(cell, bytes):
        return cell.decode("utf-8", errors="replace")
    return str(cell)


def counted(n: int, noun: str) -> str:
    """Write a number with its noun.

    Examples
    --------
    >>> counted(1, "row"), counted(2500, "row")
    ('1 row', '2,500 rows')
    """
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"
