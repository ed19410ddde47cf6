"""The index of all reports: each series with its finding, its state and its history."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from cxkit.messages import in_russian
from cxkit.reports.findings.site import change_since, runs_kept, site_finding
from cxkit.reports.page import render_frame
from cxkit.reports.wording import NO_BREAK_SPACE, Language, instant, number, word

SPARK_RUNS = 5
"""Runs in the small line of the first key fact."""
_WIDTH, _HEIGHT = 120, 26


def render_site(manifests: Sequence[Mapping[str, Any]], *, at: datetime, version: str) -> str:
    """Render the index from the records of all runs, oldest first; Russian when all are."""
    series: dict[str, list[Mapping[str, Any]]] = {}
    for manifest in manifests:
        series.setdefault(manifest["name"], []).append(manifest)
    spoken = {manifest["head"]["language"] for manifest in manifests if "head" in manifest}
    language: Language = "ru" if spoken == {"ru"} else "en"
    entries = [_entry(name, runs, language) for name, runs in sorted(series.items())]
    n_bare = sum(entry["shown"] is None for entry in entries)
    n_stale = sum(entry["state"]["tone"] == "neg" for entry in entries) - n_bare
    base = (f"{instant(at, language)} UTC", runs_kept(len(manifests), language))
    finding = site_finding(len(entries), n_stale, language, n_bare=n_bare)
    return render_frame(
        "site",
        language,
        title=f"cxkit: {finding}",
        head={"label": "cxkit", "subject": word("index_title", language), "finding": finding,
              "state": "", "base": base, "facts": ()},
        entries=entries,
        version=version,
    )  # fmt: skip


def _entry(name: str, runs: Sequence[Mapping[str, Any]], language: Language) -> dict[str, Any]:
    whole = [run for run in runs if run["status"] == "done"]
    last, shown = runs[-1], whole[-1] if whole else None
    like = [run for run in whole if shown is not None and _asked(run) == _asked(shown)]
    return {
        "name": name,
        "shown": _shown(shown, like[-2] if len(like) > 1 else None, len(whole), language),
        "state": _state(last, language),
        "failure": _failure(last, language),
        "spark": _spark(like),
        "history": [_past(run, language) for run in reversed(runs)],
    }


def _asked(run: Mapping[str, Any]) -> tuple[Any, ...]:
    """Give what makes the figures of two runs comparable: the subject and the settings.

    Files are left out: each week has its own.
    """
    read = {PurePath(item["path"]).name for item in run["inputs"] if "path" in item}
    settings = {
        name: value
        for name, value in run.get("parameters", {}).items()
        if not all(_is_file(item, read) for item in (value if isinstance(value, list) else [value]))
    }
    head = run["head"]
    return head["label"], head["subject"], head["language"], settings


def _is_file(value: Any, read: set[str]) -> bool:
    path = PurePath(str(value))
    return value is None or path.is_absolute() or str(path)[:1] == "~" or path.name in read


def _shown(
    run: Mapping[str, Any] | None, before: Mapping[str, Any] | None, n: int, language: Language
) -> dict[str, Any] | None:
    if run is None:
        return None
    head, own = run["head"], run["head"]["language"]
    return {
        "language": own,
        "label": head["label"],
        "subject": head["subject"],
        "base": " · ".join(head["base"][:2]),
        "finding": head["finding"],
        "link": quote(f"{run['name']}/{run['run_id']}/index.html"),
        "change": change_since(head["facts"], before["head"]["facts"] if before else None, own, n),
        "when": f"{_when(run, language)} · {_seconds(run, language)}",
    }


def _state(run: Mapping[str, Any], language: Language) -> dict[str, str]:
    if run["status"] != "done":
        return {"tone": "neg", "text": f"✕ {word('site_failed', language)}"}
    refused = sum(int(item.get("n_refused") or 0) for item in run["inputs"])
    if refused:
        n = number(refused, language)
        return {"tone": "flag", "text": f"! {word('site_set_aside', language, n=n)}"}
    return {"tone": "pos", "text": f"✓ {word('site_complete', language)}"}


def _failure(run: Mapping[str, Any], language: Language) -> str:
    if run["status"] == "done":
        return ""
    return f"{_when(run, language)}: {word('site_stopped', language)} {_told(run, language)}"


def _told(run: Mapping[str, Any], language: Language) -> str:
    return in_russian(run["sentence"]) if language == "ru" else str(run["sentence"])


def _past(run: Mapping[str, Any], language: Language) -> dict[str, str]:
    is_done = run["status"] == "done"
    folder = run["run_id"] if is_done else f"failed/{run['run_id']}"
    return {
        "link": quote(f"{run['name']}/{folder}/{'index.html' if is_done else 'manifest.json'}"),
        "when": _when(run, language),
        "said": run["head"]["finding"] if is_done else _told(run, language),
        "tone": "" if is_done else "neg",
    }


def _spark(runs: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """Give the first key fact of the last runs as points of a small line.

    A run without a key fact, as one on reviews without dates, has no point.
    """
    first = [run["head"]["facts"][0] for run in runs[-SPARK_RUNS:] if run["head"]["facts"]]
    known = [fact for fact in first if fact.get("amount") is not None]
    if len(known) < 2:
        return None
    amounts = [fact["amount"] for fact in known]
    low, high = min(amounts), max(amounts)
    step = _WIDTH / (len(amounts) - 1)
    points = [
        (round(place * step), round(_HEIGHT * (1 - (amount - low) / ((high - low) or 1))) + 4)
        for place, amount in enumerate(amounts)
    ]
    tone = known[-1].get("tone") or "ink2"
    return {"path": " ".join(f"{x},{y}" for x, y in points), "end": points[-1], "tone": tone}


def _when(run: Mapping[str, Any], language: Language) -> str:
    return instant(datetime.fromisoformat(run["began_at"]), language)


def _seconds(run: Mapping[str, Any], language: Language) -> str:
    return (
        f"{number(run['seconds']['all'], language, 1)}{NO_BREAK_SPACE}{word('seconds', language)}"
    )
