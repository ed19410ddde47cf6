"""Survey scores: answers at each point of a scale, and scores of groups with their intervals."""

from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from cxkit.figures import theme
from cxkit.figures.wording import Language, interval, number, percent, signed

WORDS = {
    "detractors": {"ru": "Критики 0–6", "en": "Detractors 0–6"},
    "passives": {"ru": "Нейтралы 7–8", "en": "Passives 7–8"},
    "promoters": {"ru": "Сторонники 9–10", "en": "Promoters 9–10"},
    "few": {"ru": "n = {n}, мало для сравнения", "en": "n = {n}, too few to compare"},
    "few_answers": {"ru": "n = {n}, мало", "en": "n = {n}, few"},
    "share_top": {"ru": "доля высших оценок", "en": "share of top answers"},
    "share": {"ru": "доля ответивших на вопрос", "en": "share of those who answered"},
}
ROW = 40
PX = {"share_top": ROW + 12, "share": 32}
"""Px of a row of shares: questions have long names, options are many."""
BAR, LINE_PX, LIFT = 36, 16, 9
"""Px of a bar, of a line of words over it, and from the bar's middle to these words."""
TALLEST_NAME = 24
FEW = 30
ENDS = (-100.0, 100.0)


def plot_score_distribution(
    distribution: pd.DataFrame, *, language: Language = "en", is_narrow: bool = False
) -> go.Figure:
    """Draw the share of answers at each point from 0 to 10, in the three colours of the NPS.

    *distribution* is ANSWER_DISTRIBUTION of the recommend question. Over the bars stand shares,
    counts where answers are under 30; narrow has neither.
    """
    figure = theme.new_figure(320, language=language)
    shares = (100 * distribution["share"].astype(float)).tolist()
    told = [percent(share / 100, language) for share in shares]
    counts = [number(n, language) for n in distribution["n"]]
    sides = [_side(value) for value in distribution["value"].astype(float)]
    colours = {"detractors": theme.NEG, "passives": theme.HATCH, "promoters": theme.POS}
    figure.add_bar(
        x=distribution["value"].astype(int).tolist(),
        y=shares,
        marker={"color": [colours[side] for side in sides], "line": {"width": 0}},
        text=None if is_narrow else counts if distribution["n"].sum() < FEW else told,
        textposition="outside",
        textfont={"size": 12, "color": theme.INK},
        customdata=[f"{share}, n = {n}" for n, share in zip(counts, told, strict=True)],
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
        share = f"({percent(float(rows.loc[side, 'share']), language)})"
        share = share if rows["n"].sum() >= FEW else ""
        name = WORDS[side][language]
        total = number(int(rows.loc[side, "n"]), language)
        lines = theme.wrap(name, 9).split("<br>") if is_narrow else [name]
        heading = "<br>".join(f"<b>{line}</b>" for line in lines)
        notes.append(
            {
                "text": f"{heading}<br>{total}{'<br>' if is_narrow else ' '}{share}",
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
    """Draw NET_PROMOTER_SCORE of each group with its interval; the band is that of all answers.

    Groups stand in the order of rows from above; *overall* is one row. Narrow has names above the
    bars.
    """
    rows = list(scores.to_dict("records"))[::-1]
    beside = [group_words(row, language) for row in rows]
    over = [theme.above(f"{_letter(row)}{row['group']}", group_words(row, language))
            for row in rows]  # fmt: skip
    drawn = _Rows([_name(row) for row in rows], beside, over, 13, ROW)
    figure = drawn.new_figure(50, language, is_narrow=is_narrow)
    for place, row in enumerate(rows):
        bounds = interval(row["score_low"], row["score_high"], language, sign=True)
        text = f"{theme.escape(row['group'])}: {signed(row['score'], language)} ({bounds})"
        ends = (row["score_low"], row["score"], row["score_high"])
        figure.add_traces(
            _whisker(
                ends,
                place,
                f"{text}, n = {number(row['n'], language)}",
                is_few=pd.isna(row["letter"]),
            )
        )
    all_of_them = overall.iloc[0]
    figure.add_shape(
        type="rect", x0=all_of_them["score_low"], x1=all_of_them["score_high"], y0=0, y1=1,
        yref="y domain", fillcolor=theme.MID_SOFT, line={"width": 0}, layer="below",
    )  # fmt: skip
    ticks = _ticks(scores)
    figure.update_layout(
        margin_b=30,
        xaxis={
            "tickvals": ticks, "ticktext": [signed(tick, language) for tick in ticks],
            "range": [min(ticks) - 4, max(ticks) + 4], "zerolinecolor": theme.HATCH,
        },
    )  # fmt: skip
    return figure


class _Rows(NamedTuple):
    """Rows from below: a name and words for each side of its bar, or both over it.

    ``over`` has the words and how many lines they take; ``size`` is the font of the names, ``px``
    the height of a row with its words beside the bar.
    """

    names: list[str]
    beside: list[str]
    over: list[tuple[str, int]]
    size: float
    px: int

    def new_figure(self, frame: int, language: Language, *, is_narrow: bool) -> go.Figure:
        """Make a figure with room for the words; *frame* is what it needs above and below."""
        px = BAR + LINE_PX * max((n for _, n in self.over), default=1) if is_narrow else self.px
        figure = theme.new_figure(frame + px * max(len(self.names), 1), language=language)
        left = max((theme.width_of(name, self.size) for name in self.names), default=0) + 12
        right = max((theme.width_of(text, 12.5) for text in self.beside), default=0) + 16
        texts = [text for text, _ in self.over] if is_narrow else self.beside
        side = {"x": 0, "align": "left", "yanchor": "bottom", "yshift": LIFT, "font": {"size": 12}}
        if not is_narrow:
            side = {"x": 1, "xshift": 12, "font": {"size": 12.5}}
        figure.update_layout(
            margin={"l": 8 if is_narrow else left, "r": 12 if is_narrow else right, "t": 8},
            annotations=[
                {"text": text, "y": place, "xref": "paper", "xanchor": "left", **side}
                for place, text in enumerate(texts)
            ],
            yaxis={
                "tickvals": list(range(len(self.names))), "ticktext": self.names,
                "showgrid": False, "zeroline": False, "automargin": False,
                "range": [-0.6, len(self.names) - (0.15 if is_narrow else 0.3)],
                "showticklabels": not is_narrow,
                "tickfont": {"size": self.size, "color": theme.INK},
            },
        )  # fmt: skip
        return figure


def _whisker(
    ends: tuple[float, float, float], place: int, text: str, *, is_few: bool
) -> list[go.Scatter]:
    """Draw low, value and high of a row; hollow and dotted where the base is small."""
    low, value, high = ends
    ink = theme.MID if is_few else theme.INK
    line = {"color": ink, "width": 3, "dash": "dot" if is_few else "solid"}
    fill = theme.CARD if is_few else ink
    marker = {"size": 12, "color": fill, "line": {"color": ink, "width": 2}}
    return [
        go.Scatter(x=[low, high], y=[place] * 2, mode="lines", line=line, hoverinfo="skip"),
        go.Scatter(x=[value], y=[place], mode="markers", marker=marker, text=[text],
                   hovertemplate="%{text}<extra></extra>"),
    ]  # fmt: skip


def _name(row: dict[str, Any]) -> str:
    letter = _letter(row)
    return (f"<b>{letter}</b>" if letter else "") + theme.wrap(str(row["group"]), 24)


def _letter(row: dict[str, Any]) -> str:
    return "" if pd.isna(row["letter"]) else f"{row['letter']} "


def group_words(row: dict[str, Any], language: Language) -> str:
    """Write a group's score, interval, n and the groups that it beats."""
    n = number(row["n"], language)
    if pd.isna(row["letter"]):
        return WORDS["few"][language].format(n=n)
    bounds = interval(row["score_low"], row["score_high"], language, sign=True)
    beats = row["beats"] or "–"
    return f"<b>{signed(row['score'], language)}</b>  {bounds}  n = {n}  <b>{beats}</b>"


def _ticks(scores: pd.DataFrame) -> list[int]:
    low = float(scores["score_low"].min()) if len(scores) else ENDS[0]
    high = float(scores["score_high"].max()) if len(scores) else ENDS[1]
    step = 20 if high - low < 130 else 50
    return list(range(int(low // step) * step, int(-(-high // step)) * step + 1, step))


def plot_shares(
    scores: pd.DataFrame,
    labels: list[str],
    column: str = "share_top",
    *,
    language: Language = "en",
    is_narrow: bool = False,
) -> go.Figure:
    """Draw the share of top answers of each question, or of each option, with its interval.

    *scores* are SCORES in the order of rows from above, *labels* a short label a row; of
    CHOICE_SHARES the *column* is "share". Narrow has names above the bars.
    """
    rows = list(scores.to_dict("records"))[::-1]
    labels = labels[::-1]
    bases = scores["n_answered" if "n_answered" in scores else "n"].tolist()[::-1]
    beside = [
        WORDS["few_answers"][language].format(n=number(row["n"], language))
        if base < FEW
        else f"<b>{percent(row[column], language)}</b>  n = {number(row['n'], language)}"
        for row, base in zip(rows, bases, strict=True)
    ]
    over = [theme.above(label, words) for label, words in zip(labels, beside, strict=True)]
    names = [theme.wrap(label, 34) for label in labels]
    px = max([PX[column], *(TALLEST_NAME + 15 * label.count("<br>") for label in names)])
    figure = _Rows(names, beside, over, 12.5, px).new_figure(56, language, is_narrow=is_narrow)
    for place, (row, label, base) in enumerate(zip(rows, labels, bases, strict=True)):
        low, value, high = (100 * row[f"{column}{end}"] for end in ("_low", "", "_high"))
        text = f"{theme.escape(label)}: {percent(row[column], language)}"
        figure.add_traces(_whisker((low, value, high), place, text, is_few=base < FEW))
    ticks = [0, 25, 50, 75, 100]
    figure.update_layout(
        margin_b=44,
        xaxis={
            "title": {"text": WORDS[column][language]}, "range": [-2, 102], "tickvals": ticks,
            "ticktext": [percent(tick / 100, language) for tick in ticks], "zeroline": False,
        },
    )  # fmt: skip
    return figure
