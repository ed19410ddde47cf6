"""Read support contacts (tables, XES logs, mail boxes) into CONTACTS."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from cxkit.readers.columns import Mapped, plain
from cxkit.readers.opening import not_recognised, open_table
from cxkit.readers.reading import Reading
from cxkit.readers.shaping import Dating, make_ids, refuse_repeated, shape, without_refused
from cxkit.readers.words import meaning_of
from cxkit.schema.conform import conform, empty
from cxkit.schema.contacts import CONTACTS


def read_contacts(
    path: str | Path | None,
    *,
    columns: Mapping[str, object] | None = None,
    dates: str | None = None,
    timezone: str = "UTC",
    layout: Mapping[str, object] | None = None,
) -> pd.DataFrame:
    """Read an export of support contacts.

    CSV, TSV, XLSX, XLS, ODS, JSON, JSON Lines, XML or Parquet, each also gzipped. Of a mail
    box (MBOX, EML) each message is one, of an XES log of tickets each case, from its first event to
    its last.

    Parameters
    ----------
    path : path or None
        The file; None gives an empty table.
    columns : mapping of str to str or int, optional
        Column of CONTACTS to column of the file, where a name is not recognised. Not for XES.
    dates : {"day first", "month first"}, optional
        How 3/4/2015 is to be read. Needed only where nothing in the file decides.
    timezone : str
        Zone of times that name none.
    layout : mapping, optional
        ``encoding``, ``delimiter``, ``sheet``, ``header``.

    Returns
    -------
    DataFrame
        CONTACTS, one row a contact, in the order of the file; the file's other columns follow,
        except those that name people.

    Raises
    ------
    ReadError
        The file cannot be read, or neither a time nor a text of contacts is recognised.

    Warns
    -----
    CxkitWarning
        Rows with an id that is there already, or without anything in them, were refused.
    """
    if path is None:
        return empty(CONTACTS)
    dating = Dating(dates, timezone)
    grid, mapped, reading = open_table(
        path, "contacts", "read_contacts", columns=columns, dates=dates, timezone=timezone,
        layout=layout,
    )  # fmt: skip
    if not {"started_at", "text"} & set(mapped.columns):
        raise not_recognised(
            reading, "as the time or the text of a contact", ' Say columns={"started_at": "…"}.'
        )
    frame = shape(grid, CONTACTS, mapped, reading, dating)
    return reading.finish(conform(_complete(frame, mapped, reading), CONTACTS))


def _complete(frame: pd.DataFrame, mapped: Mapped, reading: Reading) -> pd.DataFrame:
    if "started_at" not in frame:
        reading.note("no column was recognised for started_at: no contact has a time", warn=True)
    blank = frame.index[frame[list(mapped.columns)].isna().all(axis=1)]
    reading.refuse(pd.Series("", index=blank), "", "nothing in the row")
    ids = make_ids(frame.get("contact_id"), "contact_id", frame, reading)
    refuse_repeated(ids.loc[~ids.index.isin(reading.refused_rows)], "contact_id", reading)
    if "direction" in frame:
        frame = frame.assign(direction=_directions(frame["direction"], reading))
    if {"started_at", "ended_at"} <= set(frame):
        backwards = int((frame["ended_at"] < frame["started_at"]).sum())
        if backwards:
            said = (
                "contact ends before it begins"
                if backwards == 1
                else "contacts end before they begin"
            )
            reading.note(f"{backwards:,} {said}", warn=True)
    return without_refused(frame.assign(contact_id=ids), reading)


def _directions(values: pd.Series, reading: Reading) -> pd.Series:
    """Bring the words of the file to "in" and "out"."""
    words = meaning_of("directions")
    known = values.map(lambda value: words.get(plain(value)), na_action="ignore").astype("str")
    reading.unread("direction", values[values.notna() & known.isna()], "in or out")
    return known
