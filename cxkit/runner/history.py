"""The history of runs, in one SQLite file beside the reports."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

WAIT = 30
"""Seconds to wait for another run that is writing."""

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
    row = (
        manifest["name"], manifest["run_id"], manifest["status"], manifest["began_at"],
        json.dumps(manifest, ensure_ascii=False, default=str),
    )  # fmt: skip
    with _database(reports) as database:
        database.execute("INSERT OR REPLACE INTO runs VALUES (?, ?, ?, ?, ?)", row)


def runs(reports: Path) -> list[dict[str, Any]]:
    """Return the manifests of all runs, oldest first."""
    with _database(reports) as database:
        rows = database.execute("SELECT manifest FROM runs ORDER BY began_at, name, run_id")
        return [dict(json.loads(row[0])) for row in rows]


def gather(reports: Path) -> None:
    """Take in every manifest under the folder that the history does not know yet."""
    for pattern in ("*/*/manifest.json", "*/failed/*/manifest.json"):
        for path in sorted(reports.glob(pattern)):
            if not path.parent.name.startswith("."):
                record(reports, json.loads(path.read_text(encoding="utf-8")))


@contextmanager
def _database(reports: Path) -> Iterator[sqlite3.Connection]:
    reports.mkdir(parents=True, exist_ok=True)
    path = reports / "history.sqlite"
    with closing(sqlite3.connect(path, timeout=WAIT)) as database, database:
        database.execute(_TABLE)
        yield database
