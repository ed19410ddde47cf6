"""Real paths that stand for many, one under the other, as a plotly figure."""

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from cxkit.codebook.load import load_codebook
from cxkit.codebook.model import Codebook
from cxkit.figures.theme import CARD, INK, INK2, escape, new_figure, tone_colour
from cxkit.figures.wording import Language, percent, signed
from cxkit.schema.conform import conform
from cxkit.schema.results.typical_paths import TYPICAL_PATHS

ROW_PX = 150
SYMBOLS = {True: "circle", False: "square"}


def plot_typical_paths(
    typical: pd.DataFrame, *, language: Language = "en", codebook: Codebook | None = None
) -> go.Figure:
    """Draw each representative path as a row of points at what was felt.

    Parameters
    ----------
    typical : DataFrame
        TYPICAL_PATHS.
    language : {"ru", "en"}
        Language of labels.
    codebook : Codebook, optional
        Labels of the touchpoints.
    """
    rows = conform(typical, TYPICAL_PATHS)
    codes = codebook or load_codebook()
    n = max(int(rows["path"].nunique()), 1)
    figure = new_figure(ROW_PX * n + 20, language=language)
    panels = make_subplots(rows=n, cols=1, vertical_spacing=0.08 if n > 1 else 0)
    figure.update_layout(panels.layout.to_plotly_json() | {"template": figure.layout.template})
    for place, (_, path) in enumerate(rows.groupby("path"), start=1):
        _draw(figure, path, place, codes, language)
    figure.update_yaxes(
        range=[-2.8, 2.8], tickvals=[-2, 0, 2], ticktext=[signed(v, language) for v in (-2, 0, 2)]
    )
    figure.update_xaxes(showticklabels=False, showgrid=False)
    return figure


def _draw(
    figure: go.Figure, path: pd.DataFrame, place: int, codes: Codebook, language: Language
) -> None:
    axis = "" if place == 1 else str(place)
    values = [None if pd.isna(value) else float(value) for value in path["valence"]]
    figure.add_scatter(
        x=path["step"].tolist(),
        y=values,
        mode="lines+markers",
        line={"color": INK, "width": 2},
        marker={
            "symbol": [SYMBOLS[(value or 0) >= 0] for value in values],
            "color": [tone_colour(value or 0) for value in values],
            "size": 11,
            "line": {"color": CARD, "width": 1},
        },
        hovertext=[escape(codes.label(code, language)) for code in path["touchpoint"]],
        hoverinfo="text",
        customdata=path[["touchpoint"]].to_numpy().tolist(),
        xaxis=f"x{axis}",
        yaxis=f"y{axis}",
    )
    head = path.iloc[0]
    support = percent(float(head["share_paths"]), language)
    figure.add_annotation(
        x=0, y=2.75, xref=f"x{axis} domain", yref=f"y{axis}", xanchor="left", yanchor="top",
        text=f"<b>{escape(head['feedback_id'])}</b> · {support}", font={"color": INK2, "size": 12},
    )  # fmt: skip
