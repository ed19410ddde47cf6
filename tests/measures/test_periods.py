"""Lengths of time are text with a unit, in every measure that takes one."""

import pandas as pd
import pytest

from cxkit.errors import ParameterError
from cxkit.measures.action_effects import action_effects
from cxkit.measures.incident_candidates import incident_candidates, untestable
from cxkit.measures.incident_clocks import is_day_only
from cxkit.measures.incident_contacts import incident_days
from cxkit.measures.near_duplicates import near_duplicates
from cxkit.measures.periods import length_of
from cxkit.measures.survey_overlap import survey_overlap
from cxkit.measures.verification import Phases, verify_contacts
from cxkit.schema.incident import Incident, Window


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


# In Chile, Egypt, Lebanon or Cuba clocks skip midnight once a year: 7 September 2025 begins at one
# in Santiago. Every measure of incidents ended there with "is a nonexistent time".
SANTIAGO = "America/Santiago"


def utc(*texts):
    return pd.Series(pd.to_datetime(list(texts), utc=True))


def test_a_day_that_begins_at_one_is_counted():
    at = utc("2025-09-06 15:00", "2025-09-07 15:00", "2025-09-07 16:00")
    contacts = pd.DataFrame({"started_at": at, "role": "first"})
    gaps = pd.DataFrame({"from_at": at[:0], "until_at": at[:0]})
    window = Window(*utc("2025-09-06 12:00", "2025-09-09 00:00"))
    days = incident_days(contacts, gaps, window, time_zone=SANTIAGO)
    # Midnight is at 04:00 UTC in winter; the skipped one stands for the same instant.
    assert days["day_at"].tolist() == [
        *utc("2025-09-06 04:00", "2025-09-07 04:00", "2025-09-08 03:00")
    ]
    assert days["n_asked"].tolist() == [1, 2, 0]
    assert is_day_only(days["day_at"], SANTIAGO).all()


def test_a_milestone_may_be_stated_in_an_hour_that_clocks_skip_or_show_twice():
    # The file was refused with "try using the 'ambiguous' argument".
    for stated, told in (
        ("2025-09-07T00:30", "2025-09-07 04:30"),
        ("2025-04-05T23:30", "2025-04-06 02:30"),
    ):
        given = {"id": "I", "time_zone": SANTIAGO, "times": {"fixed_at": stated}}
        assert Incident.model_validate(given).at("fixed") == utc(told)[0]


def test_a_burst_may_begin_on_a_day_that_begins_at_one():
    days = pd.Series(pd.date_range("2025-06-01", periods=112, freq="D"))
    n = days.dt.day_of_week.map({5: 3, 6: 3}).fillna(5).astype(int)
    usual = days.repeat(n) + pd.Timedelta("12h")
    burst = days[98:102].repeat(40) + pd.Timedelta("12h")
    at = pd.concat([usual, burst]).dt.tz_localize(SANTIAGO).dt.tz_convert("UTC")
    signals = pd.DataFrame({"kind": "contacts", "topic": "payment", "at": at})
    signals = signals.assign(source_id=[str(place) for place in range(len(signals))])
    found = incident_candidates(signals, time_zone=SANTIAGO)
    assert found["from_at"].tolist() == [*utc("2025-09-07 04:00")]
    assert untestable(signals, time_zone=SANTIAGO) == {}


def test_a_fix_is_checked_over_a_day_that_begins_at_one():
    ends = utc("2025-06-01", "2025-08-01", "2025-08-10", "2025-08-15", "2025-09-20")
    phases = Phases(*(Window(ends[place], ends[place + 1]) for place in (0, 1, 3)))
    wave = pd.Series(pd.date_range("2025-09-07 12:00", periods=90, freq="5min", tz="UTC"))
    during = pd.Series(pd.date_range("2025-08-01", periods=400, freq="30min", tz="UTC"))
    row = verify_contacts(pd.concat([during, wave]), during, phases, time_zone=SANTIAGO)
    assert (row["verdict"], row["again_at"]) == ("failed", utc("2025-09-07 04:00")[0])
