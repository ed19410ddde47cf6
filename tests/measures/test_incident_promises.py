import pandas as pd

from cxkit.measures.incident_promises import incident_promises

INCIDENT = pd.DataFrame(
    {
        "contact_id": ["a", "b", "c", "d", "e"],
        "thread_id": ["K1", "K1", "K1", "K2", "K2"],
        "started_at": pd.to_datetime([f"2026-04-1{n}" for n in (4, 5, 6, 4, 5)], utc=True),
        "line": "1",
    }
)


def mention(contact, layer, code, promise=None):
    return {
        "feedback_id": contact, "start": 0, "end": 4, "quote": "text", "layer": layer,
        "code": code, "promise": promise, "by": "test", "value": None,
    }  # fmt: skip


def results(*mentions):
    found = incident_promises(pd.DataFrame(list(mentions)), INCIDENT)
    return dict(zip(found["source_id"], found["result"], strict=True))


def test_a_later_contact_of_the_thread_tells_the_end():
    said = mention("a", "promise", "unknown", 1), mention("c", "fulfilment", "broken")
    assert results(*said) == {"a": "broken"}


def test_another_customers_word_says_nothing():
    said = mention("a", "promise", "unknown", 1), mention("e", "fulfilment", "kept")
    assert results(*said) == {"a": "unknown"}


def test_a_word_after_a_new_promise_belongs_to_the_new_one():
    said = (
        mention("a", "promise", "unknown", 1),
        mention("b", "promise", "unknown", 1),
        mention("c", "fulfilment", "kept"),
    )
    assert results(*said) == {"a": "unknown", "b": "kept"}


def test_a_contact_can_tell_of_the_old_promise_and_give_a_new_one():
    said = (
        mention("a", "promise", "unknown", 1),
        mention("b", "fulfilment", "broken"),
        mention("b", "promise", "unknown", 1),
    )
    assert results(*said) == {"a": "broken", "b": "unknown"}


def test_silence_is_unknown_and_never_kept():
    assert results(mention("d", "promise", "unknown", 1)) == {"d": "unknown"}


def test_a_customer_who_tells_of_a_broken_promise_breaks_the_open_one_whose_time_is_over():
    # "You promised to call and nobody called" was quoted as a factor, while the ledger beside it
    # said that nobody tells the end of any promise.
    broken = mention("b", "factor", "broken_promise") | {"score": 0.8}
    due = mention("a", "due", "contact", 1)
    assert results(mention("a", "promise", "unknown", 1), due | {"value": 0.1}, broken) == {
        "a": "broken"
    }
    assert results(mention("a", "promise", "unknown", 1), due | {"value": 9.0}, broken) == {
        "a": "unknown"
    }
    late = broken | {"by": "frame:broken_promise.late"}
    assert results(mention("a", "promise", "unknown", 1), due | {"value": 0.1}, late) == {
        "a": "unknown"
    }
