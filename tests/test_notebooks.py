"""Notebooks are thin: their shape, their parameters, and a run of each on the sample data."""

import ast
import json
import re
from pathlib import Path

import pytest

from cxkit.runner.check_parameters import check_default_files, checked
from cxkit.runner.notebooks import notebook_names, notebook_path, variants
from cxkit.runner.parameter_file import cell_defaults
from cxkit.runner.parameters import MODELS
from cxkit.runner.run import run

ROOT = Path(__file__).resolve().parents[1]
NAMES = notebook_names()
LONGEST_CELL = 8
"""Lines, but of the cell of parameters, which has one a line."""
FORBIDDEN = (
    ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.If, ast.Try, ast.With, ast.Lambda,
    ast.ListComp, ast.DictComp, ast.GeneratorExp,
)  # fmt: skip


def cells(name, kind="code"):
    notebook = json.loads(notebook_path(name).read_text(encoding="utf-8"))
    return [cell for cell in notebook["cells"] if cell["cell_type"] == kind]


def source(cell):
    return "".join(cell["source"])


def test_the_kit_has_the_notebooks_it_promises():
    promised = {"tour", "journey_map", "sentiment_timeline", "incident_postmortem", "survey_scores"}
    assert promised - set(NAMES) == set()


def test_every_notebook_of_the_folder_is_declared():
    files = (ROOT / "notebooks").glob("*.ipynb")
    assert sorted(file.stem for file in files) == sorted(MODELS)


@pytest.mark.parametrize("name", NAMES)
def test_markdown_is_written_in_both_languages(name):
    texts = [source(cell) for cell in cells(name, "markdown")]
    one = [
        text
        for text in texts
        if not re.search("[a-z]{3}", text) or not re.search("[а-яё]{3}", text)
    ]
    assert one == []


@pytest.mark.parametrize("name", NAMES)
def test_no_logic_in_cells(name):
    found = [
        type(node).__name__
        for cell in cells(name)
        for node in ast.walk(ast.parse(source(cell)))
        if isinstance(node, FORBIDDEN)
    ]
    assert found == []


@pytest.mark.parametrize("name", NAMES)
def test_no_stored_outputs(name):
    assert [cell for cell in cells(name) if cell["outputs"] or cell["execution_count"]] == []


@pytest.mark.parametrize("name", NAMES)
def test_cells_are_short_and_start_with_a_question(name):
    short = [cell for cell in cells(name) if "parameters" not in cell["metadata"].get("tags", [])]
    assert max(len(source(cell).splitlines()) for cell in short) <= LONGEST_CELL
    first = json.loads(notebook_path(name).read_text(encoding="utf-8"))["cells"][0]
    assert first["cell_type"] == "markdown"
    assert source(first).startswith("# ")


@pytest.mark.parametrize("name", NAMES)
def test_no_downloads_magics_or_paths_of_one_machine(name):
    text = "\n".join(source(cell) for cell in cells(name))
    assert not [word for word in ("%", "!pip", "http", "sys.path", "/home", "C:\\") if word in text]


@pytest.mark.parametrize("name", NAMES)
def test_parameters_cell_and_declaration_are_the_same(name):
    declared = {
        field: info.get_default(call_default_factory=True)
        for field, info in MODELS[name].model_fields.items()
    }
    assert cell_defaults(notebook_path(name)) == declared


@pytest.mark.parametrize("name", NAMES)
def test_parameters_are_checked_before_anything_is_read(name):
    assert source(cells(name)[1]) == (
        f'import cxkit as cx\n\ncx.check_parameters("{name}", globals())'
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_parameter_has_a_comment(name):
    (cell,) = [cell for cell in cells(name) if "parameters" in cell["metadata"].get("tags", [])]
    lines = source(cell).splitlines()
    starts = [node.end_lineno for node in ast.parse(source(cell)).body]
    assert [lines[number - 1] for number in starts if "#" not in lines[number - 1]] == []


@pytest.mark.parametrize("name", NAMES)
def test_default_files_are_there(name):
    check_default_files(MODELS[name], {}, folder=notebook_path(name).parent)


@pytest.mark.parametrize("variant", variants(), ids=lambda variant: variant.name)
def test_variant_is_a_right_call(variant):
    folder = notebook_path(variant.notebook).parent
    checked(MODELS[variant.notebook], variant.parameters, notebook=variant.name, folder=folder)


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """Reports by notebook; each is made once, when a test first asks for it."""
    folder, made = tmp_path_factory.mktemp("reports"), {}

    def report(name):
        if name not in made:
            made[name] = run(name, reports=folder)
        return made[name]

    return report


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_notebook_runs_on_the_sample_data(name, reports):
    ended = reports(name)
    assert ended.is_done, ended.sentence
    assert (ended.folder / "index.html").stat().st_size < 2.6e6
    assert list((ended.folder / "tables").glob("*.csv"))


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", NAMES)
def test_report_is_whole_quiet_and_accessible(name, width, reports, open_page):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is missing")
    page = reports(name).folder / "index.html"
    viewport = {"width": width, "height": 900}
    opened = open_page(page, viewport=viewport)
    assert opened.said == []
    assert opened.page.evaluate("broken") == []
    assert [url for url in opened.asked if not url.startswith(("file:", "data:"))] == []
    assert opened.page.evaluate("document.documentElement.scrollWidth") == width
    opened.close()
    found = axe.Axe().run(open_page(page, viewport=viewport, bypass_csp=True).page)
    assert found.violations_count == 0, found.generate_report()
