"""The journey map in Chromium: columns on a screen, cards on a phone, keys that walk."""

import re
from dataclasses import replace

import pytest

from cxkit.reports.blocks import Head, Quote, Section
from cxkit.reports.journey_columns import Bracket, Column, Frame, Lane
from cxkit.reports.journey_grid import lay_out
from cxkit.reports.page import render

pytestmark = pytest.mark.browser

LANES = (
    Lane("touchpoint", "name", "Touchpoint"),
    Lane("channel", "channel", "Channel"),
    Lane("curve", "curve", "Felt value"),
    Lane("promises", "promises", "Promises"),
)


def column(number, value):
    cells = {"touchpoint": {"text": "Payment"}, "channel": {"text": "Web", "soft": "Web",
             "icon": "web"}}  # fmt: skip
    return Column(
        f"e{number}", "Payment", "Buy", value, f"{value}", f"Moment {number}", cells,
        is_machine=True, is_peak=number == 2, is_shown_first=number == 2,
        quote=Quote("s1", number, number + 4, f"words{number}"), where=(f"{number} of 4",),
    )  # fmt: skip


@pytest.fixture
def page_file(tmp_path):
    columns = [column(number, value) for number, value in enumerate((1, -2, 0, 2), start=1)]
    vow = Quote("s1", 0, 2, "ab", tone="vow")
    bracket = Bracket(0, 2, "broken", "P1 broken", "2 days late", vow, True)
    grid = lay_out("grid", columns, LANES, Frame("en", mean=0.25, brackets=(bracket,)))
    head = Head("journey_map", "en", "Journey map", "It fell at the payment", ("1 story",))
    path = tmp_path / "index.html"
    path.write_text(render([head, Section("map", "A map", "Map"), grid]), encoding="utf-8")
    return path


def boxes(page):
    return [found.bounding_box() for found in page.locator(".ep").all()]


def test_moments_are_columns_on_a_screen_and_cards_on_a_phone(open_page, page_file):
    wide = boxes(open_page(page_file).page)
    assert len({box["y"] for box in wide}) == 1
    assert sorted(box["x"] for box in wide) == [box["x"] for box in wide]
    phone = open_page(page_file, viewport={"width": 390, "height": 800}).page
    assert len({box["x"] for box in boxes(phone)}) == 1
    assert phone.locator(".ep blockquote").first.is_visible()
    assert not phone.locator(".evbox").is_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_peak_is_shown_first_and_keys_walk_the_points(open_page, page_file):
    page = open_page(page_file).page
    said = page.locator(".ev:visible mark")
    assert said.inner_text() == "words2"
    page.locator(".pt").nth(1).focus()
    page.keyboard.press("ArrowRight")
    assert said.inner_text() == "words3"
    page.keyboard.press("Home")
    assert said.inner_text() == "words1"
    page.keyboard.press("End")
    assert said.inner_text() == "words4"
    assert page.locator(".pt").nth(3).get_attribute("aria-pressed") == "true"


def test_a_point_that_a_key_enters_is_not_under_the_quote(open_page, page_file):
    # Tab went through eleven points that the strip at the window's foot covered
    page = open_page(page_file, viewport={"width": 1280, "height": 420}).page
    page.locator(".toc a, .an").first.focus()
    for _ in range(4):
        page.keyboard.press("Tab")
        covered = page.evaluate(
            """() => { const own = document.activeElement, box = own.getBoundingClientRect();
            const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return own.matches(".pt") && !own.contains(top); }"""
        )
        assert not covered


def test_how_to_walk_is_told_where_there_is_something_to_walk(open_page, page_file):
    # a phone's cards, with their quotes open, began with "click a point for its quote"
    hint = open_page(page_file).page.locator(".jm .hint")
    assert "Click a point" in hint.inner_text()
    phone = open_page(page_file, viewport={"width": 390, "height": 800}).page
    assert not phone.locator(".jm .hint").is_visible()


def test_the_words_of_a_promise_are_cut_at_a_whole_line(open_page, page_file):
    # a list's padding of the same class showed the tops of a fourth line
    quote = open_page(page_file).page.locator(".vow q").first
    assert quote.evaluate("it => getComputedStyle(it).paddingBottom") == "0px"


def test_a_link_to_a_moment_selects_it(open_page, page_file):
    opened = open_page(page_file)
    opened.page.evaluate("location.hash = '#e3'")
    opened.page.wait_for_timeout(100)
    assert opened.page.locator(".ev:visible mark").inner_text() == "words3"
    assert opened.said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_no_violation(open_page, page_file, scheme, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is missing")
    viewport = {"width": width, "height": 900}
    opened = open_page(page_file, color_scheme=scheme, viewport=viewport, bypass_csp=True)
    found = axe.Axe().run(opened.page)
    assert found.violations_count == 0, found.generate_report()


def test_the_map_and_its_headline_fit_one_landscape_sheet(open_page, page_file):
    sheets = open_page(page_file).page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", sheets)
    landscape = [float(width) > float(height) for width, height in boxes]
    assert landscape[0]
    assert landscape.count(True) == 1


def test_a_long_story_is_cut_on_a_phone_after_its_worst_moment(open_page, tmp_path):
    columns = [column(number, -2 if number == 9 else 1) for number in range(1, 16)]
    columns = [replace(one, is_peak=one.anchor == "e9") for one in columns]
    head = Head("journey_map", "en", "Journey map", "It fell at the payment", ("1 story",))
    grid = lay_out("grid", columns, LANES, Frame("en"))
    path = tmp_path / "index.html"
    path.write_text(render([head, Section("map", "A map", "Map"), grid]), encoding="utf-8")
    phone = open_page(path, viewport={"width": 390, "height": 800}).page
    assert phone.locator(".ep:visible").count() == 9
    phone.evaluate("location.hash = '#e12'")
    phone.wait_for_function("document.querySelector('#e12').checkVisibility()")
    assert phone.locator(".ep:visible").count() == 15
    assert open_page(path).page.locator(".ep:visible").count() == 15
