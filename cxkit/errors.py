"""Floor 0: every error and warning that cxkit raises on purpose.

CxkitError
├── ReadError        a file cannot be read at all
├── SchemaError      a table is not what its declaration says; carries all failures
├── CodebookError    a codebook file contradicts itself or the rules of codes
├── ParameterError   an argument or a notebook's parameter is wrong (also a ValueError)
├── ReportError      a page would be untrue or unsafe: it is not written
└── RunError         what a run made cannot be recorded, printed or drawn

CxkitWarning         a result that could mislead; never for style

Every message says where and what (with the value), what is allowed, and what to do. The code says
it in plain English; its Russian is in messages_ru.po.
"""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING

from cxkit.messages import shown

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 5
"""How many values a message shows before it counts the rest."""


class CxkitError(Exception):
    """Anything that cxkit refuses, with a sentence that a researcher understands.

    Printed in the language of messages; ``args[0]`` is the English sentence.
    """

    def __str__(self) -> str:
        return shown(super().__str__())


class ReadError(CxkitError):
    """A file cannot be read: missing, empty, broken or of an unknown format."""


class SchemaError(CxkitError):
    """A table does not fit its declaration.

    Attributes
    ----------
    failures : DataFrame
        One row a failure: column, row, value, rule.
    """

    def __init__(self, message: str, failures: "pd.DataFrame | None" = None) -> None:
        import pandas as pd  # only here: the command line's help must not wait for pandas

        super().__init__(message)
        columns = ["column", "row", "value", "rule"]
        self.failures = pd.DataFrame(columns=columns) if failures is None else failures


class CodebookError(CxkitError):
    """A codebook that contradicts itself: unknown stage, missing label, a code twice."""


class ParameterError(CxkitError, ValueError):
    """A wrong argument: the name, the value received, what is allowed."""


class ReportError(CxkitError):
    """A page that must not leave: a quote that is not in its source, personal data, a script."""


class RunError(CxkitError):
    """What a run made cannot be recorded, printed or drawn on this machine."""


class CxkitWarning(UserWarning):
    """A reading of the result would mislead without this sentence; printed as an error is."""

    def __str__(self) -> str:
        return shown(super().__str__())


def some(values: Iterable[object], n: int = SHOWN) -> str:
    """Join up to *n* values for a message, and count the others.

    Examples
    --------
    >>> some([7, 9, 11, 12, 13, 14, 15])
    '7, 9, 11, 12, 13 and 2 more'
    >>> some(["a"])
    'a'
    """
    listed = [str(value) for value in values]
    head = ", ".join(listed[:n])
    rest = len(listed) - n
    return f"{head} and {rest} more" if rest > 0 else head


def did_you_mean(name: str, allowed: Iterable[str]) -> str:
    """Give a hint with the nearest allowed name, or nothing when none is near.

    Examples
    --------
    >>> did_you_mean("perod", ["period", "reviews"])
    " Did you mean 'period'?"
    >>> did_you_mean("zzz", ["period"])
    ''
    """
    near = get_close_matches(name, list(allowed), n=1, cutoff=0.6)
    return f" Did you mean '{near[0]}'?" if near else ""
