"""The first steps of all cases as a Sankey diagram that never runs backwards."""

import pandas as pd
import plotly.graph_objects as go

from cxkit.figures.theme import FONT, HATCH, INK, INK2, LINE, MID, escape, new_figure, wrap
from cxkit.figures.wording import Language, hours
from cxkit.schema.conform import conform
from cxkit.schema.results.directly_follows import END
from cxkit.schema.results.event_flow import EVENT_FLOW, OTHER

WORDS = {END: {"ru": "(конец)", "en": "(end)"}, OTHER: {"ru": "(прочие)", "en": "(other)"}}
LEAST_NAMED = 0.03
"""Share of the cases below which a step carries no name in the figure."""

LETTERS, LETTERS_NARROW = 14, 10
"""Of a line of a name: two names share the room between two places, on paper and on a phone."""

PAD, HEIGHT = 24, 560
"""Px between steps, so that names of two lines do not meet; px of the figure."""

PLACES_NARROW = 2
"""Places of the path that a phone has room for, with the names of their steps."""

MEDIAN = {"ru": "медиана", "en": "median"}


def plot_event_flow(
    flow: pd.DataFrame, *, language: Language = "en", is_narrow: bool = False
) -> go.Figure:
    """Draw how many cases go from which step to which, place by place, and to one common end.

    Parameters
    ----------
    flow : DataFrame
        EVENT_FLOW.
    language : {"ru", "en"}
        Language of labels.
    is_narrow : bool
        Whether to draw only the first places, for a phone.
    """
    rows = conform(flow, EVENT_FLOW)
    if is_narrow:
        rows = rows.loc[rows["place"] <= PLACES_NARROW].reset_index(drop=True)
    letters = LETTERS_NARROW if is_narrow else LETTERS
    sources = [(int(row.place), row.source) for row in rows.itertuples()]
    last = int(rows["place"].max()) + 1 if len(rows) else 1
    targets = [
        (last if row.target == END else int(row.place) + 1, row.target) for row in rows.itertuples()
    ]
    nodes = sorted({*sources, *targets})
    at = {node: place for place, node in enumerate(nodes)}
    figure = new_figure(HEIGHT, language=language)
    figure.add_sankey(
        arrangement="snap",
        valueformat=",d",
        textfont={"family": FONT, "size": 11 if is_narrow else 12, "color": INK},
        node={
            "label": [_label(node, rows, letters, language) for node in nodes],
            "color": [HATCH if step in WORDS else INK2 for _, step in nodes],
            "line": {"width": 0},
            "pad": PAD,
            "thickness": 12,
            "customdata": [_name(step, language) for _, step in nodes],
            "hovertemplate": "%{customdata}: n = %{value}<extra></extra>",
        },
        link={
            "source": [at[node] for node in sources],
            "target": [at[node] for node in targets],
            "value": rows["n_cases"].astype("int64").tolist(),
            "color": [LINE if target != END else HATCH for _, target in targets],
            "customdata": [_time(length, language) for length in rows["hours_median"]],
            "hovercolor": MID,
            "hovertemplate": "%{source.customdata} → %{target.customdata}: n = %{value}"
            "<br>%{customdata}<extra></extra>",
        },
    )
    return figure


def _label(node: tuple[int, str], rows: pd.DataFrame, letters: int, language: Language) -> str:
    """Name a step; one of very few cases stays without a name, which would cover others."""
    place, step = node
    comes = rows["target"].eq(step) & (rows["place"].eq(place - 1) | (step == END))
    into = rows.loc[comes, "n_cases"].sum()
    out = rows.loc[(rows["place"] == place) & (rows["source"] == step), "n_cases"].sum()
    first = rows.loc[rows["place"] == 1, "n_cases"].sum()
    if max(into, out) < LEAST_NAMED * first:
        return ""
    return WORDS[step][language] if step in WORDS else wrap(step.replace("_", " "), letters)


def _name(step: str, language: Language) -> str:
    """Name a step in the hover, where every one has room."""
    return WORDS[step][language] if step in WORDS else escape(step.replace("_", " "))


def _time(length: float, language: Language) -> str:
    if pd.isna(length):
        return ""
    return f"{MEDIAN[language]} {hours(float(length), language)}"
