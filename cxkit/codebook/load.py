"""Read the codebook of the package, extended by a researcher's own file where there is one."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from cxkit.codebook.model import Codebook
from cxkit.errors import CodebookError, did_you_mean


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
        added = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CodebookError(f"{path}: the codebook cannot be read: {error}") from error
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
        found = "; ".join(
            f"{'.'.join(str(part) for part in problem['loc']) or 'codebook'}: {problem['msg']}"
            for problem in error.errors()
        )
        raise CodebookError(f"{path}: {found}.") from error
