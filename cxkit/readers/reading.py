"""The record of one reading: what was found, what was mapped, what was refused and why.

A reader fills a `Reading` as it goes and hangs it on the frame with `finish`. The record travels
in ``frame.attrs["reading"]`` as plain dicts, so that provenance can be printed and a reading can
be repeated.
"""

import warnings
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pandas as pd

from cxkit.errors import CxkitWarning, some
from cxkit.readers.cells import counted
from cxkit.readers.files import Source
from cxkit.readers.grid import Grid

LISTED = 1000
"""Refused rows that a record lists; all of them are counted."""
USUAL = {"timezone": "UTC", "kind": "review"}
"""Arguments that a record leaves out, as it does those that say nothing."""
SHOWN = 120
"""Characters of a refused value that a record keeps."""


class Reading:
    """What is known so far about the reading of one file."""

    def __init__(
        self, reader: str, source: Source, arguments: Mapping[str, object], grid: Grid | None = None
    ) -> None:
        self.source = source
        self.notes: list[str] = [*grid.notes, *grid.warned] if grid else []
        self.warned: list[str] = list(grid.warned) if grid else []
        self.entries: dict[tuple[int, str], dict[str, Any]] = {}
        self.columns: dict[str, str] = {}
        self.wordings: dict[str, str] = {}
        self.turned: list[str] = []
        self.names = [str(name) for name in grid.names] if grid else []
        self.n_rows = grid.n_rows if grid else 0
        self._head = {
            "reader": reader,
            "path": str(source.path),
            "arguments": {k: _plain(v) for k, v in arguments.items() if v and v != USUAL.get(k)},
            "format": source.format + (".gz" if source.packed else ""),
            "encoding": grid.encoding if grid else None,
            "delimiter": grid.delimiter if grid else None,
            "sha256": source.sha256,
        }
        for entry in grid.refused if grid else []:
            self.entries[entry["row"], ""] = _entry(**entry)

    @property
    def refused_rows(self) -> list[int]:
        """Rows that were refused as a whole."""
        return [row for row, cell in self.entries if not cell]

    def note(self, sentence: str, *, warn: bool = False) -> None:
        """Write a sentence down; *warn* also raises it as a CxkitWarning at the end."""
        self.notes.append(sentence)
        if warn:
            self.warned.append(sentence)

    def set_encoding(self, encoding: str | None) -> None:
        """Write down the encoding of a file that is no grid."""
        self._head["encoding"] = encoding

    def refuse(self, values: pd.Series, column: str, reason: str, *, cell: bool = False) -> None:
        """Refuse the rows that *values* is indexed by, or only their answer in this column.

        A row keeps its first reason.
        """
        for label, value in values.items():
            row = int(str(label))
            key = (row, column if cell else "")
            self.entries.setdefault(key, _entry(row, column, value, reason))

    def unread(self, column: str, cells: pd.Series, expected: str) -> None:
        """Tell that *cells* could not be read as *expected* and are missing now."""
        if len(cells):
            shown = some([f"row {row}: '{str(cell)[:40]}'" for row, cell in cells.head(5).items()])
            more = f" and {len(cells) - 5:,} more" if len(cells) > 5 else ""
            self.note(
                f"{column}: {counted(len(cells), 'value')} not readable as {expected}, now missing"
                f" ({shown}{more})",
                warn=True,
            )

    def finish(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Hang the record on *frame* and warn of what would mislead."""
        rows = [self.entries[key] for key in sorted(self.entries)]
        if len(rows) > LISTED:
            self.note(f"of {len(rows):,} refused rows the first {LISTED:,} are listed")
        record = self._head | {
            "n_rows": self.n_rows,
            "n_read": len(frame),
            "n_refused": len(rows),
            "columns": self.columns,
            "wordings": self.wordings,
            "turned": self.turned,
            "names": self.names,
            "notes": list(self.notes),
            "refused": rows[:LISTED],
        }
        frame.attrs["reading"] = [record]
        self._warn(rows)
        return frame

    def _warn(self, rows: list[dict[str, Any]]) -> None:
        name = self.source.path.name
        if rows:
            reasons = Counter(general(entry["reason"]) for entry in rows)
            listed = "; ".join(f"{reason}: {n:,}" for reason, n in reasons.most_common(4))
            warnings.warn(
                f"{name}: {len(rows):,} of {counted(self.n_rows, 'row')} refused ({listed})."
                " refused(frame) lists them.",
                CxkitWarning,
                stacklevel=4,
            )
        for sentence in self.warned:
            warnings.warn(f"{name}: {sentence}.", CxkitWarning, stacklevel=4)


def refused(frame: pd.DataFrame) -> pd.DataFrame:
    """List the rows that a reader refused.

    Parameters
    ----------
    frame : DataFrame
        What a reader returned.

    Returns
    -------
    DataFrame
        One row a refused row: path, row (1-based, the header counted), column, value, reason.
        Without refused rows it is empty.

    Examples
    --------
    >>> refused(pd.DataFrame()).empty
    True
    """
    names = ["path", "row", "column", "value", "reason"]
    rows = [
        {"path": one["path"], **entry}
        for one in frame.attrs.get("reading", [])
        for entry in one["refused"]
    ]
    return pd.DataFrame(rows, columns=names)


def _plain(value: object) -> object:
    """Give an argument in the form that JSON keeps."""
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value


def _entry(row: int, column: str, value: object, reason: str) -> dict[str, Any]:
    text = "" if pd.isna(value) else str(value)
    shown = text if len(text) <= SHOWN else f"{text[:SHOWN]}… ({len(text):,} characters)"
    return {"row": row, "column": column, "value": shown, "reason": reason}


def general(reason: str) -> str:
    """Take the row's own particulars off a reason, so that reasons can be counted.

    Examples
    --------
    >>> general("the id is there already: row 7 has it")
    'the id is there already'
    """
    return reason.partition(":")[0].partition(" (")[0]
