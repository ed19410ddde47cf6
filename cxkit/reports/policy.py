"""The page's Content-Security-Policy: nothing from outside, only our own scripts, by their hash."""

import base64
import hashlib
from collections.abc import Iterable


def policy(scripts: Iterable[str]) -> str:
    """Write the policy that lets exactly these scripts run, their text as the browser sees it.

    Plotly's is the unpacked one. Styles stay "unsafe-inline": plotly adds style elements and
    attributes of its own. Data blocks are not scripts and need no hash.

    Examples
    --------
    >>> policy(["alert(1)"]).split("; ")[1]
    "script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"
    """
    allowed = " ".join(f"'{script_hash(script)}'" for script in scripts) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    )


def script_hash(script: str) -> str:
    """Return the hash of a script in the policy's form.

    Examples
    --------
    >>> script_hash("")
    'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
    """
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
