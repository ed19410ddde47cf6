"""The extraction of one story from its mentions."""

import pandas as pd

from cxkit.measures.story_extract import story_extract

COLUMNS = ["start", "end", "layer", "code", "value", "episode"]


def extract(*rows):
    return story_extract(pd.DataFrame(rows, columns=COLUMNS))


def test_an_episode_takes_channel_and_emotions_of_its_number():
    got = extract(
        (10, 20, "episode", "delivery", -2.0, 1),
        (10, 20, "channel", "courier", None, 1),
        (12, 15, "emotion", "anger", None, 1),
        (30, 40, "episode", "refund", 1.0, 2),
    )
    assert got["episodes"] == [
        {"touchpoint": "delivery", "channel": "courier", "valence": -2, "emotions": ["anger"],
         "start": 10, "end": 20},
        {"touchpoint": "refund", "channel": "unknown", "valence": 1, "emotions": [],
         "start": 30, "end": 40},
    ]  # fmt: skip


def test_fates_become_kept_or_not():
    got = extract(
        (0, 1, "promise", "kept", 0.0, None),
        (2, 3, "promise", "late", 5.0, None),
        (4, 5, "promise", "broken", None, None),
        (6, 7, "promise", "vague", None, None),
    )
    assert [promise["kept"] for promise in got["promises"]] == [True, False, False, None]
    assert [promise["gap_days"] for promise in got["promises"]] == [0.0, 5.0, None, None]


def test_effort_is_the_largest_told_and_days_are_elapsed_hours_by_24():
    got = extract(
        (0, 9, "contacts", "unknown", 3, None),
        (10, 19, "contacts", "unknown", 9, None),
        (20, 29, "duration", "spent", 2.0, None),
        (30, 39, "duration", "elapsed", 504.0, None),  # 21 * 24
        (40, 49, "duration", "waited", 999.0, None),
    )
    assert got["effort"] == {"contacts": 9, "hours": 2, "days": 21}


def test_codes_keep_their_places():
    got = extract(
        (5, 9, "factor", "disrespect", None, None), (1, 3, "outcome", "leave", None, None)
    )
    assert got["factors"] == [{"code": "disrespect", "start": 5, "end": 9}]
    assert got["outcomes"] == [{"code": "leave", "start": 1, "end": 3}]


def test_nothing_gives_empty_lists_and_unknown_effort():
    got = extract()
    assert got["episodes"] == got["factors"] == got["promises"] == []
    assert got["effort"] == {"contacts": None, "hours": None, "days": None}
