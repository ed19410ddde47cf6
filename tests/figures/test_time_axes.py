"""Axes of time with next to nothing on them."""

import pandas as pd

from cxkit.figures.sentiment_timeline import plot_sentiment_timeline
from cxkit.figures.time_axes import bands
from cxkit.figures.units import UNITS
from cxkit.measures.sentiment_timeline import sentiment_timeline


def one_text():
    feedback = pd.DataFrame(
        {"feedback_id": ["a"], "text": ["Late."],
         "created_at": pd.to_datetime(["2026-03-05T10:00Z"]), "language": "en"}
    )  # fmt: skip
    mentions = pd.DataFrame(
        [("a", 0, 5, "Late.", "language", "en", None, "rule"),
         ("a", 0, 5, "Late.", "sentiment", "negative", -1.0, "rule")],
        columns=["feedback_id", "start", "end", "quote", "layer", "code", "value", "by"],
    )  # fmt: skip
    return sentiment_timeline(feedback, mentions, period="7D")


def test_one_text_has_an_axis_that_can_be_an_interval_and_a_bar():
    # the axis ran from −110 to −90, neither the interval nor the bar of n = 1 was seen
    timeline = one_text()
    figure = plot_sentiment_timeline(timeline)
    assert min(figure.layout.yaxis.tickvals) >= -100
    assert len(set(figure.layout.yaxis.ticktext)) == len(figure.layout.yaxis.ticktext)
    low, high = figure.layout.yaxis.range
    assert low < -100
    assert high > 100 * timeline["net_high"].iloc[0]
    bar = figure.data[-1]
    assert bar.width[0] == 0.8 * 7 * 24 * 3600 * 1000
    band, *_ = figure.data
    assert band.x[0] < timeline["period_at"].dt.tz_localize(None).iloc[0] < band.x[1]


def test_a_period_between_gaps_keeps_its_interval():
    days = pd.date_range("2026-03-02", periods=3, freq="7D")
    rows = pd.DataFrame({"period_at": days, "period_end_at": days + pd.Timedelta("7D"),
                         "net_low": [None, -0.4, None], "net_high": [None, 0.2, None]})  # fmt: skip
    (band,) = bands(rows, "net", UNITS["net"])
    assert band.x[1] - band.x[0] == pd.Timedelta("3.5D")
    assert list(band.y) == [20, 20, -40, -40]
