"""Themes before and after a change: two dots with intervals a theme, the difference beside."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from cxkit.figures import theme
from cxkit.figures.wording import Language, interval, number, percent, signed

WORDS = {
    "before": {"ru": "до", "en": "before"},
    "after": {"ru": "после", "en": "after"},
    "change": {"ru": "Разница, пункты (95\u202f%)", "en": "Change, points (95%)"},
    "unproven": {"ru": "не доказано", "en": "unproven"},
    "few": {"ru": "судить рано, n = {n}", "en": "too few to say, n = {n}"},
    "axis": {
        "ru": "доля негативных среди отзывов с темой",
        "en": "share of texts with the theme that are negative",
    },
}
ROW = 46
"""Height of a theme, px."""
BESIDE = 14
"""From the plot to the words beside it, px."""
LIFT = 0.14
"""How far before stands above the row's middle, and after below it."""


def plot_drivers(
    drivers: pd.DataFrame,
    labels: dict[str, str],
    *,
    language: Language = "en",
    is_narrow: bool = False,
) -> go.Figure:
    """Draw the negative share of each theme before (hollow circle) and after (square).

    *drivers* are DRIVERS of one change, in the order of rows from above; *labels* name their codes.
    In colour is what is proven after correction, dotted what has too few texts. Narrow, for screens
    under 700 px, has names above the bars and no text beside them.
    """
    rows = list(drivers.to_dict("records"))
    places = range(len(rows) - 1, -1, -1)
    figure = theme.new_figure(70 + ROW * max(len(rows), 1), language=language)
    for place, row in zip(places, rows, strict=True):
        figure.add_traces(_pair(row, place, labels, language))
    names = [labels[row["code"]] for row in rows]
    notes = _names(names, places) if is_narrow else _differences(rows, places, language)
    ticks = [theme.wrap(name, 24) for name in names]
    left = max((theme.width_of(tick, 13) for tick in ticks), default=0) + 12
    right = max((theme.width_of(note["text"], note["font"]["size"]) for note in notes), default=0)
    figure.update_layout(
        margin={"l": 8 if is_narrow else left, "r": 12 if is_narrow else right + BESIDE, "t": 28,
                "b": 40},
        annotations=notes,
        xaxis={"title": {"text": WORDS["axis"][language]}, **_share_axis(drivers, language)},
        yaxis={
            "range": [-0.6, len(rows) - 0.2], "tickvals": list(places), "showgrid": False,
            "ticktext": ticks, "zeroline": False,
            "showticklabels": not is_narrow, "tickfont": {"size": 13, "color": theme.INK},
            "automargin": False,
        },
    )  # fmt: skip
    return figure


def _pair(
    row: dict[str, Any], place: int, labels: dict[str, str], language: Language
) -> list[go.Scatter]:
    is_few = pd.isna(row["is_proven"])
    colour = _colour(row)
    traces = []
    for side, lift in (("before", LIFT), ("after", -LIFT)):
        if pd.isna(row[f"share_{side}"]):
            continue
        ink = theme.MID if side == "before" else colour
        ends = [100 * row[f"share_{side}_low"], 100 * row[f"share_{side}_high"]]
        line = {"color": ink, "width": 2.5, "dash": "dot" if is_few else "solid"}
        traces.append(
            go.Scatter(x=ends, y=[place + lift] * 2, mode="lines", line=line, hoverinfo="skip")
        )
        traces.append(_mark(row, side, place + lift, labels, language))
    return traces


def _mark(
    row: dict[str, Any], side: str, height: float, labels: dict[str, str], language: Language
) -> go.Scatter:
    is_before, is_few = side == "before", pd.isna(row["is_proven"])
    ink = theme.INK2 if is_before else _colour(row)
    share = row[f"share_{side}"]
    name = theme.escape(labels[row["code"]])
    n = number(row[f"n_{side}"], language)
    text = f"{name}, {WORDS[side][language]}: {percent(share, language)}, n = {n}"
    marker = {
        "symbol": "circle" if is_before else "square",
        "size": 11 if is_before else 12,
        "color": theme.CARD if is_before or is_few else ink,
        "line": {"color": ink, "width": 2},
    }
    return go.Scatter(
        x=[100 * share],
        y=[height],
        mode="markers",
        marker=marker,
        text=[text],
        hovertemplate="%{text}<extra></extra>",
    )


def _colour(row: dict[str, Any]) -> str:
    if pd.isna(row["is_proven"]) or not row["is_proven"]:
        return theme.MID
    return theme.NEG if row["difference"] > 0 else theme.POS


def _differences(
    rows: list[dict[str, Any]], places: range, language: Language
) -> list[dict[str, Any]]:
    """Write the difference of every theme at the right, under one heading."""
    texts = [
        (place, difference_words(row, language)) for place, row in zip(places, rows, strict=True)
    ]
    beside: dict[str, Any] = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": BESIDE}
    notes = [
        {**beside, "y": place, "text": text.replace("), ", "),<br>"), "align": "left",
         "font": {"size": 13, "color": _text_colour(row)}}
        for (place, text), row in zip(texts, rows, strict=True)
    ]  # fmt: skip
    heading = {"text": WORDS["change"][language], "font": {"size": 12, "color": theme.INK2}}
    return [*notes, {**beside, **heading, "y": len(rows) - 0.45}]


def _text_colour(row: dict[str, Any]) -> str:
    return theme.INK2 if _colour(row) == theme.MID else _colour(row)


def difference_words(row: dict[str, Any], language: Language) -> str:
    """Write the difference of one theme with its interval and its state."""
    if pd.isna(row["is_proven"]):
        n = number(min(row["n_before"], row["n_after"]), language)
        return WORDS["few"][language].format(n=n)
    change = signed(100 * row["difference"], language)
    ends = (100 * row["difference_low"], 100 * row["difference_high"])
    bounds = interval(*ends, language, sign=True)
    if row["is_proven"]:
        return f"<b>{change}</b> ({bounds})"
    return f"{change} ({bounds}), {WORDS['unproven'][language]}"


def _names(names: list[str], places: range) -> list[dict[str, Any]]:
    return [
        {
            "text": theme.above(name)[0], "x": 0, "xref": "paper", "xanchor": "left",
            "align": "left", "y": place + 0.42, "font": {"size": 12},
        }
        for place, name in zip(places, names, strict=True)
    ]  # fmt: skip


def _share_axis(drivers: pd.DataFrame, language: Language) -> dict[str, Any]:
    columns = ["share_before_low", "share_after_low", "share_before_high", "share_after_high"]
    ends = 100 * drivers[columns].astype(float)
    low = float(ends.min().min()) if ends.notna().any().any() else 0.0
    high = float(ends.max().max()) if ends.notna().any().any() else 100.0
    step = 10 if high - low < 75 else 20
    first, last = int(low // step) * step, min(int(-(-high // step)) * step, 100)
    ticks = list(range(first, last + 1, step))
    return {
        "range": [first - 2, last + 2], "tickvals": ticks, "zeroline": False,
        "ticktext": [percent(tick / 100, language) for tick in ticks],
    }  # fmt: skip
