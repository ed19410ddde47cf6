"""Frames as tables of a report, and as files beside it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from cxkit.errors import ParameterError, ReportError, did_you_mean
from cxkit.reports.blocks import Table
from cxkit.reports.evidence import same_but_masked
from cxkit.reports.privacy import (
    PLACED,
    blotted_within,
    is_id,
    is_key,
    is_words,
    mask,
    mask_forms,
    mask_id,
    mask_key,
    masked_quotes,
    personal_of,
)
from cxkit.reports.wording import (
    Language,
    day,
    days,
    hours,
    instant,
    interval,
    number,
    percent,
    word,
)

Cell = str | dict[str, Any]
Write = Callable[[Any], Cell]

SOURCE_IDS = ("feedback_id", "source_id", "contact_id")
"""Columns that say from which text a quote was cut."""

LARGE = 0.5
"""From more than this part of the largest share on, a share is set in bold."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""First characters that a spreadsheet takes for the start of a formula."""


def table(
    frame: pd.DataFrame,
    columns: Mapping[str, str],
    *,
    anchor: str,
    caption: str,
    language: Language = "en",
    write: Mapping[str, Write] | None = None,
) -> Table:
    """Turn a small frame into a table of finished text.

    A column is written by its name: ``share_`` as a percentage, ``n_`` as a count, ``_on`` as a
    date, ``_at`` as a date and time, ``hours_`` and ``_hours``, ``_minutes`` and ``_days`` alike
    as a length of time ("12 d 2 h"), other numbers with two decimals. A column ``x`` with
    ``x_low`` and ``x_high`` beside it gets its interval when *columns* names ``x_low``. A missing
    value is the hatched "no data".

    Parameters
    ----------
    frame : DataFrame
        One row a row of the table, in order.
    columns : mapping of str to str
        Column of the frame to heading, in order; the first one heads its row.
    anchor, caption : str
        Deep link; what the table shows.
    language : {"ru", "en"}
        Language of numbers and dates.
    write : mapping of str to function, optional
        How to write the values of a column, instead of the rule by its name.

    Examples
    --------
    >>> shares = pd.DataFrame({"touchpoint": ["Delivery"], "share_bad": [0.47], "n_texts": [1398]})
    >>> headings = {"touchpoint": "Touchpoint", "share_bad": "Bad", "n_texts": "n"}
    >>> built = table(shares, headings, anchor="shares", caption="Shares")
    >>> built.rows, built.align
    ((('Delivery', '47%', '1,398'),), 'lrr')
    """
    for name in columns:
        if name not in frame.columns:
            raise ReportError(
                f"Table '{anchor}': the frame has no column '{name}'."
                f"{did_you_mean(name, map(str, frame.columns))}"
            )
    own = write or {}
    written = [_written(frame, name, own.get(name), language) for name in columns]
    return Table(
        anchor=anchor,
        caption=caption,
        columns=tuple(columns.values()),
        rows=tuple(zip(*written, strict=True)),
        align="".join(_align(frame[name]) for name in columns),
    )


def write_tables(out: str | Path | None, **frames: pd.DataFrame) -> tuple[Path, ...] | None:
    """Write result frames as CSV beside the report; without a folder, write nothing.

    Personal data in text are masked, and text that a spreadsheet would run as a formula, a heading
    too, gets an apostrophe in front. Names of people are masked in columns of people's words:
    "text", "quote", "resolution", such that end in ``_text`` or ``_quote``, and such that a reader
    would take for a text by their name ("Comment", «Отзыв»). Other columns hold labels: a city, a
    product or a group may be called as people are.
    In columns that end in ``_id`` a number stays what it is, so that it leads to its text; in such
    that end in ``_key`` what reads like personal data becomes a pseudonym.

    Parameters
    ----------
    out : path, optional
        Folder; the runner sets it. It is made when it is not there.
    **frames : DataFrame
        Name of the file without its ending, and its rows.

    Returns
    -------
    tuple of Path, optional
        The files, in order; None without a folder.

    Raises
    ------
    ParameterError
        The folder cannot be made, or a file in it cannot be written.

    Examples
    --------
    >>> write_tables(None, timeline=pd.DataFrame({"n_texts": [3]}))
    """
    if out is None:
        return None
    folder = Path(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ParameterError(
            f"out={out}: this folder cannot be made ({error.strerror}). Name one that you may"
            " write to, or None to write no tables."
        ) from error
    paths = []
    for name, frame in frames.items():
        path = folder / f"{name}.csv"
        try:
            _safe(frame).to_csv(path, index=False, encoding="utf-8", lineterminator="\n")
        except OSError as error:
            raise ParameterError(
                f"{path}: the table cannot be written ({error.strerror}). Close it where it is"
                " open, or name a folder that you may write to."
            ) from error
        paths.append(path)
    return tuple(paths)


def mask_placed_quotes(folder: Path, sources: Mapping[str, Sequence[str]]) -> None:
    """Mask names in the quotes of written tables by the whole texts (by id) they were cut from.

    A surname alone is found only beside its first name. Tables of the folder, and of those in it,
    are held against the texts that say of a quote its id, start and end; other files and cells stay
    as they are.
    """
    for path in sorted(folder.rglob("*.csv")):
        try:
            read = pd.read_csv(path, dtype=str, na_filter=False, header=None)
        except (ValueError, OSError):
            continue  # check_files says what is wrong with it
        names, rows = list(read.iloc[0]), read.iloc[1:]
        masked = rows.copy()
        for quote, place in _quote_columns(names):
            at = [names.index(name) for name in place]
            cells = zip(rows[names.index(quote)], rows[at].to_numpy(), strict=True)
            masked[names.index(quote)] = [
                _mask_placed(cell, where, sources) for cell, where in cells
            ]
        if not masked.equals(rows):
            written = pd.concat([read.head(1), masked])
            written.to_csv(path, index=False, header=False, encoding="utf-8", lineterminator="\n")


def _quote_columns(columns: Sequence[str]) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Give the columns of quotes, each with its columns of id, start and end."""
    for quote in (name for name in columns if name == "quote" or name.endswith("_quote")):
        stem = quote.removesuffix("quote")
        for before in (stem, "quote_"):
            ids = [f"{before}{name}" for name in SOURCE_IDS] + list(SOURCE_IDS)
            source_id = next((name for name in ids if name in columns), "")
            place = (source_id, f"{before}start", f"{before}end")
            if set(place) <= set(columns):
                yield quote, place
                break


def _mask_placed(cell: str, place: Sequence[str], sources: Mapping[str, Sequence[str]]) -> str:
    """Mask one quote; an apostrophe in front of it is no part of it."""
    source_id, start, end = place
    try:
        first, last = int(float(start)), int(float(end))
    except (ValueError, OverflowError):
        return cell
    lead = cell[: max(0, len(cell) - (last - first))]
    quote = cell[len(lead) :]
    if lead not in ("", "'"):
        return cell
    for text in sources.get(source_id, ()):
        if same_but_masked(quote, text[first:last]):
            places = ((item.start, item.end) for item in personal_of(text))
            quote = mask(blotted_within(quote, first, places))
    return lead + quote


def _written(
    frame: pd.DataFrame, name: str, own: Write | None, language: Language
) -> Sequence[Cell]:
    rule = own or _rule(name, frame[name], language)
    if own is None and name.endswith("_low") and f"{name[:-4]}_high" in frame.columns:
        return _intervals(frame, name[:-4], language)
    return [_cell(value, rule, language) for value in frame[name]]


def _intervals(frame: pd.DataFrame, stem: str, language: Language) -> list[Cell]:
    is_share = stem.startswith("share")
    ends = zip(frame[f"{stem}_low"], frame[f"{stem}_high"], strict=True)
    return [
        _absent(language)
        if pd.isna(low) or pd.isna(high)
        else _interval(low, high, is_share, language)
        for low, high in ends
    ]


def _interval(low: float, high: float, is_share: bool, language: Language) -> str:
    if is_share:
        digits = int(percent(low, language) == percent(high, language))
        return f"{percent(low, language, digits)} – {percent(high, language, digits)}"
    return interval(low, high, language, 2)


def _rule(name: str, values: pd.Series, language: Language) -> Write:
    by_type: dict[str, Write] = {
        "share": lambda value: percent(value, language),
        "instant": lambda value: instant(value, language),
        "day": lambda value: day(value, language, year=True),
        "hours": lambda value: hours(value, language),
        "minutes": lambda value: hours(value / 60, language),
        "days": lambda value: days(value, language),
        "flag": lambda value: word("state_yes" if value else "state_no", language),
        "count": lambda value: number(value, language),
        "number": lambda value: number(value, language, 2),
        "text": lambda value: _masked(name, str(value), mask_forms),
    }
    return by_type[_sort(name, values)]


def _sort(name: str, values: pd.Series) -> str:
    is_type = pd.api.types
    is_number = is_type.is_numeric_dtype(values) and not name.startswith("n_")
    sorts = {
        "share": name == "share" or name.startswith("share_"),
        "instant": name.endswith("_at"),
        "day": name.endswith("_on"),
        "flag": is_type.is_bool_dtype(values),
        **{unit: is_number and _is_length(name, unit) for unit in ("hours", "minutes", "days")},
        "count": name == "n" or name.startswith("n_") or is_type.is_integer_dtype(values),
        "number": is_number,
    }
    return next((sort for sort, fits in sorts.items() if fits), "text")


def _is_length(name: str, unit: str) -> bool:
    return name == unit or name.startswith(f"{unit}_") or name.endswith(f"_{unit}")


def _cell(value: Any, write: Write, language: Language) -> Cell:
    return _absent(language) if pd.api.types.is_scalar(value) and pd.isna(value) else write(value)


def _absent(language: Language) -> Cell:
    return {"text": word("no_data", language), "unknown": True}


def _align(values: pd.Series) -> str:
    is_number = pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)
    return "r" if is_number else "l"


def _masked(name: str, value: str, mask_as_id: Callable[[str], str]) -> str:
    """Mask a cell by the name of its column."""
    if is_id(name):
        return mask_as_id(value)
    if is_key(name):
        return mask_key(value)
    return mask(value) if is_words(name) else mask_forms(value)


def _safe(frame: pd.DataFrame) -> pd.DataFrame:
    if set(PLACED) <= set(frame.columns):
        frame = frame.assign(quote=pd.Series(masked_quotes(frame), frame.index, dtype=object))
    columns = [_safe_column(str(name), frame.iloc[:, at]) for at, name in enumerate(frame.columns)]
    if not columns:
        return frame
    return pd.concat(
        columns, axis=1, keys=[_unrun(mask_forms(str(name))) for name in frame.columns]
    )


def _safe_column(name: str, values: pd.Series) -> pd.Series:
    """Make the text of a column safe, whatever its dtype: categories and lists hold text too."""
    is_type = pd.api.types
    is_plain = (
        is_type.is_numeric_dtype(values)
        or is_type.is_bool_dtype(values)
        or is_type.is_datetime64_any_dtype(values)
        or is_type.is_timedelta64_dtype(values)
    )
    return values if is_plain else values.astype(object).map(lambda value: _safe_cell(name, value))


def _safe_cell(name: str, value: Any) -> Any:
    if isinstance(value, str):
        return _unrun(_masked(name, value, mask_id))
    if isinstance(value, list | tuple | set | frozenset | dict | np.ndarray):
        return _unrun(_masked(name, str(value), mask_id))
    return value


def _unrun(text: str) -> str:
    """Keep a spreadsheet from taking text for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
