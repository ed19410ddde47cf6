"""What is felt about one thing in a text: bad, good, or nothing that can be read."""

import pandas as pd

from cxkit.measures.corrections import correct
from cxkit.measures.recovery_queue import recovery_queue
from cxkit.measures.tones import tones


def test_a_passage_without_a_word_of_tone_is_neutral():
    # "They promised delivery in 5 days" is read as +0.007; it counted as praise of the delivery.
    ids = list("abcd")
    feedback = pd.DataFrame(
        {"feedback_id": ids, "created_at": pd.Timestamp("2026-03-02", tz="UTC")}
    )
    whole = pd.DataFrame(
        {"feedback_id": ids, "layer": "sentiment", "code": "negative", "value": -0.4}
    )
    felt = [0.007, -0.03, 0.4, -0.4]
    parts = whole.assign(layer="touchpoint", code="delivery", value=felt)
    told = tones(feedback, pd.concat([whole, parts]), by="touchpoint")
    assert told["code"].tolist() == ["neutral", "neutral", "positive", "negative"]
    assert told["value"].tolist() == felt


def test_the_tone_that_a_person_adds_to_a_text_takes_the_place_of_the_machines():
    # With both a text counted twice, and the queue of those to call back gave an InvalidIndexError.
    feedback = pd.DataFrame({"feedback_id": ["a"], "text": ["Fine"], "created_at": pd.NaT})
    mentions = pd.DataFrame(
        {"feedback_id": ["a"], "start": 0, "end": 4, "quote": "Fine", "layer": "sentiment",
         "code": "positive", "value": 0.5, "by": "rule"}
    )  # fmt: skip
    verdict = pd.DataFrame(
        {"feedback_id": ["a"], "start": 0, "end": 4, "code": "negative", "verdict": "add",
         "coder": "anna", "layer": "sentiment", "value": -0.5}
    )  # fmt: skip
    corrected = correct(mentions, verdict, feedback)
    assert tones(feedback, corrected)[["code", "value"]].to_numpy().tolist() == [["negative", -0.5]]
    assert recovery_queue(feedback, corrected)["feedback_id"].tolist() == ["a"]
    # Without a strength the priority was missing, and the whole queue refused.
    bare = correct(mentions, verdict.drop(columns="value"), feedback)
    assert recovery_queue(feedback, bare)["priority"].tolist() == [0.0]
