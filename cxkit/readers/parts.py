"""Reviews whose words stand in several columns: a heading, advantages, disadvantages, a comment."""

import re
from collections.abc import Collection, Mapping
from functools import cache

import pandas as pd

from cxkit.readers.cells import as_text, unanswered
from cxkit.readers.columns import known_names, plain, short
from cxkit.readers.grid import Grid
from cxkit.readers.words import meaning_of, words

LABELS = {"pros": ("Достоинства", "Advantages"), "cons": ("Недостатки", "Disadvantages")}
"""What is put before advantages and disadvantages, which say nothing without it."""
OWN_WORDS = 0.5
"""Share of different headings from which they are a writer's words; a product's name repeats."""
BARE = "title"
"""Name of a column that is a review's heading in one export and a product's name in another."""
JUDGING = 0.25
"""Share of titles that judge or speak from which they are headings; names of products hardly do."""
A_WORD = re.compile(r"[^\W\d_]")


def parts_of(grid: Grid, columns: Mapping[str, str]) -> dict[str, str]:
    """Find the columns beside the text in which its writer says more.

    Parameters
    ----------
    grid : Grid
        The file.
    columns : mapping of str to str
        Table column to file column, as far as known; these are no parts.

    Returns
    -------
    dict of str to str
        "title", "pros", "cons" to file column. Empty where there are none.

    Examples
    --------
    >>> cells = pd.DataFrame({"Плюсы": ["Цена"], "Минусы": ["Шумит"], "Отзыв": ["Беру"]})
    >>> parts_of(Grid(cells, "csv"), {"text": "Отзыв"})
    {'pros': 'Плюсы', 'cons': 'Минусы'}
    """
    free = {short(name): name for name in reversed(grid.names) if name not in columns.values()}
    found = {
        part: next((free[one] for one in names if one in free and _are_words(grid, free[one])), "")
        for part, names in known_names("parts").items()
    }
    if not found["pros"] and not found["cons"] and "text" not in columns:
        return {}
    if found["title"] and not _is_heading(grid, found["title"], columns.get("product")):
        found["title"] = ""
    return {part: name for part, name in found.items() if name}


def _are_words(grid: Grid, name: str) -> bool:
    """Tell whether a column says more than how many liked a review, or yes and no."""
    said = _said(grid.cells[name]).dropna()
    marks = meaning_of("chosen")
    return grid.cells.empty or any(plain(text) not in marks for text in said)


def left_title(grid: Grid, taken: Collection[str]) -> str:
    """Name the column that may be a heading or name products, where it is not *taken*."""
    names = (name for name in grid.names if short(name) == BARE and name not in taken)
    return next(names, "")


def _is_heading(grid: Grid, name: str, product: str | None) -> bool:
    """Tell whether titles are headings of reviews, and not the names of what was reviewed."""
    titles = as_text(grid.cells[name]).dropna()
    if titles.nunique() <= OWN_WORDS * len(titles):
        return False
    if short(name) != BARE or _vary(titles, grid, product):
        return True
    return bool(titles.map(_speaks).mean() >= JUDGING)


def _vary(titles: pd.Series, grid: Grid, product: str | None) -> bool:
    """Tell whether reviews of one product have different titles."""
    if product is None:
        return False
    return bool(titles.groupby(as_text(grid.cells[product])).nunique().max() > 1)


def _speaks(title: str) -> bool:
    """Tell whether a title judges or speaks, as names of products hardly do."""
    whole, begun = _speaking()
    said = plain(title).split()
    return title.rstrip().endswith(("!", "?", "…")) or any(
        word in whole or word.startswith(begun) for word in said
    )


@cache
def _speaking() -> tuple[frozenset[str], tuple[str, ...]]:
    """Give the words of a judgement, and the beginnings of such words."""
    listed = words("speaking")["any"]
    begun = tuple(one[:-1] for one in listed if one.endswith("*"))
    return frozenset(one for one in listed if not one.endswith("*")), begun


def join_parts(text: pd.Series | None, parts: Mapping[str, pd.Series]) -> pd.Series:
    """Write the columns of a review as one text, a line each; what holds no word is left out.

    Parameters
    ----------
    text : Series of str, optional
        The comment.
    parts : mapping of str to Series
        At least one of "title", "pros", "cons" to its cells.

    Returns
    -------
    Series of str
        Heading, comment, advantages, disadvantages; missing where a row has none of them. A
        heading with which the comment begins stands once.

    Examples
    --------
    >>> comment, cons = pd.Series(["Беру", None]), pd.Series(["-", "Шумит"])
    >>> join_parts(comment, {"cons": cons}).tolist()
    ['Беру', 'Недостатки: Шумит']
    """
    lines = {part: _said(cells) for part, cells in parts.items()}
    index = next(iter(lines.values())).index
    comment = pd.Series(None, index, dtype="str") if text is None else text
    title = lines.get("title", pd.Series(None, index, dtype="str"))
    begins = [_begins(head, body) for head, body in zip(title, comment, strict=True)]
    labelled = [_labelled(part, lines[part]) for part in ("pros", "cons") if part in lines]
    columns = [title.mask(pd.Series(begins, index, dtype=bool)), comment, *labelled]
    rows = zip(*(column.tolist() for column in columns), strict=True)
    joined = ["\n".join(line for line in row if isinstance(line, str)) or None for row in rows]
    return pd.Series(joined, index, dtype="str")


def _begins(head: object, body: object) -> bool:
    """Tell whether a comment begins with its heading, as shops cut it."""
    return (
        isinstance(head, str)
        and isinstance(body, str)
        and body.strip().startswith(head.strip(" .…"))
    )


def _said(cells: pd.Series) -> pd.Series:
    """Give the cells that hold a word and are no mark of an export for none."""
    texts = as_text(cells)
    return texts.where(texts.str.contains(A_WORD).eq(True) & ~unanswered(texts))


def _labelled(part: str, texts: pd.Series) -> pd.Series:
    """Put before each text what it tells of, in the language of its letters."""
    russian, english = LABELS[part]
    is_russian = texts.str.contains("[а-яё]", case=False, regex=True).eq(True)
    label = pd.Series(russian, texts.index, dtype="str").where(is_russian, english)
    return (label + ": " + texts).where(texts.notna())
