"""Read a file of SPSS (SAV, ZSAV) or Stata (DTA) with its labels and missing values."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat

from cxkit.errors import ReadError
from cxkit.readers.files import Source
from cxkit.readers.grid import Grid


@dataclass
class Labelled:
    """A table of SPSS or Stata.

    Attributes
    ----------
    grid : Grid
        Cells; rows count cases from 1, as both programs show them.
    wordings : dict of str to str
        Variable to its label.
    labels : dict of str to dict of float to str
        Variable to the labels of its values.
    missing : dict of str to set of float
        Variable to the values declared missing.
    """

    grid: Grid
    wordings: dict[str, str]
    labels: dict[str, dict[float, str]]
    missing: dict[str, set[float]]


def read_sav(source: Source) -> Labelled:
    """Read the cases and the dictionary.

    Raises
    ------
    ReadError
        The file is damaged or cut short.
    """
    try:
        cells, meta = _read(source)
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, ValueError) as error:
        raise ReadError(
            f"{source.path.name}: the {source.format} file is damaged or cut short: {error}."
            " Save it again from the program that wrote it."
        ) from error
    cells.index = pd.RangeIndex(1, len(cells) + 1, name="row")
    encoding = str(meta.file_encoding or "").lower() or None
    grid = Grid(cells, source.format, encoding, notes=["rows are cases, counted from 1"])
    wordings = {name: " ".join((label or "").split()) for name, label in _pairs(meta)}
    labels = {
        name: {float(point): " ".join(str(label).split()) for point, label in listed.items()}
        for name, listed in meta.variable_value_labels.items()
        if all(isinstance(point, (int, float)) for point in listed)
    }
    return Labelled(grid, wordings, labels, _missing(meta, labels))


def _pairs(meta: Any) -> list[tuple[str, str | None]]:
    return list(zip(meta.column_names, meta.column_labels, strict=True))


def _read(source: Source) -> tuple[pd.DataFrame, Any]:
    """Read from the file itself, or from a copy where it was packed."""
    read = pyreadstat.read_dta if source.format == "dta" else pyreadstat.read_sav
    if not source.packed:
        return read(str(source.path), user_missing=True)
    handle, name = tempfile.mkstemp(suffix=f".{source.format}")
    try:
        with os.fdopen(handle, "wb") as copy:
            copy.write(source.data)
        return read(name, user_missing=True)
    finally:
        Path(name).unlink()


def _missing(meta: Any, labels: dict[str, dict[float, str]]) -> dict[str, set[float]]:
    """Collect the labelled or single values that lie in declared missing ranges."""
    found: dict[str, set[float]] = {}
    for name, ranges in meta.missing_ranges.items():
        points = set(labels.get(name, {}))
        for span in ranges:
            low, high = span["lo"], span["hi"]
            if isinstance(low, (int, float)) and isinstance(high, (int, float)):
                points |= {float(low), float(high)}
                found.setdefault(name, set()).update(p for p in points if low <= p <= high)
    return found
