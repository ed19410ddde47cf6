"""What leaves a run opens elsewhere and says the same."""

import json
import os

import pandas as pd
import pytest
from openpyxl import load_workbook

from cxkit.errors import ParameterError, RunError
from cxkit.reports.blocks import MIME
from cxkit.reports.journey_columns import Column, Frame, Lane
from cxkit.reports.journey_grid import lay_out
from cxkit.reports.tables import write_tables
from cxkit.runner.browser import BROWSERS, find_browser
from cxkit.runner.export_run import export_run


def grid():
    lanes = [Lane("touchpoint", "name", "Touchpoint"), Lane("curve", "curve", "Felt"),
             Lane("promises", "promises", "Promises")]  # fmt: skip
    columns = [Column("e1", "Delivery", "Receive", -1.0, "−1", "Delivery", {})]
    return lay_out("story-grid", columns, lanes, Frame("en")).as_dict()


@pytest.fixture
def run(tmp_path):
    folder = tmp_path / "run"
    folder.mkdir()
    write_tables(
        folder / "tables",
        moments=pd.DataFrame(
            {
                "feedback_id": ["007", "008"],
                "quote": ["=HYPERLINK(1)", "bad\x07bell"],
                "n_texts": [3, 4],
                "began_at": pd.to_datetime(["2026-03-01T10:00Z", None], utc=True),
            }
        ),
        a_table_with_a_very_long_name_one=pd.DataFrame({"x": [1]}),
        a_table_with_a_very_long_name_two=pd.DataFrame({"x": [2]}),
    )
    output = {"output_type": "display_data", "data": {MIME: grid()}, "metadata": {}}
    notebook = {"cells": [{"cell_type": "code", "outputs": [output]}], "metadata": {}}
    (folder / "notebook.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    (folder / "manifest.json").write_text("{}", encoding="utf-8")
    (folder / "index.html").write_text("<!doctype html><title>t</title><p>Page", encoding="utf-8")
    return folder


@pytest.fixture
def browser():
    try:
        return find_browser()
    except RunError as error:
        pytest.skip(str(error))


def test_each_table_is_a_sheet_whose_text_is_no_formula(run, tmp_path):
    book = load_workbook(export_run(run, tmp_path / "out" / "t.xlsx"))
    assert len(book.sheetnames) == 3
    head, first, second = book["moments"].iter_rows()
    assert [cell.value for cell in head] == ["feedback_id", "quote", "n_texts", "began_at"]
    assert [cell.data_type for cell in first] == ["s", "s", "n", "d"]
    assert first[0].value == "007"
    assert first[1].value == "'=HYPERLINK(1)"
    assert (second[1].value, second[3].value) == ("bad bell", None)
    assert {book[name]["A2"].value for name in book.sheetnames if name != "moments"} == {1, 2}


def test_the_map_is_drawn_as_svg(run, tmp_path):
    drawing = export_run(run, tmp_path / "map.svg").read_text(encoding="utf-8")
    assert "Delivery" in drawing
    assert drawing.startswith("<svg")


@pytest.mark.parametrize(("ending", "starts"), [("pdf", b"%PDF"), ("png", b"\x89PNG")])
def test_the_browser_prints_page_and_map(run, tmp_path, browser, ending, starts):
    file = export_run(run, tmp_path / f"out.{ending}")
    assert file.read_bytes().startswith(starts)
    if ending == "png":
        width = int.from_bytes(file.read_bytes()[16:20], "big")
        assert width == 2 * (150 + 112 + 8)  # two dots a px: labels, one column, the edge


def test_without_a_browser_a_sentence_says_what_to_do(run, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    with pytest.raises(RunError, match=f"{BROWSERS[0]}.*Install one"):
        export_run(run, tmp_path / "out.pdf")


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ({"output": "a.docx"}, "docx: xlsx, pdf, svg, png can be exported"),
        ({"output": "a.svg", "anchor": "story-grit"}, "story-grid"),
        ({"output": "a", "form": None}, "missing"),
    ],
)
def test_a_wrong_call_is_refused_with_what_is_allowed(run, tmp_path, call, said):
    with pytest.raises(ParameterError, match=said):
        export_run(run, tmp_path / call.pop("output"), **call)


def test_what_is_not_there_is_named(run, tmp_path):
    with pytest.raises(ParameterError, match=r"no manifest\.json"):
        export_run(tmp_path, tmp_path / "a.xlsx")
    (run / "notebook.ipynb").write_text('{"cells": []}', encoding="utf-8")
    with pytest.raises(ParameterError, match="no journey map"):
        export_run(run, tmp_path / "a.svg")
    (run / "index.html").unlink()
    with pytest.raises(ParameterError, match="no page"):
        export_run(run, tmp_path / "a.pdf")
    for table in (run / "tables").iterdir():
        table.unlink()
    with pytest.raises(ParameterError, match="no table"):
        export_run(run, tmp_path / "a.xlsx")
