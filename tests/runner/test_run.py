"""Runs of tiny notebooks, one behaviour each; they start real kernels."""

import functools
import json
import shutil
import sys
from pathlib import Path

import papermill
import pytest

from cxkit.errors import ParameterError
from cxkit.runner import history
from cxkit.runner.check_parameters import checked
from cxkit.runner.notebooks import is_own, notebook_names
from cxkit.runner.parameters import MODELS, InputFile, Parameters, Period, SecretName
from cxkit.runner.run import run
from cxkit.runner.site import write_site

WRITTEN = (".html", ".ipynb", ".json", ".csv")
NOTEBOOKS = Path(__file__).parent / "notebooks"


class Small(Parameters):
    reviews: InputFile = "reviews.csv"
    period: Period = "7D"
    code: str = "007"


class Keyed(Parameters):
    key: SecretName = "env:CXKIT_TEST_KEY"


def recorded(reports):
    with history.gathered(reports) as runs:
        return [one["status"] for one in runs]


def run_one(notebook, reports, parameters=None, **options):
    return run(str(NOTEBOOKS / f"{notebook}.ipynb"), parameters, reports=reports, **options)


def with_cell(folder, *source, told="", **changes):
    """Copy the small notebook and its reviews, with a cell and a review more."""
    notebook = json.loads((NOTEBOOKS / "small.ipynb").read_text(encoding="utf-8")) | changes
    if source:
        notebook["cells"].append(notebook["cells"][2] | {"id": "more", "source": source})
    (folder / "small.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    reviews = (NOTEBOOKS / "reviews.csv").read_text(encoding="utf-8")
    (folder / "reviews.csv").write_text(reviews + told, encoding="utf-8")
    return str(folder / "small.ipynb")


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    reports = tmp_path_factory.mktemp("reports")
    return run_one("small", reports, {"code": "0070"}, model=Small), reports


def test_whole_report_has_page_notebook_tables_and_manifest(small):
    ended, _ = small
    assert ended.is_done, ended.sentence
    names = sorted(path.name for path in ended.folder.iterdir())
    assert names == ["index.html", "manifest.json", "notebook.ipynb", "tables"]
    assert [path.name for path in (ended.folder / "tables").iterdir()] == ["reviews.csv"]


def test_manifest_tells_inputs_parameters_versions_and_status(small):
    manifest = json.loads((small[0].folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["status"] == "done"
    assert manifest["parameters"] == {"code": "0070"}
    assert (manifest["inputs"][0]["n_rows"], len(manifest["inputs"][0]["sha256"])) == (3, 64)
    assert set(manifest["versions"]) >= {"python", "cxkit", "pandas", "plotly", "papermill"}
    assert manifest["page"]["quotes"] == 1


def test_page_shows_checked_quotes_and_parameters(small):
    page = (small[0].folder / "index.html").read_text(encoding="utf-8")
    assert "1 of 1 match their source" in page
    assert "code=0070" in page
    assert "anna.k" not in page


def test_kept_notebook_names_no_folder_of_this_machine(small):
    ended, reports = small
    text = (ended.folder / "notebook.ipynb").read_text(encoding="utf-8")
    assert str(reports) not in text
    assert ".staging" not in text


def test_latest_leads_to_the_report_from_a_file(small):
    ended, reports = small
    pointer = (reports / "small" / "latest.html").read_text(encoding="utf-8")
    assert f'url={ended.run_id}/index.html"' in pointer


def test_nothing_is_left_aside(small):
    assert list(small[1].glob("*/.*")) == []


@pytest.mark.parametrize(
    ("name", "status", "says"),
    [
        ("failing", "failed", "ValueError: the third step broke"),
        ("refusing", "failed", "a.csv, line 3, column 'rating'"),
        ("sleeping", "timeout", "longer than 2 seconds"),
        ("dying", "dead kernel", "kernel died"),
        ("nokernel", "no kernel", "no-such-kernel"),
        ("misquoting", "failed", "none of its inputs"),
        ("leaking", "failed", "Personal data in the finished page"),
    ],
)
def test_failed_run_tells_the_truth_and_keeps_no_page(tmp_path, name, status, says):
    ended = run_one(name, tmp_path, timeout=2 if name == "sleeping" else 120)
    assert (ended.status, ended.is_done) == (status, False)
    assert says in ended.sentence
    assert ended.folder == tmp_path / name / "failed" / ended.run_id
    assert list(tmp_path.glob("**/index.html")) == []
    manifest = json.loads((ended.folder / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["status"], manifest["sentence"]) == (status, ended.sentence)


@pytest.mark.parametrize(
    ("program", "says"),
    [("import time; time.sleep(60)", "didn't respond in 1 seconds"), ("", "died before replying")],
)
def test_a_kernel_that_never_answers_fails_the_run_with_a_sentence(
    tmp_path, monkeypatch, program, says
):
    # On a busy machine the kernel gave no answer in 60 seconds, and a traceback was all one saw.
    spec = tmp_path / "jupyter" / "kernels" / "no-such-kernel" / "kernel.json"
    spec.parent.mkdir(parents=True)
    argv = [sys.executable, "-c", program, "{connection_file}"]
    spec.write_text(json.dumps({"argv": argv, "display_name": "Deaf", "language": "python"}))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    hasty = functools.partial(papermill.execute_notebook, start_timeout=1)
    monkeypatch.setattr(papermill, "execute_notebook", hasty)
    ended = run_one("nokernel", tmp_path / "reports")
    assert ended.status == "no kernel"
    assert says in ended.sentence
    assert "Run it again" in ended.sentence
    assert (ended.folder / "manifest.json").is_file()


def test_failed_run_leaves_the_last_whole_report_in_its_place(tmp_path):
    first = run_one("small", tmp_path, model=Small, name="weekly")
    page = (first.folder / "index.html").read_bytes()
    second = run_one("failing", tmp_path, name="weekly")
    assert not second.is_done
    latest = (tmp_path / "weekly" / "latest.html").read_text(encoding="utf-8")
    assert f'href="{first.run_id}/index.html"' in latest
    assert "the third step broke" in latest
    assert (first.folder / "index.html").read_bytes() == page
    index = write_site(tmp_path).read_text(encoding="utf-8")
    assert f"weekly/{first.run_id}/index.html" in index
    assert "the third step broke" in index
    assert recorded(tmp_path) == ["done", "failed"]


def test_history_is_gathered_from_the_manifests(tmp_path):
    run_one("nokernel", tmp_path)
    for _ in range(2):
        assert recorded(tmp_path) == ["no kernel"]
        (tmp_path / "history.sqlite").unlink()


def test_a_folder_with_braces_is_a_folder(tmp_path):
    # papermill fills parameters into braces: a traceback, "Missing parameter 'shop'".
    folder = tmp_path / "{shop}"
    folder.mkdir()
    ended = run(with_cell(folder), reports=folder / "{}", model=Small)
    assert ended.is_done, ended.sentence
    assert ended.folder.is_relative_to(folder / "{}")


@pytest.mark.parametrize("model", [Keyed, None])
def test_secret_is_used_and_written_nowhere(tmp_path, monkeypatch, model):
    monkeypatch.setenv("CXKIT_TEST_KEY", "opensesame-42")
    ended = run_one("keyed", tmp_path, model=model)
    assert ended.is_done, ended.sentence
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not [path for path in files if b"opensesame" in path.read_bytes()]
    assert "[secret]" in (ended.folder / "index.html").read_text(encoding="utf-8")


def test_secret_is_blotted_in_every_writing_and_in_folders(tmp_path, monkeypatch):
    # "pa<ss&word" stood in the page as pa&lt;ss&amp;word: the page was cleaned after it was
    # escaped; a folder or a project among the tables ended the run in a traceback.
    monkeypatch.setenv("CXKIT_TEST_KEY", "pa<ss&\"word'42")
    notebook = json.loads((NOTEBOOKS / "keyed.ipynb").read_text(encoding="utf-8"))
    lines = [
        "import json, pathlib\n", "folder = pathlib.Path(out)\n",
        "(folder / 'deep').mkdir(parents=True)\n",
        "(folder / 'deep' / 'a.json').write_text(json.dumps(cx.secret(key)))\n",
        "(folder / 'b.qdpx').write_bytes(b'PK\\xff')",
    ]  # fmt: skip
    notebook["cells"][-1:-1] = [notebook["cells"][2] | {"id": "files", "source": lines}]
    notebook["cells"].insert(3, notebook["cells"].pop(-2))
    file = tmp_path / "keyed.ipynb"
    file.write_text(json.dumps(notebook), encoding="utf-8")
    ended = run(str(file), reports=tmp_path / "reports", model=Keyed)
    assert ended.is_done, ended.sentence
    texts = [path.read_text("utf-8") for path in ended.folder.rglob("*") if path.suffix in WRITTEN]
    assert not [text for text in texts if "word" in text and ("pa<ss" in text or "pa&lt;" in text)]
    assert (ended.folder / "tables" / "deep" / "a.json").read_text(encoding="utf-8") == '"[secret]"'


def test_a_notebook_that_names_no_kernel_runs_in_python(tmp_path):
    # one written by a program, or stripped, ended in papermill's traceback
    file = with_cell(tmp_path, metadata={})
    ended = run(file, reports=tmp_path / "reports", model=Small)
    assert ended.is_done, ended.sentence


def test_a_table_in_another_encoding_fails_the_run_with_a_sentence(tmp_path):
    file = with_cell(
        tmp_path,
        "import pathlib\n", "pathlib.Path(out).mkdir(exist_ok=True)\n",
        "(pathlib.Path(out) / 'a.csv').write_bytes('отзыв'.encode('cp1251'))",
    )  # fmt: skip
    ended = run(file, reports=tmp_path / "reports", model=Small)
    assert ended.status == "failed"
    assert "a.csv: the file cannot be read as UTF-8" in ended.sentence


def test_a_surname_cut_from_its_name_leaves_in_no_table_of_a_run(tmp_path):
    # The page masked it, the table beside it did not.
    file = with_cell(
        tmp_path,
        "cut = reviews_read.tail(1).assign(start=8, end=19)\n",
        "cut['quote'] = cut['text'].str[8:19]\n",
        "cx.write_tables(out, cut=cut[['feedback_id', 'start', 'end', 'quote']])",
        told="r4,Я Ирина Кожевникова. Опоздали.,1,2026-03-08\n",
    )
    ended = run(file, reports=tmp_path / "reports", model=Small)
    assert ended.is_done, ended.sentence
    (row,) = (ended.folder / "tables" / "cut.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert row.endswith(f",8,19,{'•' * 11}")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"perod": "7D"}, "no parameter 'perod'. Did you mean 'period'"),
        ({"period": "7"}, "a length of time has a unit"),
        ({"reviews": "revews.csv"}, "there is no such file"),
        ({"out": "x"}, "no parameter 'out'"),
    ],
)
def test_wrong_call_starts_nothing(tmp_path, given, says):
    with pytest.raises(ParameterError, match=says):
        run_one("small", tmp_path, given, model=Small)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("model", [Keyed, None])
def test_secret_given_openly_is_refused_and_not_repeated(tmp_path, model):
    # A notebook of one's own, whose cell says "env:…", took it and wrote it into the manifest.
    with pytest.raises(ParameterError) as caught:
        run_one("keyed", tmp_path, {"key": "opensesame-42"}, model=model)
    assert "env:NAME" in str(caught.value)
    assert "opensesame" not in str(caught.value)


def test_secret_that_is_not_set_is_refused(tmp_path, monkeypatch):
    monkeypatch.delenv("CXKIT_TEST_KEY", raising=False)
    with pytest.raises(ParameterError, match="'CXKIT_TEST_KEY' is not set"):
        run_one("keyed", tmp_path, model=Keyed)


def test_missing_default_file_is_told_before_a_kernel_starts(tmp_path):
    class Absent(Parameters):
        reviews: InputFile = "nowhere.csv"
        period: str = "7D"
        code: str = "007"

    with pytest.raises(ParameterError, match=r"reviews=nowhere\.csv"):
        run_one("small", tmp_path, model=Absent)


def test_own_notebook_beside_those_of_the_kit_is_run_as_such(tmp_path, monkeypatch):
    monkeypatch.setattr("cxkit.runner.notebooks.home", lambda: tmp_path)
    (tmp_path / "notebooks").mkdir()
    for name in ("mine", "tour-Copy1"):
        copy = tmp_path / "notebooks" / f"{name}.ipynb"
        copy.write_bytes((NOTEBOOKS / "small.ipynb").read_bytes())
        assert not is_own(copy)
    assert notebook_names() == ["tour", *sorted(set(MODELS) - {"tour"})]


def test_a_file_of_the_folder_of_the_call_is_found_by_an_own_notebook(tmp_path, monkeypatch):
    # "-p surveys=answers.csv" was looked for in the notebook's folder, for a copied notebook only.
    monkeypatch.chdir(tmp_path)
    Path("other.csv").write_bytes((NOTEBOOKS / "reviews.csv").read_bytes())
    ended = run_one("small", tmp_path / "out", {"reviews": "other.csv", "period": "7D"})
    assert ended.is_done, ended.sentence
    manifest = json.loads((ended.folder / "manifest.json").read_text(encoding="utf-8"))
    assert Path(manifest["inputs"][0]["path"]).name == "other.csv"


def test_own_file_is_not_mixed_with_files_of_the_sample(tmp_path):
    with pytest.raises(ParameterError, match="contacts is a file of yours and incident would be"):
        run("incident_postmortem", {"contacts": str(NOTEBOOKS / "reviews.csv")}, reports=tmp_path)
    given = {"reviews": str(NOTEBOOKS / "reviews.csv")}
    left = checked(MODELS["tour"], given, notebook="tour", folder=tmp_path)
    assert (left["story"], left["survey"]) == (None, None)


def test_history_forgets_a_run_whose_folder_is_gone(tmp_path):
    first, second = (run_one("nokernel", tmp_path, name=name) for name in ("a", "b"))
    with history.gathered(tmp_path) as runs:
        assert [one["name"] for one in runs] == ["a", "b"]
    shutil.rmtree(first.folder)
    with history.gathered(tmp_path) as runs:
        assert [one["run_id"] for one in runs] == [second.run_id]


def test_unknown_notebook_is_told():
    with pytest.raises(ParameterError, match="no notebook 'journey_mop'"):
        run("journey_mop")
