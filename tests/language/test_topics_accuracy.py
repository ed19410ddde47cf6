"""Touchpoints and emotions stay as good as they were on the public sets, if these are there."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "data"
SHOWN = 800


def _tool():
    path = ROOT / "tools" / "measure_topics.py"
    spec = importlib.util.spec_from_file_location("measure_topics", path)
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool


@pytest.mark.parametrize(
    ("name", "lowest"), [("dimabsa", 0.78), ("semeval", 0.72), ("cedr", 0.57), ("goemotions", 0.42)]
)
def test_macro_f1_keeps_its_floor(name, lowest):
    if not SHARED.exists():
        pytest.skip("the public labelled sets are not beside the repository")
    tool = _tool()
    labelled = getattr(tool, name)(SHARED)
    found = [row["f1"] for row in tool._rows(labelled._replace(texts=labelled.texts[:SHOWN]))]
    known = [f1 for f1 in found if f1 is not None]
    assert sum(known) / len(known) >= lowest
