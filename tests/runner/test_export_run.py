"""What leaves a run opens elsewhere and says the same."""

import json
import os
import re
import unicodedata
from datetime import datetime

import pandas as pd
import pytest
from openpyxl import load_workbook

from cxkit.errors import ParameterError, RunError
from cxkit.reports.blocks import MIME, Head, Section, Table
from cxkit.reports.journey_columns import Column, Frame, Gutter, Lane
from cxkit.reports.journey_grid import lay_out
from cxkit.reports.page import render
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
    write_tables(folder / "tables", moments=pd.DataFrame({"feedback_id": ["007"]}))
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


TOLD = {"ru": "Никто не пришёл, а я ждал \U0001f69a", "en": "Nobody came \U0001f69a"}


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_workbook_holds_values_of_their_own_types(tmp_path, language):
    tables = {
        "journey": pd.DataFrame(
            {
                "feedback_id": ["001", "002"],
                "quote": [TOLD[language], "x"],
                "moment": pd.array([1, None], dtype="Int64"),
                "valence": pd.array([-1.5, None], dtype="Float64"),
                "is_returned": pd.array([True, None], dtype="boolean"),
                "told_at": pd.to_datetime(["2026-03-01T10:20+03:00", None], utc=True),
                "due_on": pd.to_datetime(["2026-03-04", None]),
            }
        ),
        "words": pd.DataFrame(
            {
                "said": ["None", "NA", "=HYPERLINK(1)", "bad\x07bell", None],
                "code": "007",
                "share": [0.5, None, -1e-07, 1, 2],
                "is_kept": [True, False, True, True, False],
            }
        ),
        "turns": pd.DataFrame({"hours_median": [290.21, 0.25], "n": [3, 4]}),
        "отзывы_по_неделям_и_точкам_контакта": pd.DataFrame({"точка": ["Доставка"]}),
        "отзывы_по_неделям_и_точкам_решения": pd.DataFrame({"точка": ["Оплата"]}),
    }
    folder = tmp_path / "run"
    write_tables(folder / "tables", **tables)
    (folder / "manifest.json").write_text("{}", encoding="utf-8")
    book = load_workbook(export_run(folder, tmp_path / "t.xlsx"))
    long = "отзывы_по_неделям_и_точкам_к"
    assert book.sheetnames[:4] == ["journey", "turns", "words", long]
    assert len(book.sheetnames) == len({name.casefold() for name in book.sheetnames}) == 5
    assert all(len(name) <= 31 for name in book.sheetnames)
    head, first, second = book["journey"].iter_rows()
    assert [cell.value for cell in head] == list(tables["journey"].columns)
    assert all(cell.font.bold for cell in head)
    assert book["journey"].freeze_panes == "A2"
    assert [cell.data_type for cell in first] == ["s", "s", "n", "n", "b", "d", "d"]
    assert [cell.value for cell in first] == [
        "001", TOLD[language], 1, -1.5, True, datetime(2026, 3, 1, 7, 20), datetime(2026, 3, 4),
    ]  # fmt: skip
    assert [cell.value for cell in second][2:] == [None] * 5
    # The page says "12 d 2 h"; the workbook keeps what one can reckon with.
    assert book["turns"]["A2"].value == 290.21
    assert (book["turns"]["B3"].value, book["turns"]["B3"].data_type) == (4, "n")
    assert book[long]["A2"].value == "Доставка"
    # Words that look like something else stay words, and none is a formula.
    said, code, share, kept = (
        [cell.value for cell in column[1:]] for column in book["words"].columns
    )
    assert said == ["None", "NA", "=HYPERLINK(1)", "bad bell", None]
    assert (book["words"]["A4"].data_type, book["words"]["A4"].quotePrefix) == ("s", True)
    assert set(code) == {"007"}
    assert share == [0.5, None, -1e-07, 1, 2]
    assert kept == [True, False, True, True, False]


WORDS = {
    "ru": ("Хуже всего на доставке", "Пути случаев", "12 д 2 ч", "Доставка", "среднее"),
    "en": ("It fell at the delivery", "Paths of cases", "12 d 2 h", "Delivery", "mean"),
}
A4 = (595, 842)


def printed_page(language):
    finding, caption, length, touchpoint, mean = WORDS[language]
    lanes = [Lane("touchpoint", "name", touchpoint), Lane("curve", "curve", "+"),
             Lane("promises", "promises", "P")]  # fmt: skip
    cells = {"touchpoint": {"text": touchpoint}}
    columns = [Column(f"e{n}", touchpoint, "1", -1.0, "−1", touchpoint, cells) for n in range(12)]
    frame = Frame(language, mean=-1.0, gutter=(Gutter(-1.0, "−1,0", mean),), key=("KEY",))
    return [
        Head("journey_map", language, "Journey map", finding, ("1 path",)),
        Section("map", finding, "Map"),
        lay_out("story-grid", columns, lanes, frame),
        Section("flows", caption, "Flows"),
        Table("turns", caption, ("Path", "Length"), (("a → b", length),) * 3, "lr", stack=True),
    ]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_printed_page_says_what_the_page_says(run, tmp_path, browser, language):
    pypdf = pytest.importorskip("pypdf", reason="pypdf is missing")
    finding, caption, length, touchpoint, mean = WORDS[language]
    page = render(printed_page(language))
    (run / "index.html").write_text(page, encoding="utf-8")
    book = pypdf.PdfReader(export_run(run, tmp_path / "out.pdf"))
    assert finding in book.metadata.title
    sizes = [(round(float(sheet.mediabox.width)), round(float(sheet.mediabox.height)))
             for sheet in book.pages]  # fmt: skip
    assert sizes == [A4[::-1], A4]  # the map is a landscape sheet, the rest stands upright
    texts = [unicodedata.normalize("NFKC", sheet.extract_text()) for sheet in book.pages]
    first = " ".join(texts[0].split())
    assert finding in first
    # Long names are broken in narrow columns, and a sign may stand apart from its figure.
    letters = re.sub(r"[\s\u00ad-]", "", first)
    assert letters.count(touchpoint) >= 12
    assert f"−1,0{mean}" in letters
    assert "KEY" in first
    assert caption in texts[1]
    assert texts[1].count(length) == 3
    assert f"2 / {len(sizes)}" in texts[1]


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
        # a traceback of lxml was the answer to a folder
        ({"output": "", "form": "xlsx"}, r"Name a file in it: .*report\.xlsx"),
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
