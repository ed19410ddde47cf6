"""Secrets: named in parameters, kept in the environment, never written to any output."""

import html
import json
import os
import re
from urllib.parse import quote, quote_plus

from markupsafe import escape

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
    """Return *text* with secrets blotted out, also as HTML, JSON, CSV and links write them.

    Examples
    --------
    >>> without_secrets("key=opensesame", ["opensesame"])
    'key=[secret]'
    >>> without_secrets("<p>pa&lt;ss&amp;word</p>", ["pa<ss&word"])
    '<p>[secret]</p>'
    >>> without_secrets("https://shop.org?key=pa%2Fss%20word", ["pa/ss word"])
    'https://shop.org?key=[secret]'
    """
    written = {form for value in values if len(value) >= SHORTEST for form in _forms(value)}
    for form in sorted(written, key=len, reverse=True):
        text = text.replace(form, "[secret]")
    return text


def _forms(value: str) -> set[str]:
    """Give a value as it may be written in a page, its data, a link, a notebook and a table."""
    dumped = {json.dumps(value, ensure_ascii=is_ascii)[1:-1] for is_ascii in (True, False)}
    in_script = {form.replace("<", "\\u003c") for form in dumped}
    in_page = {html.escape(value), html.escape(value, quote=False), str(escape(value))}
    in_link = {quote(value, safe=""), quote(value), quote_plus(value)}
    return {value, value.replace('"', '""'), *dumped, *in_script, *in_page, *in_link}
