"""The texts behind a page's quotes are read again by the readers that read them."""

from cxkit.readers.answers import read_answers
from cxkit.readers.open_answers import open_answers
from cxkit.reports.blocks import Head, Quotes
from cxkit.reports.evidence import check_quotes
from cxkit.reports.page import render
from cxkit.reports.provenance import provenance
from cxkit.reports.quotes import quote_at
from cxkit.reports.sources import read_sources


def test_quotes_from_open_answers_pass_the_evidence_check(tmp_path):
    # read_answers was no known reader: such a page could never be built.
    (tmp_path / "s.csv").write_text(
        "response_id,survey_id,Why did you give this score?\n1,,Slow and rude\n2,w2,Far away\n"
        "3,w2,The nurse sang to my son\n",
        encoding="utf-8",
    )
    texts = open_answers(read_answers(tmp_path / "s.csv"))
    sources = read_sources(provenance(texts, parameters={}).inputs, folder=tmp_path)
    assert sources == {row.feedback_id: [row.text] for row in texts.itertuples()}
    shown = tuple(
        quote_at(row.text, (0, 4), source_id=row.feedback_id) for row in texts.itertuples()
    )
    page = render([Head("s", "en", "S", "F", ()), Quotes(shown)])
    assert check_quotes(page, sources) == len(texts) == 3
