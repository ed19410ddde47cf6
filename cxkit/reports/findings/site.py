"""Sentences of the index of reports: how many there are, how each stands, what changed."""

from collections.abc import Mapping, Sequence
from typing import Any

from cxkit.reports.wording import Language, counted

_REPORTS = {"ru": ("отчёт", "отчёта", "отчётов"), "en": ("report", "reports")}
_RUNS = {"ru": ("запуск", "запуска", "запусков"), "en": ("run", "runs")}
_STALE = {
    "ru": "; у {n} последний запуск не удался, показан прежний целый",
    "en": "; the last run of {n} failed, so the last whole one is shown",
}
_FRESH = {"ru": ", каждый от последнего запуска", "en": ", each from its last run"}
_NONE = {"ru": "Отчётов пока нет", "en": "No reports yet"}
_FIRST = {"ru": "первый запуск", "en": "first run"}
_SAME = {"ru": "показатели те же, что в прошлый раз", "en": "same key figures as last time"}
_OTHER = {"ru": "показатели другие, чем в прошлый раз", "en": "other key figures than last time"}
_WAS = {"ru": "{name}: {new}, было {old}", "en": "{name}: {new}, was {old}"}
CHANGES_SHOWN = 2


def site_finding(n_reports: int, n_failed: int, language: Language) -> str:
    """Say how many reports there are and how many of them are stale.

    Examples
    --------
    >>> " ".join(site_finding(6, 1, "en").split())
    '6 reports; the last run of 1 failed, so the last whole one is shown'
    >>> " ".join(site_finding(7, 0, "en").split())
    '7 reports, each from its last run'
    >>> site_finding(0, 0, "ru")
    'Отчётов пока нет'
    """
    if not n_reports:
        return _NONE[language]
    said = counted(n_reports, language, _REPORTS[language])
    return said + (_STALE[language].format(n=n_failed) if n_failed else _FRESH[language])


def runs_kept(n_runs: int, language: Language) -> str:
    """Say how many runs the history holds.

    Examples
    --------
    >>> " ".join(runs_kept(86, "en").split())
    '86 runs kept'
    """
    counted_runs = counted(n_runs, language, _RUNS[language])
    return f"{counted_runs} в истории" if language == "ru" else f"{counted_runs} kept"


def change_since(
    now: Sequence[Mapping[str, Any]], before: Sequence[Mapping[str, Any]] | None, language: Language
) -> str:
    """Say which key facts differ from those of the run before, or that they are others.

    Parameters
    ----------
    now, before : sequence of mapping
        Facts of the two heads (name, value); *before* is None for a first run.
    language : {"ru", "en"}
        Language of the report.

    Examples
    --------
    >>> change_since([{"name": "NPS", "value": "+26"}], [{"name": "NPS", "value": "+21"}], "en")
    'NPS: +26, was +21'
    >>> change_since([{"name": "Since May", "value": "+3"}], [{"name": "All", "value": "+9"}], "en")
    'other key figures than last time'
    """
    if before is None:
        return _FIRST[language]
    old = {fact["name"]: fact["value"] for fact in before}
    changed = [
        _WAS[language].format(name=fact["name"], new=fact["value"], old=old[fact["name"]])
        for fact in now
        if fact["name"] in old and old[fact["name"]] != fact["value"]
    ]
    if changed:
        return "; ".join(changed[:CHANGES_SHOWN])
    is_same = old.keys() == {fact["name"] for fact in now}
    return (_SAME if is_same else _OTHER)[language]
