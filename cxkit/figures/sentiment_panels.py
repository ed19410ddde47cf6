"""Small multiples: the line of every group on shared axes."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from cxkit.figures import theme
from cxkit.figures.time_axes import (
    bands,
    local_clocks,
    named_ticks,
    tick_names,
    with_none,
    with_room,
)
from cxkit.figures.times import day
from cxkit.figures.units import UNITS, Unit
from cxkit.figures.wording import Language, number
from cxkit.schema.results.sentiment_timeline import told

PLOT, TICKS_PX, TITLE_PX = 138, 22, 18
"""Height of a panel's plot, of the days under it and of a line of its title, px."""
TICKS = 4
TITLE = 36
"""Characters of a line over a panel: a half of a sheet has no room for more."""
MOST_VALUES = 5
PERIOD = ("period_at", "period_end_at")


def plot_sentiment_panels(
    timeline: pd.DataFrame,
    changes: pd.DataFrame,
    labels: dict[str, str],
    *,
    of: str = "net",
    language: Language = "en",
    is_narrow: bool = False,
) -> go.Figure:
    """Draw one panel a group of SENTIMENT_TIMELINE, all with the same axes.

    *labels* name the groups, in the order of panels; proven CHANGE_POINTS are vertical lines with
    their size. Narrow has one column of panels instead of two.
    """
    zone = told(timeline, "time_zone")
    periods = local_clocks(timeline, zone, PERIOD)
    proven = local_clocks(changes[changes["is_proven"].astype(bool)], zone, ("changed_at",))
    n_columns = 1 if is_narrow or len(labels) == 1 else 2
    n_rows = -(-len(labels) // n_columns) or 1
    sizes = periods.groupby("group")["n"].sum()
    titles = {
        group: _title(label, number(int(sizes.get(group, 0)), language))
        for group, label in labels.items()
    }
    n_lines = max((title.count("<br>") + 1 for title in titles.values()), default=1)
    panel = PLOT + TICKS_PX + TITLE_PX * n_lines
    figure = theme.new_figure(panel * n_rows + 36, language=language)
    unit, ends = UNITS[of], _ends(periods, of)
    figure.update_layout(margin={"l": 44, "r": 12, "t": 8, "b": 28})
    for place, (group, title) in enumerate(titles.items()):
        box = _box(place, n_columns, n_rows, TITLE_PX * n_lines / panel)
        rows = periods[periods["group"] == group].reset_index(drop=True)
        found = proven[proven["group"] == group]
        _add_panel(figure, (rows, found, title), (place + 1, box), (of, unit, ends), language)
    return figure


def _ends(periods: pd.DataFrame, of: str) -> tuple[float, float]:
    columns = [of] if not periods["is_small"].all() else [of, f"{of}_low", f"{of}_high"]
    values = pd.concat([periods.loc[periods["n"] > 0, column] for column in columns])
    return with_room(UNITS[of].factor * values.astype(float), UNITS[of], 0.12)


def _box(place: int, n_columns: int, n_rows: int, title: float) -> tuple[list[float], list[float]]:
    row, column = divmod(place, n_columns)
    width = 1 / n_columns
    left = column * width + (0.055 if column else 0)
    top = 1 - row / n_rows
    share = (1 - title) * PLOT / (PLOT + TICKS_PX)
    return [left, (column + 1) * width - 0.005], [
        top - (title + share) / n_rows,
        top - title / n_rows,
    ]


def _add_panel(
    figure: go.Figure,
    panel: tuple[pd.DataFrame, pd.DataFrame, str],
    place: tuple[int, tuple[list[float], list[float]]],
    scale: tuple[str, Unit, tuple[float, float]],
    language: Language,
) -> None:
    rows, found, title = panel
    number_of_panel, (across, up) = place
    of, unit, ends = scale
    suffix = "" if number_of_panel == 1 else str(number_of_panel)
    axes = {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}
    figure.add_traces(
        [
            *bands(rows, of, unit, **axes),
            _line(rows, of, unit, axes),
            _dots(rows, of, unit, axes, language),
        ]
    )
    figure.update_layout(
        {
            f"xaxis{suffix}": _x_axis(rows, across, axes["yaxis"], language),
            f"yaxis{suffix}": _y_axis(ends, up, axes["xaxis"], unit, language),
        }
    )
    figure.add_annotation(
        text=title, x=across[0], xref="paper",
        y=up[1], yref="paper", xanchor="left", yanchor="bottom", align="left",
        font={"size": 12.5},
    )  # fmt: skip
    for row in found.to_dict("records"):
        _add_change(figure, row, axes, unit, language)


def _title(label: str, n: str) -> str:
    """Write a panel's name in lines that fit a panel on paper and on a phone, and its n."""
    name, _ = theme.above(label, f"n = {n}", width=TITLE)
    *lines, last = name.split("<br>")
    bold, between, base = last.partition("  ")
    if last.startswith("n = "):
        bold, between, base = "", "", last
    return "<br>".join([*(f"<b>{line}</b>" for line in lines), f"<b>{bold}</b>{between}{base}"])


def _line(rows: pd.DataFrame, of: str, unit: Unit, axes: dict[str, str]) -> go.Scatter:
    """Join periods of a full base only: a line through a handful of texts would draw noise."""
    full = rows[of].astype(float).mask(rows["is_small"].astype(bool))
    values = with_none(unit.factor * full)
    line = {"color": theme.INK2, "width": 1.2}
    return go.Scatter(
        x=list(rows["period_at"]), y=values, mode="lines", line=line, hoverinfo="skip", **axes
    )


def _bounds(row: dict[str, Any], of: str, unit: Unit, language: Language) -> str:
    low, high = row[f"{of}_low"], row[f"{of}_high"]
    return "" if pd.isna(low) or pd.isna(high) else f" ({unit.bounds(low, high, language)})"


def _dots(
    rows: pd.DataFrame, of: str, unit: Unit, axes: dict[str, str], language: Language
) -> go.Scatter:
    is_weak = rows["is_small"].astype(bool)
    texts = [
        f"{day(row['period_at'], language, year=True)}: {unit.axis(row[of], language)}"
        f"{_bounds(row, of, unit, language)}, n = {number(row['n'], language)}"
        if pd.notna(row[of])
        else ""
        for row in rows.to_dict("records")
    ]
    marker: dict[str, Any] = {
        "opacity": 1,
        "size": [4.5 if weak else 5.5 for weak in is_weak],
        "color": [theme.CARD if weak else theme.INK for weak in is_weak],
        "line": {"width": 1.4, "color": theme.INK2},
    }
    return go.Scatter(
        x=list(rows["period_at"]),
        y=with_none(unit.factor * rows[of].astype(float)),
        mode="markers",
        marker=marker,
        text=texts,
        hovertemplate="%{text}<extra></extra>",
        **axes,
    )


def _x_axis(
    rows: pd.DataFrame, across: list[float], anchor: str, language: Language
) -> dict[str, Any]:
    times = list(rows["period_at"])
    ticks = times[:: -(-len(times) // TICKS) or 1]
    return {
        "type": "date", "domain": across, "anchor": anchor, "showgrid": False, "tickangle": 0,
        "tickvals": ticks, "ticktext": tick_names(ticks, language),
        "tickfont": {"size": 11},
    }  # fmt: skip


def _y_axis(
    ends: tuple[float, float], up: list[float], anchor: str, unit: Unit, language: Language
) -> dict[str, Any]:
    return {
        "domain": up, "anchor": anchor, "range": list(ends),
        **named_ticks(ends, unit, language, most=MOST_VALUES),
        "zeroline": unit.has_sign, "zerolinecolor": theme.HATCH, "tickfont": {"size": 11},
    }  # fmt: skip


def _add_change(
    figure: go.Figure,
    row: dict[str, Any],
    axes: dict[str, str],
    unit: Unit,
    language: Language,
) -> None:
    colour = theme.POS if row["difference"] * unit.good > 0 else theme.NEG
    place = {"x": row["changed_at"], "xref": axes["xaxis"], "yref": f"{axes['yaxis']} domain"}
    figure.add_shape(
        type="line", x0=row["changed_at"], x1=row["changed_at"], y0=0, y1=1, xref=axes["xaxis"],
        yref=f"{axes['yaxis']} domain", line={"color": colour, "width": 2},
    )  # fmt: skip
    text = f"<b>{unit.change(row['difference'], language)}</b>"
    figure.add_annotation(
        text=text, y=1, yanchor="top", xanchor="left", xshift=4, bgcolor=theme.PAPER,
        font={"color": colour, "size": 12}, **place,
    )  # fmt: skip
