"""Secrets: named in parameters, kept in the environment, never written to any output."""

import os
import re

from cxkit.errors import ParameterError

REFERENCE = re.compile(r"^env:([A-Za-z_][A-Za-z0-9_]*)$")
SHORTEST = 4
"""A shorter value would be found everywhere by chance."""


def secret(reference: str) -> str:
    """Return the secret that a reference names.

    Parameters
    ----------
    reference : str
        "env:NAME", the name of an environment variable.

    Raises
    ------
    ParameterError
        It is not a reference, or the variable is not set. The message never shows the value.

    Examples
    --------
    >>> os.environ["EXAMPLE_KEY"] = "opensesame"
    >>> secret("env:EXAMPLE_KEY")
    'opensesame'
    """
    match = REFERENCE.match(reference)
    if match is None:
        raise ParameterError(
            "A secret is given by reference only: env:NAME, where NAME is a variable of the"
            " environment. The value given here is not such a reference (it is not shown)."
        )
    value = os.environ.get(match.group(1))
    if not value:
        raise ParameterError(
            f"The environment variable '{match.group(1)}' is not set."
            f" Set it before the run: export {match.group(1)}=..."
        )
    return value


def without_secrets(text: str, values: list[str]) -> str:
    """Return *text* with every secret value blotted out.

    Examples
    --------
    >>> without_secrets("key=opensesame", ["opensesame"])
    'key=[secret]'
    """
    for value in sorted(values, key=len, reverse=True):
        if len(value) >= SHORTEST:
            text = text.replace(value, "[secret]")
    return text
