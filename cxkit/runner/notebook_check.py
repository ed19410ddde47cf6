"""The check of parameters inside a notebook, for plain papermill and for hands at the keyboard."""

import ast
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from cxkit.runner.check_parameters import checked, refuse_mixture, unknown
from cxkit.runner.notebooks import home
from cxkit.runner.parameters import MODELS

INJECTED = "# Parameters\n"
"""How the cell begins that papermill puts after the parameters cell."""


def check_parameters(notebook: str, names: Mapping[str, Any]) -> None:
    """Refuse wrong parameters before anything is read, also without ``cxkit run``.

    Papermill by itself passes over a misspelled name, and a cell edited by hand is checked by
    nobody: the notebook would then run on its sample, or mix the sample with one's own data.

    Parameters
    ----------
    notebook : str
        The name of the kit's notebook of which this one is, or of which it is a copy.
    names : mapping
        The notebook's names: ``globals()``.

    Raises
    ------
    ParameterError
        An unknown name, a wrong value, a missing file, or a file of one's own beside the sample's.

    Examples
    --------
    >>> check_parameters("tour", {"period": "7D"})
    >>> check_parameters("tour", {"period": "7"})
    Traceback (most recent call last):
    cxkit.errors.ParameterError: tour: period=7: a length of time has a unit: 6h, 1D, 7D, ...
    """
    model = MODELS[notebook]
    _refuse_unknown(notebook, list(model.model_fields), names.get("In", []))
    given = {
        name: names[name]
        for name, field in model.model_fields.items()
        if name in names and name != "out" and names[name] != field.get_default()
    }
    found = checked(model, given, notebook=notebook, folder=Path.cwd())
    own = {name: found[name] for name in given}
    refuse_mixture(model, own, notebook=notebook, sample=home() / "data")


def _refuse_unknown(notebook: str, known: list[str], cells: Sequence[str]) -> None:
    """Refuse what papermill assigned and neither the kit nor a cell before it names."""
    for cell in cells:
        assigned = _assigned(cell)
        for name in assigned if cell.startswith(INJECTED) else ():
            if name not in known:
                raise unknown(notebook, name, dict.fromkeys(known))
        known = [*known, *assigned]


def _assigned(cell: str) -> list[str]:
    """Name what a cell of plain assignments sets; nothing of one that is not plain Python."""
    try:
        statements = ast.parse(cell).body
    except SyntaxError:
        return []
    targets = [one for line in statements if isinstance(line, ast.Assign) for one in line.targets]
    return [one.id for one in targets if isinstance(one, ast.Name)]
