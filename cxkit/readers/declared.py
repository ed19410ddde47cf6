"""Read files whose form cxkit itself declares: small tables by their own columns, and YAML."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from cxkit.errors import ReadError, some
from cxkit.own_yaml import own_yaml
from cxkit.readers.cells import as_text
from cxkit.readers.files import open_source
from cxkit.readers.grid import Grid
from cxkit.readers.grids import read_grid
from cxkit.readers.layout import layout_of
from cxkit.readers.numbers import as_numbers
from cxkit.readers.sniff import decode
from cxkit.schema.table import NUMBER, WHOLE, Table


def read_declared(
    path: str | Path, table: Table, *, optional: Collection[str] = ()
) -> pd.DataFrame:
    """Read the columns of *table* from CSV, XLSX or another table file; others are left out.

    Parameters
    ----------
    path : path
        The file; its header has the names that *table* declares.
    table : Table
        The declaration.
    optional : collection of str
        Needed columns that the file may lack.

    Returns
    -------
    DataFrame
        Texts and numbers, not yet conformed.

    Raises
    ------
    ReadError
        The file cannot be read, lacks a column, or has something else where a number belongs.
    """
    needed = [name for name in table.required if name not in optional]
    name, grid = read_columns(path, needed, table.name)
    known = [one for one in table.columns if one in grid.names]
    return pd.DataFrame({one: _typed(grid.cells[one], table, name) for one in known})


def read_columns(path: str | Path, needed: Collection[str], what: str) -> tuple[str, Grid]:
    """Read a table file that has the *needed* columns; give its name and its cells.

    Raises
    ------
    ReadError
        The file cannot be read, or lacks a column.
    """
    source = open_source(path)
    name = source.path.name
    grid = read_grid(source, layout_of(None))
    missing = [one for one in needed if one not in grid.names]
    if missing:
        raise ReadError(
            f"{name}: a table of {what.replace('_', ' ')} has the columns {', '.join(needed)}."
            f" Not there: {', '.join(missing)}. Columns: {some(grid.names, 12)}. Rename them."
        )
    return name, grid


def _typed(cells: pd.Series, table: Table, file: str) -> pd.Series:
    column = str(cells.name)
    if str(table.columns[column].dtype) not in (NUMBER, WHOLE):
        return as_text(cells)
    numbers, unread = as_numbers(cells)
    if len(unread):
        raise ReadError(
            f"{file}: row {unread.index[0]}, {column}='{unread.iloc[0]}': a number is needed, or"
            " an empty cell."
        )
    return numbers


def read_yaml(path: str | Path, what: str, *, is_typed: bool = True) -> tuple[str, Any]:
    """Read a YAML file; give its name and what it holds.

    Parameters
    ----------
    path : path
        The file, in any encoding that is recognised.
    what : str
        What it should be, for messages: "the plan".
    is_typed : bool
        Whether numbers and dates are read as such; otherwise every value is text, as YAML itself
        would drop the zone of a time and read 007 as 7.

    Raises
    ------
    ReadError
        The file cannot be read, or is no YAML.
    """
    source = open_source(path)
    name = source.path.name
    text, _, _ = decode(source.data, name)
    try:
        return name, own_yaml(text, is_typed=is_typed)
    except yaml.YAMLError as error:
        raise ReadError(
            f"{name}: {what} cannot be read as YAML: {error}. Look at the line that it names:"
            " indents and colons are what mostly breaks."
        ) from error
