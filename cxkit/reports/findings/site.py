"""Sentences of the index of reports: how many there are, how each stands, what changed."""

from collections.abc import Mapping, Sequence
from typing import Any

from cxkit.reports.wording import Language, counted

_STALE = {
    "ru": "; у {n} последний запуск не удался, показан прежний целый",
    "en": "; the last run of {n} failed, so the last whole one is shown",
}
_BARE = {"ru": "; у {n} целого отчёта ещё нет", "en": "; {n} without a whole report yet"}
_FRESH = {"ru": ", каждый от последнего запуска", "en": ", each from its last run"}
_FRESH_ONE = {"ru": ", от последнего запуска", "en": ", from its last run"}
_NONE = {"ru": "Отчётов пока нет", "en": "No reports yet"}
_FIRST = {"ru": "первый запуск", "en": "first run"}
_FIRST_SUCH = {
    "ru": "первый запуск с таким предметом и такими настройками",
    "en": "first run with this subject and these settings",
}
_SAME = {"ru": "показатели те же, что в прошлый раз", "en": "same key figures as last time"}
_OTHER = {"ru": "показатели другие, чем в прошлый раз", "en": "other key figures than last time"}
_WAS = {"ru": "{name}: {new}, было {old}", "en": "{name}: {new}, was {old}"}
CHANGES_SHOWN = 2


def site_finding(n_reports: int, n_stale: int, language: Language, *, n_bare: int = 0) -> str:
    """Say how many reports there are, how many are stale, how many were never whole.

    Examples
    --------
    >>> " ".join(site_finding(6, 1, "en").split())
    '6 reports; the last run of 1 failed, so the last whole one is shown'
    >>> " ".join(site_finding(7, 0, "en").split())
    '7 reports, each from its last run'
    >>> " ".join(site_finding(2, 0, "en", n_bare=1).split())
    '2 reports; 1 without a whole report yet'
    >>> site_finding(0, 0, "ru")
    'Отчётов пока нет'
    """
    if not n_reports:
        return _NONE[language]
    said = counted(n_reports, language, "report")
    if not n_stale and not n_bare:
        return said + (_FRESH if n_reports > 1 else _FRESH_ONE)[language]
    stale = _STALE[language].format(n=n_stale) if n_stale else ""
    return said + stale + (_BARE[language].format(n=n_bare) if n_bare else "")


def runs_kept(n_runs: int, language: Language) -> str:
    """Say how many runs the history holds.

    Examples
    --------
    >>> " ".join(runs_kept(86, "en").split())
    '86 runs kept'
    """
    counted_runs = counted(n_runs, language, "run")
    return f"{counted_runs} в истории" if language == "ru" else f"{counted_runs} kept"


def change_since(
    now: Sequence[Mapping[str, Any]],
    before: Sequence[Mapping[str, Any]] | None,
    language: Language,
    n_runs: int = 1,
) -> str:
    """Say which key facts differ from those of the run before, or that they are others.

    Parameters
    ----------
    now, before : sequence of mapping
        Facts of the two heads (name, value); *before* is None where no run before had the same
        subject and settings.
    language : {"ru", "en"}
        Language of the report.
    n_runs : int
        Whole runs of the series, of whatever subject and settings.

    Examples
    --------
    >>> change_since([{"name": "NPS", "value": "+26"}], [{"name": "NPS", "value": "+21"}], "en")
    'NPS: +26, was +21'
    >>> change_since([{"name": "NPS", "value": "+26"}], None, "en", 2)
    'first run with this subject and these settings'
    >>> change_since([{"name": "Since May", "value": "+3"}], [{"name": "All", "value": "+9"}], "en")
    'other key figures than last time'
    """
    if before is None:
        return (_FIRST if n_runs < 2 else _FIRST_SUCH)[language]
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
