"""Amounts: numbers and lengths of time."""

import pytest

from cxkit.language.ground.document import parse
from cxkit.language.story.times.amounts import numbers, spans


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("I rang nine times.", [9]),
        ("Шестьдесят пятый день.", [65]),
        ("on the 9th", [9]),
        ("48 hours", [48]),
        ("дважды", [2]),
        ("семьсот рублей", [700]),
        ("on day twenty-three", [23]),
        ("the thirty-first time", [31]),
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
        ("a couple of weeks", 14, False),
        ("four pounds a month", 30, False),  # not four months
    ],
)
def test_lengths_of_time_in_days(text, days, order):
    found = spans(parse(text).sentences[0].tokens)
    assert found[0].days == pytest.approx(days, rel=1e-4)
    assert found[0].order is order


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Приехал на три с половиной часа позже.", 3.5),
        ("He came three and a half hours late.", 3.5),
        ("Ждали час с половиной.", 1.5),
        ("It took an hour and a half.", 1.5),
        ("They were half an hour late.", 0.5),
        ("I waited two hours and a half.", 2.5),
    ],
)
def test_halves_belong_to_their_number_or_unit(text, hours):
    # "three and a half hours late" was one hour, «три с половиной» three.
    (span,) = spans(parse(text).sentences[0].tokens)
    assert span.days * 24 == pytest.approx(hours, abs=0.01)
