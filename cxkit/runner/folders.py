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
import time
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from cxkit.errors import CxkitWarning, ParameterError
from cxkit.runner.outputs import mapped, without_home

MANIFEST = "manifest.json"
FAILED = "failed"
TAKEN = (FAILED, "index.html", "history.sqlite")
"""Names that no series can have."""
LONGEST = 200
"""Bytes that the name of a series may have, so that the file system takes it."""
LEFT = 24 * 3600
"""Seconds after which a staging folder without a sign of life was left by a run that was killed."""
_OF_ALL = {"status", "sentence", "began_at", "seconds"}
_OF_WHOLE = _OF_ALL | {"head", "inputs"}


class RunFolder:
    """The folder of one run of the series *name*, hidden until it is kept.

    The run's id is made of *began*, in UTC.

    Raises
    ------
    ParameterError
        The name is not that of one folder.
    """

    def __init__(self, reports: Path, name: str, began: datetime) -> None:
        self.series = reports / _checked(name)
        self.series.mkdir(parents=True, exist_ok=True)
        self._sweep()
        self.run_id, self.staging = self._reserve(began.strftime("%Y%m%dT%H%M%S"))
        self.tables = self.staging / "tables"

    def _sweep(self) -> None:
        """Remove what killed runs left: their notebooks hold what no check has seen."""
        for path in self.series.glob(".staging-*"):
            last = max((item.stat().st_mtime for item in (path, *path.glob("*"))), default=0)
            if time.time() - last > LEFT:
                shutil.rmtree(path, ignore_errors=True)

    def _reserve(self, stem: str) -> tuple[str, Path]:
        for number in range(1, 1000):
            run_id = stem if number == 1 else f"{stem}-{number}"
            staging = self.series / f".staging-{run_id}"
            taken = [self.series / run_id, self.series / FAILED / run_id]
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
        final = self.series / FAILED / self.run_id
        final.parent.mkdir(exist_ok=True)
        os.replace(self.staging, final)
        return final

    def drop(self) -> None:
        """Remove the staging folder, when the run was broken off."""
        shutil.rmtree(self.staging, ignore_errors=True)


def _checked(name: str) -> str:
    """Refuse a name of a series that would leave the folder of reports or hide in it."""
    is_one = (
        bool(name.strip()) and name == Path(name).name and "\\" not in name and name.isprintable()
    )
    if not is_one or name.startswith(".") or name in TAKEN or len(name.encode()) > LONGEST:
        raise ParameterError(
            f"--name {name}: a series is one folder among the reports. Its name has no '/' and no"
            f" leading dot, up to {LONGEST} bytes, and is none of {', '.join(TAKEN)}."
        )
    return name


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Give a place beside a file; what the block writes there becomes the file, whole or not."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        yield aside
        os.replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)


def write_manifest(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Write the record of a run."""
    plain = json.loads(json.dumps(manifest, default=str))
    text = json.dumps(mapped(plain, without_home), ensure_ascii=False, indent=2)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """Read the record of a run; its name and id are those of its folders, also after a renaming.

    None when it is gone, or, with a CxkitWarning, when it is no record that cxkit wrote.
    """
    path = folder / MANIFEST
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        is_whole = manifest.keys() >= (_OF_WHOLE if manifest["status"] == "done" else _OF_ALL)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        is_whole = False
    if not is_whole:
        warnings.warn(
            f"{path}: this is no whole record of a run, so the run is left out of the index."
            " Remove its folder, or put the record back.",
            CxkitWarning,
            stacklevel=2,
        )
        return None
    name, run_id = run_key(folder)
    return manifest | {"name": name, "run_id": run_id}


def run_key(folder: Path) -> tuple[str, str]:
    """Give the name and the id of the run to which a folder belongs."""
    series = folder.parents[1] if folder.parent.name == FAILED else folder.parent
    return series.name, folder.name
