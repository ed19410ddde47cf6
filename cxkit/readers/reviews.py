"""Read reviews, posts, messages and transcripts from any table format into FEEDBACK."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from cxkit.errors import ParameterError
from cxkit.readers.cells import as_text, deleted, unanswered
from cxkit.readers.columns import plain
from cxkit.readers.grid import Grid
from cxkit.readers.opening import not_recognised, open_table
from cxkit.readers.parts import join_parts, left_title, parts_of
from cxkit.readers.ratings import check_scale, read_ratings, set_scale
from cxkit.readers.reading import Reading
from cxkit.readers.shaping import Dating, make_ids, refuse_repeated, shape, without_refused
from cxkit.readers.words import meaning_of, words
from cxkit.schema.conform import conform
from cxkit.schema.feedback import FEEDBACK, KINDS


def read_reviews(
    path: str | Path,
    *,
    columns: Mapping[str, object] | None = None,
    dates: str | None = None,
    timezone: str = "UTC",
    scale: tuple[float, float] | None = None,
    kind: str = "review",
    layout: Mapping[str, object] | None = None,
) -> pd.DataFrame:
    """Read an export of reviews.

    CSV, TSV, XLSX, XLS, ODS, JSON, JSON Lines, XML or Parquet, each also gzipped or alone in a
    ZIP. Encoding, delimiter, columns and date forms are found; what was found is in
    ``frame.attrs["reading"]``.

    Parameters
    ----------
    path : path
        The file.
    columns : mapping of str to str or int, optional
        Column of FEEDBACK to column of the file (name, or number from 1), for names that are not
        recognised: ``{"text": "Комментарий клиента"}``. None keeps a column from being used.
    dates : {"day first", "month first"}, optional
        How 3/4/2015 is to be read. Needed only where nothing in the file decides.
    timezone : str
        Zone of times that name none.
    scale : (number, number), optional
        Lowest and highest possible rating; otherwise taken from the values and noted.
    kind : {"review", "post", "message", "transcript", "answer", "story"}
        What the texts are, where the file does not say.
    layout : mapping, optional
        ``encoding``, ``delimiter``, ``sheet``, ``header`` (False: no header row), where the guess
        is wrong.

    Returns
    -------
    DataFrame
        FEEDBACK, one row a text, in the order of the file; the file's other columns follow,
        except those that name people. Where a heading, advantages and disadvantages stand in
        columns of their own, the text is all of them, a line each, and the record says so;
        a column called only "title" is a heading where it judges or speaks, as names of products
        hardly do. Naming the column of the text takes it alone. A file with a header and no rows
        gives none.

    Raises
    ------
    ReadError
        The file cannot be read, no column of texts is recognised, or day and month cannot be
        told apart.
    ParameterError
        An argument is not one of the allowed ones.

    Warns
    -----
    CxkitWarning
        Rows were refused (no text, rating outside the scale, repeated id, broken row), or values
        could not be read. ``refused(frame)`` lists the rows.

    Notes
    -----
    A row is refused when its text is empty or was deleted, its rating lies outside the scale, its
    id is there already, or it has another number of fields than the header. A date or a number
    that cannot be read becomes missing, and is told. Ids that the file does not give are
    "<file stem>-<row>".
    """
    dating = Dating(dates, timezone)
    check_scale(scale)
    if kind not in KINDS:
        raise ParameterError(f"kind={kind!r} is not known. Allowed: {', '.join(KINDS)}.")
    grid, mapped, reading = open_table(
        path, "feedback", "read_reviews", columns=columns, dates=dates, timezone=timezone,
        scale=scale, kind=kind, layout=layout,
    )  # fmt: skip
    parts = {} if columns and "text" in columns else parts_of(grid, mapped.columns)
    if not parts and "text" not in mapped.columns:
        guess = longest_texts(grid)
        todo = how_to_read(grid, guess) if guess else ""
        raise not_recognised(reading, "as the text of feedback", todo)
    stated = None
    if "rating" not in (columns or {}) and _votes(grid, mapped.columns.get("rating")):
        name = mapped.columns.pop("rating")
        mapped.others.append(name)
        reading.note(
            f'\'{name}\' counts votes and is no rating; say columns={{"rating": "{name}"}} if it is'
        )
    if rating := mapped.columns.get("rating"):
        grid.cells[rating], stated = read_ratings(grid.cells[rating], reading)
    frame = shape(grid, FEEDBACK, mapped, reading, dating)
    if parts:
        frame = _joined(frame, {part: grid.cells[name] for part, name in parts.items()}, reading)
    taken = [*mapped.columns.values(), *parts.values()]
    if not (columns and "text" in columns) and (title := left_title(grid, taken)):
        reading.note(
            f"'{title}' is not joined to the text: it seems to name what was reviewed; say"
            f' columns={{"product": "{title}"}}, or call it \'review title\' if it is a heading'
        )
    if "rating_max" not in frame:
        scale = scale or stated
    return reading.finish(conform(_feedback(frame, kind, scale, reading), FEEDBACK))


def _votes(grid: Grid, name: str | None) -> bool:
    """Tell whether a column counts votes: one called "score" in a file that comes from a forum."""
    is_forum = not set(words("votes")["any"]).isdisjoint(map(plain, grid.names))
    return is_forum and name is not None and plain(name) == "score"


def _joined(frame: pd.DataFrame, parts: Mapping[str, pd.Series], reading: Reading) -> pd.DataFrame:
    """Make the text of its own column and of those in which the writer says more, and say so."""
    names = {part: str(cells.name) for part, cells in parts.items()}
    if own := reading.columns.get("text"):
        names["text"] = own
    order = [names[part] for part in ("title", "text", "pros", "cons") if part in names]
    reading.note(
        f"text: joined from {', '.join(map(repr, order))};"
        f' columns={{"text": "{own or order[0]}"}} takes one column alone'
    )
    return frame.assign(text=join_parts(frame.get("text"), parts))


def _feedback(
    frame: pd.DataFrame, kind: str, scale: tuple[float, float] | None, reading: Reading
) -> pd.DataFrame:
    """Refuse what is no feedback, and fill ids, source, kind and scale."""
    _say_absent(frame, reading)
    empty = frame.loc[frame["text"].isna(), "text"]
    reading.refuse(empty, "text", "empty text")
    reading.refuse(
        frame["text"][unanswered(frame["text"])], "text", "only says that nobody answered"
    )
    reading.refuse(frame["text"][deleted(frame["text"])], "text", "the text was deleted")
    frame = set_scale(frame, scale, reading)
    ids = make_ids(frame.get("feedback_id"), "feedback_id", frame, reading)
    refuse_repeated(ids.loc[~ids.index.isin(reading.refused_rows)], "feedback_id", reading)
    return without_refused(
        frame.assign(
            feedback_id=ids,
            source=_filled(frame, "source", reading.source.stem),
            kind=_kinds(frame, kind, reading),
            language=_languages(frame),
        ),
        reading,
    )


def _filled(frame: pd.DataFrame, column: str, value: str) -> pd.Series:
    if column in frame:
        return frame[column].fillna(value)
    return pd.Series(value, frame.index, dtype="str")


def _kinds(frame: pd.DataFrame, kind: str, reading: Reading) -> pd.Series:
    given = _filled(frame, "kind", kind).str.strip().str.casefold()
    unknown = given[~given.isin(KINDS)]
    reading.unread("kind", unknown, f"one of {', '.join(KINDS)}")
    return given.where(given.isin(KINDS), kind)


def _languages(frame: pd.DataFrame) -> pd.Series:
    """Bring "ru-RU", "English" and "русский" to ISO 639-1; other words stay as they are."""
    given = _filled(frame, "language", "").str.strip().str.casefold()
    named = meaning_of("languages")
    code = given.str.extract(r"^([a-z]{2})(?:[-_].*)?$", expand=False)
    return given.map(named, na_action="ignore").fillna(code).fillna(given).replace("", pd.NA)


def _say_absent(frame: pd.DataFrame, reading: Reading) -> None:
    absent = [name for name in ("created_at", "rating") if name not in frame]
    if absent:
        reading.note(f"no column was recognised for {' and '.join(absent)}")


def how_to_read(grid: Grid, guess: str) -> str:
    """Give the call that reads the texts that one column may hold."""
    if headless(grid):
        at = grid.names.index(guess) + 1
        return (
            f" It seems to have no header row: if column {at} holds the texts, type"
            f' read_reviews(path, layout={{"header": False}}, columns={{"text": {at}}}).'
        )
    call = f'read_reviews(path, columns={{"text": "{guess}"}})'
    return f" If '{guess}' holds the texts, type {call}."


def longest_texts(grid: Grid) -> str | None:
    """Name the column with the longest texts, if any column looks like free text."""
    best, longest = None, 25.0
    for name in grid.names[:500]:
        texts = as_text(grid.cells[name].head(200)).dropna()
        length = float(texts.str.len().mean()) if len(texts) else 0.0
        if length > longest and texts.nunique() > 0.3 * len(texts):
            best, longest = name, length
    return best


def headless(grid: Grid) -> bool:
    """Whether the names of the columns look like data: a number, or a sentence but no question."""
    return any(
        name.replace(".", "").isdigit() or (len(name) > 60 and name.rstrip()[-1] in ".!…")
        for name in grid.names[:50]
    )
