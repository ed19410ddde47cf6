"""The mark at the top of a report: what it says of a figure, and of a number of texts."""

import pandas as pd
import pytest

from cxkit.reports.alerts import alerts_section


def fired(**other):
    row = {"rule": "quiet", "figure": "net", "group": "all", "side": "below", "threshold": 0.0,
           "period_at": pd.Timestamp("2026-03-02", tz="UTC"), "value": -0.4, "n": 50}  # fmt: skip
    return pd.DataFrame([row | other])


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "From 2 March 2026: 4 texts, below the threshold 10."),
        ("ru", "С 2 марта 2026: отзывов 4, порог 10."),
    ],
)
def test_a_number_of_texts_has_no_interval_to_lie_below(language, said):
    # "The whole interval lies below the threshold" was said of a count.
    few = fired(figure="n", value=4.0, n=4, threshold=10.0)
    assert alerts_section(few, language=language).blocks[0].text == said


def test_a_figure_has_one():
    assert "whole interval lies below" in alerts_section(fired()).blocks[0].text
