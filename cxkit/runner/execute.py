"""Execute a notebook through papermill, in this process, and tell truly how it ended.

An optional import of jsonschema (``rfc3987_syntax``) takes seconds and serves nothing here, so it
is kept out of this process and of the kernel before anything imports nbformat.
"""

import json
import logging
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

import papermill  # noqa: E402
from jupyter_client.kernelspec import NoSuchKernel  # noqa: E402
from nbclient.exceptions import CellTimeoutError, DeadKernelError  # noqa: E402
from papermill.exceptions import PapermillExecutionError  # noqa: E402

OWN_ERRORS = ("ReadError", "SchemaError", "CodebookError", "ParameterError", "ReportError")
_KERNEL_LOG_LEVEL = logging.CRITICAL
_NOT_STARTED = ("Kernel didn't respond", "Kernel died before replying")
"""How jupyter_client's plain RuntimeErrors begin when a kernel was launched and never answered."""
_IN_KERNEL = "import sys; sys.modules.setdefault('rfc3987_syntax', None)"


@dataclass(frozen=True)
class Execution:
    """How an execution ended.

    ``status`` is "done", "failed", "timeout", "dead kernel" or "no kernel"; ``sentence`` says in
    plain words what happened, empty when done.
    """

    status: str
    sentence: str
    seconds: float


logging.getLogger("papermill").addHandler(logging.NullHandler())


def execute(
    notebook: Path, output: Path, parameters: Mapping[str, Any], *, timeout: int
) -> Execution:
    """Execute a notebook from its own folder; a terminal sees how far it is.

    The executed notebook goes to *output*, also after a failure. *parameters* are checked values,
    the others keep the notebook's defaults; *timeout* is of one cell, in seconds.

    Returns
    -------
    Execution
        It never raises for what can happen to a run; the executed notebook's own words are not
        trusted, because papermill writes "completed" for a timeout and a dead kernel.
    """
    began = time.monotonic()
    status, sentence = "done", ""
    try:
        papermill.execute_notebook(
            _literal(notebook),
            _literal(output),
            parameters=dict(parameters),
            kernel_name=_kernel(notebook),
            language="python",
            cwd=str(notebook.parent),
            progress_bar=sys.stderr.isatty(),
            execution_timeout=timeout,
            extra_arguments=[
                f"--IPKernelApp.exec_lines={_IN_KERNEL}",
                f"--IPKernelApp.log_level={_KERNEL_LOG_LEVEL}",
            ],
        )
    except PapermillExecutionError as error:
        status, sentence = "failed", _told(error)
    except CellTimeoutError:
        status, sentence = "timeout", f"A cell took longer than {timeout} seconds and was stopped."
    except DeadKernelError:
        status = "dead kernel"
        sentence = "The kernel died: often the memory was not enough for the data."
    except NoSuchKernel as error:
        status = "no kernel"
        sentence = (
            f"There is no Jupyter kernel '{error.name}' on this machine."
            " Install one: python -m ipykernel install --user."
        )
    except RuntimeError as error:
        if not str(error).startswith(_NOT_STARTED):
            raise
        status = "no kernel"
        sentence = (
            f"The Jupyter kernel did not start: {str(error).rstrip('.')}. Run it again when the"
            " machine is less busy; if that does not help, install the kernel anew:"
            " python -m ipykernel install --user."
        )
    return Execution(status, sentence, time.monotonic() - began)


def _kernel(notebook: Path) -> str:
    """Name the notebook's kernel; one that was written by a program, or stripped, may name none."""
    metadata = json.loads(notebook.read_text(encoding="utf-8")).get("metadata", {})
    return str(metadata.get("kernelspec", {}).get("name") or "python3")


def _literal(path: Path) -> str:
    """Write a path so that papermill, which fills parameters into braces, leaves it as it is."""
    return str(path).replace("{", "{{").replace("}", "}}")


def _told(error: PapermillExecutionError) -> str:
    if error.ename in OWN_ERRORS:
        return str(error.evalue)
    first = str(error.evalue).splitlines()[0] if error.evalue else ""
    return f"Cell {error.exec_count} stopped with {error.ename}: {first}"
