"""Candidate incidents as lines of a terminal."""

import pandas as pd
import pytest

from cxkit.reports.incident_candidates import candidate_lines


def nothing_found(n_tested, **few):
    frame = pd.DataFrame()
    frame.attrs = {"n_tested": n_tested, "untestable": few, "least": (28, 10)}
    return frame


@pytest.mark.parametrize(
    ("language", "few", "least", "none", "nothing"),
    [("en", "Reviews: too little to be tested", "at least 28 days and 10 signals", "No burst",
      "There is nothing to test"),
     ("ru", "Отзывы: для проверки данных мало", "не меньше 28 дней и 10 сигналов",
      "Всплесков нет", "Проверять нечего")],
)  # fmt: skip
def test_what_could_not_be_tested_is_not_said_to_be_quiet(language, few, least, none, nothing):
    # Nine days of tweets gave "no topic rose beyond what chance explains": nothing was tested.
    def lines(n_tested, **kinds):
        told = candidate_lines(nothing_found(n_tested, **kinds), language=language)
        return [line.replace("\u00a0", " ") for line in told]

    (said,) = lines(0, feedback=(9, 400))
    assert said.startswith(few)
    assert least in said
    first, second = lines(1, feedback=(9, 400))
    assert first.startswith(none)
    assert second == said
    assert lines(0)[0].startswith(nothing)
    assert len(lines(1)) == 1
