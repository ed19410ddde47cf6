"""From a grid to the columns of a declared table: the steps that all table readers share."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from cxkit.errors import ReadError
from cxkit.readers.cells import as_text, counted, without_markup
from cxkit.readers.columns import Mapped
from cxkit.readers.date_orders import DateOrder, check_order, find_orders
from cxkit.readers.dates import EXCEL, as_instants, zone_in_name, zone_of
from cxkit.readers.grid import Grid
from cxkit.readers.numbers import as_numbers
from cxkit.readers.people import hides_people, names_people, pseudonyms, without_teams
from cxkit.readers.reading import Reading
from cxkit.readers.split_times import whole_times
from cxkit.schema.table import INSTANT, NUMBER, Table

KEYS = ("customer_key", "respondent_key", "agent")
"""Columns in which a person's name becomes a pseudonym."""


@dataclass(frozen=True)
class Dating:
    """How a caller wants dates read: order of day and month, zone of times that name none."""

    order: str | None
    timezone: str

    def __post_init__(self) -> None:
        check_order(self.order)
        zone_of(self.timezone)


def shape(
    grid: Grid, table: Table, mapped: Mapped, reading: Reading, dating: Dating
) -> pd.DataFrame:
    """Give the mapped columns their types; what cannot be read becomes missing and is told.

    Returns
    -------
    DataFrame
        Index = row of the file. The columns of *table* that the file has, then the file's own.
    """
    times = {
        column: whole_times(grid, column, name, mapped, reading)
        for column, name in mapped.columns.items()
        if _is(table, column, INSTANT)
    }
    orders = decide_orders(times.values(), dating, reading)
    shaped: dict[str, pd.Series] = {}
    for column, name in mapped.columns.items():
        cells = grid.cells[name]
        if column in times:
            shaped[column] = _instants(column, times[column], orders, dating, reading)
        elif _is(table, column, NUMBER):
            shaped[column], unread = as_numbers(cells)
            reading.unread(column, unread, "a number")
        else:
            shaped[column] = as_text(cells)
            if column == "text":
                shaped[column], n = without_markup(shaped[column])
                reading.notes += [f"text: tags taken out of {counted(n, 'text')}"] if n else []
            people = without_teams(shaped[column]) if column == "agent" else shaped[column]
            if column in KEYS and names_people(name, people):
                shaped[column] = pseudonyms(people).fillna(shaped[column])
                reading.note(f"{column}: values of '{name}' became pseudonyms")
    reading.columns = dict(mapped.columns)
    if not reading.n_rows:
        reading.note("the file has a header and no rows", warn=True)
    _say_left_out(mapped, reading)
    own = {_own_name(name, table): _hidden(grid.cells[name], reading) for name in mapped.others}
    return pd.DataFrame({**shaped, **own}, index=grid.cells.index)


def decide_orders(columns: Iterable[pd.Series], dating: Dating, reading: Reading) -> dict[str, str]:
    """Settle between day and month first for each mark, and say on what ground.

    Raises
    ------
    ReadError
        Some dates can be read both ways and nothing in the file decides.
    """
    orders: dict[str, str] = {}
    for found in find_orders(columns):
        if dating.order is not None:
            orders[found.mark] = dating.order
            against = found.month_first if dating.order == "day first" else found.day_first
            if against:
                reading.note(
                    f"dates={dating.order!r} was said, but dates such as '{against}' can only be"
                    " read the other way, and are",
                    warn=True,
                )
        elif found.n_ambiguous == 0:
            continue
        elif found.decided is None:
            raise ReadError(_undecided(found, reading))
        else:
            orders[found.mark] = found.decided
            proof = found.day_first or found.month_first
            ground = (
                f"'{proof}' can only be read so" if proof else "as dates with points usually are"
            )
            reading.note(
                f"{counted(found.n_ambiguous, 'date')} such as '{found.example}' can be read both"
                f" ways; read {found.decided}: {ground}",
                warn=not proof,
            )
    return orders


def _undecided(found: DateOrder, reading: Reading) -> str:
    both = (
        f" and the column contradicts itself ('{found.day_first}' is day first,"
        f" '{found.month_first}' month first)"
        if found.day_first
        else " and nothing in the file decides"
    )
    return (
        f"{reading.source.path.name}: {counted(found.n_ambiguous, 'date')} such as"
        f" '{found.example}' can be"
        f' read both ways{both}. Say dates="day first" or dates="month first".'
    )


def make_ids(
    ids: pd.Series | None, column: str, frame: pd.DataFrame, reading: Reading
) -> pd.Series:
    """Give every row an id: the file's own, and "<file stem>-<row>" where there is none."""
    made = pd.Series([f"{reading.source.stem}-{row}" for row in frame.index], frame.index, "str")
    if ids is None:
        reading.note(f"{column}: the file has none; made from file name and row number")
        return made
    if ids.isna().any() and len(ids):
        reading.note(f"{column}: {int(ids.isna().sum()):,} missing ones were made from row numbers")
    return ids.str.strip().fillna(made)


def refuse_repeated(ids: pd.Series, column: str, reading: Reading) -> None:
    """Refuse the second and later rows of an id."""
    again = ids[ids.duplicated()]
    first = dict(zip(reversed(ids.tolist()), reversed(ids.index.tolist()), strict=True))
    for row, value in again.items():
        where = pd.Series([value], index=[row])
        reading.refuse(where, column, f"the id is there already: row {first[value]} has it")


def without_refused(frame: pd.DataFrame, reading: Reading) -> pd.DataFrame:
    """Take the refused rows out."""
    return frame.loc[~frame.index.isin(reading.refused_rows)]


def _is(table: Table, column: str, dtype: str) -> bool:
    return str(table.columns[column].dtype) == dtype


def _hidden(cells: pd.Series, reading: Reading) -> pd.Series:
    """Put pseudonyms in the place of people's names."""
    name = str(cells.name)
    if not hides_people(name, cells):
        return cells
    reading.note(f"{name}: names of people became pseudonyms")
    people = as_text(cells)
    return pseudonyms(without_teams(people)).fillna(people)


def _own_name(name: str, table: Table) -> str:
    return f"{name} (file)" if name in table.columns else name


def _instants(
    column: str, cells: pd.Series, orders: dict[str, str], dating: Dating, reading: Reading
) -> pd.Series:
    named = zone_in_name(str(cells.name))
    zone = named or zone_of(dating.timezone)
    instants, unread, forms = as_instants(cells, orders=orders, zone=zone)
    reading.unread(column, unread, "a date such as 2026-05-31 or 31.05.2026")
    if "no zone" in forms and named:
        reading.note(f"{column}: times are taken as {named}, as the name '{cells.name}' says")
    elif "no zone" in forms:
        reading.note(f"{column}: times without a zone are taken as {dating.timezone}")
    if "two-digit year" in forms:
        reading.note(f"{column}: years of two digits are taken as 1970 to 2069")
    if EXCEL in forms:
        reading.note(f"{column}: numbers of five digits are taken as {EXCEL}, as Excel counts")
    if "seconds since 1970" in forms:
        reading.note(f"{column}: whole numbers are taken as seconds since 1970")
    return instants


def _say_left_out(mapped: Mapped, reading: Reading) -> None:
    if mapped.personal:
        reading.note(f"left out because they may name people: {', '.join(mapped.personal)}")
