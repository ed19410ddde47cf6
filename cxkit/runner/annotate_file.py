"""Annotate any table of texts: exactly one row out for each row in, in the same order."""

import csv
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

import pandas as pd

from cxkit.errors import ParameterError, ReadError, did_you_mean, some
from cxkit.language.annotate import REMEMBERED, read_tone_and_topics
from cxkit.language.mention import Mention
from cxkit.language.sentiment.fit_sentiment import fit_signs
from cxkit.language.sentiment.sentiment_model import SentimentModel
from cxkit.language.sentiment.sentiment_signs import signs_of_labels
from cxkit.readers.cells import as_text, deleted, unanswered
from cxkit.readers.columns import recognise
from cxkit.readers.files import open_source, plain_name
from cxkit.readers.grid import Grid
from cxkit.readers.grids import read_grid
from cxkit.readers.layout import Layout
from cxkit.readers.parts import join_parts, parts_of
from cxkit.readers.reviews import longest_texts
from cxkit.runner.folders import written_whole

COLUMNS = ("row", "language", "sentiment", "label", "emotions", "touchpoints")
PIECE = 2_000
"""Rows that are read, annotated and written at once."""
JOIN = "|"
"""Between codes in one cell."""
ENDINGS = (".csv", ".txt", "")
"""How the name of a CSV may end."""
NOTHING = ("", "", "", "", "")
"""Cells of a row without text."""


def annotate_file(
    path: str | Path,
    output: str | Path,
    *,
    text: str | None = None,
    sentiment: SentimentModel | None = None,
    on_rows: Callable[[int, int], None] | None = None,
) -> int:
    """Annotate the texts of a table, in any format that `read_reviews` takes, and write a CSV.

    Its columns are row (from 1, the header not counted), language, sentiment (-1 to 1), label
    (negative, neutral, positive), emotions and touchpoints (codes with "|" between them). A row
    without text, or that could not be read, has only its number.

    The column *text* is found by its name or its contents when not given, and joined with the
    columns of headings, advantages and disadvantages beside it. *sentiment* is an adapted model,
    from `fit_file`. *on_rows* is called after each piece with the rows done and the rows in all.
    Returns how many rows were written.

    Raises
    ------
    ReadError
        The file cannot be read.
    ParameterError
        There is no such column, none looks like text, or *output* is no file that can be
        written: see :func:`check_target`.
    """
    target = Path(output).resolve()  # through a link, which stays one
    check_target(Path(output), path)
    texts = _texts(read_grid(open_source(path), Layout()), text, Path(path).name)
    with written_whole(target) as aside:
        _write(aside, texts, _reader(sentiment), on_rows)
    return len(texts)


def check_target(target: Path, *read: str | Path) -> None:
    """Refuse a place where no CSV can be written, or that is a file *read*, before any work.

    Raises
    ------
    ParameterError
        It is a folder, lies in none, is one of the files read, is no plain file (a device, a
        pipe, "-"), or has the ending of another format.

    Examples
    --------
    >>> check_target(Path("annotated.csv"))
    """
    if target.is_dir():
        raise ParameterError(
            f"{target}: this is a folder. Name a file in it: {target / 'annotated.csv'}."
        )
    if target.name == "-" or (target.exists() and not target.is_file()):
        raise ParameterError(f"{target}: this is no plain file. Name a file: annotated.csv.")
    if target.exists() and any(Path(file).exists() and target.samefile(file) for file in read):
        raise ParameterError(
            f"{target}: this is the file that is read, and its rows would be lost."
            " Name another file."
        )
    if not target.parent.is_dir():
        raise ParameterError(f"{target}: the folder '{target.parent}' is not there. Make it first.")
    if target.suffix.lower() not in ENDINGS:
        raise ParameterError(
            f"{target}: a CSV is written, and its name would say {target.suffix}."
            f" Name it {Path(plain_name(target)).stem}.csv: spreadsheets open that as well."
        )


def _write(
    place: Path,
    texts: pd.Series,
    read: Callable[[str], tuple[object, ...]],
    on_rows: Callable[[int, int], None] | None,
) -> None:
    with place.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for start in range(0, len(texts), PIECE):
            piece = texts.iloc[start : start + PIECE]
            for number, text_of_row in enumerate(piece, start + 1):
                cells = read(text_of_row) if isinstance(text_of_row, str) else NOTHING
                writer.writerow((number, *cells))
            if on_rows is not None:
                on_rows(start + len(piece), len(texts))


def fit_file(path: str | Path, label: str, *, text: str | None = None) -> SentimentModel:
    """Learn sentiment from a table of labelled texts, as `cxkit annotate --fit` does.

    Rows without text or label are left out. How labels (words, signs or points) are read is told by
    :func:`cxkit.language.sentiment.sentiment_signs.signs_of_labels`. Returns the adapted or the
    general model, whichever was better on texts left out of the fit.

    Raises
    ------
    ReadError
        The file cannot be read.
    ParameterError
        There is no such column, or a label is not of these forms.
    """
    grid, name = read_grid(open_source(path), Layout()), Path(path).name
    texts = _texts(grid, text, name)
    _check_column(label, grid, name)
    labels = as_text(grid.cells[label]).reindex(texts.index)
    known = texts.notna() & labels.notna()
    return fit_signs(texts[known].tolist(), signs_of_labels(labels[known].tolist()))


def _texts(grid: Grid, column: str | None, name: str) -> pd.Series:
    """Give the texts by row of the file; rows that could not be read are there without one."""
    known = {"text": column} if column else recognise(grid.names, "feedback")
    parts = {} if column else parts_of(grid, known)
    chosen = known.get("text") or ("" if parts else longest_texts(grid))
    if chosen is None:
        raise ReadError(f"{name}: no column looks like texts. Name one: --text COLUMN.")
    if chosen:
        _check_column(chosen, grid, name)
    texts = as_text(grid.cells[chosen]) if chosen else None
    if parts or texts is None:
        texts = join_parts(texts, {part: grid.cells[one] for part, one in parts.items()})
    texts = texts.mask(unanswered(texts) | deleted(texts))
    broken = {int(item["row"]) for item in grid.refused} - set(texts.index)
    return texts.reindex(sorted([*texts.index, *broken]))


def _check_column(column: str, grid: Grid, name: str) -> None:
    if column not in grid.names:
        raise ParameterError(
            f"{name} has no column '{column}'.{did_you_mean(column, grid.names)}"
            f" Columns: {some(grid.names, 12)}."
        )


def _reader(sentiment: SentimentModel | None) -> Callable[[str], tuple[object, ...]]:
    """Give a function from a text to its cells, which remembers the texts that it read lately."""

    @lru_cache(maxsize=REMEMBERED)
    def read(text: str) -> tuple[object, ...]:
        found = read_tone_and_topics(text, sentiment=sentiment)
        tone = next((mention for mention in found if mention.layer == "sentiment"), None)
        return (
            JOIN.join(_codes(found, "language")[:1]),
            "" if tone is None or tone.value is None else round(tone.value, 4),
            "" if tone is None else "neutral" if tone.code == "unsure" else tone.code,
            JOIN.join(_codes(found, "emotion")),
            JOIN.join(_codes(found, "touchpoint")),
        )

    return read


def _codes(found: Iterable[Mention], layer: str) -> list[str]:
    return list(dict.fromkeys(mention.code for mention in found if mention.layer == layer))
