import pytest

from cxkit.errors import ReportError
from cxkit.reports.gate import check_files, check_notebook, check_page
from cxkit.reports.page import render


def test_clean_page_with_six_charts_passes(six_charts):
    check_page(render(six_charts))


@pytest.mark.parametrize(
    "leak",
    [
        "<p>anna.k@example.org</p>",
        '<a href="mailto:anna.k@example.org">mail</a>',
        '<div role="img" aria-label="call +7 912 345-67-89"></div>',
        '<script type="application/json">{"x": ["anna.k@example.org"]}</script>',
        "<p>anna.k@<mark>example</mark>.org</p>",
        "<p>a</p>anna.k@example.org",
    ],
)
def test_personal_data_anywhere_in_the_page_stop_it(leak):
    with pytest.raises(ReportError, match="Personal data in the finished page"):
        check_page(f"<body>{leak}</body>")


def test_message_names_the_kind_and_never_the_data():
    with pytest.raises(ReportError) as caught:
        check_page("<p>Write to anna.k@example.org</p>")
    assert "email" in str(caught.value)
    assert "anna" not in str(caught.value)


def test_notebook_output_is_searched():
    leak = {"cells": [{"outputs": [{"data": {"text/plain": ["call +7 912 345-67-89"]}}]}]}
    with pytest.raises(ReportError, match="executed notebook"):
        check_notebook(leak)


def test_a_platforms_long_number_is_an_id_and_a_card_beside_it_is_not():
    # 17 and more digits before offsets are an id; both numbers here pass a card's check sum.
    page = '<blockquote data-source="{0}">Late<footer>{0} [0:4]</footer></blockquote>'
    check_page(page.format("569584744532287423"))
    with pytest.raises(ReportError, match="card"):
        check_page(page.format("4111111111111111"))


def test_tables_and_records_are_searched(tmp_path):
    (tmp_path / "a.csv").write_text("text\nfine\n", encoding="utf-8")
    check_files(tmp_path)
    (tmp_path / "b.md").write_text("call +7 912 345-67-89", encoding="utf-8")
    with pytest.raises(ReportError, match=r"b\.md: phone"):
        check_files(tmp_path)
