"""Promises of one path on the true axis of days: given, due, kept or not."""

from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from cxkit.figures.theme import CARD, INK2, NEG, POS, VOW, escape, new_figure
from cxkit.figures.wording import Language, number
from cxkit.schema.conform import conform
from cxkit.schema.results.promises import PROMISES

AXIS = {"ru": "дней от первого момента пути", "en": "days from the path's first moment"}
LETTER = {"ru": "П", "en": "P"}
UNKNOWN_REACH = 3.0
"""How many days the dotted line of an unknown day is drawn beyond the last known day."""


class _End(NamedTuple):
    """How the end of a promise is drawn, and what is written beside it."""

    symbol: str
    colour: str
    ru: str
    en: str


ENDS = {
    "kept": _End("circle", POS, "сдержано", "kept"),
    "late": _End("diamond", NEG, "с опозданием", "late"),
    "broken": _End("diamond-open", NEG, "нарушено", "broken"),
}
OPEN = _End("circle-open", INK2, "?", "?")
"""The end of a promise of which nobody tells what became."""


def plot_promises(promises: pd.DataFrame, *, language: Language = "en") -> go.Figure:
    """Draw each of PROMISES as a line from the day given to the day closed, with a tick when due.

    A promise whose day is not known begins at day 0. What became of it stands at its end in words
    ("?": nobody tells). Where the day of the end is not told the line is dotted: to the due time of
    a promise that was kept, beyond the last known day of any other.
    """
    rows = conform(promises, PROMISES)
    figure = new_figure(70 + 38 * max(len(rows), 1), language=language)
    ends = (rows["day_given"].fillna(0) + rows["actual_days"].fillna(rows["due_days"])).dropna()
    reach = float(ends.max()) + UNKNOWN_REACH if len(ends) else UNKNOWN_REACH
    for place, row in enumerate(rows.itertuples()):
        _draw(figure, row, place, reach, language)
    labels = [f"{LETTER[language]}{number(n, language)}" for n in rows["promise"]]
    figure.update_yaxes(
        tickvals=list(range(len(rows))), ticktext=labels, range=[len(rows) - 0.5, -0.5],
        showgrid=False, zeroline=False,
    )  # fmt: skip
    figure.update_xaxes(title_text=AXIS[language], range=[-0.03 * reach, 1.25 * reach])
    return figure


def _draw(figure: go.Figure, row: object, place: int, reach: float, language: Language) -> None:
    given = 0.0 if pd.isna(row.day_given) else float(row.day_given)  # type: ignore[attr-defined]
    actual, due = row.actual_days, row.due_days  # type: ignore[attr-defined]
    result = str(row.result)  # type: ignore[attr-defined]
    mark, is_known = ENDS.get(result, OPEN), pd.notna(actual)
    length = due if pd.isna(actual) and result == "kept" else actual
    end = reach if pd.isna(length) else given + float(length)
    figure.add_scatter(
        x=[given, end],
        y=[place, place],
        mode="lines+markers",
        line={"color": VOW, "width": 2.5, "dash": "solid" if is_known else "dot"},
        marker={
            "symbol": ["circle", mark.symbol],
            "size": 11,
            "color": [CARD, mark.colour],
            "line": {"color": [VOW, mark.colour], "width": 2.5},
        },
        cliponaxis=False,
        hovertext=escape(row.quote),  # type: ignore[attr-defined]
        hoverinfo="text",
    )
    if pd.notna(due):
        at = given + float(due)
        figure.add_shape(type="line", x0=at, x1=at, y0=place - 0.28, y1=place + 0.28,
                         line={"color": VOW, "width": 2.5})  # fmt: skip
    figure.add_annotation(
        x=end, y=place, text=mark.ru if language == "ru" else mark.en, xshift=12, xanchor="left",
        font={"color": mark.colour},
    )  # fmt: skip
