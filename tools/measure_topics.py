"""Touchpoints and emotions against the public labelled sets: precision, recall, F1 a code.

    python tools/measure_topics.py FOLDER

FOLDER holds the sets as published, as for ``tools/train_sentiment.py``. ``measured(folder)`` gives
the same as a table for ``docs/accuracy.md``. The tables in ``tools/topic_mapping.yaml`` say which
label of a set is which code of the codebook; labels without a code are left out.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import yaml
from defusedxml import ElementTree
from labelled_sets import folder_given, text_of

from cxkit.language.annotate import read_text

MAPPING = yaml.safe_load((Path(__file__).parent / "topic_mapping.yaml").read_text(encoding="utf-8"))


class Marked(NamedTuple):
    """One text with the codes that people gave it, and what they felt about each, -1, 0 or 1."""

    text: str
    codes: frozenset[str]
    felt: dict[str, int]


class Set(NamedTuple):
    """One labelled set."""

    name: str
    language: str
    layer: str
    texts: list[Marked]
    mapping: dict[str, str]


def only(folder: Path, name: str, pattern: str = "*.gz") -> str:
    """Give what the packed file of a set holds."""
    for path in sorted((folder / name).glob(pattern)):
        return text_of(path)
    raise FileNotFoundError(folder / name / pattern)


def there(readers: Iterable[Callable[[Path], Any]], folder: Path) -> Iterator[Any]:
    """Read the sets that a folder holds; those that it does not are left out."""
    for read in readers:
        with suppress(FileNotFoundError):
            yield read(folder)


def _codes(labels: Iterator[str], mapping: dict[str, str]) -> frozenset[str]:
    return frozenset(mapping[label] for label in labels if label in mapping)


def cedr(folder: Path) -> Set:
    mapping = MAPPING["cedr"]
    names = {str(number): name for number, name in enumerate(mapping["labels"])}
    rows = csv.DictReader(io.StringIO(only(folder, "ru_cedr_emotions")))
    label = next(name for name in rows.fieldnames or () if "label" in name)
    texts = [
        Marked(row["text"], frozenset(names[part] for part in row[label].strip("[]").split()), {})
        for row in rows
    ]
    return Set("CEDR", "ru", "emotion", texts, mapping["codes"])


def goemotions(folder: Path) -> Set:
    mapping = MAPPING["goemotions"]["labels"]
    names = (folder / "en_goemotions" / "labels.txt").read_text().split()
    lines = only(folder, "en_goemotions").splitlines()
    texts = []
    for line in lines:
        text, labels, *_ = line.split("\t")
        texts.append(Marked(text, _codes((names[int(n)] for n in labels.split(",")), mapping), {}))
    return Set("GoEmotions", "en", "emotion", texts, {code: code for code in mapping.values()})


def dimabsa(folder: Path) -> Set:
    mapping = MAPPING["dimabsa"]["labels"]
    texts = []
    for line in only(folder, "ru_dimabsa2026_restaurants", "*polarity*").splitlines():
        row = json.loads(line)
        found = [(mapping.get(q["Category"]), q["Polarity"]) for q in row["Quadruplet"]]
        texts.append(_felt(row["Text"], found, {"POS": 1, "NEG": -1, "NEU": 0}))
    return Set("DimABSA", "ru", "touchpoint", texts, {code: code for code in mapping.values()})


def semeval(folder: Path) -> Set:
    mapping = MAPPING["semeval"]["labels"]
    root = ElementTree.fromstring(only(folder, "en_semeval2014_restaurants"))
    signs = {"positive": 1, "negative": -1, "neutral": 0}
    texts = []
    for sentence in root:
        marks = sentence.iter("aspectCategory")
        found = [(mapping.get(mark.get("category")), mark.get("polarity")) for mark in marks]
        texts.append(_felt(sentence.findtext("text") or "", found, signs))
    return Set("SemEval-2014", "en", "touchpoint", texts, {code: code for code in mapping.values()})


def _felt(text: str, found: list[tuple[str | None, str]], signs: dict[str, int]) -> Marked:
    """Keep what is felt about a code where all its marks agree."""
    known = [(code, signs.get(sign)) for code, sign in found if code]
    felt = {}
    for code in {code for code, _ in known}:
        told = {sign for other, sign in known if other == code}
        if len(told) == 1 and None not in told:
            felt[code] = told.pop()
    return Marked(text, frozenset(code for code, _ in known), felt)


SETS: tuple[Callable[[Path], Set], ...] = (cedr, goemotions, dimabsa, semeval)


def measured(folder: Path) -> pd.DataFrame:
    """Give one row a set and code: set, language, layer, code, precision, recall, f1, n.

    Touchpoints also have ``share_of_signs_right``: of those found whose people's mark is good or
    bad, the share felt with the same sign.
    """
    return pd.DataFrame([row for found in there(SETS, folder) for row in _rows(found)])


def _rows(labelled: Set) -> Iterator[dict[str, object]]:
    found = [_found(marked.text, labelled) for marked in labelled.texts]
    pairs = list(zip(labelled.texts, found, strict=True))
    for code in sorted(set(labelled.mapping.values())):
        hits = sum(code in marked.codes and code in felt for marked, felt in pairs)
        given = sum(code in felt for _, felt in pairs)
        wanted = sum(code in marked.codes for marked, _ in pairs)
        signs = [
            marked.felt[code] * felt[code] > 0
            for marked, felt in pairs
            if code in felt and marked.felt.get(code)
        ]
        yield {
            "set": labelled.name,
            "language": labelled.language,
            "layer": labelled.layer,
            "code": code,
            "precision": hits / given if given else None,
            "recall": hits / wanted if wanted else None,
            "f1": 2 * hits / (given + wanted) if given + wanted else None,
            "n": wanted,
            "share_of_signs_right": sum(signs) / len(signs) if signs else None,
        }


def _found(text: str, labelled: Set) -> dict[str, float]:
    """Give the codes found in a text, with the mean of what is felt about each."""
    values: dict[str, list[float]] = {}
    for mention in read_text(text, is_story=False):
        code = labelled.mapping.get(mention.code)
        if mention.layer == labelled.layer and code is not None:
            values.setdefault(code, []).append(mention.value or 0.0)
    return {code: sum(felt) / len(felt) for code, felt in values.items()}


def main() -> None:
    table = measured(folder_given(str(__doc__)))
    print(table.round(3).to_string(index=False))
    print(table.groupby(["set", "language"])["f1"].mean().round(3).to_string())


if __name__ == "__main__":
    main()
