"""Colours, template and text rules of every figure; light colours only.

The page's script swaps these colours one for one when the reader prefers a dark screen, so a
figure may use no other colour: `stray_colours` finds those that it should not have.
"""

import html
import re
from functools import cache
from typing import Any

import plotly.graph_objects as go

from cxkit.figures.wording import Language

PAPER = "#faf9f5"
CARD = "#ffffff"
INK = "#1e1d1b"
INK2 = "#59554d"
LINE = "#d9d4c8"
LINE2 = "#ece8de"
HATCH = "#c9c3b5"
NEG = "#b3421b"
NEG_SOFT = "#f7e1d5"
POS = "#1c6aa8"
POS_SOFT = "#d9e9f5"
MID = "#726e65"
MID_SOFT = "#eceae3"
VOW = "#7d3c86"
VOW_SOFT = "#efe3f0"
FLAG = "#7a5a00"
FLAG_SOFT = "#faefcb"
CLEAR = "rgba(0,0,0,0)"
"""Nothing drawn; the one value that stays itself in the dark."""

DARK = {
    PAPER: "#15171b", CARD: "#1d2026", INK: "#eeebe4", INK2: "#b0aca3", LINE: "#3d424c",
    LINE2: "#2b2f37", HATCH: "#50555f", NEG: "#f29268", NEG_SOFT: "#472a1d", POS: "#74b8ee",
    POS_SOFT: "#1b3a55", MID: "#a29e95", MID_SOFT: "#2b2e35", VOW: "#d3a1dc", VOW_SOFT: "#40294a",
    FLAG: "#e6c163", FLAG_SOFT: "#3c3214",
}  # fmt: skip
"""Light colour to dark colour."""

FONT = (
    '-apple-system, "Segoe UI", Roboto, "Noto Sans", system-ui, '
    '"Liberation Sans", "DejaVu Sans", sans-serif'
)
SMALLEST = 11
"""No text in a figure under this size, px."""

_TAG = re.compile("<[^>]*>")
_SEPARATORS = {"ru": ",\u202f", "en": ".,"}
_COLOUR = re.compile(r"^(#[0-9a-f]{3,8}|rgba?\(.*\)|hsla?\(.*\)|[a-z]+)$", re.IGNORECASE)


def new_figure(height: int, *, language: Language = "en") -> go.Figure:
    """Start an empty figure with the house's template, as wide as the page and *height* px high.

    The language decides decimal mark and group separator of numbers that plotly writes.
    """
    figure = go.Figure()
    figure.update_layout(
        template=_template(), height=height, separators=_SEPARATORS[language], title=None
    )
    return figure


def escape(text: object) -> str:
    """Make strangers' text harmless in labels and hovers, which read some HTML tags.

    Examples
    --------
    >>> escape('<b>5 & 6</b> %{x}')
    '&lt;b&gt;5 &amp; 6&lt;/b&gt; %&#123;x}'
    """
    return html.escape(str(text), quote=False).replace("%{", "%&#123;")


def wrap(text: str, width: int) -> str:
    """Break a label into lines of at most *width* characters, at spaces, for plotly.

    Examples
    --------
    >>> wrap("Delivery hand-over at home", 12)
    'Delivery<br>hand-over at<br>home'
    """
    lines: list[str] = []
    for part in text.split():
        if lines and len(lines[-1]) + 1 + len(part) <= width:
            lines[-1] += f" {part}"
        else:
            lines.append(part)
    return "<br>".join(escape(line) for line in lines)


def width_of(label: str, size: float) -> int:
    """Return how wide a label with its lines may be at most, in px, for margins beside a plot.

    Letters are taken as 0.62 of their height, which Cyrillic capitals and bold words need.

    Examples
    --------
    >>> width_of("Delivery", 13), width_of("<b>Delivery</b><br>hand-over", 13)
    (65, 73)
    """
    lines = [html.unescape(_TAG.sub("", line)) for line in label.split("<br>")]
    return -int(-0.62 * size * max(map(len, lines)) // 1)


def above(name: str, value: str = "", *, width: int = 44) -> tuple[str, int]:
    """Write a row's name over its bar on a narrow screen, its value at the end; count the lines.

    The *name*, plain text, is broken into lines of at most *width* characters. The *value*,
    finished text, with tags perhaps, gets a line of its own where the last one is full.

    Examples
    --------
    >>> above("Delivery hand-over", "<b>53%</b>", width=20)
    ('Delivery hand-over<br><b>53%</b>', 2)
    >>> above("Delivery", "<b>53%</b>", width=20)
    ('Delivery  <b>53%</b>', 1)
    """
    lines = wrap(name, width).split("<br>")
    if value:
        length = len(html.unescape(lines[-1])) + 2 + len(html.unescape(_TAG.sub("", value)))
        lines = [*lines[:-1], f"{lines[-1]}  {value}"] if length <= width else [*lines, value]
    return "<br>".join(lines), len(lines)


def tone_colour(value: float) -> str:
    """Return the colour of a value by its sign.

    Examples
    --------
    >>> tone_colour(-1.5) == NEG, tone_colour(0) == MID, tone_colour(2) == POS
    (True, True, True)
    """
    if value < 0:
        return NEG
    return POS if value > 0 else MID


def stray_colours(figure: go.Figure) -> list[str]:
    """Return the colours of a figure that are not in the palette, for tests.

    Examples
    --------
    >>> stray_colours(go.Figure(go.Scatter(x=[1], y=[1], marker_color="red"), layout_template=None))
    ['red']
    """
    found: list[str] = []
    _collect(figure.to_plotly_json(), "", found)
    allowed = {*DARK, CLEAR}
    return sorted({colour for colour in found if colour.lower().replace(" ", "") not in allowed})


def _collect(node: Any, key: str, found: list[str]) -> None:
    if isinstance(node, dict):
        for name, child in node.items():
            _collect(child, str(name), found)
    elif isinstance(node, list | tuple):
        for child in node:
            _collect(child, key, found)
    elif isinstance(node, str) and "color" in key and _COLOUR.match(node):
        found.append(node)


@cache
def _template() -> go.layout.Template:
    axis: dict[str, Any] = {
        "gridcolor": LINE2, "linecolor": LINE, "zerolinecolor": INK2, "zerolinewidth": 1,
        "tickfont": {"size": 12, "color": INK2}, "automargin": True, "ticks": "",
        "title_standoff": 8, "title_font": {"size": 12, "color": INK2}, "fixedrange": True,
    }  # fmt: skip
    layout = go.Layout(
        font={"family": FONT, "size": 12, "color": INK},
        paper_bgcolor=CLEAR,
        plot_bgcolor=CLEAR,
        colorway=[INK2, POS, NEG, VOW, MID],
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        showlegend=False,
        dragmode=False,
        hovermode="closest",
        hoverlabel={
            "bgcolor": CARD, "bordercolor": LINE, "align": "left",
            "font": {"family": FONT, "size": 13, "color": INK},
        },
        xaxis=axis | {"zeroline": False},
        yaxis=axis,
        annotationdefaults={"font": {"size": 12, "color": INK}, "showarrow": False},
    )  # fmt: skip
    return go.layout.Template(layout=layout)
