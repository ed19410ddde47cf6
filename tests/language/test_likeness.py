import pandas as pd

from cxkit.language.likeness import FEWEST, find_likeness
from cxkit.language.topic import find_topic

ABOUT = [
    "My order number {n} is unpaid but the bank took the money on {day}",
    "Paid by card on {day}, order {n} is shown as unpaid, where is my money",
]
OTHER = ["The sofa {n} has a scratch since {day}", "Please move the delivery of {n} to {day}"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]


def texts():
    made = [text.format(n=n, day=DAYS[n % 6]) for n in range(8) for text in ABOUT + OTHER]
    made += ["The bank took the money for my order, the card was paid", "A scratch on the lamp"]
    ids = [f"t{n}" for n in range(len(made))]
    return pd.DataFrame({"feedback_id": ids, "text": made})


def test_the_same_matter_in_other_words_is_more_alike_than_another_matter():
    feedback = texts()
    words = find_topic(feedback, ["unpaid"], topic="I")
    others = feedback.loc[feedback["text"].str.contains("sofa|delivery"), "feedback_id"]
    found = find_likeness(feedback, words, topic="I", not_topic=set(others), among={"t32", "t33"})
    score = found.set_index("feedback_id")["score"]
    assert score["t32"] > 0.5
    assert score.get("t33", 0.0) < 0.2
    row = found.set_index("feedback_id").loc["t32"]
    assert feedback.loc[32, "text"][row["start"] : row["end"]] == row["quote"]


def test_too_few_examples_teach_nothing():
    feedback = texts().head(FEWEST - 1)
    words = find_topic(feedback, ["unpaid"], topic="I")
    assert find_likeness(feedback, words, topic="I", not_topic=set()).empty


def test_a_text_without_a_sentence_is_scored_like_any_other():
    # A message of one zero-width space ended the post-mortem: "argmax of an empty sequence".
    feedback = texts()
    feedback.loc[33, "text"] = "\u200b"
    words = find_topic(feedback, ["unpaid"], topic="I")
    others = feedback.loc[feedback["text"].str.contains("sofa|delivery"), "feedback_id"]
    found = find_likeness(feedback, words, topic="I", not_topic=set(others), among={"t33"})
    assert found["quote"].tolist() == ["\u200b"]
