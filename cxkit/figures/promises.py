"""Promises of one path on the true axis of days: given, due, kept or not."""

import pandas as pd
import plotly.graph_objects as go

from cxkit.figures.theme import CARD, INK2, NEG, POS, VOW, escape, new_figure
from cxkit.figures.wording import Language, number
from cxkit.schema.conform import conform
from cxkit.schema.results.promises import PROMISES

AXIS = {"ru": "дней от первого момента пути", "en": "days from the path's first moment"}
LETTER = {"ru": "П", "en": "P"}
UNKNOWN_REACH = 3.0
"""How many days the dashed line of an unknown end is drawn beyond the last known day."""


def plot_promises(promises: pd.DataFrame, *, language: Language = "en") -> go.Figure:
    """Draw each promise as a line from the day given to the day closed, with a tick when due.

    A promise whose day is not known begins at day 0; one whose end is not known is dotted and
    ends at a question mark.

    Parameters
    ----------
    promises : DataFrame
        PROMISES of one path; of several, all are drawn.
    language : {"ru", "en"}
        Language of labels.
    """
    rows = conform(promises, PROMISES)
    figure = new_figure(70 + 38 * max(len(rows), 1), language=language)
    ends = (rows["day_given"].fillna(0) + rows["actual_days"].fillna(rows["due_days"])).dropna()
    reach = float(ends.max()) + UNKNOWN_REACH if len(ends) else UNKNOWN_REACH
    for place, row in enumerate(rows.itertuples()):
        _draw(figure, row, place, reach)
    labels = [f"{LETTER[language]}{number(n, language)}" for n in rows["promise"]]
    figure.update_yaxes(
        tickvals=list(range(len(rows))), ticktext=labels, range=[len(rows) - 0.5, -0.5],
        showgrid=False, zeroline=False,
    )  # fmt: skip
    figure.update_xaxes(title_text=AXIS[language], rangemode="tozero")
    return figure


def _draw(figure: go.Figure, row: object, place: int, reach: float) -> None:
    given = 0.0 if pd.isna(row.day_given) else float(row.day_given)  # type: ignore[attr-defined]
    actual, due = row.actual_days, row.due_days  # type: ignore[attr-defined]
    is_known = pd.notna(actual)
    end = given + float(actual) if is_known else reach
    figure.add_scatter(
        x=[given, end],
        y=[place, place],
        mode="lines+markers",
        line={"color": VOW, "width": 2.5, "dash": "solid" if is_known else "dot"},
        marker={
            "symbol": ["circle", "circle" if is_known else "circle-open"],
            "size": 11,
            "color": [CARD, _end_colour(str(row.result), is_known)],  # type: ignore[attr-defined]
            "line": {"color": VOW, "width": 2.5},
        },
        hovertext=escape(row.quote),  # type: ignore[attr-defined]
        hoverinfo="text",
    )
    if pd.notna(due):
        at = given + float(due)
        figure.add_shape(type="line", x0=at, x1=at, y0=place - 0.28, y1=place + 0.28,
                         line={"color": VOW, "width": 2.5})  # fmt: skip
    if not is_known:
        figure.add_annotation(x=end, y=place, text="?", xshift=14, font={"color": INK2, "size": 14})


def _end_colour(result: str, is_known: bool) -> str:
    if not is_known:
        return CARD
    return POS if result == "kept" else NEG
