"""The history of runs, in one SQLite file beside the reports."""

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
_INSERT = "INSERT OR REPLACE INTO runs VALUES (?, ?, ?, ?, ?)"
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


def record(reports: Path, manifest: Mapping[str, Any]) -> None:
    """Add a run; the same run again replaces itself.

    Raises
    ------
    RunError
        The database cannot be written.
    """
    with _database(reports) as database:
        database.execute(_INSERT, _row(manifest))


def _row(manifest: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        manifest["name"], manifest["run_id"], manifest["status"], manifest["began_at"],
        json.dumps(manifest, ensure_ascii=False, default=str),
    )  # fmt: skip


def runs(reports: Path) -> list[dict[str, Any]]:
    """Return the manifests of all runs, oldest first."""
    with _database(reports) as database:
        return _all(database)


@contextmanager
def gathered(reports: Path) -> Iterator[list[dict[str, Any]]]:
    """Take in every manifest under the folder, forget those that are gone; give all, oldest first.

    Other runs wait until the block is left, so that what is written in it is the newest.

    Raises
    ------
    RunError
        The database cannot be written.
    """
    with _database(reports) as database:
        database.execute("BEGIN IMMEDIATE")
        folders = [path.parent for place in _PLACES for path in reports.glob(place)]
        there = {run_key(folder): folder for folder in folders if folder.name[0] != "."}
        known = set(database.execute("SELECT name, run_id FROM runs"))
        database.executemany("DELETE FROM runs WHERE name = ? AND run_id = ?", known - there.keys())
        new = [there[key] for key in sorted(there.keys() - known)]
        read = [manifest for folder in new if (manifest := read_manifest(folder)) is not None]
        database.executemany(_INSERT, map(_row, read))
        yield _all(database)


def _all(database: sqlite3.Connection) -> list[dict[str, Any]]:
    rows = database.execute("SELECT manifest FROM runs ORDER BY began_at, name, run_id")
    return [dict(json.loads(row[0])) for row in rows]


@contextmanager
def _database(reports: Path) -> Iterator[sqlite3.Connection]:
    reports.mkdir(parents=True, exist_ok=True)
    path = reports / "history.sqlite"
    try:
        with closing(_opened(path)) as database, database:
            yield database
    except sqlite3.Error as error:
        raise RunError(
            f"{path}: the history of runs cannot be kept: {error}. The reports stay whole; see that"
            f" the file can be written, then: cxkit site {reports}"
        ) from error


def _opened(path: Path) -> sqlite3.Connection:
    """Open the database; a damaged file is made anew, since the manifests are the record."""
    try:
        return _with_table(path)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        path.unlink()
        return _with_table(path)


def _with_table(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=WAIT)
    try:
        database.execute(_TABLE)
    except sqlite3.DatabaseError:
        database.close()
        raise
    return database
