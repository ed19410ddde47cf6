"""Recognise which column of a file is which column of a table, by Russian and English names."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from cxkit.errors import ParameterError, ReadError, did_you_mean, some
from cxkit.readers.words import words

ZONE_IN_NAME = re.compile(
    r"(?<![^\W_])(?:(?:UTC|GMT)(?:\s*[-+](?:0?\d|1[0-4])(?::?[0-5]\d)?(?!\d))?|MSK|МСК)(?![^\W_])",
    re.I,
)
"""A zone in the name of a column: "Submit Date (UTC)", «Дата (МСК)»; a year after it is none."""

ITEM = re.compile(r"\[([^\[\]]+)\]\s*$")
"""What stands in brackets behind a question: an item or a field of it."""

WRAPPERS = frozenset({"value", "text", "label"})
"""Keys under which JSON wraps a value that the key above them names."""

MARKS = frozenset({"scores", "ratings", "subratings", "marks"})
"""Keys under which JSON has the marks of parts, whatever these are called."""

TABLES = ("feedback", "contacts", "events", "answers")


@dataclass(frozen=True)
class Mapped:
    """Which file column feeds which table column.

    Attributes
    ----------
    columns : dict of str to str
        Table column to file column.
    others : list of str
        File columns that feed none and are kept as they are.
    personal : list of str
        File columns that name people and are left out.
    likely : tuple of str
        Table columns that no known name told.
    """

    columns: dict[str, str]
    others: list[str]
    personal: list[str]
    likely: tuple[str, ...] = ()


def plain(name: object) -> str:
    """Bring a column name to the form in which names are compared.

    Examples
    --------
    >>> plain("Текст_Отзыва:"), plain("reviewDate"), plain("№")
    ('текст отзыва', 'review date', 'номер')
    """
    return _plain(str(name))


@lru_cache(maxsize=65_536)
def _plain(name: str) -> str:
    parted = re.sub(r"(?<=[a-zа-я])(?=[A-ZА-Я])", " ", name).replace("№", " номер ")
    words = re.sub(r"[^\w#:]+|_+", " ", parted.casefold().replace("ё", "е"))
    return re.sub(r":(?=\s|$)", "", words).strip()


@cache
def known_names(table: str) -> dict[str, list[str]]:
    """Names under which exports have the columns of *table*, in the form of `plain`."""
    return {column: [plain(one) for one in names] for column, names in words(table).items()}


def is_personal(name: str) -> bool:
    """Whether a column of this name holds people's names, addresses or numbers.

    Examples
    --------
    >>> is_personal("E-mail"), is_personal("reviewer.displayName"), is_personal("Товар")
    (True, True, False)
    >>> is_personal("How do we reach you? [Phone]"), is_personal("source.author.name")
    (True, True)
    """
    known, item = known_names("personal"), ITEM.search(name)
    bare = plain(item[1] if item else name)
    inner = [part for part in name.split(".") if part and part not in WRAPPERS]
    nested = {plain(" ".join(inner[-2:])), plain(inner[-1])} - {"name"} if len(inner) > 1 else set()
    return not {bare, *nested}.isdisjoint(known["person"]) or bare.endswith(
        tuple(f" {end}" for end in known["ends"])
    )


def recognise(names: Sequence[str], table: str) -> dict[str, str]:
    """Match file columns to table columns by name.

    Examples
    --------
    >>> recognise(["Дата", "Отзыв", "Оценка", "Город"], "feedback")
    {'created_at': 'Дата', 'text': 'Отзыв', 'rating': 'Оценка', 'location': 'Город'}
    """
    by_plain: dict[str, str] = {}
    for form in (plain, short, _without_zone, _without_scale):
        for name in names:
            by_plain.setdefault(form(name), name)
    found: dict[str, str] = {}
    ranked = sorted(
        (rank, column, one)
        for column, known in known_names(table).items()
        for rank, one in enumerate(known)
        if one in by_plain
    )
    for _, column, one in ranked:
        if column not in found and by_plain[one] not in found.values():
            found[column] = by_plain[one]
    return {column: found[column] for column in known_names(table) if column in found}


def n_recognised(names: Sequence[str]) -> int:
    """Count the names that the table knows best that knows most of them.

    Examples
    --------
    >>> n_recognised(["Дата", "Отзыв", "Оценка"]), n_recognised(["Great shop", "a"])
    (3, 0)
    """
    return max(len(recognise(names, table)) for table in TABLES)


def short(name: str) -> str:
    """Take of a nested JSON name the part that tells.

    Examples
    --------
    >>> short("content.body"), short("rating.value"), short("Review title")
    ('body', 'rating', 'review title')
    """
    first, dot, last = name.rpartition(".")
    inner = first.rpartition(".")[2].rpartition(":")[2]
    if not dot or not last[:1].isalpha() or plain(last) in {"name", "id"} or inner in MARKS:
        return plain(name)
    return plain(inner if plain(last) in WRAPPERS else last)


def _without_zone(name: str) -> str:
    """Take the zone off a name: "Created at (UTC)"."""
    return plain(ZONE_IN_NAME.sub(" ", name))


def _without_scale(name: str) -> str:
    """Take scale or form off a name: "Rating (1-5)", "Time (dd.mm.yyyy)"; no other remark."""
    return plain(re.sub(r"[(,]\D*\d.*|\([dmyhsдмгчс/.,: -]+\)", " ", name, flags=re.I))


def map_columns(
    names: Sequence[str], table: str, given: Mapping[str, object] | None, *, file: str
) -> Mapped:
    """Combine the researcher's mapping with the names that are recognised.

    Parameters
    ----------
    names : sequence of str
        The file's columns.
    table : str
        A table of ``words.yaml``.
    given : mapping, optional
        Table column to file column (its name, or its number from 1); None as the file column
        keeps a recognised column from being used.
    file : str
        For messages.

    Raises
    ------
    ParameterError
        The mapping names a table column that does not exist.
    ReadError
        It names a file column that does not exist.
    """
    said = {key: _file_column(key, value, names, file) for key, value in (given or {}).items()}
    for key in said:
        if key not in known_names(table):
            raise ParameterError(
                f"columns: '{key}' is no column of {table}."
                f" Allowed: {', '.join(known_names(table))}."
                f"{did_you_mean(key, known_names(table))}"
            )
    taken = {value for value in said.values() if value is not None}
    free = [name for name in names if name not in taken]
    found = {k: v for k, v in recognise(free, table).items() if k not in said}
    columns = {**found, **{k: v for k, v in said.items() if v is not None}}
    rest = [name for name in names if name not in columns.values()]
    people = [name for name in rest if is_personal(name)]
    return Mapped(columns, [name for name in rest if name not in people], people)


def _file_column(key: str, value: object, names: Sequence[str], file: str) -> str | None:
    if value is None or value in names:
        return None if value is None else str(value)
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= len(names):
        return names[value - 1]
    same = [name for name in names if plain(name) == plain(value)]
    if len(same) == 1:
        return same[0]
    raise ReadError(
        f"{file}: there is no column '{value}' (given for {key}). Columns: {some(names, 12)}."
        f"{did_you_mean(str(value), names)}"
    )
