import json
import os
import signal
import subprocess
import sys
import time
import warnings
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

import pytest

from cxkit import cli
from cxkit.errors import CxkitWarning
from cxkit.runner.notebooks import Variant

NOTEBOOKS = Path(__file__).parent / "runner" / "notebooks"
COMMANDS = ["demo", "check", "run", "annotate", "extract", "incidents", "sample", "export", "site"]


def call(monkeypatch, capsys, *arguments):
    """Run the command line; give exit code, standard output, standard error."""
    monkeypatch.setattr(sys, "argv", ["cxkit", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    said = capsys.readouterr()
    return ended.value.code, said.out, said.err


def test_help_names_every_command(monkeypatch, capsys):
    code, out, _ = call(monkeypatch, capsys, "--help")
    assert code == 0
    assert [name for name in COMMANDS if name not in out] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(monkeypatch, capsys, command):
    code, out, _ = call(monkeypatch, capsys, command, "--help")
    assert code == 0
    assert len(out) > 100


def test_help_appears_at_once():
    """Processor time, so that a busy machine does not fail the test."""
    start = "import sys; sys.argv = ['cxkit', '--help']; from cxkit.cli import main; main()"
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", start], check=True, capture_output=True)
    after = getrusage(RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert spent < 1


def test_help_imports_nothing_heavy():
    heavy = ("pandas", "plotly", "sklearn", "papermill", "pandera")
    code = f"import sys; import cxkit.cli; print([m for m in {heavy} if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert ran.stdout.strip() == "[]"


def test_the_package_runs_as_a_module():
    # "python -m cxkit" said that a package cannot be executed
    command = [sys.executable, "-m", "cxkit", "--help"]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    assert "extract" in ran.stdout


@pytest.mark.parametrize(
    "arguments", [[], ["fly"], ["run"], ["annotate", "x.csv"], ["check", "--jsn", "x"]]
)
def test_wrong_call_is_two(monkeypatch, capsys, arguments):
    assert call(monkeypatch, capsys, *arguments)[0] == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["run", "journey_mop"], "no notebook 'journey_mop'"),
        (["run", NOTEBOOKS / "small.ipynb", "-p", "period"], "write name=value"),
        (["run", NOTEBOOKS / "small.ipynb", "-p", "perod=7D"], "Did you mean 'period'"),
        (["run", NOTEBOOKS / "small.ipynb", "--parameters", "no.yaml"], "no.yaml"),
        (["annotate", "nowhere.csv", "-o", "out.csv"], "no such file"),
        # a model was fitted before one heard that the output cannot be written
        (["annotate", "a.csv", "-o", "o.xlsx", "--fit", "b.csv", "--label", "x"], "CSV is written"),
        (["extract", "nowhere.txt", "-o", "out"], "no such file"),
        (["site", "nowhere"], "no such folder"),
        # traceback of zoneinfo
        (["incidents", "a.csv", "--time-zone", "Moscow"], "Europe/Moscow"),
        # a limit that is none ran a cell for ever
        (["run", NOTEBOOKS / "small.ipynb", "--timeout", "0"], "timeout"),
    ],
)
def test_wrong_input_is_two_and_one_sentence(monkeypatch, capsys, tmp_path, arguments, says):
    monkeypatch.chdir(tmp_path)
    code, out, err = call(monkeypatch, capsys, *arguments)
    assert code == 2
    assert says in err
    assert "Traceback" not in out + err


def test_run_done_is_zero_and_failed_is_one(monkeypatch, capsys, tmp_path):
    reports = tmp_path / "reports"
    code, out, err = call(monkeypatch, capsys, "run", NOTEBOOKS / "small.ipynb", "-o", reports)
    assert (code, "done in" in out, err) == (0, True, "")
    # What failed was told among the results, and a mail from cron held bars of progress.
    code, out, err = call(monkeypatch, capsys, "run", NOTEBOOKS / "failing.ipynb", "-o", reports)
    assert (code, out) == (1, "")
    assert err.startswith("failing: failed. Cell 5 stopped with ValueError: the third step broke.")
    assert len(err.splitlines()) == 1
    assert (reports / "index.html").is_file()


def test_demonstration_tells_each_run_and_goes_on_after_one_that_failed(
    monkeypatch, capsys, tmp_path
):
    names = ("failing", "small")
    plan = [Variant(name, str(NOTEBOOKS / f"{name}.ipynb")) for name in names]
    monkeypatch.setattr("cxkit.runner.notebooks.planned", lambda: plan)
    code, out, err = call(monkeypatch, capsys, "demo", "-o", tmp_path)
    assert code == 1
    assert err.startswith("failing: failed.")
    assert [line.split()[0] for line in out.splitlines()] == ["small:", "Open"]


def test_check_tells_what_it_sees_and_two_for_a_refused_file(monkeypatch, capsys):
    code, out, _ = call(monkeypatch, capsys, "check", NOTEBOOKS / "reviews.csv")
    assert code == 0
    assert "3 reviews read from 3 rows" in out
    assert "text ← 'text'" in out
    code, out, _ = call(monkeypatch, capsys, "check", "nowhere.csv")
    assert (code, "no such file" in out) == (2, True)


def test_check_writes_json_for_programs(monkeypatch, capsys):
    _, out, _ = call(monkeypatch, capsys, "check", "--json", NOTEBOOKS / "reviews.csv")
    (found,) = json.loads(out)
    assert (found["is_read"], found["kind"], found["reading"]["n_rows"]) == (True, "reviews", 3)


def test_parameter_given_twice_makes_a_list():
    assert cli._pairs(["a=1", "a=2", "b=x=y"]) == {"a": ["1", "2"], "b": "x=y"}


def labelled(path, rows=200):
    """Write texts in which a made-up word is all that tells good from bad."""
    words = {"negative": "blorp", "positive": "zindle"}
    lines = ["comment,mark"]
    for row in range(rows):
        label = "negative" if row % 2 else "positive"
        lines.append(f"It was {words[label]} number {row} at the counter,{label}")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_annotate_learns_the_domain_from_labelled_texts(monkeypatch, capsys, tmp_path):
    known = labelled(tmp_path / "known.csv")
    fresh = tmp_path / "fresh.csv"
    fresh.write_text("comment\nAll zindle today here\nPure blorp today here\n", encoding="utf-8")
    out = tmp_path / "out.csv"
    given = ["--fit", known, "--label", "mark", "--text", "comment"]
    code, said, _ = call(monkeypatch, capsys, "annotate", fresh, "-o", out, *given)
    assert code == 0
    assert "The adapted model reads" in said
    labels = [line.split(",")[3] for line in out.read_text(encoding="utf-8").splitlines()[1:]]
    assert labels == ["positive", "negative"]


def test_few_labels_leave_the_general_model(monkeypatch, capsys, tmp_path):
    known = labelled(tmp_path / "known.csv", rows=40)
    out = tmp_path / "out.csv"
    given = ["--fit", known, "--label", "mark"]
    code, said, _ = call(monkeypatch, capsys, "annotate", known, "-o", out, *given)
    assert code == 0
    assert "40 rated texts, 150 needed" in said


def test_fit_without_label_is_a_wrong_call(monkeypatch, capsys, tmp_path):
    known = labelled(tmp_path / "known.csv", rows=2)
    code, _, said = call(
        monkeypatch, capsys, "annotate", known, "-o", tmp_path / "o.csv", "--fit", known
    )
    assert code == 2
    assert "go together" in said


def test_unknown_label_is_told_with_what_is_allowed(monkeypatch, capsys, tmp_path):
    known = tmp_path / "known.csv"
    known.write_text("comment,mark\nGood thing here,great\n", encoding="utf-8")
    given = ["--fit", known, "--label", "mark", "--text", "comment"]
    code, _, said = call(monkeypatch, capsys, "annotate", known, "-o", tmp_path / "o.csv", *given)
    assert code == 2
    assert "label 'great' in row 0 is not a sentiment" in said


def test_incidents_of_a_file_without_any_says_so(monkeypatch, capsys, tmp_path):
    file = tmp_path / "events.csv"
    rows = [f"O-{n},paid,2026-01-{1 + n % 28:02d}T10:00:00Z" for n in range(84)]
    file.write_text("\n".join(["case_id,event,event_at", *rows]), encoding="utf-8")
    code, out, _ = call(monkeypatch, capsys, "incidents", str(file))
    assert code == 0
    assert "No burst stands out" in out


def test_dates_of_slashes_can_be_told_to_incidents_and_sample(monkeypatch, capsys, tmp_path):
    # Both refused such a file with the advice to say dates=, and had no option to say it.
    file = tmp_path / "reviews.csv"
    file.write_text("text,date\nThe delivery was late.,3/4/2026\n", encoding="utf-8")
    code, _, said = call(monkeypatch, capsys, "incidents", file)
    assert code == 2
    assert 'Say dates="day first"' in said
    order = ("--dates", "month first")
    code, out, _ = call(monkeypatch, capsys, "incidents", file, *order)
    assert (code, "Reading texts" in out) == (0, False)  # a bar stood among the results in a file
    assert call(monkeypatch, capsys, "sample", file, "-o", tmp_path / "s", *order)[0] == 0
    assert call(monkeypatch, capsys, "incidents", file, "--dates", "us")[0] == 2


def test_warnings_are_sentences_without_a_place_in_the_code(monkeypatch, capsys, tmp_path):
    """A researcher once saw a line of our source under a note about two dates."""
    monkeypatch.setattr(warnings, "showwarning", warnings.showwarning)
    call(monkeypatch, capsys, "site", tmp_path)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("2 values are not dates.", CxkitWarning, stacklevel=1)
    assert capsys.readouterr().err == "2 values are not dates.\n"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_run_that_a_scheduler_ends_leaves_nothing_among_the_reports(tmp_path, number):
    # The raw notebook, which no check had seen, stayed in a hidden folder of the reports.
    command = [sys.executable, "-m", "cxkit", "run", str(NOTEBOOKS / "sleeping.ipynb")]
    if signal.getsignal(number) is signal.SIG_IGN:
        pytest.skip("these tests were started deaf to the signal, as nohup does, and so is the run")
    with subprocess.Popen([*command, "-o", str(tmp_path)], stderr=subprocess.DEVNULL) as run:
        until = time.monotonic() + 60
        while not list(tmp_path.glob("sleeping/.staging-*/*")) and time.monotonic() < until:
            time.sleep(0.1)
        run.send_signal(number)
        assert run.wait(60) == 128 + number
    assert list((tmp_path / "sleeping").iterdir()) == []


def test_a_letter_that_the_console_lacks_ends_no_command(tmp_path):
    # Output sent to a file on Windows has the letters of one code page: a traceback of codecs.
    file = tmp_path / "reviews.csv"
    file.write_text("Отзыв,Дата\nКурьер опоздал.,2026-03-04\n", encoding="utf-8")
    said = subprocess.run(
        [sys.executable, "-m", "cxkit", "check", str(file)],
        env={**os.environ, "PYTHONIOENCODING": "ascii"}, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert r"\u041e\u0442\u0437\u044b\u0432" in said


def test_a_history_that_cannot_be_written_is_told(monkeypatch, capsys, tmp_path):
    (tmp_path / "history.sqlite").mkdir()
    code, _, said = call(monkeypatch, capsys, "site", tmp_path)
    assert (code, "the history of runs cannot be kept" in said) == (1, True)
