import pytest

from cxkit.errors import ReadError, SchemaError
from cxkit.readers.coding_sheet import read_coding_sheet
from cxkit.readers.corrections import read_corrections

HEAD = "feedback_id,start,end,code,verdict,coder,layer,new_code,value\n"


def written(tmp_path, text):
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_corrections_keep_ids_as_text_and_offsets_as_numbers(tmp_path):
    found = read_corrections(written(tmp_path, HEAD + "007,0,4,delivery,confirm,anna,,,-1\n"))
    assert found.loc[0, "feedback_id"] == "007"
    assert found.loc[0, ["start", "end", "value"]].tolist() == [0, 4, -1]


def test_columns_that_are_not_needed_may_be_missing(tmp_path):
    found = read_corrections(
        written(tmp_path, "feedback_id,start,end,code,verdict,coder\nr1,0,4,delivery,reject,anna\n")
    )
    assert found.loc[0, ["code", "verdict"]].tolist() == ["delivery", "reject"]
    assert found["new_code"].isna().all()


def test_an_unknown_verdict_is_refused_with_what_is_allowed(tmp_path):
    with pytest.raises(SchemaError, match="confirm, reject, change, add"):
        read_corrections(written(tmp_path, HEAD + "r1,0,4,delivery,perhaps,anna,,,\n"))


def test_a_missing_column_is_named(tmp_path):
    with pytest.raises(ReadError, match="verdict, coder"):
        read_corrections(written(tmp_path, "feedback_id,start,end,code\nr1,0,4,delivery\n"))


def test_what_is_no_number_is_named_with_its_row(tmp_path):
    # A value of "abc" became missing without a word, and the correction lost its value.
    text = HEAD + "r1,0,4,delivery,confirm,anna,,,\nr1,9,12,delivery,confirm,anna,,,minus one\n"
    with pytest.raises(ReadError, match="row 3, value='minus one': a number is needed"):
        read_corrections(written(tmp_path, text))


def test_no_file_is_no_correction():
    assert read_corrections(None).empty


def test_a_filled_sheet_is_read_with_its_coder(tmp_path):
    text = "feedback_id,start,end,quote,touchpoint,factor\nr1,0,4,Late,delivery;waiting,-\n"
    sheet = read_coding_sheet(written(tmp_path, text), coder="anna")
    assert sheet.loc[0, ["coder", "touchpoint", "factor"]].tolist() == [
        "anna", "delivery;waiting", "-",
    ]  # fmt: skip


def test_a_sheet_without_sentences_is_refused(tmp_path):
    with pytest.raises(ReadError, match="quote"):
        read_coding_sheet(written(tmp_path, "coder,feedback_id,start,end\na,r1,0,4\n"))
