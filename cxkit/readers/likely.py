"""Columns that no known name tells: found by the words of their names and by what they hold.

"Conversation started at (UTC)" with dates in it is the start of a contact, "Time to first reply"
with numbers is none.
"""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from cxkit.readers.cells import as_text, present
from cxkit.readers.columns import Mapped, is_personal, known_names, map_columns, plain, recognise
from cxkit.readers.dates import EXCEL, as_instants
from cxkit.readers.grid import Grid
from cxkit.readers.numbers import as_numbers
from cxkit.readers.people import reaches_people
from cxkit.readers.words import words

LOOK = 200
"""How many cells tell what a column holds."""
FIRST = 20
"""Cells of which one mostly tells that a column holds anything."""
MOST = 0.8
"""Share of cells of one sort from which a column is of that sort."""
SENTENCE = 15
"""Mean length from which texts are what somebody wrote."""
TIMES = ("created_at", "started_at", "ended_at", "event_at", "answered_at")
"""Columns that hold times, beside the "at" of happenings."""
MARKS = frozenset({"id", "no", "number", "номер"})
"""Words in the names of columns whose numbers are keys and no counts."""
PEOPLE = ("customer_key", "agent")
"""Columns that hold pseudonyms: nothing else takes what names people."""
LABEL = 60
"""Mean length up to which texts are names of things."""
STEPS = 3
"""Columns of times from which a table of cases may tell of their steps."""
FEW_WORDS = 2
"""Mean number of words up to which values may be ids."""
FEW = 60
"""Different labels that a column of steps or channels may have, however few rows there are."""


def map_grid(
    grid: Grid, table: str, given: Mapping[str, object] | None, *, file: str
) -> Mapped:  # fmt: skip
    """Map the columns of a file, as `map_columns` does, and those that are likely.

    Columns of addresses and phones that feed nothing are left out as personal.
    """
    fitting = _names(grid, table)
    said = dict(given or {})
    if len(fitting) < len(grid.names) and "contact_id" not in said:
        said["contact_id"] = recognise(fitting, table).get("contact_id")
    mapped = map_columns(grid.names, table, said, file=file)
    text = mapped.columns.get("text", "")
    is_empty = bool(text) and text not in filled(grid) and "text" not in said
    if is_empty:
        mapped = map_columns(grid.names, table, said | {"text": None}, file=file)
    known_parts = known_names("parts") if table == "feedback" else {}
    parts = {one for names in known_parts.values() for one in names}
    free = [one for one in (*mapped.others, *mapped.personal) if plain(one) not in parts]
    more = likely(grid.cells, table, mapped.columns, free, set(given or {}))
    columns = mapped.columns | more
    if is_empty and "text" not in columns:
        columns["text"] = text
    others = [name for name in mapped.others if name not in columns.values()]
    others += [name for name in mapped.columns.values() if name not in columns.values()]
    people = [name for name in others if reaches_people(grid.cells[name])]
    personal = [name for name in mapped.personal if name not in columns.values()] + people
    return Mapped(columns, [one for one in others if one not in people], personal, tuple(more))


def found_in(grid: Grid, table: str) -> dict[str, str]:
    """Match columns of the table to columns of the file: by known names, then by likeness."""
    full = set(filled(grid))
    known = recognise([name for name in _names(grid, table) if name in full], table)
    free = [name for name in grid.names if name not in known.values()]
    return known | likely(grid.cells, table, known, free, set())


def filled(grid: Grid) -> list[str]:
    """Name the columns that hold anything: an empty "comment" is no text."""
    return [
        name for name in grid.names
        if grid.cells.empty or len(present(grid.cells[name].head(FIRST)))
        or len(present(grid.cells[name]))
    ]  # fmt: skip


def step_times(grid: Grid) -> list[str]:
    """Name the columns of times of a table with one row a case and one column a step, or none."""
    times = [name for name in grid.names if _fits("event_at", name, grid.cells[name].head(LOOK))]
    known = recognise(grid.names, "events")
    if len(times) < STEPS or {"event", "event_at"} <= set(known):
        return []
    keys = (known.get("case_id"), found_in(grid, "contacts").get("contact_id"))
    is_once = any(key and len(grid.cells) > 1 and grid.cells[key].is_unique for key in keys)
    return times if is_once else []


def one_row_a_step(grid: Grid) -> Grid:
    """Make one row a step of such a table; a step without a time did not come."""
    times = step_times(grid)
    if not times:
        return grid
    ids = [
        name for name in grid.names if name not in times and plain(name) not in ("event", "time")
    ]
    long = grid.cells.melt(ids, times, "event", "event at", ignore_index=False)
    long = long.sort_index(kind="stable").reset_index(drop=True)
    cells = long.loc[present(long["event at"]).index]
    cells.index = pd.RangeIndex(1, len(cells) + 1, name="row")
    notes = [*grid.notes, f"rows are steps, counted from 1, one of each time in {', '.join(times)}"]
    return replace(grid, cells=cells, notes=notes)


def likely(
    cells: pd.DataFrame, table: str, known: Mapping[str, str], free: list[str], given: set[str]
) -> dict[str, str]:
    """Match columns that are *free* to columns of a table that are neither *known* nor *given*."""
    found: dict[str, str] = {}
    for column, phrases in words(f"likely {table}").items():
        if column in given or (column in known and not _is_heading(column, known[column])):
            continue
        for phrase in phrases:
            fits = [
                name for name in free
                if name not in found.values() and says(name, phrase)
                and _fits(column, name, cells[name].head(LOOK))
            ]  # fmt: skip
            if fits and (column != "rating" or len(fits) == 1):
                found[column] = fits[0]
            if fits:
                break
    return found


def _names(grid: Grid, table: str) -> list[str]:
    """Give the names of columns without "Request" that holds requests and not their numbers."""
    ids = known_names(table).get("contact_id", [])
    return [
        name for name in grid.names
        if plain(name) not in ids or not _fits("text", name, grid.cells[name].head(LOOK))
    ]  # fmt: skip


def _is_heading(column: str, name: str) -> bool:
    """Tell whether a text is only the subject, which the whole message is better than."""
    bare = plain(name)
    return column == "text" and any(
        bare == one or bare.endswith(f" {one}") for one in words("headings")["any"]
    )


def is_named_like(name: str, table: str) -> bool:
    """Tell whether the name alone speaks for any column of a table."""
    return any(says(name, one) for phrases in words(f"likely {table}").values() for one in phrases)


def says(name: str, phrase: str) -> bool:
    """Tell whether every word of a phrase begins a word of the name, and none is of a plan."""
    said = plain(name).replace(":", " ").split()
    if any(word.startswith(tuple(words("planned")["any"])) for word in said):
        return False
    return all(any(word.startswith(begun) for word in said) for begun in phrase.split())


def _fits(column: str, name: str, cells: pd.Series) -> bool:
    """Tell whether cells are of the sort that a column of a table holds."""
    said = as_text(present(cells)).dropna()
    if said.empty or ((is_personal(name) or reaches_people(said)) and column not in PEOPLE):
        return False
    instants, _, forms = as_instants(present(cells))
    is_time = bool(instants.notna().mean() > MOST)
    if column in ("at", *TIMES) or (is_time and EXCEL not in forms):
        return is_time and column in ("at", *TIMES)
    is_number = as_numbers(said)[0].notna().mean() > MOST
    if column == "rating":
        return is_number
    if column.endswith(("_id", "_key")):
        return len(said) > len(cells) / 2 and _are_keys(column, name, said, is_number)
    length, share = said.str.len().mean(), said.nunique() / len(said)
    if column.endswith("text"):
        is_said = said.str.contains(r"\w\s+\w").mean() > 1 - MOST and length > SENTENCE
        return not is_number and bool(is_said) and (share > 1 - MOST or len(said) < FEW)
    is_label = not is_number and length < LABEL and (share < MOST or len(said) < FEW)
    return bool(is_label and (column != "question" or said.str.contains(r"\w\s+\w").mean() > MOST))


def _are_keys(column: str, name: str, said: pd.Series, is_number: bool) -> bool:
    """Tell whether values are ids: with digits; each contact has its own, a case some rows."""
    if said.str.len().mean() > LABEL or said.str.split().str.len().mean() > FEW_WORDS:
        return False
    if column == "customer_key":
        return not is_number or not MARKS.isdisjoint(plain(name).split())
    if is_number and said.str.contains(r"\d[.,]\d").any():
        return False
    has_digits = said.str.contains(r"\d").mean() > MOST
    return bool(has_digits) and said.is_unique == (column in ("contact_id", "response_id"))
