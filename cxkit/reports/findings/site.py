"""Sentences of the index of reports: how many there are, how each stands, what changed."""

from collections.abc import Mapping, Sequence
from typing import Any

from cxkit.reports.wording import Language, counted, word

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
        return word("no_reports", language)
    said = counted(n_reports, language, "report")
    if not n_stale and not n_bare:
        return f"{said}, {word('fresh' if n_reports > 1 else 'fresh_one', language)}"
    tails = (("stale", n_stale), ("bare", n_bare))
    return "; ".join([said, *(word(key, language, n=n) for key, n in tails if n)])


def runs_kept(n_runs: int, language: Language) -> str:
    """Say how many runs the history holds.

    Examples
    --------
    >>> " ".join(runs_kept(86, "en").split())
    '86 runs kept'
    """
    return word("runs_kept", language, n=counted(n_runs, language, "run"))


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
        return word("first_run" if n_runs < 2 else "first_such", language)
    old = {fact["name"]: fact["value"] for fact in before}
    changed = [
        word("fact_was", language, name=fact["name"], new=fact["value"], old=old[fact["name"]])
        for fact in now
        if fact["name"] in old and old[fact["name"]] != fact["value"]
    ]
    if changed:
        return "; ".join(changed[:CHANGES_SHOWN])
    is_same = old.keys() == {fact["name"] for fact in now}
    return word("same_figures" if is_same else "other_figures", language)
