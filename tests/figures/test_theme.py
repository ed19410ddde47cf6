import plotly.graph_objects as go
import pytest

from cxkit.figures import theme


def test_new_figure_uses_palette_colours_only():
    figure = theme.new_figure(300, language="ru").add_scatter(x=[1], y=[2], line_color=theme.NEG)
    assert theme.stray_colours(figure) == []
    assert figure.layout.separators == ",\u202f"


@pytest.mark.parametrize("colour", ["red", "#123456", "rgba(1,2,3,0.5)"])
def test_stray_colour_is_found_wherever_it_stands(colour):
    figure = theme.new_figure(300)
    figure.add_scatter(x=[1, 2], y=[1, 2], marker={"color": [theme.NEG, colour]})
    assert theme.stray_colours(figure) == [colour]


def test_stock_template_is_found_out():
    assert theme.stray_colours(go.Figure(layout={"template": "plotly"}))


def test_dark_twins_are_one_to_one():
    assert len(set(theme.DARK.values())) == len(theme.DARK)


def test_markup_and_templates_in_labels_are_harmless():
    assert "<" not in theme.escape("<a href='x'>")
    assert "%{" not in theme.escape("%{customdata}")
