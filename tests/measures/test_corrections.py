"""A person's verdict holds over the machine's code, in this run and in the next."""

import pandas as pd
import pytest

from cxkit.codebook.load import load_codebook
from cxkit.errors import CxkitWarning, ParameterError
from cxkit.measures.corrections import correct
from cxkit.measures.journey_map import journey_map
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
    with pytest.warns(CxkitWarning, match="no mention is met"):  # rejected already
        again = after(*rows, machine=once)
    pd.testing.assert_frame_equal(again, once)


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


# A story's map is made of its moments (layer episode). A researcher who corrected the touchpoint,
# the layer that the page names, changed the mention and saw the same map; nothing said so.
STORY = pd.DataFrame(
    [mention(0, 15, "touchpoint", "delivery", -0.5), mention(5, 14, "episode", "delivery", -1)]
).assign(episode=[None, 1])


def test_a_verdict_on_a_touchpoint_changes_the_moment_at_its_place():
    row = verdict("delivery", "change", layer="touchpoint", new_code="waiting", value=-1)
    told = after(row, machine=STORY).set_index("layer")
    assert told["code"].to_dict() == {"touchpoint": "waiting", "episode": "waiting"}
    assert told["value"].to_dict() == {"touchpoint": -1, "episode": -2}
    assert journey_map(told.reset_index())["stage"].tolist() == ["receive"]


def test_a_verdict_on_the_moment_itself_goes_before_one_on_its_touchpoint():
    rows = [
        verdict("delivery", "change", layer="episode", new_code="visit"),
        verdict("delivery", "change", layer="touchpoint", new_code="waiting"),
    ]
    told = after(*rows, machine=STORY).set_index("layer")["code"].to_dict()
    assert told == {"touchpoint": "waiting", "episode": "visit"}


def test_a_confirmed_touchpoint_still_stands_where_only_the_moment_is_found():
    told = after(verdict("delivery", "confirm", layer="touchpoint"), machine=STORY[1:])
    assert sorted(told["layer"]) == ["episode", "touchpoint"]


def test_a_verdict_on_a_moment_leaves_the_touchpoint():
    told = after(verdict("delivery", "reject", layer="episode"), machine=STORY)
    assert told["layer"].tolist() == ["touchpoint"]


# A misspelt code was taken: its moment had no stage and left the map, or a touchpoint "delivary"
# came to be.
@pytest.mark.parametrize(
    ("row", "said"),
    [
        (verdict("delivery", "change", new_code="delivry"), "Did you mean 'delivery'"),
        (verdict("delivary", "reject", layer="touchpoint"), "Did you mean 'delivery'"),
        (verdict("delivary", "confirm", layer="touchpoint"), "Did you mean 'delivery'"),
        (verdict("delivery", "add", layer="factor"), "no code of layer factor. Codes: product_de"),
    ],
)
def test_a_code_that_its_layer_does_not_have_is_refused(row, said):
    with pytest.raises(ParameterError, match=said):
        after(row)


def test_a_researchers_own_code_is_met_and_with_its_codebook_given(tmp_path):
    own = tmp_path / "codes.yaml"
    own.write_text("touchpoints: {locker: {stage: receive, ru: Постамат, en: Parcel locker}}")
    given = verdict("delivery", "change", layer="touchpoint", new_code="locker")
    coded = correct(MACHINE, pd.DataFrame([given]), FEEDBACK, codebook=load_codebook(own))
    assert coded["code"].tolist() == ["locker", "broken_promise"]
    again = after(verdict("locker", "confirm", layer="touchpoint"), machine=coded)
    assert again["code"].tolist() == ["locker", "broken_promise"]


@pytest.mark.parametrize(
    "row",
    [
        verdict("delivery", "reject", start=20, end=30),
        verdict("delivery", "reject", layer="episode"),
        verdict("delivary", "confirm"),
    ],
)
def test_a_verdict_that_meets_nothing_is_told(row):
    with pytest.warns(CxkitWarning, match="no mention is met, and nothing changed, by r1"):
        found = after(row)
    assert found["code"].tolist() == ["delivery", "broken_promise"]


NUMBERED = pd.DataFrame(
    [
        mention(0, 4, "episode", "order", 1),
        mention(1, 3, "channel", "web"),
        mention(20, 24, "episode", "delivery", -1),
        mention(21, 23, "channel", "courier"),
        mention(5, 8, "promise", "kept"),
        mention(25, 28, "promise", "broken"),
        mention(26, 28, "due", "time"),
    ]
).assign(episode=[1, 1, 2, 2, None, None, None], promise=[None, None, None, None, 1, 2, 2])


def test_an_added_moment_leaves_to_the_others_what_is_theirs():
    """One added moment gave every later one the channel, the day and the feeling of the next."""
    found = after(verdict("waiting", "add", start=10, end=14, layer="episode"), machine=NUMBERED)
    episodes = found.loc[found["layer"] == "episode"].set_index("code")["episode"]
    assert episodes.to_dict() == {"order": 1, "waiting": 2, "delivery": 3}
    channels = found.loc[found["layer"] == "channel"].set_index("code")["episode"]
    assert channels.to_dict() == {"web": 1, "courier": 3}


def test_an_added_promise_takes_no_place_of_another():
    found = after(
        verdict("kept", "add", start=10, end=14, layer="promise"),
        verdict("time", "add", start=11, end=13, layer="due"),
        machine=NUMBERED,
    )
    given = found.loc[found["layer"] == "promise"].set_index("start")["promise"]
    assert given.to_dict() == {5: 1, 10: 2, 25: 3}
    due = found.loc[found["layer"] == "due"].set_index("start")["promise"]
    assert due.to_dict() == {11: 2, 26: 3}
