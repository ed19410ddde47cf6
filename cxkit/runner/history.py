"""The history of runs, in one SQLite file beside the reports."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

WAIT = 30
"""Seconds to wait for another run that is writing."""

_PLACES = ("*/*/manifest.json", "*/failed/*/manifest.json")
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
    """Add a run; the same run again replaces itself."""
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
        rows = database.execute("SELECT manifest FROM runs ORDER BY began_at, name, run_id")
        return [dict(json.loads(row[0])) for row in rows]


def gather(reports: Path) -> None:
    """Take in every manifest under the folder that is not known yet, forget those that are gone."""
    there = {_key(path): path for pattern in _PLACES for path in reports.glob(pattern)}
    with _database(reports) as database:
        known = set(database.execute("SELECT name, run_id FROM runs"))
        database.executemany("DELETE FROM runs WHERE name = ? AND run_id = ?", known - there.keys())
        new = [there[key] for key in sorted(there.keys() - known) if key[1][0] != "."]
        read = [json.loads(path.read_text(encoding="utf-8")) for path in new]
        database.executemany(_INSERT, map(_row, read))


def _key(path: Path) -> tuple[str, str]:
    """Give the name and the id of the run to which a manifest belongs."""
    folder = path.parent
    series = folder.parents[1] if folder.parent.name == "failed" else folder.parent
    return series.name, folder.name


@contextmanager
def _database(reports: Path) -> Iterator[sqlite3.Connection]:
    reports.mkdir(parents=True, exist_ok=True)
    path = reports / "history.sqlite"
    with closing(sqlite3.connect(path, timeout=WAIT)) as database, database:
        database.execute(_TABLE)
        yield database
