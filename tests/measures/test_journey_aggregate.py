"""Three paths by hand: two stories and a review."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from cxkit.errors import ParameterError
from cxkit.measures.effort import effort
from cxkit.measures.journey_aggregate import journey_aggregate
from cxkit.measures.journey_codes import journey_codes
from cxkit.measures.journey_groups import journey_groups, lost_and_held
from cxkit.measures.journey_map import journey_map
from cxkit.measures.journey_summary import journey_summary
from cxkit.measures.promises import promises
from cxkit.measures.typical_paths import typical_paths
from cxkit.schema.conform import empty
from cxkit.schema.mentions import MENTIONS


def told(**paths):
    """Each path is a list of (touchpoint, valence, factor or None)."""
    rows = []
    for text, path in paths.items():
        for n, (touchpoint, value, *factors) in enumerate(path, start=1):
            base = {"feedback_id": text, "start": 10 * n, "end": 10 * n + 4, "quote": "abcd",
                    "by": "rule", "episode": n}  # fmt: skip
            rows.append({**base, "layer": "episode", "code": touchpoint, "value": value})
            rows += [{**base, "layer": "factor", "code": code} for code in factors]
    return pd.DataFrame(rows)


def frames_of(mentions):
    journey = journey_map(mentions)
    return journey, journey_summary(journey, mentions), promises(mentions, journey)


def aggregate_of(**paths):
    return journey_aggregate(*frames_of(told(**paths))).set_index("touchpoint")


PATHS = {
    "a": [("order", 1), ("support_contact", -2), ("support_contact", 0)],
    "b": [("order", 0), ("support_contact", -2)],
    "c": [("order", 2)],
}


def test_first_the_mean_within_a_path_then_over_paths():
    found = aggregate_of(**PATHS)
    # a: mean of -2 and 0 is -1; b: -2; over paths -1.5, not -4/3
    assert found.loc["support_contact", "mean"] == -1.5
    assert found.loc["support_contact", ["n", "n_paths"]].tolist() == [3, 2]
    assert found.loc["order", "mean"] == 1


def test_shares_are_of_paths_and_add_up():
    found = aggregate_of(**PATHS)
    shares = found.loc["order", ["share_negative", "share_neutral", "share_positive"]]
    assert shares.tolist() == pytest.approx([0, 1 / 3, 2 / 3])
    assert found.loc["order", "share_paths"] == 1


def test_peaks_and_ends_are_counted_over_paths_of_two_moments_or_more():
    found = aggregate_of(**PATHS)
    assert found.loc["support_contact", ["n_peak", "share_peak"]].tolist() == [2, 1.0]
    assert found.loc["support_contact", ["n_end", "share_end"]].tolist() == [2, 1.0]
    assert found.loc["order", "n_peak"] == 0


def test_one_path_has_a_mean_and_no_interval():
    row = aggregate_of(a=[("order", 1), ("payment", -1)]).loc["order"]
    assert row["mean"] == 1
    assert pd.isna(row["mean_low"])


def test_touchpoints_come_in_the_order_of_the_codebook_unknown_ones_last():
    found = aggregate_of(a=[("locker", 1), ("payment", 1), ("browse", 1)])
    assert found.index.tolist() == ["browse", "payment", "locker"]


def test_the_quote_is_the_one_nearest_to_the_mean():
    found = aggregate_of(a=[("order", 2)], b=[("order", -2)], c=[("order", 0)])
    assert found.loc["order", "quote_feedback_id"] == "c"


def quote_of(*moments):
    """Each moment is (valence, words); the quote of the one touchpoint that they are of."""
    rows = [
        {"feedback_id": f"t{n}", "start": 0, "end": len(words), "quote": words, "by": "rule",
         "episode": 1, "layer": "episode", "code": "delivery", "value": value}
        for n, (value, words) in enumerate(moments)
    ]  # fmt: skip
    return journey_aggregate(*frames_of(pd.DataFrame(rows))).iloc[0]


def test_good_words_stand_under_a_good_mean_and_a_piece_only_where_there_is_no_whole():
    # Under a mean of +0.3 for delivery stood "no packing at all, a wonder that it came plus:", for
    # its value was the nearest to the mean; under −0.2 for returns "they paid it back quickly,".
    found = quote_of(
        (0.3, "no packing at all, a wonder that it came plus:"),
        (-1.0, "It came five days late."), (-1.2, "The box was torn open."),
        (1.2, "came on the day,"), (1.5, "The courier called before he came."), (1.4, "Thanks."),
    )  # fmt: skip
    assert found["mean"] > 0
    assert found["quote"] == "The courier called before he came."
    assert found["quote_valence"] == 1.5


def test_under_a_mean_of_zero_the_quote_has_the_tone_of_more_moments():
    found = quote_of((1.0, "They did call me back."), (1.0, "They were kind to me."),
                     (-2.0, "Nobody picks up the phone."))  # fmt: skip
    assert found["mean"] == 0
    assert found["quote_valence"] == 1


def test_promises_are_counted_where_they_were_given_and_unknown_ends_left_out():
    mentions = told(a=[("order", 1), ("delivery", -1)])
    base = {"feedback_id": "a", "quote": "abcd", "by": "rule", "layer": "promise", "episode": 1}
    ledger = [
        base | {"code": code, "start": 11 + n, "end": 13 + n, "promise": n}
        for n, code in enumerate(["kept", "broken", "unknown"], start=1)
    ]
    found = journey_aggregate(*frames_of(pd.concat([mentions, pd.DataFrame(ledger)])))
    assert found.set_index("touchpoint").loc["order", ["n_kept", "n_known"]].tolist() == [1, 2]


def test_contacts_are_summed_in_a_path_and_their_base_is_told():
    # One tweet's "800" stood as the median of a whole map, and nothing said that it was one.
    mentions = told(a=[("waiting", -1), ("waiting", -1)], b=[("waiting", 0)], c=[("order", 1)])
    base = {"feedback_id": "a", "quote": "abcd", "by": "rule", "layer": "contacts"}
    counts = [
        base | {"code": "phone", "value": value, "start": 10 * n + 1, "end": 10 * n + 3,
                "episode": n}
        for n, value in enumerate([1, 3], start=1)
    ]  # fmt: skip
    found = journey_aggregate(*frames_of(pd.concat([mentions, pd.DataFrame(counts)])))
    found = found.set_index("touchpoint")
    assert found.loc["waiting", ["contacts_median", "n_contacts_told"]].tolist() == [4, 1]
    assert pd.isna(found.loc["order", "contacts_median"])
    assert found.loc["order", "n_contacts_told"] == 0


@given(st.lists(st.sampled_from([-2, -1, 0, 1, 2]), min_size=2, max_size=6))
@settings(max_examples=6, deadline=None)
def test_peak_shares_add_up_to_one_and_means_stay_in_scale(values):
    found = aggregate_of(a=[("order", value) for value in values], b=[("visit", 1), ("refund", 0)])
    assert found["share_peak"].sum() == pytest.approx(1)
    assert found["share_end"].sum() == pytest.approx(1)
    assert found["mean"].between(-2, 2).all()


def test_lift_compares_a_touchpoint_with_all_moments():
    mentions = told(
        a=[("order", 1), ("waiting", -1, "broken_promise")],
        b=[("order", 1), ("waiting", -1, "broken_promise"), ("waiting", -1)],
    )
    row = journey_codes(journey_map(mentions)).iloc[0]
    # 2 of 3 waiting moments against 2 of 5 moments in all: (2/3) / (2/5)
    assert (row["touchpoint"], row["n"]) == ("waiting", 2)
    assert row["lift"] == pytest.approx(5 / 3)


def test_groups_are_compared_path_by_path_and_corrected():
    paths = {f"s{n}": [("order", 1), ("delivery", 1 + n % 2)] for n in range(8)}
    paths |= {f"l{n}": [("order", 1), ("delivery", -1 - n % 2)] for n in range(8)}
    groups = pd.Series({name: "stayed" if name[0] == "s" else "left" for name in paths})
    found = journey_groups(*frames_of(told(**paths))[:2], groups=groups).set_index("touchpoint")
    assert found.loc["delivery", "difference"] == pytest.approx(-3)  # -1.5 less 1.5
    assert found.loc["delivery", "is_significant"]
    assert found.loc["delivery", "difference_high"] < 0
    # every path felt 1 at the order: nothing varies, nothing is tested
    assert pd.isna(found.loc["order", "is_significant"])


def test_fewer_than_five_paths_a_side_are_not_tested():
    paths = {"s1": [("order", 2)], "s2": [("order", 1)], "l1": [("order", -1)]}
    groups = pd.Series({"s1": "stayed", "s2": "stayed", "l1": "left"})
    row = journey_groups(*frames_of(told(**paths))[:2], groups=groups).iloc[0]
    assert row["difference"] == -2.5
    assert pd.isna(row["p_adjusted"])


def test_three_groups_are_refused():
    groups = pd.Series({"a": "x", "b": "y", "c": "z"})
    with pytest.raises(ParameterError, match="3 groups"):
        journey_groups(*frames_of(told(**PATHS))[:2], groups=groups)


def test_paths_are_grouped_by_their_verdict_and_unknown_ones_left_out():
    mentions = told(a=[("order", 1)], b=[("order", 1)], c=[("order", 1)])
    verdicts = [
        {"feedback_id": text, "start": 50, "end": 54, "quote": "abcd", "by": "rule",
         "layer": "outcome", "code": code}
        for text, code in (("a", "leave"), ("b", "promote"), ("c", "open"))
    ]  # fmt: skip
    _, summary, _ = frames_of(pd.concat([mentions, pd.DataFrame(verdicts)]))
    assert lost_and_held(summary).to_dict() == {"a": "left", "b": "stayed"}


def test_typical_paths_are_real_and_cover_as_many_as_can_be():
    good = [("order", 1), ("payment", 1), ("delivery", 1)]
    bad = [("order", 1), ("waiting", -1), ("support_contact", -2), ("relationship", -2)]
    odd = [("survey", -1), ("advertising", 2), ("repair", -1)]
    paths = {
        "g1": good,
        "g2": good,
        "g3": [*good, ("survey", 1)],
        "b1": bad,
        "b2": bad,
        "o": odd,
        "short": [("order", 1), ("payment", 1)],
    }
    mentions = told(**paths)
    journey, summary, _ = frames_of(mentions)
    found = typical_paths(journey, summary, effort(mentions, journey), n=2)
    first = found.drop_duplicates("path").set_index("path")
    assert first.loc[1, ["feedback_id", "n_paths"]].tolist() == ["g2", 3]
    assert first.loc[2, ["feedback_id", "n_paths"]].tolist() == ["b2", 2]
    assert first["share_paths"].tolist() == [0.5, pytest.approx(1 / 3)]
    own = found.loc[found["path"] == 1, "touchpoint"].tolist()
    assert own == ["order", "payment", "delivery"]


def test_at_least_one_typical_path_must_be_asked_for():
    nothing = empty(MENTIONS)
    journey = journey_map(nothing)
    summary = journey_summary(journey, nothing)
    with pytest.raises(ParameterError, match="n=0"):
        typical_paths(journey, summary, effort(nothing, journey), n=0)


def test_groups_without_spread_that_differ_are_proven_by_their_orders():
    # Seven paths at +2 and seven at -2 were "too few to say", for Welch's test divides by nothing.
    paths = {f"s{n}": [("delivery", 2)] for n in range(7)}
    paths |= {f"l{n}": [("delivery", -2)] for n in range(7)}
    groups = pd.Series({name: "stayed" if name[0] == "s" else "left" for name in paths})
    row = journey_groups(*frames_of(told(**paths))[:2], groups=groups).iloc[0]
    # Of 3,432 ways to deal 14 paths to two groups two differ as much.
    assert row["p_adjusted"] == pytest.approx(2 / 3_432)
    assert row["is_significant"]


@pytest.mark.filterwarnings("ignore:Precision loss")
def test_few_lopsided_paths_beside_many_of_the_same_kind_are_not_called_different():
    # Welch's test called 5 paths beside 100 of the same kind different in 26 of 100 cases: these
    # are the ones of eight draws.
    rng = np.random.default_rng(3)
    odds = [0.03, 0.05, 0.02, 0.85, 0.05]
    draws = [rng.choice([-2, -1, 0, 1, 2], 105, p=odds) for _ in range(8)]
    fooling = [
        felt for felt in draws if stats.ttest_ind(felt[:5], felt[5:], equal_var=False).pvalue < 0.05
    ]
    assert len(fooling) == 4
    for felt in fooling:
        paths = {f"p{n:03d}": [("delivery", int(one))] for n, one in enumerate(felt)}
        groups = pd.Series({name: "few" if n < 5 else "many" for n, name in enumerate(paths)})
        found = journey_groups(*frames_of(told(**paths))[:2], groups=groups)
        assert not found["is_significant"].iloc[0]
