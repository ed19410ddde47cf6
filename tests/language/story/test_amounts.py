"""Amounts and points in time."""

import pytest

from cxkit.language.document import parse
from cxkit.language.story.amounts import numbers, spans
from cxkit.language.story.reading import read
from cxkit.language.story.time_points import days_after, points


def line(text):
    return read(parse(text)).lines[0]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("I rang nine times.", [9]),
        ("Шестьдесят пятый день.", [65]),
        ("on the 9th", [9]),
        ("48 hours", [48]),
        ("дважды", [2]),
    ],
)
def test_numbers_in_figures_and_words(text, values):
    assert [number.value for number in numbers(parse(text).sentences[0].tokens)] == values


@pytest.mark.parametrize(
    ("text", "days", "order"),
    [
        ("It took three weeks.", 21, False),
        ("на шестнадцатый день", 16, True),
        ("within five working days", 5, False),
        ("It came on day ten.", 10, True),
        ("через неделю", 7, False),
        ("полтора часа", 1.5 / 24, False),
    ],
)
def test_lengths_of_time_in_days(text, days, order):
    found = spans(parse(text).sentences[0].tokens)
    assert found[0].days == pytest.approx(days, rel=1e-4)
    assert found[0].order is order


@pytest.mark.parametrize(
    ("due", "event", "gap"),
    [
        ("on Tuesday 6 October", "on Friday the 9th", 3),  # 9 - 6
        ("13 марта", "3 апреля", 21),  # 31 - 13 + 3
        ("on Friday", "on Tuesday", 4),  # Friday to the next Tuesday
        ("в 12:00", "в 15:30", 3.5 / 24),
    ],
)
def test_days_between_due_and_done(due, event, gap):
    first, month = points(line(due))
    then, _ = points(line(event), month)
    gaps = [days_after(a, b) for a in first for b in then if days_after(a, b) is not None]
    assert pytest.approx(gap) in gaps
