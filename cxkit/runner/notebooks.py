"""Where the notebooks, their variants and the sample data are: in a checkout or in the package."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cxkit.errors import ParameterError, did_you_mean
from cxkit.runner.check_parameters import is_file
from cxkit.runner.parameter_file import read_parameter_file
from cxkit.runner.parameters import MODELS


@dataclass(frozen=True)
class Variant:
    """A notebook with parameters of its own; the name is also its series of reports."""

    name: str
    notebook: str
    parameters: dict[str, Any] = field(default_factory=dict)


def home() -> Path:
    """Return the folder that holds ``notebooks`` and ``data``.

    In a checkout it is the project's root, in an installed package the shipped copy.
    """
    package = Path(__file__).resolve().parents[1]
    shipped = package / "_shipped"
    return shipped if shipped.is_dir() else package.parent


def notebook_path(name: str) -> Path:
    """Find a notebook by its name or path.

    Raises
    ------
    ParameterError
        There is no such notebook; the message lists those that there are.
    """
    given = Path(name)
    if given.suffix == ".ipynb":
        if given.is_file():
            return given.resolve()
        raise ParameterError(f"{name}: there is no such notebook.")
    path = home() / "notebooks" / f"{name}.ipynb"
    if path.is_file():
        return path
    known = notebook_names()
    raise ParameterError(
        f"There is no notebook '{name}'.{did_you_mean(name, known)}"
        f" There are: {', '.join(known)}; or give the path of an .ipynb file."
    )


def is_own(path: Path) -> bool:
    """Tell whether a notebook is one of the kit's own, not one that a user put beside them."""
    return path.parent == home() / "notebooks" and path.stem in MODELS


def notebook_names() -> list[str]:
    """List the names of the kit's notebooks, `tour` first."""
    return sorted(MODELS, key=lambda name: (name != "tour", name))


def variants() -> list[Variant]:
    """List the variants of the demonstration: ``notebooks/variants/<name>.yaml``.

    A variant file names its ``notebook``; every other line is a parameter. Relative files start
    at the notebook's folder, as its defaults do.
    """
    found = []
    for path in sorted((home() / "notebooks" / "variants").glob("*.yaml")):
        parameters = read_parameter_file(path)
        notebook = str(parameters.pop("notebook", path.stem))
        found.append(Variant(path.stem, notebook, _from_notebook(notebook, parameters)))
    return found


def _from_notebook(notebook: str, parameters: dict[str, Any]) -> dict[str, Any]:
    folder = home() / "notebooks"
    fields = MODELS[notebook].model_fields
    return {
        name: str(folder / value)
        if name in fields and is_file(fields[name]) and isinstance(value, str)
        else value
        for name, value in parameters.items()
    }
