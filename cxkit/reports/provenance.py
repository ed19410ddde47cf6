"""What the end of a page says about its inputs, taken from the frames themselves."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from cxkit.errors import ParameterError
from cxkit.reports.blocks import Provenance
from cxkit.reports.privacy import mask

KEPT = (
    "reader", "path", "arguments", "format", "encoding", "delimiter", "sha256", "n_rows", "n_read",
    "n_refused", "columns", "notes",
)  # fmt: skip
"""What a page's provenance keeps of a reading; refused rows stay in their own table."""


def provenance(*frames: pd.DataFrame, parameters: Mapping[str, Any] | None = None) -> Provenance:
    """Collect how the frames were read, and with which parameters the notebook ran.

    Parameters
    ----------
    *frames : DataFrame
        What the readers returned (each carries its readings in ``attrs["reading"]``); others, as
        mentions, add nothing.
    parameters : mapping, optional
        Name and value, as in the notebook's parameters cell: plain data.

    Returns
    -------
    Provenance
        Inputs in the order of the frames, each file once.

    Raises
    ------
    ParameterError
        What was given is no table.

    Examples
    --------
    >>> reviews = pd.DataFrame({"text": ["Good"]})
    >>> reviews.attrs["reading"] = [{"reader": "read_reviews", "path": "a.csv", "n_rows": 1}]
    >>> provenance(reviews).inputs[0]["path"]
    'a.csv'
    """
    inputs: list[dict[str, Any]] = []
    for frame in frames:
        if not isinstance(frame, pd.DataFrame):
            raise ParameterError(
                f"provenance: a {type(frame).__name__} was given. Give the tables themselves, one"
                " after the other: provenance(reviews, mentions)."
            )
        for reading in frame.attrs.get("reading", []):
            item = {name: _plain(reading[name]) for name in KEPT if name in reading}
            item["notes"] = [mask(note) for note in item.get("notes", [])]
            if item not in inputs:
                inputs.append(item)
    return Provenance(
        inputs=tuple(inputs),
        parameters={
            name: _plain(value) for name, value in (parameters or {}).items() if name != "out"
        },
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple | set):
        return [_plain(item) for item in value]
    if isinstance(value, Path | pd.Timestamp | pd.Timedelta):
        return str(value)
    return value.item() if hasattr(value, "item") else value
