"""What the figure of a timeline draws, and that it draws nothing that is not there."""

import numpy as np
import pandas as pd
import pytest

from cxkit.errors import ParameterError
from cxkit.figures.drivers import difference_words, plot_drivers
from cxkit.figures.sentiment_panels import plot_sentiment_panels
from cxkit.figures.sentiment_timeline import period_words, plot_sentiment_timeline
from cxkit.figures.survey_scores import (
    plot_net_promoter_score,
    plot_score_distribution,
    plot_shares,
)
from cxkit.figures.theme import NEG, NEG_SOFT, PAPER, stray_colours
from cxkit.figures.units import UNITS

WEEKS = pd.date_range("2026-01-04 21:00", periods=10, freq="7D", tz="UTC")
NETS = [0.3, 0.35, 0.32, np.nan, 0.3, -0.1, -0.12, -0.08, -0.1, -0.3]


def timeline(group="all"):
    net = pd.Series(NETS)
    frame = pd.DataFrame(
        {
            "group": group,
            "period_at": WEEKS,
            "period_end_at": WEEKS + pd.Timedelta(7, unit="D"),
            "n": [50, 50, 50, 0, 50, 50, 50, 50, 50, 8],
            "n_rated": 0,
            "net": net,
            "net_low": net - 0.2,
            "net_high": net + 0.2,
            "is_small": [False] * 3 + [True] + [False] * 5 + [True],
            "is_partial": False,
        }
    )
    frame.attrs = {"time_zone": "Europe/Moscow", "period": "7D"}
    return frame


def changes(*, is_proven=True, group="all"):
    return pd.DataFrame(
        {
            "group": group,
            "changed_at": WEEKS[5:6],
            "changed_at_low": WEEKS[4:5],
            "changed_at_high": WEEKS[5:6],
            "difference": -0.42,
            "confidence": 0.97,
            "is_proven": is_proven,
        }
    )


def segments():
    return pd.DataFrame(
        {
            "from_at": [WEEKS[0], WEEKS[5]],
            "until_at": [WEEKS[5], WEEKS[9]],
            "level": [0.32, -0.1],
            "level_low": [0.25, -0.16],
            "level_high": [0.39, -0.04],
        }
    )


def texts_of(figure):
    return " ".join(str(note.text) for note in figure.layout.annotations)


@pytest.mark.parametrize("is_narrow", [False, True])
def test_only_palette_colours_are_used(is_narrow):
    figure = plot_sentiment_timeline(timeline(), changes(), segments(), is_narrow=is_narrow)
    assert stray_colours(figure) == []


@pytest.mark.parametrize("is_narrow", [False, True])
def test_no_level_label_lies_over_a_dot(is_narrow):
    """A low level had its label at the foot, where the dots of its own stretch may be."""
    frame = timeline()
    frame.loc[6:7, "net"] = [-0.27, -0.2]
    figure = plot_sentiment_timeline(frame, changes(), segments(), is_narrow=is_narrow)
    low, high = figure.layout.yaxis.range
    heights = (frame["net"].dropna() * 100 - low) / (high - low)
    labels = [note for note in figure.layout.annotations if note.bgcolor == PAPER]
    assert len(labels) == 2
    for label in labels:
        foot = label.y - (0.07 if label.yanchor == "top" else 0)
        assert not heights.between(foot, foot + 0.07).any()


def test_a_short_stretch_has_no_room_for_its_interval():
    short = segments().assign(from_at=[WEEKS[0], WEEKS[8]])
    said = texts_of(plot_sentiment_timeline(timeline(), changes(), short))
    assert "(+25 to +39)" in said
    assert "<b>−10</b> (" not in said


def test_every_period_has_its_place_so_that_a_click_finds_it():
    figure = plot_sentiment_timeline(timeline())
    dots = next(trace for trace in figure.data if trace.mode == "markers" and len(trace.x) == 10)
    assert dots.y[3] is None
    assert [trace.meta for trace in figure.data].count("cursor") == 1


def test_a_gap_breaks_the_band_and_is_a_dashed_column():
    figure = plot_sentiment_timeline(timeline())
    assert sum(getattr(trace, "fill", None) == "toself" for trace in figure.data) == 2
    assert [shape.line.dash for shape in figure.layout.shapes] == ["dash"]
    assert "no data" in texts_of(figure)


def test_dates_are_those_of_the_timelines_own_clock():
    figure = plot_sentiment_timeline(timeline())
    assert figure.layout.xaxis.ticktext[0] == "5 Jan"


def test_a_proven_change_is_a_coloured_column_with_size_and_how_often_it_is_found():
    figure = plot_sentiment_timeline(timeline(), changes(), segments())
    assert NEG_SOFT in [shape.fillcolor for shape in figure.layout.shapes]
    assert "−42 points" in texts_of(figure)
    assert "in 97% of resamples" in texts_of(figure)


def test_an_unproven_change_is_not_drawn():
    figure = plot_sentiment_timeline(timeline(), changes(is_proven=False), segments().head(1))
    assert NEG_SOFT not in [shape.fillcolor for shape in figure.layout.shapes]


def test_happenings_are_escaped_letters():
    marks = pd.DataFrame({"at": WEEKS[2:3], "mark": ["<b>"]})
    assert "&lt;b&gt;" in texts_of(plot_sentiment_timeline(timeline(), happenings=marks))


def test_letters_of_near_happenings_do_not_lie_on_each_other():
    # On a phone the letter D lay under the letter E, five days later.
    marks = pd.DataFrame(
        {"at": [WEEKS[2], WEEKS[2] + pd.Timedelta(3, unit="D"), WEEKS[6]], "mark": list("DEF")}
    )
    figure = plot_sentiment_timeline(timeline(), happenings=marks, is_narrow=True)
    height = {note.text: note.y for note in figure.layout.annotations}
    assert height["<b>E</b>"] > height["<b>D</b>"] + 0.05
    assert height["<b>F</b>"] == height["<b>D</b>"]


def test_an_empty_timeline_is_an_empty_figure():
    nothing = timeline().head(0)
    nothing.attrs = {}
    assert plot_sentiment_timeline(nothing).layout.height == 480


def test_a_timeline_without_its_clock_is_refused():
    # After a merge the axis silently was that of UTC.
    lost = timeline()
    lost.attrs = {}
    with pytest.raises(ParameterError, match="does not say its time_zone"):
        plot_sentiment_timeline(lost)
    with pytest.raises(ParameterError, match="does not say its time_zone"):
        plot_sentiment_panels(lost, changes(), {"all": "All"})


def test_words_of_a_period_say_state_and_base():
    rows = timeline().to_dict("records")
    assert "small base" in period_words(rows[-1], "net", "en")
    assert period_words(rows[3], "net", "ru").endswith("нет данных")


def test_units_write_points_percent_and_stars():
    assert UNITS["net"].axis(0.2, "en") == "+20"
    assert UNITS["share_negative"].axis(0.2, "ru") == "20\u202f%"
    assert UNITS["rating"].size_in_words(-0.5, "en") == "0.50"


def drivers():
    return pd.DataFrame(
        {
            "code": ["delivery", "repair"],
            "n_before": [100, 4],
            "n_after": [100, 3],
            "share_before": [0.2, 0.5],
            "share_before_low": [0.1, 0.2],
            "share_before_high": [0.3, 0.8],
            "share_after": [0.5, np.nan],
            "share_after_low": [0.4, np.nan],
            "share_after_high": [0.6, np.nan],
            "difference": [0.3, np.nan],
            "difference_low": [0.2, np.nan],
            "difference_high": [0.4, np.nan],
            "is_proven": pd.array([True, None], dtype="boolean"),
        }
    )


def test_only_proven_drivers_have_colour_and_few_texts_say_so():
    figure = plot_drivers(drivers(), {"delivery": "Delivery", "repair": "Repair"})
    colours = [trace.marker.color for trace in figure.data if trace.mode == "markers"]
    assert colours.count(NEG) == 1
    assert difference_words(drivers().to_dict("records")[1], "en") == "too few to say, n = 3"
    assert stray_colours(figure) == []


def test_panels_share_their_axes():
    both = pd.concat([timeline("a"), timeline("b")])
    figure = plot_sentiment_panels(both, changes(group="a"), {"a": "A", "b": "B"})
    assert figure.layout.yaxis.range == figure.layout.yaxis2.range
    assert len(figure.layout.shapes) == 1
    assert stray_colours(figure) == []


def test_distribution_has_a_bar_a_point_and_three_sides():
    table = pd.DataFrame({"value": range(11), "n": 5, "share": 1 / 11})
    figure = plot_score_distribution(table, language="ru")
    assert len(figure.data[0].x) == 11
    assert "Критики" in texts_of(figure)
    assert stray_colours(figure) == []


def test_small_groups_are_hollow_dotted_and_not_compared():
    scores = pd.DataFrame(
        {"group": ["web", "<i>"], "n": [90, 9], "score": [20.0, 50.0], "score_low": [5.0, -10.0],
         "score_high": [35.0, 80.0], "letter": ["A", None], "beats": ["", None]}
    )  # fmt: skip
    figure = plot_net_promoter_score(scores, scores.head(1))
    assert "n = 9, too few to compare" in texts_of(figure)
    assert [trace.line.dash for trace in figure.data if trace.mode == "lines"] == ["dot", "solid"]
    assert "&lt;i&gt;" in str(figure.layout.yaxis.ticktext)


def test_questions_keep_their_order_from_above():
    scores = pd.DataFrame(
        {"n": [90, 90], "share_top": [0.5, 0.7], "share_top_low": 0.4, "share_top_high": 0.8}
    )
    figure = plot_shares(scores, ["First", "Second"])
    assert figure.layout.yaxis.ticktext == ("Second", "First")


def room(figure, side):
    return figure.layout.margin[side]


def test_words_beside_the_drivers_have_the_room_they_need():
    # The margins were those of English: "+16 (от −5 до +36), не дока" ended at the page's edge.
    rows = drivers().assign(is_proven=pd.array([False, None], dtype="boolean"))
    short = plot_drivers(rows, {"delivery": "A", "repair": "B"})
    long = plot_drivers(
        rows, {"delivery": "Обращение в поддержку", "repair": "Ремонт"}, language="ru"
    )
    assert room(long, "l") > 160 > room(short, "l")
    assert "20 до +40),<br>не доказано" in texts_of(long)
    widest = max(len(line) for note in long.layout.annotations for line in note.text.split("<br>"))
    assert room(long, "r") > 7 * widest


def test_a_long_question_is_broken_over_its_bar_on_a_phone_and_keeps_its_value():
    # Of six questions at 390 px four lost their value and n behind the screen's edge.
    label = "Насколько вы довольны доставкой? (1–5) · after_delivery"
    scores = pd.DataFrame(
        {"n": [90], "share_top": [0.5], "share_top_low": 0.4, "share_top_high": 0.8}
    )
    figure = plot_shares(scores, [label], language="ru", is_narrow=True)
    lines = figure.layout.annotations[0].text.split("<br>")
    assert "n = 90" in lines[-1]
    assert max(map(len, lines)) <= 44 + len("<b></b>")
    one = plot_shares(scores, ["Легко?"], language="ru", is_narrow=True)
    assert figure.layout.height > one.layout.height


def test_sides_of_the_scale_do_not_meet_on_a_phone():
    table = pd.DataFrame({"value": range(11), "n": 489, "share": 1 / 11})
    figure = plot_score_distribution(table, language="ru", is_narrow=True)
    notes = figure.layout.annotations
    assert max(note.x for note in notes) <= figure.layout.xaxis.range[1]
    ends = {note.text.split(" ")[0]: (note.x, note.xanchor) for note in notes}
    assert [anchor for _, anchor in ends.values()] == ["center", "right", "right"]
    assert all("<br>(" in note.text for note in notes)


def test_no_line_joins_periods_of_a_small_base_and_no_point_lacks_its_interval():
    # Weeks of four texts jumped between −100 and +100, joined by a line, without an interval.
    few = timeline("a").assign(is_small=True)
    figure = plot_sentiment_panels(pd.concat([few, timeline("b")]), changes(), {"a": "A", "b": "B"})
    lines = [trace for trace in figure.data if trace.mode == "lines" and trace.fill is None]
    assert [value for value in lines[0].y if value is not None] == []
    assert [value for value in lines[1].y if value is not None]
    bands = [trace for trace in figure.data if trace.fill == "toself"]
    assert {trace.yaxis for trace in bands} == {"y", "y2"}


def test_a_panels_name_is_broken_to_its_half_of_a_sheet():
    name = "С какой вероятностью вы порекомендуете «Ольшаник» друзьям"
    figure = plot_sentiment_panels(timeline("a"), changes(), {"a": name})
    title = figure.layout.annotations[0].text
    assert "<br>" in title
    short = plot_sentiment_panels(timeline("a"), changes(), {"a": "A"})
    assert figure.layout.height > short.layout.height
    assert title.endswith("n = 408")
