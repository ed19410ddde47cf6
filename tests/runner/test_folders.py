from datetime import UTC, datetime

from cxkit.runner.folders import RunFolder

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
