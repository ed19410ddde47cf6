"""The stories and passages that the story model is trained on, read and labelled line by line."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cxkit.language.ground.document import parse
from cxkit.language.story.discourse import mark_told
from cxkit.language.story.judge.line_terms import Terms, line_terms
from cxkit.language.story.reading import Reading, read

FOLDER = Path(__file__).parent / "story_texts"
BANK = Path(__file__).parents[1] / "tests" / "language" / "story"
LISTS = {"factor": "factors", "recovery": "recovery", "outcome": "outcomes"}
PLACED = ("pos:", "first", "last", "lang:")
"""Terms that a passage cannot have: it is no whole story."""

YES, MAYBE = 1.0, 0.5

Labels = dict[str, float]


@dataclass
class Story:
    """One story: its gold, its lines, the codes of each line (1.0, or 0.5 for optional ones)."""

    author: str
    name: str
    gold: dict[str, Any]
    reading: Reading
    terms: list[Terms]
    labels: list[Labels]

    @property
    def text(self) -> str:
        return self.reading.document.text

    @property
    def is_story(self) -> bool:
        return bool(self.gold["episodes"])

    def lines_of(self, quote: str) -> list[int]:
        """Give the numbers of the lines that hold a quote."""
        start = self.text.index(quote)
        end = start + len(quote)
        return [line.number for line in self.reading.lines if line.start < end and start < line.end]

    def told(self, layer: str) -> set[str]:
        """Give the codes of a layer that the gold holds."""
        return {
            entry if isinstance(entry, str) else entry["code"] for entry in self.gold[LISTS[layer]]
        }

    def optional(self, layer: str) -> set[str]:
        """Give the codes of a layer that another coder might give."""
        return set(self.gold[f"optional_{LISTS[layer]}"])


def stories(folder: Path = FOLDER / "stories") -> list[Story]:
    """Read all stories."""
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        for written in path.read_text(encoding="utf-8").splitlines():
            found.append(_story(path.stem, json.loads(written)))
    return found


def _story(author: str, gold: dict[str, Any]) -> Story:
    """Read a story; an episode told in comments below a page, which are not read, is left out."""
    reading = read(parse(gold["text"]))
    mark_told(reading)
    story = Story(author, gold["name"], gold, reading, line_terms(reading), [])
    gold["episodes"] = [one for one in gold["episodes"] if story.lines_of(one["quote"])]
    story.labels = [{} for _ in reading.lines]
    for quote, code, weight in _marks(story):
        for number in story.lines_of(quote):
            labels = story.labels[number]
            labels[code] = max(weight, labels.get(code, 0.0))
    return story


def _marks(story: Story) -> list[tuple[str, str, float]]:
    """Give (quote, code, weight) of everything that the gold places."""
    gold = story.gold
    marks = [(one["quote"], f"touchpoint:{one['touchpoint']}", YES) for one in gold["episodes"]]
    marks += [(one["quote"], f"factor:{one['code']}", YES) for one in gold["factors"]]
    marks += [(one["promised"], "promise", YES) for one in gold["promises"]]
    for one in gold["evidence"]:
        layer, code = one["layer"], one["code"]
        if layer in LISTS:
            weight = MAYBE if code in story.optional(layer) else YES
            marks.append((one["quote"], f"{layer}:{code}", weight))
        elif layer == "touchpoint":
            marks.append((one["quote"], f"touchpoint:{code}", YES))
    return marks


def passages() -> list[tuple[Terms, Labels]]:
    """Read all passages: the terms of each, as of one line, and its codes."""
    found = []
    for path in sorted((FOLDER / "passages").glob("*.tsv")):
        found += [_passage(row["text"], row["codes"]) for row in _rows(path)]
    for path in sorted(BANK.glob("bank_*.tsv")):
        found += [_passage(row["text"], row["code"]) for row in _rows(path) if row["part"] == "dev"]
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _passage(text: str, codes: str) -> tuple[Terms, Labels]:
    reading = read(parse(text))
    mark_told(reading)
    terms: Terms = {}
    for own in line_terms(reading):
        terms |= own
    kept = {term: weight for term, weight in terms.items() if not term.startswith(PLACED)}
    named = [code for code in codes.replace(" ", "").split(",") if code != "none"]
    return kept, {"promise" if code.startswith("promise") else code: YES for code in named}
