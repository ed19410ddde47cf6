"""Who waits, in which order, and with which words."""

import pandas as pd

from cxkit.measures.recovery_queue import recovery_queue


def make(rows):
    """Feedback and mentions from (label, customer key, reply, extra mentions)."""
    ids = [f"f{i}" for i in range(len(rows))]
    feedback = pd.DataFrame(
        {
            "feedback_id": ids,
            "created_at": pd.Timestamp("2026-03-02", tz="UTC"),
            "customer_key": [row[1] for row in rows],
            "reply_text": [row[2] for row in rows],
        }
    )
    found = []
    for name, (label, _, _, extra) in zip(ids, rows, strict=True):
        value = -0.5 if label == "negative" else 0.5
        found += [(name, "sentiment", label, value, "All"), (name, "sentence", label, value, "One")]
        found += [(name, layer, code, None, quote) for layer, code, quote in extra]
    columns = ["feedback_id", "layer", "code", "value", "quote"]
    return feedback, pd.DataFrame(found, columns=columns).assign(start=0, end=3)


def test_who_was_answered_or_is_content_does_not_wait():
    rows = [("negative", "K", "Sorry!", []), ("positive", "K", None, [])]
    assert recovery_queue(*make(rows)).empty


def test_a_broken_promise_to_a_known_customer_comes_first_with_its_words():
    rows = [
        ("negative", None, None, []),
        ("negative", "K", None, [("promise", "broken", "by Friday")]),
    ]
    queue = recovery_queue(*make(rows))
    assert queue["feedback_id"].tolist() == ["f1", "f0"]
    assert queue["quote"].tolist() == ["by Friday", "One"]
    assert queue["reasons"].iloc[0] == "broken_promise, known_customer, fresh"
    # 3 for the promise, 1 known, 2 fresh, 0.5 for the tone.
    assert queue["priority"].iloc[0] == 6.5


def test_what_waits_for_months_is_not_fresh_though_nothing_newer_waits():
    # The newest of the waiting texts was always "fresh", however long ago it was written.
    feedback, mentions = make([("negative", None, None, []), ("positive", None, None, [])])
    feedback["created_at"] = pd.to_datetime(["2026-03-02", "2026-06-02"], utc=True)
    assert recovery_queue(feedback, mentions)["reasons"].tolist() == ["negative"]


def test_a_row_of_smiles_is_not_the_quote_where_there_are_words():
    feedback = pd.DataFrame(
        {"feedback_id": ["a"], "created_at": pd.to_datetime(["2026-03-02"], utc=True)}
    )
    mentions = pd.DataFrame(
        {
            "feedback_id": "a",
            "layer": ["sentiment", "sentence", "sentence"],
            "code": "negative",
            "value": [-0.9, -0.9, -0.6],
            "start": [0, 25, 0],
            "end": [28, 28, 24],
            "quote": ["The courier was very rude 😤😤", "😤😤😤", "The courier was very rude"],
        }
    )
    assert recovery_queue(feedback, mentions)["quote"].tolist() == ["The courier was very rude"]
