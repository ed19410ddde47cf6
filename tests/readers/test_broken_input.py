"""Files as they come: each is read or refused with a sentence, never with a traceback."""

import gzip
import json

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.errors import CxkitWarning, ReadError
from cxkit.readers.check import check_file
from cxkit.readers.reviews import read_reviews


def test_a_header_alone_gives_no_rows_and_says_so(write):
    with pytest.warns(CxkitWarning, match="a header and no rows"):
        reviews = read_reviews(write("id,date,text\n"))
    assert reviews.empty
    assert "created_at" in reviews


def test_a_cell_of_a_million_characters_is_read_whole(write):
    reviews = read_reviews(write("text,rating\n" + "я" * 1_000_000 + ",5\nGood,4\n"))
    assert reviews["text"].str.len().tolist() == [1_000_000, 4]


def test_thousands_of_columns_are_read(write):
    header = ",".join(["text", *(f"c{i}" for i in range(1_999))])
    row = ",".join(["Good", *("1" for _ in range(1_999))])
    reviews = read_reviews(write(f"{header}\n{row}\n{row}\n"))
    assert reviews["text"].tolist() == ["Good", "Good"]


def test_thousands_of_columns_are_checked(write):
    header = ",".join(f"c{i}" for i in range(2_000))
    check = check_file(write(f"{header}\n{header}\n"))
    assert not check.is_read
    assert len(check.message) < 1000


def test_three_forms_of_dates_in_one_column_are_read(write):
    file = write("text;date\nA;2026-08-25\nB;25.08.26\nC;25 августа 2026 г.\n")
    assert read_reviews(file)["created_at"].dt.strftime("%Y-%m-%d").unique().tolist() == [
        "2026-08-25"
    ]


def test_nul_bytes_are_taken_out_and_told(write):
    reviews = read_reviews(write(b"text,rating\nGood\x00 thing,5\nBad,1\n"))
    assert reviews["text"].tolist() == ["Good thing", "Bad"]
    assert "1 NUL character taken out" in reviews.attrs["reading"][0]["notes"]


def test_the_wrong_encoding_is_refused_and_the_right_one_found(write):
    file = write("отзыв\nОчень хорошо\n", encoding="cp1251")
    with pytest.raises(ReadError, match="the file is not in utf-8"):
        read_reviews(file, layout={"encoding": "utf-8"})
    assert read_reviews(file)["text"].tolist() == ["Очень хорошо"]


def test_half_a_gzip_is_refused(write):
    whole = gzip.compress(b"text\n" + bytes(range(32, 127)) * 500)
    assert "cut short" in check_file(write(whole[:-30], "a.csv.gz")).message


def test_half_a_json_is_refused(write):
    whole = json.dumps([{"text": "Good"}] * 10)
    assert "this is not whole JSON" in check_file(write(whole[:50], "a.json")).message


def test_broken_lines_of_json_are_refused_one_by_one(write):
    with pytest.warns(CxkitWarning, match="1 of 3 rows refused"):
        reviews = read_reviews(write('{"text": "A"}\n{"text": \n{"text": "C"}\n', "a.jsonl"))
    assert reviews["text"].tolist() == ["A", "C"]


# Half of an emoji's pair of codes ended in a UnicodeEncodeError of pyarrow, and a number of more
# than 4,300 digits in a ValueError of Python.
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_half_a_character_in_json_is_replaced_and_told(write, name):
    rows = [
        '{"id": 1, "text": "Nice \\ud83d phone"}',
        '{"id": 2, "text": "Fine \\ud83d\\ude00"}',
        "7",
    ]
    content = "\n".join(rows) if name.endswith("l") else f"[{', '.join(rows)}]"
    with pytest.warns(CxkitWarning):
        reviews = read_reviews(write(content, name))
    assert reviews["text"].tolist() == ["Nice \ufffd phone", "Fine \U0001f600"]
    assert "1 broken character replaced by \ufffd" in reviews.attrs["reading"][0]["notes"]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_a_number_of_thousands_of_digits_is_a_text(write, name):
    row = '{"id": %s, "text": "Nice phone"}' % ("1" * 5_000)
    reviews = read_reviews(write(row if name.endswith("l") else f"[{row}]", name))
    assert reviews.loc[0, "feedback_id"] == "1" * 5_000


def test_deeply_nested_json_is_refused(write):
    assert not check_file(write("[" * 100_000 + "]" * 100_000, "a.json")).is_read


def test_half_a_parquet_and_half_a_workbook_are_refused(tmp_path, write):
    frame = pd.DataFrame({"text": ["Good"] * 100})
    frame.to_parquet(tmp_path / "a.parquet")
    frame.to_excel(tmp_path / "a.xlsx", index=False)
    for name in ("a.parquet", "a.xlsx"):
        whole = (tmp_path / name).read_bytes()
        check = check_file(write(whole[: len(whole) // 2], f"half_{name}"))
        assert not check.is_read
        assert "Export it again" in check.message or "export it again" in check.message


@pytest.mark.parametrize("name", ["a.pdf", "a.png", "a.db"])
def test_other_files_are_called_by_their_name(write, name):
    content = {"a.pdf": b"%PDF-1.7 x", "a.png": b"\x89PNG\r\n x", "a.db": b"SQLite format 3\x00x"}
    check = check_file(write(content[name], name))
    assert "no table can be read from it. This is a" in check.message


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=1, max_size=300), st.sampled_from(["csv", "json", "txt", "xes", "html"]))
def test_no_bytes_make_a_traceback(tmp_path_factory, content, ending):
    file = tmp_path_factory.mktemp("any") / f"a.{ending}"
    file.write_bytes(content)
    assert check_file(file).message


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab,;\"\n\t'\\ я"), max_size=80))
def test_no_text_makes_a_traceback_and_no_row_is_lost(tmp_path_factory, body):
    file = tmp_path_factory.mktemp("any") / "a.csv"
    file.write_text("id,text\n" + body, encoding="utf-8", newline="")
    check = check_file(file)
    record = check.reading
    if check.kind == "reviews" and check.is_read:
        assert record["n_read"] + record["n_refused"] == record["n_rows"]


@pytest.mark.parametrize("name", ["a.parquet", "a.xlsx"])
def test_flipped_bytes_make_no_traceback(tmp_path, write, name):
    frame = pd.DataFrame({"text": ["Хорошо", "Плохо"], "rating": [5, 1]})
    target = tmp_path / name
    frame.to_parquet(target) if name.endswith("parquet") else frame.to_excel(target, index=False)
    whole = target.read_bytes()
    for at in range(0, len(whole), max(1, len(whole) // 40)):
        flipped = bytearray(whole)
        flipped[at] ^= 0xFF
        assert check_file(write(bytes(flipped), f"flipped_{name}")).message
