"""After a run: alerts as JSON beside the report, and a message to whom it concerns.

A notebook that measures alerts writes them with its tables as ``alerts.csv``. The address of the
message is in the environment variable CXKIT_NOTIFY, as one or more URLs of the Apprise library
(``mailto://…``, ``tgram://…``), never in a parameter.
"""

import json
import os
import warnings
from pathlib import Path
from typing import Any

import pandas as pd

from cxkit.errors import CxkitWarning

VARIABLE = "CXKIT_NOTIFY"
TABLE = "alerts.csv"
FILE = "alerts.json"


def tell_alerts(report: Path, tables: Path) -> list[dict[str, Any]]:
    """Write ``alerts.json`` beside a report and send a message if there are alerts.

    Parameters
    ----------
    report : Path
        Folder of the report.
    tables : Path
        Folder of its tables.

    Returns
    -------
    list of dict
        The alerts; empty when the notebook measures none or none was tripped.

    Warns
    -----
    CxkitWarning
        A message could not be sent. The run stays good.
    """
    path = tables / TABLE
    if not path.is_file():
        return []
    rows = pd.read_csv(path)
    told: list[dict[str, Any]] = json.loads(rows.to_json(orient="records", force_ascii=False))
    text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    (report / FILE).write_text(text, encoding="utf-8")
    address = os.environ.get(VARIABLE)
    if told and address:
        send(told, address, report.name)
    return told


def send(told: list[dict[str, Any]], address: str, title: str) -> None:
    """Send alerts to the addresses; a failure is a warning that never shows the address.

    Apprise is imported only here: a run without alerts does not wait for it.
    """
    import apprise

    messenger = apprise.Apprise()
    if not messenger.add(address.split()):
        _warn(f"{VARIABLE} holds no address that Apprise understands")
        return
    if not messenger.notify(title=f"cxkit: {title}", body="\n".join(map(_line, told))):
        _warn("the service did not take the message")


def _line(alert: dict[str, Any]) -> str:
    return (
        f"{alert['rule']}: {alert['group']}, {alert['figure']} {alert['value']:.2f},"
        f" {alert['side']} {alert['threshold']:g}, n = {alert['n']}, from {alert['period_at']}"
    )


def _warn(reason: str) -> None:
    warnings.warn(f"Alerts are written but no message was sent: {reason}.", CxkitWarning, 3)
