"""The command line: arguments in, exit code out.

Exit codes: 0 done, 1 a run failed, 2 a wrong call or input. What the commands need is imported
inside them, so that help appears at once.
"""

import json
import signal
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cxkit.errors import CxkitError, ParameterError, RunError
from cxkit.messages import language as language_of_messages
from cxkit.messages import shown

if TYPE_CHECKING:
    from cxkit.runner.run import Run

RUN_FAILED = 1
WRONG_INPUT = 2

app = typer.Typer(
    name="cxkit",
    help="Journey maps, sentiment timelines and incident post-mortems from customers' own words.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Reports = Annotated[Path, typer.Option("--output", "-o", help="Folder of all reports.")]
Given = Annotated[
    list[str] | None,
    typer.Option("--param", "-p", help="A parameter: name=value. Repeat it for more."),
]
Dates = Annotated[
    str | None,
    typer.Option("--dates", help='How 3/4/2015 is read: "day first" or "month first".'),
]
JsonOut = Annotated[bool, typer.Option("--json", help="Write JSON, for programs.")]


@app.command()
def demo(output: Reports = Path("reports")) -> None:
    """Run every notebook on the sample data and write the index of reports."""
    from cxkit.runner.notebooks import planned
    from cxkit.runner.run import run as run_notebook
    from cxkit.runner.site import write_site

    is_done = []
    for one in planned():
        ended = run_notebook(one.notebook, one.parameters, reports=output, name=one.name)
        _tell(ended)
        is_done.append(ended.is_done)
    _say(f"Open {write_site(output).resolve()}")
    if not all(is_done):
        raise typer.Exit(RUN_FAILED)


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(help="Exports to look into.")],
    as_json: JsonOut = False,
) -> None:
    """Say what cxkit sees in an export: its format, its columns, the rows refused and why."""
    from cxkit.readers.check import check_file
    from cxkit.reports.file_check import check_lines

    found = []
    for file in files:
        found.append(check_file(file))
        if not as_json:
            _print("\n".join(check_lines(found[-1].to_dict())))
    if as_json:
        listed = [item.to_dict() for item in found]
        _print(json.dumps(listed, ensure_ascii=False, indent=2, default=str))
    if not all(item.is_read for item in found):
        raise typer.Exit(WRONG_INPUT)


@app.command()
def run(
    notebook: Annotated[
        str, typer.Argument(help="tour, journey_map, sentiment_timeline, ... or an .ipynb file.")
    ],
    param: Given = None,
    parameters: Annotated[
        Path | None, typer.Option("--parameters", help="YAML file: one name: value a line.")
    ] = None,
    output: Reports = Path("reports"),
    name: Annotated[
        str | None, typer.Option("--name", help="Series of the report, when not the notebook's.")
    ] = None,
    timeout: Annotated[
        int, typer.Option("--timeout", min=1, help="Seconds that a cell may take.")
    ] = 600,
) -> None:
    """Run one notebook with parameters and keep its report whole, or not at all."""
    from cxkit.runner.notebooks import given_in
    from cxkit.runner.run import run as run_notebook
    from cxkit.runner.site import write_site

    given = {**(given_in(parameters, notebook) if parameters else {}), **_pairs(param or [])}
    ended = run_notebook(notebook, given, reports=output, name=name, timeout=timeout)
    _tell(ended)
    write_site(output)
    if not ended.is_done:
        raise typer.Exit(RUN_FAILED)


@app.command()
def annotate(
    file: Annotated[Path, typer.Argument(help="A table of texts: CSV, XLSX, JSON Lines, ...")],
    output: Annotated[Path, typer.Option("--output", "-o", help="CSV to write.")],
    text: Annotated[
        str | None, typer.Option("--text", help="The column of texts, when it is not found.")
    ] = None,
    fit: Annotated[
        Path | None, typer.Option("--fit", help="Labelled texts to learn your domain from.")
    ] = None,
    label: Annotated[
        str | None,
        typer.Option("--label", help="With --fit: its column of labels (words, signs or stars)."),
    ] = None,
) -> None:
    """Read each text for language, sentiment, emotions and touchpoints: one row out a row in."""
    from cxkit.readers.cells import counted
    from cxkit.runner.annotate_file import annotate_file, check_target, fit_file

    if (fit is None) != (label is None):
        raise ParameterError("--fit and --label go together: --fit LABELLED.csv --label COLUMN.")
    check_target(output, file, *([fit] if fit else []))
    model = fit_file(fit, label, text=text) if fit and label else None
    if model is not None:
        _say(_fitted(model.report))
    with _bar(file.name) as advance:
        n_rows = annotate_file(file, output, text=text, sentiment=model, on_rows=advance)
    _say(f"{counted(n_rows, 'row')} written to {output}")


@app.command()
def extract(
    stories: Annotated[
        list[Path], typer.Argument(help="Stories (txt, md, html, docx) or folders.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the JSON files.")],
) -> None:
    """Turn stories into data: episodes, factors, recovery, outcomes, promises, effort."""
    from cxkit.readers.cells import counted
    from cxkit.runner.extract import extract as extract_stories

    with _bar("Stories") as advance:
        written = extract_stories(stories, output, on_story=advance)
    _say(f"{counted(len(written), 'file')} written to {output}")


@app.command()
def incidents(
    files: Annotated[list[Path], typer.Argument(help="Contacts, reviews or event logs.")],
    time_zone: Annotated[
        str, typer.Option("--time-zone", help="In which days begin: Europe/Moscow.")
    ] = "UTC",
    dates: Dates = None,
    by: Annotated[
        str, typer.Option("--by", help="Column of event logs whose values are topics.")
    ] = "event",
    language: Annotated[
        str | None, typer.Option("--language", help="ru or en; that of messages if not given.")
    ] = None,
    as_json: JsonOut = False,
) -> None:
    """List what may be an incident: bursts of one topic, with their days and error rate."""
    from cxkit.reports.incident_candidates import candidate_lines, untested_lines
    from cxkit.runner.incident_candidates import find_incidents

    said: Any = language or language_of_messages()
    if said not in ("ru", "en"):
        raise ParameterError(f"--language {said}: ru or en is needed.")
    is_watched = sys.stdout.isatty() and not as_json  # its bar is drawn where the results go
    found = find_incidents(files, time_zone=time_zone, dates=dates, by=by, progress=is_watched)
    if as_json:
        _print(found.to_json(orient="records", date_format="iso", force_ascii=False, indent=2))
        for line in untested_lines(found, language=said):
            typer.echo(line, err=True)
    else:
        _print("\n".join(candidate_lines(found, time_zone=time_zone, language=said)))


@app.command()
def sample(
    file: Annotated[Path, typer.Argument(help="A table of texts, a story, a folder of stories.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the two sheets.")],
    n: Annotated[int, typer.Option("-n", help="Texts to draw.")] = 40,
    by: Annotated[str, typer.Option("--by", help="Column that makes the strata.")] = "language",
    seed: Annotated[int, typer.Option("--seed", help="Same seed, same texts.")] = 1,
    dates: Dates = None,
) -> None:
    """Draw texts for people to code: a sheet to fill in, and the machine's codes beside it."""
    from cxkit.readers.cells import counted
    from cxkit.runner.sample_sheet import sample_sheet

    sheet, n_sentences = sample_sheet(file, output, n=n, by=by, seed=seed, dates=dates)
    _say(f"{counted(n_sentences, 'sentence')} to code: {sheet}. Codes joined by ';', or none.")


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Folder of one run, with index.html and tables.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="File to write.")],
    form: Annotated[
        str | None,
        typer.Option("--format", help="xlsx, pdf, svg or png; by the file's ending if not given."),
    ] = None,
    anchor: Annotated[
        str | None, typer.Option("--map", help="With svg, png: which map, by its anchor.")
    ] = None,
) -> None:
    """Export a run: tables as a workbook, the page as PDF, the journey map as SVG or PNG."""
    from cxkit.runner.export_run import export_run

    _say(f"Written: {export_run(folder, output, form=form, anchor=anchor)}")


@app.command()
def site(
    folder: Annotated[Path, typer.Argument(help="Folder of all reports.")] = Path("reports"),
) -> None:
    """Write the index of all runs."""
    from cxkit.runner.site import write_site

    _say(f"Open {write_site(folder).resolve()}")


def main() -> None:
    """Run the command line; what a user can cause ends in a sentence, never in a traceback."""
    warnings.showwarning = _say_warning
    _end_in_order()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a letter that a console lacks ends no command
            stream.reconfigure(errors="backslashreplace")
    try:
        in_language(typer.main.get_command(app))()
    except CxkitError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(RUN_FAILED if isinstance(error, RunError) else WRONG_INPUT)
    except OSError as error:
        sys.stderr.write(f"{error.filename or 'cxkit'}: {error.strerror or error}\n")
        sys.exit(RUN_FAILED)


def in_language(command: Any) -> Any:
    """Put the help of a command, its parameters and its own commands into the user's language."""
    for told in (command, *command.params):
        if getattr(told, "help", None):
            told.help = shown(told.help)
    for inner in getattr(command, "commands", {}).values():
        in_language(inner)
    return command


def _end_in_order() -> None:
    """Let a scheduler's signal end a command as Ctrl-C does, with its kernel and staging folder."""
    for name in ("SIGTERM", "SIGHUP"):  # Windows has no SIGHUP
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, lambda number, _: sys.exit(128 + number))


def _fitted(report: dict[str, Any]) -> str:
    """Say which model was kept, and why."""
    if "f1_adapted" not in report:
        return f"The general model reads: {report['why']}."
    adapted, general = report["f1_adapted"], report["f1_general"]
    return (
        f"The {report['kept']} model reads. Macro-F1 on texts left out of the fit:"
        f" adapted {adapted:.3f}, general {general:.3f}, n = {report['n']}."
    )


def _say_warning(message: Warning | str, *_: Any, **__: Any) -> None:
    """Write a warning as the sentence that it is, without a place in the code."""
    sys.stderr.write(f"{message}\n")


def _pairs(given: list[str]) -> dict[str, Any]:
    """Split name=value; a name given twice makes a list."""
    pairs: dict[str, Any] = {}
    for text in given:
        name, sign, value = text.partition("=")
        if not sign or not name:
            raise ParameterError(f"-p {text}: write name=value, for example -p period=7D.")
        pairs[name] = [*_listed(pairs[name]), value] if name in pairs else value
    return pairs


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


@contextmanager
def _bar(name: str) -> Iterator[Callable[[int, int], None]]:
    """Show a terminal how far something is: give a function of what is done and of all."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    is_hidden = not console.is_terminal
    with Progress(*columns, TimeElapsedColumn(), console=console, disable=is_hidden) as bar:
        task = bar.add_task(name, total=None)
        yield lambda done, whole: bar.update(task, completed=done, total=whole)


def _tell(run: "Run") -> None:
    if run.is_done:
        _say(f"{run.name}: done in {run.seconds:.1f} s, {run.folder / 'index.html'}")
    else:
        why = run.sentence.rstrip(".")
        told = f"{run.name}: {run.status}. {why}. Kept aside: {run.folder}"
        sys.stderr.write(f"{shown(told)}\n")


def _say(sentence: str) -> None:
    _print(shown(sentence))


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()  # a log shows each run of the demonstration as it ends
