import pandas as pd
import pytest

from cxkit.errors import ParameterError
from cxkit.measures.incident_membership import incident_membership


def rules(record, **options):
    found = incident_membership(
        record.threads, record.topics(c1="words", c5=0.6, c7=0.1), record.window, **options
    )
    return dict(zip(found["source_id"], found["rule"], strict=True))


def test_words_or_likeness_then_handover_then_the_case_decide(record):
    # c1 has the words; c2 follows on another line; c3 and c4 share its case; c5 is like the topic;
    # c6 tells its customer; c7 is too little alike and its customer has nothing else.
    assert rules(record) == {
        "c1": "words", "c2": "handover", "c3": "handover", "c4": "case", "c5": "likeness",
        "c6": "told", "c7": "none",
    }  # fmt: skip


def test_the_case_of_a_member_brings_its_other_contacts(record):
    found = incident_membership(record.threads, record.topics(c2="words"), record.window)
    members = set(found.loc[found["is_member"], "source_id"])
    assert {"c2", "c3", "c4"} <= members


def test_the_researcher_has_the_last_word(record):
    overrule = pd.DataFrame({"source_id": ["c1", "c7"], "is_member": [False, True]})
    found = incident_membership(
        record.threads, record.topics(c1="words", c7=0.1), record.window, overrule=overrule
    ).set_index("source_id")
    assert not found.loc["c1", "is_member"]
    assert found.loc["c7", "is_member"]
    assert found.loc["c7", "rule"] == "researcher"


def test_an_overruled_id_that_is_not_there_is_an_error(record):
    overrule = pd.DataFrame({"source_id": ["nobody"], "is_member": [True]})
    with pytest.raises(ParameterError, match="nobody"):
        incident_membership(
            record.threads, record.topics(c1="words"), record.window, overrule=overrule
        )


def test_nothing_of_the_topic_gives_nothing(record):
    assert incident_membership(record.threads, record.topics(), record.window).empty


def test_the_same_words_from_before_the_release_are_left_out(record):
    found = incident_membership(
        record.threads,
        record.topics(c1="words", c5="words"),
        record.window,
        since=pd.Timestamp("2026-04-15 11:00", tz="UTC"),
    ).set_index("source_id")
    assert found.loc["c1", ["rule", "is_member"]].tolist() == ["earlier", False]
    # Nor does its case or customer bring in what followed.
    assert "c4" not in found.index[found["is_member"]]
    assert found.loc["c5", "is_member"]
