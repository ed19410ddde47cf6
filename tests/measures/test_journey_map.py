"""Hand-made mentions of one story and one review; offsets are counted in the texts below."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxkit.errors import SchemaError
from cxkit.measures.journey_map import journey_map
from cxkit.schema.mentions import INFERRED


def mention(layer, code, span, *, value=None, text="s1", episode=None):
    start, end = span
    return {
        "feedback_id": text, "start": start, "end": end, "quote": "x" * (end - start),
        "layer": layer, "code": code, "value": value, "by": "rule", "episode": episode,
    }  # fmt: skip


def moments_of(*rows):
    return journey_map(pd.DataFrame(rows))


def test_stage_comes_from_the_codebook_and_a_step_back_is_marked():
    journey = moments_of(
        mention("episode", "payment", (0, 5), value=1, episode=1),
        mention("episode", "delivery", (10, 15), value=-1, episode=2),
        mention("episode", "payment", (20, 25), value=-2, episode=3),
    )
    assert journey["stage"].tolist() == ["buy", "receive", "buy"]
    assert journey["is_returned"].tolist() == [False, False, True]


def test_parts_join_their_moment_by_number_then_by_overlap_then_by_sentence():
    journey = moments_of(
        mention("sentence", "negative", (0, 18), value=-1),
        mention("sentence", "negative", (20, 48), value=-1),
        mention("episode", "order", (0, 5), value=0, episode=1),
        mention("episode", "waiting", (22, 30), value=-2, episode=2),
        mention("factor", "billing_error", (40, 45), episode=1),
        mention("emotion", "anger", (28, 34)),
        mention("factor", "no_proactive_update", (40, 46)),
        mention("channel", "phone", (8, 12)),
        mention("factor", "disrespect", (60, 66)),
        mention("factor", "siloed_data", (0, 5)) | {"by": f"{INFERRED}factor.siloed_data"},
    )
    assert journey["factors"].tolist() == ["billing_error", "no_proactive_update"]
    assert journey["emotions"].tolist() == ["", "anger"]
    assert journey["channel"].tolist() == ["phone", "unknown"]


def test_moments_told_out_of_order_are_put_in_the_order_they_happened():
    journey = moments_of(
        mention("episode", "delivery", (0, 5), value=-1, episode=1),
        mention("date", "date", (0, 5), value=20000, episode=1),
        mention("episode", "order", (10, 15), value=1, episode=2),
        mention("date", "date", (10, 15), value=19990, episode=2),
        mention("episode", "payment", (20, 25), value=0, episode=3),
    )
    # order on day 19990, payment told right behind it, delivery ten days after the order
    assert journey["touchpoint"].tolist() == ["order", "payment", "delivery"]
    assert journey["episode"].tolist() == [2, 3, 1]
    assert journey["day"].astype("object").where(journey["day"].notna(), None).tolist() == [
        0, None, 10,
    ]  # fmt: skip


def days_of(journey, column="day"):
    return journey[column].astype("object").where(journey[column].notna(), None).tolist()


def test_relative_words_count_from_the_moment_told_just_before():
    journey = moments_of(
        mention("episode", "order", (0, 5), value=1, episode=1),
        mention("episode", "waiting", (10, 15), value=-1, episode=2),
        mention("date", "relative", (10, 15), value=4, episode=2),
        mention("episode", "delivery", (30, 35), value=-1, episode=3),
        mention("date", "relative", (30, 35), value=2, episode=3),
        mention("episode", "support_contact", (40, 45), value=-1, episode=4),
        mention("duration", "elapsed", (40, 45), value=480, episode=4),
    )
    # four days later = 4; two days after that = 6; a length of time places nothing
    assert days_of(journey) == [0, 4, 6, None]


def test_what_follows_an_unplaced_moment_is_not_counted_from_an_earlier_one():
    # "two days later" after a moment of which nothing is told: its distance from the order is
    # unknown too. It was once counted from the order, and the map showed days nobody had told.
    journey = moments_of(
        mention("episode", "order", (0, 5), value=1, episode=1),
        mention("date", "date", (0, 5), value=20000, episode=1),
        mention("episode", "waiting", (10, 15), value=-1, episode=2),
        mention("episode", "delivery", (20, 25), value=-1, episode=3),
        mention("date", "relative", (20, 25), value=2, episode=3),
        mention("episode", "repair", (30, 35), value=-1, episode=4),
        mention("date", "date", (30, 35), value=20009, episode=4),
    )
    assert days_of(journey) == [0, None, None, 9]
    assert days_of(journey, "day_low") == [0, 0, 0, 9]
    assert days_of(journey, "day_high") == [0, 9, 9, 9]


def test_between_two_moments_of_one_day_it_is_that_day():
    journey = moments_of(
        mention("episode", "order", (0, 5), value=1, episode=1),
        mention("date", "date", (0, 5), value=20000, episode=1),
        mention("episode", "waiting", (10, 15), value=-1, episode=2),
        mention("episode", "delivery", (20, 25), value=-1, episode=3),
        mention("date", "date", (20, 25), value=20000, episode=3),
    )
    assert days_of(journey) == [0, 0, 0]


def test_before_the_first_placed_moment_only_the_end_is_known():
    journey = moments_of(
        mention("episode", "order", (0, 5), value=1, episode=1),
        mention("episode", "waiting", (10, 15), value=-1, episode=2),
        mention("date", "date", (10, 15), value=20000, episode=2),
        mention("episode", "delivery", (20, 25), value=-1, episode=3),
        mention("date", "date", (20, 25), value=20003, episode=3),
    )
    assert days_of(journey) == [None, 0, 3]
    assert days_of(journey, "day_high") == [0, 0, 3]


def test_a_calendar_date_counts_from_the_first_one():
    journey = moments_of(
        mention("episode", "order", (0, 5), value=1, episode=1),
        mention("date", "date", (0, 5), value=20000, episode=1),
        mention("episode", "delivery", (10, 15), value=-1, episode=2),
        mention("date", "date", (10, 15), value=20009, episode=2),
    )
    assert journey["day"].tolist() == [0, 9]


def days_of_dates(*told):
    """Days of moments that tell one (code, value) of the layer date each."""
    rows = []
    for number, (code, value) in enumerate(told, start=1):
        place = (10 * number, 10 * number + 5)
        rows.append(mention("episode", "order", place, value=1, episode=number))
        rows.append(mention("date", code, place, value=value, episode=number))
    return moments_of(*rows)["day"].tolist()


def test_dates_without_a_year_place_moments_within_one():
    # 28 February and 3 March of a common year are three days apart; leap year: days 58 and 62
    assert days_of_dates(("yearless", 58), ("yearless", 62)) == [0, 3]


def test_a_date_without_a_year_may_fall_in_the_next_one():
    # 30 December and 2 January: three days
    assert days_of_dates(("yearless", 364), ("yearless", 1)) == [0, 3]


def test_a_date_without_a_year_follows_the_year_that_the_story_tells():
    # 2024 was a leap year: 28 February (19781 days since 1970) and 3 March are four days apart
    assert days_of_dates(("date", 19781), ("yearless", 62)) == [0, 4]
    assert days_of_dates(("yearless", 58), ("date", 19785)) == [0, 4]


def test_days_go_on_from_a_date_without_a_year():
    assert days_of_dates(("yearless", 0), ("relative", 2), ("yearless", 9)) == [0, 2, 9]


def test_days_of_the_week_go_forward():
    # Friday, Monday, Monday (the same), Thursday
    told = [("weekday", 5), ("weekday", 1), ("weekday", 1), ("weekday", 4)]
    assert days_of_dates(*told) == [0, 3, 3, 6]


def test_a_day_of_the_week_counts_from_a_date_with_a_year():
    # 20000 days since 1970 is 4 October 2024, a Friday
    assert days_of_dates(("date", 20000), ("weekday", 1)) == [0, 3]


def test_the_nth_day_counts_the_first_one_and_never_goes_back():
    days = days_of_dates(("yearless", 0), ("nth", 2), ("relative", 9), ("nth", 4))
    assert days[:3] == [0, 2, 11]
    assert pd.isna(days[3])


def test_days_ago_count_from_the_day_of_telling():
    # ordered three weeks ago, brought yesterday
    assert days_of_dates(("ago", -21), ("ago", -1)) == [0, 20]


def test_a_time_of_day_is_on_the_day_of_an_earlier_one_told_just_before():
    days = days_of_dates(("clock", 600), ("clock", 900), ("clock", 60))
    assert days[:2] == [0, 0]
    assert pd.isna(days[2])


def test_a_time_of_day_after_a_day_without_one_can_be_on_another_day():
    # "On 11 January they wrote. At 10:00 the phone rang." does not say that it rang that day.
    assert pd.isna(days_of_dates(("yearless", 10), ("clock", 600))[1])


def test_days_of_a_month_that_is_not_told_are_counted_while_they_grow():
    days = days_of_dates(("monthday", 4), ("monthday", 9), ("monthday", 9), ("monthday", 2))
    assert days[:3] == [0, 5, 5]
    assert pd.isna(days[3])


def test_the_due_day_of_a_promise_is_not_the_day_of_the_moment():
    journey = moments_of(
        mention("episode", "order", (0, 5), value=1, episode=1),
        mention("episode", "waiting", (10, 30), value=-1, episode=2),
        mention("promise", "unknown", (12, 28)),
        mention("date", "relative", (20, 26), value=4),
    )
    assert pd.isna(journey.loc[1, "day"])


def test_amounts_are_summed_within_a_moment_and_stay_missing_where_untold():
    journey = moments_of(
        mention("episode", "support_contact", (0, 5), value=-2, episode=1),
        mention("contacts", "phone", (6, 8), value=3, episode=1),
        mention("contacts", "chat", (9, 10), value=2, episode=1),
        mention("duration", "spent", (11, 12), value=2, episode=1),
        mention("episode", "resolution", (20, 25), value=1, episode=2),
    )
    assert journey.loc[0, "n_contacts"] == 5
    assert journey.loc[0, "minutes_spent"] == 120
    assert journey.loc[0, "channel"] == "phone"
    assert journey.loc[1, ["n_contacts", "minutes_spent", "minutes_waited"]].isna().all()


def test_a_review_gives_one_moment_a_touchpoint_felt_twice_as_wide():
    journey = moments_of(
        mention("touchpoint", "delivery", (0, 5), value=1, text="r1"),
        mention("touchpoint", "delivery", (10, 15), value=0, text="r1"),
        mention("touchpoint", "payment", (20, 25), value=-0.5, text="r1"),
    )
    # delivery: mean of 1 and 0 is 0.5 on -1..1, 1.0 on -2..2
    assert journey["touchpoint"].tolist() == ["delivery", "payment"]
    assert journey["valence"].tolist() == [1.0, -1.0]


def test_touchpoints_of_a_story_do_not_count_beside_its_episodes():
    journey = moments_of(
        mention("episode", "order", (0, 5), value=1, episode=1),
        mention("touchpoint", "delivery", (10, 15), value=-1),
    )
    assert journey["touchpoint"].tolist() == ["order"]


def test_a_code_of_the_researcher_without_a_stage_is_kept():
    journey = moments_of(mention("episode", "locker", (0, 5), value=1, episode=1))
    assert journey.loc[0, "touchpoint"] == "locker"
    assert pd.isna(journey.loc[0, "stage"])


def test_a_frame_that_is_no_mentions_table_is_refused():
    with pytest.raises(SchemaError, match="layer"):
        journey_map(pd.DataFrame({"feedback_id": ["a"]}))


@given(st.permutations(range(6)))
@settings(max_examples=8, deadline=None)
def test_order_of_rows_does_not_matter(order):
    rows = [
        mention("episode", "order", (0, 5), value=1, episode=1),
        mention("episode", "delivery", (10, 15), value=-2, episode=2),
        mention("factor", "billing_error", (11, 13)),
        mention("factor", "disrespect", (13, 14)),
        mention("touchpoint", "payment", (0, 5), value=1, text="r1"),
        mention("channel", "app", (2, 4), text="r1"),
    ]
    expected = moments_of(*rows)
    pd.testing.assert_frame_equal(moments_of(*[rows[place] for place in order]), expected)
