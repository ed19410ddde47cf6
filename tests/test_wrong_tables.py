"""A table in the place of another, or none, is said in a sentence: no bare KeyError."""

import pandas as pd
import pytest

import cxkit as cx
from cxkit.errors import ParameterError, SchemaError

REVIEWS = pd.DataFrame({"feedback_id": ["r1"], "text": ["Good"], "source": ["shop"]})
OF_TIMELINES = [cx.change_points, cx.period_differences, cx.seasonality, cx.spikes]


@pytest.mark.parametrize("given", [REVIEWS, None, "answers.csv"])
def test_open_answers_say_what_they_need(given):
    with pytest.raises(SchemaError, match=r"^answers: "):
        cx.open_answers(given)


@pytest.mark.parametrize("measure", OF_TIMELINES)
def test_a_measure_of_timelines_says_what_it_needs(measure):
    with pytest.raises((SchemaError, ParameterError), match="timeline"):
        measure(REVIEWS)


def test_segments_need_the_changes():
    timeline = pd.DataFrame({"group": ["all"], "period_at": [None], "n": [1], "net": [0.1]})
    with pytest.raises(SchemaError, match="'is_proven' is missing"):
        cx.change_segments(timeline, timeline)


@pytest.mark.parametrize("given", [[REVIEWS], None, "reviews.csv"])
def test_provenance_takes_tables(given):
    with pytest.raises(ParameterError, match="Give the tables themselves"):
        cx.provenance(given)
