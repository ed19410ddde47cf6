"""The history of runs: their manifests, gathered in one SQLite file beside the reports."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from cxkit.errors import RunError
from cxkit.runner.folders import FAILED, read_manifest, run_key

WAIT = 30
"""Seconds to wait for another run that is writing."""

_PLACES = ("*/*/manifest.json", f"*/{FAILED}/*/manifest.json")
_TABLE = """
CREATE TABLE IF NOT EXISTS runs (
    name TEXT NOT NULL,
    run_id TEXT NOT NULL,
    status TEXT NOT NULL,
    began_at TEXT NOT NULL,
    manifest TEXT NOT NULL,
    PRIMARY KEY (name, run_id)
)
"""


@contextmanager
def gathered(reports: Path) -> Iterator[list[dict[str, Any]]]:
    """Take in every manifest under the folder, forget those that are gone; give all, oldest first.

    Other runs wait until the block is left, so that what is written in it is the newest.

    Raises
    ------
    RunError
        The database cannot be written.
    """
    path = reports / "history.sqlite"
    try:
        with closing(_opened(path)) as database, database:
            database.execute("BEGIN IMMEDIATE")
            _take_in(database, reports)
            rows = database.execute("SELECT manifest FROM runs ORDER BY began_at, name, run_id")
            yield [json.loads(row[0]) for row in rows]
    except sqlite3.Error as error:
        raise RunError(
            f"{path}: the history of runs cannot be kept: {error}. The reports stay whole; see that"
            f" the file can be written, then: cxkit site {reports}"
        ) from error


def _take_in(database: sqlite3.Connection, reports: Path) -> None:
    folders = [path.parent for place in _PLACES for path in reports.glob(place)]
    there = {run_key(folder): folder for folder in folders if folder.name[0] != "."}
    known = set(database.execute("SELECT name, run_id FROM runs"))
    database.executemany("DELETE FROM runs WHERE name = ? AND run_id = ?", known - there.keys())
    new = [there[key] for key in sorted(there.keys() - known)]
    read = [manifest for folder in new if (manifest := read_manifest(folder)) is not None]
    database.executemany("INSERT INTO runs VALUES (?, ?, ?, ?, ?)", map(_row, read))


def _row(manifest: Mapping[str, Any]) -> tuple[str, ...]:
    told = json.dumps(manifest, ensure_ascii=False)
    return (*(manifest[name] for name in ("name", "run_id", "status", "began_at")), told)


def _opened(path: Path) -> sqlite3.Connection:
    """Open the database; a damaged file is made anew, since the manifests are the record."""
    database = sqlite3.connect(path, timeout=WAIT)
    try:
        database.execute(_TABLE)
    except sqlite3.DatabaseError as error:
        database.close()
        if isinstance(error, sqlite3.OperationalError):  # in use, or its place cannot be written
            raise
        path.unlink()
        return _opened(path)
    return database
