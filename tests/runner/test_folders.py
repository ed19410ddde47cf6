import json
from datetime import UTC, datetime
from pathlib import Path, PureWindowsPath

from cxkit.runner.folders import RunFolder, write_manifest
from cxkit.runner.outputs import without_home

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
