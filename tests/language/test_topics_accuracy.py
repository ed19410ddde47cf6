"""Touchpoints and emotions stay as good as they were on the public sets, if these are there."""

from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "data"
SHOWN = 800


@pytest.fixture
def tools(monkeypatch):
    """The tools, which import each other by name."""
    monkeypatch.syspath_prepend(ROOT / "tools")
    return import_module


@pytest.mark.parametrize(
    ("name", "lowest"), [("dimabsa", 0.78), ("semeval", 0.72), ("cedr", 0.57), ("goemotions", 0.42)]
)
def test_macro_f1_keeps_its_floor(name, lowest, tools):
    if not SHARED.exists():
        pytest.skip("the public labelled sets are not beside the repository")
    tool = tools("measure_topics")
    labelled = getattr(tool, name)(SHARED)
    found = [row["f1"] for row in tool._rows(labelled._replace(texts=labelled.texts[:SHOWN]))]
    known = [f1 for f1 in found if f1 is not None]
    assert sum(known) / len(known) >= lowest


def test_sets_that_are_not_there_are_left_out(tools, tmp_path):
    # ``make accuracy`` ended in an IndexError on the first set that a folder did not hold.
    assert tools("measure_topics").measured(tmp_path).empty
    assert tools("measure_factors").reasons(tmp_path).empty
    assert tools("measure_factors").by_tone(tmp_path).empty


def test_accuracy_is_not_measured_without_the_sets_of_the_training(tools, tmp_path, monkeypatch):
    # Our own texts are always there, so "no set at all" was never said.
    tool = tools("measure_accuracy")
    monkeypatch.setattr("sys.argv", ["measure_accuracy.py", str(tmp_path)])
    with pytest.raises(SystemExit, match="lacks sets that the model is trained on: cedr, social"):
        tool.main()
