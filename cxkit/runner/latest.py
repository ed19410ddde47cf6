"""The page that always leads to the last whole report of a series."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markupsafe import escape

from cxkit.reports.page import render_frame
from cxkit.reports.wording import instant, word
from cxkit.runner.folders import FAILED, read_manifest, written_whole

NAME = "latest.html"


def lead_to_last(series: Path) -> None:
    """Let ``latest.html`` lead to the last whole report, which began last.

    When a later run failed it says so, and why, before it leads there. A series without a whole
    report has no such page.
    """
    whole, failed = _last(series, is_done=True), _last(series / FAILED, is_done=False)
    if whole is None:
        (series / NAME).unlink(missing_ok=True)
        return
    page = _leading(whole)
    if failed is not None and _age(failed) > _age(whole):
        page = _stale(whole, failed)
    with written_whole(series / NAME) as aside:
        aside.write_text(page, encoding="utf-8")


def _leading(whole: Mapping[str, Any]) -> str:
    language = whole["head"]["language"]
    said, target = word("latest_report", language), escape(_link(whole))
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{said}</title>'
        f'<meta http-equiv="refresh" content="0; url={target}">'
        f'<p><a href="{target}">{said}</a></p></html>\n'
    )


def _stale(whole: Mapping[str, Any], failed: Mapping[str, Any]) -> str:
    head = whole["head"]
    language = head["language"]
    return render_frame(
        "stale",
        language,
        title=f"{head['label']}: {word('site_failed', language)}",
        head={"label": head["label"], "subject": head["subject"], "state": "", "base": (),
              "facts": (), "finding": word("stale_finding", language)},
        failed_at=f"{instant(datetime.fromisoformat(failed['began_at']), language)} UTC",
        sentence=failed["sentence"],
        report=head["finding"],
        link=_link(whole),
        made_at=f"{instant(datetime.fromisoformat(whole['began_at']), language)} UTC",
    )  # fmt: skip


def _link(whole: Mapping[str, Any]) -> str:
    return f"{quote(whole['run_id'])}/index.html"


def _last(folder: Path, *, is_done: bool) -> dict[str, Any] | None:
    """Read the record of the run in a folder that began last; runs are named by their times."""
    for path in sorted(folder.glob("[!.]*/manifest.json"), reverse=True):
        manifest = read_manifest(path.parent)
        if manifest is not None and (manifest["status"] == "done") == is_done:
            return manifest
    return None


def _age(manifest: Mapping[str, Any]) -> tuple[str, str]:
    return manifest["began_at"], manifest["run_id"]
