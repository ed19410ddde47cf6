"""What is felt about one thing in a text: bad, good, or nothing that can be read."""

import pandas as pd

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
