"""Where a run's files go: staged aside, then moved into place whole or not at all.

reports/<name>/<run id>/         index.html, notebook.ipynb, manifest.json, tables/
reports/<name>/latest.html       leads to the last whole report, and says so when a later run failed
reports/<name>/failed/<run id>/  what a failed run left: notebook and manifest
reports/history.sqlite           all runs
reports/index.html               the site
"""

import json
import os
import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from cxkit.runner.outputs import mapped, without_home


class RunFolder:
    """The folder of one run, hidden until it is kept.

    Parameters
    ----------
    reports : Path
        The folder of all reports.
    name : str
        The series.
    began : datetime
        UTC; the run's id is made of it.
    """

    def __init__(self, reports: Path, name: str, began: datetime) -> None:
        self.series = reports / name
        self.series.mkdir(parents=True, exist_ok=True)
        self.run_id, self.staging = self._reserve(began.strftime("%Y%m%dT%H%M%S"))
        self.tables = self.staging / "tables"

    def _reserve(self, stem: str) -> tuple[str, Path]:
        for number in range(1, 1000):
            run_id = stem if number == 1 else f"{stem}-{number}"
            staging = self.series / f".staging-{run_id}"
            taken = [self.series / run_id, self.series / "failed" / run_id]
            if any(path.exists() for path in taken):
                continue
            try:
                staging.mkdir()
            except FileExistsError:
                continue
            return run_id, staging
        raise FileExistsError(f"{self.series}: a thousand runs in one second")

    def keep(self) -> Path:
        """Move the whole report into place."""
        final = self.series / self.run_id
        os.replace(self.staging, final)
        return final

    def keep_failed(self) -> Path:
        """Move what a failed run left aside; the last whole report stays where it is."""
        shutil.rmtree(self.tables, ignore_errors=True)
        final = self.series / "failed" / self.run_id
        final.parent.mkdir(exist_ok=True)
        os.replace(self.staging, final)
        return final

    def drop(self) -> None:
        """Remove the staging folder, when the run was broken off."""
        shutil.rmtree(self.staging, ignore_errors=True)


def write_manifest(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Write the record of a run."""
    plain = json.loads(json.dumps(manifest, default=str))
    text = json.dumps(mapped(plain, without_home), ensure_ascii=False, indent=2)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")
