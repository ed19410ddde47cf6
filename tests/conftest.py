"""Frames and pages that several tests use, small enough to be checked by eye."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest

from cxkit.figures import theme
from cxkit.reports.blocks import (
    Block,
    Call,
    Fact,
    Head,
    Items,
    Note,
    Provenance,
    Quote,
    Quotes,
    Section,
    Table,
    Walk,
)
from cxkit.reports.charts import chart

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = Path("/usr/bin/chromium")
SLOW_MACHINE = 60
"""Seconds to wait for the charts."""

LATE = "Late again. Nobody called me back."
"""The text of r1; the quote is its first sentence, 0 to 11."""


os.environ["CXKIT_LANGUAGE"] = "en"
"""Tests, and the commands that they start, read messages in English on any machine."""


@pytest.fixture(scope="session", autouse=True)
def kernels_import_this_checkout() -> None:
    """Kernels and commands that tests start see this cxkit, installed or not."""
    known = [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), *known])


@pytest.fixture
def feedback() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "feedback_id": ["r1", "r2", "r3"],
            "source": ["shop", "shop", "app"],
            "created_at": pd.to_datetime(["2026-03-05", "2026-03-06", None], utc=True),
            "text": [LATE, "Fine.", "Lost. Write to anna.k@example.org or call +7 912 345-67-89."],
        }
    )


@pytest.fixture
def mentions() -> pd.DataFrame:
    """Three mentions of delivery: -0.5, 0.4, -1.0; the median is -0.5."""
    return pd.DataFrame(
        {
            "feedback_id": ["r1", "r2", "r3"],
            "start": [0, 0, 0],
            "end": [11, 5, 5],
            "quote": ["Late again.", "Fine.", "Lost."],
            "layer": ["touchpoint"] * 3,
            "code": ["delivery"] * 3,
            "value": [-0.5, 0.4, -1.0],
        }
    )


def line(place: int, height: int = 320) -> go.Figure:
    """Draw a small line whose numbers depend on its place on the page."""
    figure = theme.new_figure(height)
    weeks = list(range(20))
    points = [(7 * week + 3 * place) % 20 - 10 for week in weeks]
    figure.add_scatter(x=weeks, y=points, mode="lines+markers", line_color=theme.INK2)
    figure.add_scatter(x=[0], y=[points[0]], mode="markers", marker_color=theme.NEG, meta="cursor")
    figure.update_xaxes(title_text="week").update_yaxes(title_text="points")
    return figure


def line_by_width(*, is_narrow: bool) -> go.Figure:
    return line(0, 400) if is_narrow else line(0)


def twin(place: int) -> Table:
    rows = tuple((f"week {week}", str((7 * week + 3 * place) % 20 - 10)) for week in range(20))
    return Table(f"twin-{place}", f"All weeks of line {place}", ("Week", "Points"), rows, "lr")


@pytest.fixture
def six_charts() -> list[Block]:
    """A page with every kind of block and six charts."""
    blocks: list[Block] = [
        Head(
            "sample", "en", "Sample", "Three customers wrote, one of them is angry",
            ("3 reviews", "5 to 7 March 2026"),
            (Fact("Angry", "1 of 3", "small base", "neg"), Fact("Calm", "2 of 3")),
            subject="A shop", state="in review",
        )
    ]  # fmt: skip
    for place in range(6):
        blocks += [
            Section(f"s{place}", f"Line {place} goes up and down", f"Line {place}", lead="A lead."),
            chart(
                line(place) if place else line_by_width, twin(place),
                anchor=f"line-{place}", title=f"Line {place} by week",
                how_to_read="Points a week.", alt=f"Line {place}; its table is below.",
            ),
        ]  # fmt: skip
    late = Quote("r1", 0, 11, LATE[:11], "", LATE[11:], "shop", "neg")
    points = tuple(
        {"head": f"Week {week}", "text": "a week", "x": week, "y": 1, "quote": None}
        for week in range(20)
    )
    blocks += [
        Walk("line-0", "Pick a week", ({**points[0], "quote": late.__dict__}, *points[1:])),
        Quotes((late,), rule="The nearest to the middle.", title="Delivery"),
        Call("Too few to say", "About 70 answers would settle it.", "few"),
        Call("Back to normal", "Less than the bound set beforehand.", "pos"),
        Items("near", ({"mark": "A", "when": "6 May", "text": "Courier replaced"},)),
        Items(
            "log",
            (
                {"mark": "1", "when": "27 Feb", "text": "Released", "where": "events: d-771"},
                {"mark": "2", "when": "28 Feb", "text": "First signal", "tone": "neg",
                 "quote": {"source_id": "r1", "start": 0, "end": 11, "quote": LATE[:11]}},
                {"gap": True, "text": "1 March: not exported"},
            ),
            "chronology",
        ),
        Items("done", ({"text": "Apology", "state": "yes"}, {"text": "Refund"}), "checklist"),
        Items("clocks", ({"mark": "3 d 5 h", "text": "to the answer"},), "clocks"),
        Table(
            "cells", "Cells of every sort", ("What", "Value"),
            (
                ("plain", "1,204"),
                ("tone", {"text": "worse", "tone": "neg"}),
                ("tag", {"text": "kept", "tone": "pos", "tag": True}),
                ("unknown", {"text": "no data", "unknown": True}),
                ("link", {"text": "line 1", "link": "#line-1"}),
                ("quote", {"text": LATE[:11], "quote": True,
                           "where": {"source_id": "r1", "start": 0, "end": 11}}),
            ),
            "lr",
        ),
        Note("Each week counts only its own.", small=True),
        Provenance(
            ({"reader": "read_reviews", "path": "data/a.csv", "arguments": {}, "sha256": "a" * 64,
              "n_rows": 3, "n_refused": 1},),
            {"period": "7D"},
        ),
    ]  # fmt: skip
    return blocks


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Debian's Chromium, or a skip that says what is missing."""
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not installed: apt-get install chromium")
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        yield opened
        opened.close()


class Opened:
    """A page and everything that went wrong or out while it was open."""

    def __init__(self, browser, path: Path, **context):
        options = {"offline": True, "viewport": {"width": 1280, "height": 900}} | context
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.add_init_script(
            "window.broken = []; document.addEventListener('securitypolicyviolation',"
            " e => broken.push(e.violatedDirective + ' ' + e.blockedURI))"
        )
        self.page.goto(path.as_uri())
        self.until(
            "document.querySelectorAll('.plot .main-svg').length >="
            " document.querySelectorAll('.plot').length"
        )

    def until(self, condition: str):
        """Wait for a condition; playwright's own way evaluates text, which is forbidden."""
        patience = time.monotonic() + SLOW_MACHINE
        while not self.page.evaluate(condition):
            assert time.monotonic() < patience, f"still not: {condition}"
            self.page.wait_for_timeout(100)

    def close(self):
        self.context.close()


@pytest.fixture
def open_page(browser):
    opened = []

    def open_one(path, **context):
        opened.append(Opened(browser, path, **context))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()
