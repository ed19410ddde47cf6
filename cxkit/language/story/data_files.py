"""The small tables of the story sub-package, read once."""

from functools import cache

from cxkit.language.story.frames.word_classes import DATA


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Give the rows of a .tsv file in ``data`` as cells; comments begin with ``#``.

    Parameters
    ----------
    name : str
        File name without ``.tsv``.
    """
    text = (DATA / f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return tuple(tuple(line.split("\t")) for line in lines)
