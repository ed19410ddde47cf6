"""plotly.js once a page, packed: gzip in base64, unpacked by the page's own loader."""

import base64
import gzip
from dataclasses import dataclass
from functools import cache

from plotly.offline import get_plotlyjs


@dataclass(frozen=True)
class Bundle:
    """The script as it will run, and the text block that the page carries."""

    script: str
    packed: str


@cache
def plotly_bundle() -> Bundle:
    """Pack plotly.js; the same version gives the same bytes.

    Examples
    --------
    >>> bundle = plotly_bundle()
    >>> gzip.decompress(base64.b64decode(bundle.packed)).decode() == bundle.script
    True
    """
    script = str(get_plotlyjs())
    squeezed = gzip.compress(script.encode("utf-8"), compresslevel=9, mtime=0)
    return Bundle(script, base64.b64encode(squeezed).decode("ascii"))
