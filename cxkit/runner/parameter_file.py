"""Parameters from a file, and the parameters that a notebook's own cell declares."""

import ast
import json
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

from pydantic import ValidatorFunctionWrapHandler, WrapValidator, create_model

from cxkit.errors import ParameterError, ReadError
from cxkit.readers.declared import read_yaml
from cxkit.runner.parameters import Parameters, SecretName
from cxkit.runner.secrets import REFERENCE

TAG = "parameters"


def read_parameter_file(path: Path) -> dict[str, Any]:
    """Read a parameter file: YAML, a mapping of names to values, all scalars kept as text.

    Raises
    ------
    ParameterError
        The file cannot be read or is no mapping.
    """
    try:
        _, read = read_yaml(path, "the parameter file", is_typed=False)
    except ReadError as error:
        raise ParameterError(str(error)) from error
    if not isinstance(read, dict):
        raise ParameterError(f"{path}: a parameter file has one 'name: value' a line.")
    return read


def cell_defaults(notebook: Path) -> dict[str, Any]:
    """Read the literals of a notebook's parameters cell.

    Raises
    ------
    ParameterError
        The file is no notebook, or the cell holds something that is not ``name = literal``.
    """
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        tagged = [cell for cell in cells if TAG in cell["metadata"].get("tags", [])]
        source = "\n".join("".join(cell["source"]) for cell in tagged)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ParameterError(f"{notebook}: this is not a notebook that can be read.") from error
    try:
        return dict(_literal(statement) for statement in ast.parse(source).body)
    except (ValueError, SyntaxError) as error:
        raise ParameterError(
            f"{notebook.name}: a parameters cell holds only lines such as period = '7D'; {error}."
        ) from error


def model_of_cell(notebook: Path) -> type[Parameters]:
    """Declare the parameters of a researcher's own notebook by its parameters cell.

    A parameter has the type of its default; one whose default is None takes text, and one whose
    default refers to a secret takes such a reference. A cell cannot say which texts may be left
    out, so "null" means None for each of the others, and for lists.
    """
    fields: dict[str, Any] = {
        name: (_type(default), default)
        for name, default in cell_defaults(notebook).items()
        if name not in Parameters.model_fields
    }
    return create_model(f"{notebook.stem}_parameters", __base__=Parameters, **fields)


def _literal(statement: ast.stmt) -> tuple[str, Any]:
    if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
        with suppress(ValueError):
            return statement.targets[0].id, ast.literal_eval(statement.value)
    raise ValueError(f"line {statement.lineno} is something else")


def _type(default: Any) -> Any:
    if default is None:
        return str | None
    if isinstance(default, str) and REFERENCE.match(default):
        return SecretName
    if isinstance(default, list):
        return Annotated[list[str], WrapValidator(_or_none)]
    return Annotated[str, WrapValidator(_or_none)] if isinstance(default, str) else type(default)


def _or_none(value: Any, read: ValidatorFunctionWrapHandler) -> Any:
    return None if value in ("null", ["null"]) else read(value)
