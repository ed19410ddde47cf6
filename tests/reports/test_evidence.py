import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxkit.errors import ReportError
from cxkit.reports.blocks import Head, Quote, Quotes
from cxkit.reports.evidence import check_quotes
from cxkit.reports.page import render
from cxkit.reports.privacy import MASK

TEXT = "Late again. Nobody called me back."
SOURCES = {"r1": [TEXT]}


def page_with(quote):
    return render([Head("s", "en", "S", "F", ()), Quotes((quote,))])


def test_true_quote_with_context_is_counted():
    assert (
        check_quotes(page_with(Quote("r1", 12, 18, "Nobody", "again. ", " called")), SOURCES) == 1
    )


@pytest.mark.parametrize(
    "quote",
    [
        Quote("r1", 0, 4, "late"),  # another letter
        Quote("r1", 1, 5, "Late"),  # another place
        Quote("r1", 0, 11, "Late"),  # shorter than its span
        Quote("r1", 5, 10, "again", "Never "),  # an invented context
        Quote("r1", 0, 4, "Late", "x"),  # a context before the beginning
        Quote("r1", 4, 4, ""),  # nothing
    ],
)
def test_untrue_quote_builds_no_page(quote):
    with pytest.raises(ReportError, match="r1"):
        check_quotes(page_with(quote), SOURCES)


def test_quote_of_unknown_source_is_refused():
    with pytest.raises(ReportError, match="none of its inputs"):
        check_quotes(page_with(Quote("r9", 0, 4, "Late")), SOURCES)


def test_words_in_the_customers_voice_need_a_source():
    with pytest.raises(ReportError, match="name no source"):
        check_quotes("<body><blockquote>Invented praise</blockquote></body>", SOURCES)


def test_masked_signs_may_differ_and_nothing_else():
    assert check_quotes(page_with(Quote("r1", 0, 4, MASK * 4)), SOURCES) == 1
    with pytest.raises(ReportError):
        check_quotes(page_with(Quote("r1", 0, 4, f"{MASK}xte")), SOURCES)


def test_one_of_several_texts_with_the_same_id_is_enough():
    assert check_quotes(page_with(Quote("r1", 0, 4, "Late")), {"r1": ["Other", TEXT]}) == 1


def test_page_edited_by_hand_is_caught():
    page = page_with(Quote("r1", 0, 4, "Late")).replace("<mark>Late</mark>", "<mark>Good</mark>")
    with pytest.raises(ReportError, match="Good"):
        check_quotes(page, SOURCES)


@given(st.text(min_size=1, max_size=40), st.data())
def test_any_text_survives_the_page(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = Quote("r1", start, end, text[start:end], text[:start], text[end:])
    assert check_quotes(page_with(quote), {"r1": [text]}) == 1
