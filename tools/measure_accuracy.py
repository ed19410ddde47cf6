"""Measure the language floor on labelled sets and stories for docs/accuracy.md (``make accuracy``).

    python tools/measure_accuracy.py [FOLDER] [--out FILE]

FOLDER holds the public sets, ``../shared/data`` beside the repository by default. A set that is
not there is left out and named; those that the model is trained on must be there. Every figure of
the general model is measured with its own source left out of the training; intervals are bootstrap
intervals over texts.
"""

import argparse
import csv
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from string import Template

import numpy as np
from accuracy_stories import (
    bank_table,
    by_tone_table,
    reasons_table,
    rounds_table,
    second_coder_table,
    stories_table,
    topics_table,
)
from labelled_sets import POOL, READERS, Labelled
from sklearn.metrics import f1_score
from train_sentiment import fit, head_of, numbers_of, temperature_of

from cxkit.language.ground.document import parse
from cxkit.language.sentiment.fit_sentiment import fit_signs
from cxkit.language.sentiment.tone import UNSURE, read

ROOT = Path(__file__).parents[1]
NAMES = {-1: "negative", 0: "neutral", 1: "positive"}
TITLES = {
    "marketplace": "marketplace, stars 1–2 / 3 / 4",
    "marketplace_2": "marketplace, stars 1–2 / 4",
    "dimabsa": "restaurant sentences (DimABSA 2026)",
    "social": "social comments",
    "cedr": "sentences by emotion (CEDR)",
    "telecom": "tweets about telecoms (SentiRuEval 2015)",
    "banks": "tweets about banks (SentiRuEval 2015)",
    "uci": "sentences of reviews (UCI)",
    "airline": "tweets about airlines",
    "nhs": "NHS patients' answers",
    "semeval14": "restaurant sentences (SemEval 2014)",
    "goemotions": "comments by emotion (GoEmotions)",
    "own": "short texts of our own",
}
STUDY = {
    "marketplace": 0.463, "marketplace_2": 0.689, "dimabsa": 0.807, "social": 0.582, "cedr": 0.548,
    "telecom": 0.550, "banks": 0.610, "uci": 0.836, "airline": 0.649, "nhs": 0.516,
    "semeval14": 0.643, "goemotions": 0.615,
}  # fmt: skip
STUDY_ADAPTED = {
    "marketplace": 0.532, "marketplace_2": 0.792, "dimabsa": 0.829, "social": 0.746,
    "telecom": 0.638, "banks": 0.640, "uci": 0.882, "airline": 0.772, "nhs": 0.680,
    "semeval14": 0.718,
}  # fmt: skip
TEMPLATE = Path(__file__).with_name("accuracy_template.md")
DRAWS = 400


def macro(y: np.ndarray, predicted: np.ndarray) -> float:
    return float(f1_score(y, predicted, average="macro", labels=sorted(set(y.tolist()))))


def interval(y: np.ndarray, predicted: np.ndarray) -> tuple[float, float]:
    """Give the 95 % bootstrap interval of macro-F1, texts drawn again with replacement."""
    generator = np.random.default_rng(0)
    draws = [generator.integers(0, len(y), len(y)) for _ in range(DRAWS)]
    low, high = np.quantile([macro(y[drawn], predicted[drawn]) for drawn in draws], [0.025, 0.975])
    return float(low), float(high)


def signs(shares: np.ndarray, classes: Sequence[int]) -> np.ndarray:
    """Give the likeliest of the classes that a set has."""
    places = np.array(classes) + 1
    return np.array(classes)[shares[:, places].argmax(axis=1)]


def vader(texts: Sequence[str], classes: Sequence[int]) -> np.ndarray | None:
    """Give what VADER says with its authors' cuts; None where it is not installed."""
    try:
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
    except ImportError:
        return None
    analyzer = SentimentIntensityAnalyzer()
    scores = np.array([analyzer.polarity_scores(text)["compound"] for text in texts])
    if 0 in classes:
        return np.select([scores >= 0.05, scores <= -0.05], [1, -1], 0)
    return np.where(scores >= 0, 1, -1)


def general_shares(sets: dict[str, Labelled]) -> dict[str, np.ndarray]:
    """Give the probabilities of each set by a head that never saw the set."""
    numbers = {name: numbers_of(one.texts) for name, one in sets.items()}
    shares = {}
    for name, one in sets.items():
        pool = [sets[other] for other in POOL if other != name]
        head = head_of(fit(pool, numbers), temperature_of(pool, numbers))
        shares[name] = np.array([head.shares(row) for row in numbers[one.name].tolist()])
    return shares


def general_table(sets: dict[str, Labelled], shares: dict[str, np.ndarray]) -> list[str]:
    lines = [
        "| set | language | texts | macro-F1 (95 %) | negative | neutral | positive | study "
        "| VADER |",
        "|---|---|--:|---|--:|--:|--:|--:|--:|",
    ]
    for name, one in sets.items():
        y = np.array(one.labels)
        predicted = signs(shares[name], one.classes)
        low, high = interval(y, predicted)
        each = dict(
            zip(one.classes, f1_score(y, predicted, average=None, labels=one.classes), strict=True)
        )
        cells = [f"{each[sign]:.2f}" if sign in each else "–" for sign in (-1, 0, 1)]
        other = vader(one.texts, one.classes) if one.language == "en" else None
        beside = "–" if other is None else f"{macro(y, other):.3f}"
        study = f"{STUDY[name]:.3f}" if name in STUDY else "–"
        lines.append(
            f"| {TITLES[name]} | {one.language} | {len(y):,} | **{macro(y, predicted):.3f}** "
            f"({low:.3f}–{high:.3f}) | {' | '.join(cells)} | {study} | {beside} |"
        )
    return lines


def calibration(sets: dict[str, Labelled], shares: dict[str, np.ndarray]) -> list[str]:
    """Say how often the label is right at each stated confidence, with the classes made equal."""
    edges = np.array([0.33, 0.45, 0.55, 0.65, 0.75, 0.85, 1.01])
    names = [name for name, one in sets.items() if len(one.classes) == 3]
    heads = [f"{low:.2f}–{min(high, 1):.2f}" for low, high in pairwise(edges)]
    lines = [
        "| set | " + " | ".join(heads) + " | error |",
        "|---|" + "--:|" * len(edges),
    ]  # fmt: skip
    pooled = [[], [], []]
    for name in names:
        y = np.array(sets[name].labels)
        weights = np.zeros(len(y))
        for sign in set(y.tolist()):
            weights[y == sign] = 1 / (y == sign).sum()
        stated = shares[name].max(axis=1)
        right = shares[name].argmax(axis=1) - 1 == y
        for kept, values in zip(pooled, (stated, right, weights / weights.sum()), strict=True):
            kept.append(values)
        lines.append(reliability(TITLES[name], edges, stated, right, weights))
    lines.append(
        reliability("**all, each set the same weight**", edges, *map(np.concatenate, pooled))
    )
    return lines


def reliability(
    title: str, edges: np.ndarray, stated: np.ndarray, right: np.ndarray, weights: np.ndarray
) -> str:
    cells, error = [], 0.0
    for low, high in pairwise(edges):
        inside = (stated >= low) & (stated < high)
        if inside.sum() < 20:
            cells.append("–")
            continue
        found = float(np.average(right[inside], weights=weights[inside]))
        meant = float(np.average(stated[inside], weights=weights[inside]))
        error += abs(found - meant) * weights[inside].sum() / weights.sum()
        cells.append(f"{found:.2f}")
    return f"| {title} | {' | '.join(cells)} | {error:.3f} |"


def adapted_table(sets: dict[str, Labelled]) -> list[str]:
    lines = [
        "| set | language | texts | adapted | general | kept | study, adapted |",
        "|---|---|--:|--:|--:|---|--:|",
    ]
    for name in (name for name in sets if name in STUDY_ADAPTED):
        one = sets[name]
        report = fit_signs(one.texts, one.labels).report
        figures = f"**{report['f1_adapted']:.3f}** | {report['f1_general']:.3f} | {report['kept']}"
        lines.append(
            f"| {TITLES[name]} | {one.language} | {report['n']:,} | {figures} "
            f"| {STUDY_ADAPTED[name]:.3f} |"
        )
    return lines


def parity() -> tuple[float, float, int]:
    """Give macro-F1 on our own sentences in Russian and in English, and how many pairs."""
    path = ROOT / "tests" / "language" / "parallel.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter="\t") if not row[0].startswith("#")]
    labels = [row[0] for row in rows]
    figures = []
    for column in (1, 2):
        found = [read(parse(row[column])).label for row in rows]
        figures.append(float(f1_score(labels, found, average="macro", labels=list(NAMES.values()))))
    return figures[0], figures[1], len(rows)


def page(sets: dict[str, Labelled], missing: list[str], folder: Path) -> str:
    """Fill the template: prose there, every figure from here."""
    shares = general_shares(sets)
    russian, english, n_pairs = parity()
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        pool=", ".join(TITLES[name] for name in POOL),
        general="\n".join(general_table(sets, shares)),
        calibration="\n".join(calibration(sets, shares)),
        adapted="\n".join(adapted_table(sets)),
        unsure=UNSURE,
        n_pairs=n_pairs,
        russian=f"{russian:.3f}",
        english=f"{english:.3f}",
        gap=f"{abs(russian - english):.3f}",
        missing=", ".join(TITLES[name] for name in missing) or "none",
        topics="\n".join(topics_table(folder)),
        reasons="\n".join(reasons_table(folder)),
        by_tone="\n".join(by_tone_table(folder)),
        stories="\n".join(stories_table()),
        rounds="\n".join(rounds_table()),
        second_coder="\n".join(second_coder_table()),
        bank="\n".join(bank_table()),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "accuracy.md")
    arguments = parser.parse_args()
    sets, missing = {}, []
    for name, reader in READERS.items():
        try:
            sets[name] = reader(arguments.folder)
        except FileNotFoundError:
            missing.append(name)
    if not sets.keys() >= set(POOL):
        wanted = ", ".join(name for name in POOL if name in missing)
        raise SystemExit(f"{arguments.folder} lacks sets that the model is trained on: {wanted}.")
    arguments.out.write_text(page(sets, missing, arguments.folder), encoding="utf-8")
    print(f"{arguments.out}: {len(sets)} sets")


if __name__ == "__main__":
    main()
