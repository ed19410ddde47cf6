"""Two groups of paths side by side, as a plotly figure."""

import pandas as pd
import plotly.graph_objects as go

from cxkit.codebook.load import load_codebook
from cxkit.figures.theme import CARD, INK, LINE, MID, NEG, POS, escape, new_figure, wrap
from cxkit.figures.wording import Language, signed
from cxkit.schema.conform import conform
from cxkit.schema.results.journey_groups import JOURNEY_GROUPS

SIDES = (("first", NEG, "square", -0.12), ("second", POS, "circle", 0.12))
NAMES = {"left": {"ru": "Ушли", "en": "Left"}, "stayed": {"ru": "Остались", "en": "Stayed"}}
AXIS = {"ru": "Пережитое, среднее по путям", "en": "Felt value, mean over paths"}


def plot_journey_groups(groups: pd.DataFrame, *, language: Language = "en") -> go.Figure:
    """Draw the means of two groups (JOURNEY_GROUPS) at every touchpoint, with intervals.

    A touchpoint at which the groups provably differ carries its difference.
    """
    rows = conform(groups, JOURNEY_GROUPS)
    codes = load_codebook()
    figure = new_figure(380, language=language)
    for side, colour, symbol, shift in SIDES:
        _draw(figure, rows, side, (colour, symbol, shift), language)
    for place, row in enumerate(rows.itertuples()):
        if row.is_significant is not pd.NA and row.is_significant:
            text = signed(row.difference, language, 1)
            low = min(row.first_mean, row.second_mean)
            figure.add_annotation(x=place, y=low - 0.42, text=text, font={"color": INK, "size": 12})
    labels = [wrap(codes.label(code, language), 12) for code in rows["touchpoint"]]
    figure.update_xaxes(
        tickvals=list(range(len(rows))), ticktext=labels, tickangle=0, showgrid=False,
        tickfont_size=11, range=[-0.6, len(rows) - 0.1],
    )  # fmt: skip
    figure.update_yaxes(
        range=[-2.5, 2.3], tickvals=[-2, -1, 0, 1, 2], title_text=AXIS[language],
        ticktext=[signed(level, language) for level in (-2, -1, 0, 1, 2)], linecolor=LINE,
    )  # fmt: skip
    return figure


def _draw(
    figure: go.Figure,
    rows: pd.DataFrame,
    side: str,
    look: tuple[str, str, float],
    language: Language,
) -> None:
    colour, symbol, shift = look
    means = [None if pd.isna(mean) else float(mean) for mean in rows[f"{side}_mean"]]
    up = (rows[f"{side}_mean_high"] - rows[f"{side}_mean"]).fillna(0).astype(float)
    down = (rows[f"{side}_mean"] - rows[f"{side}_mean_low"]).fillna(0).astype(float)
    x = [place + shift for place in range(len(rows))]
    figure.add_scatter(
        x=x,
        y=means,
        mode="markers",
        error_y={"type": "data", "array": up.tolist(), "arrayminus": down.tolist(),
                 "color": colour, "thickness": 1.5, "width": 0},
        marker={"symbol": symbol, "size": 11, "color": colour, "line": {"color": CARD, "width": 1}},
        customdata=rows[[f"{side}_n"]].astype("int64").to_numpy().tolist(),
        hovertemplate="%{y:.1f}, n = %{customdata[0]}<extra></extra>",
    )  # fmt: skip
    known = [place for place, mean in enumerate(means) if mean is not None]
    if known:
        name = str(rows[f"{side}_group"].iloc[0])
        text = NAMES[name][language] if name in NAMES else escape(name)
        figure.add_annotation(
            x=x[known[-1]] + 0.1, y=means[known[-1]], text=f"<b>{text}</b>", xanchor="left",
            font={"color": colour if colour != MID else INK, "size": 12},
        )  # fmt: skip
