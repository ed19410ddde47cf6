"""A person's verdict holds over the machine's code, in this run and in the next."""

import pandas as pd
import pytest

from cxkit.errors import CxkitWarning, ParameterError
from cxkit.measures.corrections import correct
from cxkit.schema.conform import empty
from cxkit.schema.corrections import CORRECTIONS

TEXT = "They were late. Nobody said sorry."
FEEDBACK = pd.DataFrame({"feedback_id": ["r1"], "text": [TEXT]})


def mention(start, end, layer, code, value=None):
    return {"feedback_id": "r1", "start": start, "end": end, "quote": TEXT[start:end],
            "layer": layer, "code": code, "value": value, "score": 0.6, "by": "rule"}  # fmt: skip


MACHINE = pd.DataFrame(
    [mention(0, 15, "touchpoint", "delivery", -0.5), mention(10, 14, "factor", "broken_promise")]
)


def verdict(code, what, *, start=0, end=15, coder="anna", **more):
    return {"feedback_id": "r1", "start": start, "end": end, "code": code, "verdict": what,
            "coder": coder, **more}  # fmt: skip


def after(*rows, machine=MACHINE):
    return correct(machine, pd.DataFrame(rows), FEEDBACK)


def test_a_rejected_code_is_gone_and_the_others_stay():
    assert after(verdict("delivery", "reject"))["code"].tolist() == ["broken_promise"]


def test_a_confirmed_code_carries_the_name_of_the_coder():
    row = after(verdict("delivery", "confirm")).iloc[0]
    assert (row["by"], row["score"], row["value"]) == ("coder:anna", 1, -0.5)


def test_a_changed_code_and_a_changed_value():
    changed = after(verdict("delivery", "change", new_code="waiting", value=-1)).iloc[0]
    assert (changed["code"], changed["value"], changed["quote"]) == ("waiting", -1, TEXT[:15])


def test_an_added_code_quotes_the_text():
    added = after(verdict("disrespect", "add", start=16, end=33, layer="factor")).iloc[-1]
    assert (added["code"], added["quote"]) == ("disrespect", "Nobody said sorry")


def test_a_verdict_still_holds_when_a_newer_rule_shifts_the_span():
    shifted = MACHINE.assign(start=[5, 10], end=[14, 14])
    assert after(verdict("delivery", "reject"), machine=shifted)["code"].tolist() == [
        "broken_promise"
    ]


def test_a_confirmed_code_stands_when_the_machine_does_not_find_it_any_more():
    again = after(verdict("delivery", "confirm", layer="touchpoint"), machine=MACHINE[1:])
    assert again["by"].tolist() == ["coder:anna", "rule"]


def test_running_twice_changes_nothing_more():
    rows = [
        verdict("delivery", "confirm", layer="touchpoint"),
        verdict("broken_promise", "reject", start=10, end=14),
    ]
    once = after(*rows)
    pd.testing.assert_frame_equal(after(*rows, machine=once), once)


def test_the_later_of_two_contrary_verdicts_holds_and_is_told():
    with pytest.warns(CxkitWarning, match="overruled by later rows"):
        found = after(verdict("delivery", "confirm"), verdict("delivery", "reject", coder="boris"))
    assert found["code"].tolist() == ["broken_promise"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (verdict("delivery", "reject") | {"feedback_id": "r9"}, "no text has the id r9"),
        (verdict("delivery", "reject", end=99), "ends outside its text"),
        (verdict("delivery", "change"), "changes nothing"),
        (verdict("delivery", "add"), "without a layer"),
    ],
)
def test_wrong_rows_are_refused_with_a_sentence(row, said):
    with pytest.raises(ParameterError, match=said):
        after(row)


def test_no_corrections_change_nothing():
    found = correct(MACHINE, empty(CORRECTIONS), FEEDBACK)
    assert found["code"].tolist() == ["delivery", "broken_promise"]
