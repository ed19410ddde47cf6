"""The line of a timeline: noisy periods, real levels, when they changed, and n beneath."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from cxkit.figures import theme
from cxkit.figures.time_axes import (
    NO_DATA,
    bands,
    count_axis,
    gap_columns,
    local_clocks,
    period_label,
    time_axis,
    value_axis,
    with_none,
    with_room,
)
from cxkit.figures.units import UNITS, Unit
from cxkit.figures.wording import Language, number, percent
from cxkit.schema.results.sentiment_timeline import told

WORDS = {
    "small": {"ru": "мало", "en": "small base"},
    "partial": {"ru": "неполный период", "en": "partial period"},
    "interval": {"ru": "интервал 95\u202f%", "en": "95% interval"},
    "again": {"ru": "в {share} перевыборок", "en": "in {share} of resamples"},
    "bars": {"ru": "Отзывов за период, n", "en": "Texts per period, n"},
    "bars_answers": {"ru": "Ответов за период, n", "en": "Answers per period, n"},
}
HEIGHT = 480
PERIOD = ("period_at", "period_end_at")
STRETCH = ("from_at", "until_at")
CHANGE = ("changed_at", "changed_at_low", "changed_at_high")
ROOM = 0.14
"""Empty part of the axis above and below all dots, in terms of their span."""
LABELS = 1 - ROOM / (1 + 2 * ROOM)
"""Where that room begins at the top: the levels' labels stand above it, nothing else does."""
_LINE = {"hoverinfo": "skip", "mode": "lines", "showlegend": False}


def plot_sentiment_timeline(
    timeline: pd.DataFrame,
    changes: pd.DataFrame | None = None,
    segments: pd.DataFrame | None = None,
    *,
    happenings: pd.DataFrame | None = None,
    of: str = "net",
    language: Language = "en",
    is_narrow: bool = False,
) -> go.Figure:
    """Draw one series with its band, its levels, its changes and its bases.

    Parameters
    ----------
    timeline : DataFrame
        SENTIMENT_TIMELINE of one group; its ``attrs["time_zone"]`` is the clock of the axis.
    changes : DataFrame, optional
        CHANGE_POINTS of the group; only proven ones are drawn.
    segments : DataFrame, optional
        CHANGE_SEGMENTS of the group.
    happenings : DataFrame, optional
        Incidents and actions: at (UTC), mark (a letter).
    of : str
        Figure of the timeline: "net", "share_negative", "share_positive", "sentiment", "rating".
    language : {"ru", "en"}
        Language of labels.
    is_narrow : bool
        For screens under 700 px: shorter labels.

    Returns
    -------
    Figure
        Hollow dots are small bases and partial periods, dashed columns periods without data,
        coloured columns the time in which a change may have happened.
    """
    unit = UNITS[of]
    zone = told(timeline, "time_zone")
    periods = local_clocks(timeline, zone, PERIOD)
    found = _proven(changes, zone)
    levels = _none() if segments is None else local_clocks(segments, zone, STRETCH)
    marks = _none() if happenings is None else local_clocks(happenings, zone, ("at",))
    figure = theme.new_figure(HEIGHT, language=language)
    figure.add_traces([*bands(periods, of, unit), _thread(periods, of, unit)])
    figure.add_traces(_levels(levels, periods, unit))
    figure.add_traces(
        [_dots(periods, of, language, is_narrow=is_narrow), _cursor(), _bars(periods)]
    )
    ends = _range(periods, levels, of, unit)
    shapes, notes = _columns(found, periods, unit, language, is_narrow=is_narrow)
    lines, letters = _letters(marks, periods, is_narrow=is_narrow)
    gaps, gap_notes = gap_columns(periods, language)
    labels = _level_labels(levels, periods, unit, language, is_narrow=is_narrow)
    figure.update_layout(
        shapes=shapes + lines + gaps,
        annotations=[*notes, *letters, *gap_notes, *labels, _bar_title(timeline, language)],
        margin={"l": 44, "r": 8, "t": 48, "b": 30},
        bargap=0.2,
        xaxis=time_axis(periods, language, is_narrow=is_narrow),
        yaxis=value_axis(ends, unit, language),
        yaxis2=count_axis(periods, language),
    )
    return figure


def _proven(changes: pd.DataFrame | None, zone: str) -> pd.DataFrame:
    if changes is None:
        return _none()
    return local_clocks(changes[changes["is_proven"].astype(bool)], zone, CHANGE)


def _none() -> pd.DataFrame:
    return pd.DataFrame()


def _thread(periods: pd.DataFrame, of: str, unit: Unit) -> go.Scatter:
    values = unit.factor * periods[of].astype(float)
    line = {"color": theme.INK2, "width": 1.2}
    return go.Scatter(
        x=list(periods["period_at"]), y=with_none(values), line=line, connectgaps=False, **_LINE
    )


def _levels(levels: pd.DataFrame, periods: pd.DataFrame, unit: Unit) -> list[go.Scatter]:
    """One thick line a stretch, from half a period before its first dot to half after its last."""
    half = (periods["period_end_at"] - periods["period_at"]).median() / 2
    return [
        go.Scatter(
            x=[row.from_at - half, row.until_at - half],
            y=[unit.factor * row.level] * 2,
            line={"color": _level_colour(row, unit), "width": 4},
            **_LINE,
        )
        for row in levels.itertuples()
    ]


def _level_colour(row: Any, unit: Unit) -> str:
    """Blue above zero, red below, and ink where the interval does not say which."""
    if not unit.has_sign or pd.isna(row.level_low) or row.level_low <= 0 <= row.level_high:
        return theme.INK2
    return theme.tone_colour(row.level)


def _dots(periods: pd.DataFrame, of: str, language: Language, *, is_narrow: bool) -> go.Scatter:
    """All periods in one trace, so that a point's number is its period's number."""
    is_weak = (periods["is_small"] | periods["is_partial"]).astype(bool)
    marker = {
        "opacity": 1,
        "size": [(6 if is_narrow else 9) if weak else (4 if is_narrow else 7) for weak in is_weak],
        "color": [theme.CARD if weak else theme.INK for weak in is_weak],
        "line": {"width": 1.8, "color": [theme.INK2 if weak else theme.INK for weak in is_weak]},
    }
    return go.Scatter(
        x=list(periods["period_at"]),
        y=with_none(UNITS[of].factor * periods[of].astype(float)),
        mode="markers",
        marker=marker,
        text=[period_words(row, of, language) for row in periods.to_dict("records")],
        hovertemplate="%{text}<extra></extra>",
    )


def period_words(row: dict[str, Any], of: str, language: Language) -> str:
    """Write what a period's dot says: day, value, interval, n, and its state."""
    unit = UNITS[of]
    head = period_label(row["period_at"], language)
    if pd.isna(row[of]):
        return f"{head}: {NO_DATA[language]}"
    lines = [f"{head}: {unit.axis(row[of], language)}"]
    if pd.notna(row[f"{of}_low"]):
        bounds = unit.bounds(row[f"{of}_low"], row[f"{of}_high"], language)
        lines.append(f"{WORDS['interval'][language]} {bounds}")
    base = row["n_rated"] if of == "rating" else row["n"]
    states = [WORDS["small"][language]] if row["is_small"] else []
    states += [WORDS["partial"][language]] if row["is_partial"] else []
    lines.append(", ".join([f"n = {number(base, language)}", *states]))
    return "<br>".join(lines)


def _cursor() -> go.Scatter:
    """Draw the ring that the slider under the figure moves."""
    ring = {"size": 17, "color": theme.CLEAR, "line": {"color": theme.INK, "width": 2.5}}
    return go.Scatter(
        x=[None], y=[None], mode="markers", marker=ring, hoverinfo="skip", meta="cursor"
    )


def _bars(periods: pd.DataFrame) -> go.Bar:
    colours = [theme.HATCH if small else theme.INK2 for small in periods["is_small"].astype(bool)]
    return go.Bar(
        x=list(periods["period_at"]),
        y=periods["n"].astype(int).tolist(),
        width=(
            0.8e3 * (periods["period_end_at"] - periods["period_at"]).dt.total_seconds()
        ).tolist(),
        marker={"color": colours, "line": {"width": 0}},
        hovertemplate="n = %{y}<extra></extra>",
        yaxis="y2",
    )


def _columns(
    found: pd.DataFrame,
    periods: pd.DataFrame,
    unit: Unit,
    language: Language,
    *,
    is_narrow: bool,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Colour the time from the last period surely before to the first one surely after."""
    shapes, notes = [], []
    for row in found.itertuples():
        is_good = row.difference * unit.good > 0
        earlier = periods.loc[periods["period_at"] < row.changed_at_low, "period_at"]
        start = earlier.iloc[-1] if len(earlier) else row.changed_at_low
        shapes.append(
            {
                "type": "rect", "layer": "below", "line": {"width": 0}, "x0": start,
                "x1": row.changed_at_high, "y0": 0, "y1": 1, "yref": "y domain",
                "fillcolor": theme.POS_SOFT if is_good else theme.NEG_SOFT,
            }
        )  # fmt: skip
        again = WORDS["again"][language].format(share=_percent(row.confidence, language))
        change = unit.change_in_words(row.difference, language)
        text = f"<b>{unit.change(row.difference, language)}</b>" if is_narrow else (
            f"<b>{change}</b><br>{again}"
        )  # fmt: skip
        notes.append(
            {
                "text": text, "x": row.changed_at, "y": 1, "yref": "y domain",
                "yanchor": "bottom", "align": "center",
                "font": {"size": 12.5, "color": theme.POS if is_good else theme.NEG},
            }
        )  # fmt: skip
    return shapes, notes


def _percent(share: float, language: Language) -> str:
    """Write in how many resampled series a change is found; never in all of any number."""
    return f">{percent(0.99, language)}" if share > 0.99 else percent(share, language)


LETTER = (0.02, 0.07)
"""Width of a boxed letter as a share of the axis, on a wide and on a narrow screen."""
BOUNDS = 0.15
"""Width of a level's label with its interval as a share of the axis, on a wide screen."""


def _letters(
    marks: pd.DataFrame, periods: pd.DataFrame, *, is_narrow: bool
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Draw a line and a boxed letter a happening; boxes that would overlap are put higher."""
    if marks.empty:
        return [], []
    lines = [
        {
            "type": "line", "x0": row.at, "x1": row.at, "y0": 0, "y1": LABELS, "yref": "y domain",
            "line": {"color": theme.INK2, "dash": "dot", "width": 1},
        }
        for row in marks.itertuples()
    ]  # fmt: skip
    width = LETTER[1 if is_narrow else 0] * _length(periods)
    boxes, last, step = [], None, 0
    for row in marks.itertuples():
        step = step + 1 if last is not None and row.at - last < width else 0
        last = row.at
        boxes.append(
            {
                "text": f"<b>{theme.escape(row.mark)}</b>", "x": row.at, "y": 0.035 + 0.1 * step,
                "yref": "y domain", "bgcolor": theme.CARD, "bordercolor": theme.INK2,
                "borderpad": 2.5,
            }
        )  # fmt: skip
    return lines, boxes


def _level_labels(
    levels: pd.DataFrame,
    periods: pd.DataFrame,
    unit: Unit,
    language: Language,
    *,
    is_narrow: bool,
) -> list[dict[str, Any]]:
    """Write each level over its stretch, above all dots; one of several with its interval.

    The one level of a series is the score that heads the page, which has its own interval there.
    """
    labels = []
    for row in levels.itertuples():
        text = f"<b>{unit.axis(row.level, language)}</b>"
        is_wide = not is_narrow and row.until_at - row.from_at > BOUNDS * _length(periods)
        if is_wide and len(levels) > 1 and pd.notna(row.level_low):
            text += f" ({unit.bounds(row.level_low, row.level_high, language)})"
        labels.append(
            {
                "text": text, "x": row.from_at + (row.until_at - row.from_at) / 2,
                "y": 0.99, "yref": "y domain", "yanchor": "top", "bgcolor": theme.PAPER,
                "font": {"size": 13, "color": _level_colour(row, unit)},
            }
        )  # fmt: skip
    return labels


def _length(periods: pd.DataFrame) -> pd.Timedelta:
    return periods["period_at"].iloc[-1] - periods["period_at"].iloc[0]


def _bar_title(timeline: pd.DataFrame, language: Language) -> dict[str, Any]:
    bars = "bars_answers" if "kind" in timeline.attrs else "bars"
    return {
        "text": WORDS[bars][language], "x": 0, "xref": "paper", "xanchor": "left", "y": 1.06,
        "yref": "y2 domain", "yanchor": "bottom", "font": {"color": theme.INK2, "size": 12},
    }  # fmt: skip


def _range(periods: pd.DataFrame, levels: pd.DataFrame, of: str, unit: Unit) -> tuple[float, float]:
    """Room for all dots and for the band of periods with a full base, or of all where none has."""
    full = periods[~periods["is_small"].astype(bool)]
    banded = full if len(full) else periods
    columns = [periods[of], banded[f"{of}_low"], banded[f"{of}_high"]]
    columns += [levels["level"]] if len(levels) else []
    return with_room(unit.factor * pd.concat(columns).astype(float), unit, ROOM)
