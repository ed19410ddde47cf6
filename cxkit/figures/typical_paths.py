"""Real paths that stand for many, one under the other, as a plotly figure."""

from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from cxkit.codebook.load import load_codebook
from cxkit.codebook.model import Codebook
from cxkit.figures.theme import CARD, INK, INK2, LINE2, MID, escape, new_figure, tone_colour, wrap
from cxkit.figures.wording import Language, forms, number, percent, plural, signed
from cxkit.schema.conform import conform
from cxkit.schema.results.typical_paths import TYPICAL_PATHS

TITLE_PX, PANEL_PX, LINE_PX, GAP_PX = 30, 120, 15, 26
STEP_PX = 38
"""Height of a step where time runs down, on a phone."""

WRITTEN = 1
"""Decimals of a value; what rounds to 0 is neither good nor bad."""

LETTERS = 84
"""Of all the names of steps side by side, on paper."""

OF = {"ru": "{n} {paths} из {all}, {share}", "en": "{n} of {all} paths, {share}"}
UNKNOWN = {"ru": "неизвестно", "en": "unknown"}
ENDS = [-2, 0, 2]


class _Place(NamedTuple):
    """Where a panel stands: its number, its part of the height, lines of its longest name."""

    axis: str
    up: tuple[float, float]
    names: list[str]


def plot_typical_paths(
    typical: pd.DataFrame, *, language: Language = "en", is_narrow: bool = False
) -> go.Figure:
    """Draw each of TYPICAL_PATHS: its steps by name, at what was felt.

    Narrow, for screens under 700 px, lets time run down; good is to the right.
    """
    rows = conform(typical, TYPICAL_PATHS)
    codes = load_codebook()
    paths = [path for _, path in rows.groupby("path")]
    names = [_names(path, codes, language, is_narrow=is_narrow) for path in paths]
    drawn = [STEP_PX * len(path) if is_narrow else PANEL_PX for path in paths]
    under = [GAP_PX + (0 if is_narrow else LINE_PX * _lines(steps)) for steps in names]
    total = sum(drawn) + sum(under) + TITLE_PX * len(paths) or PANEL_PX
    figure = new_figure(total, language=language)
    figure.update_layout(margin={"l": 132 if is_narrow else 36, "r": 12, "t": 0, "b": 0})
    above = 0
    for place, path in enumerate(paths):
        top = above + TITLE_PX
        bottom = top + drawn[place]
        up = (1 - bottom / total, 1 - top / total)
        panel = _Place("" if not place else str(place + 1), up, names[place])
        _draw(figure, path, panel, language, is_narrow=is_narrow)
        above = bottom + under[place]
    return figure


def _names(
    path: pd.DataFrame, codes: Codebook, language: Language, *, is_narrow: bool
) -> list[str]:
    width = 18 if is_narrow else max(10, LETTERS // len(path))
    return [wrap(codes.label(code, language), width) for code in path["touchpoint"]]


def _lines(names: list[str]) -> int:
    return max((name.count("<br>") + 1 for name in names), default=1)


def _draw(
    figure: go.Figure, path: pd.DataFrame, panel: _Place, language: Language, *, is_narrow: bool
) -> None:
    steps = path["step"].tolist()
    values = [None if pd.isna(value) else float(value) for value in path["valence"]]
    written = ["?" if value is None else signed(value, language, WRITTEN) for value in values]
    figure.add_scatter(
        x=values if is_narrow else steps,
        y=steps if is_narrow else values,
        mode="lines+markers+text",
        line={"color": INK, "width": 2},
        marker=_marks(values),
        text=written,
        textposition="middle right" if is_narrow else "top center",
        textfont={"size": 12, "color": INK},
        hovertext=[
            f"{name.replace('<br>', ' ')}: {UNKNOWN[language] if value is None else text}"
            for name, value, text in zip(panel.names, values, written, strict=True)
        ],
        hoverinfo="text",
        cliponaxis=False,
        xaxis=f"x{panel.axis}",
        yaxis=f"y{panel.axis}",
    )
    felt = {
        "range": [-2.6, 2.9], "tickvals": ENDS, "ticktext": [signed(v, language) for v in ENDS],
        "zeroline": True,
    }  # fmt: skip
    named = {
        "range": [len(steps) + 0.5, 0.5] if is_narrow else [0.5, len(steps) + 0.5],
        "tickvals": steps, "ticktext": panel.names, "zeroline": False, "gridcolor": LINE2,
        "tickangle": 0, "tickfont": {"size": 12, "color": INK}, "automargin": False,
    }  # fmt: skip
    across, up = (felt, named) if is_narrow else (named, felt)
    figure.update_layout(
        {
            f"xaxis{panel.axis}": across | {"anchor": f"y{panel.axis}"},
            f"yaxis{panel.axis}": up | {"anchor": f"x{panel.axis}", "domain": list(panel.up)},
        }
    )
    figure.add_annotation(
        x=0, xref="paper", xshift=-132 if is_narrow else 0, y=panel.up[1], yref="paper",
        xanchor="left", yanchor="bottom", text=_title(path.iloc[0], language),
        font={"color": INK2, "size": 13},
    )  # fmt: skip


def _marks(values: list[float | None]) -> dict[str, Any]:
    """Return circles for good, squares for bad, hollow circles for what is written as 0."""
    shown = [round(value or 0.0, WRITTEN) for value in values]
    return {
        "symbol": ["square" if value < 0 else "circle" for value in shown],
        "color": [tone_colour(value) if value else CARD for value in shown],
        "size": 12,
        "line": {"color": [CARD if value else MID for value in shown], "width": 1.5},
    }


def _title(head: pd.Series, language: Language) -> str:
    n, share = int(head["n_paths"]), float(head["share_paths"])
    said = OF[language].format(
        n=number(n, language),
        paths=plural(n, language, forms("path", language)),
        all=number(round(n / share), language),
        share=percent(share, language),
    )
    return f"<b>{said}</b> · {escape(head['feedback_id'])}"
