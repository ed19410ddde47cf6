"""Before, during and after the fix: each check with its intervals and the bound set beforehand."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from cxkit.figures import theme
from cxkit.figures.wording import FEW, Language, interval, number

PHASES = ("before", "during", "after")
WORDS = {
    "before": {"ru": "До", "en": "Before"},
    "during": {"ru": "Во время", "en": "During"},
    "after": {"ru": "После", "en": "After"},
    "bound": {"ru": "граница нормы", "en": "limit of normal"},
    "contacts": {"ru": "Обращений по теме в день", "en": "Contacts on the topic a day"},
    "complaints": {"ru": "Недовольные среди отзывов, %", "en": "Unhappy reviews, %"},
}  # fmt: skip
HEIGHT, GAP = 210, 0.28
"""Of one check in pixels; the part of it that a phone leaves for the numbers below."""
COLOURS = {"before": theme.INK, "during": theme.NEG, "after": theme.POS}


def plot_verification(
    checks: pd.DataFrame, *, language: Language = "en", is_narrow: bool = False
) -> go.Figure:
    """Draw the rates of every check of VERIFICATION, one panel a check; narrow, below each other.

    Hollow and dashed where there is too little to judge by; the bound is a dotted line.
    """
    n = len(checks)
    figure = theme.new_figure(round(HEIGHT * (n - GAP)) if is_narrow else HEIGHT, language=language)
    layout: dict[str, Any] = {"annotations": [], "shapes": [], "margin": {"t": 34, "b": 34}}
    for place, (_, row) in enumerate(checks.iterrows()):
        _panel(figure, row, place, language)
        suffix, factor = "" if place == 0 else str(place + 1), _factor(row)
        rates = row[[f"rate_{phase}_high" for phase in PHASES]].dropna().astype(float)
        highest = factor * rates.max() if len(rates) else 1.0
        layout |= _axes(place, n, highest, is_narrow=is_narrow)
        layout[f"yaxis{suffix}"]["ticktext"] = _names(row, language)
        layout["annotations"].append(
            {
                "text": f"<b>{WORDS[row['check']][language]}</b>", "x": 0,
                "xref": f"x{suffix} domain", "xanchor": "left", "y": 1.02,
                "yref": f"y{suffix} domain", "yanchor": "bottom",
            }
        )  # fmt: skip
        if pd.notna(row["bound"]):
            layout["shapes"].append(
                {
                    "type": "line", "x0": factor * row["bound"], "x1": factor * row["bound"],
                    "xref": f"x{suffix}", "y0": 0, "y1": 1, "yref": f"y{suffix} domain",
                    "line": {"color": theme.INK2, "dash": "dot", "width": 1.2},
                }
            )  # fmt: skip
            layout["annotations"].append(
                {
                    "text": WORDS["bound"][language], "x": factor * row["bound"],
                    "xref": f"x{suffix}", "xanchor": "left", "xshift": 4, "y": 0.02,
                    "yref": f"y{suffix} domain", "yanchor": "bottom",
                    "font": {"size": 11, "color": theme.INK2},
                }
            )  # fmt: skip
    figure.update_layout(**layout)
    return figure


def _factor(row: pd.Series) -> float:
    return 100.0 if row["check"] == "complaints" else 1.0


def _panel(figure: go.Figure, row: pd.Series, place: int, language: Language) -> None:
    suffix = "" if place == 0 else str(place + 1)
    factor = _factor(row)
    for level, phase in enumerate(reversed(PHASES), start=1):
        value = row[f"rate_{phase}"]
        if pd.isna(value):
            continue
        is_open = phase == "after" and row["verdict"] in ("too_few", "unproven")
        is_open |= row["check"] == "complaints" and row.get(f"base_{phase}", FEW) < FEW
        colour = COLOURS[phase]
        bounds = [factor * float(row[f"rate_{phase}_{end}"]) for end in ("low", "high")]
        line = {"color": colour, "width": 2, "dash": "dash" if is_open else "solid"}
        axes = {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}
        figure.add_scatter(
            x=bounds, y=[level, level], mode="lines", line=line, hoverinfo="skip", **axes
        )
        figure.add_scatter(
            x=[factor * float(value)],
            y=[level],
            mode="markers",
            marker={
                "size": 12,
                "symbol": "square" if phase == "during" else "circle",
                "color": theme.CARD if is_open else colour,
                "line": {"color": colour, "width": 2},
            },
            hovertext=[_said(row, phase, language)],
            hoverinfo="text",
            **axes,
        )


def _said(row: pd.Series, phase: str, language: Language) -> str:
    """Write what a point says: when, how much, its interval."""
    factor, digits = _factor(row), 0 if row["check"] == "complaints" else 1
    low, value, high = (factor * float(row[f"rate_{phase}{end}"]) for end in ("_low", "", "_high"))
    bounds = interval(low, high, language, digits)
    return f"{WORDS[phase][language]}: {number(value, language, digits)} ({bounds})"


def _names(row: pd.Series, language: Language) -> list[str]:
    """Name the stretches from below; a share with the n that it is counted from."""
    names = []
    for phase in reversed(PHASES):
        name, base = WORDS[phase][language], row.get(f"base_{phase}")
        is_share = row["check"] == "complaints" and pd.notna(base)
        names.append(f"{name}<br>n = {number(base, language)}" if is_share else name)
    return names


def _axes(place: int, n: int, highest: float, *, is_narrow: bool) -> dict[str, Any]:
    suffix = "" if place == 0 else str(place + 1)
    across = [0.0, 1.0] if is_narrow or n == 1 else [place / n + 0.06 * place, (place + 0.88) / n]
    height = 1 / (n - GAP)
    down = [1 - height * (place + 1 - GAP), 1 - height * place] if is_narrow else [0.0, 1.0]
    return {
        f"xaxis{suffix}": {
            "domain": [across[0], min(across[1], 1.0)], "anchor": f"y{suffix}",
            "range": [-0.04 * highest, 1.06 * highest], "zeroline": False,
        },
        f"yaxis{suffix}": {
            "domain": [max(down[0], 0.0), down[1]], "anchor": f"x{suffix}", "tickvals": [1, 2, 3],
            "range": [0.3, 3.7], "showgrid": False, "zeroline": False,
        },
    }  # fmt: skip
