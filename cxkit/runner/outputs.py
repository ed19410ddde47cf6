"""What an executed notebook holds: its blocks, and its text made fit to be shared."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from cxkit.reports.blocks import MIME
from cxkit.reports.privacy import mask, mask_forms
from cxkit.runner.secrets import without_secrets

_DATA = ("bdata", "image/png")
SENTENCE = 3
"""Words from which on a text in the data of a figure may be a customer's."""


def read_notebook(path: Path) -> dict[str, Any]:
    """Read a notebook as plain data."""
    return dict(json.loads(path.read_text(encoding="utf-8")))


def blocks_of(notebook: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Collect the report blocks that the cells show, in order."""
    return [
        output["data"][MIME]
        for cell in notebook["cells"]
        for output in cell.get("outputs", [])
        if MIME in output.get("data", {})
    ]


def tidied(notebook: Mapping[str, Any], *, tables: Path, secrets: list[str]) -> dict[str, Any]:
    """Return the notebook as it is kept beside the report.

    Folders of this machine are shortened, values of secrets blotted out, personal data masked in
    what cells print and in the data of figures (blocks are masked when they are made; names stay in
    labels, where a city may read like one), and papermill's own record of paths is dropped: the
    run's manifest says the same.
    """

    def clean(text: str) -> str:
        return without_secrets(without_home(text.replace(str(tables), "tables")), secrets)

    kept = mapped(notebook, clean)
    kept["metadata"].pop("papermill", None)
    for cell in kept["cells"]:
        for output in cell.get("outputs", []):
            if MIME not in output.get("data", {}):
                output.update(mapped(output, mask_forms))
                output.update(_printed(output))
    return dict(kept)


def _printed(output: Mapping[str, Any]) -> dict[str, Any]:
    """Mask names of people: in text and errors, HTML without a script, sentences of a figure."""
    said = ("text", "evalue", "traceback")
    kept = {name: mapped(output[name], mask) for name in said if name in output}
    data = {
        kind: mapped(value, mask if kind.startswith("text/") else _mask_sentence)
        for kind, value in output.get("data", {}).items()
        if kind != "text/html" or "<script" not in "".join(value)
    }
    return kept | ({"data": {**output["data"], **data}} if data else {})


def _mask_sentence(text: str) -> str:
    """Mask names where a text has the length of a sentence; a label is no customer's words."""
    return mask(text) if text.count(" ") >= SENTENCE - 1 else text


def write_notebook(notebook: Mapping[str, Any], path: Path) -> None:
    """Write a notebook."""
    text = json.dumps(notebook, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def without_home(text: str) -> str:
    """Return *text* with paths in the user's own folder shortened to "~".

    A home that is the root of the disk (of a user of a container) shortens nothing.

    Examples
    --------
    >>> without_home(f"{Path.home() / 'a.csv'} and {Path.home()}-old")  # doctest: +SKIP
    '~/a.csv and /home/ann-old'
    """
    home = Path.home()
    if home == home.parent:
        return text
    return re.sub(re.escape(str(home)) + r"(?![\w.-])", "~", text)


def mapped(node: Any, change: Callable[[str], str]) -> Any:
    """Return plain data with every text changed but the pictures and packed numbers."""
    if isinstance(node, str):
        return change(node)
    if isinstance(node, dict):
        return {
            name: value if name in _DATA else mapped(value, change) for name, value in node.items()
        }
    return [mapped(item, change) for item in node] if isinstance(node, list) else node
