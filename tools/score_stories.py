"""Read every story of some folders and print how the reading compares with the gold.

usage: score_stories.py FOLDER... [--each] [--scorer FILE]

The scorer is a file with a function ``score(gold_dir, extraction_dir)``; by default the one that
lies beside the shared stories, when it is there.
"""

import argparse
import importlib.util
import json
import tempfile
from pathlib import Path

import pandas as pd
import yaml

from cxkit.language.ground.document import parse
from cxkit.language.story.story import read_story
from cxkit.measures.story_extract import story_extract

SCORER = Path(__file__).parents[2] / "shared" / "stories" / "score.py"
COUNTED = ("episodes", "factors", "recovery", "outcomes", "promises")
SHARED = ("valence", "channel", "evidence", "kept", "gap_days", "effort", "order")


def extraction(text):
    """Give the extraction of one text."""
    found = read_story(parse(text))
    frame = pd.DataFrame(
        found,
        columns=["start", "end", "layer", "code", "value", "score", "by", "episode", "promise"],
    )
    return story_extract(frame)


def load(path):
    """Give the scorer's function."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.score


def stories(folders):
    """Give (name, language, gold path) of every story."""
    for folder in folders:
        for gold in sorted(Path(folder).glob("*.gold.yaml")):
            yield gold, yaml.safe_load(gold.read_text(encoding="utf-8"))["language"]


def line(name, report):
    """Write one line of figures."""
    figures = ("precision", "recall", "f1")
    cells = [
        f"{key[:4]} " + "/".join(f"{report[key][name]:.2f}" for name in figures) for key in COUNTED
    ]
    cells += [f"{key[:5]} {report[key]['right']}/{report[key]['of']}" for key in SHARED]
    return f"{name:10} " + "  ".join(cells)


def machine(gold, text):
    """Give what cxkit reads in a text, whatever its gold."""
    return extraction(text)


def measure(score, golds, answer=machine):
    """Score some stories together; ``answer(gold, text)`` gives the extraction to be scored."""
    with tempfile.TemporaryDirectory() as gold_dir, tempfile.TemporaryDirectory() as out_dir:
        for gold in golds:
            known = yaml.safe_load(gold.read_text(encoding="utf-8"))
            story = gold.parent / known["story"]
            text = story.read_bytes().decode("utf-8")
            (Path(gold_dir) / gold.name).write_bytes(gold.read_bytes())
            (Path(gold_dir) / story.name).write_bytes(story.read_bytes())
            name = gold.name.removesuffix(".gold.yaml")
            (Path(out_dir) / f"{name}.json").write_text(
                json.dumps(answer(known, text)), encoding="utf-8"
            )
        return score(gold_dir, out_dir)


def main():
    """Print the figures: all, Russian, English, and each story when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--each", action="store_true")
    parser.add_argument("--scorer", default=SCORER)
    args = parser.parse_args()
    score = load(args.scorer)
    known = list(stories(args.folders))
    for language in ("all", "ru", "en"):
        golds = [gold for gold, own in known if language in ("all", own)]
        if golds:
            print(line(language, measure(score, golds)))
    if args.each:
        for gold, _ in known:
            print(line(gold.name[:10], measure(score, [gold])))


if __name__ == "__main__":
    main()
