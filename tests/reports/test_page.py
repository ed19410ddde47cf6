import base64
import gzip
import re

import lxml.html
import plotly.graph_objects as go
import pytest

import cxkit
from cxkit.errors import ReportError
from cxkit.figures import theme
from cxkit.reports.blocks import Head, Items, Note, Quote, Quotes, Section, Table, show
from cxkit.reports.bundle import plotly_bundle
from cxkit.reports.charts import chart
from cxkit.reports.evidence import check_quotes
from cxkit.reports.markup import TOKENS
from cxkit.reports.page import Built, render
from cxkit.reports.policy import script_hash

HEAD = Head("sample", "en", "Sample", "Nothing got worse", ("3 reviews",))
ATTACK = "<script>alert(1)</script><img src=x onerror=alert(2)> {{ 7 * 7 }} ' \" &"


def scripts(page):
    return re.findall(r"<script>(.*?)</script>", page, re.DOTALL)


def test_same_blocks_give_same_bytes(six_charts):
    built = Built(run_id="r", version="0.1.0")
    assert render(six_charts, built) == render(six_charts, built)


def test_a_file_beside_the_page_that_a_sentence_names_is_a_link():
    # "The whole queue is in recovery_queue.csv" was plain text.
    note = Note("The queue is in queue.csv, not in <i>queue.csv</i>.zip or others.csv.")
    page = render([HEAD, note], Built(tables=("queue.csv",)))
    assert page.count('<a href="tables/queue.csv">queue.csv</a>') == 2
    assert "<i>" not in page
    assert "tables/" not in render([HEAD, note])


def test_six_charts_stay_under_the_budget(six_charts):
    assert len(render(six_charts).encode()) <= 2.6e6


def test_plotly_is_carried_once_and_only_with_figures(six_charts):
    assert render(six_charts).count(plotly_bundle().packed) == 1
    assert 'id="packed"' not in render([HEAD])
    assert len(render([HEAD])) < 20_000


def test_packed_plotly_is_what_the_policy_lets_run(six_charts):
    page = render(six_charts)
    packed = re.search(r'id="packed">(.*?)</script>', page, re.DOTALL).group(1)
    unpacked = gzip.decompress(base64.b64decode(packed)).decode()
    assert script_hash(unpacked) in page


def test_policy_names_exactly_the_scripts_of_the_page(six_charts):
    page = render(six_charts)
    policy = re.search(r'Content-Security-Policy" content="(.*?)"', page).group(1)
    named = policy.replace("&#39;", "'").split("script-src ")[1].split(";")[0].split()
    own = [f"'{script_hash(script)}'" for script in scripts(page)]
    assert sorted(named) == sorted([*own, f"'{script_hash(plotly_bundle().script)}'"])
    assert "unsafe-eval" not in policy
    assert "blob:" not in policy


def test_policy_stands_before_anything_that_could_load(six_charts):
    page = render(six_charts)
    assert page.index("Content-Security-Policy") < page.index("<style")


def test_page_names_no_outside_address(six_charts):
    root = lxml.html.document_fromstring(render(six_charts))
    links = [link for _, _, link, _ in root.iterlinks()]
    assert [link for link in links if link.startswith(("http", "//"))] == []


@pytest.mark.parametrize(
    "block",
    [
        Note(ATTACK),
        Section("a", ATTACK, ATTACK, ATTACK),
        Quotes((Quote("r1", 0, len(ATTACK), ATTACK, ATTACK, ATTACK, ATTACK),), ATTACK, ATTACK),
        Table("t", ATTACK, (ATTACK, "b"), ((ATTACK, {"text": ATTACK, "tone": "neg"}),)),
        show(Note(ATTACK), Note("b")),
    ],
)
def test_strangers_markup_stays_text(block):
    page = render([HEAD, block])
    root = lxml.html.document_fromstring(page)
    assert root.xpath("//img | //main//script") == []
    assert ATTACK in root.text_content()


def test_strangers_markup_in_figure_data_cannot_end_the_block():
    figure = theme.new_figure(200)
    figure.add_scatter(x=["</script><script>alert(1)</script>"], y=[1])
    twin = Table("t", "All", ("a",), (("b",),))
    block = chart(figure, twin, anchor="f", title="F", how_to_read="Read.", alt="F.")
    assert "<script>alert" not in render([HEAD, block])


def test_quote_survives_the_page_sign_for_sign():
    text = "Line one\r\nline\ttwo & <b>three</b>\x0b \U0001f600 end"
    page = render([HEAD, Quotes((Quote("r1", 0, len(text), text),))])
    assert check_quotes(page, {"r1": [text]}) == 1


def test_page_without_head_is_refused():
    # It named a class that a researcher cannot reach.
    with pytest.raises(ReportError, match="needs a head") as caught:
        render([Note("Alone.")])
    named = set(re.findall(r"cx\.(\w+)", str(caught.value)))
    assert named
    assert named <= set(cxkit.__all__)


def test_second_head_is_refused():
    with pytest.raises(ReportError, match="one head"):
        render([HEAD, HEAD])


def test_repeated_anchor_is_refused():
    with pytest.raises(ReportError, match="repeated: same"):
        render([HEAD, Section("same", "A", "A"), Section("same", "B", "B")])


@pytest.mark.parametrize("is_folded", [False, True])
def test_a_table_keeps_its_deep_link_when_it_is_folded(is_folded):
    table = Table("steps", "Steps", ("Step", "n"), (("Paid", "3"),), "lr", folded=is_folded)
    assert 'id="steps"' in render([HEAD, table])


def test_link_out_of_the_reports_is_refused():
    table = Table("t", "Links", ("a",), (({"text": "x", "link": "https://example.org"},),))
    with pytest.raises(ReportError, match="leads out of the reports"):
        render([HEAD, table])


def test_contents_list_every_section_once(six_charts):
    root = lxml.html.document_fromstring(render(six_charts))
    targets = [link.get("href") for link in root.xpath("//nav//a")]
    assert targets == [f"#s{place}" for place in range(6)]
    assert all(root.xpath(f"//*[@id='{target[1:]}']") for target in targets)


def test_every_figure_has_a_name_and_a_table(six_charts):
    root = lxml.html.document_fromstring(render(six_charts))
    plots = root.xpath("//*[@role='img'][starts-with(@id, 'plot-')]")
    assert len(plots) == 6
    assert all(plot.get("aria-label") for plot in plots)
    assert len(root.xpath("//figure/following-sibling::*[1][self::details]")) == 6


def test_language_of_the_page_is_the_heads():
    page = render([Head("sample", "ru", "Проба", "Хуже не стало", ("3 отзыва",))])
    assert '<html lang="ru">' in page
    assert "Откуда эти данные" in page


def test_every_css_colour_has_a_dark_twin():
    assert set(TOKENS.values()) == set(theme.DARK)


def test_figure_outside_the_palette_is_refused():
    figure = theme.new_figure(200).add_scatter(x=[1], y=[1], marker_color="#ff0000")
    with pytest.raises(ReportError, match="#ff0000"):
        chart(figure, Table("t", "c", (), ()), anchor="f", title="", how_to_read="", alt="")


def test_figure_without_height_is_refused():
    with pytest.raises(ReportError, match="no height"):
        chart(go.Figure(), Table("t", "c", (), ()), anchor="f", title="", how_to_read="", alt="")


def test_words_written_from_right_to_left_keep_their_order():
    # a Hebrew review stood in the order of an English line, its full stop at the wrong end
    words = "השירות נורא."
    page = render([HEAD, Quotes((Quote("r1", 0, len(words), words),))])
    assert re.search(r'<blockquote class="voice[^"]*" lang="[^"]*" dir="auto"', page)
    assert '<footer lang="en" dir="ltr">' in page


def test_a_list_without_marks_has_no_empty_boxes():
    # verdicts and open questions stood beside boxes with a lone dot in them
    page = render([HEAD, Items("open", ({"text": "Why nobody called is unknown."},))])
    assert "·" not in page
    assert '<li class=" bare"><span>Why nobody called' in page
