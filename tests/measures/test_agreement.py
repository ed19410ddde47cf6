"""Agreement of coders: a worked example, its interval, and the sheet that is coded."""

import pandas as pd
import pytest

from cxkit.codebook.load import load_codebook
from cxkit.errors import CxkitWarning, ParameterError
from cxkit.measures.agreement import agreement
from cxkit.measures.coding_sheet import coding_sheet, machine_sheet

A, B, C, D, E = "anger", "regret", "relief", "trust", "joy"
"""Five codes for the letters of worked examples."""


def sheet(coder, codes, layer="emotion"):
    return pd.DataFrame(
        {"coder": coder, "feedback_id": [f"r{n}" for n in range(len(codes))], "start": 0,
         "end": 4, "quote": "abcd", layer: codes}
    )  # fmt: skip


def row_of(found, layer, coders):
    return found.set_index(["layer", "coders"]).loc[(layer, coders)]


def test_krippendorffs_alpha_of_his_nominal_example():
    # Krippendorff (2011), "Computing Krippendorff's alpha-reliability", part B: two observers,
    # twelve units, nominal data: alpha = 0.692
    first = [A, A, B, B, D, C, C, C, E, D, D, A]
    second = [B, A, B, B, B, C, C, C, E, D, D, D]
    found = agreement(sheet("x", first), sheet("y", second))
    row = row_of(found, "emotion", "x + y")
    assert row["alpha"] == pytest.approx(0.692, abs=0.001)
    assert row["share_same"] == 9 / 12
    assert row["alpha_low"] < row["alpha"] < row["alpha_high"]


def test_overlapping_sets_of_codes_agree_in_part():
    first = sheet("x", ["delivery;payment", "visit"], "touchpoint")
    second = sheet("y", ["payment", "visit"], "touchpoint")
    apart = agreement(first, sheet("y", ["order", "visit"], "touchpoint"))
    part = row_of(agreement(first, second), "touchpoint", "x + y")
    assert row_of(apart, "touchpoint", "x + y")["alpha"] < part["alpha"] < 1


def test_an_empty_cell_is_not_coded_and_none_is_coded():
    found = agreement(sheet("x", ["none", A, None]), sheet("y", ["-", B, A]))
    row = row_of(found, "emotion", "x + y")
    assert row["n_sentences"] == 2
    assert row["share_same"] == 0.5


def test_codes_that_never_vary_have_no_alpha():
    row = row_of(agreement(sheet("x", [A, A]), sheet("y", [A, A])), "emotion", "x + y")
    assert pd.isna(row["alpha"])
    assert row["share_same"] == 1


def test_three_coders_are_compared_by_pairs_and_together():
    found = agreement(*(sheet(name, [A, B, A]) for name in "xyz"))
    own = found.loc[found["layer"] == "emotion", "coders"].tolist()
    assert own == ["x + y", "x + z", "y + z", "all"]
    assert row_of(found, "emotion", "all")["alpha"] == 1


# A second coder who wrote "Delivery", or "delivery, payment", seemed to disagree: alpha 0.73.
@pytest.mark.parametrize("cell", ["Delivery;payment", "payment, delivery", " delivery ;\nPAYMENT"])
def test_spelling_is_no_disagreement(cell):
    first = sheet("x", ["delivery;payment", "visit"], "touchpoint")
    second = sheet("y", [cell, "visit"], "touchpoint")
    assert row_of(agreement(first, second), "touchpoint", "x + y")["alpha"] == 1


def test_codes_that_the_codebook_does_not_have_are_told_and_compared(tmp_path):
    first, second = (
        sheet("x", ["delivry", "visit"], "touchpoint"),
        sheet("y", ["visit"] * 2, "touchpoint"),
    )
    with pytest.warns(CxkitWarning, match=r"touchpoint 'delivry' \(Did you mean 'delivery'\?\)\."):
        found = agreement(first, second)
    assert row_of(found, "touchpoint", "x + y")["share_same"] == 0.5
    own = tmp_path / "codes.yaml"
    own.write_text("touchpoints: {delivry: {stage: receive, ru: Доставка, en: Delivery}}")
    agreement(first, second, codebook=load_codebook(own))  # says nothing


def test_a_tone_that_is_none_is_told():
    with pytest.warns(CxkitWarning, match="sentiment 'bad'"):
        agreement(sheet("x", ["bad"], "sentiment"), sheet("y", ["Negative"], "sentiment"))


def test_no_sheet_is_refused_with_a_sentence():
    with pytest.raises(ParameterError, match="no sheet is given"):
        agreement()


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
    found = agreement(human, machine_sheet(MENTIONS, drawn))
    assert row_of(found, "touchpoint", "anna + machine")["alpha"] == 1
    assert row_of(found, "emotion", "anna + machine")["n_sentences"] == 0


@pytest.mark.parametrize(("more", "said"), [({"n": 0}, "n=0"), ({"by": "age"}, "by='age'")])
def test_a_draw_that_cannot_be_is_refused(more, said):
    with pytest.raises(ParameterError, match=said):
        coding_sheet(MENTIONS, FEEDBACK, **more)
