"""One run: check, execute, build the page, check the page, and keep it whole or not at all."""

import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from time import monotonic
from typing import Any

from cxkit import __version__
from cxkit.errors import CxkitError
from cxkit.reports.evidence import check_quotes
from cxkit.reports.gate import (
    TEXT_FILES,
    check_files,
    check_notebook,
    check_page,
    check_quoted,
)
from cxkit.reports.page import Built, render
from cxkit.reports.privacy import mask
from cxkit.reports.sources import read_sources
from cxkit.reports.tables import mask_placed_quotes
from cxkit.reports.wording import Language, number, word
from cxkit.runner.alerts import tell_alerts
from cxkit.runner.check_parameters import (
    check_default_files,
    checked,
    refuse_mixture,
    secret_values,
)
from cxkit.runner.execute import Execution, execute
from cxkit.runner.folders import RunFolder, write_manifest
from cxkit.runner.latest import lead_to_last
from cxkit.runner.notebooks import home, is_own, notebook_path
from cxkit.runner.outputs import blocks_of, read_notebook, tidied, write_notebook
from cxkit.runner.parameter_file import model_of_cell
from cxkit.runner.parameters import MODELS, Parameters
from cxkit.runner.secrets import without_secrets

TIMEOUT = 600
"""Seconds that one cell may take."""


@dataclass(frozen=True)
class Run:
    """How a run ended and where its files are."""

    name: str
    run_id: str
    status: str
    sentence: str
    folder: Path
    seconds: float

    @property
    def is_done(self) -> bool:
        """Whether a whole report was kept."""
        return self.status == "done"


@dataclass(frozen=True)
class _Plan:
    """What is known before the kernel starts."""

    notebook: Path
    parameters: dict[str, Any]
    secrets: list[str]
    timeout: int


def run(
    notebook: str,
    parameters: Mapping[str, Any] | None = None,
    *,
    reports: str | Path = "reports",
    name: str | None = None,
    timeout: int = TIMEOUT,
    model: type[Parameters] | None = None,
) -> Run:
    """Run a notebook and keep its report.

    Parameters
    ----------
    notebook : str
        A name of the kit's notebooks, or the path of an .ipynb file.
    parameters : mapping of str to str, optional
        Those that differ from the notebook's defaults.
    reports : path
        The folder of all reports.
    name : str, optional
        The series to which the report belongs; the notebook's name when not given.
    timeout : int
        Seconds that one cell may take.
    model : type of Parameters, optional
        The declaration of parameters, for a notebook that is not the kit's own; its parameters
        cell declares them when not given.

    Returns
    -------
    Run
        Also for a run that failed: its status and sentence say why, and the last whole report
        is still in its place.

    Raises
    ------
    ParameterError
        The call is wrong; nothing was started.
    """
    path = notebook_path(notebook)
    declared = model or (MODELS[path.stem] if is_own(path) else model_of_cell(path))
    given = checked(declared, parameters or {}, notebook=path.stem, folder=Path.cwd())
    if is_own(path):
        refuse_mixture(declared, given, notebook=path.stem, sample=home() / "data")
    else:
        given = {key: _found_here(value, path.parent) for key, value in given.items()}
    check_default_files(declared, given, folder=path.parent)
    plan = _Plan(path, given, secret_values(declared, given), timeout)
    return _kept(plan, Path(reports).resolve(), name or path.stem)


def _found_here(value: Any, folder: Path) -> Any:
    """Name a file of the folder of the call by its whole path.

    A notebook of the user's own cannot say which of its texts are files, and runs in its folder.
    """
    if isinstance(value, list):
        return [_found_here(item, folder) for item in value]
    is_text = isinstance(value, str) and not os.path.exists(folder / value)
    return str(Path(value).resolve()) if is_text and os.path.isfile(value) else value


def _kept(plan: _Plan, reports: Path, name: str) -> Run:
    began = datetime.now(UTC)
    folder = RunFolder(reports, name, began)
    try:
        manifest = _staged(plan, folder, began)
        final = _placed(folder, manifest)
    finally:
        folder.drop()
    status, sentence = manifest["status"], manifest["sentence"]
    return Run(name, folder.run_id, status, sentence, final, manifest["seconds"]["all"])


def _placed(folder: RunFolder, manifest: Mapping[str, Any]) -> Path:
    is_done = manifest["status"] == "done"
    final = folder.keep() if is_done else folder.keep_failed()
    if is_done:
        tell_alerts(final, final / folder.tables.name)
    lead_to_last(folder.series)
    return final


def _staged(plan: _Plan, folder: RunFolder, began: datetime) -> dict[str, Any]:
    clock = monotonic()
    written = folder.staging / "notebook.ipynb"
    parameters = {**plan.parameters, "out": str(folder.tables)}
    ended = execute(plan.notebook, written, parameters, timeout=plan.timeout)
    facts = _facts(plan, folder, began) | {"seconds": {"execute": round(ended.seconds, 2)}}
    if written.is_file():
        facts |= _built(plan, folder, ended, began)
    else:
        facts |= {"status": ended.status, "sentence": ended.sentence}
    facts["sentence"] = mask(without_secrets(facts["sentence"], plan.secrets))
    facts["seconds"]["all"] = round(monotonic() - clock, 2)
    write_manifest(folder.staging, facts)
    return facts


def _built(plan: _Plan, folder: RunFolder, ended: Execution, began: datetime) -> dict[str, Any]:
    executed = read_notebook(folder.staging / "notebook.ipynb")
    notebook = tidied(executed, tables=folder.tables, secrets=plan.secrets)
    write_notebook(notebook, folder.staging / "notebook.ipynb")
    if ended.status != "done":
        return {"status": ended.status, "sentence": ended.sentence}
    try:
        return _page(plan, folder, blocks_of(executed), notebook, began=began, ended=ended)
    except CxkitError as error:
        return {"status": "failed", "sentence": str(error)}


def _page(
    plan: _Plan,
    folder: RunFolder,
    blocks: list[dict[str, Any]],
    notebook: Mapping[str, Any],
    *,
    began: datetime,
    ended: Execution,
) -> dict[str, Any]:
    inputs = [item for block in _of_kind(blocks, "provenance") for item in block["inputs"]]
    sources = read_sources(inputs, folder=plan.notebook.parent)
    tables = tuple(sorted(path.name for path in folder.tables.glob("*")))
    made = Built(
        version=__version__, at=began, seconds=ended.seconds, run_id=folder.run_id, tables=tables
    )
    draft = render(blocks, made)
    n_quotes, masked = check_quotes(draft, sources), check_quoted(draft, sources)
    language = _of_kind(blocks, "head")[0]["language"]
    page = render(blocks, replace(made, checks=_checks(n_quotes, masked, language)))
    check_quotes(page, sources)
    check_quoted(page, sources)
    check_page(page)
    check_notebook(notebook)
    mask_placed_quotes(folder.tables, sources)
    check_files(folder.tables)
    _clean_tables(folder.tables, plan.secrets)
    page = without_secrets(page, plan.secrets)
    (folder.staging / "index.html").write_text(page, encoding="utf-8")
    return {
        "status": "done",
        "sentence": "",
        "inputs": [_input_fact(item) for item in inputs],
        "page": {"bytes": len(page.encode()), "quotes": n_quotes, "masked": masked},
        "head": _of_kind(blocks, "head")[0],
        "tables": list(tables),
    }


def _clean_tables(tables: Path, secrets: list[str]) -> None:
    """Blot the secrets out of the text files, which `check_files` has read."""
    for path in tables.rglob("*") if secrets else ():
        if path.is_file() and path.suffix.lower() in TEXT_FILES:
            kept = without_secrets(path.read_bytes().decode("utf-8"), secrets)
            path.write_bytes(kept.encode("utf-8"))


def _of_kind(blocks: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    found = [block for block in blocks if block["kind"] == kind]
    for block in blocks:
        if block["kind"] == "group":
            found += _of_kind(block["blocks"], kind)
    return found


def _checks(n_quotes: int, masked: int, language: Language) -> tuple[tuple[str, str], ...]:
    shown = number(n_quotes, language)
    said = word("quotes_match", language, found=shown, all=shown)
    return (
        (word("quote_check", language), said if n_quotes else word("no_quotes", language)),
        (
            word("personal_data", language),
            word("personal_found", language, masked=number(masked, language)),
        ),
    )


def _facts(plan: _Plan, folder: RunFolder, began: datetime) -> dict[str, Any]:
    return {
        "name": folder.series.name,
        "notebook": plan.notebook.stem,
        "run_id": folder.run_id,
        "began_at": began.isoformat(timespec="seconds"),
        "parameters": plan.parameters,
        "versions": {
            "python": platform.python_version(),
            "cxkit": __version__,
            **{name: version(name) for name in ("pandas", "plotly", "papermill")},
        },
    }


def _input_fact(item: Mapping[str, Any]) -> dict[str, Any]:
    kept = ("reader", "path", "sha256", "n_rows", "n_refused")
    return {name: item[name] for name in kept if name in item}
