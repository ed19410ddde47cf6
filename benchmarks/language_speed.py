"""How fast texts are read, on one core, beside VADER and pymorphy3.

    python benchmarks/language_speed.py [--million] [--sizes N ...] [--csv FILE:COLUMN ...]

Reads the sample reviews of ``data/`` (or columns of other files), each text once, after texts of
the same words in another order: the median of three thirds. ``--write`` keeps the figures in
docs/speed.md. ``--million`` also reads 1,000,000 rows with duplicates, at three
sizes, with wall time and peak memory; it takes some minutes.
"""

import argparse
import gc
import os
import platform
import random
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pymorphy3
from page import keep
from threadpoolctl import threadpool_limits
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from cxkit.language.annotate import annotate, annotate_in_pieces, read_text
from cxkit.language.ground.document import parse
from cxkit.language.layers import read_layers
from cxkit.language.sentiment.tone import read, weigh

DATA = Path(__file__).parents[1] / "data"
SAMPLES = (f"{DATA}/reviews_shop_ru.csv:Отзыв", f"{DATA}/reviews_shop_en.csv:Review")
SIZES = (250_000, 500_000, 1_000_000)
DISTINCT = 0.1


class Row(NamedTuple):
    """What was measured, how many of what a second."""

    title: str
    speed: float
    unit: str


def texts_of(source: str) -> list[str]:
    """Give the distinct texts of a column of a file."""
    path, _, column = source.rpartition(":")
    frame = pd.read_csv(path, sep=None, engine="python", encoding="utf-8-sig")
    return frame[column].dropna().astype(str).drop_duplicates().tolist()


def shuffled(texts: Sequence[str]) -> list[str]:
    """Give texts of the same words in another order: their words are known then, no sentence is."""
    words = [word for text in texts for word in text.split()]
    random.Random(7).shuffle(words)
    return [" ".join(words[first : first + 20]) for first in range(0, len(words), 20)]


def per_second(run: Callable[[Sequence[str]], object], texts: Sequence[str]) -> float:
    """Give the texts a second, in time of this process: the median of three thirds of them."""
    weigh.cache_clear()
    gc.collect()  # what an earlier line left behind is not paid for by this one
    spent = []
    with threadpool_limits(1):  # one core: sums of matrices would take all
        for part in (texts[first::3] for first in range(3)):
            start = time.process_time()
            run(part)
            spent.append((time.process_time() - start) / len(part))
    return 1 / statistics.median(spent)


def report(
    title: str, run: Callable[[Sequence[str]], object], texts: Sequence[str], unit: str = "texts"
) -> Row:
    """Measure, print and give one line."""
    row = Row(title, per_second(run, texts), unit)
    print(f"  {row.title:<44}{row.speed:>10,.0f} {row.unit}/s", flush=True)
    return row


def table_of(texts: Sequence[str]) -> pd.DataFrame:
    """Annotate texts as a user does."""
    ids = [str(place) for place in range(len(texts))]
    return annotate(pd.DataFrame({"feedback_id": ids, "text": texts}))


def short_texts(source: str) -> tuple[str, list[Row]]:
    """Measure the layers on the texts of one file."""
    texts = texts_of(source)
    for text in shuffled(texts):
        read_text(text, is_story=False)
    n_tokens = sum(len(parse(text).tokens) for text in texts)
    length = sum(map(len, texts)) / len(texts)
    title = (
        f"{Path(source.rpartition(':')[0]).name}: {len(texts):,} texts of {length:.0f} characters,"
        f" {n_tokens / len(texts):.0f} tokens"
    )
    print(title)
    vader = SentimentIntensityAnalyzer()
    return title, [
        report("sentences, tokens, lemmas", lambda part: list(map(parse, part)), texts),
        report("+ tone alone", lambda part: [read(parse(text)) for text in part], texts),
        report(
            "+ all layers but factors",
            lambda part: [read_layers(parse(text)) for text in part],
            texts,
        ),
        report(
            "all layers", lambda part: [read_text(text, is_story=False) for text in part], texts
        ),
        report("all layers, as a checked table", table_of, texts),
        report(
            "VADER (one layer, English)",
            lambda part: list(map(vader.polarity_scores, part)),
            texts,
        ),
    ]


def words_uncached() -> tuple[str, list[Row]]:
    """Measure pymorphy3 itself."""
    words = [word for text in texts_of(SAMPLES[0]) for word in text.split() if word.isalpha()]
    morph = pymorphy3.MorphAnalyzer(lang="ru")
    title = "single words"
    print(title)
    row = report("pymorphy3, no cache", lambda part: list(map(morph.parse, part)), words, "words")
    return title, [row]


def stories() -> tuple[str, list[Row]]:
    """Measure the reading of stories."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((DATA / "stories").glob("*.txt"))]
    title = f"stories: {len(texts)}, {sum(map(len, texts)) / len(texts):.0f} characters"
    print(title)
    for text in shuffled(texts):
        read_text(text, is_story=True)
    row = report(
        "all layers of a story",
        lambda part: [read_text(text, is_story=True) for text in part],
        texts * 9,
        "stories",
    )
    return title, [row]


def million(sources: Sequence[str], sizes: Sequence[int]) -> tuple[str, list[str]]:
    """Read many rows, most of them seen before, piece by piece."""
    draw = random.Random(7)
    sentences = [text for source in sources for text in texts_of(source)]
    os.environ["LOKY_MAX_CPU_COUNT"] = "1"  # one core
    title = f"rows with {DISTINCT:.0%} distinct texts, in pieces"
    print(title)
    lines = []
    for size in sizes:
        distinct = [" ".join(draw.choices(sentences, k=2)) for _ in range(int(size * DISTINCT))]
        texts = draw.choices(distinct, k=size)
        feedback = pd.DataFrame({"feedback_id": [str(i) for i in range(size)], "text": texts})
        start, computed = time.perf_counter(), time.process_time()
        n_mentions = sum(len(piece) for piece in annotate_in_pieces(feedback))
        seconds, computed = time.perf_counter() - start, time.process_time() - computed
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        lines.append(
            f"{size:,} rows: {seconds:.1f} s ({computed:.1f} s of computing), peak memory of the"
            f" process {peak:.0f} MB, {n_mentions:,} mentions"
        )
        print(f"  {lines[-1]}", flush=True)
    return title, lines


PAGE_TEXT = """# Reading texts

Written by `python benchmarks/language_speed.py --write`. Do not edit.

One core, one run, Python {python}, in time of the process, on a machine that others used at the
same time. Every text is read once: the median of three thirds of a file. Words were met before,
in texts of the same words in another order; no sentence was.

{tables}
"""


def page(measured: Sequence[tuple[str, list[Row]]], many: Sequence[tuple[str, list[str]]]) -> str:
    """Write the section of docs/speed.md."""
    parts = []
    for title, rows in measured:
        lines = [f"| {row.title} | {row.speed:,.0f} {row.unit} |" for row in rows]
        parts.append("\n".join((f"| {title} | a second |", "| --- | ---: |", *lines)))
    for title, told in many:
        parts.append("\n".join((f"{title}:".capitalize(), "", *(f"* {line}" for line in told))))
    return PAGE_TEXT.format(python=platform.python_version(), tables="\n\n".join(parts))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--million", action="store_true")
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES)
    parser.add_argument("--csv", nargs="+", default=SAMPLES)
    parser.add_argument("--write", action="store_true", help="write docs/speed.md")
    given = parser.parse_args()
    measured = [*map(short_texts, given.csv), words_uncached(), stories()]
    many = [million(given.csv, given.sizes)] if given.million else []
    if given.write:
        keep(page(measured, many))


if __name__ == "__main__":
    main()
