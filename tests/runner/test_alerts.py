"""Alerts are written beside the report, and sent only where an address is given."""

import csv
import json
from datetime import date, timedelta

import pytest

from cxkit import cli
from cxkit.errors import CxkitWarning
from cxkit.runner import alerts
from cxkit.runner.alerts import VARIABLE, message, send, tell_alerts
from cxkit.runner.folders import write_manifest

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


def test_an_alert_is_sent_once_under_the_name_of_its_series(tmp_path, monkeypatch):
    # A daily run over weeks sent one bad week seven times, under a title that named no report.
    sent, takes = [], [False, True, True]
    monkeypatch.setenv(VARIABLE, "json://localhost")
    monkeypatch.setattr(
        alerts, "send", lambda text, _, title: sent.append((text, title)) or takes.pop(0)
    )
    for day, worse in enumerate(("", "", "", ALERT.splitlines()[1].replace("bad", "worse"))):
        report = tmp_path / "weekly" / f"2026011{day}T060000"
        report.mkdir(parents=True)
        (report / "alerts.csv").write_text(ALERT + worse, encoding="utf-8")
        told = tell_alerts(report, report)
        assert [alert["is_sent"] for alert in told] == [day > 0] * len(told)
    days = [f"weekly · 2026011{day}T060000" for day in (0, 1, 3)]
    assert [title for _, title in sent] == days  # the first message was not taken
    assert [text.count("threshold") for text, _ in sent] == [1, 1, 1]


def test_the_alert_of_another_subject_is_sent_and_a_broken_record_stops_none(tmp_path, monkeypatch):
    # The week of shop B was held to be told, as shop A had one; a half-copied file ended the run.
    monkeypatch.setenv(VARIABLE, "json://localhost")
    monkeypatch.setattr(alerts, "send", lambda _, __, title: subjects.append(title[0]) or True)
    subjects: list[str] = []
    (tmp_path / "20260101").mkdir()
    (tmp_path / "20260101" / "alerts.json").write_text('[{"rule": "ba', encoding="utf-8")
    for name, subject in (("20260102", "A"), ("20260103", "B"), ("20260104", "A")):
        report = tmp_path / name
        report.mkdir()
        (report / "alerts.csv").write_text(ALERT, encoding="utf-8")
        whole = {"status": "done", "sentence": "", "began_at": name, "seconds": {}, "inputs": []}
        write_manifest(report, whole | {"head": {"subject": subject}})
        tell_alerts(report, report)
    assert subjects == ["A", "B"]


def test_a_message_says_what_and_where_in_the_language_of_the_page(tmp_path):
    # The week began "2026-08-23 21:00:00+00:00", and nothing led to the report.
    whole = {
        "status": "done", "sentence": "", "began_at": "", "seconds": {}, "inputs": [],
        "notebook": "sentiment_timeline", "parameters": {},
        "head": {"language": "ru", "finding": "Настроение упало", "subject": "Магазин"},
    }  # fmt: skip
    write_manifest(tmp_path, whole)
    fired = {
        "rule": "Злятся", "group": "all", "figure": "net", "side": "below", "value": -0.4,
        "threshold": 0.0, "n": 50, "period_at": "2026-08-23 21:00:00+00:00",
    }  # fmt: skip
    tripped, finding, place = message([fired], tmp_path).split("\n")
    assert tripped.startswith("Злятся (all). С 24 августа 2026")
    assert (finding, place) == ("Настроение упало", str(tmp_path / "index.html"))


def test_a_table_of_that_name_in_an_own_notebook_is_no_alert(tmp_path):
    # The report was kept, then a KeyError ended the run before the history knew it.
    (tmp_path / "alerts.csv").write_text("who\nAnn\n", encoding="utf-8")
    assert tell_alerts(tmp_path, tmp_path) == []


def test_a_wrong_address_is_a_warning_that_does_not_show_it():
    with pytest.warns(CxkitWarning) as caught:
        send("", "nonsense-with-secret", "report")
    assert "secret" not in str(caught[0].message)


@pytest.fixture
def bad_weeks(tmp_path):
    """Reviews of eight weeks, forty each, nearly all bad, and a rule that this trips."""
    reviews = tmp_path / "reviews.csv"
    with reviews.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "date", "text"])
        for place in range(320):
            day = date(2026, 1, 5) + timedelta(days=place // 40 * 7 + place % 7)
            said = "The courier was rude" if place % 10 else "Great service, thank you"
            rows.writerow([f"r{place}", day.isoformat(), f"{said}, order {place}."])
    rules = tmp_path / "rules.yaml"
    rules.write_text(
        "- {rule: too much anger, figure: net, below: 0, quiet: 7D}\n"
        "- {rule: never tripped, figure: net, below: -0.99}\n",
        encoding="utf-8",
    )
    return reviews, rules


@pytest.mark.slow
def test_a_run_that_trips_a_rule_is_done_writes_it_marks_the_page_and_sends_nothing(
    bad_weeks, tmp_path, monkeypatch
):
    reviews, rules = bad_weeks
    sent = []
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(alerts, "send", lambda *given: sent.append(given))
    given = {"reviews": reviews, "rules": rules, "happenings": "none", "time_zone": "UTC"}
    parameters = [part for name, value in given.items() for part in ("-p", f"{name}={value}")]
    monkeypatch.setattr(
        "sys.argv", ["cxkit", "run", "sentiment_timeline", *parameters, "-o", str(tmp_path / "out")]
    )
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 0
    report = next((tmp_path / "out" / "sentiment_timeline").glob("2*"))
    told = json.loads((report / "alerts.json").read_text(encoding="utf-8"))
    # Nine of ten are bad: net 0.1 - 0.9.
    assert [(one["rule"], one["value"], one["n"]) for one in told] == [("too much anger", -0.8, 40)]
    page = (report / "index.html").read_text(encoding="utf-8")
    assert "too much anger" in page
    assert "never tripped" not in page
    assert sent == []
