"""Before and after of each theme, on counts that a person can check."""

import pandas as pd
import pytest
from scipy import stats

from cxkit.measures.drivers import drivers

BEFORE = pd.Timestamp("2026-03-02", tz="UTC")
CHANGE = pd.Timestamp("2026-03-09", tz="UTC")
END = pd.Timestamp("2026-03-16", tz="UTC")
SEGMENTS = pd.DataFrame({"from_at": [BEFORE, CHANGE], "until_at": [CHANGE, END]})


def make(counts):
    """Feedback and mentions from {code: ((bad, n) before, (bad, n) after)}."""
    rows = []
    for code, sides in counts.items():
        for day, (bad, n) in zip((BEFORE, CHANGE), sides, strict=True):
            rows += [(code, day, -0.5 if place < bad else 0.5) for place in range(n)]
    ids = [f"f{place}" for place in range(len(rows))]
    feedback = pd.DataFrame({"feedback_id": ids, "created_at": [row[1] for row in rows]})
    whole = pd.DataFrame(
        {"feedback_id": ids, "layer": "sentiment", "code": "neutral", "value": 0.0}
    )
    found = pd.DataFrame(
        {
            "feedback_id": ids,
            "layer": "touchpoint",
            "code": [row[0] for row in rows],
            "value": [row[2] for row in rows],
        }
    )
    return feedback, pd.concat([whole, found], ignore_index=True)


def test_what_got_worse_is_told_from_what_did_not():
    found = drivers(
        *make({"delivery": ((20, 80), (60, 80)), "payment": ((16, 80), (17, 80))}), SEGMENTS
    )
    assert found["code"].tolist() == ["delivery", "payment"]
    assert found["is_proven"].tolist() == [True, False]
    # 60/80 less 20/80 is 0.5.
    assert found["difference"].iloc[0] == pytest.approx(0.5)
    assert found["difference_low"].iloc[0] > 0.3


def test_too_few_on_one_side_is_no_verdict_and_comes_last():
    found = drivers(*make({"repair": ((0, 40), (11, 11)), "payment": ((9, 40), (9, 40))}), SEGMENTS)
    assert found["code"].tolist() == ["payment", "repair"]
    assert found["is_proven"].isna().tolist() == [False, True]
    assert found["p_adjusted"].isna().tolist() == [False, True]


def test_holm_counts_only_what_was_tested():
    found = drivers(*make({"delivery": ((20, 60), (40, 60)), "repair": ((0, 4), (4, 4))}), SEGMENTS)
    assert found["p_adjusted"].iloc[0] == pytest.approx(found["p_value"].iloc[0])


def test_newcombe_interval_is_the_published_one():
    # Newcombe (1998), table II (a): 56/70 less 48/80 is 0.2000, 0.0524 to 0.3339.
    found = drivers(*make({"visit": ((48, 80), (56, 70))}), SEGMENTS)
    bounds = found[["difference", "difference_low", "difference_high"]].iloc[0].tolist()
    assert bounds == pytest.approx([0.2, 0.0524, 0.3339], abs=5e-5)


def test_all_negative_on_both_sides_is_no_change():
    found = drivers(*make({"visit": ((40, 40), (40, 40))}), SEGMENTS)
    assert found["p_value"].iloc[0] == 1.0


def test_one_stretch_has_nothing_to_compare():
    assert drivers(*make({"visit": ((4, 40), (4, 40))}), SEGMENTS.head(1)).empty


def test_few_beside_many_are_not_proven_too_eagerly():
    # Share of 2 % in both, 30 texts against 1,000: 4 of 30 gave p = 0.0006 by the normal test.
    found = drivers(*make({"visit": ((20, 1_000), (4, 30))}), SEGMENTS)
    p_value = found["p_value"].iloc[0]
    assert p_value == pytest.approx(stats.hypergeom.sf(3, 1030, 24, 30), rel=1e-6)
    assert p_value > 0.003


def test_texts_of_few_customers_prove_nothing():
    # Eighty texts of four customers had the p of eighty people.
    feedback, mentions = make({"delivery": ((20, 80), (60, 80))})
    assert drivers(feedback, mentions, SEGMENTS)["is_proven"].tolist() == [True]
    known = feedback.assign(customer_key=[f"k{place // 20}" for place in range(len(feedback))])
    found = drivers(known, mentions, SEGMENTS).iloc[0]
    assert (found["n_before"], found["share_after"]) == (80, 0.75)
    assert found["share_before_high"] > 0.6
    assert pd.isna(found["is_proven"])
