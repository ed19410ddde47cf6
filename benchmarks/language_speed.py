"""How fast texts are read, on one core, beside VADER and pymorphy3.

    python benchmarks/language_speed.py [--million] [--sizes N ...] [--csv FILE:COLUMN ...]

Reads the sample reviews of ``data/`` (or columns of other files), each text once, with warm caches
of words: best of three passes. ``--million`` also reads 1,000,000 rows with duplicates, at three
sizes, with wall time and peak memory; it takes some minutes.
"""

import argparse
import random
import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd
import pymorphy3
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from cxkit.language.annotate import annotate, annotate_in_pieces, read_text
from cxkit.language.document import parse
from cxkit.language.layers import read_layers
from cxkit.language.tone import read

DATA = Path(__file__).parents[1] / "data"
SAMPLES = (f"{DATA}/reviews_shop_ru.csv:Отзыв", f"{DATA}/reviews_shop_en.csv:Review")
SIZES = (250_000, 500_000, 1_000_000)
DISTINCT = 0.1


def texts_of(source: str) -> list[str]:
    """Give the distinct texts of a column of a file."""
    path, _, column = source.rpartition(":")
    frame = pd.read_csv(path, sep=None, engine="python", encoding="utf-8-sig")
    return frame[column].dropna().astype(str).drop_duplicates().tolist()


def per_second(run: Callable[[], object], n_done: int) -> float:
    """Give how much is done a second: the best of three, in time of this process."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    return n_done / best


def report(title: str, run: Callable[[], object], n_done: int, unit: str = "texts") -> None:
    print(f"  {title:<44}{per_second(run, n_done):>10,.0f} {unit}/s")


def short_texts(source: str) -> None:
    """Measure the layers on the texts of one file."""
    texts = texts_of(source)
    documents = [parse(text) for text in texts]
    n_tokens = sum(len(document.tokens) for document in documents)
    length = sum(map(len, texts)) / len(texts)
    print(
        f"{Path(source).name}: {len(texts):,} texts of {length:.0f} characters,"
        f" {n_tokens / len(texts):.0f} tokens"
    )
    feedback = pd.DataFrame({"feedback_id": [str(i) for i in range(len(texts))], "text": texts})
    report("sentences, tokens, lemmas", lambda: list(map(parse, texts)), len(texts))
    report("the same, in tokens", lambda: list(map(parse, texts)), n_tokens, "tokens")
    report("+ tone alone", lambda: [read(parse(text)) for text in texts], len(texts))
    report(
        "+ all layers but factors", lambda: [read_layers(parse(text)) for text in texts], len(texts)
    )
    report("all layers", lambda: [read_text(text, is_story=False) for text in texts], len(texts))
    report("all layers, as a checked table", lambda: annotate(feedback), len(texts))
    vader = SentimentIntensityAnalyzer()
    report(
        "VADER (one layer, English)", lambda: list(map(vader.polarity_scores, texts)), len(texts)
    )


def words_uncached() -> None:
    """Measure pymorphy3 itself."""
    words = [word for text in texts_of(SAMPLES[0]) for word in text.split() if word.isalpha()]
    morph = pymorphy3.MorphAnalyzer(lang="ru")
    report("pymorphy3, no cache", lambda: list(map(morph.parse, words)), len(words), "words")


def stories() -> None:
    """Measure the reading of stories."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((DATA / "stories").glob("*.txt"))]
    length = sum(map(len, texts)) / len(texts)
    print(f"stories: {len(texts)}, {length:.0f} characters")
    many = texts * 10
    report(
        "all layers of a story",
        lambda: [read_text(t, is_story=True) for t in many],
        len(many),
        "stories",
    )


def million(sources: Sequence[str], sizes: Sequence[int]) -> None:
    """Read many rows, most of them seen before, piece by piece."""
    draw = random.Random(7)
    sentences = [text for source in sources for text in texts_of(source)]
    print(
        f"rows with {DISTINCT:.0%} distinct texts, in pieces: wall time, peak memory of the process"
    )
    for size in sizes:
        distinct = [" ".join(draw.choices(sentences, k=2)) for _ in range(int(size * DISTINCT))]
        texts = draw.choices(distinct, k=size)
        feedback = pd.DataFrame({"feedback_id": [str(i) for i in range(size)], "text": texts})
        start, computed = time.perf_counter(), time.process_time()
        n_mentions = sum(len(piece) for piece in annotate_in_pieces(feedback))
        seconds, computed = time.perf_counter() - start, time.process_time() - computed
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"  {size:>9,} rows {seconds:7.1f} s ({computed:.1f} s of computing)"
            f" {peak:7.0f} MB  {n_mentions:,} mentions",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--million", action="store_true")
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES)
    parser.add_argument("--csv", nargs="+", default=SAMPLES)
    given = parser.parse_args()
    for source in given.csv:
        short_texts(source)
    words_uncached()
    stories()
    if given.million:
        million(given.csv, given.sizes)


if __name__ == "__main__":
    main()
