"""Where the notebooks, their variants and the sample data are: in a checkout or in the package."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cxkit.errors import ParameterError, did_you_mean
from cxkit.runner.check_parameters import is_file, shaped
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


def planned() -> list[Variant]:
    """List what the demonstration runs: each notebook with its defaults, then the variants."""
    return [*(Variant(name, name) for name in notebook_names()), *variants()]


def variants() -> list[Variant]:
    """List the variants of the demonstration: ``notebooks/variants/<name>.yaml``.

    Each names its ``notebook``, or is named as it is.
    """
    found = []
    for path in sorted((home() / "notebooks" / "variants").glob("*.yaml")):
        notebook = str(read_parameter_file(path).get("notebook", path.stem))
        found.append(Variant(path.stem, notebook, given_in(path, notebook)))
    return found


def given_in(path: Path, notebook: str) -> dict[str, Any]:
    """Read a parameter file for a notebook of the kit, or a copy of one, or one of the user's own.

    The file may name its ``notebook``; every other line is a parameter. For the kit's notebooks a
    relative file that lies in the parameter file's folder is that one, wherever the run is
    started; any other starts at the folder of the call.

    Raises
    ------
    ParameterError
        The file cannot be read, or is for another notebook.
    """
    given = read_parameter_file(path)
    name = Path(notebook).stem
    if name not in MODELS:
        return given
    meant = given.pop("notebook", name)
    if meant != name:
        raise ParameterError(f"{path}: this is a parameter file for '{meant}', not for '{name}'.")
    fields = MODELS[name].model_fields
    return {
        key: _beside(path.resolve().parent, shaped(fields[key], value))
        if key in fields and is_file(fields[key])
        else value
        for key, value in given.items()
    }


def _beside(folder: Path, value: Any) -> Any:
    """Name a file by its whole path where it lies in a folder."""
    if isinstance(value, list):
        return [_beside(folder, item) for item in value]
    is_there = isinstance(value, str) and value.strip() and (folder / value).exists()
    return str(folder / value) if is_there else value
