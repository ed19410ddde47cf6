"""Check what a user gives to a notebook, before a kernel starts."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, get_args, get_origin

import yaml
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from cxkit.errors import ParameterError, did_you_mean
from cxkit.runner.parameters import DAYS, PERIOD, FileMark, Parameters, SecretMark
from cxkit.runner.secrets import REFERENCE, secret

SAMPLE_WORDS = ("subject", "case")
"""Parameters whose defaults speak of the sample data."""

NOTHING = ("", "none", "null")
"""Words that stand for a missing value where one is allowed."""


def checked(
    model: type[Parameters], given: Mapping[str, Any], *, notebook: str, folder: Path
) -> dict[str, Any]:
    """Turn what a user gave into the notebook's parameters, or say what is wrong.

    *given* are names and values as text, as the command line and parameter files give them; their
    relative paths start at *folder*. Defaults start at the notebook's own folder and are left as
    they are.

    Returns
    -------
    dict
        Only what was given, typed; files as absolute paths. With a file of the user's own the
        other files of the sample, its subject and its case are left out unless they are given, so
        that no page mixes the user's data with the sample's.

    Raises
    ------
    ParameterError
        An unknown name, a wrong type, a missing file or a secret that was given openly.
    """
    fields = model.model_fields
    for name, value in given.items():
        if name not in fields or name == "out":
            raise unknown(notebook, name, fields, _untagged(model))
        if value == "" and is_file(fields[name]):  # a variable of a script that was not set
            hint = ", or none" if _takes_none(fields[name].annotation) else ""
            raise ParameterError(f"{name}=: the name of a file is needed{hint}.")
    values = {name: shaped(fields[name], value) for name, value in given.items()}
    try:
        typed = model(**values)
    except ValidationError as error:
        raise ParameterError(_sentence(error, model, given, notebook)) from None
    found = {name: _resolved(fields[name], getattr(typed, name), name, folder) for name in given}
    return found | _without_sample(fields, found)


def _without_sample(fields: Mapping[str, FieldInfo], found: Mapping[str, Any]) -> dict[str, Any]:
    """Take away what else belongs to the sample where the user gave data of their own.

    Other files of the sample, its subject and its case would mix two firms on one page.
    """
    has_data = any(_is_sample(fields[name]) and found[name] is not None for name in found)
    if not has_data:
        return {}
    others: dict[str, Any] = {
        name: None
        for name, field in fields.items()
        if _is_sample(field) and _takes_none(field.annotation)
    }
    others |= {name: "" for name in SAMPLE_WORDS if name in fields}
    return {name: value for name, value in others.items() if name not in found}


def _is_sample(field: FieldInfo) -> bool:
    """Tell whether a parameter is a file that is the sample's unless the user gives another."""
    return is_file(field) and field.default not in (None, [])


def check_default_files(model: type[Parameters], given: Mapping[str, Any], *, folder: Path) -> None:
    """Refuse a run whose default input files are not there; they start at the notebook's *folder*.

    Raises
    ------
    ParameterError
        Naming the parameter and the file.
    """
    for name, field in model.model_fields.items():
        if name not in given:
            _resolved(field, field.get_default(call_default_factory=True), name, folder)


def refuse_mixture(
    model: type[Parameters], given: Mapping[str, Any], *, notebook: str, sample: Path
) -> None:
    """Refuse a run on the user's own files that would also read files of the folder *sample*.

    *given* is what `checked` returned.

    Raises
    ------
    ParameterError
        Naming what is still the sample's.
    """
    files = {name for name, field in model.model_fields.items() if _is_sample(field)}
    own = sorted(
        name
        for name in files & given.keys()
        for path in _listed(given[name])
        if not Path(path).is_relative_to(sample)
    )
    of_sample = files.union(SAMPLE_WORDS)
    left = [name for name in model.model_fields if name in of_sample and name not in given]
    if own and left:
        raise ParameterError(
            f"{notebook}: {own[0]} is a file of yours and {', '.join(left)} would be of the sample:"
            f" one page would mix two firms. Give {', '.join(left)} as well, or none (None, or"
            ' "" for a text) where you have none.'
        )


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def secret_values(model: type[Parameters], values: Mapping[str, Any]) -> list[str]:
    """Return the values of the secrets that a run will use, so that they can be kept out.

    Every parameter that names one counts, also in a notebook whose own cell declares its parameters
    and cannot say that one is a secret.
    """
    defaults = {name: field.default for name, field in model.model_fields.items()}
    used = (defaults | dict(values)).values()
    return [secret(value) for value in used if isinstance(value, str) and REFERENCE.match(value)]


def is_file(field: FieldInfo) -> bool:
    """Tell whether a parameter is a path (or a list of paths) of files that must exist."""
    return _marks(field, FileMark)


def unknown(notebook: str, name: str, known: Iterable[str], why: str = "") -> ParameterError:
    """Return the error of a name that a notebook does not take, with those that it does."""
    allowed = [one for one in known if one != "out"]
    return ParameterError(
        f"{notebook} has no parameter '{name}'.{did_you_mean(name, allowed)}"
        f" It has: {', '.join(allowed)}.{why}"
    )


def _untagged(model: type[Parameters]) -> str:
    """Say why a notebook of one's own takes nothing but what every notebook takes."""
    is_bare = model.model_fields.keys() == Parameters.model_fields.keys()
    return " No cell of it that is tagged 'parameters' names another." if is_bare else ""


def shaped(field: FieldInfo, value: Any) -> Any:
    """Turn text into None or a list where the parameter takes one.

    Commas part a list, but not the name of one file that is there; brackets may stand around it.
    """
    if isinstance(value, str) and value.lower() in NOTHING and _takes_none(field.annotation):
        return None
    if isinstance(value, str) and _is_list(field.annotation):
        is_one = is_file(field) and Path(value).is_file()
        return [value] if is_one else _parted(value)
    return value


def _parted(text: str) -> Any:
    """Part a list at its commas, or read it as YAML and JSON write one."""
    if text.startswith("[") and text.endswith("]"):
        with suppress(yaml.YAMLError):
            return yaml.load(text, Loader=yaml.BaseLoader)
    return [part.strip() for part in text.split(",")]


def _takes_none(annotation: Any) -> bool:
    return type(None) in get_args(annotation)


def _is_list(annotation: Any) -> bool:
    return get_origin(annotation) is list or any(
        get_origin(choice) is list for choice in get_args(annotation)
    )


def _marks(field: FieldInfo, mark: type) -> bool:
    return any(isinstance(item, mark) for item in field.metadata) or _inside(field.annotation, mark)


def _inside(annotation: Any, mark: type) -> bool:
    inner = [*getattr(annotation, "__metadata__", ()), *get_args(annotation)]
    return any(isinstance(item, mark) or _inside(item, mark) for item in inner)


def _resolved(field: FieldInfo, value: Any, name: str, folder: Path) -> Any:
    if value is None or not is_file(field):
        return value
    if isinstance(value, list):
        return [_existing(item, name, folder) for item in value]
    return _existing(value, name, folder)


def _existing(value: str, name: str, folder: Path) -> str:
    if not value.strip():
        raise ParameterError(f"{name}=: the name of a file is needed.")
    path = (folder / Path(value).expanduser()).resolve()
    if path.exists():
        return str(path)
    near = [item.name for item in path.parent.iterdir()] if path.parent.is_dir() else []
    raise ParameterError(
        f"{name}={value}: there is no such file ({path}).{did_you_mean(path.name, near)}"
    )


def _sentence(
    error: ValidationError, model: type[Parameters], given: Mapping[str, Any], notebook: str
) -> str:
    parts = []
    for problem in error.errors(include_input=False, include_url=False):
        name = str(problem["loc"][0])
        if _marks(model.model_fields[name], SecretMark):
            parts.append(f"{name}: a secret is given by reference only, as env:NAME.")
        else:
            rule = _rule(problem, model.model_fields[name].default)
            parts.append(f"{name}={_text(given[name])}: {rule}.")
    return f"{notebook}: {' '.join(dict.fromkeys(parts))}"


def _rule(problem: Any, default: Any) -> str:
    kind, context = problem["type"], problem.get("ctx", {})
    rules = {
        "int_parsing": "a whole number is needed",
        "float_parsing": "a number is needed",
        "bool_parsing": "true or false is needed",
        "literal_error": f"one of these is needed: {context.get('expected', '')}",
        "list_type": "a list is needed: values with commas between them",
        "string_type": f"text is needed, such as {default!r}" if default else "text is needed",
        "greater_than": f"more than {context.get('gt')} is needed",
        "greater_than_equal": f"{context.get('ge')} or more is needed",
        "less_than": f"less than {context.get('lt')} is needed",
        "value_error": str(context.get("error", "")),
    }
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(context["pattern"], f"it must fit {context['pattern']}")
    return rules.get(kind, str(problem["msg"]))


_PATTERNS = {
    PERIOD: "a length of time has a unit: 6h, 1D, 7D, 1M (month), 1Q (quarter)",
    DAYS: "a number of days is needed, such as 14D",
}


def _text(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)
