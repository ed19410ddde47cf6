"""The words of a cell are masked by the whole text from which they are cut."""

from types import SimpleNamespace

import pandas as pd

from cxkit.reports.incident_cells import place_of
from cxkit.schema.mentions import INFERRED


def test_a_surname_cut_from_its_name_is_masked():
    texts = pd.DataFrame({"feedback_id": ["c1"], "text": ["Оператор Иван Петров молчал"]})
    row = pd.Series({"source_id": "c1", "start": 14, "end": 27})
    assert place_of(SimpleNamespace(texts=texts), row)["quote"] == "•••••• молчал"


def test_a_line_that_does_not_show_its_code_is_no_evidence():
    texts = pd.DataFrame({"feedback_id": ["c1"], "text": ["Соседи, не ведитесь на лифт."]})
    row = pd.Series({"source_id": "c1", "start": 0, "end": 28, "by": f"{INFERRED}outcome.open"})
    assert place_of(SimpleNamespace(texts=texts), row) is None
