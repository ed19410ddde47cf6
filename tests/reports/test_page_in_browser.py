"""The finished page in Debian's Chromium, with the network off."""

from datetime import datetime

import pytest

from cxkit.figures import theme
from cxkit.reports.blocks import Head, Items, Note, Table
from cxkit.reports.charts import chart
from cxkit.reports.page import Built, render
from cxkit.reports.site import render_site

pytestmark = pytest.mark.browser


@pytest.fixture
def page_file(six_charts, tmp_path):
    path = tmp_path / "index.html"
    path.write_text(render(six_charts, Built(run_id="r", version="0.1.0")), encoding="utf-8")
    return path


def test_six_charts_without_network_error_or_violation(open_page, page_file):
    opened = open_page(page_file)
    assert opened.page.locator(".js-plotly-plot").count() == 6
    assert opened.page.locator(".plot .scatterlayer .trace").count() >= 6
    assert opened.said == []
    assert opened.page.evaluate("broken") == []
    assert [url for url in opened.asked if not url.startswith(("file:", "data:"))] == []


def test_planted_script_and_handler_do_not_run(open_page, page_file):
    planted = "<script>window.hurt = 1</script><img src=x onerror='window.hurt = 2'></main>"
    page_file.write_text(page_file.read_text(encoding="utf-8").replace("</main>", planted))
    opened = open_page(page_file)
    assert opened.page.evaluate("window.hurt") is None
    assert len(opened.page.evaluate("broken")) >= 2


def test_a_mark_of_direction_does_not_leave_its_quote(open_page, page_file):
    # U+202E in a review turned round all that stood after the quote, its place in the source too.
    planted = (
        '<p><q id="said" data-source="r1"><mark>Late \u202e again</mark></q>'
        ' <span id="after">[0:12]</span></p></main>'
    )
    page_file.write_text(page_file.read_text(encoding="utf-8").replace("</main>", planted))
    opened = open_page(page_file)
    edges = (
        "[document.getElementById('said').getBoundingClientRect().right,"
        " document.getElementById('after').getBoundingClientRect().left]"
    )
    said, after = opened.page.evaluate(edges)
    assert said <= after


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_no_violation(open_page, page_file, scheme, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is missing")
    viewport = {"width": width, "height": 900}
    opened = open_page(page_file, color_scheme=scheme, viewport=viewport, bypass_csp=True)
    for details in opened.page.locator("details").all():
        details.evaluate("details => { details.open = true }")
    found = axe.Axe().run(opened.page)
    assert found.violations_count == 0, found.generate_report()


def test_index_is_quiet_and_accessible(open_page, tmp_path):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is missing")
    head = {
        "label": "Scores",
        "finding": "NPS is +26",
        "language": "en",
        "subject": "Shop",
        "base": ["412 answers"],
        "facts": [{"name": "NPS", "value": "+26", "tone": "pos"}],
    }
    runs = [
        {"name": "scores", "run_id": run_id, "status": status, "sentence": "It stopped.",
         "began_at": "2026-11-22T09:00:00+00:00", "seconds": {"all": 3.1}, "inputs": [],
         "head": head}
        for run_id, status in (("a", "done"), ("b", "done"), ("c", "failed"))
    ]  # fmt: skip
    path = tmp_path / "index.html"
    at = datetime(2026, 11, 22, 9, 20)
    path.write_text(render_site(runs, at=at, version="0.1.0"), encoding="utf-8")
    opened = open_page(path, viewport={"width": 390, "height": 800}, bypass_csp=True)
    opened.page.locator("summary").click()
    assert opened.said == []
    assert opened.page.evaluate("document.documentElement.scrollWidth") == 390
    found = axe.Axe().run(opened.page)
    assert found.violations_count == 0, found.generate_report()


def test_phone_page_does_not_scroll_sideways(open_page, page_file):
    opened = open_page(page_file, viewport={"width": 390, "height": 800})
    assert opened.page.evaluate("document.documentElement.scrollWidth") == 390
    heights = opened.page.locator(".js-plotly-plot").evaluate_all(
        "all => all.map(p => p.layout.height)"
    )
    assert heights[:2] == [400, 320]  # the first figure has a narrow twin


def test_dark_scheme_swaps_the_figures_colours(open_page, page_file):
    opened = open_page(page_file, color_scheme="dark")
    colour = "document.querySelector('.js-plotly-plot').data[0].line.color"
    assert opened.page.evaluate(colour) == "#b0aca3"
    opened.page.emulate_media(color_scheme="light")
    opened.until(f"{colour} === '#59554d'")


def test_paper_is_light_complete_and_not_clipped(open_page, page_file):
    opened = open_page(page_file, color_scheme="dark")
    opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    opened.page.emulate_media(media="print")
    first = "document.querySelector('.js-plotly-plot')"
    assert opened.page.evaluate(f"{first}.data[0].line.color") == "#59554d"
    assert opened.page.evaluate(f"{first}.layout.width") == 688
    assert opened.page.locator("details:not([open])").count() == 0
    view = opened.page.locator(".plot .main-svg").first.get_attribute("viewBox")
    assert view == "0 0 688 269"  # 320 px, 84 per cent of it
    assert len(opened.page.pdf(prefer_css_page_size=True)) > 20_000


def test_a_chronology_on_paper_has_its_words_beside_its_times(open_page, tmp_path):
    # Paper is narrower than 800 px: the words stood in the 76 px of the times, a word a line.
    head = Head("incident_postmortem", "en", "Incident", "It failed", (), ())
    item = {"mark": "1", "when": "13 April 2026, 22:40", "text": "Release of the new version"}
    path = tmp_path / "index.html"
    built = Built(run_id="r", version="0.1.0")
    page = [head, Items("t", (item,), style="chronology")]
    path.write_text(render(page, built), encoding="utf-8")
    opened = open_page(path, viewport={"width": 688, "height": 900})
    opened.page.emulate_media(media="print")
    when, words = opened.page.locator(".chronology li > span:not(.no)").all()[-2:]
    assert words.bounding_box()["x"] > when.bounding_box()["x"] + 70
    assert words.bounding_box()["width"] > 100


def test_slider_walks_the_points_and_moves_the_cursor(open_page, page_file):
    opened = open_page(page_file)
    slider = opened.page.locator("input[type=range]")
    slider.focus()
    opened.page.keyboard.press("ArrowRight")
    assert opened.page.locator(".point:visible b").text_content() == "Week 1"
    assert slider.get_attribute("aria-valuetext") == "Week 1"
    traces = opened.page.evaluate("document.querySelector('#plot-line-0').data")
    assert [float(x) for x in traces[1]["x"]] == [1.0]


def test_deep_link_opens_the_folded_table(open_page, page_file):
    opened = open_page(page_file)
    opened.page.evaluate("location.hash = 'twin-3-table'")
    opened.page.wait_for_selector("#twin-3-table[open]")


def test_words_are_there_without_scripts(browser, page_file):
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(page_file.as_uri())
    assert page.locator(".quotes blockquote").first.is_visible()
    page.locator("details").first.click()
    assert page.locator("details table").first.is_visible()
    context.close()


STEPS = " → ".join(["order_placed", "payment_made", "order_confirmed", "handed_to_courier"] * 3)


def test_a_wide_table_stacks_on_a_phone(open_page, tmp_path):
    # A path of twelve steps stood in a column of 150 px, and the columns beside it were cut off.
    table = Table(
        "paths", "Common paths", ("Whole path", "Steps", "Cases", "Share of cases", "Time between"),
        ((STEPS, "12", "40", {"text": "3%", "strong": True}, "12 d 2 h"),), "lrrrr",
    )  # fmt: skip
    path = tmp_path / "index.html"
    path.write_text(render([Head("tour", "en", "Tour", "Paths", ("1 path",)), table]))
    phone = open_page(path, viewport={"width": 390, "height": 800}).page
    box = phone.locator(".stack")
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth")
    assert phone.locator("tbody th").bounding_box()["width"] > 300
    named = phone.locator("td").first.evaluate("td => getComputedStyle(td, '::before').content")
    assert "Steps" in named
    assert phone.get_by_role("columnheader").count() == 5
    wide = open_page(path, viewport={"width": 1280, "height": 800}).page
    tops = {cell.bounding_box()["y"] for cell in wide.locator("tbody :is(th, td)").all()}
    assert len(tops) == 1
    assert wide.locator("td b").inner_text() == "3%"


def test_a_flow_stands_in_its_places_as_soon_as_paper_is_asked_for(open_page, tmp_path):
    # Plotly slid the bars to their new places for a second; on paper five columns were two.
    figure = theme.new_figure(300).add_sankey(
        node={"label": ["a", "b", "c"]}, link={"source": [0, 1], "target": [1, 2], "value": [5, 5]}
    )
    table = Table("flow", "Flow", ("From", "n"), (("a", "5"),), "lr")
    block = chart(figure, table, anchor="flow", title="Flow", how_to_read="Width", alt="Flow.")
    path = tmp_path / "index.html"
    path.write_text(render([Head("tour", "en", "Tour", "Flow", ("1 path",)), block]))
    page = open_page(path, viewport={"width": 1280, "height": 800}).page
    page.wait_for_selector(".sankey-node")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    right = page.evaluate(
        "Math.max(...[...document.querySelectorAll('.sankey-node')].map(node =>"
        " Number(node.getAttribute('transform').match(/[\\d.]+/)[0])))"
    )
    assert 500 < right < 688


def test_a_table_of_quotes_fits_the_sheet(open_page, tmp_path):
    # the ledger of promises, three quotes a row, lost its results at the edge of the paper
    said = "They told me on the phone that it would be with me by the end of the week at the latest"
    where = {"source_id": "story-of-a-train", "start": 0, "end": len(said)}
    quote = {"text": said, "quote": True, "where": where}
    row = (
        "P1",
        quote,
        "day 12",
        quote,
        quote,
        "14 d 6 h",
        "6 h late",
        {"text": "late", "tag": True},
    )
    heads = ("Promise", "Words", "Given", "Due", "What happened", "Took", "Gap", "Result")
    head = Head("sample", "en", "Sample", "One promise", ("1 story",))
    path = tmp_path / "index.html"
    path.write_text(
        render([head, Table("ledger", "Promises", heads, (row,)), Items("i", ({"text": "x"},))]),
        encoding="utf-8",
    )
    page = open_page(path, viewport={"width": 688, "height": 900}).page
    page.emulate_media(media="print")
    assert page.locator("#ledger table").evaluate("it => it.scrollWidth") <= 688


def test_a_long_table_is_cut_on_a_phone_until_its_rest_is_asked_for(open_page, tmp_path):
    # The page of many paths was 24,000 pixels long on a phone.
    rows = tuple((f"Step {n}", "1", "2", "3") for n in range(12))
    table = Table("steps", "Steps", ("Step", "a", "b", "c"), rows, "lrrr")
    path = tmp_path / "index.html"
    head = Head("tour", "en", "Tour", "Nothing got worse", ("12 reviews",))
    path.write_text(render([head, table]), encoding="utf-8")
    phone = open_page(path, viewport={"width": 390, "height": 800}).page
    shown = "row => getComputedStyle(row).display !== 'none'"
    count = f"rows => rows.filter({shown}).length"
    assert phone.locator("tbody tr").evaluate_all(count) == 4
    phone.get_by_role("button", name="Show more: 8").click()
    assert phone.locator("tbody tr").evaluate_all(count) == 12
    assert phone.evaluate("document.activeElement.className") == "scroll stack"
    wide = open_page(path).page
    assert wide.locator("tbody tr").evaluate_all(count) == 12
    assert not wide.locator(".more").is_visible()


def test_a_link_into_a_folded_or_a_cut_list_shows_its_target(open_page, tmp_path):
    # A figure names the entries of a chronology; on a phone the later ones are cut.
    entries = tuple({"when": f"{n} May", "text": f"Entry {n}"} for n in range(1, 13))
    folded = Table("proof", "Proof", ("Step", "n"), (("Paid", "1"),), "lr", folded=True)
    path = tmp_path / "index.html"
    head = Head("tour", "en", "Tour", "Nothing got worse", ("12 reviews",))
    made = [head, Items("t", entries, style="chronology"), folded, Note("How.", title="Method")]
    path.write_text(render(made), encoding="utf-8")
    phone = open_page(path, viewport={"width": 390, "height": 800}).page
    assert not phone.get_by_text("Entry 12", exact=True).is_visible()
    assert not phone.get_by_text("How.").is_visible()
    phone.evaluate("location.hash = 't-12'")
    phone.get_by_text("Entry 12", exact=True).wait_for(state="visible")
    phone.evaluate("location.hash = 'proof'")
    phone.wait_for_selector("#proof[open]")
    phone.emulate_media(media="print")
    phone.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert phone.get_by_text("How.").is_visible()
