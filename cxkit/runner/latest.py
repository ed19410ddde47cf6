"""The page that always leads to the last whole report of a series."""

import json
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from markupsafe import escape

from cxkit.reports.page import render_frame
from cxkit.reports.wording import instant, word

NAME = "latest.html"


def lead_to(series: Path, run_id: str) -> None:
    """Let ``latest.html`` lead to a whole report at once."""
    target = escape(f"{run_id}/index.html")
    write_whole(
        series / NAME,
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Latest report</title>'
        f'<meta http-equiv="refresh" content="0; url={target}">'
        f'<p><a href="{target}">The latest report</a></p></html>\n',
    )


def say_stale(series: Path, failed: Mapping[str, Any]) -> None:
    """Let ``latest.html`` say that a later run failed, and why, before it leads to the report.

    Nothing is written for a series without a whole report.
    """
    manifest = _last_whole(series)
    if manifest is None:
        return
    head = manifest["head"]
    language = head["language"]
    page = render_frame(
        "stale",
        language,
        title=f"{head['label']}: {word('site_failed', language)}",
        head={"label": head["label"], "subject": head["subject"], "state": "", "base": (),
              "facts": (), "finding": word("stale_finding", language)},
        failed_at=f"{instant(datetime.fromisoformat(failed['began_at']), language)} UTC",
        sentence=failed["sentence"],
        report=head["finding"],
        link=f"{manifest['run_id']}/index.html",
        made_at=f"{instant(datetime.fromisoformat(manifest['began_at']), language)} UTC",
    )  # fmt: skip
    write_whole(series / NAME, page)


def write_whole(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.write_text(text, encoding="utf-8")
    os.replace(aside, path)


def _last_whole(series: Path) -> dict[str, Any] | None:
    found = [
        json.loads(path.read_text(encoding="utf-8"))
        for path in series.glob("*/manifest.json")
        if not path.parent.name.startswith(".")
    ]
    return max(found, key=lambda manifest: manifest["began_at"], default=None)
