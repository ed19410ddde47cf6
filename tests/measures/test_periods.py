"""Lengths of time are text with a unit, in every measure that takes one."""

import pandas as pd
import pytest

from cxkit.errors import ParameterError
from cxkit.measures.action_effects import action_effects
from cxkit.measures.near_duplicates import near_duplicates
from cxkit.measures.periods import length_of
from cxkit.measures.survey_overlap import survey_overlap


@pytest.mark.parametrize(
    ("text", "days"), [("28D", 28), ("2W", 14), ("1D 12h", 1.5), ("0D", 0), ("90min", 1 / 16)]
)
def test_a_length_with_a_unit_is_read(text, days):
    assert length_of(text, "window") == pd.Timedelta(days, unit="D")


# "7" ran as seven nanoseconds, in which nothing is near anything, and "1M" ended in pandas' words.
@pytest.mark.parametrize("text", ["7", "7.5", 7, "", "soon", "1M", "-3D", "NaT", None])
def test_what_is_no_length_is_refused_with_its_name_and_value(text):
    with pytest.raises(ParameterError, match=r"window=.* is not a length of time.*'28D'"):
        length_of(text, "window")


@pytest.mark.parametrize("text", ["7", "1M"])
def test_every_measure_refuses_it_in_the_same_words(text):
    nothing = pd.DataFrame()
    told = "is not a length of time"
    with pytest.raises(ParameterError, match=f"window='{text}' {told}"):
        action_effects(nothing, nothing, nothing, window=text)
    with pytest.raises(ParameterError, match=f"within='{text}' {told}"):
        near_duplicates(nothing, within=text)
    answers = pd.DataFrame({"question_kind": ["nps"]})
    with pytest.raises(ParameterError, match=f"within='{text}' {told}"):
        survey_overlap(answers, within=text)
