"""The words of a cell are masked by the whole text from which they are cut."""

from types import SimpleNamespace

import pandas as pd

from cxkit.reports.incident_cells import factor_cell, place_of
from cxkit.reports.wording import word
from cxkit.schema.mentions import INFERRED


def test_a_surname_cut_from_its_name_is_masked():
    texts = pd.DataFrame({"feedback_id": ["c1"], "text": ["Оператор Иван Петров молчал"]})
    row = pd.Series({"source_id": "c1", "start": 14, "end": 27})
    assert place_of(SimpleNamespace(texts=texts), row)["quote"] == "•••••• молчал"


def test_a_line_that_does_not_show_its_code_is_no_evidence():
    texts = pd.DataFrame({"feedback_id": ["c1"], "text": ["Соседи, не ведитесь на лифт."]})
    row = pd.Series({"source_id": "c1", "start": 0, "end": 28, "by": f"{INFERRED}outcome.open"})
    assert place_of(SimpleNamespace(texts=texts), row) is None


def test_a_factor_of_the_whole_text_says_so_and_one_of_records_alone_says_nothing():
    row = pd.Series({"source_id": None, "start": None, "end": None, "n_words": 1})
    assert factor_cell(SimpleNamespace(), row, "ru") == word("inferred", "ru")
    assert factor_cell(SimpleNamespace(), row.replace({1: 0}), "ru") == ""
