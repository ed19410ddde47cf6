"""Survey scores: answers at each point of a scale, and scores of groups with their intervals."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from cxkit.figures import theme
from cxkit.figures.wording import Language, interval, number, percent, signed

WORDS = {
    "detractors": {"ru": "Критики 0–6", "en": "Detractors 0–6"},
    "passives": {"ru": "Нейтралы 7–8", "en": "Passives 7–8"},
    "promoters": {"ru": "Сторонники 9–10", "en": "Promoters 9–10"},
    "few": {"ru": "n = {n}, мало для сравнения", "en": "n = {n}, too few to compare"},
    "share": {"ru": "доля высших оценок", "en": "share of top answers"},
}
ROW = 40
BAR, LINE_PX, LIFT = 36, 16, 9
"""Px of a bar, of a line of words over it, and from the bar's middle to these words."""
TALLEST_NAME = 24
FEW = 30
ENDS = (-100.0, 100.0)


def plot_score_distribution(
    distribution: pd.DataFrame, *, language: Language = "en", is_narrow: bool = False
) -> go.Figure:
    """Draw the share of answers at each point from 0 to 10, in the three colours of the NPS.

    Parameters
    ----------
    distribution : DataFrame
        ANSWER_DISTRIBUTION of the recommend question.
    language : {"ru", "en"}
        Language of labels.
    is_narrow : bool
        For screens under 700 px: no shares over the bars.
    """
    figure = theme.new_figure(320, language=language)
    shares = (100 * distribution["share"].astype(float)).tolist()
    texts = [percent(share / 100, language) for share in shares]
    sides = [_side(value) for value in distribution["value"].astype(float)]
    colours = {"detractors": theme.NEG, "passives": theme.HATCH, "promoters": theme.POS}
    figure.add_bar(
        x=distribution["value"].astype(int).tolist(),
        y=shares,
        marker={"color": [colours[side] for side in sides], "line": {"width": 0}},
        text=None if is_narrow else texts,
        textposition="outside",
        textfont={"size": 12, "color": theme.INK},
        customdata=[
            f"{share}, n = {number(n, language)}"
            for n, share in zip(distribution["n"], texts, strict=True)
        ],
        hovertemplate="%{x}: %{customdata}<extra></extra>",
        cliponaxis=False,
    )
    figure.update_layout(
        margin={"l": 8, "r": 8, "t": 84 if is_narrow else 56, "b": 28},
        bargap=0.12,
        annotations=_side_totals(distribution, sides, language, is_narrow=is_narrow),
        xaxis={"tickvals": list(range(11)), "showgrid": False, "range": [-0.6, 10.6]},
        yaxis={"visible": False, "range": [0, 1.15 * max([*shares, 1.0])]},
    )
    return figure


def _side(value: float) -> str:
    if value <= 6:
        return "detractors"
    return "passives" if value <= 8 else "promoters"


def _side_totals(
    distribution: pd.DataFrame, sides: list[str], language: Language, *, is_narrow: bool
) -> list[dict[str, Any]]:
    rows = distribution.assign(side=sides).groupby("side")[["n", "share"]].sum()
    colours = {"detractors": theme.NEG, "passives": theme.INK2, "promoters": theme.POS}
    notes = []
    at = {"detractors": (3.0, "center"), "passives": (7.5, "center"), "promoters": (9.5, "center")}
    if is_narrow:
        at |= {"passives": (7.9, "right"), "promoters": (10.6, "right")}
    for side, (x, anchor) in at.items():
        if side not in rows.index:
            continue
        share = percent(float(rows.loc[side, "share"]), language)
        name = WORDS[side][language]
        total = number(int(rows.loc[side, "n"]), language)
        lines = theme.wrap(name, 9).split("<br>") if is_narrow else [name]
        heading = "<br>".join(f"<b>{line}</b>" for line in lines)
        notes.append(
            {
                "text": f"{heading}<br>{total}{'<br>' if is_narrow else ' '}({share})",
                "x": x, "xanchor": anchor, "xshift": 6 if anchor == "right" else 0,
                "y": 1.02, "yref": "paper", "yanchor": "bottom",
                "font": {"size": 11 if is_narrow else 12.5, "color": colours[side]},
            }
        )  # fmt: skip
    return notes


def plot_net_promoter_score(
    scores: pd.DataFrame,
    overall: pd.DataFrame,
    *,
    language: Language = "en",
    is_narrow: bool = False,
) -> go.Figure:
    """Draw the score of each group with its interval; the band is that of all answers.

    Parameters
    ----------
    scores : DataFrame
        NET_PROMOTER_SCORE by group, in the order of rows from above.
    overall : DataFrame
        NET_PROMOTER_SCORE of all answers, one row.
    language : {"ru", "en"}
        Language of labels.
    is_narrow : bool
        For screens under 700 px: names above the bars.
    """
    rows = list(scores.to_dict("records"))
    names = [_name(row) for row in reversed(rows)]
    beside = [group_words(row, language) for row in reversed(rows)]
    notes, n_lines = _above(rows, language) if is_narrow else (_beside_bars(beside), 0)
    left = max((theme.width_of(name, 13) for name in names), default=0) + 12
    right = max((theme.width_of(text, 12.5) for text in beside), default=0) + 16
    figure = theme.new_figure(50 + _row_px(n_lines) * max(len(rows), 1), language=language)
    for place, row in enumerate(reversed(rows)):
        figure.add_traces(_whisker(row, place, language))
    all_of_them = overall.iloc[0]
    figure.add_shape(
        type="rect", x0=all_of_them["score_low"], x1=all_of_them["score_high"], y0=0, y1=1,
        yref="y domain", fillcolor=theme.MID_SOFT, line={"width": 0}, layer="below",
    )  # fmt: skip
    ticks = _ticks(scores)
    figure.update_layout(
        margin={"l": 8 if is_narrow else left, "r": 12 if is_narrow else right, "t": 8, "b": 30},
        annotations=notes,
        xaxis={
            "tickvals": ticks, "ticktext": [signed(tick, language) for tick in ticks],
            "range": [min(ticks) - 4, max(ticks) + 4], "zerolinecolor": theme.HATCH,
        },
        yaxis={
            "tickvals": list(range(len(rows))), "ticktext": names, "showgrid": False,
            "zeroline": False, "automargin": False,
            "range": [-0.6, len(rows) - (0.15 if is_narrow else 0.3)],
            "showticklabels": not is_narrow, "tickfont": {"size": 13, "color": theme.INK},
        },
    )  # fmt: skip
    return figure


def _whisker(row: dict[str, Any], place: int, language: Language) -> list[go.Scatter]:
    is_few = row["n"] < FEW
    line = {"color": theme.MID if is_few else theme.INK, "width": 3}
    ends = [row["score_low"], row["score_high"]]
    bounds = interval(row["score_low"], row["score_high"], language, sign=True)
    text = f"{theme.escape(row['group'])}: {signed(row['score'], language)} ({bounds})"
    bar = go.Scatter(
        x=ends,
        y=[place] * 2,
        mode="lines",
        line=line | {"dash": "dot" if is_few else "solid"},
        hoverinfo="skip",
    )
    dot = go.Scatter(
        x=[row["score"]],
        y=[place],
        mode="markers",
        marker={
            "size": 12,
            "color": theme.CARD if is_few else theme.INK,
            "line": {"color": line["color"], "width": 2},
        },
        text=[f"{text}, n = {number(row['n'], language)}"],
        hovertemplate="%{text}<extra></extra>",
    )
    return [bar, dot]


def _name(row: dict[str, Any]) -> str:
    letter = _letter(row)
    return (f"<b>{letter}</b>" if letter else "") + theme.wrap(str(row["group"]), 24)


def _letter(row: dict[str, Any]) -> str:
    return "" if pd.isna(row["letter"]) else f"{row['letter']} "


def group_words(row: dict[str, Any], language: Language) -> str:
    """Write a group's score, interval, n and the groups that it beats."""
    n = number(row["n"], language)
    if row["n"] < FEW:
        return WORDS["few"][language].format(n=n)
    bounds = interval(row["score_low"], row["score_high"], language, sign=True)
    beats = "" if pd.isna(row["beats"]) else f"  <b>{row['beats'] or '–'}</b>"
    return f"<b>{signed(row['score'], language)}</b>  {bounds}  n = {n}{beats}"


def _above(rows: list[dict[str, Any]], language: Language) -> tuple[list[dict[str, Any]], int]:
    named = [
        theme.above(f"{_letter(row)}{row['group']}", group_words(row, language))
        for row in reversed(rows)
    ]
    return _over_bars([text for text, _ in named]), max((n for _, n in named), default=1)


def _beside_bars(texts: list[str]) -> list[dict[str, Any]]:
    """Place the words of every row, from below, at the right of its bar."""
    return [
        {
            "text": text, "x": 1, "xref": "paper", "xanchor": "left", "xshift": 12, "y": place,
            "font": {"size": 12.5},
        }
        for place, text in enumerate(texts)
    ]  # fmt: skip


def _over_bars(texts: list[str]) -> list[dict[str, Any]]:
    """Place the words of every row, from below, over its bar."""
    return [
        {
            "text": text, "x": 0, "xref": "paper", "xanchor": "left", "align": "left", "y": place,
            "yanchor": "bottom", "yshift": LIFT, "font": {"size": 12},
        }
        for place, text in enumerate(texts)
    ]  # fmt: skip


def _row_px(n_lines: int) -> int:
    """Return the height of a row with so many lines of words over its bar."""
    return ROW if not n_lines else BAR + LINE_PX * n_lines


def _ticks(scores: pd.DataFrame) -> list[int]:
    low = float(scores["score_low"].min()) if len(scores) else ENDS[0]
    high = float(scores["score_high"].max()) if len(scores) else ENDS[1]
    step = 20 if high - low < 130 else 40
    return list(range(int(low // step) * step, int(-(-high // step)) * step + 1, step))


def plot_top_shares(
    scores: pd.DataFrame,
    labels: list[str],
    *,
    language: Language = "en",
    is_narrow: bool = False,
) -> go.Figure:
    """Draw the share of top answers of each question with its interval.

    Parameters
    ----------
    scores : DataFrame
        SCORES in the order of rows from above.
    labels : list of str
        A short label a row.
    language : {"ru", "en"}
        Language of labels.
    is_narrow : bool
        For screens under 700 px: names above the bars.
    """
    rows = list(scores.to_dict("records"))
    named = list(reversed(list(zip(rows, labels, strict=True))))
    values = [
        f"<b>{percent(row['share_top'], language)}</b>  n = {number(row['n'], language)}"
        for row, _ in named
    ]
    over = [theme.above(label, value) for (_, label), value in zip(named, values, strict=True)]
    names = [theme.wrap(label, 34) for label in reversed(labels)]
    if is_narrow:
        row_px = _row_px(max((n for _, n in over), default=1))
        notes = _over_bars([text for text, _ in over])
    else:
        row_px = max([ROW + 12, *(TALLEST_NAME + 15 * name.count("<br>") for name in names)])
        notes = _beside_bars(values)
    left = max((theme.width_of(name, 12.5) for name in names), default=0) + 12
    right = max((theme.width_of(value, 12) for value in values), default=0) + 16
    figure = theme.new_figure(56 + row_px * max(len(rows), 1), language=language)
    for place, (row, label) in enumerate(named):
        figure.add_traces(_share_bar(row, place, theme.escape(label), language))
    ticks = [0, 25, 50, 75, 100]
    figure.update_layout(
        margin={"l": 8 if is_narrow else left, "r": 12 if is_narrow else right, "t": 8, "b": 44},
        annotations=notes,
        xaxis={
            "title": {"text": WORDS["share"][language]}, "range": [-2, 102], "tickvals": ticks,
            "ticktext": [percent(tick / 100, language) for tick in ticks], "zeroline": False,
        },
        yaxis={
            "tickvals": list(range(len(rows))), "ticktext": names, "showgrid": False,
            "zeroline": False, "automargin": False,
            "range": [-0.6, len(rows) - (0.15 if is_narrow else 0.3)],
            "showticklabels": not is_narrow, "tickfont": {"size": 12.5, "color": theme.INK},
        },
    )  # fmt: skip
    return figure


def _share_bar(row: dict[str, Any], place: int, name: str, language: Language) -> list[go.Scatter]:
    is_few = row["n"] < FEW
    ink = theme.MID if is_few else theme.INK
    ends = [100 * row["share_top_low"], 100 * row["share_top_high"]]
    line = {"color": ink, "width": 3, "dash": "dot" if is_few else "solid"}
    return [
        go.Scatter(x=ends, y=[place] * 2, mode="lines", line=line, hoverinfo="skip"),
        go.Scatter(
            x=[100 * row["share_top"]],
            y=[place],
            mode="markers",
            marker={
                "size": 12,
                "color": theme.CARD if is_few else ink,
                "line": {"color": ink, "width": 2},
            },
            text=[f"{name}: {percent(row['share_top'], language)}"],
            hovertemplate="%{text}<extra></extra>",
        ),
    ]
