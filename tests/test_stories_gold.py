"""The gold of stories is sound: it parses, its quotes occur once, its codes are in the codebook."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
CODEBOOK = ROOT / "cxkit" / "codebook" / "codebook.yaml"
GOLD = sorted(
    [
        *(ROOT / "data" / "stories").glob("*.gold.yaml"),
        *(ROOT / "tests" / "stories").glob("*.gold.yaml"),
    ]
)
KEYS = {
    "story",
    "language",
    "episodes",
    "optional_episodes",
    "factors",
    "optional_factors",
    "recovery",
    "optional_recovery",
    "outcomes",
    "optional_outcomes",
    "effort",
    "promises",
}


def load(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def codebook():
    return load(CODEBOOK)


def test_there_are_stories():
    told = [(path.parent.parent.name, load(path)) for path in GOLD]
    languages = Counter((folder, gold["language"]) for folder, gold in told if gold["episodes"])
    assert languages == {
        ("data", "ru"): 6,
        ("data", "en"): 6,
        ("tests", "ru"): 7,
        ("tests", "en"): 7,
    }


def name_of(path):
    return f"{path.parent.parent.name}-{path.name.removesuffix('.gold.yaml')}"


@pytest.mark.parametrize("path", GOLD, ids=name_of)
def test_gold(path, codebook):
    gold = load(path)
    assert set(gold) == KEYS
    assert gold["story"] == path.name.removesuffix(".gold.yaml") + ".txt"
    assert gold["language"] in ("ru", "en")
    text = (path.parent / gold["story"]).read_text(encoding="utf-8")

    quotes = [x["quote"] for x in gold["episodes"] + gold["factors"]]
    for quote in quotes + [x["promised"] for x in gold["promises"]]:
        assert text.count(quote) == 1, quote
    starts = [text.index(x["quote"]) for x in gold["episodes"]]
    assert starts == sorted(starts)

    for episode in gold["episodes"]:
        assert set(episode) == {"touchpoint", "channel", "valence", "quote"}
        assert episode["touchpoint"] in codebook["touchpoints"]
        assert episode["channel"] in codebook["channels"]
        assert episode["valence"] in (-2, -1, 0, 1, 2)
    assert set(gold["optional_episodes"]) <= set(codebook["touchpoints"])
    for key in ("factors", "recovery", "outcomes"):
        codes = [x["code"] if key == "factors" else x for x in gold[key]]
        assert len(codes) == len(set(codes))
        assert set(codes) | set(gold[f"optional_{key}"]) <= set(codebook[key])
        assert not set(codes) & set(gold[f"optional_{key}"])
    assert set(gold["effort"]) <= {"contacts", "hours", "days"}
    for promise in gold["promises"]:
        assert promise["kept"] in (True, False, None)
        assert set(promise) <= {"promised", "kept", "gap_days"}
        assert "gap_days" not in promise or promise["kept"] is False


def test_every_code_is_exercised(codebook):
    golds = [load(path) for path in GOLD]
    factors = Counter(x["code"] for gold in golds for x in gold["factors"])
    assert {code: factors[code] for code in codebook["factors"] if factors[code] < 3} == {}
    for key in ("recovery", "outcomes"):
        assert set(codebook[key]) == {code for gold in golds for code in gold[key]}
    episodes = [episode for gold in golds for episode in gold["episodes"]]
    assert set(codebook["touchpoints"]) == {episode["touchpoint"] for episode in episodes}
    assert set(codebook["channels"]) == {episode["channel"] for episode in episodes}
    assert {x["kept"] for gold in golds for x in gold["promises"]} == {True, False, None}
