from pathlib import Path

import pytest

from cxkit.errors import ReadError
from cxkit.readers.plan import read_plan

SAMPLE = Path(__file__).parents[2] / "data" / "plan.yaml"


def written(tmp_path, text):
    path = tmp_path / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_steps_keep_their_order_and_their_times(tmp_path):
    plan = read_plan(
        written(tmp_path, "steps:\n- {event: order}\n- {event: pay, within: 90min}\n"
                          "not_planned: [call]\nfailures: [pay_failed]\n")
    ).set_index("event")  # fmt: skip
    assert plan["step"].tolist()[:2] == [1, 2]
    assert plan.loc["pay", "within_hours"] == 1.5
    assert plan.index[plan["is_failure"]].tolist() == ["pay_failed"]
    assert plan.loc[["call", "pay_failed"], "step"].isna().all()


def test_the_sample_plan_is_read():
    plan = read_plan(SAMPLE)
    assert plan["step"].max() == 10
    assert plan.set_index("event").loc["delivered", "within_hours"] == 72


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("steps: []", "steps"),
        ("- a\n- b", "not a plan"),
        ("steps: [{event: a, within: soon}]", "steps.0.within"),
        ("steps: [", "cannot be read"),
    ],
)
def test_what_is_no_plan_is_refused_with_a_sentence(tmp_path, text, said):
    with pytest.raises(ReadError, match=said):
        read_plan(written(tmp_path, text))


def test_a_missing_file_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(ReadError, match="there is no such file"):
        read_plan(tmp_path / "none.yaml")
