"""Alerts are written beside the report, and sent only where an address is given."""

import json

import pytest

from cxkit.errors import CxkitWarning
from cxkit.runner.alerts import VARIABLE, send, tell_alerts

ALERT = (
    "rule,figure,group,period_at,value,side,threshold,n\nbad,net,all,2026-01-05,-0.4,below,0,50\n"
)


def test_alerts_are_written_and_a_run_without_them_writes_none(tmp_path, monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    assert tell_alerts(tmp_path, tmp_path) == []
    assert not (tmp_path / "alerts.json").exists()
    (tmp_path / "alerts.csv").write_text(ALERT, encoding="utf-8")
    assert tell_alerts(tmp_path, tmp_path)[0]["rule"] == "bad"
    assert json.loads((tmp_path / "alerts.json").read_text(encoding="utf-8"))[0]["n"] == 50


def test_a_wrong_address_is_a_warning_that_does_not_show_it():
    with pytest.warns(CxkitWarning) as caught:
        send([], "nonsense-with-secret", "report")
    assert "secret" not in str(caught[0].message)
