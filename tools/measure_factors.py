"""Factors of short texts against what people said of them: reasons, themes, and the tone.

    python tools/measure_factors.py FOLDER

No public set codes our factors. Two tables come near: the reasons of unhappy tweets about airlines
and the themes of unhappy answers to the NHS survey, each of which allows one factor or several
(``tools/topic_mapping.yaml``); and how often any factor is found in texts that people called
negative, neutral and positive: in the last it should be seldom.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from labelled_sets import READERS, folder_given
from measure_topics import MAPPING, only, there

from cxkit.language.ground.document import parse
from cxkit.language.story.frames.factors import read_factors
from cxkit.readers.cells import unanswered

BY_TONE = ("marketplace", "dimabsa", "telecom", "banks", "airline", "nhs", "semeval14")
UNHAPPY = ("4", "5")


class Reasoned(NamedTuple):
    """One text and the reasons that people gave it."""

    text: str
    reasons: frozenset[str]


def airline(folder: Path) -> tuple[str, list[Reasoned]]:
    rows = csv.DictReader(io.StringIO(only(folder, "en_airline_tweets")))
    return "airline", [
        Reasoned(row["text"], frozenset({row["negativereason"]} - {""})) for row in rows
    ]


def nhs(folder: Path) -> tuple[str, list[Reasoned]]:
    rows = csv.DictReader(io.StringIO(only(folder, "en_nhs_fft_survey")))
    found = []
    for row in rows:
        is_unhappy = row["Comment sentiment"][:1] in UNHAPPY
        reasons = {name for name in MAPPING["nhs"] if is_unhappy and row[name] == "1"}
        found.append(Reasoned(row["FFT answer"], frozenset(reasons)))
    gone = unanswered(pd.Series([one.text for one in found]))
    return "nhs", [one for one, is_gone in zip(found, gone, strict=True) if not is_gone]


def factors_of(text: str) -> frozenset[str]:
    """Give the factors found in a text."""
    return frozenset(mention.code for mention in read_factors(parse(text)))


def reasons(folder: Path) -> pd.DataFrame:
    """Give one row a set and reason: set, reason, n, precision, recall, f1."""
    return pd.DataFrame(
        [row for name, texts in there((airline, nhs), folder) for row in _rows(name, texts)]
    )


def _rows(name: str, texts: list[Reasoned]) -> Iterator[dict[str, object]]:
    found = [factors_of(one.text) for one in texts]
    for reason, codes in MAPPING[name].items():
        given = [bool(held & set(codes)) for held in found]
        right = [reason in one.reasons for one in texts]
        hits = sum(one and other for one, other in zip(given, right, strict=True))
        yield {
            "set": name,
            "reason": reason,
            "n": sum(right),
            "precision": hits / max(1, sum(given)),
            "recall": hits / max(1, sum(right)),
            "f1": 2 * hits / max(1, sum(given) + sum(right)),
        }


def by_tone(folder: Path) -> pd.DataFrame:
    """Give one row a set: the share of its negative, neutral and positive texts with a factor."""
    rows = []
    for labelled in there([READERS[name] for name in BY_TONE], folder):
        told = pd.Series([bool(factors_of(text)) for text in labelled.texts])
        shares = told.groupby(labelled.labels).mean()
        rows.append({"set": labelled.name, "language": labelled.language, **shares.to_dict()})
    return pd.DataFrame(rows)


def main() -> None:
    folder = folder_given(str(__doc__))
    table = reasons(folder)
    print(table.round(3).to_string(index=False))
    print(table.groupby("set")[["recall", "f1"]].mean().round(3).to_string())
    print(by_tone(folder).round(3).to_string(index=False))


if __name__ == "__main__":
    main()
