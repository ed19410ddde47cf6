"""Agreement of coders: a worked example, its interval, and the sheet that is coded."""

import pandas as pd
import pytest

from cxkit.errors import ParameterError
from cxkit.measures.agreement import agreement
from cxkit.measures.coding_sheet import coding_sheet, machine_sheet


def sheet(coder, codes, layer="sentiment"):
    return pd.DataFrame(
        {"coder": coder, "feedback_id": [f"r{n}" for n in range(len(codes))], "start": 0,
         "end": 4, "quote": "abcd", layer: codes}
    )  # fmt: skip


def row_of(found, layer, coders):
    return found.set_index(["layer", "coders"]).loc[(layer, coders)]


def test_krippendorffs_alpha_of_his_nominal_example():
    # Krippendorff (2011), "Computing Krippendorff's alpha-reliability", part B: two observers,
    # twelve units, nominal data: alpha = 0.692
    first = ["a", "a", "b", "b", "d", "c", "c", "c", "e", "d", "d", "a"]
    second = ["b", "a", "b", "b", "b", "c", "c", "c", "e", "d", "d", "d"]
    found = agreement(sheet("x", first), sheet("y", second), repeats=50)
    row = row_of(found, "sentiment", "x + y")
    assert row["alpha"] == pytest.approx(0.692, abs=0.001)
    assert row["share_same"] == 9 / 12
    assert row["alpha_low"] < row["alpha"] < row["alpha_high"]


def test_overlapping_sets_of_codes_agree_in_part():
    first = sheet("x", ["delivery;payment", "visit"], "touchpoint")
    second = sheet("y", ["payment", "visit"], "touchpoint")
    apart = agreement(first, sheet("y", ["order", "visit"], "touchpoint"), repeats=5)
    part = row_of(agreement(first, second, repeats=5), "touchpoint", "x + y")
    assert row_of(apart, "touchpoint", "x + y")["alpha"] < part["alpha"] < 1


def test_an_empty_cell_is_not_coded_and_none_is_coded():
    found = agreement(sheet("x", ["none", "a", None]), sheet("y", ["-", "b", "a"]), repeats=5)
    row = row_of(found, "sentiment", "x + y")
    assert row["n_sentences"] == 2
    assert row["share_same"] == 0.5


def test_codes_that_never_vary_have_no_alpha():
    row = row_of(agreement(sheet("x", ["a", "a"]), sheet("y", ["a", "a"])), "sentiment", "x + y")
    assert pd.isna(row["alpha"])
    assert row["share_same"] == 1


def test_three_coders_are_compared_by_pairs_and_together():
    found = agreement(*(sheet(name, ["a", "b", "a"]) for name in "xyz"), repeats=5)
    own = found.loc[found["layer"] == "sentiment", "coders"].tolist()
    assert own == ["x + y", "x + z", "y + z", "all"]
    assert row_of(found, "sentiment", "all")["alpha"] == 1


FEEDBACK = pd.DataFrame(
    {"feedback_id": [f"r{n}" for n in range(10)], "text": "One. Two.",
     "kind": ["review"] * 8 + ["story"] * 2}
)  # fmt: skip
MENTIONS = pd.DataFrame(
    [
        {"feedback_id": f"r{n}", "start": start, "end": start + 4, "quote": quote,
         "layer": layer, "code": code, "by": "rule"}
        for n in range(10)
        for start, quote, layer, code in (
            (0, "One.", "sentence", "negative"), (5, "Two.", "sentence", "neutral"),
            (0, "One.", "touchpoint", "delivery"), (0, "One.", "factor", "billing_error"),
        )
    ]
)  # fmt: skip


def test_texts_are_drawn_evenly_from_the_strata_and_the_same_each_time():
    drawn = coding_sheet(MENTIONS, FEEDBACK, n=4, coder="anna")
    assert drawn.drop_duplicates("feedback_id")["stratum"].value_counts().to_dict() == {
        "review": 2, "story": 2,
    }  # fmt: skip
    assert len(drawn) == 8
    assert drawn["touchpoint"].isna().all()
    pd.testing.assert_frame_equal(coding_sheet(MENTIONS, FEEDBACK, n=4, coder="anna"), drawn)


def test_a_small_stratum_gives_all_it_has():
    drawn = coding_sheet(MENTIONS, FEEDBACK, n=9)
    counts = drawn.drop_duplicates("feedback_id")["stratum"].value_counts()
    assert counts.to_dict() == {"review": 7, "story": 2}


def test_the_machine_fills_the_same_sheet():
    drawn = coding_sheet(MENTIONS, FEEDBACK, n=1, coder="anna")
    filled = machine_sheet(MENTIONS, drawn)
    assert filled["touchpoint"].tolist() == ["delivery", "none"]
    assert filled["sentiment"].tolist() == ["negative", "neutral"]
    assert filled["emotion"].tolist() == ["none", "none"]
    assert set(filled["coder"]) == {"machine"}


def test_machine_and_person_meet_in_one_table():
    drawn = coding_sheet(MENTIONS, FEEDBACK, n=3, coder="anna")
    human = drawn.assign(touchpoint=["delivery", "none"] * 3, sentiment=["negative", "neutral"] * 3)
    found = agreement(human, machine_sheet(MENTIONS, drawn), repeats=5)
    assert row_of(found, "touchpoint", "anna + machine")["alpha"] == 1
    assert row_of(found, "emotion", "anna + machine")["n_sentences"] == 0


@pytest.mark.parametrize(("more", "said"), [({"n": 0}, "n=0"), ({"by": "age"}, "by='age'")])
def test_a_draw_that_cannot_be_is_refused(more, said):
    with pytest.raises(ParameterError, match=said):
        coding_sheet(MENTIONS, FEEDBACK, **more)
