"""The sources of a page's quotes, read again from the files by the readers that read them."""

import warnings
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from cxkit.errors import CxkitWarning, ReportError
from cxkit.readers.answers import read_answers
from cxkit.readers.contacts import read_contacts
from cxkit.readers.open_answers import open_answers
from cxkit.readers.reviews import read_reviews
from cxkit.readers.stories import read_stories


def _read_open_answers(path: Path, **arguments: Any) -> pd.DataFrame:
    """Read a survey's open answers, with the ids that `open_answers` gives them."""
    return open_answers(read_answers(path, **arguments))


READERS: dict[str, Callable[..., pd.DataFrame]] = {
    "read_answers": _read_open_answers,
    "read_contacts": read_contacts,
    "read_reviews": read_reviews,
    "read_stories": read_stories,
}
"""Readers whose frames hold texts; others bring no quotes."""

_IDS = ("feedback_id", "contact_id")


def read_sources(inputs: Iterable[Mapping[str, Any]], *, folder: Path) -> dict[str, list[str]]:
    """Read the texts of all inputs of a `Provenance` block again: id to the texts, usually one.

    Relative paths start at *folder*, the notebook's own.

    Raises
    ------
    ReportError
        A file has changed since the notebook read it.
    """
    texts: dict[str, list[str]] = {}
    for item in inputs:
        if item.get("reader") in READERS:
            for source_id, text in _texts(_read_again(item, folder)):
                texts.setdefault(source_id, []).append(text)
    return texts


def _read_again(item: Mapping[str, Any], folder: Path) -> pd.DataFrame:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CxkitWarning)
        frame = READERS[item["reader"]](folder / item["path"], **_arguments(item))
    readings = frame.attrs.get("reading", [])
    if item.get("sha256") not in [None, *(reading.get("sha256") for reading in readings)]:
        raise ReportError(
            f"{item['path']} has changed since the notebook read it. Run the notebook again."
        )
    return frame


def _arguments(item: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in (item.get("arguments") or {}).items()
    }


def _texts(frame: pd.DataFrame) -> Iterable[tuple[str, str]]:
    key = next((name for name in _IDS if name in frame.columns), None)
    for column in ("text", "reply_text"):
        if key is not None and column in frame.columns:
            rows = frame[frame[column].notna()]
            yield from zip(rows[key].astype("str"), rows[column].astype("str"), strict=True)
