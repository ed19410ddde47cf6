"""Read the codebook of the package, extended by a researcher's own file where there is one."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from cxkit.codebook.model import Codebook
from cxkit.errors import CodebookError, did_you_mean
from cxkit.own_yaml import own_yaml


def load_codebook(extension: str | Path | None = None) -> Codebook:
    """Load the controlled vocabulary.

    Parameters
    ----------
    extension : path, optional
        A YAML file with the same sections as the package's codebook; it adds codes or betters
        labels and definitions. Codes are permanent: it cannot take one away.

    Returns
    -------
    Codebook
        Checked and frozen.

    Raises
    ------
    CodebookError
        The file cannot be read or contradicts itself; the message says where.

    Examples
    --------
    >>> load_codebook().factors["billing_error"].ru
    'Ошибка в деньгах'
    """
    if extension is None:
        return _own()
    path = Path(extension)
    try:
        added = own_yaml(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CodebookError(f"{path}: the codebook cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CodebookError(f"{path}: the codebook is not in UTF-8. Save it as UTF-8.") from error
    except yaml.YAMLError as error:
        raise CodebookError(f"{path}: the codebook cannot be read as YAML: {error}.") from error
    if not isinstance(added, dict):
        raise CodebookError(f"{path}: a codebook is a YAML mapping of sections; this is not one.")
    return _checked(_merged(_own_source(), added, path), path)


@cache
def _own() -> Codebook:
    return _checked(_own_source(), Path("codebook.yaml"))


@cache
def _own_source() -> dict[str, Any]:
    text = files("cxkit.codebook").joinpath("codebook.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def _merged(base: dict[str, Any], added: dict[str, Any], path: Path) -> dict[str, Any]:
    merged = dict(base)
    for section, codes in added.items():
        if section not in base:
            raise CodebookError(
                f"{path}: section '{section}' is not one of: {', '.join(base)}."
                f"{did_you_mean(str(section), base)}"
            )
        if section == "version" or codes == base[section]:
            continue
        if section == "valence":
            raise CodebookError(f"{path}: the scale of section 'valence' is fixed: leave it out.")
        if not isinstance(codes, dict):
            raise CodebookError(f"{path}: section '{section}' must be a mapping of codes.")
        for code, entry in codes.items():
            if not isinstance(entry, dict):
                raise CodebookError(
                    f"{path}: section '{section}', code '{code}': {entry!r} is no mapping."
                    " Give labels in both languages: {ru: Упаковка, en: Packaging}."
                )
        merged[section] = {
            **base[section],
            **{code: {**base[section].get(code, {}), **entry} for code, entry in codes.items()},
        }
    return merged


def _checked(source: dict[str, Any], path: Path) -> Codebook:
    try:
        return Codebook.model_validate(source)
    except ValidationError as error:
        found = " ".join(dict.fromkeys(map(_sentence, error.errors())))
        raise CodebookError(f"{path}: {found}") from error


def _sentence(problem: Any) -> str:
    """Say what is wrong with one code, where, and what is allowed."""
    section, code, *field = (*problem["loc"], "", "")[:3]
    where = f"section '{section}', code '{code}'"
    named = "".join(field)
    rules = {
        "missing": f"'{named}' is missing. A code has labels in both languages, ru and en,"
        " a touchpoint its stage and an emotion its sign.",
        "extra_forbidden": f"'{named}' is unknown. A code has ru, en, is, a touchpoint its stage"
        " and an emotion its sign.",
        "string_type": f"{problem['input']!r} is no text. Put it in quotes.",
        "string_pattern_mismatch": f"{problem['input']!r} is no name of a code: small Latin"
        " letters, digits and _, a letter first.",
        "literal_error": f"{named}={problem['input']!r}: one of -1, 0, 1 is needed.",
    }
    if problem["type"] == "value_error":
        return f"{problem['ctx']['error']}."
    return f"{where}: {rules.get(problem['type'], problem['msg'])}"
