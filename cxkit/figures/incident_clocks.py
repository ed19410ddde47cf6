"""Two tracks of an incident, customers and company, over the contacts of each day."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from cxkit.codebook.load import load_codebook
from cxkit.figures import theme
from cxkit.figures.time_axes import NO_DATA
from cxkit.figures.times import day, instant
from cxkit.figures.wording import Language, number

WORDS = {
    "customers": {"ru": "Клиенты", "en": "Customers"},
    "company": {"ru": "Компания", "en": "Company"},
    "shade": {"ru": "клиенты уже сообщали", "en": "customers already reported it"},
    "bars": {"ru": "Обращений в день: сплошь первые, штрих повторные",
             "en": "Contacts a day: solid first, hatched repeated"},
    "first": {"ru": "первых", "en": "first"},
    "repeat": {"ru": "повторных", "en": "repeated"},
}  # fmt: skip
HEIGHT = 400
ROOM = pd.Timedelta("12h")
CLOSE = 0.022
"""Part of the axis under which two marks of a track would overlap."""
TRACKS = {"customers": 2.0, "company": 0.6}
STEP, FLOORS = 0.42, 3


def plot_incident_clocks(
    chronology: pd.DataFrame,
    days: pd.DataFrame,
    *,
    labels: Mapping[int, str] | None = None,
    time_zone: str = "UTC",
    language: Language = "en",
    is_narrow: bool = False,
) -> go.Figure:
    """Draw who knew when (INCIDENT_CHRONOLOGY), over how many came (INCIDENT_DAYS).

    Squares are customers, circles the company; their numbers are those of the chronology, and
    entries without a time are not drawn. The time from the first signal to the acknowledgement is
    shaded; gaps are dashed columns. *labels* say for the hover what each number is; without them it
    tells the time, on the clock of *time_zone*.
    """
    dated = chronology[chronology["at"].notna()].copy()
    for name in ("at", "until_at"):
        dated[name] = dated[name].dt.tz_convert(time_zone).dt.tz_localize(None)
    bars = days.assign(at=days["day_at"].dt.tz_convert(time_zone).dt.tz_localize(None))
    figure = theme.new_figure(HEIGHT, language=language)
    ends = _ends(dated, bars)
    bars = bars[bars["at"].ge(ends[0].normalize()) & bars["at"].le(ends[1])]
    figure.add_traces(_bars(bars, language))
    for side, level in TRACKS.items():
        close = CLOSE * (2.4 if is_narrow else 1)
        _track(figure, dated[dated["side"].eq(side)], level, (ends, close), labels or {}, language)
    shapes, notes = _shade(dated, language)
    gaps, gap_notes = _gaps(dated, language)
    ticks = bars["at"].iloc[:: max(1, -(-len(bars) // (5 if is_narrow else 10)))]
    figure.update_layout(
        barmode="stack",
        bargap=0.25,
        shapes=shapes + gaps,
        annotations=[*notes, *gap_notes, _bar_title(language)],
        margin={"l": 76 if not is_narrow else 66, "r": 8, "t": 26, "b": 36},
        xaxis={
            "type": "date", "range": list(ends), "showgrid": False, "anchor": "y2",
            "tickvals": list(ticks + ROOM), "tickangle": 0, "ticklabelstandoff": 6,
            "ticktext": [day(tick, language, short=True) for tick in ticks],
        },
        yaxis={
            "domain": [0.5, 1], "range": [-0.1, 3.3], "showgrid": False, "zeroline": False,
            "tickvals": list(TRACKS.values()), "ticktext": [WORDS[s][language] for s in TRACKS],
        },
        yaxis2={"domain": [0, 0.36], "rangemode": "tozero", "nticks": 4, "zeroline": False},
    )  # fmt: skip
    return figure


def _ends(dated: pd.DataFrame, bars: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the stretch of the entries, and half a day of room."""
    times = pd.concat([dated["at"], dated["until_at"]]).dropna()
    if times.empty:
        return bars["at"].min(), bars["at"].max() + 2 * ROOM
    return times.min() - ROOM, times.max() + ROOM


def _bars(bars: pd.DataFrame, language: Language) -> list[go.Bar]:
    middle = list(bars["at"] + ROOM)
    hatch = {"shape": "/", "fgcolor": theme.NEG, "bgcolor": theme.NEG_SOFT, "size": 6}
    marks: dict[str, dict[str, Any]] = {
        "n_first": {"color": theme.NEG},
        "n_repeat": {
            "color": theme.NEG,
            "pattern": hatch,
            "line": {"color": theme.NEG, "width": 1},
        },
    }
    said = {"n_first": WORDS["first"][language], "n_repeat": WORDS["repeat"][language]}
    return [
        go.Bar(
            x=middle,
            y=bars[name].astype(int).tolist(),
            marker=marker,
            yaxis="y2",
            hovertext=[
                f"{day(at, language)}: {number(n, language)} {said[name]}"
                for at, n in zip(bars["at"], bars[name], strict=True)
            ],
            hoverinfo="text",
        )
        for name, marker in marks.items()
    ]


def _track(
    figure: go.Figure,
    entries: pd.DataFrame,
    level: float,
    across: tuple[tuple[pd.Timestamp, pd.Timestamp], float],
    labels: Mapping[int, str],
    language: Language,
) -> None:
    ends, close = across
    rows = entries[entries["mark"].notna()]
    figure.add_scatter(
        x=list(ends), y=[level, level], mode="lines", hoverinfo="skip",
        line={"color": theme.LINE, "width": 1},
    )  # fmt: skip
    is_customer = level == TRACKS["customers"]
    heights = _apart(rows["at"], level, ends, close)
    figure.add_scatter(
        x=list(rows["at"]),
        y=heights,
        mode="markers+text",
        marker={
            "symbol": "square" if is_customer else "circle",
            "size": 19,
            "color": theme.NEG if is_customer else theme.INK,
        },
        text=[str(int(mark)) for mark in rows["mark"]],
        textfont={"color": theme.CARD, "size": 11},
        textposition="middle center",
        hovertext=[
            theme.escape(labels.get(int(mark), instant(at, language)))
            for mark, at in zip(rows["mark"], rows["at"], strict=True)
        ],
        hoverinfo="text",
    )


def _apart(
    times: pd.Series, level: float, ends: tuple[pd.Timestamp, pd.Timestamp], close: float
) -> list[float]:
    """Lift a mark to the lowest floor on which it lies on no other."""
    room = close * (ends[1] - ends[0])
    last = [ends[0] - 2 * room] * FLOORS
    heights: list[float] = []
    for at in times:
        free = [floor for floor, before in enumerate(last) if at - before >= room]
        floor = free[0] if free else last.index(min(last))
        last[floor] = at
        heights.append(level + floor * STEP)
    return heights


def _shade(
    dated: pd.DataFrame, language: Language
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Shade the time in which customers told and the company had not acknowledged."""
    at = dated.drop_duplicates("entry").set_index("entry")["at"]
    start, end = at.get("first_signal"), at.get("acknowledged")
    if start is None or end is None or end <= start:
        return [], []
    shape = {
        "type": "rect", "layer": "below", "line": {"width": 0}, "x0": start, "x1": end,
        "y0": 0, "y1": 1, "yref": "paper", "fillcolor": theme.NEG_SOFT,
    }  # fmt: skip
    note = {
        "text": WORDS["shade"][language], "x": start, "xanchor": "left", "y": 1.0, "yref": "paper",
        "yanchor": "bottom", "font": {"color": theme.NEG, "size": 12},
    }  # fmt: skip
    return [shape], [note]


def _gaps(
    dated: pd.DataFrame, language: Language
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    gaps = dated[dated["entry"].eq("gap")]
    shapes = [
        {
            "type": "rect", "x0": gap["at"], "x1": gap["until_at"], "y0": 0, "y1": 1,
            "yref": "y2 domain", "fillcolor": theme.CLEAR,
            "line": {"color": theme.INK2, "dash": "dash", "width": 1.2},
        }
        for _, gap in gaps.iterrows()
    ]  # fmt: skip
    notes = [
        {
            "text": f"{NO_DATA[language]}: {theme.escape(_channel(gap['about'], language))}",
            "x": gap["at"] + (gap["until_at"] - gap["at"]) / 2, "y": 1.02, "yref": "y2 domain",
            "yanchor": "bottom", "font": {"color": theme.INK2, "size": 11}, "bgcolor": theme.PAPER,
        }
        for _, gap in gaps.iterrows()
    ]  # fmt: skip
    return shapes, notes


def _bar_title(language: Language) -> dict[str, Any]:
    return {
        "text": WORDS["bars"][language], "x": 0, "xref": "paper", "xanchor": "left", "y": 0.44,
        "xshift": -62,
        "yref": "paper", "yanchor": "bottom", "font": {"color": theme.INK2, "size": 12},
    }  # fmt: skip


def _channel(channel: str, language: Language) -> str:
    codes = load_codebook()
    return codes.label(channel, language).lower() if channel in codes.channels else channel
