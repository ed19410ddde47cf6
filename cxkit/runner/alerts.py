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
from cxkit.runner.folders import read_manifest

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
    is_sent = bool(new and address and send(new, address, f"{report.parent.name} {report.name}"))
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
    return ((read_manifest(report) or {}).get("head") or {}).get("subject", "")


def _key(alert: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(alert[name] for name in ("rule", "group", "figure", "period_at"))


def send(told: list[dict[str, Any]], address: str, title: str) -> bool:
    """Send alerts to the addresses; a failure is a warning that never shows the address.

    Returns whether every service took the message.

    Apprise is imported only here: a run without alerts does not wait for it.
    """
    import apprise

    messenger = apprise.Apprise()
    if not messenger.add(address.split()):
        _warn(f"{VARIABLE} holds no address that Apprise understands")
        return False
    if not messenger.notify(title=f"cxkit: {title}", body="\n".join(map(_line, told))):
        _warn("the service did not take the message")
        return False
    return True


def _line(alert: dict[str, Any]) -> str:
    return (
        f"{alert['rule']}: {alert['group']}, {alert['figure']} {alert['value']:.2f},"
        f" {alert['side']} {alert['threshold']:g}, n = {alert['n']}, from {alert['period_at']}"
    )


def _warn(reason: str) -> None:
    warnings.warn(f"Alerts are written but no message was sent: {reason}.", CxkitWarning, 3)
