"""Survey exports with more than one header row, and questions spread over several columns.

Each platform's form is one small recogniser in `FORMS`: another platform is another entry.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

import pandas as pd

from cxkit.readers.cells import as_text
from cxkit.readers.columns import plain
from cxkit.readers.grid import Grid
from cxkit.readers.numbers import as_numbers
from cxkit.readers.words import meaning_of, words

BRACKET = re.compile(r"^(?P<stem>.{3,}?)\s*\[(?P<option>[^\[\]]+)\]\s*(?P<again>\(\d+\))?$", re.S)
"""LimeSurvey's "question [option]"; with a number behind it where the header repeats the name."""
PARTED = re.compile(r"^(?P<stem>.{3,}?)(?:(?:\s*:|\s[/–—-])\s+|(?<=\?)/)(?P<option>\S.*)$", re.S)
"""A workbook's "question: option", "question / option" or "question?/option"; only where cells say
chosen or not."""

SELECTED = " - Selected Choice"
"""What Qualtrics writes between a question and an option."""
ITEM_ID = re.compile(r"^(?P<question>.+)_\d+$")
"""Qualtrics' id of an item or option: "Q5_2"."""
CODE = re.compile(r"[A-Za-z]\w{0,30}")
"""A question's code in place of its wording: "q3_1"."""
RESPONSES = frozenset({"", "response", "open-ended response", "ответ", "развернутый ответ"})
"""What SurveyMonkey writes under a question of one column."""

ITEMS = "a survey with items under its questions"
LED = re.compile(r"^(?P<option>[^:]+):(?P<stem>\S.{2,})$", re.S)
"""Alchemer's "option:question", taken likewise."""


@dataclass
class Headed:
    """A survey table with one row a respondent.

    Attributes
    ----------
    cells : DataFrame
        Answers; index = row of the file.
    form : str
        Whose export it looks like; empty for a plain table.
    wordings : dict of str to str
        Column to the question's wording.
    stems : dict of str to (str, str)
        Column to (question, option), for questions spread over columns.
    """

    cells: pd.DataFrame
    form: str = ""
    wordings: dict[str, str] = field(default_factory=dict)
    stems: dict[str, tuple[str, str]] = field(default_factory=dict)


def read_headers(grid: Grid) -> Headed:
    """Take further header rows off a grid, and find what question each column belongs to."""
    for form, (seen, take) in FORMS.items():
        if seen(grid):
            headed = take(grid)
            headed.form = form
            return headed
    names = grid.names
    headed = Headed(grid.cells, stems=_stems(names, BRACKET))
    for name, group in grid.groups.items():
        is_bare = name.casefold() in RESPONSES
        headed.wordings[name] = group if is_bare else f"{group} [{name}]"
        if not is_bare and list(grid.groups.values()).count(group) > 1:
            headed.stems[name] = (group, name)
    options = _stems(names, LED) | _stems(names, PARTED)
    for name, (stem, option) in options.items():
        if all_chosen_or_not(grid.cells[name], option):
            headed.stems.setdefault(name, (stem, option))
    headed.stems |= _named_by_options(headed)
    if any(BRACKET.match(name) for name in headed.stems) and plain(names[0]) in {
        "answer id",
        "response id",
        "id ответа",
        "id",
    }:
        headed.form = "LimeSurvey"
    return headed


def is_chosen(cell: str, option: str) -> bool | None:
    """Whether a cell says that *option* was chosen; None when it says something else.

    Examples
    --------
    >>> is_chosen("Yes", "Chat"), is_chosen("Chat", "Chat"), is_chosen("No", "Chat")
    (True, True, False)
    """
    word = plain(cell) or cell.strip()
    if word == plain(option):
        return True
    known = meaning_of("chosen").get(word)
    return None if known is None else known == "yes"


def is_other(option: str) -> bool:
    """Whether an option is the one whose column holds the respondent's own words.

    Examples
    --------
    >>> is_other("Other (please specify)"), is_other("Другое"), is_other("Phone")
    (True, True, False)
    """
    return plain(option).startswith(tuple(words("other_option")["any"]))


def is_paradata(name: str) -> bool:
    """Whether a column tells of the filling in and not of an answer.

    Examples
    --------
    >>> is_paradata("Duration (in seconds)"), is_paradata("Q1")
    (True, False)
    """
    bare = plain(name)
    return any(fnmatchcase(bare, one) for one in words("paradata")["any"])


def _is_qualtrics(grid: Grid) -> bool:
    if len(grid.cells) < 2:
        return False
    cells = grid.cells.iloc[1].astype("str")
    return bool(cells.str.contains("ImportId", regex=False).mean() > 0.5)


def _take_qualtrics(grid: Grid) -> Headed:
    texts = grid.cells.iloc[0]
    wordings = {str(name): _one_line(texts[name]) for name in grid.cells.columns}
    groups: dict[str, list[str]] = {}
    for name in wordings:
        if item := ITEM_ID.match(name):
            groups.setdefault(item["question"], []).append(name)
    stems: dict[str, tuple[str, str]] = {}
    for names in groups.values():
        stem = wordings[names[0]] if len(names) > 1 else ""
        while stem and not all(wordings[name].startswith(f"{stem} - ") for name in names):
            stem = stem.rpartition(" - ")[0]
        if stem:
            options = {name: wordings[name].removeprefix(f"{stem} - ") for name in names}
            stems |= {name: (stem.removesuffix(SELECTED), said) for name, said in options.items()}
    return Headed(grid.cells.iloc[2:], wordings=wordings, stems=stems)


def _named_by_options(headed: Headed) -> dict[str, tuple[str, str]]:
    """Find neighbouring columns that hold nothing but their own names: one question's options.

    The file does not tell the question (Typeform); its options stand for it.
    """
    runs: list[list[str]] = [[]]
    for name in map(str, headed.cells.columns):
        said = {plain(cell) for cell in headed.cells[name].dropna().unique()[:20]} - {""}
        is_option = name not in headed.stems and said == {plain(name)}
        is_last = bool(runs[-1]) and is_other(name)
        if is_option or is_last:
            runs[-1].append(name)
        if runs[-1] and (is_last or not is_option):
            runs.append([])
    stems = {" / ".join(run[:3]) + " / …" * (len(run) > 3): run for run in runs if len(run) > 1}
    return {name: (stem, name) for stem, run in stems.items() for name in run}


def _is_worded(grid: Grid) -> bool:
    """Tell whether names are codes and the first row their wordings, over numbers and dates too."""
    if len(grid.cells) < 3 or not all(CODE.fullmatch(name) for name in grid.names):
        return False
    first, body = as_text(grid.cells.iloc[0]), grid.cells.iloc[1:]
    if not first.str.contains(r"[^\W\d_]").all() or not first.str.contains(" ").any():
        return False
    return any(len(_numbers(body[name])) > 1 for name in grid.names)


def _numbers(cells: pd.Series) -> pd.Series:
    """Give the cells of a column of nothing but numbers, and none of another column."""
    numbers, unread = as_numbers(cells)
    return numbers.dropna() if unread.empty else numbers[:0]


def _take_worded(grid: Grid) -> Headed:
    wordings = {name: _one_line(grid.cells[name].iloc[0]) for name in grid.names}
    return Headed(grid.cells.iloc[1:], wordings=wordings)


def _is_surveymonkey(grid: Grid) -> bool:
    first = _first(grid)
    is_under = first.str.casefold().isin(RESPONSES - {""}).any()
    return bool(first.iloc[:1].eq("").any() and is_under)


def _has_items(grid: Grid) -> bool:
    """Tell whether the first row names items of questions, under each column without a name too."""
    first = _first(grid)
    unnamed = [at for at, name in enumerate(grid.names, 1) if name == f"column {at}"]
    under = first.iloc[[at - 1 for at in unnamed]]
    rated = [name for name in under.index if len(_numbers(grid.cells[name].iloc[1:]))]
    is_headed = first.iloc[:1].eq("").any() and len(unnamed) > (not rated) and under.ne("").all()
    return bool(is_headed and as_numbers(first)[0].isna().all() and first.ne("").sum() < len(first))


def _first(grid: Grid) -> pd.Series:
    if grid.cells.empty:
        return pd.Series(dtype="str")
    return grid.cells.iloc[0].fillna("").astype("str").str.strip()


def _take_surveymonkey(grid: Grid) -> Headed:
    below = _first(grid)
    headed = Headed(grid.cells.iloc[1:])
    question = ""
    for place, name in enumerate(grid.names, start=1):
        question = question if name == f"column {place}" else name
        under = below.iloc[place - 1]
        bare = under.casefold() in RESPONSES
        headed.wordings[name] = question if bare else f"{question} [{under}]"
        if not bare:
            headed.stems[name] = (question, under)
    alone = Counter(stem for stem, _ in headed.stems.values())
    headed.stems = {name: pair for name, pair in headed.stems.items() if alone[pair[0]] > 1}
    return headed


def _is_promoters(grid: Grid) -> bool:
    return bool(_scores(grid)) and any(_calls_promoters(cells) for _, cells in grid.cells.items())


def _take_promoters(grid: Grid) -> Headed:
    """Name the question that a bare score answers; who is a promoter follows from the score."""
    kept = [name for name, cells in grid.cells.items() if not _calls_promoters(cells)]
    return Headed(grid.cells[kept], wordings={name: f"NPS: {name}" for name in _scores(grid)})


def _scores(grid: Grid) -> list[str]:
    return [name for name in grid.names if plain(name) in words("promoters")["score"]]


def _calls_promoters(cells: pd.Series) -> bool:
    """Tell whether a column says whether promoters gave the responses, or that all are NPS."""
    said = {plain(cell) for cell in as_text(cells).dropna().unique()}
    return bool(said) and said <= set(words("promoters")["said"])


def _stems(names: list[str], pattern: re.Pattern[str]) -> dict[str, tuple[str, str]]:
    """Cut names into question and option, where at least two share the question."""
    found = {name: pattern.match(name) for name in names}
    pairs = {name: (_stem(m), m["option"].strip()) for name, m in found.items() if m}
    alone = Counter(stem for stem, _ in pairs.values())
    return {name: pair for name, pair in pairs.items() if alone[pair[0]] > 1}


def _stem(found: re.Match[str]) -> str:
    """Give the question; one that the header repeats is another question."""
    again = found.groupdict().get("again")
    return found["stem"].strip() + (f" {again}" if again else "")


def _one_line(cell: object) -> str:
    return " ".join(str(cell).split()) if isinstance(cell, str) else ""


FORMS: dict[str, tuple[Callable[[Grid], bool], Callable[[Grid], Headed]]] = {
    "Qualtrics": (_is_qualtrics, _take_qualtrics),
    "SurveyMonkey": (_is_surveymonkey, _take_surveymonkey),
    ITEMS: (_has_items, _take_surveymonkey),
    "a survey with codes above the wordings": (_is_worded, _take_worded),
    "a survey of promoters": (_is_promoters, _take_promoters),
}
"""Platform: does the grid look like its export, and how its headers are taken off."""


def all_chosen_or_not(cells: pd.Series, option: str) -> bool:
    """Whether every answer of a column says chosen or not chosen."""
    distinct = as_text(pd.Series(cells.dropna().unique()[:20], dtype="object")).dropna()
    return len(distinct) > 0 and all(is_chosen(cell, option) is not None for cell in distinct)
