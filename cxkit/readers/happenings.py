"""Read a small table of dated happenings (incidents, actions, campaigns) into HAPPENINGS."""

from pathlib import Path

import pandas as pd

from cxkit.errors import ReadError, some
from cxkit.readers.cells import as_text
from cxkit.readers.opening import open_table
from cxkit.readers.shaping import Dating, shape, without_refused
from cxkit.schema.conform import conform, empty
from cxkit.schema.happenings import HAPPENINGS

LABELS = ("label_ru", "label_en")


def read_happenings(
    path: str | Path | None, *, dates: str | None = None, timezone: str = "UTC"
) -> pd.DataFrame:
    """Read dated happenings from a CSV, XLSX or another table file.

    Parameters
    ----------
    path : path or None
        The file; None gives an empty table. It needs a date and a label ("label_ru", "label_en"
        or one of both).
    dates : {"day first", "month first"}, optional
        How 3/4/2015 is to be read. Needed only where nothing in the file decides.
    timezone : str
        Zone of times that name none.

    Returns
    -------
    DataFrame
        HAPPENINGS in order of time. A missing label is taken from the other language.

    Raises
    ------
    ReadError
        The file cannot be read, or has no date or no label.
    """
    if path is None:
        return empty(HAPPENINGS)
    dating = Dating(dates, timezone)
    grid, mapped, reading = open_table(
        path, "happenings", "read_happenings", dates=dates, timezone=timezone
    )
    if "at" not in mapped.columns or mapped.columns.keys().isdisjoint(LABELS):
        raise ReadError(
            f"{reading.source.path.name}: a table of happenings needs the columns 'at' (a date) and"
            f" 'label_en' or 'label_ru'. Columns: {some(grid.names, 12)}. Rename them."
        )
    frame = _labelled(shape(grid, HAPPENINGS, mapped, reading, dating))
    gone = frame.index[frame["at"].isna()]
    reading.refuse(as_text(grid.cells[mapped.columns["at"]]).loc[gone], "at", "unreadable date")
    kept = without_refused(frame, reading)
    return reading.finish(conform(kept.sort_values("at", kind="stable"), HAPPENINGS))


def _labelled(frame: pd.DataFrame) -> pd.DataFrame:
    both = {name: frame.get(name, pd.Series(pd.NA, index=frame.index)) for name in LABELS}
    return frame.assign(
        label_ru=both["label_ru"].fillna(both["label_en"]),
        label_en=both["label_en"].fillna(both["label_ru"]),
    )
