"""Extract stories: one JSON file a story, for other programs and for scoring."""

import json
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd

from cxkit.errors import CxkitWarning, ParameterError, ReadError, some
from cxkit.language.annotate import annotate
from cxkit.measures.story_extract import story_extract
from cxkit.readers.stories import read_stories


def extract(
    stories: Sequence[str | Path],
    output: str | Path,
    *,
    on_story: Callable[[int, int], None] | None = None,
) -> list[Path]:
    """Write ``NAME.json`` for each story ``NAME.txt``, and for those in folders.

    The folder *output* is made when it is not there. *on_story* is called after each story with
    the stories done and the stories in all.

    Returns
    -------
    list of Path
        The files, in the order of the stories. NAME is the story's file name without extension,
        with it where two would be equal.

    Raises
    ------
    ReadError
        A story is not there, or none of them can be read.
    ParameterError
        Two stories of two folders have the same name.

    Warns
    -----
    CxkitWarning
        One of several stories could not be read and was passed over.
    """
    read = _read(stories)
    names = _names(read)
    folder = Path(output)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for number, (name, story) in enumerate(zip(names, read, strict=True), start=1):
        extraction = story_extract(annotate(story))
        path = folder / f"{name}.json"
        path.write_text(json.dumps(extraction, ensure_ascii=False, indent=1), encoding="utf-8")
        written.append(path)
        if on_story is not None:
            on_story(number, len(names))
    return written


def _read(stories: Sequence[str | Path]) -> list[pd.DataFrame]:
    """Read every story into a frame of its own; what is there and cannot be read is told."""
    read: list[pd.DataFrame] = []
    for path in stories:
        try:
            found = read_stories(path)
        except ReadError as error:
            if len(stories) == 1 or not Path(path).exists():
                raise
            warnings.warn(f"a story was passed over: {error}", CxkitWarning, stacklevel=3)
            continue
        read += [found.iloc[[row]] for row in range(len(found))]
    if not read:
        raise ReadError(
            f"{some(stories) or 'an empty list'}: no story can be read there."
            " Stories are txt, md, html or docx files with text in them."
        )
    return read


def _names(read: Sequence[pd.DataFrame]) -> list[str]:
    told = pd.concat([story[["feedback_id", "source"]] for story in read], ignore_index=True)
    repeated = told["feedback_id"].duplicated(keep=False)
    names = told["feedback_id"].where(~repeated, told["source"])
    if names.duplicated().any():
        raise ParameterError(
            "Two stories would write the same file:"
            f" {some(sorted(set(names[names.duplicated()])))}.json."
            " Give one of them another name, or extract the folders one by one."
        )
    return [str(name) for name in names]
