"""Extract stories: one JSON file a story, for other programs and for scoring."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from cxkit.errors import ParameterError, some
from cxkit.language.annotate import annotate
from cxkit.measures.story_extract import story_extract
from cxkit.readers.stories import read_stories


def extract(
    stories: Sequence[str | Path],
    output: str | Path,
    *,
    on_story: Callable[[int, int], None] | None = None,
) -> list[Path]:
    """Write ``NAME.json`` for each story ``NAME.txt``.

    Parameters
    ----------
    stories : sequence of path
        Story files in any format that `read_stories` takes.
    output : path
        Folder for the JSON files; it is made when it is not there.
    on_story : function, optional
        Called after each story with the stories done and the stories in all.

    Returns
    -------
    list of Path
        The files, in the order of the stories.

    Raises
    ------
    ReadError
        A story cannot be read.
    ParameterError
        Two stories have the same name.
    """
    names = [Path(story).name.split(".")[0] for story in stories]
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise ParameterError(f"Two stories would write the same file: {some(repeated)}.json.")
    folder = Path(output)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for number, (name, story) in enumerate(zip(names, stories, strict=True), start=1):
        extraction = story_extract(annotate(read_stories(story)))
        path = folder / f"{name}.json"
        path.write_text(json.dumps(extraction, ensure_ascii=False, indent=1), encoding="utf-8")
        written.append(path)
        if on_story is not None:
            on_story(number, len(names))
    return written
