"""From a plotly figure to the block that a page shows."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go

from cxkit.errors import ReportError, some
from cxkit.figures.theme import stray_colours
from cxkit.reports.blocks import Figure, Table


def chart(
    figure: go.Figure | Callable[..., go.Figure],
    table: Table,
    *,
    anchor: str,
    title: str,
    how_to_read: str,
    alt: str,
) -> Figure:
    """Make the block of a figure and its table twin.

    Parameters
    ----------
    figure : plotly Figure, or a function that draws it
        With a fixed height and colours of `cxkit.figures.theme` only. The function is called with
        ``is_narrow`` False and True, and gives the narrow figure too.
    table : Table
        The same numbers as text; it is folded away under the figure.
    anchor : str
        Deep link and id of the figure on the page.
    title, how_to_read : str
        What is measured; one line on how to read it.
    alt : str
        One sentence for who cannot see the figure; it names the table.

    Raises
    ------
    ReportError
        The figure has no height or a colour that the dark scheme cannot swap.
    """
    narrow = None
    if not isinstance(figure, go.Figure):
        figure, narrow = figure(is_narrow=False), figure(is_narrow=True)
    return Figure(
        anchor=anchor,
        title=title,
        how_to_read=how_to_read,
        alt=alt,
        spec=_spec(figure, anchor),
        height=int(figure.layout.height),
        table=replace(table, folded=True),
        narrow=None if narrow is None else _spec(narrow, anchor),
    )


def _spec(figure: go.Figure, anchor: str) -> dict[str, Any]:
    if figure.layout.height is None:
        raise ReportError(f"Figure '{anchor}' has no height. Give one: new_figure(height=320).")
    strays = stray_colours(figure)
    if strays:
        raise ReportError(
            f"Figure '{anchor}' uses colours outside the palette: {some(strays)}."
            " Use the names in cxkit.figures.theme; the page swaps them for the dark scheme."
        )
    return dict(json.loads(figure.to_json()))
