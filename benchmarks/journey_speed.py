"""Time and memory of the journey maps, beside retentioneering on the same event logs.

    nice python benchmarks/journey_speed.py [--bpic FILE] [--clicks FILE] [--peer PYTHON] [--write]

``--bpic`` is the log of the BPI Challenge 2013, incidents (XES), ``--clicks`` a clickstream (CSV).

20,000 different reviews are made of ``data/`` (as in ``timeline_speed.py``); reading their texts
and the map itself are timed apart. Of an event log the same questions are asked of both: how often
one step follows another, how the first steps of the paths flow, how often each step is met. Each
pipeline runs in a process of its own, one after the other. ``--peer`` is the Python of an
environment in which retentioneering is installed; it gets the log as one table, so that both count
the same events. ``--write`` keeps the table in docs/speed_journeys.md, and wants all three.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

import pandas as pd
from timeline_speed import make
from watch import Watch

PAGE = Path(__file__).resolve().parents[1] / "docs" / "speed_journeys.md"


def of_reviews(path: str) -> str:
    import cxkit as cx

    _ = cx.read_reviews, cx.annotate, cx.journey_map, cx.journey_aggregate
    watch = Watch()
    feedback = cx.read_reviews(path)
    watch.step("read the file")
    mentions = cx.annotate(feedback)
    watch.step("read the texts")
    journey = cx.journey_map(mentions)
    watch.step("map: moments of every path")
    summary = cx.journey_summary(journey, mentions)
    cx.journey_aggregate(journey, summary, cx.promises(mentions, journey))
    watch.step("map: all paths together")
    return watch.told(rows=len(journey))


def of_events(path: str) -> str:
    import cxkit as cx

    _ = cx.read_events, cx.directly_follows, cx.event_flow, cx.event_steps
    watch = Watch()
    events = cx.read_events(path)
    watch.step("read the file")
    graph = cx.directly_follows(events)
    watch.step("how often one step follows another")
    cx.event_flow(events)
    watch.step("flow of the first steps")
    cx.event_steps(events)
    watch.step("how often each step is met")
    return watch.told(rows=len(events), cases=int(events["case_id"].nunique()), edges=len(graph))


PEER = """
import json, resource, sys, time, warnings
warnings.filterwarnings("ignore")
from importlib.metadata import version
import pandas as pd
from retentioneering import Eventstream
steps, last = [], (time.perf_counter(), time.process_time())
def step(name):
    global last
    now = (time.perf_counter(), time.process_time())
    steps.append((name, now[0] - last[0], now[1] - last[1]))
    last = (time.perf_counter(), time.process_time())
table = pd.read_csv(sys.argv[1], parse_dates=["timestamp"])
stream = Eventstream(table)
step("read the file")
stream.transition_graph_data()
step("how often one step follows another")
stream.step_sankey_data()
step("flow of the first steps")
stream.get_event_counts()
step("how often each step is met")
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"steps": steps, "peak_mb": peak, "version": version("retentioneering")}))
"""

PIPELINES = {"reviews": of_reviews, "events": of_events}


def measured(call: list[str]) -> dict[str, object]:
    done = subprocess.run(call, check=False, capture_output=True, text=True, env=os.environ)
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def own(pipeline: str, path: Path) -> dict[str, object]:
    return measured([sys.executable, __file__, "--pipeline", pipeline, "--file", str(path)])


def for_peer(path: Path, folder: Path) -> Path:
    """Write the events as the table that the peer reads."""
    import cxkit as cx

    events = cx.read_events(path)
    table = events.rename(
        columns={"case_id": "user_id", "event_at": "timestamp"}
    )[["user_id", "event", "timestamp"]]  # fmt: skip
    to = folder / "peer.csv"
    table.assign(timestamp=pd.to_datetime(table["timestamp"]).dt.tz_localize(None)).to_csv(
        to, index=False
    )
    return to


def lines_of(what: str, by: str, found: dict[str, object]) -> list[str]:
    steps = found["steps"]
    lines = [f"| {what} | {by} | {name} | {cpu:.2f} | {wall:.2f} | |" for name, wall, cpu in steps]
    wall, cpu = (sum(step[place] for step in steps) for place in (1, 2))
    peak = f"{found['peak_mb']:,.0f}"
    return [*lines, f"| {what} | {by} | **whole** | **{cpu:.2f}** | {wall:.2f} | {peak} |"]


PAGE_TEXT = """# Speed: journey maps

Written by `python benchmarks/journey_speed.py --bpic {bpic} --clicks {clicks} --peer PYTHON
--write`. Do not edit.

One process a pipeline, one after the other in one run, Python {python}, on a machine that others
used at the same time: compare the processor's seconds. Importing the libraries is not in them.

| data | by | step | processor seconds | by the clock | peak MB |
| --- | --- | --- | ---: | ---: | ---: |
{table}

The map of reviews is quick; the texts are what takes time. retentioneering reads a table, so the
log was turned into one for it; cxkit read the log as it is (XES, CSV), which is in its seconds.
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reviews", type=int, default=20_000)
    parser.add_argument("--bpic", type=Path, help="BPI Challenge 2013, incidents (XES)")
    parser.add_argument("--clicks", type=Path, help="clickstream of a shop (CSV)")
    parser.add_argument("--peer", help="Python that has retentioneering")
    parser.add_argument("--write", action="store_true", help="write docs/speed_journeys.md")
    parser.add_argument("--pipeline", choices=PIPELINES, help=argparse.SUPPRESS)
    parser.add_argument("--file", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.pipeline:
        print(PIPELINES[options.pipeline](options.file))
        return 0
    logs = (options.bpic, options.clicks)
    if options.write and not all((*logs, options.peer)):
        parser.error("--write wants --bpic, --clicks and --peer: the page compares")
    lines = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.reviews:
            make(options.reviews, folder / "reviews.csv")
            found = own("reviews", folder / "reviews.csv")
            lines += lines_of(f"{options.reviews:,} reviews", "cxkit", found)
        for log in filter(None, logs):
            found = own("events", log)
            what = f"{found['cases']:,} cases, {found['rows']:,} events ({log.name})"
            lines += lines_of(what, "cxkit", found)
            if options.peer:
                table = for_peer(log, folder)
                peer = measured([options.peer, "-c", PEER, str(table)])
                lines += lines_of(what, f"retentioneering {peer['version']}", peer)
    table = "\n".join(lines)
    print(table)
    if options.write:
        given = {"bpic": options.bpic.name, "clicks": options.clicks.name}
        text = PAGE_TEXT.format(table=table, python=platform.python_version(), **given)
        PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
