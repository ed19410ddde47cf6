"""The journey map as one SVG drawing, from the same block as the report's grid."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from cxkit.figures import theme
from cxkit.reports.journey_words import SOFT_HYPHEN

NAMESPACE = "http://www.w3.org/2000/svg"
COLUMN, MARGIN, CURVE, LINE, TRACK, PAD = 112, 150, 220, 14, 40, 8
"""Sizes in px: a column, the labels on the left, the curve's height, a line of text, a promise."""

HEAD, FOOT, RADIUS = 34, 26, 15
"""Room for the map's name and for its key, and the radius of a point."""

LETTERS, BOLD_LETTERS = 15, 13
"""Letters of 11 px that fit a column, where they are plain and where they are bold."""

TONES = {"pos": theme.POS, "neg": theme.NEG}
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def journey_svg(grid: Mapping[str, Any]) -> str:
    """Draw a journey map: stages, moments, curve, promises and all lanes, band under band.

    *grid* is a block of the kind "journey_grid" as plain data, as a run's notebook holds it. The
    drawing needs no other file; its title is the map's name.
    """
    bands = [_Band(grid, place) for place in range(len(grid["summary"]["bands"]))]
    width = MARGIN + COLUMN * max((len(band.moments) for band in bands), default=0) + PAD
    height = HEAD + sum(band.height for band in bands) + FOOT
    root = etree.Element(
        f"{{{NAMESPACE}}}svg",
        {"viewBox": f"0 0 {width} {height}", "width": str(width), "height": str(height),
         "font-family": theme.FONT, "font-size": "11", "role": "img"},
        nsmap={None: NAMESPACE},
    )  # fmt: skip
    name = grid["summary"]["words"]["drawing_name"]
    _add(root, "title", text=name)
    _add(root, "rect", width=width, height=height, fill=theme.CARD)
    _add_gradient(root)
    _add(root, "text", name, x=PAD, y=PAD + 16, fill=theme.INK,
         **{"font-size": "16", "font-weight": "700"})  # fmt: skip
    top = HEAD
    for band in bands:
        band.draw(root, top)
        top += band.height
    key = " · ".join(grid["summary"]["key"])
    if key:
        _add(root, "text", key, x=PAD, y=top + PAD, fill=theme.INK2)
    return str(etree.tostring(root, encoding="unicode", pretty_print=True))


def svg_size(drawing: str) -> tuple[int, int]:
    """Return width and height in px of a drawing made by `journey_svg`."""
    root = etree.fromstring(drawing)
    return int(root.get("width")), int(root.get("height"))


def broken(text: str, letters: int = LETTERS) -> list[str]:
    """Break a label into lines, at spaces, or within a long word where a soft hyphen allows it.

    Examples
    --------
    >>> broken("Order confirmation"), broken("Обра\N{SOFT HYPHEN}щение", 7)
    (['Order', 'confirmation'], ['Обра-', 'щение'])
    """
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(_shown(joined)) <= letters:
            lines[-1] = joined
            continue
        lines.append("")
        for part in word.split(SOFT_HYPHEN):
            if lines[-1] and len(lines[-1]) + len(part) >= letters:
                lines[-1] += "-"
                lines.append("")
            lines[-1] += part
    return [_shown(line) for line in lines if line]


class _Band:
    """One row of moments with its lanes."""

    def __init__(self, grid: Mapping[str, Any], place: int) -> None:
        self.lanes: list[dict[str, Any]] = grid["summary"]["bands"][place]["lanes"]
        self.mean: float | None = grid["summary"]["mean_y"]
        self.letter: str = grid["summary"]["words"]["machine_letter"]
        self.tracks: int = grid["summary"]["bands"][place]["tracks"]
        self.moments = [one for one in grid["moments"] if one["band"] == place]
        self.promises = [one for one in grid["promises"] if one["band"] == place]
        stages = [f"↩ {one['stage_soft']}" for one in self.moments if one["is_first_of_stage"]]
        self.head = (
            LINE * max((len(broken(stage, BOLD_LETTERS)) for stage in stages), default=1) + PAD
        )
        self.heights = [self._lane_height(lane) for lane in self.lanes]
        self.height = self.head + sum(self.heights) + 2 * PAD

    def draw(self, root: etree._Element, top: int) -> None:
        """Draw stages and lanes from *top* on."""
        for moment in self.moments:
            if moment["is_first_of_stage"]:
                letters = BOLD_LETTERS * moment["span"]
                stage = f"{'↩ ' if moment['is_returned'] else ''}{moment['stage_soft']}"
                _words(root, _left(moment), top, broken(stage, letters), bold=True)
        y = top + self.head
        for lane, height in zip(self.lanes, self.heights, strict=True):
            _add(
                root,
                "path",
                d=f"M{PAD} {y}H{MARGIN + COLUMN * len(self.moments)}",
                stroke=theme.LINE2,
            )
            _words(root, PAD, y + PAD // 2, broken(lane["title"], 22), bold=True)
            self._draw_lane(root, lane, y)
            y += height

    def _lane_height(self, lane: Mapping[str, Any]) -> int:
        if lane["kind"] == "curve":
            return CURVE
        if lane["kind"] == "promises":
            return max(self.tracks, 1) * TRACK
        most = max((len(cell_lines(lane, moment)) for moment in self.moments), default=1)
        return max(most, len(broken(lane["title"], 22))) * LINE + PAD

    def _draw_lane(self, root: etree._Element, lane: Mapping[str, Any], top: int) -> None:
        if lane["kind"] == "promises":
            for promise in self.promises:
                _promise(root, promise, top + TRACK * promise["track"])
            return
        if lane["kind"] == "curve" and self.mean is not None:
            _add(root, "path", stroke=theme.INK2, d=f"M{MARGIN} {top + CURVE * self.mean / 100}"
                 f"H{MARGIN + COLUMN * len(self.moments)}",
                 **{"stroke-dasharray": "3 3"})  # fmt: skip
        for moment in self.moments:
            if lane["kind"] == "curve":
                _curve(root, moment, top, self.letter)
            elif lane["kind"] == "bars":
                _bars(root, moment, moment["cells"].get(lane["key"]), top + PAD)
            else:
                colour = {"factors": theme.NEG, "good": theme.POS}.get(lane["kind"], theme.INK)
                lines = cell_lines(lane, moment)
                cell = moment["cells"].get(lane["key"]) or {}
                bold = lane["kind"] == "name" or bool(cell.get("strong"))
                _words(root, _left(moment), top + PAD // 2, lines, colour=colour, bold=bold)


def cell_lines(lane: Mapping[str, Any], moment: Mapping[str, Any]) -> list[str]:
    """Return the lines of text of one cell.

    Examples
    --------
    >>> moment = {"soft": "Delivery", "cells": {"effort": {"n": 2, "text": "1 h"}, "when": None}}
    >>> cell_lines({"key": "effort", "kind": "effort"}, moment)
    ['●● 1 h']
    >>> cell_lines({"key": "when", "kind": "text"}, moment)
    []
    """
    if lane["kind"] == "name":
        return broken(moment["soft"], BOLD_LETTERS)
    cell = moment["cells"].get(lane["key"])
    if not cell or lane["kind"] == "bars":
        return []
    if "items" in cell:
        told = [
            f"{item.get('soft') or item['text']} {item.get('n') or ''}" for item in cell["items"]
        ]
        return [line for item in told for line in broken(item)]
    dots = "●" * min(cell.get("n") or 0, 6) if lane["kind"] == "effort" else ""
    return broken(f"{dots} {cell.get('soft') or cell.get('text') or ''} {cell.get('note') or ''}")


def _add_gradient(root: etree._Element) -> None:
    """Add the fill of the curve: good above zero, bad below."""
    fill = _add(_add(root, "defs"), "linearGradient", id="felt", gradientUnits="userSpaceOnUse",
                x1=0, y1=0, x2=0, y2=100)  # fmt: skip
    for colour in (theme.POS_SOFT, theme.NEG_SOFT):
        _add(fill, "stop", offset=0.5, **{"stop-color": colour})


def _curve(root: etree._Element, moment: Mapping[str, Any], top: int, letter: str) -> None:
    left, scale = _left(moment), (COLUMN / 100, CURVE / 100)
    cell = _add(root, "g", transform=f"translate({left} {top}) scale({scale[0]} {scale[1]})")
    for level in (10, 30, 50, 70, 90):
        _add(cell, "path", d=f"M0 {level}H100", stroke=theme.MID if level == 50 else theme.LINE2,
             **{"vector-effect": "non-scaling-stroke"})  # fmt: skip
    if moment["curve"]["area"]:
        _add(cell, "path", d=moment["curve"]["area"], fill="url(#felt)")
    for line, is_thin in moment["curve"]["lines"]:
        _add(cell, "path", d=line, fill="none", stroke=theme.INK, **{
            "stroke-width": "1.5" if is_thin else "2.25", "vector-effect": "non-scaling-stroke",
        })  # fmt: skip
    middle, y = left + COLUMN / 2, top + CURVE * (50 if moment["y"] is None else moment["y"]) / 100
    if moment["interval"]:
        bar = moment["interval"]
        _add(root, "rect", x=middle - 3, y=top + CURVE * bar["top"] / 100, width=6,
             height=CURVE * bar["length"] / 100, fill=theme.MID, opacity=0.5)  # fmt: skip
    _point(root, moment, middle, y)
    if moment["is_machine"]:
        _add(root, "text", letter, x=middle + RADIUS + 3, y=y - RADIUS + 4, fill=theme.INK2,
             **{"font-size": "9"})  # fmt: skip


def _point(root: etree._Element, moment: Mapping[str, Any], x: float, y: float) -> None:
    """Draw a point: a circle is good, a square bad or neither; dashed on a small base."""
    colour = TONES.get(moment["tone"], theme.INK2)
    is_full = moment["tone"] in TONES and not moment["is_small"]
    look = {"fill": colour if is_full else theme.CARD, "stroke": colour, "stroke-width": "2",
            **({"stroke-dasharray": "4 3"} if moment["is_small"] else {})}  # fmt: skip
    if moment["tone"] == "pos":
        _add(root, "circle", cx=x, cy=y, r=RADIUS, **look)
    else:
        side = 2 * RADIUS - 2
        _add(root, "rect", x=x - side / 2, y=y - side / 2, width=side, height=side, rx=3, **look)
    _add(root, "text", moment["value_text"], x=x, y=y + 4, fill=theme.CARD if is_full else colour,
         **{"text-anchor": "middle", "font-weight": "700"})  # fmt: skip


def _bars(
    root: etree._Element, moment: Mapping[str, Any], cell: Mapping[str, Any] | None, top: int
) -> None:
    if not cell or cell.get("tag"):
        _words(
            root, _left(moment), top - PAD // 2, [cell["tag"]] if cell else [], colour=theme.INK2
        )
        return
    x: float = _left(moment)
    for name, colour in {
        "negative": theme.NEG,
        "neutral": theme.HATCH,
        "positive": theme.POS,
    }.items():
        width = (COLUMN - 2 * PAD) * float(cell[name]) / 100
        _add(root, "rect", x=x, y=top, width=round(width, 2), height=10, fill=colour)
        x = round(x + width, 2)


def _promise(root: etree._Element, promise: Mapping[str, Any], top: int) -> None:
    left = _left(promise) + PAD
    right = left + COLUMN * promise["span"] - 4 * PAD
    dash = {} if promise["result"] in ("kept", "late", "broken") else {"stroke-dasharray": "5 4"}
    _add(
        root,
        "path",
        d=f"M{left} {top + 10}H{right}",
        stroke=theme.VOW,
        **{"stroke-width": "2.5"},
        **dash,
    )
    for x, is_end in ((left, promise["opens"]), (right, promise["closes"])):
        if is_end:
            filled = theme.VOW if x == right and promise["result"] == "kept" else theme.CARD
            _add(root, "circle", cx=x, cy=top + 10, r=5, fill=filled, stroke=theme.VOW)
    if promise["opens"]:
        said = ", ".join(part for part in (promise["label"], promise["text"]) if part)
        _words(root, left, top + 16, broken(said, LETTERS * promise["span"])[:1], colour=theme.VOW)


def _left(placed: Mapping[str, Any]) -> int:
    return int(MARGIN + COLUMN * (placed["column"] - 2))


def _words(
    root: etree._Element, left: float, top: float, lines: Sequence[str], *,
    colour: str = theme.INK, bold: bool = False,
) -> None:  # fmt: skip
    weight = {"font-weight": "650"} if bold else {}
    for place, line in enumerate(lines, start=1):
        _add(root, "text", line, x=left, y=top + LINE * place - 3, fill=colour, **weight)


def _add(parent: etree._Element, tag: str, text: str = "", **attributes: object) -> etree._Element:
    written = {name: str(value) for name, value in attributes.items()}
    node = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", written)
    node.text = _NOT_XML.sub(" ", text) or None
    return node


def _shown(text: str) -> str:
    return text.replace(SOFT_HYPHEN, "")
