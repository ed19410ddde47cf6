"""The journey map as a plotly figure, for notebooks; the report draws the same frame as a grid."""

from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go

from cxkit.codebook.load import load_codebook
from cxkit.codebook.model import Codebook
from cxkit.figures.theme import CARD, INK, INK2, MID_SOFT, escape, new_figure, tone_colour, wrap
from cxkit.figures.wording import Language, signed
from cxkit.schema.conform import conform
from cxkit.schema.results.journey_map import JOURNEY_MAP

LEVELS = [-2, -1, 0, 1, 2]
AXIS = {"ru": "Пережитое", "en": "Felt value"}
SYMBOLS = {-1: "square", 0: "square-open", 1: "circle"}
"""Good is a circle, bad is a square, neither is hollow."""


def plot_journey_map(
    journey: pd.DataFrame, *, language: Language = "en", codebook: Codebook | None = None
) -> go.Figure:
    """Draw one path: a point a moment at its valence, joined by curves level at every point.

    Parameters
    ----------
    journey : DataFrame
        JOURNEY_MAP of one path; of several, all are drawn over each other.
    language : {"ru", "en"}
        Language of labels.
    codebook : Codebook, optional
        Labels of the codes; the package's own by default.

    Returns
    -------
    plotly Figure
        One trace a path; a moment without a valence breaks its curve. ``customdata`` holds the
        moment, the touchpoint's code and the quote. Without moments: no trace.
    """
    moments = conform(journey, JOURNEY_MAP)
    codes = codebook or load_codebook()
    figure = new_figure(360, language=language)
    for _, path in moments.groupby("feedback_id", sort=False):
        _draw(figure, path, codes, language)
    if len(moments):
        _bands(figure, moments, codes, language)
    labels = moments.drop_duplicates("moment").sort_values("moment")
    names = [wrap(codes.label(code, language), 12) for code in labels["touchpoint"]]
    figure.update_xaxes(
        tickvals=labels["moment"].tolist(),
        ticktext=names,
        tickangle=0,
        showgrid=False,
        tickfont_size=11,
    )
    figure.update_yaxes(
        range=[-2.7, 2.9],
        tickvals=LEVELS,
        ticktext=[signed(level, language) for level in LEVELS],
        title_text=AXIS[language],
    )
    return figure


def _draw(figure: go.Figure, path: pd.DataFrame, codes: Codebook, language: Language) -> None:
    values = [None if pd.isna(value) else float(value) for value in path["valence"]]
    signs = [0 if not value else (1 if value > 0 else -1) for value in values]
    said = [
        f"<b>{escape(codes.label(row['touchpoint'], language))}</b><br>{wrap(row['quote'], 60)}"
        for _, row in path.iterrows()
    ]
    curve = _curve(path["moment"].tolist(), values)
    if curve:
        line = {"color": INK, "width": 2.25}
        figure.add_shape(type="path", path=curve, line=line, layer="between")
    figure.add_scatter(
        x=path["moment"].tolist(),
        y=values,
        mode="markers+text",
        marker={
            "symbol": [SYMBOLS[sign] for sign in signs],
            "color": [tone_colour(sign) for sign in signs],
            "size": 16,
            "line": {"color": CARD, "width": 2},
        },
        text=["" if value is None else signed(value, language, _digits(value)) for value in values],
        textposition=["bottom center" if sign < 0 else "top center" for sign in signs],
        textfont={"color": INK, "size": 12},
        customdata=path[["moment", "touchpoint", "quote"]].astype("object").to_numpy().tolist(),
        hovertext=said,
        hoverinfo="text",
    )


def _curve(moments: list[int], values: list[float | None]) -> str:
    """Join neighbours by S-pieces, level at both ends, so that no value is passed."""
    places = list(zip(moments, values, strict=True))
    pieces = [
        f"M{x},{y:g}C{(x + u) / 2:g},{y:g} {(x + u) / 2:g},{v:g} {u},{v:g}"
        for (x, y), (u, v) in pairwise(places)
        if y is not None and v is not None
    ]
    return "".join(pieces)


def _digits(value: float) -> int:
    return 0 if value == round(value) else 1


def _bands(figure: go.Figure, moments: pd.DataFrame, codes: Codebook, language: Language) -> None:
    """Name the stages over the first path and shade every other run."""
    path = moments.loc[moments["feedback_id"] == moments["feedback_id"].head(1).squeeze()]
    start = path["stage"].ne(path["stage"].shift()) | path["is_returned"]
    runs = path.assign(run=start.cumsum()).drop_duplicates("run")
    ends = [*(runs["moment"].tolist()[1:]), len(path) + 1]
    for place, (row, end) in enumerate(zip(runs.itertuples(), ends, strict=True)):
        left, right = row.moment - 0.5, end - 0.5
        if place % 2 == 0:
            figure.add_vrect(x0=left, x1=right, fillcolor=MID_SOFT, line_width=0, layer="below")
        stage = codes.stages[row.stage].label(language) if row.stage in codes.stages else ""
        mark = "↩ " if row.is_returned else ""
        text = wrap(mark + stage, max(10, 13 * (end - row.moment)))
        figure.add_annotation(
            x=(left + right) / 2, y=2.85, yanchor="top", text=text, font={"color": INK2, "size": 11}
        )
