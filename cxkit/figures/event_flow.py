"""The first steps of all cases as a Sankey diagram that never runs backwards."""

from collections import Counter

import pandas as pd
import plotly.graph_objects as go

from cxkit.figures.theme import FONT, HATCH, INK, INK2, LINE, MID, escape, new_figure, wrap
from cxkit.figures.times import hours
from cxkit.figures.wording import Language, number
from cxkit.schema.conform import conform
from cxkit.schema.results.directly_follows import END
from cxkit.schema.results.event_flow import EVENT_FLOW, OTHER

WORDS = {END: {"ru": "(конец)", "en": "(end)"}, OTHER: {"ru": "(прочие)", "en": "(other)"}}
LEAST_NAMED = 0.03
"""Share of the cases below which a step carries no name in the figure."""

LETTERS, LETTERS_NARROW = 14, 10
"""Of a line of a name: two names share the room between two places, on paper and on a phone."""

PAD, HEIGHT, HEIGHT_NARROW = 24, 560, 440
"""Px between steps, so that names of two lines do not meet; px of the figure."""

LINES, MOST_LINES = 14, 5
"""Of all the names of one place together, two for each at least; of one name."""

PLACES_NARROW = 2
"""Places of the path that a phone has room for, with the names of their steps."""

LABEL_ROOM = 24
"""Above and below the flow, px: a name of several lines is higher than a thin bar at the edge."""
MEDIAN = {"ru": "медиана", "en": "median"}


def plot_event_flow(
    flow: pd.DataFrame, *, language: Language = "en", is_narrow: bool = False
) -> go.Figure:
    """Draw how many cases go from which step to which, place by place, and to one common end.

    *flow* is EVENT_FLOW; narrow, for a phone, has only its first places.
    """
    rows = conform(flow, EVENT_FLOW)
    if is_narrow:
        rows = rows.loc[rows["place"] <= PLACES_NARROW].reset_index(drop=True)
    width = LETTERS_NARROW if is_narrow else LETTERS
    sources = [(int(row.place), row.source) for row in rows.itertuples()]
    last = int(rows["place"].max()) + 1 if len(rows) else 1
    targets = [
        (last if row.target == END else int(row.place) + 1, row.target) for row in rows.itertuples()
    ]
    nodes = sorted({*sources, *targets})
    at = {node: place for place, node in enumerate(nodes)}
    figure = new_figure(HEIGHT_NARROW if is_narrow else HEIGHT, language=language)
    figure.update_layout(margin={"t": LABEL_ROOM, "b": LABEL_ROOM})
    figure.add_sankey(
        arrangement="snap",
        valueformat=",d",
        textfont={"family": FONT, "size": 11 if is_narrow else 12, "color": INK},
        node={
            "label": _labels(nodes, rows, width, language),
            "customdata": [_name(step, language) for _, step in nodes],
            "color": [HATCH if step in WORDS else INK2 for _, step in nodes],
            "line": {"width": 0},
            "pad": PAD,
            "thickness": 12,
            "hovertemplate": "%{customdata}: n = %{value}<extra></extra>",
        },
        link={
            "source": [at[node] for node in sources],
            "target": [at[node] for node in targets],
            "value": rows["n_cases"].astype("int64").tolist(),
            "color": [LINE if target != END else HATCH for _, target in targets],
            "customdata": [_hover(row, language) for _, row in rows.iterrows()],
            "hovercolor": MID,
            "hovertemplate": "%{customdata}<extra></extra>",
        },
    )
    return figure


def _labels(
    nodes: list[tuple[int, str]], rows: pd.DataFrame, width: int, language: Language
) -> list[str]:
    """Name the steps; one of very few cases stays without a name, which would cover others."""
    named = [node for node in nodes if _is_named(node, rows)]
    n_at = Counter(place for place, _ in named)
    return [
        _label(step, width, min(MOST_LINES, max(2, LINES // n_at[place])), language)
        if (place, step) in named
        else ""
        for place, step in nodes
    ]


def _is_named(node: tuple[int, str], rows: pd.DataFrame) -> bool:
    place, step = node
    comes = rows["target"].eq(step) & (rows["place"].eq(place - 1) | (step == END))
    into = rows.loc[comes, "n_cases"].sum()
    out = rows.loc[(rows["place"] == place) & (rows["source"] == step), "n_cases"].sum()
    first = rows.loc[rows["place"] == 1, "n_cases"].sum()
    return bool(max(into, out) >= LEAST_NAMED * first)


def _label(step: str, width: int, most: int, language: Language) -> str:
    """Write a name in *most* lines at most: of a long one the beginning and the last line."""
    if step in WORDS:
        return WORDS[step][language]
    lines = wrap(step.replace("_", " "), width).split("<br>")
    if len(lines) > most:
        lines[most - 1 : -1] = []
        lines[-2] += " …"
    return "<br>".join(lines)


def _name(step: str, language: Language) -> str:
    """Name a step in the hover, where every one has room."""
    return WORDS[step][language] if step in WORDS else escape(step.replace("_", " "))


def _hover(row: pd.Series, language: Language) -> str:
    source, target = (_name(row[end], language) for end in ("source", "target"))
    told = f"{source} → {target}: n = {number(row['n_cases'], language)}"
    if pd.isna(row["hours_median"]):
        return told
    return f"{told}<br>{MEDIAN[language]} {hours(float(row['hours_median']), language)}"
