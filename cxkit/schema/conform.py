"""Bring a frame to its declaration once, at the door; everything after trusts it."""

from collections.abc import Sequence

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from cxkit.errors import SchemaError, did_you_mean, some
from cxkit.schema.table import FLAG, INSTANT, NUMBER, WHOLE, Table


def conform(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Give *frame* the columns, order and dtypes of *table*, or refuse with all failures.

    Columns that the declaration does not know are kept, after the declared ones: a researcher's own
    segments live there. Columns that may be absent are added, filled with missing values.

    Returns
    -------
    DataFrame
        A new frame with a fresh 0..n-1 index; ``attrs`` are kept. An empty input gives an empty
        frame with all declared columns.

    Raises
    ------
    SchemaError
        With every failure in ``error.failures``.

    Examples
    --------
    >>> from cxkit.schema.feedback import FEEDBACK
    >>> reviews = pd.DataFrame({"feedback_id": ["r1"], "text": ["Good"], "source": ["shop"]})
    >>> conform(reviews, FEEDBACK).loc[0, "text"]
    'Good'
    """
    check_columns(frame, table, table.required)
    full = _with_all_columns(frame, table)
    open_ones = {
        name: declared for name, declared in table.columns.items()
        if not _is_settled(full[name], declared)
    }  # fmt: skip
    try:
        found = pa.DataFrameSchema(open_ones).validate(full[[*open_ones]], lazy=True)
    except SchemaErrors as error:
        failures = _failures(error)
        raise SchemaError(_sentence(table, failures), failures) from error
    checked = full.assign(**{name: found[name] for name in open_ones})
    _refuse_repeated_keys(checked, table)
    checked.attrs = dict(frame.attrs)
    return checked


def conform_only(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Give the declared columns alone, conformed, for a measure that makes columns of its own.

    A file's own columns may be called as those: "code", "row", "at".

    Examples
    --------
    >>> from cxkit.schema.happenings import HAPPENINGS
    >>> changes = pd.DataFrame({"at": ["2026-03-01"], "label_en": ["New courier"], "row": [7]})
    >>> conform_only(changes, HAPPENINGS).columns.tolist()
    ['at', 'label_ru', 'label_en', 'kind']
    """
    return conform(frame, table)[list(table.columns)]


def conform_columns(
    frame: pd.DataFrame, table: Table, needed: Sequence[str], optional: Sequence[str] = ()
) -> pd.DataFrame:
    """Give only some columns of *table*, conformed: what a measure uses, and nothing of the file's.

    A file's own columns may be called as the columns that a measure makes ("code", "value"). The
    *optional* columns are filled with missing values where they are not there.

    Returns
    -------
    DataFrame
        These columns in this order, with a fresh index; ``attrs`` are kept.

    Raises
    ------
    SchemaError
        As in `conform`.

    Examples
    --------
    >>> from cxkit.schema.feedback import FEEDBACK
    >>> reviews = pd.DataFrame({"feedback_id": ["r1"], "code": ["A17"]})
    >>> conform_columns(reviews, FEEDBACK, ("feedback_id",), ("rating",)).columns.tolist()
    ['feedback_id', 'rating']
    """
    check_columns(frame, table, needed)
    names = [*needed, *optional]
    columns = {name: table.columns[name] for name in names}
    key = table.key if set(table.key) <= set(names) else ()
    return conform(
        frame[[name for name in names if name in frame.columns]],
        Table(table.name, table.row, columns, key),
    )


def check_columns(frame: pd.DataFrame, table: Table, needed: Sequence[str]) -> None:
    """Refuse what is no frame of *table*: another type, another table, columns that are missing.

    Raises
    ------
    SchemaError
        Saying what was given, which columns are missing, and what is *needed*.

    Examples
    --------
    >>> from cxkit.schema.feedback import FEEDBACK
    >>> check_columns("The courier was rude", FEEDBACK, FEEDBACK.required)
    Traceback (most recent call last):
    cxkit.errors.SchemaError: feedback: a table is needed, and a str was given. One row is ...
    """
    if not isinstance(frame, pd.DataFrame):
        raise SchemaError(
            f"{table.name}: a table is needed, and a {type(frame).__name__} was given. One row is"
            f" {table.row}. Pass what a reader gives, or a DataFrame with the columns"
            f" {', '.join(needed)}."
        )
    twice = [name for name in table.columns if list(frame.columns).count(name) > 1]
    if twice:
        raise SchemaError(
            f"{table.name}: the column '{twice[0]}' is there more than once. Rename or drop all"
            " but one."
        )
    missing = [name for name in needed if name not in frame.columns]
    if missing:
        hints = "".join(
            f" Column '{name}' is missing.{did_you_mean(name, map(str, frame.columns))}"
            for name in missing
        )
        raise SchemaError(
            f"{table.name}: {len(missing)} of the needed columns"
            f" {'is' if len(missing) == 1 else 'are'} not there.{hints}"
            f" Needed: {', '.join(needed)}."
        )


def empty(table: Table) -> pd.DataFrame:
    """Return a frame of *table* without rows, with all declared columns and dtypes."""
    return pd.DataFrame(
        {name: pd.Series(dtype=declared.dtype.type) for name, declared in table.columns.items()}
    )


def given(frame: pd.DataFrame | None, table: Table) -> pd.DataFrame:
    """Conform a frame that need not be given; None is a frame without rows."""
    return empty(table) if frame is None else conform(frame, table)


def _with_all_columns(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    full = frame.reset_index(drop=True)
    absent = {
        name: pd.Series(pd.NA, index=full.index, dtype=declared.dtype.type)
        for name, declared in table.columns.items()
        if name not in full.columns
    }
    full = full.assign(**absent)
    own = [name for name in full.columns if name not in table.columns]
    return full[[*table.columns, *own]]


def _is_settled(column: pd.Series, declared: pa.Column) -> bool:
    """Tell whether the dtype alone says that a column keeps every rule; pandera takes its time."""
    if column.dtype != declared.dtype.type:
        return False
    is_there = column.notna()
    is_allowed = declared.nullable or bool(is_there.all())
    return is_allowed and (not declared.checks or not is_there.any())


_RULES = {
    "not_nullable": "must not be missing",
    f"coerce_dtype('{NUMBER}')": "a number",
    f"coerce_dtype('{WHOLE}')": "a whole number",
    f"coerce_dtype('{FLAG}')": "True or False",
    f"coerce_dtype('{INSTANT}')": "a time, such as 2026-05-31",
}
"""Names of pandera's checks to words."""


def _failures(error: SchemaErrors) -> pd.DataFrame:
    """List the failures; what could not be turned into a dtype is not told again as of another."""
    cases = error.failure_cases
    cases = cases[~cases["check"].astype("str").str.startswith("dtype(")]
    found = pd.DataFrame(
        {
            "column": cases["column"].fillna(""),
            "row": cases["index"],
            "value": cases["failure_case"].astype("str"),
            "rule": cases["check"].astype("str").replace(_RULES),
        }
    )
    return found.drop_duplicates(ignore_index=True)


def _sentence(table: Table, failures: pd.DataFrame) -> str:
    groups = failures.groupby(["column", "rule"], sort=False)
    parts = []
    for (name, rule), rows in groups:
        first = rows["row"].dropna()
        at = f", first at row {int(first.iloc[0])}" if len(first) else ""
        parts.append(
            f"Column '{name}': {_times(len(rows), 'value')} against the rule '{rule}'"
            f" ({some(rows['value'])}){at}."
        )
    count = _times(len(parts), "problem")
    return f"{table.name}: {count}. {' '.join(parts)} See error.failures for all rows."


def _times(n: int, noun: str) -> str:
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


def _refuse_repeated_keys(frame: pd.DataFrame, table: Table) -> None:
    if not table.key:
        return
    again = frame.duplicated(list(table.key))
    if again.any():
        key = list(table.key)
        values = frame.loc[again, key].astype("str").agg(" / ".join, axis=1)
        failures = pd.DataFrame(
            {"column": " + ".join(key), "row": values.index, "value": values, "rule": "unique"}
        )
        raise SchemaError(
            f"{table.name}: the key {' + '.join(key)} is repeated in"
            f" {_times(int(again.sum()), 'row')} ({some(values)}). One row is"
            f" {table.row}. Remove or rename the repeated rows.",
            failures.reset_index(drop=True),
        )
