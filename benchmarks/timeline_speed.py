"""Time and memory of the timeline's notebook from 100,000 reviews, beside pandas with VADER.

    nice python benchmarks/timeline_speed.py [--reviews 100000] [--write]

The sample reviews of ``data/`` are repeated with a small edit each (a number and a word put in),
so that no text is read from memory. Both pipelines read one CSV file, each in a process of its
own, one after the other; cxkit runs every cell of the notebook, VADER ends with a line by week.
``--write`` keeps the table in docs/speed.md.
"""

import argparse
import json
import os
import platform
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pandas as pd
from joblib import cpu_count
from page import keep
from watch import Watch

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = ROOT / "notebooks" / "sentiment_timeline.ipynb"
HAPPENINGS = ROOT / "data" / "incidents_actions.csv"
READ = "read"
ANNOTATE = "annotate (tone, touchpoints, factors, …)"
MEASURE = "all measures: series, changes, themes, copies, seasons, queue"
BLOCKS = "figures, blocks of the page, tables"
SAMPLES = (("reviews_shop_ru.csv", "Отзыв"), ("reviews_shop_en.csv", "Review"))
WORDS = ("вчера", "потом", "today", "then", "снова", "again", "в итоге", "finally")


def make(n_reviews: int, path: Path) -> None:
    """Write the file: half Russian, half English, spread over 104 weeks."""
    pools = [
        pd.read_csv(ROOT / "data" / name, sep=None, engine="python", encoding="utf-8-sig")[column]
        .dropna()
        .astype(str)
        .drop_duplicates()
        .tolist()
        for name, column in SAMPLES
    ]
    rng = random.Random(20261122)
    texts = []
    for place in range(n_reviews):
        words = rng.choice(pools[place % 2]).split(" ")
        words.insert(rng.randrange(len(words) + 1), rng.choice(WORDS))
        texts.append(f"{' '.join(words)} №{place}")
    dates = pd.Timestamp("2024-01-01") + pd.to_timedelta(
        [rng.randrange(728 * 24) for _ in range(n_reviews)], unit="h"
    )
    pd.DataFrame({"id": range(n_reviews), "date": dates, "text": texts}).to_csv(path, index=False)


def of_cxkit(path: str) -> str:
    """Run the cells of the notebook in this process, so that its memory is that of the run."""
    watch = Watch()
    known: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as tables:
        given = {"reviews": path, "happenings": str(HAPPENINGS), "subject": "", "out": tables}
        for source, is_parameters in cells():
            exec(source, known)
            known |= given if is_parameters else {}
            watch.step(READ if is_parameters else step_of(source))
    return watch.told(n_mentions=len(known["mentions"]), n_periods=len(known["timeline"]))


def cells() -> list[tuple[str, bool]]:
    """Return the code of the notebook's cells, and whether each is the one of parameters."""
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    return [
        ("".join(cell["source"]), "parameters" in cell["metadata"].get("tags", []))
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
    ]


def step_of(source: str) -> str:
    """Name the step of a cell: blocks of the page are bare calls, measures have a name."""
    if "cx.read_" in source or "import" in source:
        return READ
    if "cx.annotate" in source:
        return ANNOTATE
    named = re.match(r"\w+ = ", source)
    if named and not source.startswith("#"):
        return MEASURE
    return BLOCKS


def of_vader(path: str) -> str:
    watch = Watch()
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    reviews = pd.read_csv(path, parse_dates=["date"])
    watch.step("read")
    analyser = SentimentIntensityAnalyzer()
    reviews["value"] = [analyser.polarity_scores(text)["compound"] for text in reviews["text"]]
    watch.step("VADER (tone only, English only)")
    line = reviews.resample("W-MON", on="date")["value"].mean()
    watch.step("mean by week")
    return watch.told(n_periods=len(line))


ALL_CORES = "cxkit, as many processes as it takes by itself"
PIPELINES = {"cxkit": of_cxkit, ALL_CORES: of_cxkit, "pandas + VADER": of_vader}


def measured(name: str, path: Path) -> dict[str, object]:
    """Run one pipeline in a process of its own."""
    call = [sys.executable, __file__, "--pipeline", name, "--file", str(path)]
    alone = {} if name == ALL_CORES else {"LOKY_MAX_CPU_COUNT": "1"}
    done = subprocess.run(call, check=True, capture_output=True, text=True, env=os.environ | alone)
    return json.loads(done.stdout.splitlines()[-1])


def page(n_reviews: int, found: dict[str, dict[str, object]]) -> str:
    lines = ["| pipeline | step | seconds |", "| --- | --- | ---: |"]
    for name, one in found.items():
        lines += [f"| {name} | {step} | {spent:.1f} |" for step, spent, _ in one["steps"]]
        whole = sum(spent for _, spent, _ in one["steps"])
        helpers = f" and {one['helper_mb']:,.0f} MB each helper" if name == ALL_CORES else ""
        lines.append(
            f"| {name} | **whole**, {one['cpu']:.0f} s of processor time,"
            f" peak memory {one['peak_mb']:,.0f} MB{helpers} | **{whole:.1f}** |"
        )
    return PAGE_TEXT.format(
        n=n_reviews,
        table="\n".join(lines),
        n_mentions=found["cxkit"]["n_mentions"],
        n_periods=found["cxkit"]["n_periods"],
        python=platform.python_version(),
        n_cores=cpu_count(),
    )


PAGE_TEXT = """# The timeline notebook from {n:,} reviews

Written by `python benchmarks/timeline_speed.py --write`. Do not edit.

{n:,} reviews, half Russian and half English, each text different; one CSV file, one process a
pipeline (but for the second, on {n_cores} cores), one after the other in one run, Python {python},
on a machine that others used at the same time.

{table}

The two do not do the same: cxkit found {n_mentions:,} places of tone, touchpoints, factors,
emotions, amounts and personal data in both languages and tested {n_periods} weeks; VADER gives one
number a text and knows no Russian. Whoever needs only an English number a text is quicker with it.
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reviews", type=int, default=100_000)
    parser.add_argument("--write", action="store_true", help="write docs/speed.md")
    parser.add_argument("--pipeline", choices=PIPELINES, help=argparse.SUPPRESS)
    parser.add_argument("--file", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.pipeline:
        print(PIPELINES[options.pipeline](options.file))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reviews.csv"
        make(options.reviews, path)
        text = page(options.reviews, {name: measured(name, path) for name in PIPELINES})
    if options.write:
        keep(text)
    print(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
