"""The drawing shows what the report's grid shows: same names, values, promises."""

import pytest
from lxml import etree

from cxkit.figures.theme import DARK
from cxkit.reports.blocks import Quote
from cxkit.reports.journey_columns import Bracket, Column, Frame, Lane
from cxkit.reports.journey_grid import lay_out
from cxkit.reports.journey_svg import NAMESPACE, broken, cell_lines, journey_svg, svg_size

LANES = [
    Lane("touchpoint", "name", "Touchpoint"),
    Lane("curve", "curve", "Felt"),
    Lane("promises", "promises", "Promises"),
    Lane("factors", "factors", "What went wrong"),
    Lane("share", "bars", "Tone"),
]
BARS = {"negative": 50, "neutral": 25, "positive": 25, "said": ""}


def column(number, value, **more):
    cells = {"factors": {"items": [{"soft": "Late <b>", "text": "Late <b>"}]}, "share": BARS}
    return Column(
        anchor=f"e{number}", label=f"Moment {number}", stage="Buy" if number < 3 else "Receive",
        value=value, value_text="?" if value is None else f"{value:+d}", name="", cells=cells,
        **more,
    )  # fmt: skip


def drawing(values, brackets=()):
    columns = [column(number, value) for number, value in enumerate(values)]
    grid = lay_out("map", columns, LANES, Frame("en", brackets=tuple(brackets)))
    return journey_svg(grid.as_dict())


def texts(svg):
    return [node.text for node in etree.fromstring(svg).iter(f"{{{NAMESPACE}}}text")]


def circles(svg):
    return list(etree.fromstring(svg).iter(f"{{{NAMESPACE}}}circle"))


def squares(svg):
    return [node for node in etree.fromstring(svg).iter(f"{{{NAMESPACE}}}rect") if node.get("rx")]


def test_every_moment_is_drawn_with_its_name_and_value():
    said = texts(drawing([1, -2, None]))
    assert [f"Moment {n}" for n in range(3)] == [word for word in said if "Moment" in word]
    assert [word for word in said if word in ("+1", "-2", "?")] == ["+1", "-2", "?"]


def test_the_better_the_higher():
    # the curve is 220 px high and a step of felt value is a fifth of it: 44 px
    svg = drawing([1, -2])
    (good,) = (float(node.get("cy")) for node in circles(svg))
    (bad,) = (float(node.get("y")) + 14 for node in squares(svg))
    assert bad - good == pytest.approx(3 * 44)


def test_good_and_bad_differ_in_form_and_a_small_base_is_dashed():
    svg = drawing([1, -2, 0])
    assert (len(circles(svg)), len(squares(svg))) == (1, 2)
    grid = lay_out("map", [column(0, 1, is_small=True)], LANES, Frame("en", key=("the key",)))
    small = journey_svg(grid.as_dict())
    assert circles(small)[0].get("stroke-dasharray")
    assert "the key" in texts(small)
    assert "Customer journey map" in texts(small)


def test_a_stage_is_named_where_it_begins():
    said = texts(drawing([0, 0, 0, 0]))
    assert (said.count("Buy"), said.count("Receive")) == (1, 1)


def test_many_moments_make_bands_that_do_not_widen_the_drawing():
    narrow, wide = svg_size(drawing([0] * 13)), svg_size(drawing([0] * 23))
    assert wide[0] < narrow[0]
    assert wide[1] > 1.8 * narrow[1]


def test_a_promise_reaches_from_its_giving_to_its_end():
    told = Quote("story", 0, 22, "We call you on Monday.")
    kept = Bracket(0, 2, "kept", "P1 kept", "on time", told, is_closed=True)
    svg = drawing([0, 0, 0], [kept])
    ends = [float(node.get("cx")) for node in circles(svg)]
    assert "P1 kept, on time" in texts(svg)
    assert ends[1] - ends[0] > 2 * 112


def test_words_of_strangers_stay_words_and_colours_are_the_palette():
    svg = drawing([1, -1])
    assert "Late <b>" in texts(svg)
    fills = {node.get(name) for node in etree.fromstring(svg).iter() for name in ("fill", "stroke")}
    assert {fill for fill in fills if fill and fill.startswith("#")} <= set(DARK)


def test_bars_share_the_width_of_a_column():
    rects = [
        float(node.get("width"))
        for node in etree.fromstring(drawing([1])).iter(f"{{{NAMESPACE}}}rect")
    ]
    assert rects[1:] == [48, 24, 24]  # 112 - 16 px of padding, halved and quartered


def test_long_words_break_only_where_they_may():
    assert broken("Advertising") == ["Advertising"]
    assert broken("Под\N{SOFT HYPHEN}твер\N{SOFT HYPHEN}жде\N{SOFT HYPHEN}ние", 9) == [
        "Подтвер-", "ждение",
    ]  # fmt: skip


def test_an_absent_cell_has_no_line():
    assert cell_lines({"key": "channel", "kind": "channel"}, {"cells": {}, "soft": "x"}) == []
