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
from cxkit.readers.cells import counted
from cxkit.readers.contacts import read_contacts
from cxkit.readers.events import read_events
from cxkit.readers.files import open_source, place_of
from cxkit.readers.happenings import read_happenings
from cxkit.readers.kinds import kind_of_file
from cxkit.readers.reviews import read_reviews
from cxkit.readers.stories import read_stories

READERS: dict[str, Callable[..., pd.DataFrame]] = {
    "reviews": read_reviews,
    "stories": read_stories,
    "answers": read_answers,
    "contacts": read_contacts,
    "events": read_events,
    "happenings": read_happenings,
}
"""Kind of table: its reader."""


ONE = {"reviews": "review", "stories": "story", "answers": "answer", "contacts": "contact",
       "events": "event", "happenings": "happening"}  # fmt: skip


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
        reviews, stories, answers, contacts, events, happenings; empty when none fits.
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


def check_file(path: str | Path, *, dates: str | None = None) -> FileCheck:
    """Say how cxkit reads a file, without any other argument.

    Parameters
    ----------
    path : path
        Any file.
    dates : {"day first", "month first"}, optional
        How 3/4/2015 is to be read, where nothing in the file decides.

    Returns
    -------
    FileCheck
        With the reading's record where a reader takes the file, and a sentence about what is
        wrong and what to do where none does.

    Raises
    ------
    ParameterError
        *path* is no path.

    Examples
    --------
    >>> check_file("nowhere.csv").message
    'nowhere.csv: there is no such file. Check the name and the folder.'
    """
    place = str(place_of(path))
    try:
        source = open_source(path)
        kind, why = kind_of_file(source)
    except CxkitError as error:
        return FileCheck(place, False, "", "", error.args[0])
    if kind not in READERS:
        return FileCheck(place, False, "", "", f"{source.path.name}: {why}")
    return _tried(place, kind, why, dates)


def _tried(place: str, kind: str, why: str, dates: str | None) -> FileCheck:
    given = "".join(f", {name}={value!r}" for name, value in _ordered(kind, dates).items())
    call = f'read_{kind}("{place}"{given})'
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            frame = READERS[kind](place, **_ordered(kind, dates))
        except CxkitError as error:
            return FileCheck(place, False, kind, why, error.args[0], call)
    said = [one.message.args[0] for one in caught if isinstance(one.message, CxkitWarning)]
    record = frame.attrs["reading"][0]
    return FileCheck(place, True, kind, why, _sentence(kind, record), call, record, said)


def _ordered(kind: str, dates: str | None) -> dict[str, str]:
    """Give the order of day and month to a reader that reads dates."""
    return {} if dates is None or kind == "stories" else {"dates": dates}


def _sentence(kind: str, record: dict[str, Any]) -> str:
    name, n_refused = Path(record["path"]).name, record["n_refused"]
    noun = ONE[kind] if record["n_read"] == 1 else kind
    rows = "" if kind == "stories" else f" from {counted(record['n_rows'], 'row')}"
    refused = f", {n_refused:,} refused" if n_refused else ""
    return f"{name}: {record['n_read']:,} {noun} read{rows}{refused}."
