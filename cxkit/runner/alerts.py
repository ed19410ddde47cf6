"""After a run: alerts as JSON beside the report, and a message to whom it concerns.

A notebook that measures alerts writes them with its tables as ``alerts.csv``. The address of the
message is in the environment variable CXKIT_NOTIFY, as one or more URLs of the Apprise library
(``mailto://…``, ``tgram://…``), never in a parameter.
"""

import json
import os
import warnings
from contextlib import suppress
from pathlib import Path
from typing import Any

import pandas as pd

from cxkit.errors import CxkitWarning
from cxkit.reports.alerts import alert_text
from cxkit.runner.folders import read_manifest
from cxkit.runner.parameters import MODELS

VARIABLE = "CXKIT_NOTIFY"
TABLE = "alerts.csv"
COLUMNS = {"rule", "group", "figure", "value", "side", "threshold", "n", "period_at"}
"""Columns that a message tells of."""
FILE = "alerts.json"


def tell_alerts(report: Path, tables: Path) -> list[dict[str, Any]]:
    """Write ``alerts.json`` into a report's folder and send a message if its tables hold alerts.

    Returns
    -------
    list of dict
        The alerts; empty when the notebook measures none or none was tripped. ``is_sent`` says
        whether a message told it, in this run or an earlier one of the series: a daily run over
        weeks tells a bad week once.

    Warns
    -----
    CxkitWarning
        A message could not be sent. The run stays good.
    """
    path = tables / TABLE
    if not path.is_file():
        return []
    rows = pd.read_csv(path)
    if not COLUMNS.issubset(rows.columns):  # a table of that name in a notebook of the user's own
        return []
    told: list[dict[str, Any]] = json.loads(rows.to_json(orient="records", force_ascii=False))
    sent = _sent_before(report)
    new = [alert for alert in told if _key(alert) not in sent]
    address = os.environ.get(VARIABLE)
    is_sent = bool(new and address and send(message(new, report), address, _title(report)))
    for alert in told:
        alert["is_sent"] = is_sent or _key(alert) in sent
    text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    (report / FILE).write_text(text, encoding="utf-8")
    return told


def _sent_before(report: Path) -> set[tuple[Any, ...]]:
    """Give the alerts that earlier runs of the series sent about the same subject."""
    found: set[tuple[Any, ...]] = set()
    subject = _subject(report)
    for path in report.parent.glob(f"2*/{FILE}"):
        if path.parent != report and _subject(path.parent) == subject:
            with suppress(ValueError):  # a half-copied file: its alerts are sent once more
                earlier = json.loads(path.read_text(encoding="utf-8"))
                found |= {_key(alert) for alert in earlier if alert.get("is_sent")}
    return found


def _subject(report: Path) -> str:
    return _head(report).get("subject", "")


def _head(report: Path) -> dict[str, Any]:
    return (read_manifest(report) or {}).get("head") or {}


def _title(report: Path) -> str:
    """Give subject, series and run: which report the message is about."""
    return " · ".join(part for part in (_subject(report), report.parent.name, report.name) if part)


def message(told: list[dict[str, Any]], report: Path) -> str:
    """Say in the page's language what was tripped, what the page finds, and where it is."""
    head = _head(report)
    zone, language = _zone(read_manifest(report) or {}), head.get("language", "en")
    lines = [
        f"{alert['rule']} ({alert['group']}). " + alert_text(
            alert | {"period_at": pd.to_datetime(alert["period_at"], utc=True)}, zone, language
        )
        for alert in told
    ]  # fmt: skip
    return "\n".join([*lines, *filter(None, [head.get("finding")]), str(report / "index.html")])


def _zone(manifest: dict[str, Any]) -> str:
    """Give the zone of the run's days: as given, else the notebook's own, else UTC."""
    declared = MODELS.get(manifest.get("notebook", ""))
    own = declared.model_fields.get("time_zone") if declared else None
    given = manifest.get("parameters", {}).get("time_zone")
    return given or (own.default if own else None) or "UTC"


def _key(alert: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(alert[name] for name in ("rule", "group", "figure", "period_at"))


def send(text: str, address: str, title: str) -> bool:
    """Send a message to the addresses; a failure is a warning that never shows the address.

    Returns whether every service took the message.

    Apprise is imported only here: a run without alerts does not wait for it.
    """
    import apprise

    messenger = apprise.Apprise()
    if not messenger.add(address.split()):
        _warn(f"{VARIABLE} holds no address that Apprise understands")
        return False
    if not messenger.notify(title=f"cxkit: {title}", body=text):
        _warn("the service did not take the message")
        return False
    return True


def _warn(reason: str) -> None:
    warnings.warn(f"Alerts are written but no message was sent: {reason}.", CxkitWarning, 3)
