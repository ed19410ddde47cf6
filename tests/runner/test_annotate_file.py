import csv
import os

import pytest

from cxkit.errors import ParameterError, ReadError
from cxkit.runner.annotate_file import COLUMNS, annotate_file


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "in.csv"
    path.write_text(
        "id,comment,stars\n"
        "a,The courier was rude and two hours late,1\n"
        "a,,5\n"
        "b,Отличный магазин! Спасибо,5\n"
        "c,too,many,cells\n"
        'd,"Two\nlines, all good",4\n',
        encoding="utf-8",
    )
    return path


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_one_row_out_for_each_row_in_and_in_order(table, tmp_path):
    out = tmp_path / "out.csv"
    assert annotate_file(table, out) == 5
    rows = read(out)
    assert tuple(rows[0]) == COLUMNS
    assert [row["row"] for row in rows] == ["1", "2", "3", "4", "5"]
    assert [row["language"] for row in rows] == ["en", "", "ru", "", "en"]


def test_labels_and_numbers_agree(table, tmp_path):
    rows = read(tmp_path / "out.csv") if annotate_file(table, tmp_path / "out.csv") else []
    assert (rows[0]["label"], rows[2]["label"]) == ("negative", "positive")
    assert float(rows[0]["sentiment"]) < 0 < float(rows[2]["sentiment"]) <= 1
    assert "delivery" in rows[0]["touchpoints"].split("|")


def test_named_column_is_used(table, tmp_path):
    assert annotate_file(table, tmp_path / "out.csv", text="id") == 5


def test_unknown_column_is_told_with_a_hint(table, tmp_path):
    with pytest.raises(ParameterError, match="Did you mean 'comment'"):
        annotate_file(table, tmp_path / "out.csv", text="coment")


def test_table_without_texts_is_told(tmp_path):
    path = tmp_path / "in.csv"
    path.write_text("a,b\n1,2\n3,4\n", encoding="utf-8")
    with pytest.raises(ReadError, match="--text"):
        annotate_file(path, tmp_path / "out.csv")


def test_missing_folder_is_told_and_nothing_is_left(table, tmp_path):
    with pytest.raises(ParameterError, match="not there"):
        annotate_file(table, tmp_path / "no" / "out.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


def test_a_folder_as_output_is_told_before_anything_is_computed(table, tmp_path):
    # All was computed, then "Is a directory" named a hidden file, which stayed there.
    (tmp_path / "a b").mkdir()
    with pytest.raises(ParameterError, match="this is a folder"):
        annotate_file(table, tmp_path / "a b", on_rows=lambda *_: pytest.fail("was computed"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a b", "in.csv"]


def test_what_is_broken_off_leaves_nothing_and_keeps_the_last_output(table, tmp_path):
    out = tmp_path / "out.csv"
    out.write_text("the last one", encoding="utf-8")

    def stop(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        annotate_file(table, out, on_rows=stop)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.csv"]
    assert out.read_text(encoding="utf-8") == "the last one"


@pytest.mark.parametrize("name", ["out.xlsx", "out.json", "out.csv.gz"])
def test_a_csv_is_not_written_under_the_name_of_another_format(table, tmp_path, name):
    # out.xlsx held the text of a CSV, which no spreadsheet opens.
    with pytest.raises(ParameterError, match=r"Name it out\.csv:"):
        annotate_file(table, tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


def test_the_file_that_is_read_is_not_written_over(table, tmp_path):
    # "annotate a.csv -o a.csv" left codes where a company's reviews had been, and said it was done.
    link = tmp_path / "link.csv"
    link.symlink_to(table)
    before = table.read_bytes()
    for output in (table, link):
        with pytest.raises(ParameterError, match="its rows would be lost"):
            annotate_file(table, output)
    assert table.read_bytes() == before


def test_a_link_as_output_stays_a_link(table, tmp_path):
    link, there = tmp_path / "link.csv", tmp_path / "there.csv"
    there.touch()
    link.symlink_to(there)
    annotate_file(table, link)
    assert link.is_symlink()
    assert there.read_text(encoding="utf-8").startswith("row,")


def test_pipes_and_devices_are_not_replaced_by_a_file(table, tmp_path):
    # As root "-o /dev/null" put a CSV in the place of the device, and "-o -" wrote a file "-".
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    for output in (pipe, tmp_path / "-"):
        with pytest.raises(ParameterError, match="no plain file"):
            annotate_file(table, output)
    assert pipe.is_fifo()


def test_advantages_and_disadvantages_are_read_with_the_comment(tmp_path):
    # Rows whose words stand in "pros" and "cons" only came out empty.
    source = tmp_path / "shop.csv"
    source.write_text("text,pros,cons\nFine,,\n,Lovely colour,\n,,Broke in a week\n[deleted],,\n")
    annotate_file(source, tmp_path / "out.csv")
    assert [row["label"] for row in read(tmp_path / "out.csv")] == [
        "positive", "positive", "negative", "",
    ]  # fmt: skip
    annotate_file(source, tmp_path / "out.csv", text="text")
    assert [row["language"] for row in read(tmp_path / "out.csv")] == ["en", "", "", ""]
