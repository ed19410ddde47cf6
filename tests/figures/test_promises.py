"""The figure of promises: it must say of each what the ledger says."""

import pandas as pd
import pytest

from cxkit.figures.promises import plot_promises
from cxkit.figures.theme import stray_colours


def ledger(*rows):
    columns = ["result", "day_given", "due_days", "actual_days"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(
        feedback_id="s", promise=range(1, len(rows) + 1), start=0, end=1, quote="q", by="model"
    )


@pytest.mark.parametrize(("language", "words"), [("en", ["kept", "late", "broken", "?"]),
                                                 ("ru", ["сдержано", "с опозданием", "нарушено",
                                                         "?"])])  # fmt: skip
def test_an_end_that_is_known_without_its_day_is_no_question_mark(language, words):
    # three kept promises of a story were drawn as "?", and the legend said "end unknown"
    figure = plot_promises(
        ledger(("kept", 4, 10, None), ("late", 0, 2, 5), ("broken", 0, 1, None),
               ("unknown", 0, 1, None)),
        language=language,
    )  # fmt: skip
    assert [note.text for note in figure.layout.annotations] == words
    assert [trace.line.dash for trace in figure.data] == ["dot", "solid", "dot", "dot"]
    # kept at some day up to its due time; of the others nothing tells until when they were open
    assert [trace.x[1] for trace in figure.data] == [14, 5, 17, 17]
    assert stray_colours(figure) == []
