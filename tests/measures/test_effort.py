import pandas as pd

from cxkit.measures.effort import effort
from cxkit.measures.journey_map import journey_map

COLUMNS = ["layer", "code", "start", "value", "episode"]


def effort_of(*rows):
    frame = pd.DataFrame(rows, columns=COLUMNS)
    told = frame.assign(feedback_id="s1", end=frame["start"] + 4, quote="abcd", by="rule")
    return effort(told, journey_map(told)).iloc[0]


def contact(n, channel):
    start = 20 * n
    return (
        ("episode", "support_contact", start, -1, n),
        ("channel", channel, start + 1, None, n),
    )


def test_channels_and_switches_between_contacts():
    found = effort_of(*contact(1, "chat"), *contact(2, "phone"), *contact(3, "chat"))
    assert (found["n_channels"], found["n_switches"]) == (2, 2)


def test_an_unknown_channel_is_no_switch():
    found = effort_of(*contact(1, "chat"), *contact(2, "unknown"), *contact(3, "chat"))
    assert (found["n_channels"], found["n_switches"]) == (1, 0)


def test_untold_contacts_are_counted_as_at_least_so_many():
    found = effort_of(*contact(1, "chat"), *contact(2, "chat"))
    assert found["n_contacts"] == 2
    assert found["is_least"]


def test_told_contacts_win_over_a_smaller_count():
    found = effort_of(*contact(1, "phone"), ("contacts", "phone", 22, 7, 1))
    assert found["n_contacts"] == 7
    assert not found["is_least"]


def test_a_number_told_beside_other_contacts_is_not_all_of_them():
    """ "I wrote two more times" was shown as exactly two contacts, after a call and a chat."""
    found = effort_of(*contact(1, "phone"), *contact(2, "chat"), ("contacts", "chat", 42, 2, 2))
    assert (found["n_contacts"], found["is_least"]) == (2, True)
    more = effort_of(
        *contact(1, "phone"), *contact(2, "chat"), *contact(3, "chat"),
        ("contacts", "chat", 62, 2, 3),
    )  # fmt: skip
    assert (more["n_contacts"], more["is_least"]) == (3, True)


def test_hours_are_summed_by_kind():
    found = effort_of(
        *contact(1, "phone"),
        ("duration", "spent", 22, 2, 1),
        ("duration", "spent", 24, 0.5, 1),
        ("duration", "waited", 26, 48, 1),
        ("duration", "elapsed", 28, 96, 1),
    )
    assert (found["hours_spent"], found["hours_waited"]) == (2.5, 48)


def test_unknown_effort_is_missing_not_zero():
    found = effort_of(("episode", "order", 0, 1, 1))
    assert pd.isna(found["n_contacts"])
    assert pd.isna(found["is_least"])
    assert pd.isna(found["hours_spent"])
