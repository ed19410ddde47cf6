"""Axes of time that all timelines share: local clocks, ticks, gaps that stay visible."""

from itertools import groupby
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from cxkit.figures import theme
from cxkit.figures.times import day
from cxkit.figures.units import Unit
from cxkit.figures.wording import Language, number

NO_DATA = {"ru": "нет данных", "en": "no data"}
MAX_TICKS = 12
A_YEAR = pd.Timedelta(366, unit="D")


def local_clocks(frame: pd.DataFrame, time_zone: str, columns: tuple[str, ...]) -> pd.DataFrame:
    """Return the frame with the named instants as wall clocks of *time_zone*."""
    clocks = {
        name: frame[name].dt.tz_convert(time_zone).dt.tz_localize(None)
        for name in columns
        if len(frame)
    }
    return frame.assign(**clocks).reset_index(drop=True)


def period_label(when: pd.Timestamp, language: Language, *, short: bool = False) -> str:
    """Name a period by its beginning, with the hour where it does not begin at midnight.

    Examples
    --------
    >>> period_label(pd.Timestamp("2026-03-05 18:00"), "en")
    '5 March 2026, 18:00'
    """
    clock = f", {when:%H:%M}" if when.hour or when.minute else ""
    return day(when, language, year=True, short=short) + clock


def gap_columns(
    periods: pd.DataFrame, language: Language
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Put a dashed column around every run of periods without data; the top stays free."""
    shapes, notes = [], []
    is_empty = periods["n"].astype(int) == 0
    for empty_run, run in groupby(enumerate(is_empty), key=lambda pair: pair[1]):
        if not empty_run:
            continue
        rows = periods.iloc[[place for place, _ in run]]
        half = (rows["period_end_at"].iloc[0] - rows["period_at"].iloc[0]) / 2
        start, end = rows["period_at"].iloc[0] - half, rows["period_at"].iloc[-1] + half
        shapes.append(
            {
                "type": "rect", "x0": start, "x1": end, "y0": 0, "y1": 1, "yref": "y domain",
                "fillcolor": theme.CLEAR, "line": {"color": theme.MID, "dash": "dash", "width": 1},
            }
        )  # fmt: skip
        notes.append(
            {
                "text": NO_DATA[language], "x": start + (end - start) / 2, "y": 0.88,
                "yref": "y domain", "yanchor": "top", "textangle": -90,
                "font": {"color": theme.INK2, "size": 12},
            }
        )  # fmt: skip
    return shapes, notes


def bands(periods: pd.DataFrame, of: str, unit: Unit, **axes: str) -> list[go.Scatter]:
    """Draw the intervals: one grey polygon a run of periods with data, so that a gap stays a gap.

    A period alone between gaps has a bar half as wide as itself. *periods* are of one series, in
    order of time; *axes* are ``xaxis`` and ``yaxis`` of the panel.
    """
    known = periods[f"{of}_low"].notna() & periods[f"{of}_high"].notna()
    runs = [
        [place for place, _ in run]
        for is_known, run in groupby(enumerate(known), key=lambda pair: pair[1])
        if is_known
    ]
    return [_band(periods.iloc[run], of, unit, axes) for run in runs]


def _band(run: pd.DataFrame, of: str, unit: Unit, axes: dict[str, str]) -> go.Scatter:
    times = list(run["period_at"])
    if len(run) == 1:
        quarter = (run["period_end_at"].iloc[0] - times[0]) / 4
        times, run = [times[0] - quarter, times[0] + quarter], pd.concat([run, run])
    upper = (unit.factor * run[f"{of}_high"].astype(float)).tolist()
    lower = (unit.factor * run[f"{of}_low"].astype(float)).tolist()
    return go.Scatter(
        x=times + times[::-1],
        y=upper + lower[::-1],
        mode="lines",
        fill="toself",
        fillcolor=theme.MID_SOFT,
        line={"width": 0, "color": theme.MID_SOFT},
        hoverinfo="skip",
        showlegend=False,
        **axes,
    )


def value_axis(ends: tuple[float, float], unit: Unit, language: Language) -> dict[str, Any]:
    """Return the axis of the figure itself, above the bars."""
    return {
        "domain": [0.25, 1], "range": list(ends), **named_ticks(ends, unit, language),
        "zeroline": unit.has_sign, "zerolinecolor": theme.HATCH,
    }  # fmt: skip


def named_ticks(
    ends: tuple[float, float], unit: Unit, language: Language, *, most: int = 6
) -> dict[str, Any]:
    """Return round ticks between the ends and their names; none beyond what the figure can be.

    Examples
    --------
    >>> named_ticks((-112, -88), Unit(100, 0, True, bounds_of_axis=(-100, 100)), "en")
    {'tickvals': [-100, -95, -90], 'ticktext': ['−100', '−95', '−90']}
    """
    least, largest = unit.bounds_of_axis
    ticks = [tick for tick in round_ticks(ends, most=most) if least <= tick <= largest]
    texts = [unit.axis(tick / unit.factor, language) for tick in ticks]
    return {"tickvals": ticks, "ticktext": texts}


def with_room(values: pd.Series, unit: Unit, share: float) -> tuple[float, float]:
    """Return the ends of an axis: all values, *share* of their span on both sides, no hair's width.

    Examples
    --------
    >>> with_room(pd.Series([-100.0]), Unit(100, 0, has_sign=True), 0.1)
    (-112.0, -88.0)
    """
    known = values.dropna()
    if known.empty:
        return 0.0, 1.0
    low, high = float(known.min()), float(known.max())
    lacking = max(0.2 * unit.factor - (high - low), 0) / 2
    low, high = low - lacking, high + lacking
    room = share * (high - low)
    return low - room, high + room


def round_ticks(ends: tuple[float, float], *, most: int = 6) -> list[float]:
    """Choose round numbers between the ends, as many as fit.

    Examples
    --------
    >>> round_ticks((22.0, 71.0), most=3)
    [40.0, 60.0]
    """
    low, high = ends
    for step in (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 25, 50, 100):
        first = -(-low // step)
        ticks = [round((first + place) * step, 4) for place in range(int(high // step - first) + 1)]
        if len(ticks) <= most:
            return ticks
    return [low, high]


def count_axis(periods: pd.DataFrame, language: Language) -> dict[str, Any]:
    """Return the axis of the bars beneath."""
    largest = max(int(periods["n"].max()) if len(periods) else 0, 1)
    power = 10 ** (len(str(largest)) - 1)
    mark = largest // power * power
    texts = ["0", number(mark, language)]
    return {
        "domain": [0, 0.15], "range": [0, 1.15 * largest], "tickvals": [0, mark],
        "ticktext": texts, "zeroline": False,
    }  # fmt: skip


def time_axis(periods: pd.DataFrame, language: Language, *, is_narrow: bool) -> dict[str, Any]:
    """Return the axis of time with hand-picked ticks; every period keeps its place."""
    times = list(periods["period_at"])
    most = MAX_TICKS // 2 if is_narrow else MAX_TICKS
    most = most // 2 + 1 if is_long(times) else most
    every = -(-len(times) // most) or 1
    ticks = times[::every]
    axis: dict[str, Any] = {
        "type": "date", "showgrid": False, "anchor": "y2", "ticks": "outside", "tickangle": 0,
        "tickvals": ticks, "ticktext": tick_names(ticks, language),
    }  # fmt: skip
    if times:
        step = periods["period_end_at"].iloc[-1] - times[-1]
        axis["range"] = [times[0] - step * 0.9, times[-1] + step * 0.9]
    return axis


def tick_names(ticks: list[pd.Timestamp], language: Language) -> list[str]:
    """Name ticks by their day, with the year where days would recur."""
    return [day(tick, language, short=True, year=is_long(ticks)) for tick in ticks]


def is_long(times: list[pd.Timestamp]) -> bool:
    """Tell whether times span so long that a day without its year could be two."""
    return bool(times) and times[-1] - times[0] > A_YEAR


def with_none(values: pd.Series) -> list[float | None]:
    """Return numbers for plotly, with None where a value is missing."""
    return [None if pd.isna(value) else float(value) for value in values]
