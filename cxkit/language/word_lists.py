"""The word lists that the package ships, read once."""

from functools import cache
from importlib.resources import files

DATA = files("cxkit.language") / "data"


def rows(name: str) -> list[list[str]]:
    """Give the rows of a list as lists of cells; comments begin with ``#``.

    Parameters
    ----------
    name : str
        File name in ``cxkit/language/data`` without ``.tsv``.
    """
    text = (DATA / f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line.rstrip("\n") for line in text.split("\n")]
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@cache
def words(name: str) -> frozenset[str]:
    """Give the first column of a list.

    Examples
    --------
    >>> "не" in words("negators"), "never" in words("negators")
    (True, True)
    """
    return frozenset(row[0] for row in rows(name))
