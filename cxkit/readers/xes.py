"""Read an event log in XES into a grid: one row an event, case attributes under "case:"."""

import io
from collections.abc import Iterator

import lxml.etree
import pandas as pd

from cxkit.errors import ReadError
from cxkit.readers.dates import as_instants
from cxkit.readers.files import Source
from cxkit.readers.grid import Grid

XES_NAMES = {
    "customer": "customer_key", "channel": "channel", "support_section": "line",
    "org:group": "line", "org:role": "line",
}  # fmt: skip
"""Event attributes of a ticket log that say something about the whole ticket."""


def read_xes(source: Source) -> Grid:
    """Read the events of all traces, in the order of the file.

    Outside entities and document types are not followed.

    Returns
    -------
    Grid
        Rows count events from 1: XES has no rows. Cells are text; nested attributes are left out.

    Raises
    ------
    ReadError
        The XML is broken, or there is no event in it.
    """
    events = list(_events(source))
    if not events:
        raise ReadError(
            f"{source.path.name}: there is no event in this log. Check that it is an XES export."
        )
    cells = pd.DataFrame(events, dtype="object")
    cells.index = pd.RangeIndex(1, len(cells) + 1, name="row")
    return Grid(cells, source.format, notes=["rows are events, counted from 1"])


def _events(source: Source) -> Iterator[dict[str, str]]:
    traces = lxml.etree.iterparse(
        io.BytesIO(source.data),
        events=("end",),
        tag="{*}trace",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    try:
        for number, (_, trace) in enumerate(traces, start=1):
            case = {f"case:{key}": value for key, value in _attributes(trace)}
            case.setdefault("case:concept:name", str(number))
            for part in trace.iterchildren("{*}event"):
                yield case | dict(_attributes(part))
            trace.clear()
            while trace.getprevious() is not None:
                del trace.getparent()[0]
    except lxml.etree.XMLSyntaxError as error:
        raise ReadError(
            f"{source.path.name}: the XML is broken: {error}. Export the log again."
        ) from error


def _attributes(element: lxml.etree._Element) -> Iterator[tuple[str, str]]:
    for child in element:
        key, value = child.get("key"), child.get("value")
        if key is not None and value is not None:
            yield key, value


def one_row_a_case(grid: Grid) -> Grid:
    """Make one row a case of a grid of events."""
    events = grid.cells.rename(columns={"case:concept:name": "contact_id"})
    events["time:timestamp"] = as_instants(events["time:timestamp"])[0]
    cases = events.groupby("contact_id", sort=False)
    parts = {
        "case_id": cases["contact_id"].first(),
        "started_at": cases["time:timestamp"].min(),
        "ended_at": cases["time:timestamp"].max(),
        "resolution": cases["concept:name"].last(),
    }
    for name, column in XES_NAMES.items():
        if name in events and column not in parts:
            parts[column] = cases[name].first()
    cells = pd.DataFrame(parts).reset_index()
    cells.index = pd.RangeIndex(1, len(cells) + 1, name="row")
    notes = ["each case of the log is one contact, from its first event to its last"]
    return Grid(cells, grid.format, notes=notes)
