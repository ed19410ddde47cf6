"""What cxkit sees in a file: the kind of table, why, and what the reader found or refused.

`check_file` tries the reader that fits and never raises for what a researcher can cause.
"""

import warnings
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from cxkit.errors import CxkitError, CxkitWarning
from cxkit.readers.answers import read_answers
from cxkit.readers.columns import recognise
from cxkit.readers.contacts import read_contacts
from cxkit.readers.events import read_events
from cxkit.readers.files import Source, open_source
from cxkit.readers.grid import Grid
from cxkit.readers.grids import GRID_FORMATS, read_grid
from cxkit.readers.layout import Layout
from cxkit.readers.question import Question, points_of, recognise_kind
from cxkit.readers.reviews import headless, longest_texts, read_reviews
from cxkit.readers.stories import STORY_FORMATS, read_stories
from cxkit.readers.survey_headers import read_headers
from cxkit.readers.survey_long import is_long

READERS: dict[str, Callable[[str | Path], pd.DataFrame]] = {
    "reviews": read_reviews,
    "stories": read_stories,
    "answers": read_answers,
    "contacts": read_contacts,
    "events": read_events,
}
"""Kind of table: its reader."""


@dataclass(frozen=True)
class FileCheck:
    """What cxkit sees in one file.

    Attributes
    ----------
    path : str
        The file.
    is_read : bool
        Whether a reader takes it as it is.
    kind : str
        reviews, stories, answers, contacts, events; empty when none fits.
    why : str
        What tells the kind.
    message : str
        One sentence: what was read, or why nothing was.
    call : str
        The call to type.
    reading : dict
        The record of the reading, as in ``frame.attrs["reading"]``; empty when nothing was read.
    warnings : list of str
        What would mislead.
    """

    path: str
    is_read: bool
    kind: str
    why: str
    message: str
    call: str = ""
    reading: dict[str, Any] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Give everything as plain values, ready for JSON."""
        return asdict(self)


def check_file(path: str | Path) -> FileCheck:
    """Say how cxkit reads a file, without any argument.

    Parameters
    ----------
    path : path
        Any file.

    Returns
    -------
    FileCheck
        With the reading's record where a reader takes the file, and a sentence about what is
        wrong and what to do where none does.

    Examples
    --------
    >>> check_file("nowhere.csv").message
    "nowhere.csv: there is no such file. Check the name and the folder."
    """
    place = str(path)
    try:
        source = open_source(path)
        kind, why = kind_of_file(source)
    except CxkitError as error:
        return FileCheck(place, False, "", "", str(error))
    if kind not in READERS:
        return FileCheck(place, False, "", why, f"{source.path.name}: {why}")
    return _tried(place, kind, why)


def kind_of_file(source: Source) -> tuple[str, str]:
    """Tell which reader fits an opened file, and why; no kind when none does.

    Raises
    ------
    ReadError
        The file is of no known format, or broken.
    """
    if source.format == "sav":
        return "answers", "an SPSS file holds survey answers"
    if source.format == "xes":
        return "events", "an XES log holds events"
    if source.format == "txt" and not _is_table(source):
        return "stories", "a text file without columns is a story"
    if source.format in STORY_FORMATS and source.format != "txt":
        return "stories", f"a {source.format} file is a story"
    grid = read_grid(source, Layout())
    if grid.cells.columns.empty:
        return "", "there is no column in it."
    return kind_of_grid(grid)


def kind_of_grid(grid: Grid) -> tuple[str, str]:
    """Tell by the names of the columns which table a grid holds, and why."""
    names = grid.names
    if read_headers(grid).form:
        return "answers", f"its header rows are those of {read_headers(grid).form}"
    if is_long(recognise(names, "answers")):
        return "answers", "it has a column for the question and one for the answer"
    events = recognise(names, "events")
    if {"event", "event_at", "case_id"} <= set(events):
        return (
            "events",
            f"it has case, step and time: {_shown(events, 'case_id', 'event', 'event_at')}",
        )
    contacts = recognise(names, "contacts")
    if (
        "started_at" in contacts
        and len({"ended_at", "line", "agent", "direction"} & set(contacts)) > 1
    ):
        return "contacts", "it has the times, the line or the employee of contacts"
    feedback = recognise(names, "feedback")
    scored = _scored(grid)
    if "text" in feedback and not {"nps", "csat", "ces"} & set(scored.values()):
        return "reviews", f"the texts are in '{feedback['text']}'"
    if scored:
        asked = ", ".join(f"'{name[:40]}' ({kind})" for name, kind in list(scored.items())[:3])
        return "answers", f"it has questions on scales: {asked}"
    return "", _no_kind(grid)


def _tried(place: str, kind: str, why: str) -> FileCheck:
    call = f'read_{kind}("{place}")'
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            frame = READERS[kind](place)
        except CxkitError as error:
            return FileCheck(place, False, kind, why, str(error), call)
    said = [str(one.message) for one in caught if issubclass(one.category, CxkitWarning)]
    record = frame.attrs["reading"][0]
    return FileCheck(place, True, kind, why, _sentence(kind, record), call, record, said)


def _sentence(kind: str, record: dict[str, Any]) -> str:
    n_rows, n_read, n_refused = record["n_rows"], record["n_read"], record["n_refused"]
    name = Path(record["path"]).name
    read = f"{n_read:,} {kind} read from {n_rows:,} rows"
    return f"{name}: {read}, {n_refused:,} refused." if n_refused else f"{name}: {read}."


def _is_table(source: Source) -> bool:
    """Whether the lines of a text file are cut evenly by one delimiter."""
    grid = read_grid(source, Layout())
    n_columns = len(grid.names)
    enough = n_columns > 1 and len(grid.cells) >= 3 and len(grid.refused) < 0.1 * grid.n_rows
    return enough and (grid.delimiter in ("\t", ";", "|") or n_columns > 3)


def _scored(grid: Grid) -> dict[str, str]:
    """Find the columns that are questions on a scale."""
    found = {}
    for name in grid.names[:300]:
        question = Question(name, name, grid.cells[name].head(2000))
        kind = recognise_kind(question, points_of(question))
        if kind in ("nps", "csat", "ces") or (kind == "likert" and question.scale):
            found[name] = kind
    return found


def _shown(columns: dict[str, str], *wanted: str) -> str:
    return ", ".join(f"'{columns[name]}'" for name in wanted)


def _no_kind(grid: Grid) -> str:
    shown = [name if len(name) <= 40 else f"{name[:40]}…" for name in grid.names[:8]]
    seen = (
        f"its columns ({', '.join(shown)}) are not those of feedback, answers, contacts or events."
    )
    guess = longest_texts(grid)
    if guess is None:
        return f"{seen} It looks like a word list or a table of numbers: cxkit has no use for it."
    if headless(grid):
        at = grid.names.index(guess) + 1
        return (
            f"{seen} It seems to have no header row: if column {at} holds the texts, type"
            f' read_reviews(path, layout={{"header": False}}, columns={{"text": {at}}}).'
        )
    return f'{seen} If \'{guess}\' holds the texts, type read_reviews(path, columns={{"text": "{guess}"}}).'
