import pandas as pd
import pytest

from cxkit.errors import ParameterError
from cxkit.measures.case_timeline import case_timeline
from cxkit.measures.journey_map import journey_map


def at(day):
    return pd.Timestamp(f"2026-03-{day:02}", tz="UTC")


CONTACTS = pd.DataFrame(
    {"contact_id": ["k1", "k2", "k3"], "case_id": ["c1", None, None],
     "customer_key": ["u1", "u2", None], "started_at": [at(3), at(4), at(5)]}
)  # fmt: skip
EVENTS = pd.DataFrame(
    {"case_id": ["c1", "c2"], "customer_key": ["u1", "u2"], "event": ["paid", "paid"],
     "event_at": [at(1), at(2)]}
)  # fmt: skip
FEEDBACK = pd.DataFrame(
    {"feedback_id": ["r1", "r2", "s1"], "customer_key": ["u1", "u2", None],
     "created_at": [at(9), at(9), None], "rating": [1, 5, None], "rating_min": [1, 1, None],
     "rating_max": [5, 5, None], "reply_at": [at(10), None, None]}
)  # fmt: skip
STORY = journey_map(
    pd.DataFrame(
        {"feedback_id": "s1", "start": [0, 10, 10], "end": [4, 14, 14], "quote": "abcd",
         "layer": ["episode", "episode", "date"], "code": ["order", "delivery", "relative"],
         "value": [1, -2, 5], "by": "rule", "episode": [1, 2, 2]}
    )
)  # fmt: skip
TABLES = {"contacts": CONTACTS, "events": EVENTS, "feedback": FEEDBACK}


def test_everything_of_a_case_meets_on_one_axis():
    found = case_timeline("c1", **TABLES)
    assert found["kind"].tolist() == ["event", "contact", "feedback", "reply"]
    assert found["joined_by"].tolist() == ["case_id", "case_id", "customer_key", "customer_key"]


def test_a_customer_is_a_key_too():
    assert case_timeline("u2", **TABLES)["source_id"].tolist() == ["c2", "k2", "r2"]


def test_a_rating_is_put_on_the_scale_of_valence():
    found = case_timeline("u1", **TABLES).set_index("kind")
    assert found.loc["feedback", "valence"] == -2  # lowest of 1 to 5


def test_the_researchers_table_joins_what_no_key_joins():
    links = pd.DataFrame({"case_id": "c1", "source_id": ["k3", "s1"], "started_at": [None, at(1)]})
    found = case_timeline("c1", **TABLES, journey=STORY, links=links)
    story = found.loc[found["kind"] == "moment"]
    assert story["at"].tolist() == [at(1), at(6)]  # day 0 and day 5 of the story
    assert story["valence"].tolist() == [1, -2]
    assert "k3" in found.loc[found["joined_by"] == "links", "source_id"].tolist()


def test_without_a_beginning_the_moments_of_a_story_have_no_time_and_come_last():
    links = pd.DataFrame({"case_id": ["c1"], "source_id": ["s1"]})
    found = case_timeline("c1", **TABLES, journey=STORY, links=links)
    assert found["kind"].tolist()[-2:] == ["moment", "moment"]
    assert found["at"].isna().tolist()[-3:] == [True, True, True]  # the undated text too


def test_nothing_known_gives_an_empty_timeline():
    assert case_timeline("c9", **TABLES).empty
    assert case_timeline("c9").empty


def test_links_need_both_columns():
    with pytest.raises(ParameterError, match="links lacks source_id"):
        case_timeline("c1", links=pd.DataFrame({"case_id": ["c1"]}))
