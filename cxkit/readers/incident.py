"""Read what a researcher states of an incident (YAML) and of overruled contacts (CSV)."""

from pathlib import Path
from typing import Any

import pandas as pd
from pydantic import ValidationError

from cxkit.codebook.load import load_codebook
from cxkit.errors import ReadError, did_you_mean
from cxkit.readers.cells import as_text
from cxkit.readers.declared import read_columns, read_yaml
from cxkit.schema.incident import Incident

OVERRULE = ("source_id", "is_member")
_YES, _NO = ("1", "true", "yes", "да"), ("0", "false", "no", "нет")


def read_incident(path: str | Path, *, timezone: str | None = None) -> Incident:
    """Read an incident file.

    Parameters
    ----------
    path : path
        YAML; what it may hold is declared in :mod:`cxkit.schema.incident`. Only ``id`` is needed.
    timezone : str, optional
        Zone of an incident whose file names none in ``time_zone``; UTC by default.

    Returns
    -------
    Incident
        Times without a zone belong to the incident's zone. What is left empty is not stated.

    Raises
    ------
    ReadError
        The file is missing, is no YAML, or states something that is not allowed or cannot be: a
        fix before the release, a baseline that reaches into the incident, an unknown touchpoint.
    """
    name, stated = read_yaml(path, "the incident", is_typed=False)
    if not isinstance(stated, dict):
        raise ReadError(f"{name}: an incident file has lines such as 'id: INC-2026-014'.")
    zone = {} if timezone is None else {"time_zone": timezone}
    try:
        incident = Incident.model_validate(zone | _filled(stated))
    except ValidationError as error:
        raise ReadError(f"{name}: {_sentence(error)}") from None
    known = load_codebook().touchpoints
    for topic in ("topic", "comparison_topic"):
        for code in getattr(incident, topic).touchpoints:
            if code not in known:
                raise ReadError(
                    f"{name}: {topic}.touchpoints: '{code}' is not in the codebook."
                    f"{did_you_mean(code, known)}"
                )
    return incident


def _filled(stated: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is written without a value, as "fixed_at:" before the fix."""
    parts = {
        name: _filled(value) if isinstance(value, dict) else value for name, value in stated.items()
    }
    return {name: value for name, value in parts.items() if value not in ("", "null", "~")}


def read_overrule(path: str | Path | None) -> pd.DataFrame:
    """Read the researcher's word on which contacts and texts belong to the incident.

    Parameters
    ----------
    path : path, optional
        CSV, XLSX or another table with the columns source_id and is_member (yes or no); None gives
        an empty table.

    Raises
    ------
    ReadError
        A column is missing or a value is neither yes nor no.
    """
    if path is None:
        return pd.DataFrame({"source_id": pd.Series(dtype="str"), "is_member": []})
    name, grid = read_columns(path, OVERRULE, "overruled contacts")
    said = as_text(grid.cells["is_member"]).str.strip().str.casefold()
    wrong = grid.cells.loc[~said.isin(_YES + _NO), "is_member"]
    if len(wrong):
        raise ReadError(
            f"{name}: row {wrong.index[0]}, is_member='{wrong.iloc[0]}': write yes or no."
        )
    ids = as_text(grid.cells["source_id"]).str.strip()
    return pd.DataFrame({"source_id": ids, "is_member": said.isin(_YES)}).reset_index(drop=True)


def _sentence(error: ValidationError) -> str:
    parts = []
    for problem in error.errors(include_url=False):
        where = ".".join(str(part) for part in problem["loc"])
        parts.append(f"{where}: {_rule(problem)}" if where else _rule(problem))
    return "; ".join(dict.fromkeys(parts)) + "."


def _rule(problem: Any) -> str:
    kind, value = problem["type"], problem["input"]
    if kind == "missing":
        return "it is needed and is not there"
    if kind == "extra_forbidden":
        name = str(problem["loc"][-1])
        return f"it is not known.{did_you_mean(name, Incident.model_fields)}".removesuffix(".")
    if kind == "literal_error":
        return f"'{value}' is not allowed; one of {problem['ctx']['expected']} is needed"
    if kind.startswith("date"):
        return f"'{value}' is no date or time; write 2026-04-13 or 2026-04-13T22:40:00+03:00"
    message = str(problem["msg"]).removeprefix("Value error, ")
    return f"'{value}': {message}" if isinstance(value, str) else message
