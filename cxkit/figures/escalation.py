"""The way of one real case through the lines, step by step."""

import pandas as pd
import plotly.graph_objects as go

from cxkit.figures import theme
from cxkit.figures.times import duration
from cxkit.figures.wording import Language

WORDS = {
    "line": {"ru": "{line}", "en": "{line}"},
    "wait_us": {"ru": "ждали нас", "en": "waiting on us"},
    "wait_customer": {"ru": "ждали клиента", "en": "waiting on the customer"},
    "wait_partner": {"ru": "ждали партнёра", "en": "waiting on the partner"},
    "hours": {"ru": "Часы от первого шага", "en": "Hours from the first step"},
}
ROW = 30
SHORTEST = 0.006
"""Part of the axis that a step takes at least, so that it is seen."""


def plot_escalation(
    steps: pd.DataFrame, *, language: Language = "en", is_narrow: bool = False
) -> go.Figure:
    """Draw the steps of one case as bars over hours; narrow has labels above the bars.

    *steps* are ESCALATION_STEPS of the case with ``label``, the line's name in words. Solid is
    work; waiting is hatched: lines for us, dots for the customer, crosses for a partner.
    """
    start = steps["from_at"].min()
    hours = (steps["from_at"] - start) / pd.Timedelta("1h")
    whole = max(float((hours + steps["hours"].astype(float)).max()), 0.1)
    length = steps["hours"].astype(float).clip(lower=whole * SHORTEST)
    labels = [step_label(row, language) for _, row in steps.iterrows()]
    told = [duration(pd.Timedelta(hours=float(lasted)), language) for lasted in steps["hours"]]
    places = list(range(len(steps), 0, -1))
    figure = theme.new_figure(70 + (ROW + (14 if is_narrow else 0)) * len(steps), language=language)
    figure.add_bar(
        base=hours.tolist(),
        x=length.tolist(),
        y=places,
        orientation="h",
        width=0.42 if is_narrow else 0.56,
        marker={
            "color": [_colour(row) for _, row in steps.iterrows()],
            "line": {"width": 1, "color": [_edge(row) for _, row in steps.iterrows()]},
            "pattern": {
                "shape": [_hatch(row) for _, row in steps.iterrows()],
                "fgcolor": theme.INK2,
                "bgcolor": theme.MID_SOFT,
                "size": 6,
            },
        },
        hovertext=[
            f"{theme.escape(label)}: {length}" for label, length in zip(labels, told, strict=True)
        ],
        hoverinfo="text",
    )
    notes = [
        {
            "text": f"<b>{lasted}</b>",
            "x": float(begin + width), "y": place, "xanchor": "left", "xshift": 6,
        }
        for place, begin, width, lasted in zip(places, hours, length, told, strict=True)
    ]  # fmt: skip
    if is_narrow:
        notes += [
            {"text": theme.escape(label), "x": 0, "y": place + 0.5, "xanchor": "left"}
            for place, label in zip(places, labels, strict=True)
        ]
    figure.update_layout(
        annotations=notes,
        xaxis={
            "range": [0, whole * (1.3 if is_narrow else 1.14)],
            "title_text": WORDS["hours"][language],
        },
        yaxis={
            "tickvals": [] if is_narrow else places, "showgrid": False,
            "ticktext": [] if is_narrow else [theme.escape(label) for label in labels],
            "range": [0.4, len(steps) + 0.8],
        },
    )  # fmt: skip
    return figure


def step_label(row: pd.Series, language: Language) -> str:
    """Name a step: the line that worked, or whose move was awaited."""
    if row["kind"] == "work":
        return str(row["label"])
    return WORDS[f"wait_{row['waits_on']}"][language]


def _colour(row: pd.Series) -> str:
    if row["kind"] == "wait":
        return theme.MID_SOFT
    return theme.FLAG if row["waits_on"] == "partner" else theme.INK


def _edge(row: pd.Series) -> str:
    return theme.INK2 if row["kind"] == "wait" else _colour(row)


def _hatch(row: pd.Series) -> str:
    if row["kind"] == "work":
        return ""
    return {"us": "/", "customer": ".", "partner": "x"}[row["waits_on"]]
