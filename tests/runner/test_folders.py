import errno
import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path, PureWindowsPath

import pytest

from cxkit.errors import CxkitWarning, ParameterError
from cxkit.runner.folders import LEFT, RunFolder, read_manifest, write_manifest
from cxkit.runner.latest import lead_to_last
from cxkit.runner.outputs import without_home
from cxkit.runner.site import write_site

BEGAN = datetime(2026, 11, 22, 9, 14, 5, tzinfo=UTC)


def test_two_runs_in_one_second_get_two_folders(tmp_path):
    first, second = (RunFolder(tmp_path, "weekly", BEGAN) for _ in range(2))
    assert (first.run_id, second.run_id) == ("20261122T091405", "20261122T091405-2")
    first.keep()
    assert RunFolder(tmp_path, "weekly", BEGAN).run_id == "20261122T091405-3"


def test_report_is_seen_only_when_it_is_kept(tmp_path):
    folder = RunFolder(tmp_path, "weekly", BEGAN)
    (folder.staging / "index.html").write_text("x", encoding="utf-8")
    assert list(tmp_path.glob("weekly/2*")) == []
    assert (folder.keep() / "index.html").is_file()
    assert not folder.staging.exists()


def test_broken_off_run_leaves_nothing(tmp_path):
    folder = RunFolder(tmp_path, "weekly", BEGAN)
    folder.drop()
    assert list((tmp_path / "weekly").iterdir()) == []


def test_failed_run_keeps_neither_page_nor_tables(tmp_path):
    folder = RunFolder(tmp_path, "weekly", BEGAN)
    folder.tables.mkdir()
    (folder.tables / "a.csv").write_text("x", encoding="utf-8")
    (folder.staging / "notebook.ipynb").write_text("{}", encoding="utf-8")
    final = folder.keep_failed()
    assert [path.name for path in final.iterdir()] == ["notebook.ipynb"]
    assert not (tmp_path / "weekly" / "latest.html").exists()


def test_manifest_names_no_folder_of_the_user(tmp_path, monkeypatch):
    home = PureWindowsPath(r"C:\Users\Ann")
    monkeypatch.setattr("cxkit.runner.outputs.Path.home", lambda: home)
    write_manifest(tmp_path, {"file": str(home / "a.csv"), "at": Path("b.csv")})
    read = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert read == {"file": r"~\a.csv", "at": "b.csv"}


def test_home_is_shortened_only_where_it_is_a_folder(monkeypatch):
    monkeypatch.setattr("cxkit.runner.outputs.Path.home", lambda: Path("/home/ann"))
    assert without_home("/home/ann/a.csv, /home/anna, /home/ann") == "~/a.csv, /home/anna, ~"
    monkeypatch.setattr("cxkit.runner.outputs.Path.home", lambda: Path("/"))
    assert without_home("<p>../data/a.csv</p>") == "<p>../data/a.csv</p>"


def put(reports, name, run_id, status="done", **more):
    """Write the record of a run, as it lies among the reports."""
    head = {"label": "Scores", "subject": "", "finding": f"finding of {run_id}", "language": "en",
            "base": [], "facts": []}  # fmt: skip
    folder = reports / name / run_id if status == "done" else reports / name / "failed" / run_id
    folder.mkdir(parents=True)
    facts = {
        "name": name, "run_id": run_id, "status": status, "sentence": "the disk was full",
        "began_at": f"2026-11-{run_id}T09:00:00+00:00", "seconds": {"all": 1.0},
        "inputs": [], "head": head,
    }  # fmt: skip
    write_manifest(folder, facts | more)
    return folder


def test_latest_leads_to_the_run_that_began_last(tmp_path):
    # A slow run that ended late took the page from a newer report; a removed one kept it.
    put(tmp_path, "weekly", "01")
    newer, latest = put(tmp_path, "weekly", "08"), tmp_path / "weekly" / "latest.html"
    lead_to_last(tmp_path / "weekly")
    assert "08/index.html" in latest.read_text(encoding="utf-8")
    put(tmp_path, "weekly", "15", status="failed")
    write_site(tmp_path)
    assert "the disk was full" in latest.read_text(encoding="utf-8")
    shutil.rmtree(newer)
    shutil.rmtree(tmp_path / "weekly" / "failed")
    write_site(tmp_path)
    assert "01/index.html" in latest.read_text(encoding="utf-8")
    shutil.rmtree(tmp_path / "weekly" / "01")
    write_site(tmp_path)
    assert not latest.exists()


def test_a_renamed_series_keeps_its_history_and_its_links(tmp_path):
    put(tmp_path, "weekly", "01")
    write_site(tmp_path)
    (tmp_path / "weekly").rename(tmp_path / "shop")
    for _ in range(2):
        index = write_site(tmp_path).read_text(encoding="utf-8")
        assert 'href="shop/01/index.html"' in index
        assert "weekly" not in index


@pytest.mark.parametrize("text", ['{"name": "we', "[]", '{"short_name": "an app"}', ""])
def test_a_broken_record_is_told_and_the_index_is_written(tmp_path, text):
    # One half-copied manifest ended every later run of any series in a traceback.
    put(tmp_path, "weekly", "01")
    broken = put(tmp_path, "weekly", "08") / "manifest.json"
    broken.write_text(text, encoding="utf-8")
    with pytest.warns(CxkitWarning, match="no whole record of a run"):
        index = write_site(tmp_path)
    assert "finding of 01" in index.read_text(encoding="utf-8")
    assert read_manifest(tmp_path / "nowhere") is None


def test_a_full_disk_leaves_no_half_file_beside_the_index(tmp_path, monkeypatch):
    put(tmp_path, "weekly", "01")

    def write_half(path, *_, **__):
        path.touch()
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(Path, "write_text", write_half)
        with pytest.raises(OSError, match="No space"):
            write_site(tmp_path)
    assert [path.name for path in tmp_path.glob("**/.*")] == []


def test_a_damaged_history_is_made_anew(tmp_path):
    put(tmp_path, "weekly", "01")
    (tmp_path / "history.sqlite").write_text("no database", encoding="utf-8")
    assert "finding of 01" in write_site(tmp_path).read_text(encoding="utf-8")


def test_what_a_killed_run_left_is_removed_by_a_later_one(tmp_path):
    # A notebook that no check has seen, with secrets in it, stayed among the reports for ever.
    left = RunFolder(tmp_path, "weekly", BEGAN).staging
    at_work = RunFolder(tmp_path, "weekly", BEGAN).staging
    (left / "notebook.ipynb").write_text("a secret", encoding="utf-8")
    (at_work / "notebook.ipynb").write_text("{}", encoding="utf-8")
    old = at_work.stat().st_mtime - LEFT - 60
    for path in (left / "notebook.ipynb", left, at_work):
        os.utime(path, (old, old))
    RunFolder(tmp_path, "weekly", datetime(2026, 11, 29, tzinfo=UTC))
    assert not left.exists()
    assert at_work.exists()


@pytest.mark.parametrize(
    "name", ["..", "../x", "a/b", "/x", ".x", "failed", "index.html", "", "a\\b"]
)
def test_a_series_is_one_folder_among_the_reports(tmp_path, name):
    # "--name ../x" wrote a report outside the reports; that of "a/b" was in no index.
    reports = tmp_path / "reports"
    with pytest.raises(ParameterError, match="a series is one folder"):
        RunFolder(reports, name, BEGAN)
    assert list(tmp_path.iterdir()) == []
